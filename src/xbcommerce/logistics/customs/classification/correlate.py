"""What a code of one edition is in another: exactly one, one of several, or not known.

The way leads through as few tables as there can be, forwards or backwards. Along it candidates only grow:
where a code was split and its parts were merged with others, all that may hold the goods are named. National
digits are each country's own and correspond to nothing, so that only subheadings are asked about.

Example:
    >>> from xbcommerce.logistics.customs.classification import HsEdition, correlate
    >>> from xbcommerce.reference.customs.hs import hs_correlations
    >>> def since_2017(code):
    ...     return correlate(code, HsEdition.HS2017, HsEdition.HS2022, hs_correlations())
    >>> print(since_2017("0101.21"))
    0101.21 of HS2017 is exactly 0101.21 in HS2022
    >>> print(since_2017("4420.10"))
    4420.10 of HS2017 is one of 4420.11, 4420.19 in HS2022; the goods decide
    >>> print(since_2017("8517.12"))
    8517.12 of HS2017 in HS2022 is not settled: 8517.13, 8517.14 are known, others may be missing
    >>> print(since_2017("6109.10"))
    6109.10 of HS2017 in HS2022 is not known: no table lists it
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from xbcommerce.kernel.unmet import Note, Param, Unmet

from .correlation import Correlation, CorrelationError, Extent
from .edition import HsEdition
from .hs_code import HsCode, HsLevel, hs_code_field
from .messages import ENGLISH


def _figures(asked: HsCode, of: HsEdition, to: HsEdition) -> dict[str, Param]:
    return {"code": str(asked), "of": of.value, "to": to.value}


@frozen
class Exactly:
    """One code, whole: it may be taken over without a question.

    Attributes:
        asked: The code asked about.
        of: Its edition.
        to: The edition of the answer.
        code: The counterpart.
    """

    asked: HsCode
    of: HsEdition
    to: HsEdition
    code: HsCode

    @property
    def candidates(self) -> tuple[HsCode, ...]:
        """The one code."""
        return (self.code,)

    def why(self) -> tuple[Note, ...]:
        """Say it."""
        found = {**_figures(self.asked, self.of, self.to), "found": str(self.code)}
        return (Note("correlation.exactly", found),)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


@frozen
class OneOf:
    """Several codes, one of which holds the goods; nobody chose.

    Attributes:
        asked: The code asked about.
        of: Its edition.
        to: The edition of the answer.
        candidates: All that it can be, in order.
    """

    asked: HsCode
    of: HsEdition
    to: HsEdition
    candidates: tuple[HsCode, ...]

    def why(self) -> tuple[Note, ...]:
        """Name all of them."""
        found = {**_figures(self.asked, self.of, self.to), "found": tuple(map(str, self.candidates))}
        return (Note("correlation.one_of", found),)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


@frozen
class Uncorrelated:
    """Not known, and why.

    Attributes:
        asked: The code asked about.
        of: Its edition.
        to: The edition of the answer.
        reason: ``correlation.no_table``, ``correlation.level``, ``correlation.not_listed`` or
            ``correlation.not_all_listed``.
        candidates: What the tables do name; the right code may not be among them.
    """

    asked: HsCode
    of: HsEdition
    to: HsEdition
    reason: Unmet
    candidates: tuple[HsCode, ...] = ()

    def why(self) -> tuple[Unmet, ...]:
        """Give the reason."""
        return (self.reason,)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


Correlated = Exactly | OneOf | Uncorrelated
"""Any answer; ``candidates`` is on all of them."""


def correlate(code: HsCode | str, of: HsEdition, to: HsEdition, tables: Iterable[Correlation]) -> Correlated:
    """Carry a code from one edition to another.

    Args:
        code: A subheading; text is taken too.
        of: The edition it is a code of.
        to: The edition wanted, newer or older. The same edition gives the code itself, without a look
            whether it exists.
        tables: What is known; at most one between two editions.

    Raises:
        CorrelationError: Two tables between the same editions.
        InvalidHsCodeError: ``code`` is none.
    """
    asked = hs_code_field(code)
    figures = _figures(asked, of, to)
    if asked.level is not HsLevel.SUBHEADING:
        return Uncorrelated(asked, of, to, Unmet("correlation.level", "hs_code", figures))
    way = _way(of, to, tuple(tables))
    if way is None:
        return Uncorrelated(asked, of, to, Unmet("correlation.no_table", "hs_code", figures))
    found, all_listed = _along(asked, of, way)
    if all_listed:
        return Exactly(asked, of, to, found[0]) if len(found) == 1 else OneOf(asked, of, to, found)
    if not found:
        return Uncorrelated(asked, of, to, Unmet("correlation.not_listed", "hs_code", figures))
    named = {**figures, "found": tuple(map(str, found))}
    return Uncorrelated(asked, of, to, Unmet("correlation.not_all_listed", "hs_code", named), found)


def _along(asked: HsCode, of: HsEdition, way: Sequence[Correlation]) -> tuple[tuple[HsCode, ...], bool]:
    """Return what the tables name, in order, and whether they name all."""
    codes, all_listed, at = {asked}, True, of
    for table in way:
        pairs = [table.of(code, at) for code in codes]
        all_listed &= all(mine and mine[0].of_old is not Extent.OPEN for mine in pairs)
        codes = {pair.new for mine in pairs for pair in mine}
        at = _other(table, at)
    return tuple(sorted(codes)), all_listed


def _other(table: Correlation, edition: HsEdition) -> HsEdition:
    return table.new if edition is table.old else table.old


def _way(of: HsEdition, to: HsEdition, tables: Sequence[Correlation]) -> tuple[Correlation, ...] | None:
    """Return the fewest tables that lead from one edition to the other, None where none do."""
    ends = [frozenset((table.old, table.new)) for table in tables]
    if len(set(ends)) < len(ends):
        msg = "two tables between the same editions; choose one, or make one of both"
        raise CorrelationError(msg)
    ways: dict[HsEdition, tuple[Correlation, ...]] = {of: ()}
    for at in (reached := [of]):
        for table in tables:
            if at in (table.old, table.new) and _other(table, at) not in ways:
                ways[_other(table, at)] = (*ways[at], table)
                reached.append(_other(table, at))
    return ways.get(to)

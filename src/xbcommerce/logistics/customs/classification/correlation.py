"""How the codes of one edition correspond to those of the next: many to many, and never chosen silently.

A code that was split has several counterparts, and only somebody who knows the goods can say which one is
meant. A table that names one "conversion" for each code takes that decision in secret, and wrongly: a widely
used one converts semiconductor transducers (8541.51) to mobile telephones (8517.12).

A pair of codes tells how much of each goes into it. ``WHOLE``: all of that code, it stands in no other pair.
``PART``: part of it, and the table lists all pairs of the rest. ``OPEN``: the table does not list all pairs
of that code, so that what it lists is no answer. A complete table (`Correlation.complete`) has no open ones.

Correlation tables are a guide without legal status, as the World Customs Organization says of its own.

Source: WCO, Correlation Tables HS 2017-2022, introduction. [A]

Example:
    >>> from xbcommerce.logistics.customs.classification import Correlation, HsEdition
    >>> wood = Correlation.complete(
    ...     HsEdition.HS2017, HsEdition.HS2022,
    ...     [("442010", "442011"), ("442010", "442019"), ("010121", "010121")])
    >>> for pair in wood.pairs:
    ...     print(pair)
    part of 4420.10 is all of 4420.11
    part of 4420.10 is all of 4420.19
    all of 0101.21 is all of 0101.21
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cached_property

from attrs import field, frozen

from xbcommerce.kernel.dated import Source
from xbcommerce.kernel.errors import InvalidValueError, member_of
from xbcommerce.kernel.naming import repeated

from .edition import HsEdition
from .hs_code import HsCode, HsLevel, hs_code_field


class CorrelationError(InvalidValueError):
    """Pairs that contradict each other, or tables between which nobody chose; the message names all."""

    code = "correlation"


class Extent(Enum):
    """How much of a code goes into a pair."""

    WHOLE = "whole"
    """All of it."""
    PART = "part"
    """Part of it; the table lists the pairs of the rest."""
    OPEN = "open"
    """Not known: the table does not list all pairs of the code."""


_WORDS = {Extent.WHOLE: "all of", Extent.PART: "part of", Extent.OPEN: "at least part of"}


@frozen
class CodePair:
    """A subheading of the older edition and one of the newer that share goods.

    Attributes:
        old: In the older edition; text is taken too.
        new: In the newer edition; text is taken too.
        of_old: How much of the old code is in the new one.
        of_new: How much of the new code was in the old one.
    """

    old: HsCode = field(converter=hs_code_field)
    new: HsCode = field(converter=hs_code_field)
    of_old: Extent = field(validator=member_of(Extent))
    of_new: Extent = field(validator=member_of(Extent))

    def reversed(self) -> CodePair:
        """Return the pair as seen from the newer edition."""
        return CodePair(self.new, self.old, self.of_new, self.of_old)

    def __str__(self) -> str:
        return f"{_WORDS[self.of_old]} {self.old} is {_WORDS[self.of_new]} {self.new}"


@frozen
class Correlation:
    """A table between two editions.

    Attributes:
        old: The older edition.
        new: The newer one.
        pairs: Its rows.
        source: Who says so.

    Raises:
        CorrelationError: The editions are one or in the wrong order; a code is no subheading; a pair is told
            twice; the pairs of a code disagree on how much of it they hold, several hold all of it, or a
            single one part of it.
    """

    old: HsEdition
    new: HsEdition
    pairs: tuple[CodePair, ...] = field(converter=tuple[CodePair, ...], repr=False)
    source: Source | None = None

    def __attrs_post_init__(self) -> None:
        faults = [*self._faults()]
        if faults:
            msg = f"{self.old.value} to {self.new.value}: {'; '.join(faults)}"
            raise CorrelationError(msg)

    def _faults(self) -> Iterator[str]:
        editions = [*HsEdition]
        if editions.index(self.old) >= editions.index(self.new):
            yield "the older edition comes first"
        yield from (
            f"{code} is no subheading"
            for pair in self.pairs
            for code in (pair.old, pair.new)
            if code.level is not HsLevel.SUBHEADING
        )
        yield from (f"{pair} is told twice" for pair in repeated(f"{p.old} to {p.new}" for p in self.pairs))
        yield from _at_odds(self._forward, self.old)
        yield from _at_odds(self._backward, self.new)

    @classmethod
    def complete(
        cls, old: HsEdition, new: HsEdition, pairs: Iterable[tuple[str, str]], source: Source | None = None
    ) -> Correlation:
        """Make a table of all pairs there are, as the United Nations publish it.

        Args:
            old: The older edition.
            new: The newer one.
            pairs: Old and new code of *every* pair that shares goods, unchanged codes included. A code that
                stands in one pair goes into it whole.
            source: Who says so.

        Raises:
            CorrelationError: See the class.
        """
        read = [(hs_code_field(a), hs_code_field(b)) for a, b in pairs]
        olds, news = Counter(a for a, _ in read), Counter(b for _, b in read)
        told = (CodePair(a, b, _extent(olds[a]), _extent(news[b])) for a, b in read)
        return cls(old, new, tuple(told), source)

    @cached_property
    def _forward(self) -> dict[HsCode, tuple[CodePair, ...]]:
        return _by_old(self.pairs)

    @cached_property
    def _backward(self) -> dict[HsCode, tuple[CodePair, ...]]:
        return _by_old(pair.reversed() for pair in self.pairs)

    def of(self, code: HsCode, edition: HsEdition) -> tuple[CodePair, ...]:
        """Return the pairs of a code, each seen from ``edition``, one of the table's two; empty for none."""
        return (self._forward if edition is self.old else self._backward).get(code, ())


def _extent(pairs: int) -> Extent:
    return Extent.WHOLE if pairs == 1 else Extent.PART


def _by_old(pairs: Iterable[CodePair]) -> dict[HsCode, tuple[CodePair, ...]]:
    found: dict[HsCode, list[CodePair]] = {}
    for pair in pairs:
        found.setdefault(pair.old, []).append(pair)
    return {code: tuple(mine) for code, mine in found.items()}


def _at_odds(by_code: dict[HsCode, tuple[CodePair, ...]], edition: HsEdition) -> Iterator[str]:
    for code, pairs in by_code.items():
        extents = {pair.of_old for pair in pairs}
        if len(extents) > 1:
            yield f"the pairs of {code} of {edition.value} disagree on how much of it they hold"
        elif Extent.OPEN not in extents and extents != {_extent(len(pairs))}:
            words = _WORDS[extents.pop()]
            yield f"{code} of {edition.value} stands in {len(pairs)} pairs that hold {words} it"

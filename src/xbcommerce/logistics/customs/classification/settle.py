"""Which code counts on a day at a border, out of everything that was said about the goods.

Statements are heard by rank: a ruling that binds there and then, the broker, the shop, the supplier, a
model (`RANKING`; bring your own). The first rank decides. A lower one may narrow what a higher left open (a
heading, a code that a new edition split), and is overruled where it says something else. Where statements of
one rank contradict each other nobody chooses: the answer names all candidates, and a landed cost is bounded
over them.

Set aside, and told: what was said after the day, rulings that do not bind, statements that the same voice
replaced, guesses below a wanted confidence, and codes of another edition that no table carries over. National
digits do not survive a change of edition.

Example:
    >>> from datetime import date
    >>> from xbcommerce.logistics.customs.classification import Authority, Classification, HsEdition, settle
    >>> def said(code, by, who, edition=HsEdition.HS2022):
    ...     return Classification(code, edition, by, date(2026, 3, 1), who=who)
    >>> supplier = said("6109.90", Authority.SUPPLIER, "Mill 3")
    >>> broker = said("6109.10.00", Authority.BROKER, "Kim")
    >>> print(settle([supplier, broker], on=date(2026, 6, 1), jurisdiction="EU"))
    6109.10.00 counts in HS2022 on Jun 1, 2026
    broker Kim says 6109.10.00 of HS2022
    overruled: supplier Mill 3 says 6109.90 of HS2022
    >>> other = said("4202.22", Authority.BROKER, "Lee")
    >>> print(settle([supplier, broker, other], on=date(2026, 6, 1), jurisdiction="EU"))
    not settled in HS2022 on Jun 1, 2026: one of 4202.22, 6109.10.00
    broker Kim says 6109.10.00 of HS2022
    broker Lee says 4202.22 of HS2022
    overruled: supplier Mill 3 says 6109.90 of HS2022
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import reduce

from attrs import evolve, frozen

from xbcommerce.kernel.dated.validity import calendar_day
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import Figure, figure_or_none
from xbcommerce.kernel.naming import repeated
from xbcommerce.kernel.unmet import Note, Param, Refusal, Unmet

from .classification import Authority, Classification
from .correlation import Correlation
from .edition import HsEdition, edition_on
from .hearing import Heard, Hearing, told
from .hs_code import HsCode
from .messages import ENGLISH

RANKING = (Authority.RULING, Authority.BROKER, Authority.OWN, Authority.SUPPLIER, Authority.MODEL)
"""Who is heard first: whom the border must follow, who knows the law, who declares, then the others."""

Codes = frozenset[HsCode]


@frozen
class Settled:
    """One code counts.

    Attributes:
        code: The code, as deep as those who count went.
        edition: Its edition.
        on: The day.
        by: Who says so, in the order of their rank.
        aside: Who does not count, and why.
    """

    code: HsCode
    edition: HsEdition
    on: date
    by: tuple[Classification, ...]
    aside: tuple[Note, ...] = ()

    @property
    def candidates(self) -> tuple[HsCode, ...]:
        """The one code."""
        return (self.code,)

    def why(self) -> tuple[Note, ...]:
        """Say what counts, who says so, and who is set aside."""
        figures: dict[str, Param] = {"code": str(self.code), "edition": self.edition.value, "on": self.on}
        return (Note("classification.settled", figures), *_said(self.by), *self.aside)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


@frozen
class Unsettled:
    """Several codes may count, and nobody chose.

    Attributes:
        candidates: All of them, in order; at least two.
        edition: Their edition.
        on: The day.
        by: Who says so, in the order of their rank.
        aside: Who does not count, and why.
    """

    candidates: tuple[HsCode, ...]
    edition: HsEdition
    on: date
    by: tuple[Classification, ...]
    aside: tuple[Note, ...] = ()

    def why(self) -> tuple[Note, ...]:
        """Name the candidates, who says what, and who is set aside."""
        named = tuple(map(str, self.candidates))
        figures: dict[str, Param] = {"candidates": named, "edition": self.edition.value, "on": self.on}
        return (Note("classification.unsettled", figures), *_said(self.by), *self.aside)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def _said(statements: Iterable[Classification]) -> Iterable[Note]:
    return (Note("classification.said", told(each)) for each in statements)


def settle(
    statements: Iterable[Classification],
    *,
    on: date,
    jurisdiction: str,
    edition: HsEdition | None = None,
    tables: Iterable[Correlation] = (),
    ranking: Sequence[Authority] = RANKING,
    confidence_min: Figure | None = None,
) -> Settled | Unsettled | Refusal:
    """Find the code that counts.

    Args:
        statements: Everything that was said about the goods, in any order.
        on: The day of the declaration.
        jurisdiction: Whose border it is, as rulings name it, e.g. ``"EU"``.
        edition: The edition in use there; default the convention's on that day.
        tables: Correlations that carry statements of other editions over.
        ranking: Kinds of authority, best first; those left out are set aside.
        confidence_min: A share; a statement that has a confidence below it is set aside.

    Returns:
        The code, or all candidates, or a refusal: ``hs_edition.unknown``, or ``classification.none`` followed
        by why each statement was set aside.

    Raises:
        InvalidValueError: A kind of authority stands twice in ``ranking``.
        NotADayError: ``on`` is an instant or no date.
    """
    if twice := repeated(each.value for each in ranking):
        msg = f"ranking: {', '.join(twice)} stands twice"
        raise InvalidValueError(msg)
    used = edition or edition_on(calendar_day(on, "on"))
    if isinstance(used, Refusal):
        return used
    hearing = Hearing(on, jurisdiction, used, tuple(tables), ranking, figure_or_none(confidence_min))
    heard, aside = hearing.hear(statements)
    if not heard:
        none = Unmet("classification.none", "hs_code", {"edition": used.value, "on": on})
        return Refusal.of(none, *(Unmet(note.code, "hs_code", note.params) for note in aside))
    end = _by_rank(heard, ranking)
    notes = (*end.overruled, *aside)
    if len(end.codes) == 1:
        return Settled(next(iter(end.codes)), used, on, end.by, notes)
    return Unsettled(tuple(sorted(end.codes)), used, on, end.by, notes)


@frozen
class _Standing:
    """What holds after some ranks; ``split`` where voices of one rank contradicted each other."""

    codes: Codes
    by: tuple[Classification, ...] = ()
    overruled: tuple[Note, ...] = ()
    split: bool = False


def _by_rank(heard: Iterable[Heard], ranking: Sequence[Authority]) -> _Standing:
    ranks = ([each for each in heard if each.said.by is authority] for authority in ranking)
    first, *lower = filter(None, ranks)
    start = _Standing(frozenset(code for each in first for code in each.codes))
    return reduce(_listen, lower, _listen(start, first))


def _listen(standing: _Standing, rank: Sequence[Heard]) -> _Standing:
    """Let the voices of one rank narrow what stands, as far as they are about it."""
    views = {each.said: _common(standing.codes, each.codes) for each in rank}
    agreed = [view for view in views.values() if view]
    overruled = (Note("classification.overruled", told(said)) for said, view in views.items() if not view)
    heard = evolve(
        standing,
        by=(*standing.by, *(said for said, view in views.items() if view)),
        overruled=(*standing.overruled, *overruled),
    )
    if standing.split or not agreed:
        return heard
    common = reduce(_common, agreed)
    return evolve(heard, codes=common or _deepest(frozenset[HsCode]().union(*agreed)), split=not common)


def _common(some: Codes, others: Codes) -> Codes:
    """Return what lies in both, where a code stands for everything below it."""
    return _deepest(
        frozenset(
            one if one.within(other) else other
            for one in some
            for other in others
            if one.within(other) or other.within(one)
        )
    )


def _deepest(codes: Codes) -> Codes:
    """Leave out a code that another one makes more precise."""
    return frozenset(
        code for code in codes if not any(other != code and other.within(code) for other in codes)
    )

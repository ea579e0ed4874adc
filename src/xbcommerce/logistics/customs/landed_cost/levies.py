"""Which charges a place levies on the days of a trade, and of which nobody knows whether it does.

Rules stand under ``charge/JURISDICTION/NAME``; a name in a more particular jurisdiction stands for the same
name in a wider one. A name whose records are silent on the day is a gap in what is known, not a charge of
zero; a flat duty alone is asked only where a threshold calls for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from attrs import field, frozen

from xbcommerce.kernel.dated import Ambiguous, Announced, Answer, Dated, Found, NoRule, RuleSet, Stale, Void
from xbcommerce.kernel.unmet import Note, Unmet
from xbcommerce.logistics.customs.charges import ChargeKind, ChargeRule, PerCode
from xbcommerce.logistics.customs.place import Jurisdictions
from xbcommerce.logistics.customs.trade import TradeDates, TradeFacts

PREFIX = "charge/"
"""Under which keys charges stand."""
_KEPT = 4_096
"""For how many places and days what is levied is kept."""


@frozen
class Levies:
    """The charges of a place.

    Attributes:
        records: Those that hold, the ones that may not be about the consignment too.
        unmet: Why there may be others, or others than these.
        notes: What was struck down or announced.
    """

    records: tuple[Dated[ChargeRule], ...] = field(converter=tuple[Dated[ChargeRule], ...])
    unmet: tuple[Unmet, ...] = field(default=(), converter=tuple[Unmet, ...])
    notes: tuple[Note | Unmet, ...] = field(default=(), converter=tuple[Note | Unmet, ...])


@frozen
class _Spoken:
    """What one key says of the days of a trade.

    Attributes:
        series: Its rules, whichever of them holds.
        levies: What it comes to; None where it is silent.
        silence: Why nothing is known where it is silent.
    """

    series: tuple[ChargeRule, ...]
    levies: Levies | None
    silence: tuple[Unmet, ...] = ()

    def concerns(self, facts: TradeFacts) -> bool:
        """Say whether a rule of it is, or may be, about a consignment."""
        return any(rule.when.holds(facts) is not False for rule in self.series)


def levies_of(
    places: Jurisdictions, facts: TradeFacts, dates: TradeDates, rules: RuleSet[Any], known: date | None
) -> Levies:
    """Gather the charges of a place.

    Args:
        places: Whose duties and whose taxes hold.
        facts: Of the consignment, to leave out what is certainly not about it.
        dates: The days of the trade.
        rules: Records under ``charge/…``; what else the set holds is ignored.
        known: What was known by this day counts; None is the day of issue.
    """
    records: list[Dated[ChargeRule]] = []
    unmet: list[Unmet] = []
    notes: list[Note | Unmet] = []
    for keys in rules.view(_standing).spoken(places, dates, known):
        one = _first_that_speaks(keys, facts)
        records.extend(one.records)
        unmet.extend(one.unmet)
        notes.extend(one.notes)
    return Levies(records, unmet, notes)


def _first_that_speaks(keys: tuple[_Spoken, ...], facts: TradeFacts) -> Levies:
    silence: tuple[Unmet, ...] = ()
    for spoken in keys:
        if spoken.concerns(facts):
            if spoken.levies is not None:
                return spoken.levies
            silence = spoken.silence
    return Levies((), silence)


@frozen
class _Standing:
    """The charges of a rule set; what they say is kept by place and days."""

    rules: RuleSet[Any]

    @cached_property
    def spoken(self) -> Callable[[Jurisdictions, TradeDates, date | None], tuple[tuple[_Spoken, ...], ...]]:
        """Return what each name says, the most particular jurisdiction first."""
        return lru_cache(_KEPT)(self._spoken)

    def _spoken(
        self, places: Jurisdictions, dates: TradeDates, known: date | None
    ) -> tuple[tuple[_Spoken, ...], ...]:
        names = _by_name(places, self.rules).values()
        return tuple(tuple(self._of_key(key, dates, known) for key in keys) for keys in names)

    def _of_key(self, key: str, dates: TradeDates, known: date | None) -> _Spoken:
        series = tuple(_rules(self.rules, key))
        basis = series[0].date_basis
        on = dates.on(basis)
        if on is None:
            missing = Unmet("landed_cost.day_unknown", f"dates.{basis.value}", {"key": key})
            return _Spoken(series, Levies((), [missing]))
        answer = self.rules.as_of(key, on, known)
        if not isinstance(answer, NoRule):
            return _Spoken(series, _told(answer))
        expected = not all(isinstance(rule.amount, PerCode) for rule in series)
        return _Spoken(series, None, tuple(_unmet(answer.why())) if expected else ())


def _standing(rules: RuleSet[Any]) -> _Standing:
    return _Standing(rules)


def _by_name(places: Jurisdictions, rules: RuleSet[Any]) -> dict[tuple[str, bool], list[str]]:
    """Return the keys of each name, the most particular jurisdiction first; duties and taxes apart."""
    names: dict[tuple[str, bool], list[str]] = {}
    for chain, tax in ((places.duty, False), (places.tax, True)):
        for jurisdiction in chain:
            prefix = f"{PREFIX}{jurisdiction}/"
            for key in rules.keys_under(prefix):
                if any((rule.kind is ChargeKind.IMPORT_TAX) is tax for rule in _rules(rules, key)):
                    names.setdefault((key.removeprefix(prefix), tax), []).append(key)
    return names


def _told(answer: Answer[Any]) -> Levies:
    match answer:
        case Found():
            return Levies([answer.record], (), answer.why()[1:] if answer.announced else ())
        case Stale():
            return Levies([answer.record], _unmet(answer.why()))
        case Void() | Announced():
            return Levies((), (), answer.why())
        case Ambiguous():
            return Levies((), _unmet(answer.why()))
        case NoRule():
            return Levies((), _unmet(answer.why()))


def _unmet(lines: Iterable[Note | Unmet]) -> Iterator[Unmet]:
    return (line for line in lines if isinstance(line, Unmet))


def _rules(rules: RuleSet[Any], key: str) -> Iterator[ChargeRule]:
    return (record.value for record in rules.records_of(key) if isinstance(record.value, ChargeRule))

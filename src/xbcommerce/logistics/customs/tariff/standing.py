"""Which measures stand in a tariff for a code on the days of a trade: what a look-up has to ask, made ready.

A rule set is compiled once (`RuleSet.view`); what stands for one code on the days of one trade is kept too,
so that a consignment of a thousand lines of a few codes costs little more than its distinct codes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any

import attrs
from attrs import frozen

from xbcommerce.kernel.dated import Ambiguous, Announced, Answer, Dated, Found, NoRule, RuleSet, Stale, Void
from xbcommerce.kernel.unmet import Note, Unmet
from xbcommerce.logistics.customs.trade import DateBasis, TradeDates

from .measure import DutyMeasure, MeasureKind
from .measure_key import PREFIX, MeasureKey
from .preference import PreferenceScheme, scheme_key, standing_schemes

_KEPT = 4_096
"""How many codes on how many days are kept."""
_LAST = ":"
"""The character after the digits."""


@frozen
class Applicable:
    """A measure that applies, or may.

    Attributes:
        record: Where it stands.
        hs: The digits under which it stands; empty for all goods.
        name: What the tariff calls it.
        scheme: The record of its preference scheme, where its own conditions do not name the origins.
        unsettled: What would have to be known to say that it applies; empty where it does.
    """

    record: Dated[DutyMeasure]
    hs: str
    name: str
    scheme: Dated[PreferenceScheme] | None = None
    unsettled: tuple[Unmet, ...] = ()

    @property
    def measure(self) -> DutyMeasure:
        """What the tariff says."""
        return self.record.value

    @property
    def sure(self) -> bool:
        """Whether it applies for certain."""
        return not self.unsettled


@frozen
class Stood:
    """What one key says on a day: a measure to ask, or words about one that is not to be asked."""

    found: Applicable
    asked: bool = True
    told: tuple[Note | Unmet, ...] = ()

    @cached_property
    def plain(self) -> bool:
        """Whether it applies whatever the facts."""
        found, measure = self.found, self.found.measure
        open_ = found.unsettled or found.scheme or measure.in_transit or measure.when.asks
        return self.asked and not open_


Level = tuple[Stood, ...]
"""What stands under one prefix."""
Group = tuple[Level, ...]
"""One measure, by the prefixes under which it stands, the longest first; the longest that applies counts."""


@frozen
class Stand:
    """What stands for one code on the days of one trade.

    Attributes:
        groups: The measures.
        told: Those about which there is something to tell.
    """

    groups: tuple[Group, ...]
    told: tuple[Stood, ...]

    @classmethod
    def of(cls, groups: Iterable[Group]) -> Stand:
        """Pick out what is to be told."""
        found = tuple(groups)
        return cls(found, tuple(one for group in found for level in group for one in level if one.told))


@frozen
class _Entry:
    key: str
    jurisdiction: str
    hs: str
    name: str
    kind: MeasureKind
    basis: DateBasis

    @property
    def group(self) -> str:
        """Third country duties are one measure, whatever their names; others go by name."""
        return "" if self.kind is MeasureKind.THIRD_COUNTRY else self.name


@frozen
class _Tariff:
    """The measures of one jurisdiction by prefix, the prefixes in order."""

    by_hs: Mapping[str, tuple[_Entry, ...]]
    prefixes: tuple[str, ...]

    @classmethod
    def of(cls, entries: list[_Entry]) -> _Tariff:
        by_hs: dict[str, list[_Entry]] = {}
        for entry in entries:
            by_hs.setdefault(entry.hs, []).append(entry)
        return cls({hs: tuple(some) for hs, some in by_hs.items()}, tuple(sorted(by_hs)))

    def about(self, digits: str) -> Iterator[_Entry]:
        """Go through what holds for a code and through what may once it is longer."""
        for length in range(0, len(digits), 2):
            yield from self.by_hs.get(digits[:length], ())
        first = bisect_left(self.prefixes, digits)
        for hs in self.prefixes[first : bisect_left(self.prefixes, digits + _LAST, first)]:
            yield from self.by_hs[hs]


@frozen
class Standing:
    """A rule set's measures, compiled."""

    rules: RuleSet[Any]
    tariffs: Mapping[str, _Tariff]

    @cached_property
    def stand(self) -> Callable[[tuple[str, ...], str, TradeDates, date | None], Stand]:
        """Return what stands for (jurisdictions, digits of the code, days, known)."""
        return lru_cache(_KEPT)(self._stand)

    def _stand(
        self, jurisdictions: tuple[str, ...], digits: str, dates: TradeDates, known: date | None
    ) -> Stand:
        tariffs = (self.tariffs[each] for each in jurisdictions if each in self.tariffs)
        found: dict[tuple[str, str], _Entry] = {}
        for entry in chain.from_iterable(tariff.about(digits) for tariff in tariffs):
            found.setdefault((entry.hs, entry.name), entry)
        groups: dict[str, dict[str, list[Stood]]] = {}
        for entry in sorted(found.values(), key=lambda entry: (-len(entry.hs), entry.hs, entry.name)):
            level = groups.setdefault(entry.group, {}).setdefault(entry.hs, [])
            level.extend(_stood(entry, self.rules, digits, dates, known))
        return Stand.of(
            tuple(tuple(level) for level in levels.values() if level) for _, levels in sorted(groups.items())
        )


def standing_of(rules: RuleSet[Any]) -> Standing:
    """Compile a rule set's measures; what else it holds is left alone."""
    by_jurisdiction: dict[str, list[_Entry]] = {}
    for key in rules.keys_under(PREFIX):
        first = rules.records_of(key)[0].value
        if isinstance(first, DutyMeasure):
            parts = MeasureKey.parse(key)
            entry = _Entry(key, parts.jurisdiction, parts.hs, parts.name, first.kind, first.date_basis)
            by_jurisdiction.setdefault(parts.jurisdiction, []).append(entry)
    return Standing(rules, {code: _Tariff.of(entries) for code, entries in by_jurisdiction.items()})


def _stood(
    entry: _Entry, rules: RuleSet[Any], digits: str, dates: TradeDates, known: date | None
) -> Iterator[Stood]:
    short = () if digits.startswith(entry.hs) else (_too_short(digits),)
    on = dates.on(entry.basis)
    if on is not None:
        for stood in _of_answer(rules.as_of(entry.key, on, known), entry, short):
            yield _with_scheme(stood, entry, rules, on, known)
        return
    day = Unmet("duty_measure.day_unknown", f"dates.{entry.basis.value}", {"day": entry.basis.value})
    for span in rules.history(entry.key, known):
        if span.answer is not None:
            yield from _of_answer(span.answer, entry, (*short, day))


def _of_answer(answer: Answer[DutyMeasure], entry: _Entry, doubt: tuple[Unmet, ...]) -> Iterator[Stood]:
    """Take one of the six answers; without a record for the day a measure is not in force."""
    match answer:
        case Found(record, announced):
            told = answer.why()[1:] if announced else ()
            yield Stood(Applicable(record, entry.hs, entry.name, unsettled=doubt), told=told)
        case Stale() | Ambiguous():
            why = (*doubt, *(line for line in answer.why() if isinstance(line, Unmet)))
            records = answer.records if isinstance(answer, Ambiguous) else (answer.record,)
            yield from (Stood(Applicable(each, entry.hs, entry.name, unsettled=why)) for each in records)
        case Void(record) | Announced(record):
            yield Stood(Applicable(record, entry.hs, entry.name), asked=False, told=answer.why())
        case NoRule():
            return


def _with_scheme(stood: Stood, entry: _Entry, rules: RuleSet[Any], on: date, known: date | None) -> Stood:
    """Ask for the countries of the scheme, where a measure leaves them to it."""
    measure = stood.found.measure
    if not stood.asked or not measure.scheme or measure.when.origins:
        return stood
    found = tuple(standing_schemes(rules, scheme_key(entry.jurisdiction, measure.scheme), on, known))
    if len(found) == 1:
        return attrs.evolve(stood, found=attrs.evolve(stood.found, scheme=found[0]))
    unknown = Unmet("duty_measure.scheme_unknown", measure.scheme, {"key": entry.key})
    doubt = (*stood.found.unsettled, unknown)
    return attrs.evolve(stood, found=attrs.evolve(stood.found, unsettled=doubt))


def _too_short(digits: str) -> Unmet:
    if not digits:
        return fact_unknown("hs_code")
    return Unmet("duty_measure.code_too_short", "hs_code", {"hs": digits})


def fact_unknown(fact: str) -> Unmet:
    """Ask for a fact of the line, by name."""
    return Unmet("duty_measure.fact_unknown", fact, {"fact": fact, "text": f"duty_measure.no_{fact}"})

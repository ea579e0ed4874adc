"""The measures of a tariff that apply to a line of goods, and those that may.

Of third country duties the one under the longest prefix applies. Everything that comes on top applies, each
measure by the longest prefix under which it stands. What would apply if a fact were known that is not
(an origin, a longer code, a day) is told with the fact. A measure without a record for the day is not in
force; a tariff without a third country duty for the code says nothing, which is not zero.

Example:
    >>> from datetime import date
    >>> from xbcommerce.kernel.dated import ALWAYS, Dated, RuleSet, Source
    >>> from xbcommerce.logistics.customs import TradeDates, TradeFacts, When
    >>> from xbcommerce.logistics.customs.classification import HsCode
    >>> from xbcommerce.logistics.customs.tariff import DutyMeasure, MeasureKind, measure_key, measures_for
    >>> law, day = Source("Tariff 2026", tier="A"), date(2026, 1, 1)
    >>> shirts = DutyMeasure(MeasureKind.THIRD_COUNTRY, "12 %")
    >>> dumped = DutyMeasure(MeasureKind.ANTI_DUMPING, "20 %", when=When(origins={"CN"}))
    >>> rules = RuleSet([
    ...     Dated("shirts", measure_key("EU", "610910", "mfn"), shirts, ALWAYS, day, law),
    ...     Dated("dumped", measure_key("EU", "6109", "ad-7"), dumped, ALWAYS, day, law)], day)
    >>> dates, code = TradeDates.all_on(date(2026, 3, 1)), HsCode.of("6109.10")
    >>> print(measures_for(TradeFacts(origin="CN", hs_code=code), ("DE", "EU"), dates, rules))
    third country duty of 12 % under 610910 applies; record shirts
    anti dumping of 20 % under 6109 applies; record dumped
    >>> print(measures_for(TradeFacts(hs_code=code), ("DE", "EU"), dates, rules))
    third country duty of 12 % under 610910 applies; record shirts
    anti dumping of 20 % under 6109 may apply; record dumped
      that depends on the origin, which is not known
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import attrs
from attrs import frozen

from xbcommerce.kernel.dated import RuleSet
from xbcommerce.kernel.unmet import Note, Param, Unmet
from xbcommerce.logistics.customs.classification.hs_code import HsCode
from xbcommerce.logistics.customs.trade import TradeDates, TradeFacts

from .measure import MeasureKind
from .messages import ENGLISH
from .preference import origin_code
from .standing import Applicable, Group, Stood, fact_unknown, standing_of


@frozen
class Measures:
    """What a tariff says of a line.

    Attributes:
        code: Of the goods; None is not known.
        applicable: The measures that apply or may: the third country duty, what may be claimed instead, what
            comes on top.
        told: What was announced, and what was struck down.
        unmet: Why there is no third country duty; empty where there is one, or may be.
    """

    code: HsCode | None
    applicable: tuple[Applicable, ...]
    told: tuple[Note | Unmet, ...] = ()
    unmet: tuple[Unmet, ...] = ()

    @property
    def third_country(self) -> tuple[Applicable, ...]:
        """The duty due where nothing better is claimed; several where a fact is missing."""
        return tuple(one for one in self.applicable if one.measure.kind is MeasureKind.THIRD_COUNTRY)

    @property
    def claimed(self) -> tuple[Applicable, ...]:
        """What may be claimed instead of it."""
        return tuple(one for one in self.applicable if one.measure.kind.claimed)

    @property
    def additional(self) -> tuple[Applicable, ...]:
        """What comes on top."""
        return tuple(one for one in self.applicable if one.measure.kind.additional)

    @property
    def settled(self) -> bool:
        """Whether there is a third country duty, and all that may apply does."""
        return not self.unmet and all(one.sure for one in self.applicable)

    @property
    def unsettled(self) -> tuple[Unmet, ...]:
        """Everything that would settle it, each fact once."""
        every = (*self.unmet, *(unmet for one in self.applicable for unmet in one.unsettled))
        return tuple({(unmet.code, unmet.where): unmet for unmet in reversed(every)}.values())[::-1]

    def why(self) -> tuple[Note | Unmet, ...]:
        """Say each measure with what it depends on, then what else is known."""
        said: list[Note | Unmet] = list(self.unmet)
        for one in self.applicable:
            figures = {"measure": str(one.measure), "record": one.record.id, "under": one.hs or "*"}
            said.append(Note(f"duty_measure.{'applies' if one.sure else 'may_apply'}", figures))
            said.extend(one.unsettled)
        return (*said, *self.told)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def measures_for(
    facts: TradeFacts,
    jurisdictions: Iterable[str],
    dates: TradeDates,
    rules: RuleSet[Any],
    known: date | None = None,
) -> Measures:
    """Look up what a tariff says of a line.

    Args:
        facts: Of the consignment and the line (`ImportConsignment.facts`); the origin in ISO or customs code.
        jurisdictions: Whose tariffs hold, the most particular first (`Place.jurisdictions`): a measure there
            stands for one of the same name and prefix in a wider one.
        dates: The days of the trade.
        rules: Records under ``duty/…``; what else the set holds is ignored. All records of one key are of
            one kind and go by one day.
        known: What was known by this day counts; None is the day of issue.
    """
    if facts.origin is not None and (origin := origin_code(facts.origin)) != facts.origin:
        facts = attrs.evolve(facts, origin=origin)
    digits = "" if facts.hs_code is None else facts.hs_code.digits
    stand = rules.view(standing_of).stand(tuple(jurisdictions), digits, dates, known)
    applicable = [one for group in stand.groups for one in _longest(group, facts, dates)]
    told = [line for stood in stand.told for line in _told(stood, facts)]
    unmet = () if any(_is_third_country(one) for one in applicable) else (_no_rate(digits, jurisdictions),)
    return Measures(facts.hs_code, tuple(applicable), tuple(told), unmet)


def _is_third_country(one: Applicable) -> bool:
    return one.measure.kind is MeasureKind.THIRD_COUNTRY


def _no_rate(digits: str, jurisdictions: Iterable[str]) -> Unmet:
    figures: dict[str, Param] = {"hs": digits or "*", "jurisdictions": tuple(jurisdictions)}
    return Unmet("duty_measure.no_third_country", "hs_code", figures)


def _longest(group: Group, facts: TradeFacts, dates: TradeDates) -> tuple[Applicable, ...]:
    """Go from the longest prefix to the shortest until one applies for certain.

    What stands behind one that may apply may apply as well, if the other does not; not where both hang on the
    same conditions, under which the longer prefix goes first.
    """
    if group and len(group[0]) == 1 and (len(group) == 1 or group[0][0].plain):
        one = _asked(group[0][0], facts, dates)
        return () if one is None else (one,)
    return tuple(_by_length(group, facts, dates))


def _by_length(group: Group, facts: TradeFacts, dates: TradeDates) -> Iterator[Applicable]:
    before: tuple[Unmet, ...] = ()
    fronted: list[Applicable] = []
    for level in group:
        behind = [stood for stood in level if not any(_same_conditions(stood.found, one) for one in fronted)]
        found = tuple(one for stood in behind if (one := _asked(stood, facts, dates)) is not None)
        fronted.extend(stood.found for stood in behind if stood.found.sure)
        sure = [one for one in found if one.sure]
        if len(sure) > 1:
            found = tuple(attrs.evolve(one, unsettled=(_several(sure), *one.unsettled)) for one in found)
        if before:
            found = tuple(attrs.evolve(one, unsettled=_merged(one.unsettled, before)) for one in found)
        yield from found
        if sure:
            return
        before = _merged(before, *(one.unsettled for one in found))


def _same_conditions(one: Applicable, other: Applicable) -> bool:
    """Say whether two measures apply under the very same conditions."""
    mine, theirs = one.measure, other.measure
    return mine.when == theirs.when and mine.in_transit == theirs.in_transit and one.scheme == other.scheme


def _asked(stood: Stood, facts: TradeFacts, dates: TradeDates) -> Applicable | None:
    """Ask one measure; None where it does not apply."""
    if stood.plain:
        return stood.found
    answers = _answers(stood.found, facts, dates) if stood.asked else (False,)
    if False in answers:
        return None
    if None not in answers:
        return stood.found
    doubt = _merged(stood.found.unsettled, tuple(_unknown(stood.found, facts, dates)))
    return attrs.evolve(stood.found, unsettled=doubt)


def _answers(found: Applicable, facts: TradeFacts, dates: TradeDates) -> tuple[bool | None, ...]:
    """Ask the conditions, the countries of the scheme, and whether goods under way are spared."""
    measure = found.measure
    holds = measure.when.holds(facts)
    if found.scheme is None and measure.in_transit is None:
        return (holds,)
    origin = found.scheme is None or (
        None if facts.origin is None else facts.origin in found.scheme.value.countries
    )
    spared = measure.in_transit is not None and measure.in_transit.spares(dates)
    return (holds, origin, None if spared is None else not spared)


def _unknown(found: Applicable, facts: TradeFacts, dates: TradeDates) -> Iterator[Unmet]:
    measure = found.measure
    yield from map(fact_unknown, measure.when.unknown(facts))
    if found.scheme is not None and facts.origin is None:
        yield fact_unknown("origin")
    for day in measure.in_transit.unknown(dates) if measure.in_transit else ():
        yield Unmet("duty_measure.day_unknown", f"dates.{day}", {"day": day})


def _merged(*some: tuple[Unmet, ...]) -> tuple[Unmet, ...]:
    return tuple(dict.fromkeys(unmet for unmets in some for unmet in unmets))


def _several(sure: list[Applicable]) -> Unmet:
    return Unmet("duty_measure.several", sure[0].record.key, {"records": tuple(o.record.id for o in sure)})


def _told(stood: Stood, facts: TradeFacts) -> tuple[Note | Unmet, ...]:
    return () if stood.found.measure.when.holds(facts) is False else stood.told

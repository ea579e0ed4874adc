"""What the tariff takes of one line, at the least or at the most, with everything that leaves it open.

Of the measures that may be claimed with what is at hand the cheapest counts; where it is not known which
third country duty applies, the least takes the lowest and the most the highest. Where a code is not settled
every candidate is looked up; a candidate without a rate, or a code too short with no candidates, leaves no
upper bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

import attrs
from attrs import field, frozen

from xbcommerce.kernel.dated import Dated
from xbcommerce.kernel.money import exponent_of
from xbcommerce.kernel.unmet import Refusal, Unmet
from xbcommerce.logistics.customs.classification.hs_code import HsCode
from xbcommerce.logistics.customs.duties import DutyFacts, Free, rate_of
from xbcommerce.logistics.customs.exchange import Exchange
from xbcommerce.logistics.customs.goods import GoodsLine
from xbcommerce.logistics.customs.tariff import (
    Applicable,
    DutyBase,
    DutyMeasure,
    DutyOption,
    MeasureKind,
    Measures,
    additions,
    duty_options,
    measures_for,
)

from .ground import Ground

_NOTHING = Fraction(0)


@frozen
class LineDuty:
    """What a measure takes of a line.

    Attributes:
        rate: The share of the base.
        specific: Minor units by another measure than the value.
        text: What the tariff says.
        record: Where; None where no measure applies.
    """

    rate: Fraction = _NOTHING
    specific: Fraction = _NOTHING
    text: str = ""
    record: Dated[DutyMeasure] | None = None

    def of(self, base: int) -> Fraction:
        """Return what it takes of a base, in minor units."""
        return self.rate * base + self.specific


NO_DUTY = LineDuty()


@frozen
class Range:
    """What a charge takes of a line at the least and at the most.

    Attributes:
        low: At the least.
        high: At the most; None where nobody knows.
        unmet: What would settle it; empty where the two are one.
    """

    low: LineDuty
    high: LineDuty | None
    unmet: tuple[Unmet, ...] = field(default=(), converter=tuple[Unmet, ...])


@frozen
class LineTariff:
    """What the tariff says of one line, for each code that it may have.

    Attributes:
        line: The goods.
        by_code: The measures, code by code.
        unmet: Why the code is not settled.
    """

    line: GoodsLine
    by_code: tuple[Measures, ...] = field(converter=tuple[Measures, ...])
    unmet: tuple[Unmet, ...] = field(default=(), converter=tuple[Unmet, ...])

    @property
    def measures(self) -> Iterator[Applicable]:
        """Every measure that applies, or may, of any code."""
        return (one for measures in self.by_code for one in measures.applicable)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of what comes on top, sorted."""
        return tuple(sorted({one.name for one in self.measures if one.measure.kind.additional}))


def tariff_of(line: GoodsLine, ground: Ground, tariff: tuple[str, ...]) -> LineTariff:
    """Look up what the tariff of some jurisdictions says of a line, the most particular first."""
    facts = ground.consignment.facts(line)
    settled = line.hs_code is not None and line.hs_code.declarable
    wanted = () if settled else line.candidates
    codes = [code for code in wanted if line.hs_code is None or code.within(line.hs_code)]
    asked: list[HsCode | None] = [*codes] or [line.hs_code]
    found = [
        measures_for(attrs.evolve(facts, hs_code=code), tariff, ground.dates, ground.rules, ground.known)
        for code in asked
    ]
    open_code = () if settled else (Unmet("landed_cost.code_open", f"lines[{line.id}].hs_code"),)
    return LineTariff(line, found, open_code)


@frozen
class Sizing:
    """What is needed to work measures out on a line.

    Attributes:
        line: The goods.
        base: Minor units that the charge is taken of.
        exchange: Rates into the currency of the duty.
    """

    line: GoodsLine
    base: int
    exchange: Exchange

    @property
    def per_major(self) -> int:
        """Minor units of one unit of the currency."""
        return int(10 ** exponent_of(self.exchange.currency))

    def facts(self) -> DutyFacts:
        """Return the line as a duty sees it."""
        line, known = self.line, {"items": Fraction(self.line.quantity)}
        if line.net_weight_g is not None:
            known["kg"] = Fraction(line.net_weight_g, 1000)
        return DutyFacts(
            self.exchange.currency,
            Fraction(self.base, self.per_major),
            {**known, **line.measures},
            {code: rate.value for code, rate in self.exchange.rates.items()},
        )

    def contents(self) -> dict[str, Fraction]:
        """Return what materials are worth, in the currency of the duty."""
        return {
            name: self.exchange.units(value) / self.per_major for name, value in self.line.contents.items()
        }

    def taken(self, one: Applicable, amount: Fraction, rate_pct: Fraction | None) -> LineDuty:
        """Take what a measure comes to: a share of the base where it is one."""
        if rate_pct is not None:
            return LineDuty(rate_pct / 100, _NOTHING, str(one.measure), one.record)
        return LineDuty(_NOTHING, amount * self.per_major, str(one.measure), one.record)

    def placed(self, unmets: Iterable[Unmet]) -> Iterator[Unmet]:
        """Say of which line something is missing; what a tariff puts in words is a rate that is missing."""
        place = f"lines[{self.line.id}]"
        for unmet in unmets:
            if unmet.code == "duty.unparsed":
                yield Unmet("landed_cost.rate_in_words", place, {"words": unmet.where})
            elif "column" not in unmet.params:  # where in those words the reading stopped
                yield attrs.evolve(unmet, where=f"{place}.{unmet.where}")


def duty_range(tariff: LineTariff, sizing: Sizing) -> Range:
    """Return what the duty of a line comes to, whatever its code turns out to be."""
    return _over([_duty_of(measures, sizing) for measures in tariff.by_code], sizing, tariff.unmet)


def additional_range(name: str, tariff: LineTariff, sizing: Sizing) -> Range:
    """Return what one measure on top comes to on a line."""
    return _over(
        [_additional_of(name, measures, sizing) for measures in tariff.by_code], sizing, tariff.unmet
    )


def _over(ranges: Sequence[Range], sizing: Sizing, unmet: Iterable[Unmet]) -> Range:
    """Take the least and the most over the codes that a line may have."""
    if len(ranges) == 1 and ranges[0].low is ranges[0].high:
        return ranges[0]
    low = min((one.low for one in ranges), key=lambda duty: duty.of(sizing.base))
    highs = [one.high for one in ranges]
    known = [high for high in highs if high is not None]
    high = max(known, key=lambda duty: duty.of(sizing.base)) if len(known) == len(highs) else None
    reasons = [one for each in ranges for one in each.unmet]
    if high != low:
        reasons = [*unmet, *reasons]
    return Range(low, high, dict.fromkeys(reasons))


def _duty_of(measures: Measures, sizing: Sizing) -> Range:
    """Choose among the duties of one code."""
    if len(measures.applicable) == 1 and (duty := _plain(measures.applicable[0], sizing)) is not None:
        return Range(duty, duty)
    line = sizing.line
    choice = duty_options(measures, sizing.facts(), proofs=line.proofs, documents=line.documents)
    claimable = [option for option in choice.options if not option.lacking]
    duties = [(option, _optional(option, sizing)) for option in claimable]
    open_ = [duty for option, duty in duties if option.open and duty is not None]
    third = [duty for option, duty in duties if option.kind is MeasureKind.THIRD_COUNTRY]
    low = min((duty or NO_DUTY for _, duty in duties), key=lambda duty: duty.of(sizing.base), default=NO_DUTY)
    known = [duty for duty in third if duty is not None]
    if known and len(known) == len(third) and _covered(measures):
        open_.append(max(known, key=lambda duty: duty.of(sizing.base)))
    high = min(open_, key=lambda duty: duty.of(sizing.base), default=None)
    if high == low:
        return Range(low, high)
    unmet = (*choice.unmet, *(gap for option in claimable for gap in option.unmet))
    return Range(low, high, dict.fromkeys(sizing.placed(unmet)))


def _plain(one: Applicable, sizing: Sizing) -> LineDuty | None:
    """Take the common case without further ado: one third country duty, for certain, in percent."""
    if one.unsettled or one.measure.kind is not MeasureKind.THIRD_COUNTRY:
        return None
    rate_pct = rate_of(one.measure.duty)
    return None if rate_pct is None else sizing.taken(one, _NOTHING, rate_pct)


def _optional(option: DutyOption, sizing: Sizing) -> LineDuty | None:
    if option.amount is None:
        return None
    return sizing.taken(option.applicable, option.amount, rate_of(option.applicable.measure.duty))


def _covered(measures: Measures) -> bool:
    """Say whether a third country duty is there for the code, however it goes on."""
    digits = "" if measures.code is None else measures.code.digits
    return any(
        (one.sure or not one.measure.when.asks) and digits.startswith(one.hs) and bool(digits)
        for one in measures.third_country
    )


def _additional_of(name: str, measures: Measures, sizing: Sizing) -> Range:
    """Work out one measure on top, with those that it stacks on where all are sure, else by itself."""
    named = [one for one in measures.additional if one.name == name]
    if not named:
        return Range(NO_DUTY, NO_DUTY)
    duty = _duty_of(measures, sizing)
    unsure = {one.name for one in measures.additional if not one.sure}
    if not unsure:
        low = _added(name, measures.additional, duty.low, sizing)
        high = (
            low if duty.high == duty.low else _added(name, measures.additional, duty.high or NO_DUTY, sizing)
        )
        return _between([low, high], (), sizing)
    alone = [
        _added(name, [one], column1, sizing) for one in named for column1 in (duty.low, duty.high or NO_DUTY)
    ]
    sure = all(one.sure and unsure.isdisjoint(one.measure.yields_to) for one in named)
    doubts = [gap for one in measures.additional for gap in one.unsettled]
    return _between(alone if sure else [NO_DUTY, *alone], doubts, sizing)


def _between(found: Sequence[LineDuty | Refusal], doubts: Iterable[Unmet], sizing: Sizing) -> Range:
    duties = [one for one in found if isinstance(one, LineDuty)]
    gaps = [gap for one in found if isinstance(one, Refusal) for gap in one.unmet]
    low = NO_DUTY if gaps else min(duties, key=lambda duty: duty.of(sizing.base))
    high = None if gaps else max(duties, key=lambda duty: duty.of(sizing.base))
    return Range(low, high, () if high == low else dict.fromkeys(sizing.placed((*gaps, *doubts))))


def _added(
    name: str, additional: Sequence[Applicable], column1: LineDuty, sizing: Sizing
) -> LineDuty | Refusal:
    """Work out one measure among those that are charged together; nothing where it yields to another."""
    duty = Free() if column1.record is None else column1.record.value.duty
    found = additions(additional, duty, sizing.facts(), sizing.contents())
    if isinstance(found, Refusal):
        return found
    for one in found.charged:
        if one.applicable.name == name:
            whole = one.applicable.measure.base is DutyBase.WHOLE
            return sizing.taken(one.applicable, one.amount, one.rate_pct if whole else None)
    return NO_DUTY

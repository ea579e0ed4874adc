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
from attrs import frozen

from xbcommerce.kernel.money import exponent_of
from xbcommerce.kernel.unmet import Refusal, Unmet
from xbcommerce.logistics.customs.duties import DutyFacts, Free, rate_of
from xbcommerce.logistics.customs.exchange import Exchange
from xbcommerce.logistics.customs.goods import GoodsLine
from xbcommerce.logistics.customs.tariff import (
    Applicable,
    DutyBase,
    DutyOption,
    MeasureKind,
    Measures,
    additions,
    duty_options,
)

from .tariff_book import NOTHING, Consulted, LineDuty, LineTariff, Range

NO_DUTY = LineDuty()
_TOLD_OF_THE_LINE = {
    "duty_measure.fact_unknown": "landed_cost.duty_open",
    "duty_measure.code_too_short": "landed_cost.code_short",
}
"""What a tariff tells below a measure, and a quote of a line."""


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
            return LineDuty(rate_pct / 100, NOTHING, one.measure.in_short, one.record)
        return LineDuty(NOTHING, amount * self.per_major, one.measure.in_short, one.record)

    def placed(self, unmets: Iterable[Unmet]) -> Iterator[Unmet]:
        """Say of which line something is missing; what a tariff puts in words is a rate that is missing."""
        place = f"lines[{self.line.id}]"
        for unmet in unmets:
            if unmet.code == "duty.unparsed":
                yield Unmet("landed_cost.rate_in_words", place, {"words": unmet.where})
            elif unmet.code in _TOLD_OF_THE_LINE:
                figures = {name: value for name, value in unmet.params.items() if name != "text"}
                yield Unmet(_TOLD_OF_THE_LINE[unmet.code], f"{place}.{unmet.where}", figures)
            elif "column" not in unmet.params:  # where in those words the reading stopped
                yield attrs.evolve(unmet, where=f"{place}.{unmet.where}")


def duty_range(tariff: LineTariff, sizing: Sizing) -> Range:
    """Return what the duty of a line comes to, whatever its code turns out to be."""
    return _over([_duty_of(said, sizing) for said in tariff.by_code], sizing, tariff)


def additional_range(name: str, tariff: LineTariff, sizing: Sizing) -> Range:
    """Return what one measure on top comes to on a line."""
    return _over([_additional_of(name, said, sizing) for said in tariff.by_code], sizing, tariff)


def _over(ranges: Sequence[Range], sizing: Sizing, tariff: LineTariff) -> Range:
    """Take the least and the most over the codes that a line may have."""
    if len(ranges) == 1 and ranges[0].low is ranges[0].high:
        return ranges[0]
    low = min((one.low for one in ranges), key=lambda duty: duty.of(sizing.base))
    highs = [one.high for one in ranges]
    known = [high for high in highs if high is not None]
    high = max(known, key=lambda duty: duty.of(sizing.base)) if len(known) == len(highs) else None
    reasons = [one for each in ranges for one in each.unmet]
    if high != low and tariff.open_code:
        reasons.insert(0, Unmet("landed_cost.code_open", sizing.line.place_of("hs_code")))
    return Range(low, high, tuple(dict.fromkeys(reasons)))


def _duty_of(said: Consulted, sizing: Sizing) -> Range:
    """Choose among the duties of one code."""
    if said.plain is not None:
        return said.plain
    line, measures = sizing.line, said.measures
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
    return Range(low, high, tuple(dict.fromkeys(sizing.placed(unmet))))


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


def _additional_of(name: str, said: Consulted, sizing: Sizing) -> Range:
    """Work out one measure on top, with those that it stacks on where all are sure, else by itself."""
    measures = said.measures
    named = [one for one in measures.additional if one.name == name]
    if not named:
        return Range(NO_DUTY, NO_DUTY)
    duty = _duty_of(said, sizing)
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
    reasons = () if high == low else tuple(dict.fromkeys(sizing.placed((*gaps, *doubts))))
    return Range(low, high, reasons)


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

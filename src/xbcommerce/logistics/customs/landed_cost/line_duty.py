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
from xbcommerce.kernel.figures import decimal_of
from xbcommerce.kernel.money import exponent_of
from xbcommerce.kernel.unmet import Refusal, Unmet
from xbcommerce.logistics.customs.classification.hs_code import HsCode
from xbcommerce.logistics.customs.duties import DutyFacts, evaluate, rate_of
from xbcommerce.logistics.customs.exchange import Exchange
from xbcommerce.logistics.customs.goods import GoodsLine, TradeFacts
from xbcommerce.logistics.customs.tariff import Applicable, DutyMeasure, MeasureKind, Measures, measures_for
from xbcommerce.logistics.customs.when import ANY

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


def tariff_of(line: GoodsLine, ground: Ground) -> LineTariff:
    """Look up what the tariff says of a line."""
    facts = ground.consignment.facts(line)
    settled = line.hs_code is not None and line.hs_code.declarable
    wanted = () if settled else line.candidates
    codes = [code for code in wanted if line.hs_code is None or code.within(line.hs_code)]
    asked: list[HsCode | None] = [*codes] or [line.hs_code]
    found = [_measures(attrs.evolve(facts, hs_code=code), ground) for code in asked]
    open_code = () if settled else (Unmet("landed_cost.code_open", f"lines[{line.id}].hs_code"),)
    return LineTariff(line, found, open_code)


def _measures(facts: TradeFacts, ground: Ground) -> Measures:
    return measures_for(facts, ground.places.duty, ground.dates, ground.rules, ground.known)


@frozen
class Sizing:
    """What is needed to work a measure out on a line.

    Attributes:
        line: The goods.
        base: Minor units that the charge is taken of.
        exchange: Rates into the currency of the duty.
    """

    line: GoodsLine
    base: int
    exchange: Exchange

    def duty(self, one: Applicable) -> LineDuty | Refusal:
        """Work a measure out, or name what is missing."""
        measure = one.measure
        rate = rate_of(measure.duty)
        if rate is not None:
            return LineDuty(rate / 100, _NOTHING, f"{decimal_of(rate)} %", one.record)
        scale = int(10 ** exponent_of(self.exchange.currency))
        found = evaluate(measure.duty, self._facts(scale))
        if isinstance(found, Refusal):
            return Refusal(tuple(self._placed(unmet) for unmet in found.unmet))
        return LineDuty(_NOTHING, found.amount * scale, measure.expression, one.record)

    def _facts(self, scale: int) -> DutyFacts:
        line, rates = self.line, self.exchange.rates
        known = {"items": Fraction(line.quantity)}
        if line.net_weight_g is not None:
            known["kg"] = Fraction(line.net_weight_g, 1000)
        return DutyFacts(
            self.exchange.currency,
            Fraction(self.base, scale),
            {**known, **line.measures},
            {code: rate.value for code, rate in rates.items()},
        )

    def _placed(self, unmet: Unmet) -> Unmet:
        return attrs.evolve(unmet, where=f"lines[{self.line.id}].{unmet.where}")


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
    third, missing = _worked_out(measures.third_country, sizing)
    claims, also_missing = _worked_out(_claims(measures, sizing.line), sizing)
    sure = [duty for one, duty in claims if one.sure]
    every = [duty for _, duty in (*third, *claims)]
    low = min(every, key=lambda duty: duty.of(sizing.base), default=NO_DUTY)
    most = max((duty for _, duty in third), key=lambda duty: duty.of(sizing.base), default=None)
    if missing or not _covered(measures):
        most = None
    high = min(
        [duty for duty in (most, *sure) if duty is not None],
        key=lambda duty: duty.of(sizing.base),
        default=None,
    )
    if missing or also_missing:
        low = NO_DUTY if high is None else low
    reasons = () if high == low else (*missing, *also_missing, *_placed(measures.unsettled, sizing.line))
    return Range(low, high, reasons)


def _claims(measures: Measures, line: GoodsLine) -> list[Applicable]:
    """Return what may be claimed with what is at hand: a scheme's preference with its proof, suspensions."""
    return [
        one
        for one in measures.claimed
        if not one.measure.documents
        and (
            one.measure.kind is MeasureKind.SUSPENSION
            or (one.measure.kind is MeasureKind.PREFERENCE and one.measure.scheme == line.preference)
        )
    ]


def _covered(measures: Measures) -> bool:
    """Say whether a third country duty is there for the code, however it goes on."""
    digits = "" if measures.code is None else measures.code.digits
    return any(
        (one.sure or one.measure.when == ANY) and digits.startswith(one.hs) and bool(digits)
        for one in measures.third_country
    )


def _additional_of(name: str, measures: Measures, sizing: Sizing) -> Range:
    named = [one for one in measures.additional if one.name == name]
    found, missing = _worked_out(named, sizing)
    base = sizing.base
    found = [(one, _topped_up(one, duty, measures, sizing)) for one, duty in found]
    sure = any(one.sure for one in named)
    duties = [duty for _, duty in found]
    low = min(duties, key=lambda duty: duty.of(base), default=NO_DUTY) if sure and not missing else NO_DUTY
    high = None if missing else max((NO_DUTY, *duties), key=lambda duty: duty.of(base))
    doubts = (unmet for one in named for unmet in _placed(one.unsettled, sizing.line))
    return Range(low, high, () if high == low else (*missing, *doubts))


def _topped_up(one: Applicable, total: LineDuty, measures: Measures, sizing: Sizing) -> LineDuty:
    """Take the duty off what a top-up comes to in all."""
    if one.measure.kind is not MeasureKind.TOP_UP:
        return total
    duty = _duty_of(measures, sizing).low
    if not duty.specific:
        return attrs.evolve(total, rate=max(total.rate - duty.rate, _NOTHING))
    more = max(total.of(sizing.base) - duty.of(sizing.base), _NOTHING)
    return attrs.evolve(total, rate=_NOTHING, specific=more)


def _worked_out(
    some: Iterable[Applicable], sizing: Sizing
) -> tuple[list[tuple[Applicable, LineDuty]], list[Unmet]]:
    found: list[tuple[Applicable, LineDuty]] = []
    missing: list[Unmet] = []
    for one in some:
        duty = sizing.duty(one)
        if isinstance(duty, Refusal):
            missing.extend(duty.unmet)
        else:
            found.append((one, duty))
    return found, missing


def _placed(unmets: Iterable[Unmet], line: GoodsLine) -> Iterator[Unmet]:
    return (attrs.evolve(unmet, where=f"lines[{line.id}].{unmet.where}") for unmet in unmets)

"""The charges of one reading, made ready: what each rule charges each line, and who decided it.

A draft keeps beside each charge what its explanation needs. What cannot be said is told: at the least such a
charge is left out, at the most it leaves no bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

import attrs
from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.dated import Dated, Found
from xbcommerce.kernel.money import Rounding, minor, round_fraction
from xbcommerce.kernel.unmet import Unmet
from xbcommerce.logistics.customs.charges import (
    AtRate,
    Bracket,
    ByTariff,
    ByTaxRate,
    ByValue,
    Charge,
    ChargeKind,
    ChargeRule,
    FixedAmount,
    Per,
    PerCode,
)
from xbcommerce.logistics.customs.exchange import Exchange
from xbcommerce.logistics.customs.goods import GoodsLine
from xbcommerce.logistics.customs.thresholds import FlatDuty, ThresholdDecision
from xbcommerce.logistics.customs.valuation import tax_rate
from xbcommerce.logistics.customs.worth import GOODS, share_out

from .charged import RuleRef, words
from .fates import Fate, fate_of
from .ground import Ground
from .line_duty import Sizing, additional_range, duty_range
from .tariff_book import NOTHING, LineTariff, Range


@frozen
class Draft:
    """One charge, ready to be reckoned.

    Attributes:
        charge: What each line is charged.
        fate: How much of it thresholds leave, and where it is collected.
        decided_by: The records that decided.
        measures: What the tariff says, in its own words.
    """

    charge: Charge
    fate: Fate
    decided_by: tuple[RuleRef, ...]
    measures: tuple[str, ...] = ()


@frozen
class Reader:
    """Makes the charges of one reading ready.

    Attributes:
        ground: Where the consignment lands.
        exchange: Rates into the currency of the duty.
        parts: The parts of the value, line by line.
        decision: What thresholds decided.
        tariffs: What the tariff says of each line; None where no duty is charged.
        most: Read everything at the most, else at the least.
        unmet: Gathers what would settle it.
        open_end: Gathers why there is no upper bound.
        ranges: Gathers the names of charges that are read otherwise at the least than at the most.
        fates: Keeps what thresholds leave of each kind of charge.
    """

    ground: Ground
    exchange: Exchange
    parts: dict[str, tuple[int, ...]]
    decision: ThresholdDecision
    tariffs: tuple[LineTariff, ...]
    most: bool
    unmet: list[Unmet] = field(factory=list[Unmet])
    open_end: list[Unmet] = field(factory=list[Unmet])
    ranges: list[str] = field(factory=list[str])
    fates: dict[ChargeKind, Fate] = field(factory=dict[ChargeKind, Fate])

    @property
    def settled(self) -> bool:
        """Whether nothing of what was read may be otherwise."""
        return not (self.unmet or self.open_end or self.ranges)

    def drafts(self, levies: Iterable[Dated[ChargeRule]]) -> Iterator[Draft]:
        """Make every charge ready that is charged at all."""
        for record in levies:
            fate = self._fate(record.value)
            if not fate.nothing or isinstance(record.value.amount, PerCode):
                yield from self._drafted(record, fate)

    def _fate(self, rule: ChargeRule) -> Fate:
        """Take what the rule is not about out of what thresholds leave."""
        fate = self.fates.get(rule.kind)
        if fate is None:
            fate = self.fates[rule.kind] = fate_of(rule.kind, self.decision, most=self.most)
        if not rule.when.asks:
            return fate
        shares = list(fate.shares)
        consignment = self.ground.consignment
        for at, (line, facts) in enumerate(zip(consignment.lines, consignment.line_facts, strict=True)):
            holds = rule.when.holds(facts)
            if holds is None:
                self.unmet.extend(
                    Unmet("landed_cost.fact_open", line.place_of(fact), {"charge": words(rule.name)})
                    for fact in rule.when.unknown(facts)
                )
            if not holds and not (holds is None and self.most):
                shares[at] = NOTHING
        return attrs.evolve(fate, shares=tuple(shares))

    def _drafted(self, record: Dated[ChargeRule], fate: Fate) -> Iterator[Draft]:
        rule, lines = record.value, len(fate.shares)
        match rule.amount:
            case AtRate(rate_pct):
                yield self._rated(record, fate, (rate_pct / 100,) * lines, ())
            case ByTaxRate(part):
                yield from self._taxed(record, fate, part)
            case ByValue(brackets):
                yield self._bracketed(record, fate, self._bracket(rule, brackets))
            case FixedAmount(amount, per):
                yield Draft(
                    Charge(rule, (NOTHING,) * lines, fixed=self._fixed(amount, per, fate)),
                    fate,
                    (RuleRef.of(record),),
                )
            case PerCode():
                yield from self._flat(record, fate)
            case ByTariff() if rule.kind is ChargeKind.ADDITIONAL_DUTY:
                yield from self._additional(record, fate)
            case ByTariff():
                yield from self._duty(record, fate)

    def _rated(
        self, record: Dated[ChargeRule], fate: Fate, rates: tuple[Fraction, ...], others: Iterable[Dated[Any]]
    ) -> Draft:
        taxable = None if fate.whole else fate.shares
        decided = (RuleRef.of(record), *map(RuleRef.of, others))
        return Draft(Charge(record.value, rates, taxable=taxable), fate, decided)

    def _taxed(self, record: Dated[ChargeRule], fate: Fate, part: Fraction) -> Iterator[Draft]:
        ground, lines = self.ground, self.ground.consignment.lines
        on = ground.dates.on(record.value.date_basis) or ground.day
        rates: dict[str, Fraction] = {}
        found: list[Dated[Any]] = []
        for kind in dict.fromkeys(line.tax_class for line in lines):
            answer = tax_rate(ground.rules, ground.places.tax, kind, on, ground.known)
            rates[kind] = answer.value.rate_pct * part / 100 if isinstance(answer, Found) else NOTHING
            if isinstance(answer, Found):
                found.append(answer.record)
            elif any(share for line, share in zip(lines, fate.shares, strict=True) if line.tax_class == kind):
                self.open_end.extend(item for item in answer.why() if isinstance(item, Unmet))
        yield self._rated(record, fate, tuple(rates[line.tax_class] for line in lines), found)

    def _bracket(self, rule: ChargeRule, brackets: tuple[Bracket, ...]) -> Bracket:
        base = sum(self._base(rule))
        return next(one for one in brackets if one.up_to is None or base <= self.exchange.units(one.up_to))

    def _bracketed(self, record: Dated[ChargeRule], fate: Fate, bracket: Bracket) -> Draft:
        made = attrs.evolve(record.value, deduct=bracket.deduct)
        draft = self._rated(record, fate, (bracket.rate_pct / 100,) * len(fate.shares), ())
        return attrs.evolve(draft, charge=attrs.evolve(draft.charge, rule=made))

    def _base(self, rule: ChargeRule) -> tuple[int, ...]:
        """Return the base of a rule that names parts of the value only."""
        return tuple(map(sum, zip(*(self.parts[name] for name in rule.base), strict=True)))

    def _fixed(self, amount: Money, per: Per, fate: Fate) -> tuple[int, ...]:
        each = round_fraction(self.exchange.units(amount), Rounding.HALF_UP)
        lines = self.ground.consignment.lines
        charged = [int(bool(share)) for share in fate.shares]
        if per is Per.CONSIGNMENT:
            weights = [weight * one for weight, one in zip(self.parts[GOODS], charged, strict=True)]
            return share_out(each, weights if any(weights) else charged, [line.id for line in lines])
        counts = [line.quantity if per is Per.PIECE else 1 for line in lines]
        return tuple(each * count * one for count, one in zip(counts, charged, strict=True))

    def _flat(self, record: Dated[ChargeRule], fate: Fate) -> Iterator[Draft]:
        flat = self.decision.flat
        if flat is None:
            return
        total = flat.high if self.most else flat.low
        if flat.total is None:
            self.ranges.append(record.value.name)
            self.unmet.extend(self._uncounted(flat))
        charge = Charge(record.value, (NOTHING,) * len(fate.shares), fixed=self._by_code(flat, minor(total)))
        trial = self.decision.duty.trial
        others = [] if trial is None else [RuleRef.of(trial.record)]
        whole = Fate((Fraction(1),) * len(fate.shares))
        count = flat.count_high if self.most else flat.count_low
        yield Draft(charge, whole, (RuleRef.of(record), *others), (f"{count} x {flat.amount.amount}",))

    def _uncounted(self, flat: FlatDuty) -> Iterator[Unmet]:
        """Name the codes that nobody can count, or the declaration that says how."""
        for line, code, flagged in zip(self.ground.consignment.lines, flat.codes, flat.lines, strict=True):
            if not code and flagged is not False:
                known = line.hs_code is not None and self.ground.consignment.declaration is None
                place = "declaration" if known else f"lines[{line.id}].hs_code"
                yield Unmet("landed_cost.code_uncounted", place)

    def _by_code(self, flat: FlatDuty, total: int) -> tuple[int, ...]:
        """Share the amount of each code out to its lines, by their value."""
        goods, lines = self.parts[GOODS], self.ground.consignment.lines
        codes = [code if flagged else None for code, flagged in zip(flat.codes, flat.lines, strict=True)]
        groups: dict[str, list[int]] = {}
        for at, code in enumerate(codes):
            if code is not None:
                groups.setdefault(code, []).append(at)
        if not groups:
            groups[""] = [at for at, flagged in enumerate(flat.lines) if flagged is not False]
        shares = [0] * len(lines)
        for each, places in zip(_even(total, len(groups)), groups.values(), strict=True):
            weights = [goods[at] for at in places]
            for at, units in zip(
                places, share_out(each, weights, [lines[at].id for at in places]), strict=True
            ):
                shares[at] = units
        return tuple(shares)

    def _duty(self, record: Dated[ChargeRule], fate: Fate) -> Iterator[Draft]:
        ranges = [
            None if not share else tariff.plain or duty_range(tariff, Sizing(line, base, self.exchange))
            for tariff, line, base, share in self._lines(record.value, fate)
        ]
        draft = self._of_ranges(record, fate, record.value, ranges)
        if draft.measures:  # what nobody knows is not told as a zero
            yield draft

    def _additional(self, record: Dated[ChargeRule], fate: Fate) -> Iterator[Draft]:
        for name in sorted(frozenset[str]().union(*{tariff.names for tariff in self.tariffs})):
            ranges = [
                additional_range(name, tariff, Sizing(line, base, self.exchange))
                if share and name in tariff.names
                else None
                for tariff, line, base, share in self._lines(record.value, fate)
            ]
            rule = attrs.evolve(record.value, name=name.replace("-", "_"))
            draft = self._of_ranges(record, fate, rule, ranges)
            if draft.measures:
                yield draft

    def _lines(self, rule: ChargeRule, fate: Fate) -> Iterator[tuple[LineTariff, GoodsLine, int, Fraction]]:
        """Return of each line the tariff's words, the goods, the base, and the share that is charged."""
        return zip(self.tariffs, self.ground.consignment.lines, self._base(rule), fate.shares, strict=True)

    def _of_ranges(
        self, record: Dated[ChargeRule], fate: Fate, rule: ChargeRule, ranges: Sequence[Range | None]
    ) -> Draft:
        taken = [None if one is None else one.high if self.most else one.low for one in ranges]
        found: dict[str, Dated[Any]] = {}
        texts: list[str] = []
        for duty in {id(duty): duty for duty in taken}.values():
            if duty is not None and duty.record is not None:
                found[duty.record.id] = duty.record
                texts.append(duty.text)
        for one in ranges:
            if one is not None and one.low is not one.high:
                self._open(rule, one)
        rates = tuple(NOTHING if duty is None else duty.rate for duty in taken)
        specific = [NOTHING if duty is None else duty.specific for duty in taken]
        shares = tuple(  # so that the base printed is the one charged on
            NOTHING if duty is None or duty.record is None else share
            for share, duty in zip(fate.shares, taken, strict=True)
        )
        more = _shared(specific, shares) if any(units is not NOTHING for units in specific) else None
        charge = Charge(rule, rates, specific=more, taxable=None if Fate(shares).whole else shares)
        decided = (RuleRef.of(record), *map(RuleRef.of, found.values()))
        return Draft(charge, fate, decided, tuple(dict.fromkeys(texts)))

    def _open(self, rule: ChargeRule, one: Range) -> None:
        """Note that a charge may be otherwise, and why."""
        self.ranges.append(rule.name)
        self.unmet.extend(one.unmet)
        if one.high is None:
            self.open_end.extend(one.unmet)


def _shared(specific: Sequence[Fraction], shares: Sequence[Fraction]) -> tuple[Fraction, ...]:
    return tuple(units * share for units, share in zip(specific, shares, strict=True))


def _even(total: int, groups: int) -> tuple[int, ...]:
    """Split the flat amounts of several codes: each bears the same."""
    return share_out(total, [1] * groups, [f"{at:04}" for at in range(groups)])

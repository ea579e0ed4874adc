"""Reckon charges over the parts of a value: exact to the unit, line by line, in one pass.

Amounts are whole minor units; rates are exact, so that nothing is rounded but where a rule says so. A charge
is rounded once, from the exact sum of its lines, and shared out to them; where the law rounds each line
first, the whole is rounded from the sum of the rounded lines.

Example:
    >>> from xbcommerce.logistics.customs.charges import (
    ...     AtRate, Charge, ChargeKind, ChargeRule, reckon)
    >>> from xbcommerce.kernel.frozen import FrozenMap
    >>> from xbcommerce.logistics.customs import Exchange
    >>> duty = ChargeRule("duty", ChargeKind.DUTY, AtRate("12"), ("goods", "freight"))
    >>> vat = ChargeRule("vat", ChargeKind.IMPORT_TAX, AtRate("23"), ("goods", "freight", "inland"),
    ...                  base_kinds={ChargeKind.DUTY})
    >>> parts = {"goods": (30000,), "freight": (3000,), "inland": (1200,)}
    >>> charges = [Charge.of(vat, lines=1), Charge.of(duty, lines=1)]
    >>> for charged in reckon(charges, parts, ["a"], Exchange("EUR", FrozenMap({}))):
    ...     print(charged)
    duty: 12 % of 33000 = 3960
    vat: 23 % of 38160 = 8777
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from fractions import Fraction
from math import lcm

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.figures import decimal_of
from xbcommerce.kernel.money import Rounding, divide, exponent_of
from xbcommerce.logistics.customs.exchange import Exchange
from xbcommerce.logistics.customs.worth import share_out
from xbcommerce.logistics.step import Step

from .charge import Charge
from .graph import with_bases
from .rule import ChargeRule

_UNIT = Fraction(1)


class Bound(Enum):
    """What a charge ran into."""

    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    NOT_LEVIED = "not_levied"
    """Its amount is not above what is levied at all."""


@frozen
class Reckoned:
    """One charge on one consignment, in whole minor units.

    Attributes:
        charge: The charge, with its rule and the rates of the lines.
        names: What its base is made of: parts of the value, and charges that were charged.
        bases: Each line's base, as its rule names it.
        charged_on: What each line is charged on: its base where it is taxable, rounded.
        raw: What each line was charged before the whole was rounded, where the law rounds lines first.
        lines: What each line bears of what is collected; they sum to ``total``.
        seen: What later bases see of each line.
        total: What is collected.
        bound: What it ran into, None for nothing.
    """

    charge: Charge
    names: tuple[str, ...]
    bases: tuple[int, ...]
    charged_on: tuple[int, ...]
    raw: tuple[int, ...]
    lines: tuple[int, ...]
    seen: tuple[int, ...]
    total: int
    bound: Bound | None = None

    @property
    def rule(self) -> ChargeRule:
        """The rule that charged."""
        return self.charge.rule

    @property
    def base(self) -> int:
        """What is charged on, of all lines."""
        return sum(self.bases)

    def __str__(self) -> str:
        rates = {rate for rate in self.charge.rates if rate}
        rate = f"{decimal_of(next(iter(rates)) * 100)} % of " if len(rates) == 1 else "of "
        return f"{self.rule.name}: {rate}{self.base} = {self.total}"


def reckon(
    charges: Iterable[Charge], parts: Mapping[str, tuple[int, ...]], keys: Sequence[str], rates: Exchange
) -> tuple[Reckoned, ...]:
    """Reckon every charge, in the order in which their bases can be known.

    Args:
        charges: In any order; each names parts and other charges in its base.
        parts: Minor units of each line, by name of the part.
        keys: The ids of the lines, which settle who bears an odd unit.
        rates: Into the currency of the parts, from those in which rules state amounts.

    Raises:
        UnknownBaseError: A base names nothing.
        ChargeCycleError: Charges need each other.
    """
    given = list(charges)
    by_name = {charge.rule.name: charge for charge in given}
    amounts = dict(parts)
    found: list[Reckoned] = []
    per_major = int(10 ** exponent_of(rates.currency))
    for rule, names in with_bases([charge.rule for charge in given], parts):
        bases = _line_sums(amounts, names, len(keys))
        done = _Reckoning(by_name[rule.name], keys, rates, per_major).reckoned(names, bases)
        amounts[rule.name] = done.seen
        found.append(done)
    return tuple(found)


def _line_sums(amounts: Mapping[str, tuple[int, ...]], names: Sequence[str], lines: int) -> tuple[int, ...]:
    columns = [amounts[name] for name in names]
    if not columns:
        return (0,) * lines
    return columns[0] if len(columns) == 1 else tuple(map(sum, zip(*columns, strict=True)))


@frozen
class _Reckoning:
    """One charge at work."""

    charge: Charge
    keys: Sequence[str]
    rates: Exchange
    per_major: int

    def reckoned(self, names: tuple[str, ...], bases: tuple[int, ...]) -> Reckoned:
        """Return the charge on these bases."""
        rule = self.charge.rule
        charged_on = self._charged_on(bases)
        raw, scale = self._exact(charged_on)
        if rule.line_rounding is not None:
            raw, scale = [self._to_step(units, scale, rule.line_rounding) for units in raw], 1
        due, due_scale = self._deducted(sum(raw), scale)
        whole, bound = self._bounded(due, due_scale)
        shares = share_out(whole, raw, self.keys)
        by_line = shares if rule.line_rounding is None else tuple(raw)
        seen = by_line
        if rule.seen_rounding is not None:
            seen = tuple(self._to_step(units, 1, rule.seen_rounding) for units in by_line)
        if rule.collected != 1 and whole:
            part = (Fraction(due, due_scale) if bound is None else whole) * rule.collected
            whole = self._to_step(part.numerator, part.denominator, rule.rounding)
            shares = share_out(whole, raw, self.keys)
        return Reckoned(self.charge, names, bases, charged_on, by_line, shares, seen, whole, bound)

    def _to_step(self, numerator: int, denominator: int, step: Step) -> int:
        """Round minor units to a step that is told in major ones; none is finer than the unit itself."""
        size = step.size * self.per_major
        if size.numerator < size.denominator:
            size = _UNIT
        steps = divide(numerator * size.denominator, denominator * size.numerator, step.rounding)
        return steps * size.numerator // size.denominator

    def _charged_on(self, bases: tuple[int, ...]) -> tuple[int, ...]:
        rule = self.charge.rule
        if self.charge.taxable is not None:
            bases = tuple(
                divide(base * part.numerator, part.denominator, Rounding.HALF_UP)
                for base, part in zip(bases, self.charge.taxable, strict=True)
            )
        if rule.base_rounding is None:
            return bases
        if rule.line_rounding is not None:
            return tuple(self._to_step(base, 1, rule.base_rounding) for base in bases)
        return self._rounded_by_rate(bases, rule.base_rounding)

    def _rounded_by_rate(self, bases: tuple[int, ...], step: Step) -> tuple[int, ...]:
        """Round the base of all lines that have one rate, and share it out to them."""
        rounded = list(bases)
        for rate in dict.fromkeys(self.charge.rates):
            places = [at for at, other in enumerate(self.charge.rates) if other == rate]
            group = [bases[at] for at in places]
            shares = share_out(self._to_step(sum(group), 1, step), group, [self.keys[at] for at in places])
            for at, share in zip(places, shares, strict=True):
                rounded[at] = share
        return tuple(rounded)

    def _exact(self, bases: tuple[int, ...]) -> tuple[list[int], int]:
        """Return what each line is charged, as whole numbers over one scale."""
        charge, rates = self.charge, self.charge.rates
        if charge.fixed is not None:
            return list(charge.fixed), 1
        if charge.rule.inclusive:
            rates = tuple(rate / (1 - rate) for rate in rates)
        first = rates[0]
        if charge.specific is None and all(rate is first or rate == first for rate in rates):
            return [base * first.numerator for base in bases], first.denominator
        more = charge.specific or ()
        distinct = {id(rate): rate for rate in rates}
        scale = lcm(*(rate.denominator for rate in distinct.values()), *(units.denominator for units in more))
        factors = {at: rate.numerator * (scale // rate.denominator) for at, rate in distinct.items()}
        exact = [base * factors[id(rate)] for base, rate in zip(bases, rates, strict=True)]
        for at, units in enumerate(more):
            exact[at] += units.numerator * (scale // units.denominator)
        return exact, scale

    def _deducted(self, raw: int, scale: int) -> tuple[int, int]:
        deduct = self.charge.rule.deduct
        if deduct is None:
            return raw, scale
        less = Fraction(raw, scale) - self.rates.units(deduct)
        return max(less.numerator, 0), less.denominator

    def _bounded(self, raw: int, scale: int) -> tuple[int, Bound | None]:
        """Round the whole, hold it within the bounds of its rule, then ask whether it is levied."""
        rule = self.charge.rule
        whole, bound = self._to_step(raw, scale, rule.rounding), None
        if rule.minimum is not None and whole < (least := self._whole(rule.minimum)):
            whole, bound = least, Bound.MINIMUM
        elif rule.maximum is not None and whole > (most := self._whole(rule.maximum)):
            whole, bound = most, Bound.MAXIMUM
        if rule.levied_above is not None and 0 < whole <= self.rates.units(rule.levied_above):
            return 0, Bound.NOT_LEVIED
        return whole, bound

    def _whole(self, amount: Money) -> int:
        units = self.rates.units(amount)
        return self._to_step(units.numerator, units.denominator, self.charge.rule.rounding)

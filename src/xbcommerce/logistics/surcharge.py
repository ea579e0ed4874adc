"""What comes on top of the base price: stages in the card's order, each line rounded, the total their sum.

    Fixed        an amount per shipment or per parcel
    ByWeight     an amount per kg of charged weight
    Percent      a percentage of earlier lines, named by code
    Fuel         a percentage of earlier lines, from a dated index
    OfValue      the greater of an amount and a percentage of the declared value: cash on delivery, insurance

The basis changes the bill: 18.75 % fuel on a base of 15.10 is 2.83, on base and 4.20 remote area 3.62. A
line that a percentage names but that is not due, or comes later, counts as nothing. A fact that a
condition needs and that is unknown is a refusal.

Example:
    >>> from datetime import date
    >>> from xbcommerce.kernel.money import Rounding
    >>> from xbcommerce.logistics.conditions import Facts
    >>> from xbcommerce.logistics.surcharge import Fixed, Percent, bill
    >>> stages = (Fixed("REMOTE", "4.20"), Percent("FUEL", "18.75", ("BASE", "REMOTE")))
    >>> bill("15.10", stages, Facts(), on=date(2026, 3, 2), rounding=Rounding.HALF_UP).lines
    (('BASE', 1510), ('REMOTE', 420), ('FUEL', 362))
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum
from fractions import Fraction

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import Figure, figure, figure_or_none, not_negative
from xbcommerce.kernel.money import Rounding, round_fraction
from xbcommerce.kernel.unmet import Refusal, Unmet

from .conditions import Condition, Facts
from .fuel import FuelIndex
from .tariff import per_kg

BASE = "BASE"
"""The code of the base price's line."""


class Per(Enum):
    """What a surcharge is counted by."""

    SHIPMENT = "shipment"
    PARCEL = "parcel"
    """Each parcel that meets the condition, with its own facts, minimum and maximum."""


@frozen
class Account:
    """What stages look at while a bill is drawn up: the rounded lines so far, in minor units, and the day."""

    lines: dict[str, int]
    on: date
    scale: int


@frozen(kw_only=True)
class Stage:
    """What all surcharges have.

    Attributes:
        code: Names the line; unique on a card.
        when: The condition; None for always.
        minimum: The least the line is, where it is due.
        maximum: The most.
    """

    code: str = field(kw_only=False)
    when: Condition | None = None
    minimum: Fraction | None = field(default=None, converter=figure_or_none, validator=not_negative)
    maximum: Fraction | None = field(default=None, converter=figure_or_none, validator=not_negative)

    def bounded(self, amount: Fraction, scale: int) -> Fraction:
        """Raise an amount in minor units to the minimum and cut it at the maximum."""
        if self.minimum is not None:
            amount = max(amount, self.minimum * scale)
        return amount if self.maximum is None else min(amount, self.maximum * scale)


@frozen
class Fixed(Stage):
    """An amount per shipment or per parcel."""

    amount: Fraction = field(converter=figure, validator=not_negative)
    per: Per = field(default=Per.SHIPMENT, kw_only=True)

    def charge(self, _facts: Facts, account: Account) -> Fraction | Unmet:
        """Return the exact amount in minor units, before minimum and maximum."""
        return self.amount * account.scale


@frozen
class ByWeight(Stage):
    """An amount per kg of charged weight."""

    amount_per_kg: Fraction = field(converter=figure, validator=not_negative)
    per: Per = field(default=Per.SHIPMENT, kw_only=True)

    def charge(self, facts: Facts, account: Account) -> Fraction | Unmet:
        """Return the exact amount in minor units, before minimum and maximum, or the fact that is missing."""
        weight_g = facts.numbers.get("weight_g")
        if weight_g is None:
            return _unknown(self.code, "weight_g")
        return per_kg(weight_g, self.amount_per_kg) * account.scale


@frozen
class Percent(Stage):
    """A percentage of earlier lines; ``of`` names them by code."""

    percent: Fraction = field(converter=figure, validator=not_negative)
    of: tuple[str, ...] = field(default=(BASE,), converter=tuple[str, ...])

    def charge(self, _facts: Facts, account: Account) -> Fraction | Unmet:
        """Return the exact amount in minor units, before minimum and maximum."""
        return _part(self.percent, self.of, account)


@frozen
class Fuel(Stage):
    """A percentage of earlier lines, at the rate of the day."""

    index: FuelIndex
    of: tuple[str, ...] = field(default=(BASE,), converter=tuple[str, ...])

    def charge(self, _facts: Facts, account: Account) -> Fraction | Unmet:
        """Return the exact amount in minor units, before minimum and maximum, or the rate that is missing."""
        row = self.index.on(account.on)
        return row if isinstance(row, Unmet) else _part(row.percent, self.of, account)


@frozen
class OfValue(Stage):
    """The greater of an amount and a percentage of the declared value."""

    amount: Fraction = field(converter=figure, validator=not_negative)
    percent: Fraction = field(converter=figure, validator=not_negative)
    per: Per = field(default=Per.SHIPMENT, kw_only=True)

    def charge(self, facts: Facts, account: Account) -> Fraction | Unmet:
        """Return the exact amount in minor units, before minimum and maximum, or the fact that is missing."""
        value = facts.numbers.get("declared_value")
        if value is None:
            return _unknown(self.code, "declared_value")
        return max(self.amount, value * self.percent / 100) * account.scale


Surcharge = Fixed | ByWeight | Percent | Fuel | OfValue
"""Any surcharge."""


@frozen
class Bill:
    """Rounded lines in minor units, and their sum: nothing else is ever the total."""

    lines: tuple[tuple[str, int], ...]

    @property
    def total_minor(self) -> int:
        """The sum of the rounded lines."""
        return sum(amount for _, amount in self.lines)


def bill(
    base: Figure,
    stages: Sequence[Surcharge],
    shipment: Facts,
    *,
    on: date,
    rounding: Rounding,
    parcels: Sequence[Facts] = (),
    digits: int = 2,
) -> Bill | Refusal:
    """Draw up the lines of a shipment.

    Args:
        base: The exact base price, in the card's currency.
        stages: The card's surcharges, in order.
        shipment: Facts of the whole shipment.
        on: The day of shipping, for fuel.
        rounding: How every line is rounded to the minor unit.
        parcels: Facts of each parcel, for what is charged per parcel.
        digits: Digits of the currency's minor unit.

    Returns:
        The bill, or a refusal with every missing fact and rate.
    """
    scale = 10**digits
    account = Account({BASE: round_fraction(figure(base) * scale, rounding)}, on, scale)
    missing: list[Unmet] = []
    for stage in stages:
        amount = _due(stage, parcels if counts_parcels(stage) else (shipment,), account)
        if isinstance(amount, Unmet):
            missing.append(amount)
        elif amount is not None:
            account.lines[stage.code] = round_fraction(amount, rounding)
    return Refusal(tuple(missing)) if missing else Bill(tuple(account.lines.items()))


def counts_parcels(stage: Surcharge) -> bool:
    """Say whether a stage is charged per parcel."""
    return not isinstance(stage, Percent | Fuel) and stage.per is Per.PARCEL


def check_stages(stages: Sequence[Surcharge]) -> None:
    """Refuse a card on which two lines have one code or a percentage names a line that does not exist.

    Raises:
        InvalidValueError: Naming the code.
    """
    codes = [BASE, *(stage.code for stage in stages)]
    for code in codes:
        if codes.count(code) > 1:
            msg = f"surcharge code {code!r} is used twice; every line of a card needs its own"
            raise InvalidValueError(msg)
    for stage in stages:
        if isinstance(stage, Percent | Fuel) and (unknown := set(stage.of) - set(codes)):
            msg = f"{stage.code} is a percentage of {sorted(unknown)}, but the card's lines are {codes}"
            raise InvalidValueError(msg)


def _due(stage: Surcharge, units: Sequence[Facts], account: Account) -> Fraction | Unmet | None:
    """Sum a stage over the units that meet its condition; None where none does."""
    total: Fraction | None = None
    for facts in units:
        if stage.when is not None:
            holds = stage.when.holds(facts)
            if holds is None:
                return _unknown(stage.code, stage.when.fact)
            if not holds:
                continue
        amount = stage.charge(facts, account)
        if isinstance(amount, Unmet):
            return amount
        amount = stage.bounded(amount, account.scale)
        total = amount if total is None else total + amount
    return total


def _part(percent: Fraction, of: Sequence[str], account: Account) -> Fraction:
    whole = sum(account.lines.get(code, 0) for code in of)
    return Fraction(percent.numerator * whole, percent.denominator * 100)


def _unknown(code: str, fact: str) -> Unmet:
    return Unmet(
        "surcharge.fact_unknown",
        params={"line": code, "fact": fact, "text": f"surcharge.fact_unknown.{fact}"},
    )

"""What a provider takes, as data: percent, fixed part, surcharges, tiers, minimum and cap.

The percentages are added up and rounded once (or each alone, if the contract says so), then the fixed parts
are added, then minimum and cap apply. A quote shows a line for each, and the lines add up to the fee.

Example:
    >>> from decimal import Decimal
    >>> from moneyed import Money
    >>> from xbcommerce.payments import FeeSchedule, Surcharge, quote_fee
    >>> card = FeeSchedule(percent=Decimal("2.9"), fixed=Money("0.30", "USD"),
    ...     surcharges=(Surcharge("cross_border", Decimal("1.5")),))
    >>> print(quote_fee(card, Money("100.00", "USD")))
    Fee on USD 100.00: USD 4.70, leaves USD 95.30
      percentage: USD 2.90
      surcharge cross_border: USD 1.50
      fixed part: USD 0.30
"""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import (
    Allocate,
    allocate_units,
    divide,
    from_minor,
    minor,
    plain,
    round_fraction,
    same_currency,
)
from xbcommerce.kernel.unmet import Note
from xbcommerce.payments.messages import ENGLISH

from .schedule import FeeSchedule, TierMode

PERCENT = "percent"
FIXED = "fixed"
MINIMUM = "minimum"
CAP = "cap"
_OWN_NAMES = frozenset({PERCENT, FIXED, MINIMUM, CAP})


@frozen
class FeeLine:
    """One part of a fee; ``minimum`` and ``cap`` lines are the difference they make."""

    name: str
    amount: Money

    def note(self) -> Note:
        """Say it as a line of an explanation."""
        code = f"fee.{self.name}" if self.name in _OWN_NAMES else "fee.surcharge"
        return Note(code, {"name": self.name, "amount": self.amount})


@frozen
class FeeQuote:
    """A fee with its parts; the lines add up to ``total``, and ``net`` may be negative.

    Attributes:
        amount: What the fee is on.
        lines: Percent, surcharges, fixed, then what a minimum adds or a cap takes off.
        total: The fee.
        net: What is left of the amount.
    """

    amount: Money
    lines: tuple[FeeLine, ...]
    total: Money
    net: Money

    def why(self) -> tuple[Note, ...]:
        """Return the fee and its parts."""
        head = Note("fee.total", {"amount": self.amount, "fee": self.total, "net": self.net})
        return (head, *(line.note() for line in self.lines))

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def quote_fee(schedule: FeeSchedule, amount: Money) -> FeeQuote:
    """Price one payment.

    Args:
        schedule: The provider's price list.
        amount: What the buyer pays, exact and not negative.

    Raises:
        CurrencyMismatchError: The schedule's fixed parts are of another currency.
        InvalidValueError: ``amount`` is negative or finer than its minor unit.
    """
    units = fee_base(schedule, amount)
    code = amount.currency.code
    parts = _percentages(schedule, units)
    for name, fixed in [
        (FIXED, schedule.fixed),
        *((extra.name, extra.fixed) for extra in schedule.surcharges),
    ]:
        if fixed is not None:
            parts[name] = parts.get(name, 0) + minor(fixed)
    total = sum(parts.values())
    low, high = schedule.bounds
    if total < low:
        parts[MINIMUM] = low - total
    elif high is not None and total > high:
        parts[CAP] = high - total
    fee = sum(parts.values())
    lines = tuple(FeeLine(name, from_minor(part, code)) for name, part in parts.items() if part)
    return FeeQuote(amount, lines, from_minor(fee, code), from_minor(units - fee, code))


def fee_base(schedule: FeeSchedule, amount: Money) -> int:
    """Return the amount in minor units if the schedule can price it.

    Raises:
        CurrencyMismatchError: The schedule's fixed parts are of another currency.
        InvalidValueError: ``amount`` is negative or finer than its minor unit.
    """
    if schedule.currency is not None:
        same_currency(amount, schedule.currency)
    units = minor(amount)
    if units < 0:
        msg = f"amount={plain(amount)}: a fee is on what the buyer pays, at least nothing"
        raise InvalidValueError(msg)
    return units


def fee_units(schedule: FeeSchedule, units: int) -> int:
    """Price one payment in minor units: the total of `quote_fee`, without its lines."""
    numerator, denominator, fixed = schedule.flat
    if schedule.tiers or schedule.round_each:
        fee = sum(_percentages(schedule, units).values()) + fixed
    else:
        fee = divide(units * numerator, denominator, schedule.rounding) + fixed
    low, high = schedule.bounds
    return low if fee < low else high if high is not None and fee > high else fee


def _percentages(schedule: FeeSchedule, units: int) -> dict[str, int]:
    """Round the percentages as the contract says; if once, the lines share the rounded sum fairly."""
    exacts = {PERCENT: units * Fraction(schedule.percent) / 100 + tier_charge(schedule, units)}
    for extra in schedule.surcharges:
        exacts[extra.name] = exacts.get(extra.name, Fraction(0)) + units * Fraction(extra.percent) / 100
    if schedule.round_each:
        return {name: round_fraction(part, schedule.rounding) for name, part in exacts.items()}
    fee = round_fraction(sum(exacts.values(), Fraction(0)), schedule.rounding)
    if not fee:
        return dict.fromkeys(exacts, 0)
    split = allocate_units(fee, list(exacts.values()), Allocate.LARGEST_REMAINDER)
    return dict(zip(exacts, split.shares, strict=True))


def tier_charge(schedule: FeeSchedule, units: int) -> Fraction:
    """Charge an amount by the tiers, exactly, in minor units; nothing where there are none."""
    charge, below = Fraction(0), 0
    for tier in schedule.tiers:
        top = units if tier.up_to is None else min(units, minor(tier.up_to))
        if schedule.tier_mode is TierMode.WHOLE and top == units:
            return units * Fraction(tier.percent) / 100
        if schedule.tier_mode is TierMode.MARGINAL:
            charge += (top - below) * Fraction(tier.percent) / 100
        below = top
    return charge

"""What a provider takes, as data: percent, fixed part, surcharges, tiers, minimum and cap.

The percentages are added up and rounded once (or each alone, if the contract says so), then the fixed parts
are added, then minimum and cap apply. A quote shows a line for each, and the lines add up to the fee. Lines
are told apart by what they are, never by their names: a surcharge may be called anything, even ``"minimum"``.

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

from collections.abc import Sequence
from enum import Enum
from fractions import Fraction

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import (
    Allocate,
    allocate_units,
    from_minor,
    minor,
    plain,
    round_fraction,
    same_currency,
)
from xbcommerce.kernel.unmet import Note
from xbcommerce.payments.messages import ENGLISH

from .schedule import FeeSchedule, TierMode


class FeeKind(Enum):
    """What a line of a fee is."""

    PERCENT = "percent"
    """The schedule's own percentage, tiers included."""
    SURCHARGE = "surcharge"
    """A named extra, with its percentage and its fixed part."""
    FIXED = "fixed"
    """The schedule's own fixed part."""
    MINIMUM = "minimum"
    """What a minimum adds."""
    CAP = "cap"
    """What a cap takes off, so never positive."""


@frozen
class FeeLine:
    """One part of a fee; ``minimum`` and ``cap`` lines are the difference they make.

    Attributes:
        kind: What it is.
        name: Of a surcharge, the provider's word for it; of any other line, the kind's.
        amount: What it adds to the fee.
    """

    kind: FeeKind
    name: str
    amount: Money

    def note(self) -> Note:
        """Say it as a line of an explanation."""
        return Note(f"fee.{self.kind.value}", {"name": self.name, "amount": self.amount})


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
    fixed = [schedule.fixed, *(extra.fixed for extra in schedule.surcharges)]
    own, *extras = (0 if part is None else minor(part) for part in fixed)
    percent, *shares = _percentages(schedule, units)
    parts = [(FeeKind.PERCENT, "percent", percent)]
    parts += [
        (FeeKind.SURCHARGE, surcharge.name, share + extra)
        for share, extra, surcharge in zip(shares, extras, schedule.surcharges, strict=True)
    ]
    parts.append((FeeKind.FIXED, "fixed", own))
    total = sum(part for _, _, part in parts)
    low, high = schedule.bounds
    if total < low:
        parts.append((FeeKind.MINIMUM, "minimum", low - total))
    elif high is not None and total > high:
        parts.append((FeeKind.CAP, "cap", high - total))
    fee = sum(part for _, _, part in parts)
    lines = tuple(FeeLine(kind, name, from_minor(part, code)) for kind, name, part in parts if part)
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


def _percentages(schedule: FeeSchedule, units: int) -> Sequence[int]:
    """Round the schedule's percentage and each surcharge's as the contract says.

    If they are rounded once, the parts share the rounded sum fairly.
    """
    exacts = [units * Fraction(schedule.percent) / 100 + _tier_charge(schedule, units)]
    exacts += [units * Fraction(extra.percent) / 100 for extra in schedule.surcharges]
    if schedule.round_each:
        return [round_fraction(part, schedule.rounding) for part in exacts]
    fee = round_fraction(sum(exacts, Fraction(0)), schedule.rounding)
    return allocate_units(fee, exacts, Allocate.LARGEST_REMAINDER).shares if fee else [0] * len(exacts)


def _tier_charge(schedule: FeeSchedule, units: int) -> Fraction:
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

"""The fee in minor units, on one amount or on a whole column of them, by one formula.

Example:
    >>> from decimal import Decimal
    >>> from moneyed import Money
    >>> from xbcommerce.payments import FeeSchedule, Tier
    >>> from xbcommerce.payments.fees.units import fee_units
    >>> falling = (Tier(Money("1000.00", "USD"), Decimal("2.9")), Tier(None, Decimal("1.9")))
    >>> tiered = FeeSchedule(fixed=Money("0.30", "USD"), tiers=falling)
    >>> fee_units(tiered, 100_000), fee_units(tiered, 200_000)
    (2930, 4830)
"""

from __future__ import annotations

from xbcommerce.kernel.money.rounding import rounded
from xbcommerce.kernel.money.whole import N

from .schedule import FeeSchedule, RatedLine, TierMode

_WHOLE = TierMode.WHOLE  # looking a member up through its class costs more than the arithmetic


def fee_units(schedule: FeeSchedule, units: N) -> N:
    """Price payments: the total of `quote_fee`, without its lines.

    Args:
        schedule: The provider's price list.
        units: What the buyer pays, in minor units, not negative: an int, or a column of them.
    """
    own, *others = schedule.rated
    fee = _line(own, units, schedule) + schedule.flat[2]
    for line in others:
        fee = fee + _line(line, units, schedule)
    low, high = schedule.bounds
    if low:
        fee = fee - (fee - low) * (fee < low)
    if high is not None:
        fee = fee - (fee - high) * (fee > high)
    return fee


def _line(line: RatedLine, units: N, schedule: FeeSchedule) -> N:
    """Charge by one line and round: above the bound of a tier, its difference to the next is added."""
    numerator, steps, denominator = line
    charge = units * numerator
    for top, step in steps:
        rated = units if schedule.tier_mode is _WHOLE else units - top
        charge = charge + rated * (units > top) * step
    return rounded(charge, denominator, schedule.rounding)

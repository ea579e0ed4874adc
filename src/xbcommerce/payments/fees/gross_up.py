"""What to ask of the buyer so that, after the fee, at least a given amount is left.

The usual closed formula, (net + fixed) / (1 - percent), is a cent short now and then: 100.00 at 2.9 % + 0.30
needs 103.30, not 103.29. Here the smallest sufficient amount is found with the fee as it is really rounded.

Example:
    >>> from decimal import Decimal
    >>> from moneyed import Money
    >>> from xbcommerce.payments import FeeSchedule, gross_up
    >>> card = FeeSchedule(percent=Decimal("2.9"), fixed=Money("0.30", "USD"))
    >>> quote = gross_up(card, Money("100.00", "USD"))
    >>> str(quote.amount.amount), str(quote.total.amount)
    ('103.30', '3.30')
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import from_minor, minor, plain

from .quote import FeeQuote, fee_base, quote_fee
from .schedule import FeeSchedule
from .units import fee_units


class UnreachableNetError(InvalidValueError):
    """The fee eats every addition: no amount leaves what is wanted."""

    code = "unreachable_net"


def gross_up(schedule: FeeSchedule, net: Money) -> FeeQuote:
    """Find the smallest amount that leaves at least ``net``, and quote its fee.

    Args:
        schedule: The provider's price list.
        net: What must be left, not negative.

    Raises:
        UnreachableNetError: The percentages take everything, and no cap stops them.
        CurrencyMismatchError: The schedule's fixed parts are of another currency.
        InvalidValueError: ``net`` is negative.
    """
    wanted = fee_base(schedule, net)
    for low, high, percent in _segments(schedule):
        found = _smallest(schedule, wanted, low, high, percent)
        if found is not None:
            return quote_fee(schedule, from_minor(found, net.currency))
    msg = f"no amount leaves {plain(net)}: the percentages take all that is added"
    raise UnreachableNetError(msg)


def _segments(schedule: FeeSchedule) -> Iterator[tuple[int, int | None, Fraction]]:
    """Cut amounts where the percentage changes: from, up to (included), percentage as a fraction."""
    numerator, denominator, _ = schedule.flat
    flat, low = Fraction(numerator, denominator), 0
    for tier in schedule.tiers:
        high = None if tier.up_to is None else minor(tier.up_to)
        yield low, high, flat + Fraction(tier.percent) / 100
        low = (high or 0) + 1
    if not schedule.tiers:
        yield 0, None, flat


def _smallest(
    schedule: FeeSchedule, wanted: int, low: int, high: int | None, percent: Fraction
) -> int | None:
    """Search one segment, in which the exact fee is linear but for minimum and cap.

    A fee rounded once never grows faster than the amount, so the first amount that suffices is the answer.
    Lines rounded each move it by at most one unit a line: then the answer lies between the first amount that
    could suffice with the luckiest rounding and the first that must with the unluckiest.
    """
    slack = (1 + len(schedule.surcharges)) if schedule.round_each else 0
    _, cap = schedule.bounds
    if high is None:
        if percent >= 1 and cap is None:
            return None
        high = max(low, wanted) + 1
        while high - fee_units(schedule, high) - slack < wanted:
            high *= 2
    first = _bisect(lambda units: units - fee_units(schedule, units) + 2 * slack >= wanted, low, high)
    return next(
        (units for units in range(first, high + 1) if units - fee_units(schedule, units) >= wanted), None
    )


def _bisect(enough: Callable[[int], bool], low: int, high: int) -> int:
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle + 1, high)
    return low

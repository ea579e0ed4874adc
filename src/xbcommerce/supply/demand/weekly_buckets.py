"""Dated sales into weeks, with returns kept apart until it is said how to net them.

A return netted where it was *sold* repairs the demand of that week; netted where it *came back* it can make a
week negative; left out, the history shows gross demand.

Example:
    >>> from datetime import date, timedelta
    >>> from xbcommerce.supply import Returns, Sale, weekly_buckets
    >>> rows = [Sale(date(2026, 1, 5), 4), Sale(date(2026, 1, 12), 6),
    ...         Sale(date(2026, 1, 20), -2, sold_on=date(2026, 1, 12))]
    >>> weeks = weekly_buckets(rows, start=date(2026, 1, 5), weeks=3, returns=Returns.AT_SALE)
    >>> weeks.net, weeks.sold, weeks.returned
    ((4, 4, 0), (4, 6, 0), (0, 2, 0))
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from enum import Enum

from attrs import field, frozen

from xbcommerce.kernel.errors import whole

from .series import DemandError, DemandSeries, Flag

WEEK_DAYS = 7


class Returns(Enum):
    """Where a return is netted."""

    AT_SALE = "at_sale"
    """In the week of the sale it undoes; where that is unknown, in the week it came back."""
    AT_RETURN = "at_return"
    """In the week it came back."""
    IGNORE = "ignore"
    """Nowhere: demand is gross."""


def _not_zero(_instance: object, _field: object, value: int) -> None:
    if type(value) is not int or value == 0:
        msg = f"quantity={value!r}: expected whole units, negative for a return"
        raise DemandError.because("not_whole_units", msg)


@frozen
class Sale:
    """Units sold on a day, or with a negative quantity given back.

    Attributes:
        on: The day of the sale or return.
        quantity: Units, negative for a return, never 0.
        sold_on: Of a return: the day of the sale it undoes, where known.
    """

    on: date
    quantity: int = field(validator=_not_zero)
    sold_on: date | None = None


@frozen
class WeeklyBuckets:
    """Half-open weeks of seven days from ``start``.

    Attributes:
        start: First day of the first week.
        sold: Units sold a week.
        returned: Units given back, in the week where they are netted.
        sold_outside: Units sold before the first or after the last week; they are in no bucket.
        returned_outside: Units given back that belong to no bucket.
    """

    start: date
    sold: tuple[int, ...]
    returned: tuple[int, ...]
    sold_outside: int = 0
    returned_outside: int = 0

    @property
    def net(self) -> tuple[int, ...]:
        """Units sold less units returned; below zero where more came back than was sold."""
        return tuple(sold - back for sold, back in zip(self.sold, self.returned, strict=True))

    def series(self, flags: Iterable[Flag] | None = None) -> DemandSeries:
        """Take the net units as a demand series.

        Raises:
            DemandError: ``negative_demand``: more came back in a week than was sold.
        """
        return DemandSeries(self.start, WEEK_DAYS, self.net, flags)


def weekly_buckets(
    sales: Iterable[Sale], *, start: date, weeks: int, returns: Returns = Returns.AT_SALE
) -> WeeklyBuckets:
    """Sum dated sales into weeks.

    Args:
        sales: Sales and returns in any order.
        start: First day of the first week.
        weeks: How many weeks; what lies outside is counted apart, never moved into a bucket.
        returns: Where returns are netted.
    """
    whole(weeks, "weeks", minimum=1)
    sold, returned = Counter[int](), Counter[int]()
    for sale in sales:
        if sale.quantity > 0:
            sold[_week(sale.on, start)] += sale.quantity
        elif returns is not Returns.IGNORE:
            day = sale.sold_on or sale.on if returns is Returns.AT_SALE else sale.on
            returned[_week(day, start)] -= sale.quantity
    sold_inside, returned_inside = (tuple(units[week] for week in range(weeks)) for units in (sold, returned))
    return WeeklyBuckets(
        start,
        sold_inside,
        returned_inside,
        sold_outside=sold.total() - sum(sold_inside),
        returned_outside=returned.total() - sum(returned_inside),
    )


def _week(day: date, start: date) -> int:
    return (day - start).days // WEEK_DAYS


def weeks_between(first: date, last: date, *, weekday: int = 0) -> tuple[date, ...]:
    """List the first days of the whole weeks between two days, both included.

    Args:
        first: First day with data.
        last: Last day with data.
        weekday: Day a week starts with, 0 for Monday.
    """
    start = first + timedelta(days=(weekday - first.weekday()) % WEEK_DAYS)
    count = ((last - start).days + 1) // WEEK_DAYS
    return tuple(start + timedelta(days=WEEK_DAYS * index) for index in range(count))

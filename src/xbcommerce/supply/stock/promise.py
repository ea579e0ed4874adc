"""What can still be promised: the lowest balance ahead, so that no earlier promise is broken.

Receipts and commitments of one day are netted first. What is available on a day is the lowest projected
balance from that day on, never below zero (cumulative look-ahead ATP): goods that come later cannot be
promised now, and goods that are promised for later cannot be sold before.

Example:
    >>> from datetime import date
    >>> from xbcommerce.supply.stock import Planned, available_to_promise
    >>> planned = [Planned(date(2026, 4, 10), -60), Planned(date(2026, 4, 20), 200)]
    >>> promised = available_to_promise(100, planned, [date(2026, 4, 1), date(2026, 4, 20)],
    ...     as_of=date(2026, 4, 1))
    >>> list(promised.values())
    [40, 240]
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import field, frozen

from xbcommerce.kernel.dated.validity import calendar_day, day_field
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.frozen import FrozenMap


@frozen
class Planned:
    """Units that will come (positive) or are promised away (negative).

    Attributes:
        on: The day; one that has passed counts as today.
        quantity: Units.
    """

    on: date = field(validator=day_field)
    quantity: int


def available_to_promise(
    on_hand: int, planned: Iterable[Planned], dates: Iterable[date], *, as_of: date
) -> FrozenMap[date, int]:
    """Return the units that can be promised for each day.

    Args:
        on_hand: Units there on ``as_of``; fewer than none if more is owed.
        planned: Receipts due and commitments made, in any order.
        dates: The days asked about.
        as_of: Today.

    Raises:
        InvalidValueError: A day before ``as_of``: nothing can be promised for the past.
    """
    asked = list(dates)
    past = sorted(day for day in asked if calendar_day(day, "dates") < as_of)
    if past:
        msg = f"dates contain {past[0]}, before as_of={as_of}; nothing can be promised for the past"
        raise InvalidValueError(msg)
    changes: dict[date, int] = dict.fromkeys(asked, 0)
    for one in planned:
        changes[one.on] = changes.get(one.on, 0) + one.quantity
    days = sorted(changes)
    balances: list[int] = []
    for day in days:
        balances.append((balances[-1] if balances else on_hand) + changes[day])
    lowest: dict[date, int] = {}
    least = balances[-1] if balances else on_hand
    for day, balance in zip(reversed(days), reversed(balances), strict=True):
        least = min(least, balance)
        lowest[day] = max(0, least)
    return FrozenMap({day: lowest[day] for day in asked})

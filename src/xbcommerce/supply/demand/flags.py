"""From dated facts to the flags of buckets: when the shop was shut, out of stock, or on promotion.

Hosts know spans of days, histories have buckets. A bucket is *closed* if nothing could be bought on any of
its days, because the shop was shut on one of them at least. Shut or out of stock on some days, it is a
*stockout*: at least so much was wanted. A promotion on any day makes it *promo*, if nothing kept it from
selling.

Example:
    >>> from datetime import date
    >>> from xbcommerce.supply import EventWindow, bucket_flags
    >>> flags = bucket_flags(date(2026, 12, 21), 7, 4,
    ...     closed=[EventWindow(date(2026, 12, 28), date(2027, 1, 3))],
    ...     out_of_stock=[EventWindow(date(2027, 1, 6), date(2027, 1, 7))],
    ...     promoted=[EventWindow(date(2027, 1, 11), date(2027, 1, 24))])
    >>> [flag.value for flag in flags]
    ['ok', 'closed', 'stockout', 'promo']
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from xbcommerce.kernel.errors import whole

from .events import EventWindow
from .series import Flag


def bucket_flags(
    start: date,
    bucket_days: int,
    buckets: int,
    *,
    closed: Iterable[EventWindow] = (),
    out_of_stock: Iterable[EventWindow] = (),
    promoted: Iterable[EventWindow] = (),
) -> tuple[Flag, ...]:
    """Flag buckets by what happened on their days; spans may overlap and reach beyond the history.

    Args:
        start: First day of the first bucket.
        bucket_days: Days in a bucket.
        buckets: How many.
        closed: Days on which nothing was sold to anybody.
        out_of_stock: Days on which the item was not to be had.
        promoted: Days of promotions.
    """
    whole(bucket_days, "bucket_days", minimum=1)
    whole(buckets, "buckets", minimum=1)
    shut, empty, promo = (list(spans) for spans in (closed, out_of_stock, promoted))
    found: list[Flag] = []
    for index in range(buckets):
        first = start + timedelta(days=index * bucket_days)
        days = [first + timedelta(days=day) for day in range(bucket_days)]
        shut_on = [_within(day, shut) for day in days]
        lost_on = [off or _within(day, empty) for day, off in zip(days, shut_on, strict=True)]
        if all(lost_on) and any(shut_on):
            found.append(Flag.CLOSED)
        elif any(lost_on):
            found.append(Flag.STOCKOUT)
        else:
            found.append(Flag.PROMO if any(_within(day, promo) for day in days) else Flag.OK)
    return tuple(found)


def _within(day: date, spans: Iterable[EventWindow]) -> bool:
    return any(span.first <= day <= span.last for span in spans)

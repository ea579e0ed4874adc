"""Weeks in which the shop was shut: named by the shopkeeper, or inferred where nothing else explains them.

A closed week is missing, not zero demand. It is inferred only for a shop that sells in nearly every week
(`BUSY_SHARE` of them): one that sells now and then has empty weeks by nature, and calling those closed would
order for a demand it never had. A week with rejected rows is never inferred: it may have sold well.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from attrs import frozen

from xbcommerce.supply import closed_buckets
from xbcommerce.supply.demand.series import BUSY_SHARE
from xbcommerce.supply.demand.weekly_buckets import WEEK_DAYS

__all__ = ["BUSY_SHARE", "Closures", "find_closures"]


@frozen
class Closures:
    """First days of weeks that sold nothing, by what is made of them.

    Attributes:
        stated: Named as closed; missing, whatever they sold.
        inferred: Taken as closed; missing.
        silent: Zero demand, since the shop sells in too few weeks to tell a closure.
        doubtful: Zero demand, though rows were rejected there.
        outside: Days named as closed that lie in no whole week.
    """

    stated: tuple[date, ...]
    inferred: tuple[date, ...]
    silent: tuple[date, ...]
    doubtful: tuple[date, ...]
    outside: tuple[date, ...]

    @property
    def missing(self) -> frozenset[date]:
        """The weeks that say nothing about demand."""
        return frozenset((*self.stated, *self.inferred))


def find_closures(
    sold: Sequence[int],
    mondays: Sequence[date],
    *,
    stated: Collection[date],
    doubtful: Iterable[tuple[date, date]],
) -> Closures:
    """Sort out the weeks without a sale.

    Args:
        sold: Units the whole shop sold, week by week.
        mondays: First days of these weeks.
        stated: Days on which the shop was closed; each stands for its week.
        doubtful: First and last day of spans in which rows were rejected.
    """
    weeks = {_monday(day) for day in stated}
    unread = {monday for first, last in doubtful for monday in _overlapping(mondays, first, last)}
    named = [monday for monday in mondays if monday in weeks]
    empty = [monday for monday, units in zip(mondays, sold, strict=True) if not units and monday not in weeks]
    unsure = [monday for monday in empty if monday in unread]
    sure = [index for index, monday in enumerate(mondays) if monday not in {*named, *unsure}]
    shut = closed_buckets([[sold[index] for index in sure]])
    inferred = [mondays[sure[index]] for index in shut]
    return Closures(
        stated=tuple(named),
        inferred=tuple(inferred),
        silent=tuple(monday for monday in empty if monday not in {*unsure, *inferred}),
        doubtful=tuple(unsure),
        outside=tuple(sorted(day for day in set(stated) if _monday(day) not in mondays)),
    )


def _monday(day: date) -> date:
    """Return the first day of its week."""
    return day - timedelta(days=day.weekday())


def _overlapping(mondays: Sequence[date], first: date, last: date) -> Iterable[date]:
    before = first - timedelta(days=WEEK_DAYS)
    return (monday for monday in mondays if before < monday <= last)

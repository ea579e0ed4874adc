"""From rows to weekly demand: returns netted where they were sold, whole weeks, closed weeks flagged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from attrs import frozen

from xbcommerce.supply import (
    DemandSeries,
    Flag,
    Returns,
    Sale,
    WeeklyBuckets,
    weekly_buckets,
    weeks_between,
)

from .closures import Closures, find_closures
from .ledger import ItemSales, Ledger


@frozen
class Return:
    """Units given back, the day of the sale they undo, and what was paid for them then."""

    code: str
    on: date
    sold_on: date
    units: int
    value_micro: int


@frozen
class Matched:
    """Cancellations held against sales: what found its sale, and the units that did not."""

    returns: tuple[Return, ...]
    unmatched_units: int


def match_returns(ledger: Ledger) -> Matched:
    """Hold each cancellation against an earlier sale of the same item to the same customer.

    The latest sale of just as many units goes first, then the latest of more, then the others.

    A cancelled order never was demand, so it is taken out of the week of its sale. A cancellation without a
    customer, or without an earlier sale, cannot be placed and is counted instead.
    """
    open_units: dict[tuple[str, str], list[tuple[date, int, int]]] = {}
    wanted = {(row.code, row.customer) for row in ledger.cancelled if row.customer}
    for code in sorted({code for code, _ in wanted}):
        item = ledger.items.get(code, ItemSales())
        sold = zip(item.days, item.units, item.prices_micro, item.customers, strict=True)
        for day, units, price, customer in sold:
            if (code, customer) in wanted:
                open_units.setdefault((code, customer), []).append((day, units, price))
    for sales in open_units.values():
        sales.sort()
    returns: list[Return] = []
    unmatched = 0
    for row in sorted(ledger.cancelled, key=lambda row: row.on):
        left = -row.quantity
        sales = open_units.get((row.code, row.customer), [])
        for index in _likeliest(sales, row.on, left):
            day, units, price = sales[index]
            taken = min(units, left)
            sales[index] = (day, units - taken, price)
            left -= taken
            if taken:
                returns.append(Return(row.code, row.on, day, taken, taken * price))
        unmatched += left
    return Matched(tuple(returns), unmatched)


def _likeliest(sales: Sequence[tuple[date, int, int]], until: date, wanted: int) -> Sequence[int]:
    """Order earlier sales: those of just so many units, those of more, the others; the latest first."""
    earlier = [index for index in reversed(range(len(sales))) if sales[index][0] <= until]
    return sorted(earlier, key=lambda index: (sales[index][1] != wanted, sales[index][1] < wanted))


def net_revenues(ledger: Ledger, matched: Matched) -> dict[str, int]:
    """Return what was earned with each item, in millionths: its sales less those that were cancelled."""
    earned = {code: item.revenue_micro for code, item in ledger.items.items()}
    for back in matched.returns:
        earned[back.code] -= back.value_micro
    return earned


@frozen
class History:
    """Weekly demand of every item that sold in a whole week.

    Attributes:
        start: First day of the first whole week.
        weeks: Whole weeks.
        closures: What is made of weeks without a sale.
        open_weeks: Net units the whole shop sold in each week that is not missing.
        series: Item to demand, from the week of its first sale on.
        buckets: Item to units sold and returned by week, all whole weeks.
        units_outside: Units sold in the incomplete weeks at either end.
    """

    start: date
    weeks: int
    closures: Closures
    open_weeks: tuple[int, ...]
    series: dict[str, DemandSeries]
    buckets: dict[str, WeeklyBuckets]
    units_outside: int


def weekly_history(
    ledger: Ledger, matched: Matched, first: date, last: date, *, stated: Collection[date] = ()
) -> History | None:
    """Sum sales into whole weeks from Monday; None if the file holds no whole week.

    Args:
        ledger: Sales by item.
        matched: Cancellations with their sales.
        first: Day of the first sale.
        last: Last day that may end a week.
        stated: Days on which the shop is known to have been closed.
    """
    mondays = weeks_between(first, last)
    if not mondays:
        return None
    buckets = _buckets(ledger, matched, mondays)
    closures = find_closures(
        _by_week(item.sold for item in buckets.values()),
        mondays,
        stated=stated,
        doubtful=ledger.doubtful(first, last),
    )
    flags = [Flag.CLOSED if monday in closures.missing else Flag.OK for monday in mondays]
    found = {code: _since_first_sale(item, flags) for code, item in buckets.items()}
    net = _by_week(item.net for item in buckets.values())
    return History(
        mondays[0],
        len(mondays),
        closures,
        tuple(units for units, flag in zip(net, flags, strict=True) if flag is Flag.OK),
        {code: series for code, series in found.items() if series is not None},
        buckets,
        sum(item.sold_outside for item in buckets.values()),
    )


def _buckets(ledger: Ledger, matched: Matched, mondays: Sequence[date]) -> dict[str, WeeklyBuckets]:
    given_back: dict[str, list[Return]] = {}
    for back in matched.returns:
        given_back.setdefault(back.code, []).append(back)
    return {
        code: weekly_buckets(
            _sales(item, given_back.get(code, ())),
            start=mondays[0],
            weeks=len(mondays),
            returns=Returns.AT_SALE,
        )
        for code, item in ledger.items.items()
    }


def _by_week(panel: Iterable[Sequence[int]]) -> list[int]:
    return [sum(column) for column in zip(*panel, strict=True)]


def _sales(item: ItemSales, returns: Iterable[Return]) -> Iterable[Sale]:
    by_day: Counter[date] = Counter()
    for day, units in zip(item.days, item.units, strict=True):
        by_day[day] += units
    for day, units in by_day.items():
        yield Sale(day, units)
    for back in returns:
        yield Sale(back.on, -back.units, back.sold_on)


def _since_first_sale(item: WeeklyBuckets, flags: Sequence[Flag]) -> DemandSeries | None:
    """Leave out the weeks before the item was first sold: it was not for sale, which is no zero demand.

    None if it sold in no week that counts.
    """
    selling = (index for index, units in enumerate(item.sold) if units and flags[index] is Flag.OK)
    first = next(selling, None)
    if first is None:
        return None
    whole = item.series(flags)
    return DemandSeries(whole.day(first), whole.bucket_days, whole.quantities[first:], whole.flags[first:])

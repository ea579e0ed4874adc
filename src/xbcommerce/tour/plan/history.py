"""From rows to weekly demand: returns netted where they were sold, whole weeks, closed weeks flagged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from attrs import define, field, frozen

from xbcommerce.supply import (
    DemandSeries,
    Flag,
    Returns,
    Sale,
    WeeklyBuckets,
    closed_buckets,
    weekly_buckets,
    weeks_between,
)

from .rows import Kind, RejectedRow, Row


@define
class ItemSales:
    """All sales of one stock code, in the order of the file."""

    description: str = ""
    days: list[date] = field(factory=list[date])
    units: list[int] = field(factory=list[int])
    customers: list[str] = field(factory=list[str])
    revenue_micro: int = 0


@define
class Ledger:
    """What a file held: every row counted once, sales by item, cancellations to be matched."""

    counts: Counter[Kind] = field(factory=Counter[Kind])
    rejected: list[RejectedRow] = field(factory=list[RejectedRow])
    items: dict[str, ItemSales] = field(factory=dict[str, ItemSales])
    cancelled: list[Row] = field(factory=list[Row])

    def add(self, row: Row | RejectedRow) -> None:
        """Count a row and keep what demand needs."""
        if isinstance(row, RejectedRow):
            self.counts[Kind.UNREADABLE] += 1
            self.rejected.append(row)
            return
        self.counts[row.kind] += 1
        if row.kind is Kind.SALE:
            item = self.items.get(row.code)
            if item is None:
                item = self.items[row.code] = ItemSales()
            item.description = row.description or item.description
            item.days.append(row.on)
            item.units.append(row.quantity)
            item.customers.append(row.customer)
            item.revenue_micro += row.quantity * row.price_micro
        elif row.kind is Kind.CANCELLED:
            self.cancelled.append(row)

    @property
    def rows(self) -> int:
        """All rows."""
        return self.counts.total()


@frozen
class Return:
    """Units given back, and the day of the sale they undo."""

    code: str
    on: date
    sold_on: date
    units: int


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
    open_units: dict[tuple[str, str], list[tuple[date, int]]] = {}
    wanted = {(row.code, row.customer) for row in ledger.cancelled if row.customer}
    for code in sorted({code for code, _ in wanted}):
        item = ledger.items.get(code, ItemSales())
        for day, units, customer in zip(item.days, item.units, item.customers, strict=True):
            if (code, customer) in wanted:
                open_units.setdefault((code, customer), []).append((day, units))
    for sales in open_units.values():
        sales.sort()
    returns: list[Return] = []
    unmatched = 0
    for row in sorted(ledger.cancelled, key=lambda row: row.on):
        left = -row.quantity
        sales = open_units.get((row.code, row.customer), [])
        for index in _likeliest(sales, row.on, left):
            day, units = sales[index]
            taken = min(units, left)
            sales[index] = (day, units - taken)
            left -= taken
            if taken:
                returns.append(Return(row.code, row.on, day, taken))
        unmatched += left
    return Matched(tuple(returns), unmatched)


def _likeliest(sales: Sequence[tuple[date, int]], until: date, wanted: int) -> Sequence[int]:
    """Order earlier sales: those of just so many units, those of more, the others; the latest first."""
    earlier = [index for index in reversed(range(len(sales))) if sales[index][0] <= until]
    return sorted(earlier, key=lambda index: (sales[index][1] != wanted, sales[index][1] < wanted))


@frozen
class History:
    """Weekly demand of every item that sold in a whole week.

    Attributes:
        start: First day of the first whole week.
        weeks: Whole weeks.
        closed: First days of the weeks in which the whole shop sold nothing.
        series: Item to demand, from the week of its first sale on.
        buckets: Item to units sold and returned by week, all whole weeks.
        units_outside: Units sold in the incomplete weeks at either end.
    """

    start: date
    weeks: int
    closed: tuple[date, ...]
    series: dict[str, DemandSeries]
    buckets: dict[str, WeeklyBuckets]
    units_outside: int


def weekly_history(ledger: Ledger, matched: Matched, first: date, last: date) -> History | None:
    """Sum sales into whole weeks from Monday; None if the file holds no whole week."""
    mondays = weeks_between(first, last)
    if not mondays:
        return None
    given_back: dict[str, list[Return]] = {}
    for back in matched.returns:
        given_back.setdefault(back.code, []).append(back)
    buckets = {
        code: weekly_buckets(
            _sales(item, given_back.get(code, ())),
            start=mondays[0],
            weeks=len(mondays),
            returns=Returns.AT_SALE,
        )
        for code, item in ledger.items.items()
    }
    closed = closed_buckets(item.sold for item in buckets.values())
    flags = [Flag.CLOSED if index in closed else Flag.OK for index in range(len(mondays))]
    series = {code: _since_first_sale(item, flags) for code, item in buckets.items() if any(item.sold)}
    return History(
        mondays[0],
        len(mondays),
        tuple(mondays[index] for index in closed),
        series,
        buckets,
        sum(item.sold_outside for item in buckets.values()),
    )


def _sales(item: ItemSales, returns: Iterable[Return]) -> Iterable[Sale]:
    by_day: Counter[date] = Counter()
    for day, units in zip(item.days, item.units, strict=True):
        by_day[day] += units
    for day, units in by_day.items():
        yield Sale(day, units)
    for back in returns:
        yield Sale(back.on, -back.units, back.sold_on)


def _since_first_sale(item: WeeklyBuckets, flags: list[Flag]) -> DemandSeries:
    """Leave out the weeks before the item was first sold: it was not for sale, which is no zero demand."""
    whole = item.series(flags)
    first = next(index for index, units in enumerate(item.sold) if units)
    return DemandSeries(whole.day(first), whole.bucket_days, whole.quantities[first:], whole.flags[first:])

"""What a sales file held: every row counted once, sales by item, what was rejected and about when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from attrs import define, field

from .rows import Kind, RejectedRow, Row


@define
class ItemSales:
    """All sales of one stock code, in the order of the file."""

    description: str = ""
    days: list[date] = field(factory=list[date])
    units: list[int] = field(factory=list[int])
    customers: list[str] = field(factory=list[str])
    prices_micro: list[int] = field(factory=list[int])
    revenue_micro: int = 0


@define
class Ledger:
    """What a file held: every row counted once, sales by item, cancellations to be matched."""

    counts: Counter[Kind] = field(factory=Counter[Kind])
    rejected: list[RejectedRow] = field(factory=list[RejectedRow])
    items: dict[str, ItemSales] = field(factory=dict[str, ItemSales])
    cancelled: list[Row] = field(factory=list[Row])
    later_first: date | None = None
    """Day of the first sale that was left out, as it lies on or after the day of the plan."""
    _last: date | None = None
    _undated: bool = False
    _spans: set[tuple[date | None, date | None]] = field(factory=set[tuple[date | None, date | None]])

    def add(self, row: Row | RejectedRow) -> None:
        """Count a row and keep what demand needs."""
        if isinstance(row, RejectedRow):
            self.counts[Kind.UNREADABLE] += 1
            self.rejected.append(row)
            if row.on is None:
                self._undated = True
            else:
                self._spans.add((row.on, row.on))
            return
        if self._undated:
            self._spans.add((self._last, row.on))
            self._undated = False
        self._last = row.on
        self.counts[row.kind] += 1
        if row.kind is Kind.SALE:
            item = self.items.get(row.code)
            if item is None:
                item = self.items[row.code] = ItemSales()
            item.description = row.description or item.description
            item.days.append(row.on)
            item.units.append(row.quantity)
            item.customers.append(row.customer)
            item.prices_micro.append(row.price_micro)
            item.revenue_micro += row.quantity * row.price_micro
        elif row.kind is Kind.CANCELLED:
            self.cancelled.append(row)
        elif row.kind is Kind.LATER:
            self.later_first = row.on if self.later_first is None else min(self.later_first, row.on)

    @property
    def rows(self) -> int:
        """All rows."""
        return self.counts.total()

    def doubtful(self, first: date, last: date) -> Iterator[tuple[date, date]]:
        """Yield the spans of days in which rows were rejected.

        A row whose day can be read spans that day; another the days from the readable row before it to the
        one after it, since it may lie on any of them.

        Args:
            first: Stands for the start where no readable row comes before.
            last: Stands for the end where none comes after.
        """
        open_end = [(self._last, None)] if self._undated else []
        for start, end in (*self._spans, *open_end):
            days = (start or first, end or last)
            yield min(days), max(days)

"""How old a buyer's debt is: open invoices in buckets of days past due.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.risk.ageing import ageing
    >>> from xbcommerce.risk.exposure import ItemKind, OpenItem
    >>> late = OpenItem(ItemKind.OPEN_INVOICE, Money(50, "EUR"), due=date(2026, 3, 30))
    >>> found = ageing([late], date(2026, 3, 31), "EUR")
    >>> {bucket.name: str(bucket.amount.amount) for bucket in found.buckets}
    {'not_due': '0.00', '1-30': '50.00', '31-60': '0.00', '61-90': '0.00', 'over_90': '0.00'}
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, whole
from xbcommerce.kernel.money import from_minor, minor, same_currency
from xbcommerce.kernel.unmet import Note, Unmet

from .exposure import ItemKind, OpenItem
from .messages import ENGLISH

STANDARD_EDGES_DAYS = (30, 60, 90)


@frozen
class Bucket:
    """Debt of one age.

    Attributes:
        name: ``"not_due"``, ``"1-30"``, ``"over_90"``.
        amount: What is open.
        first_day: Days past due from which it counts; ``None`` for what is not due.
        last_day: Days past due up to which it counts, inclusive; ``None`` where there is no end.
    """

    name: str
    amount: Money
    first_day: int | None = None
    last_day: int | None = None


@frozen
class Ageing:
    """Open invoices by age.

    Attributes:
        on: The day of the count; what is due on it is not overdue yet.
        buckets: From not due to oldest.
        undated: Invoices without a due date: their age is unknown, so they are in no bucket.
        oldest_days: Days past due of the oldest invoice; 0 where none is overdue.
    """

    on: date
    buckets: tuple[Bucket, ...]
    undated: Money
    oldest_days: int

    @property
    def overdue(self) -> Money:
        """Everything past its due date."""
        late = sum(minor(bucket.amount) for bucket in self.buckets if bucket.first_day is not None)
        return from_minor(late, self.undated.currency)

    def why(self) -> tuple[Note | Unmet, ...]:
        """List each bucket, and what has no due date."""
        lines: list[Note | Unmet] = []
        for bucket in self.buckets:
            if bucket.first_day is None:
                lines.append(Note("ageing.not_due", {"amount": bucket.amount, "on": self.on}))
            else:
                days = f"{bucket.first_day}-{bucket.last_day}" if bucket.last_day else f"{bucket.first_day}+"
                lines.append(Note("ageing.bucket", {"days": days, "amount": bucket.amount}))
        if minor(self.undated):
            lines.append(Unmet("ageing.undated", params={"amount": self.undated}))
        return tuple(lines)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def ageing(
    items: Iterable[OpenItem],
    on: date,
    currency: str,
    *,
    edges_days: Sequence[int] = STANDARD_EDGES_DAYS,
) -> Ageing:
    """Sort open invoices by days past due; other items have no age and are left out.

    Args:
        items: Open items; the invoices among them in ``currency``.
        on: The day of the count.
        currency: The currency of the invoices.
        edges_days: Last days of the buckets, rising, each at least 1.

    Raises:
        CurrencyMismatchError: An invoice is in another currency; convert or group first.
        InvalidValueError: Edges that do not rise.
    """
    edges = tuple(whole(edge, "edges_days", minimum=1) for edge in edges_days)
    if not edges or any(after <= before for before, after in pairwise(edges)):
        msg = f"edges_days={edges}: expected rising days such as {STANDARD_EDGES_DAYS}"
        raise InvalidValueError(msg)
    sums = [0] * (len(edges) + 2)
    undated = oldest = 0
    for item in items:
        if item.kind is not ItemKind.OPEN_INVOICE:
            continue
        open_minor = minor(same_currency(item.amount, currency))
        if item.due is None:
            undated += open_minor
            continue
        days = days_late(item.due, on)
        oldest = max(oldest, days if open_minor else 0)
        sums[_place(days, edges)] += open_minor
    return Ageing(on, _buckets(sums, edges, currency), from_minor(undated, currency), oldest)


def days_late(due: date, on: date) -> int:
    """Count the days past a due date; 0 on it and before."""
    return max(0, (on - due).days)


def _place(days: int, edges: tuple[int, ...]) -> int:
    return 1 + sum(days > edge for edge in edges) if days else 0


def _buckets(sums: Sequence[int], edges: tuple[int, ...], currency: str) -> tuple[Bucket, ...]:
    not_due, *late, oldest = (from_minor(amount, currency) for amount in sums)
    starts = (1, *(edge + 1 for edge in edges))
    return (
        Bucket("not_due", not_due),
        *(
            Bucket(f"{start}-{edge}", amount, start, edge)
            for start, edge, amount in zip(starts, edges, late, strict=False)
        ),
        Bucket(f"over_{edges[-1]}", oldest, edges[-1] + 1),
    )

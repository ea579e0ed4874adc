"""One bill for many receipts, such as the freight of a container: each bears its share, and no cent is lost.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.supply.stock import spread_late_cost
    >>> costs = spread_late_cost("bill-7", date(2026, 5, 2), Money("100.00", "EUR"),
    ...     {"grn-1": 180, "grn-2": 60, "grn-3": 60})
    >>> [(cost.id, cost.amount_minor) for cost in costs]
    [('bill-7/grn-1', 6000), ('bill-7/grn-2', 2000), ('bill-7/grn-3', 2000)]
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from moneyed import Money

from xbcommerce.kernel.money import Allocate, Exact, allocate

from .moves import LateCost


def spread_late_cost(bill: str, on: date, amount: Money, shares: Mapping[str, Exact]) -> tuple[LateCost, ...]:
    """Share a bill out over receipts, by largest remainder.

    Args:
        bill: The caller's key; the ids of the moves begin with it, so that recording them twice is a replay.
        on: The day of the bill.
        amount: Of the bill; negative for a credit note.
        shares: What each receipt bears it by: its weight, its volume, its value.

    Raises:
        AllocationError: No shares, a negative one, or all of them nothing.
    """
    parts = allocate(amount, list(shares.values()), Allocate.LARGEST_REMAINDER).shares
    return tuple(
        LateCost.of(f"{bill}/{receipt}", on, receipt, part)
        for receipt, part in zip(shares, parts, strict=True)
    )

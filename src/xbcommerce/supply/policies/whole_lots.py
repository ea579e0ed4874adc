"""The order of an (r, Q) policy: the fewest whole lots that lift the position above the reorder point."""

from __future__ import annotations

import math


def lots_above(reorder_point: float, quantity: float, position: int) -> int:
    """Return the units to order; 0 while the position is above the reorder point.

    A quantity of theory that is no whole number is rounded up, to one unit at least.
    """
    if position > reorder_point:
        return 0
    lot = max(1, math.ceil(quantity))
    return (math.floor((reorder_point - position) / lot) + 1) * lot

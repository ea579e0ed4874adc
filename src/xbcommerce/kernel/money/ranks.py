"""Splitting whole columns of amounts: the largest remainder without sorting.

`allocate_units` sorts the parts of one amount by what they lost. A column cannot be sorted crosswise, so here
each part counts the parts that come before it; who stands within the units left over gets one. Both ways are
Hamilton's method with ties to the earlier part, and give the same shares.

Example:
    >>> from xbcommerce.kernel.money.ranks import shares_by_rank
    >>> shares_by_rank(10_000, [30, 20, 40]), shares_by_rank(-100, [1, 1, 1])
    ([3333, 2222, 4445], [-34, -33, -33])
"""

from __future__ import annotations

from collections.abc import Sequence

from .whole import N


def shares_by_rank(amount: N, weights: Sequence[int]) -> list[N]:
    """Split amounts by largest remainder: `allocate_units`, for an int or a column of them.

    Its work grows with the square of the parts; for one amount among many parts, sorting is faster.

    Args:
        amount: Whole units, of either sign.
        weights: One non-negative whole number a part, not all of them zero.
    """
    if len(weights) == 1:
        return [amount]
    whole = sum(weights)
    sign = (amount < 0) * -2 + 1
    size = amount * sign
    exact = [size * weight for weight in weights]
    floors = [part // whole for part in exact]
    lost = [part - floor * whole for part, floor in zip(exact, floors, strict=True)]
    ranks = _ranks(lost)
    rest = size
    for floor in floors:
        rest = rest - floor
    return [(floor + (rank < rest)) * sign for floor, rank in zip(floors, ranks, strict=True)]


def _ranks(lost: Sequence[N]) -> list[N]:
    """Count, for each part, those that come before it: they lost more, or as much and stand earlier."""
    ranks = [part * 0 for part in lost]
    for later in range(len(lost)):
        for earlier in range(later):
            first = lost[later] > lost[earlier]
            ranks[earlier] = ranks[earlier] + first
            ranks[later] = ranks[later] - first + 1
    return ranks

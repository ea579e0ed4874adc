"""One formula for a number and a column: rounding and splitting, with plain operators only."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.money import Allocate, AllocationError, Rounding, allocate_units, divide
from xbcommerce.kernel.money.allocation import shared_weights
from xbcommerce.kernel.money.ranks import shares_by_rank

WEIGHTS = st.lists(st.integers(0, 50), min_size=1, max_size=7).filter(any)


@given(st.integers(-(10**20), 10**20) | st.integers(-9, 9), WEIGHTS)
def test_ranks_share_as_sorting_does(amount: int, weights: list[int]) -> None:
    """Both are the largest remainder with ties to the earlier part; negative amounts mirror positive ones."""
    sorted_shares = allocate_units(amount, weights, Allocate.LARGEST_REMAINDER).shares
    assert tuple(shares_by_rank(amount, weights)) == sorted_shares


@given(st.integers(-(10**20), 10**20) | st.integers(-99, 99), st.integers(1, 12), st.sampled_from(Rounding))
def test_a_moved_floor_is_the_rounding_that_was_named(top: int, bottom: int, rounding: Rounding) -> None:
    """Each mode by its definition: the neighbour it names, and where two are as near, the one it prefers."""
    exact = Fraction(top, bottom)
    low, high = exact.__floor__(), exact.__ceil__()
    outward, inward = (high, low) if exact > 0 else (low, high)
    nearest = low if exact - low < high - exact else high
    tie = low != high and exact - low == high - exact
    expected = {
        Rounding.FLOOR: low,
        Rounding.CEILING: high,
        Rounding.UP: outward,
        Rounding.DOWN: inward,
        Rounding.HALF_UP: outward if tie else nearest,
        Rounding.HALF_DOWN: inward if tie else nearest,
        Rounding.HALF_EVEN: low + low % 2 if tie else nearest,
    }
    assert divide(top, bottom, rounding) == expected[rounding]


def test_weights_come_as_the_smallest_whole_numbers() -> None:
    """So that a column has the most room for amounts."""
    assert shared_weights([Fraction("0.8"), Fraction("0.2")]) == [4, 1]
    assert shared_weights([30, 0, 20]) == [3, 0, 2]
    with pytest.raises(AllocationError, match="nobody is entitled"):
        shared_weights([0, 0])

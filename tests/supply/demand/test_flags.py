"""Facts about flags from dated facts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.supply import EventWindow, Flag, bucket_flags

MONDAY = date(2026, 1, 5)


def days(first: int, last: int) -> list[EventWindow]:
    """A span of days counted from the first Monday."""
    return [EventWindow(MONDAY + timedelta(days=first), MONDAY + timedelta(days=last))]


@pytest.mark.parametrize(
    ("closed", "out_of_stock", "promoted", "flag"),
    [
        ([], [], [], Flag.OK),
        (days(0, 6), [], [], Flag.CLOSED),
        (days(-9, 20), days(0, 6), days(0, 6), Flag.CLOSED),
        (days(0, 5), [], [], Flag.STOCKOUT),
        (days(0, 3), days(4, 6), [], Flag.CLOSED),
        ([], days(0, 6), [], Flag.STOCKOUT),
        ([], days(6, 9), days(0, 6), Flag.STOCKOUT),
        ([], [], days(6, 6), Flag.PROMO),
        ([], [], days(7, 9), Flag.OK),
    ],
)
def test_a_week_is_flagged_by_what_kept_it_from_selling(
    closed: list[EventWindow], out_of_stock: list[EventWindow], promoted: list[EventWindow], flag: Flag
) -> None:
    """Shut throughout is missing; shut or empty for some days is at least so much; else a promotion shows."""
    found = bucket_flags(MONDAY, 7, 1, closed=closed, out_of_stock=out_of_stock, promoted=promoted)
    assert found == (flag,)


@given(st.integers(-20, 40), st.integers(0, 30), st.integers(1, 9), st.integers(1, 6))
def test_a_closed_day_never_leaves_a_bucket_ordinary(first: int, length: int, size: int, count: int) -> None:
    """And days outside every span do."""
    flags = bucket_flags(MONDAY, size, count, closed=days(first, first + length))
    for index, flag in enumerate(flags):
        touched = first <= index * size + size - 1 and first + length >= index * size
        covered = first <= index * size and first + length >= index * size + size - 1
        assert flag is (Flag.CLOSED if covered else Flag.STOCKOUT if touched else Flag.OK)


@pytest.mark.parametrize(("size", "count"), [(0, 3), (7, 0)])
def test_no_buckets_are_refused(size: int, count: int) -> None:
    """Nor buckets without a day."""
    with pytest.raises(InvalidValueError):
        bucket_flags(MONDAY, size, count)

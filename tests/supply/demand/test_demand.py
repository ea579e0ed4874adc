"""Facts about demand histories."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.supply import (
    DemandError,
    DemandSeries,
    Flag,
    Returns,
    Sale,
    clean,
    closed_buckets,
    weekly_buckets,
    weeks_between,
)
from xbcommerce.testing.strategies.supply import demand_series

MONDAY = date(2026, 1, 5)


def series(*quantities: int, closed: tuple[int, ...] = ()) -> DemandSeries:
    """Weeks from a Monday on, some of them closed."""
    flags = [Flag.CLOSED if index in closed else Flag.OK for index in range(len(quantities))]
    return DemandSeries(MONDAY, 7, quantities, flags)


def test_a_closed_week_is_missing_and_not_zero() -> None:
    """The base rate and the cleaned history leave it out."""
    cleaned = clean(series(10, 0, 20, closed=(1,)))
    assert cleaned.base_rate == 15.0
    assert cleaned.quantities == (10.0, None, 20.0)
    assert cleaned.observed == (10.0, 20.0)


@pytest.mark.parametrize(
    ("quantities", "flags", "base", "cleaned"),
    [
        (
            (10, 12, 0, 3, 40, 11),
            "ok ok closed stockout promo ok",
            11.0,
            (10.0, 12.0, None, 11.0, 40.0, 11.0),
        ),
        ((0, 0, 5, 7), "ok stockout stockout ok", 3.5, (0.0, 3.5, 5.0, 7.0)),
        ((4, 9), "stockout closed", None, (4.0, None)),
    ],
)
def test_a_stockout_is_raised_to_the_base_rate_and_never_lowered(
    quantities: tuple[int, ...], flags: str, base: float | None, cleaned: tuple[float | None, ...]
) -> None:
    """A promotion stays but does not move the base; without an open week there is no base."""
    found = clean(DemandSeries(MONDAY, 7, quantities, map(Flag, flags.split())))
    assert (found.base_rate, found.quantities) == (base, cleaned)


@pytest.mark.parametrize(
    ("make", "code", "said"),
    [
        (lambda: DemandSeries(MONDAY, 7, []), "no_buckets", "at least one"),
        (lambda: DemandSeries(MONDAY, 7, [4, -2]), "negative_demand", "2026-01-12 holds -2"),
        (lambda: DemandSeries(MONDAY, 7, [4, 2.5]), "not_whole_units", "2.5"),  # type: ignore[list-item]
        (lambda: DemandSeries(MONDAY, 7, [float("nan")]), "not_whole_units", "nan"),  # type: ignore[list-item]
        (lambda: DemandSeries(MONDAY, 7, [4, 2], [Flag.OK]), "flags_do_not_fit", "1 flags for 2"),
        (
            lambda: DemandSeries.from_buckets({MONDAY: 3, MONDAY + timedelta(14): 4}, bucket_days=7),
            "gap",
            "flag the bucket as closed",
        ),
        (
            lambda: DemandSeries.from_buckets(
                {MONDAY: 3}, bucket_days=7, flags={MONDAY + timedelta(7): Flag.PROMO}
            ),
            "flags_do_not_fit",
            "2026-01-12",
        ),
        (lambda: closed_buckets([[1, 2], [1]]), "uneven_panel", "[1, 2]"),
        (lambda: Sale(MONDAY, 0), "not_whole_units", "quantity=0"),
    ],
)
def test_what_cannot_be_a_history_is_refused_with_value_and_way_out(
    make: object, code: str, said: str
) -> None:
    """Gaps, negative demand and misfits name the bucket."""
    assert callable(make)
    with pytest.raises(DemandError) as refused:
        make()
    assert refused.value.code == code
    assert said in str(refused.value)


def test_a_gap_may_be_named_as_closed() -> None:
    """A closed bucket needs no units."""
    shut = MONDAY + timedelta(7)
    found = DemandSeries.from_buckets(
        {MONDAY: 3, MONDAY + timedelta(14): 4}, bucket_days=7, flags={shut: Flag.CLOSED}
    )
    assert found == series(3, 0, 4, closed=(1,))
    assert found.end == date(2026, 1, 26)


def test_a_busy_shop_was_closed_when_no_item_sold_anything() -> None:
    """One item without a sale says nothing."""
    busy = [[0, 0, 4, 1, 0, 2, 0, 5, 0, 1], [7, 0, 0, 0, 3, 0, 1, 0, 2, 0]]
    assert closed_buckets(busy) == (1,)
    assert closed_buckets([]) == ()


def test_a_shop_that_sells_now_and_then_is_not_closed_in_between() -> None:
    """Ten units every fifth week are two a week, not ten; the share is the caller's to choose."""
    now_and_then = [10, 0, 0, 0, 0] * 5
    assert closed_buckets([now_and_then]) == ()
    assert len(closed_buckets([now_and_then], busy_share_min="0.2")) == 20
    assert closed_buckets([[1] * 8 + [0] * 2]) == ()
    assert closed_buckets([[1] * 9 + [0]]) == (9,)


SALES = (
    Sale(date(2026, 1, 5), 4),
    Sale(date(2026, 1, 11), 1),
    Sale(date(2026, 1, 12), 6),
    Sale(date(2026, 1, 20), -2, date(2026, 1, 12)),
    Sale(date(2026, 1, 25), 3),
)


@pytest.mark.parametrize(
    ("returns", "net"),
    [(Returns.AT_SALE, (5, 4, 3)), (Returns.AT_RETURN, (5, 6, 1)), (Returns.IGNORE, (5, 6, 3))],
)
def test_a_return_is_netted_where_it_is_said_to_be(returns: Returns, net: tuple[int, ...]) -> None:
    """At the sale it undoes, where it came back, or nowhere."""
    assert weekly_buckets(SALES, start=MONDAY, weeks=3, returns=returns).net == net


def test_what_lies_outside_is_counted_and_in_no_bucket() -> None:
    """Weeks are half open, on both sides."""
    weeks = weekly_buckets(SALES, start=date(2026, 1, 12), weeks=1)
    assert (weeks.net, weeks.sold_outside, weeks.returned_outside) == ((4,), 8, 0)


def test_more_returned_than_sold_in_a_week_is_refused_as_demand() -> None:
    """The refusal names the way out; defect 7 of the field: returns broke the pairing elsewhere."""
    weeks = weekly_buckets([Sale(MONDAY, -3)], start=MONDAY, weeks=1)
    assert weeks.net == (-3,)
    with pytest.raises(DemandError, match=r"Returns\.AT_SALE"):
        weeks.series()


def test_whole_weeks_start_on_the_weekday_asked_for() -> None:
    """A week cut at either end is no week."""
    assert weeks_between(date(2026, 1, 7), date(2026, 1, 18)) == (date(2026, 1, 12),)
    assert weeks_between(date(2026, 1, 7), date(2026, 1, 17)) == ()
    assert weeks_between(date(2026, 1, 7), date(2026, 1, 13), weekday=2) == (date(2026, 1, 7),)


@given(demand_series())
def test_cleaning_only_removes_closed_and_only_raises_stockouts(found: DemandSeries) -> None:
    """Every other bucket keeps its units."""
    for units, flag, after in zip(found.quantities, found.flags, clean(found).quantities, strict=True):
        if flag is Flag.CLOSED:
            assert after is None
        elif flag is Flag.STOCKOUT:
            assert after is not None
            assert after >= units
        else:
            assert after == units


def test_a_flag_in_words_is_no_flag() -> None:
    """It would be none of the known ones, and the week would silently be missing."""
    with pytest.raises(InvalidValueError, match=r"flag='ok': expected one of Flag\.OK, Flag\.CLOSED"):
        DemandSeries(MONDAY, 7, [3, 4], ["ok", "closed"])  # type: ignore[list-item]

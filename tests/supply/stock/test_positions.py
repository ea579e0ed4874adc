"""Promises ahead, cover, excess, ages."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import CurrencyMismatchError
from xbcommerce.supply.stock import (
    GoodsIssue,
    GoodsReceipt,
    Incoming,
    Place,
    Planned,
    Position,
    StockLayer,
    StockLedger,
    StockRules,
    StockStatus,
    ageing,
    available_to_promise,
    days_of_cover,
    excess_units,
    record_all,
)
from xbcommerce.testing.strategies.stock import planned, stock_layers

TODAY = date(2026, 4, 1)
DATES = st.integers(0, 300).map(lambda days: TODAY + timedelta(days=days))


@given(st.integers(-50, 300), st.lists(planned(), max_size=8), DATES)
def test_what_is_promised_breaks_no_promise_made(on_hand: int, plans: list[Planned], day: date) -> None:
    """Taking all of it leaves nothing more to promise, and no balance from that day on below nothing."""
    free = available_to_promise(on_hand, plans, [day], as_of=TODAY)[day]
    taken = [*plans, Planned(day, -free)]
    assert free >= 0
    if free:
        assert available_to_promise(on_hand, taken, [day], as_of=TODAY)[day] == 0
        assert min(_balances(on_hand, taken, day)) == 0


def _balances(on_hand: int, plans: list[Planned], day: date) -> list[int]:
    days = sorted({day, *(one.on for one in plans if one.on >= day)})
    return [on_hand + sum(one.quantity for one in plans if max(one.on, TODAY) <= each) for each in days]


@given(st.integers(0, 300), st.lists(planned(), max_size=8), st.lists(DATES, min_size=2, unique=True))
def test_more_can_be_promised_for_later_days(on_hand: int, plans: list[Planned], days: list[date]) -> None:
    """Whoever can wait longer never gets less."""
    found = available_to_promise(on_hand, plans, sorted(days), as_of=TODAY)
    assert list(found.values()) == sorted(found.values())


def test_what_is_overdue_counts_as_today() -> None:
    """A receipt that should have come in March may come today; an order of March is still to be served."""
    overdue = [Planned(date(2026, 3, 1), 50), Planned(date(2026, 3, 2), -10)]
    assert available_to_promise(5, overdue, [TODAY], as_of=TODAY)[TODAY] == 45


def test_nothing_is_promised_for_the_past() -> None:
    """The day at fault is named."""
    with pytest.raises(InvalidValueError, match="2026-03-31, before as_of=2026-04-01"):
        available_to_promise(5, [], [date(2026, 3, 31)], as_of=TODAY)


@given(st.integers(1, 500), st.lists(st.integers(0, 80), max_size=10), st.integers(1, 14))
def test_cover_ends_when_the_stock_does(on_hand: int, path: list[int], bucket_days: int) -> None:
    """Demand up to the day found is the stock; beyond the forecast there is stock left."""
    found = days_of_cover(on_hand, path, bucket_days=bucket_days)
    assert found.beyond_forecast == (sum(path) < on_hand)
    buckets = Fraction(found.days) / bucket_days
    if not found.beyond_forecast:
        whole = int(buckets)
        rest = path[whole] * (buckets - whole) if whole < len(path) else 0
        assert float(sum(path[:whole]) + rest) == pytest.approx(on_hand)
    else:
        assert found.days == len(path) * bucket_days


def test_a_negative_forecast_is_refused_with_its_place() -> None:
    """Demand below nothing would make stock last for ever."""
    with pytest.raises(InvalidValueError, match=r"forecast_path\[1\]=-1"):
        days_of_cover(5, [3, -1], bucket_days=7)


@given(st.integers(0, 5_000), st.fractions(0, 50, max_denominator=100), st.integers(0, 365))
def test_what_is_left_after_the_excess_covers_the_target(
    on_hand: int, mean: Fraction, target_days: int
) -> None:
    """And one unit less would not, as only whole units are too many."""
    excess = excess_units(on_hand, mean, target_cover_days=target_days)
    needed = mean * target_days
    assert on_hand - excess >= needed or excess == 0
    assert on_hand - excess - 1 < needed


def test_a_mean_in_floats_counts_as_it_is() -> None:
    """A forecast's mean is a float; the text of a rule is exact."""
    assert excess_units(10, 0.1, target_cover_days=10) == 8  # 0.1 is a little more than a tenth
    assert excess_units(10, "0.1", target_cover_days=10) == 9


@given(
    st.lists(stock_layers(), max_size=6), st.lists(st.integers(0, 300), max_size=4, unique=True).map(sorted)
)
def test_every_unit_and_cent_is_in_one_bucket(layers: list[StockLayer], bounds: list[int]) -> None:
    """None is lost between bounds or beyond the last."""
    found = ageing(layers, "EUR", on=TODAY, upper_bounds_days=bounds)
    assert [bucket.days_max for bucket in found.buckets] == [*bounds, None]
    assert sum(bucket.quantity for bucket in found.buckets) == sum(layer.quantity for layer in layers)
    assert sum(bucket.value.amount for bucket in found.buckets) == sum(layer.value.amount for layer in layers)


@pytest.mark.parametrize(("age", "place"), [(0, 0), (30, 0), (31, 1), (60, 1), (61, 2)])
def test_an_age_equal_to_a_bound_belongs_to_that_bucket(age: int, place: int) -> None:
    """Thirty days old is not yet older than thirty days."""
    layer = StockLayer(1, Money("1.00", "EUR"), received_on=TODAY - timedelta(days=age))
    found = ageing([layer], "EUR", on=TODAY, upper_bounds_days=(30, 60))
    assert [bucket.quantity for bucket in found.buckets].index(1) == place


def test_bounds_that_do_not_ascend_and_other_currencies_are_refused() -> None:
    """Instead of sorting them unseen, or adding dollars to euros."""
    with pytest.raises(InvalidValueError, match="expected days that ascend"):
        ageing([], "EUR", on=TODAY, upper_bounds_days=(60, 30))
    dollars = StockLayer(1, Money("1.00", "USD"), received_on=TODAY)
    with pytest.raises(CurrencyMismatchError):
        ageing([dollars], "EUR", on=TODAY, upper_bounds_days=(30,))


def test_a_ledger_gives_the_position_that_orders_are_decided_on() -> None:
    """The ship counts with its day, the hold without one, others' goods not at all; what is short is owed."""
    ship, hold = Place("ship", StockStatus.IN_TRANSIT), Place("hall", StockStatus.QUALITY_HOLD)
    hall, theirs = Place("hall"), Place("ship", StockStatus.IN_TRANSIT, "acme")
    ledger, refused = record_all(
        StockLedger(StockRules("EUR", below_zero=True)),
        [
            GoodsReceipt("r1", TODAY, "mug", 300, ship, 900_00, "EUR"),
            GoodsReceipt("r2", TODAY, "mug", 20, hold, 60_00, "EUR"),
            GoodsReceipt("r3", TODAY, "mug", 99, theirs, 0, "EUR"),
            GoodsIssue("i1", TODAY, "mug", 7, hall),
        ],
    )
    assert refused == ()
    lands, ordered = TODAY + timedelta(days=20), Incoming(TODAY + timedelta(days=60), 500)
    found = Position.of(ledger, "mug", due={ship: lands}, incoming=[ordered], reserved=2)
    assert found == Position(
        on_hand=0, on_order=20, reserved=2, backorders=7, incoming=(Incoming(lands, 300), ordered)
    )
    assert found.inventory_position(horizon=lands) == 300 + 20 - 7 - 2

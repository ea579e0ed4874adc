"""Places, moves, reservations, counts and looks at stock with one defect."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from xbcommerce.kernel.dated import NotADayError
from xbcommerce.kernel.errors import NaiveDatetimeError
from xbcommerce.kernel.money import UnknownCurrencyError
from xbcommerce.supply.stock import (
    CustomerReturn,
    GoodsIssue,
    GoodsReceipt,
    LateCost,
    OpeningStock,
    OwnershipChange,
    Reserve,
    StockAdjustment,
    StockCount,
    StockTransfer,
    ageing,
    available_to_promise,
    count_plan,
    days_of_cover,
)
from xbcommerce.testing.strategies.stock import (
    FIRST,
    countables,
    places,
    reserves,
    stock_counts,
    stock_moves,
    stock_rules,
    stock_views,
    watch_rules,
)

from .twin import Broken, Wrong, calls, twins

_NOON, _YESTERDAY = datetime(2026, 1, 1, tzinfo=UTC), FIRST - timedelta(days=1)
_NOT_WHOLE = st.sampled_from([0, -3, 1.5, True])
_NO_CHANGE = st.sampled_from([0, 1.5, True])


def _some(kind: type) -> st.SearchStrategy[Any]:
    return stock_moves().filter(lambda move: isinstance(move, kind))


def broken_places() -> st.SearchStrategy[Broken]:
    """Places nowhere."""
    return twins(places(), Wrong("no_location", "location", st.just(""), "expected a name", shows=repr))


def broken_stock_rules() -> st.SearchStrategy[Broken]:
    """Ledgers in money that is none."""
    wrong = st.sampled_from(["EURO", "eur", "ZZZ"])
    return twins(stock_rules(), Wrong("unknown_currency", "currency", wrong, "", UnknownCurrencyError))


def broken_stock_moves() -> st.SearchStrategy[Broken]:
    """Moves of nothing, of parts of a unit, without an id, at an instant, or to where they are."""
    nameless = Wrong[Any]("no_id", "id", st.just(""), "expected a name")
    instants = Wrong[Any]("an_instant", "on", st.just(_NOON), "local_date", NotADayError, lambda _: "2026")
    whole = Wrong[Any]("no_whole_units", "quantity", _NOT_WHOLE, "of at least 1")
    change = Wrong[Any]("no_change", "quantity", _NO_CHANGE, "whole units, positive or negative")
    negative = Wrong[Any]("negative_value", "value_minor", st.integers(-500, -1), "LateCost", shows=str)
    fraction = Wrong[Any]("half_a_cent", "amount_minor", st.just(10.5), "whole minor units")
    here = Wrong[Any](
        "to_where_it_is", "target", lambda sound: st.just(sound.source), "another place", shows=str
    )
    same = Wrong[Any]("same_owner", "owner", lambda sound: st.just(sound.place.owner), "another owner")
    sign = Wrong[Any](
        "sign_of_the_value", "value_minor", lambda sound: st.just(5 if sound.quantity < 0 else -5),
        "the same sign", shows=str,
    )  # fmt: skip
    return (
        twins(_some(GoodsIssue), nameless, instants, whole)
        | twins(_some(GoodsReceipt), negative, whole)
        | twins(_some(StockAdjustment), change)
        | twins(_some(CustomerReturn), whole)
        | twins(_some(LateCost), fraction, nameless)
        | twins(_some(StockTransfer), here)
        | twins(_some(OwnershipChange), same)
        | twins(_some(OpeningStock), sign)
    )


def broken_reserves() -> st.SearchStrategy[Broken]:
    """Reservations of nothing, without a zone, or over before they begin."""

    def at_once(sound: Reserve) -> st.SearchStrategy[object]:
        return st.just(sound.at)

    def naive(sound: Reserve) -> st.SearchStrategy[object]:
        return st.just(sound.at.replace(tzinfo=None))

    return twins(
        reserves(),
        Wrong("no_whole_units", "quantity", _NOT_WHOLE, "of at least 1"),
        Wrong("over_at_once", "expires_at", at_once, "expected an instant after", shows=str),
        Wrong(
            "no_zone", "expires_at", naive, "has no time zone", NaiveDatetimeError, lambda at: at.isoformat()
        ),
    )


def broken_stock_counts() -> st.SearchStrategy[Broken]:
    """Counts with an item twice."""

    def twice(sound: StockCount) -> st.SearchStrategy[object]:
        return st.just((*sound.lines, sound.lines[0]))

    counts = stock_counts().filter(lambda count: count.lines)
    return twins(
        counts, Wrong("counted_twice", "lines", twice, "add up what was found", shows=lambda ls: ls[0].sku)
    )


def broken_countables() -> st.SearchStrategy[Broken]:
    """Items of no class."""
    return twins(countables(), Wrong("no_class", "count_class", st.just(""), "expected a name"))


def broken_stock_views() -> st.SearchStrategy[Broken]:
    """Looks with a demand or a reorder point below nothing, or in floats."""
    negative = st.integers(-50, -1)
    return twins(
        stock_views(),
        Wrong("negative_demand", "mean_per_day", negative, "expected a number of at least 0", shows=str),
        Wrong("negative_point", "reorder_point", negative, "expected a number of at least 0", shows=str),
        Wrong("demand_in_floats", "mean_per_day", st.just(0.5), "Decimal(str(x))"),
    )


def broken_watch_rules() -> st.SearchStrategy[Broken]:
    """Rules with days below nothing."""
    return twins(
        watch_rules(), Wrong("negative_days", "dead_days", st.integers(-9, -1), "of at least 0", shows=str)
    )


def broken_stock_figures() -> st.SearchStrategy[Broken]:
    """Questions about yesterday's promises, bounds out of order, a year without a working day."""
    past = Wrong[None](
        "promise_for_the_past", "dates", st.just([_YESTERDAY]), "for the past", shows=lambda _: "2025"
    )
    bounds = Wrong[None](
        "bounds_out_of_order", "upper_bounds_days", st.just((60, 30)), "such as (30, 60, 90)"
    )
    idle = Wrong[None]("no_working_day", "working_days", st.integers(-3, 0), "of at least 1", shows=str)
    path = Wrong[None](
        "negative_forecast", "forecast_path", st.just([3, -2]), "of at least 0", shows=lambda _: "-2"
    )
    return (
        calls(available_to_promise, past, on_hand=5, planned=(), as_of=FIRST)
        | calls(ageing, bounds, layers=(), currency="EUR", on=FIRST)
        | calls(count_plan, idle, items={"A": 1}, counts_per_year={"A": 12})
        | calls(days_of_cover, path, on_hand=50, bucket_days=7)
    )

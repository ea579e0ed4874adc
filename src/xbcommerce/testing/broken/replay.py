"""Stock policies, reviews, lead times and costs of replays with one defect."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from xbcommerce.supply import DemandSeries
from xbcommerce.supply.policies import BaseStock, Review
from xbcommerce.supply.replay import FixedTransit, Projection, ReplaySetup, compare, replay
from xbcommerce.testing.strategies.replay import (
    base_stocks,
    chosen_settings,
    drawn_transits,
    fixed_transits,
    measured_transits,
    min_max_rules,
    projections,
    reorder_levels,
    replay_costs,
    reviews,
    service_curves,
)

from .twin import Broken, Wrong, calls, twins

_NEGATIVE = st.integers(-50, -1)
_WEEKS = DemandSeries(date(2026, 1, 5), 7, [4, 0, 6])


def broken_base_stocks() -> st.SearchStrategy[Broken]:
    """Levels below nothing, or between units."""
    return twins(
        base_stocks(),
        Wrong("negative_level", "level", _NEGATIVE, "at least 0"),
        Wrong("half_units", "level", st.just(2.5), "expected a whole number"),
    )


def broken_min_max_rules() -> st.SearchStrategy[Broken]:
    """Negative bounds, packs of nothing."""
    return twins(
        min_max_rules(),
        Wrong("negative_minimum", "minimum", _NEGATIVE, "at least 0"),
        Wrong("negative_maximum", "maximum", _NEGATIVE, "at least 0"),
        Wrong("pack_of_nothing", "multiple", st.just(0), "at least 1"),
    )


def broken_reorder_levels() -> st.SearchStrategy[Broken]:
    """Negative levels and quantities, purchase units of nothing."""
    return twins(
        reorder_levels(),
        Wrong("negative_level", "level", _NEGATIVE, "at least 0"),
        Wrong("negative_quantity", "quantity", _NEGATIVE, "at least 0"),
        Wrong("purchase_unit_of_nothing", "units_per_purchase_unit", st.just(0), "at least 1"),
    )


def broken_reviews() -> st.SearchStrategy[Broken]:
    """Moments after the history, or with sales of other buckets."""

    def later(sound: Review) -> st.SearchStrategy[int]:
        return st.integers(1, 9).map(lambda more: len(sound.demand.quantities) + more)

    def one_more(sound: Review) -> st.SearchStrategy[tuple[int, ...]]:
        return st.just((0,) * (sound.bucket + 2))

    return twins(
        reviews(),
        Wrong("after_the_history", "bucket", later, "a bucket of the series", shows=lambda n: f"bucket={n}"),
        Wrong("sales_of_other_buckets", "sold", one_more, "sales of each", shows=lambda s: f"in {len(s)}"),
        Wrong("negative_stock", "on_hand", _NEGATIVE, "at least 0"),
    )


def broken_fixed_transits() -> st.SearchStrategy[Broken]:
    """Orders that are there before they are placed."""
    return twins(fixed_transits(), Wrong("at_once", "buckets_each", st.integers(-3, 0), "at least 1"))


def broken_measured_transits() -> st.SearchStrategy[Broken]:
    """No duration, or one of nothing."""
    return twins(
        measured_transits(),
        Wrong("no_durations", "durations", st.just(()), "give at least one"),
        Wrong("at_once", "durations", st.just((3, 0)), "at least 1", shows=lambda _: "buckets=0"),
    )


def broken_drawn_transits() -> st.SearchStrategy[Broken]:
    """Chances that are none."""
    outside = st.sampled_from([("0",), ("0.5", "-1"), ("1.5",)])
    return twins(
        drawn_transits(),
        Wrong("no_chance", "chances", outside, "above 0 and at most 1", shows=lambda _: "chance="),
        Wrong("no_chances", "chances", st.just(()), "at least one", shows=lambda _: "chance=None"),
    )


def broken_replay_costs() -> st.SearchStrategy[Broken]:
    """Costs below nothing, or in money that is none."""
    less = st.integers(-50, -1)
    return twins(
        replay_costs(),
        Wrong("stock_that_pays", "holding_per_unit_bucket", less, "at least 0", shows=str),
        Wrong("orders_that_pay", "per_order", less, "at least 0", shows=str),
        Wrong("shortage_that_pays", "per_unit_short", less, "at least 0", shows=str),
    )


def broken_chosen_settings() -> st.SearchStrategy[Broken]:
    """A service of more than all."""
    return twins(
        chosen_settings(), Wrong("more_than_all", "fill_rate", st.just("1.5"), "between 0 and 1", shows=str)
    )


def broken_replays() -> st.SearchStrategy[Broken]:
    """Replays of nothing, or of no setting."""
    setups = st.integers(3, 9).map(lambda n: ReplaySetup(FixedTransit(2), warm_up_buckets=n))
    nothing = Wrong[None](
        "nothing_left", "setup", setups, "no bucket is left", shows=lambda s: f"={s.warm_up_buckets} of 3"
    )
    none = Wrong[None](
        "no_setting", "policies", st.just({}), "give at least one", shows=lambda _: "no setting"
    )
    return calls(replay, nothing, demand=_WEEKS, policy=BaseStock(5)) | calls(
        compare, none, demand=_WEEKS, setup=ReplaySetup(FixedTransit(2))
    )


def broken_projections() -> st.SearchStrategy[Broken]:
    """Lines with a level too many, or no day at all."""

    def one_more(sound: Projection) -> st.SearchStrategy[tuple[int, ...]]:
        return st.just((*sound.bad_case, 0))

    return twins(
        projections(),
        Wrong("a_level_too_many", "bad_case", one_more, "a level for each", shows=lambda n: str(len(n))),
        Wrong("no_days", "days", st.just(()), "at least one day", shows=lambda _: "0 days"),
    )


def broken_service_curves() -> st.SearchStrategy[Broken]:
    """Curves without a point."""
    return twins(
        service_curves(),
        Wrong("no_points", "points", st.just(()), "give at least one", shows=lambda _: "without a point"),
    )

"""Methods, events, outcomes and limits with one defect."""

from __future__ import annotations

import math
from datetime import date, timedelta

from hypothesis import strategies as st

from xbcommerce.kernel.figures import decimal_of, figure
from xbcommerce.supply import AccuracyTrack, Event, EventWindow, ForecastOutcome, OutcomeConflictError
from xbcommerce.testing.strategies.forecasts import (
    accuracy_limits,
    accuracy_tracks,
    blends,
    demand_paths,
    event_windows,
    events,
    forecast_outcomes,
    methods_ahead,
)

from .twin import Broken, Wrong, twins


def _plain(text: str) -> str:
    return str(decimal_of(figure(text)))


def broken_methods_ahead() -> st.SearchStrategy[Broken]:
    """Constants outside 0 and 1, and seasons without a bucket."""
    outside = st.sampled_from(["-0.1", "1.5"])
    holts = methods_ahead().filter(lambda method: hasattr(method, "beta"))
    seasonal = methods_ahead().filter(lambda method: hasattr(method, "season_length"))
    return twins(
        holts,
        Wrong("alpha_outside", "alpha", outside, "between 0 and 1", shows=_plain),
        Wrong("trend_outside", "beta", outside, "between 0 and 1", shows=_plain),
        Wrong("damping_outside", "phi", outside, "between 0 and 1", shows=_plain),
    ) | twins(seasonal, Wrong("no_season", "season_length", st.integers(-4, 0), "at least 1"))


def broken_blends() -> st.SearchStrategy[Broken]:
    """Blends of fewer than two methods, or of blends."""
    return twins(
        blends(),
        Wrong("alone", "methods", lambda one: st.just(one.methods[:1]), "two or more", shows=_first_name),
        Wrong(
            "blend_of_blends",
            "methods",
            lambda one: st.just((one, one.methods[0])),
            "no blends",
            shows=_first_name,
        ),
    )


def _first_name(methods: tuple[object, ...]) -> str:
    return str(getattr(methods[0], "name", ""))


def broken_demand_paths() -> st.SearchStrategy[Broken]:
    """Paths without a bucket, or with figures that are none."""
    return twins(
        demand_paths(),
        Wrong("no_buckets", "means", st.just(()), "at least one bucket"),
        Wrong("not_a_number", "means", st.just((1.0, math.nan)), "finite means"),
        Wrong("negative_variance", "variance", st.floats(-9, -0.5), "at least 0"),
    )


def broken_event_windows() -> st.SearchStrategy[Broken]:
    """Windows that end before they begin."""

    def before(sound: EventWindow) -> st.SearchStrategy[date]:
        return st.integers(1, 30).map(lambda days: sound.first - timedelta(days=days))

    return twins(event_windows(), Wrong("ends_before_it_begins", "last", before, "swap the days", shows=str))


def broken_events() -> st.SearchStrategy[Broken]:
    """Events without a day, or with two windows on one day."""

    def twice(sound: Event) -> st.SearchStrategy[tuple[EventWindow, ...]]:
        return st.just((*sound.windows, sound.windows[0]))

    return twins(
        events(),
        Wrong(
            "no_windows", "windows", st.just(()), "at least one occurrence", shows=lambda _: "without windows"
        ),
        Wrong("windows_overlap", "windows", twice, "join them", shows=lambda found: str(found[0].first)),
    )


def broken_forecast_outcomes() -> st.SearchStrategy[Broken]:
    """Outcomes of less than nothing, or of no number."""
    wrong = st.sampled_from([-1.0, math.nan, math.inf, True])
    return twins(
        forecast_outcomes(),
        Wrong("no_units_forecast", "forecast", wrong, "of at least 0"),
        Wrong("no_units_came", "actual", wrong, "of at least 0"),
    )


def broken_accuracy_tracks() -> st.SearchStrategy[Broken]:
    """Two outcomes of one week that differ, and buckets without days."""

    def another(sound: AccuracyTrack) -> st.SearchStrategy[tuple[ForecastOutcome, ...]]:
        first = sound.outcomes[0]
        return st.just((*sound.outcomes, ForecastOutcome(first.bucket, first.forecast, first.actual + 1)))

    return twins(
        accuracy_tracks().filter(lambda track: bool(track.outcomes)),
        Wrong(
            "two_outcomes_of_one_week", "outcomes", another, "keep the one that is right",
            OutcomeConflictError, lambda found: str(found[-1].bucket.year),
        ),
        Wrong("no_days_in_a_bucket", "bucket_days", st.integers(-7, 0), "at least 1"),
    )  # fmt: skip


def broken_accuracy_limits() -> st.SearchStrategy[Broken]:
    """Limits that are none, or that no forecast could ever pass."""
    return twins(
        accuracy_limits(),
        Wrong("no_signal", "signal_max", st.sampled_from(["0", "-1"]), "above 0", shows=str),
        Wrong("signal_out_of_reach", "signal_max", st.just("99"), "widen the window", shows=str),
        Wrong("window_too_short", "outcomes_min", st.just(99), "widen the window"),
    )

"""Kinds of demand, methods, choices, events with what they do, errors, and what came of forecasts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from hypothesis import strategies as st

from xbcommerce.supply import (
    AccuracyLimits,
    AccuracyReport,
    AccuracyTrack,
    Adida,
    Blend,
    Croston,
    CrostonBias,
    DecayingSba,
    DemandPath,
    DemandPattern,
    DemandSeries,
    Drift,
    Event,
    EventEffects,
    EventWindow,
    Forecast,
    ForecastErrors,
    ForecastOutcome,
    GroupedSelection,
    Holt,
    HoltWinters,
    Mean,
    Method,
    MovingAverage,
    Naive,
    SeasonalKind,
    SeasonalNaive,
    SeasonalState,
    Selection,
    Ses,
    Steadiness,
    Trend,
    Tsb,
    Zero,
    classify_sbc,
    classify_xyz,
    forecast,
    forecast_errors,
    learn_events,
    select,
    select_by_group,
)
from xbcommerce.supply.forecasts.blend import SingleMethod

from .supply import demand_series, quantities

MONDAY = date(2026, 1, 5)
"""The first day of drawn tracks and of the first window of drawn events."""
_CONSTANTS = st.sampled_from(["0", "0.05", "0.1", "0.2", "0.3", "0.5", "0.9", "1"])
_UNITS = st.one_of(st.just(0.0), st.floats(0, 500))


def demand_patterns() -> st.SearchStrategy[DemandPattern]:
    """Kinds of demand of drawn histories."""
    return quantities().map(classify_sbc)


def steadinesses() -> st.SearchStrategy[Steadiness]:
    """Classes X, Y and Z of drawn histories."""
    return quantities().map(classify_xyz)


def flat_methods() -> st.SearchStrategy[
    Adida | Croston | DecayingSba | Mean | MovingAverage | Naive | Ses | Tsb | Zero
]:
    """Methods that expect the same of every bucket ahead."""
    return st.one_of(
        st.sampled_from([Zero(), Naive(), Mean()]),
        st.builds(MovingAverage, st.integers(1, 26)),
        st.builds(Ses, _CONSTANTS),
        st.builds(Croston, _CONSTANTS, _CONSTANTS, st.sampled_from(CrostonBias)),
        st.builds(Tsb, _CONSTANTS, _CONSTANTS),
        st.builds(DecayingSba, _CONSTANTS, _CONSTANTS, _CONSTANTS),
        st.just(Adida("0.1", "0.3")),
    )


def methods_ahead() -> st.SearchStrategy[Drift | Holt | HoltWinters | SeasonalNaive]:
    """Methods that expect more of some buckets ahead than of others."""
    return st.one_of(
        st.just(Drift()),
        st.builds(Holt, _CONSTANTS, _CONSTANTS, _CONSTANTS),
        st.builds(SeasonalNaive, st.integers(1, 13)),
        st.builds(
            HoltWinters,
            st.integers(1, 13),
            _CONSTANTS,
            _CONSTANTS,
            _CONSTANTS,
            _CONSTANTS,
            st.sampled_from(SeasonalKind),
        ),
    )


def blends() -> st.SearchStrategy[Blend]:
    """Two or three methods asked at once."""
    return st.lists(flat_methods() | methods_ahead(), min_size=2, max_size=3).map(Blend)


def methods() -> st.SearchStrategy[SingleMethod | Blend]:
    """Any method that has a name."""
    return st.one_of(flat_methods(), methods_ahead(), blends())


def trends() -> st.SearchStrategy[Trend]:
    """Levels with a trend up or down."""
    return st.builds(Trend, st.floats(-50, 500), st.floats(-20, 20))


def seasonal_states() -> st.SearchStrategy[SeasonalState]:
    """Levels with a trend and a season."""
    seasons = st.lists(st.floats(-5, 5), min_size=1, max_size=13)
    return st.builds(SeasonalState, trends(), seasons, st.sampled_from(SeasonalKind))


def demand_paths() -> st.SearchStrategy[DemandPath]:
    """What forecasters from elsewhere answer."""
    return st.builds(DemandPath, st.lists(_UNITS, min_size=1, max_size=12), st.floats(0, 10_000))


@st.composite
def forecasts_ahead(draw: st.DrawFn) -> Forecast:
    """Draw a forecast that says more of some buckets ahead than of others."""
    return forecast(draw(demand_series()), draw(methods_ahead()), horizon=draw(st.integers(1, 8)))


@st.composite
def event_windows(draw: st.DrawFn, *, first: st.SearchStrategy[date] | None = None) -> EventWindow:
    """Draw a window of up to a month."""
    start = draw(st.dates(date(2024, 1, 1), date(2028, 12, 31)) if first is None else first)
    return EventWindow(start, start + timedelta(days=draw(st.integers(0, 30))))


@st.composite
def events(draw: st.DrawFn, *, names: st.SearchStrategy[str] | None = None) -> Event:
    """Draw a feast in up to three years, not on the same days."""
    name = draw(st.sampled_from(["Chinese New Year", "Ramadan", "Black Friday"]) if names is None else names)
    years = draw(st.integers(1, 3))
    starts = [MONDAY + timedelta(days=354 * year + draw(st.integers(0, 20))) for year in range(years)]
    return Event(name, [draw(event_windows(first=st.just(start))) for start in starts])


@st.composite
def event_effects(draw: st.DrawFn) -> EventEffects:
    """Draw what a history teaches of up to three events."""
    drawn = draw(demand_series())
    series = DemandSeries(MONDAY, 7, drawn.quantities, drawn.flags)
    found = draw(st.lists(events(), max_size=3, unique_by=lambda event: event.name))
    return learn_events(series, found)


def _tried(draw: st.DrawFn) -> tuple[Mapping[str, DemandSeries], Sequence[Method]]:
    panel = {f"sku-{index}": draw(demand_series()) for index in range(draw(st.integers(1, 3)))}
    return panel, draw(st.lists(methods(), min_size=1, max_size=3, unique_by=lambda one: one.name))


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    """Draw a choice of one method for all items."""
    panel, candidates = _tried(draw)
    return select(panel, candidates, horizon=2, origins=[2, 5])


@st.composite
def grouped_selections(draw: st.DrawFn) -> GroupedSelection:
    """Draw a choice of one method a group."""
    panel, candidates = _tried(draw)
    groups = {item: draw(st.sampled_from("AB")) for item in panel}
    least = draw(st.integers(1, 4))
    return select_by_group(panel, candidates, groups=groups, horizon=2, origins=[2, 5], trials_min=least)


@st.composite
def error_measures(draw: st.DrawFn) -> ForecastErrors:
    """Draw how wrong some forecasts were."""
    pairs = draw(st.lists(st.tuples(_UNITS, _UNITS), min_size=1, max_size=12))
    train = draw(st.lists(_UNITS, max_size=12))
    said, came = zip(*pairs, strict=True)
    return forecast_errors(said, came, train=train, quantiles=["0.5", "0.95"])


def forecast_outcomes() -> st.SearchStrategy[ForecastOutcome]:
    """What came of the forecasts of some weeks."""
    weeks = st.integers(0, 60).map(lambda week: MONDAY + timedelta(weeks=week))
    return st.builds(ForecastOutcome, weeks, _UNITS, _UNITS)


def accuracy_tracks() -> st.SearchStrategy[AccuracyTrack]:
    """Weeks of one item, some missing."""
    outcomes = st.lists(forecast_outcomes(), max_size=16, unique_by=lambda one: one.bucket)
    return st.builds(AccuracyTrack, st.sampled_from(["kettle", "fan"]), st.just(7), outcomes)


def accuracy_limits() -> st.SearchStrategy[AccuracyLimits]:
    """Limits that some forecasts pass."""
    return st.builds(
        AccuracyLimits,
        signal_max=st.sampled_from(["3", "4", "5.5"]),
        wape_max=st.sampled_from([None, "0.3", "1"]),
        outcomes_min=st.integers(1, 8),
        window=st.integers(8, 20),
        review_buckets=st.integers(1, 8),
    )


@st.composite
def accuracy_reports(draw: st.DrawFn) -> AccuracyReport:
    """Draw a judgement on a drawn track."""
    on = MONDAY + timedelta(days=draw(st.integers(0, 430)))
    return draw(accuracy_tracks()).judge(draw(accuracy_limits()), on=on)

"""Facts about methods that look ahead: trend, season, drift, blends, and closed weeks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.supply import (
    Blend,
    Croston,
    DemandPath,
    Drift,
    Holt,
    HoltWinters,
    LooksAhead,
    Mean,
    Naive,
    SeasonalKind,
    SeasonalNaive,
    SeasonalState,
    Ses,
    Trend,
    Tsb,
    parse_method,
    smooth_season,
    smooth_trend,
)
from xbcommerce.supply.forecasts.forecaster import expected, looks_ahead
from xbcommerce.testing.strategies.forecasts import blends, methods, methods_ahead
from xbcommerce.testing.strategies.supply import quantities

AHEAD = (
    "drift",
    "holt:0.2:0.1",
    "damped:0.2:0.1:0.9",
    "snaive:4",
    "hwa:4:0.2:0.1:0.3",
    "hwm:4:0.2:0.1:0.3:0.9",
    "blend(naive,drift,hwa:2:0.1:0.1:0.1)",
)
WITH_GAPS = st.lists(st.none() | st.integers(0, 200), min_size=1, max_size=40)


@pytest.mark.parametrize("name", AHEAD)
def test_a_method_that_looks_ahead_is_read_from_its_own_name(name: str) -> None:
    """Name and method are two forms of one thing."""
    method = parse_method(name)
    assert method.name == name
    assert looks_ahead(method)


@given(methods())
def test_any_method_is_read_from_its_own_name(method: object) -> None:
    """Also with the constants a damped trend of 1 leaves out."""
    assert parse_method(method.name) == method  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text",
    ["holt:0.1", "damped:0.1:0.1", "snaive", "snaive:0", "snaive:x", "hwa:4:1:1", "hwm:0:0:0:0",
     "hwa:4:0.1:0.1:0.1:2", "blend()", "blend(naive)", "blend(naive,blend(naive,mean))", "drift:1"],
)  # fmt: skip
def test_what_is_no_method_ahead_is_refused(text: str) -> None:
    """Constants that are missing, too many, or out of bounds; blends of blends."""
    with pytest.raises(InvalidValueError):
        parse_method(text)


@given(methods_ahead() | blends(), WITH_GAPS)
def test_no_method_looks_at_later_buckets(method: LooksAhead, values: list[int | None]) -> None:
    """Every prefix of a path is the path of the prefix, and each point is what the method then said."""
    path = method.path(values)
    assert len(path) == len(values)
    cut = (len(values) + 1) // 2
    assert path[:cut] == pytest.approx(method.path(values[:cut]))
    assert path[cut - 1] == pytest.approx(method.ahead(values[:cut], 1)[0])


@given(methods_ahead() | blends(), WITH_GAPS, st.integers(1, 20), st.integers(1, 20))
def test_a_longer_look_begins_like_a_shorter_one(
    method: LooksAhead, values: list[int | None], near: int, far: int
) -> None:
    """The horizon changes nothing but how far it goes."""
    assert method.ahead(values, near + far)[:near] == method.ahead(values, near)


@given(quantities(), st.sampled_from(["0.1", "0.5", "1"]), st.integers(1, 9))
def test_holt_without_a_trend_is_simple_smoothing(values: list[int], alpha: str, periods: int) -> None:
    """With beta 0 the trend stays at 0."""
    assert Holt(alpha, "0").path(values) == pytest.approx(Ses(alpha).path(values))
    assert Holt(alpha, "0").ahead(values, periods) == pytest.approx(Ses(alpha).path(values)[-1:] * periods)


@given(st.integers(0, 50), st.integers(1, 9), st.integers(2, 30))
def test_drift_and_holt_go_on_with_a_straight_line(start: int, step: int, weeks: int) -> None:
    """Exactly, once Holt knows the trend."""
    line = [start + step * week for week in range(weeks)]
    on = [start + step * week for week in range(weeks, weeks + 4)]
    assert Drift().ahead(line, 4) == pytest.approx(on)
    holt = smooth_trend(line, Trend(start - step, step), alpha="0.3", beta="0.2")
    assert holt.ahead(4) == pytest.approx(on)


def test_a_damped_trend_dies_away() -> None:
    """Its steps shrink by phi and add up to a bound."""
    path = Trend(100, 10).ahead(200, phi="0.9")
    steps = [after - before for before, after in pairwise([100, *path])]
    assert steps[:2] == pytest.approx([9, 8.1])
    assert path[-1] == pytest.approx(100 + 10 * 0.9 / 0.1)


SEASON = [10, 30, 20, 40]


@pytest.mark.parametrize("kind", SeasonalKind)
@pytest.mark.parametrize("shut", range(4, 8))
def test_a_closed_week_shifts_no_season(kind: SeasonalKind, shut: int) -> None:
    """The week after the closure is forecast as itself, not as the closed one."""
    values: list[int | None] = [*SEASON, *SEASON, *SEASON]
    values[shut] = None
    for cut in range(8, 13):
        on = [SEASON[(cut + ahead) % 4] for ahead in range(6)]
        assert SeasonalNaive(4).ahead(values[:cut], 6) == on
        winters = HoltWinters(4, "0.2", "0", "0.3", kind=kind)
        if cut >= 8:
            assert winters.ahead(values[:cut], 6) == pytest.approx(on, rel=0.2)
    zeroed = [0 if value is None else value for value in values]
    assert SeasonalNaive(4).ahead(zeroed[:8], 4) != SEASON


def test_a_closed_season_is_looked_up_a_season_earlier() -> None:
    """And what was never open sells like the average."""
    assert SeasonalNaive(4).ahead([10, 30, None, 40, 11, None, None, 41], 4) == [
        11,
        30,
        pytest.approx(26.4),
        41,
    ]


def test_drift_and_holt_go_on_through_a_closed_week() -> None:
    """Time passes, nothing is learnt: the line does not bend."""
    assert Drift().ahead([10, 20, None, 40, None], 2) == [60, 70]
    assert smooth_trend([10, None, 30], Trend(0, 10), alpha="0.5", beta="0.5") == Trend(30, 10)


def test_the_newest_season_counts_for_a_whole_season_ahead() -> None:
    """The last seasonal update is not lost: with gamma 1 the next season is the last one, throughout."""
    state = SeasonalState(Trend(25.0), [0, 0, 0, 0])
    smoothed = smooth_season([*SEASON, 12, 33, 21, 44], state, alpha="0", gamma="1")
    assert smoothed.ahead(4) == [12, 33, 21, 44]
    assert smoothed.ahead(9)[4:8] == [12, 33, 21, 44]
    turned = smooth_season([*SEASON, 12], state, alpha="0", gamma="1")
    assert turned.ahead(4) == [30, 20, 40, 12]


def test_a_winters_with_two_seasons_knows_trend_and_season_apart() -> None:
    """A rising line with a season on it goes on as such, also with nothing smoothed."""
    rising = [SEASON[week % 4] + 3 * week for week in range(8)]
    found = HoltWinters(4, "0", "0", "0").ahead(rising, 4)
    assert found == pytest.approx([SEASON[week % 4] + 3 * week for week in range(8, 12)])
    scaled = [(100 + 3 * week) * (SEASON[week % 4] / 25) for week in range(1, 9)]
    times = HoltWinters(4, "0.1", "0", "0.1", kind=SeasonalKind.MULTIPLICATIVE).ahead(scaled, 4)
    assert times == pytest.approx(
        [(100 + 3 * week) * (SEASON[week % 4] / 25) for week in range(9, 13)], rel=0.05
    )


@given(st.lists(st.integers(0, 200), min_size=1, max_size=11), st.integers(1, 14))
def test_below_one_season_a_winters_is_a_holt(values: list[int], periods: int) -> None:
    """It knows no season yet."""
    winters = HoltWinters(12, "0.2", "0.1", "0.3", "0.9")
    assert winters.ahead(values, periods) == Holt("0.2", "0.1", "0.9").ahead(values, periods)


@given(quantities(), st.integers(1, 9))
def test_a_multiplied_season_survives_weeks_without_a_sale(values: list[int], periods: int) -> None:
    """Nothing is divided by a season or a level of 0."""
    winters = HoltWinters(3, "0.3", "0.1", "0.4", kind=SeasonalKind.MULTIPLICATIVE)
    assert all(units == units for units in winters.ahead(values, periods))  # noqa: PLR0124  # no NaN


def test_a_falling_trend_never_forecasts_less_than_nothing() -> None:
    """The path falls below zero, demand does not."""
    assert Drift().ahead([10, 5], 3) == [0, -5, -10]
    assert expected(Drift(), [10, 5], 3) == [0, 0, 0]


@given(quantities(), st.integers(1, 5))
def test_a_blend_is_the_mean_of_its_methods(values: list[int], periods: int) -> None:
    """In its path and ahead."""
    blend = Blend([Naive(), Mean(), Holt("0.2", "0.1")])
    parts = [expected(one, values, periods) for one in blend.methods]
    assert blend.ahead(values, periods) == pytest.approx(
        [sum(bucket) / 3 for bucket in zip(*parts, strict=True)]
    )
    assert blend.path(values) == pytest.approx(
        [sum(bucket) / 3 for bucket in zip(*(one.path(values) for one in blend.methods), strict=True)]
    )


def test_a_week_of_returns_is_a_week_without_demand_for_size_and_interval_alike() -> None:
    """Sizes and intervals stay in pairs: a negative bucket is no demand for either, and breaks no pairing."""
    with_returns, without = [4, -3, 0, 6, -1, 5], [4, 0, 0, 6, 0, 5]
    for method in (Croston("0.1", "0.1"), Tsb("0.2", "0.2"), parse_method("decay:0.1:0.1:0.5")):
        assert method.path(with_returns) == method.path(without)


@pytest.mark.parametrize("values", [[], [None], [None, None, None]])
def test_nothing_seen_is_nothing_forecast(values: list[None]) -> None:
    """By any method."""
    for name in AHEAD:
        assert parse_method(name).ahead(values, 3) == [0.0, 0.0, 0.0]  # type: ignore[union-attr]


def test_paths_that_are_none_are_refused() -> None:
    """Variances and samples that do not fit."""
    assert DemandPath.independent([4, 5], [1, 2]) == DemandPath([4, 5], 3)
    with pytest.raises(InvalidValueError, match="1 variances for 2 means"):
        DemandPath.independent([4, 5], [1])
    for samples in ([[1, 2]], [[1, 2], [3]], []):
        with pytest.raises(InvalidValueError, match="two or more alike"):
            DemandPath.of_samples(samples)
    with pytest.raises(InvalidValueError, match="season"):
        SeasonalState(Trend(1), [])

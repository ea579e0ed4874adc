"""Facts about forecasts and the choice of a method."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.supply import (
    DemandError,
    DemandSeries,
    Flag,
    Forecast,
    Mean,
    Naive,
    VarianceBasis,
    Zero,
    forecast,
    parse_method,
    select,
)
from xbcommerce.testing.strategies.supply import demand_series

MONDAY = date(2026, 1, 5)


def weeks(*quantities: int) -> DemandSeries:
    """Open weeks."""
    return DemandSeries(MONDAY, 7, quantities)


def test_the_variance_is_that_of_the_methods_own_errors() -> None:
    """Naive misses by 7 each time: 49 a week, 7 a day."""
    found = forecast(weeks(7, 14, 7, 14), Naive())
    assert (found.mean_per_day, found.variance_per_day) == (2.0, 7.0)
    assert found.basis is VarianceBasis.ONE_STEP_ERRORS


def test_one_week_alone_is_taken_as_poisson_and_says_so() -> None:
    """There is no error to learn from, and zero would be a lie."""
    found = forecast(weeks(14), Mean())
    assert (found.variance_per_day, found.basis) == (2.0, VarianceBasis.POISSON)


def test_a_closed_week_changes_no_forecast() -> None:
    """Missing is missing."""
    shut = DemandSeries(MONDAY, 7, [7, 0, 14], [Flag.OK, Flag.CLOSED, Flag.OK])
    assert forecast(shut, Mean()) == forecast(weeks(7, 14), Mean())


def test_a_history_that_was_never_open_is_refused() -> None:
    """Nothing can be learnt from it."""
    with pytest.raises(DemandError, match="all 2 buckets"):
        forecast(DemandSeries(MONDAY, 7, [0, 0], [Flag.CLOSED, Flag.CLOSED]), Mean())


@pytest.mark.parametrize("value", [math.nan, math.inf, -1.0, True, "3"])
def test_a_forecast_of_nonsense_is_refused(value: float) -> None:
    """NaN, infinities and negative demand show themselves."""
    with pytest.raises(InvalidValueError, match="mean_per_day"):
        Forecast(value, 1.0)
    with pytest.raises(InvalidValueError, match="variance_per_day"):
        Forecast(1.0, value)


@given(demand_series())
def test_any_history_gives_a_finite_forecast(series: DemandSeries) -> None:
    """With every method."""
    for name in ("mean", "ma:4", "ses:0.3", "sba:0.1", "tsb:0.2:0.2"):
        found = forecast(series, parse_method(name))
        assert found.mean_per_day >= 0
        assert found.variance_per_day < math.inf


DEAD = weeks(*[0] * 12)


def test_ties_take_the_first_candidate() -> None:
    """Two dead items forecast without error by everything."""
    choice = select({"x": DEAD, "y": DEAD}, [Naive(), Zero(), Mean()], horizon=2, origins=[2, 4])
    assert choice.chosen == "naive"
    assert [score.rmse for score in choice.scores] == [0.0, 0.0, 0.0]


def test_errors_are_those_of_the_sum_over_the_horizon() -> None:
    """Hiding 3 of 5 weeks and summing 2: the mean says 2 * 10, demand was 26."""
    choice = select({"x": weeks(8, 12, 14, 12, 99)}, [Mean()], horizon=2, origins=[3])
    (score,) = choice.scores
    assert (score.rmse, score.bias_units, score.trials) == (6.0, -6.0, 1)


def test_a_closed_week_within_the_horizon_is_not_counted_against_a_method() -> None:
    """The forecast is multiplied by the open weeks alone."""
    flags = [Flag.OK, Flag.OK, Flag.CLOSED, Flag.OK]
    shut = DemandSeries(MONDAY, 7, [10, 10, 0, 10], flags)
    (score,) = select({"x": shut}, [Mean()], horizon=2, origins=[2]).scores
    assert score.rmse == 0.0


def test_an_item_too_young_for_an_origin_sits_that_trial_out() -> None:
    """And a panel of such items says that nothing was tried."""
    choice = select({"new": weeks(5, 6)}, [Mean(), Zero()], horizon=2, origins=[2, 8])
    assert choice.scores[0].trials == 0
    assert choice.scores[0].rmse is None
    assert "too" not in choice.chosen
    assert "No history is long enough" in str(choice)


@pytest.mark.parametrize(("horizon", "origins"), [(0, [2]), (3, [2]), (2, []), (2, [2.5])])
def test_a_trial_that_looks_past_the_end_is_refused(horizon: int, origins: list[int]) -> None:
    """An origin hides at least the horizon."""
    with pytest.raises(InvalidValueError):
        select({"x": DEAD}, [Mean()], horizon=horizon, origins=origins)
    with pytest.raises(InvalidValueError):
        select({"x": DEAD}, [], horizon=2, origins=[2])


def test_the_name_of_a_method_is_no_method() -> None:
    """The message says what makes it one."""
    history = DemandSeries(date(2026, 1, 5), 7, [3, 4, 5, 6])
    with pytest.raises(InvalidValueError, match=r"make it a method with parse_method\('ses:0.1'\)"):
        forecast(history, "ses:0.1")  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError, match=r"parse_method\('naive'\)"):
        select({"mug": history}, ["naive"], horizon=1, origins=[2])  # type: ignore[list-item]

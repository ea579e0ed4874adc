"""Facts about whom a choice is made for, and about forecasters from elsewhere."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.reference import messages
from xbcommerce.supply import (
    Blend,
    DemandPath,
    DemandSeries,
    Drift,
    Flag,
    Holt,
    Mean,
    Naive,
    SeasonalNaive,
    VarianceBasis,
    Zero,
    forecast,
    parse_method,
    sbc_groups,
    select,
    select_by_group,
)
from xbcommerce.testing.strategies.forecasts import methods
from xbcommerce.testing.strategies.supply import demand_series

MONDAY = date(2026, 1, 5)


def weeks(*quantities: int, shut: Sequence[int] = ()) -> DemandSeries:
    """Weeks, some of them closed."""
    flags = [Flag.CLOSED if week in shut else Flag.OK for week in range(len(quantities))]
    return DemandSeries(MONDAY, 7, quantities, flags)


STEADY = weeks(9, 12, 10, 10, 9, 11, 10, 9, 10, 11)
RISING = weeks(*range(3, 43, 4))
PANEL = {"tea": STEADY, "rice": STEADY, "fan": RISING}
CANDIDATES = (Mean(), Drift())


def test_a_path_is_judged_by_its_sum_over_the_horizon() -> None:
    """Seen 3 to 23 in steps of 4; the next three are 27, 31, 35, and the line says just that."""
    (mean, drift) = select({"fan": RISING}, CANDIDATES, horizon=3, origins=[4]).scores
    assert (mean.bias_units, drift.rmse) == (13 * 3 - 93, 0.0)


def test_a_closed_week_ahead_is_not_counted_and_shifts_no_season() -> None:
    """The season has four weeks, the second of the horizon is shut: the other two are 10 and 20."""
    series = weeks(*[10, 30, 20, 40] * 2, 10, 0, 20, 40, shut=[9])
    (score,) = select({"x": series}, [SeasonalNaive(4)], horizon=3, origins=[4]).scores
    assert (score.rmse, score.trials) == (0.0, 1)


def test_each_group_takes_what_suits_it_and_all_together_err_less() -> None:
    """Tea is level, fans rise; one method for all serves one of them badly."""
    choice = select_by_group(
        PANEL, CANDIDATES, groups={"tea": "food", "rice": "food", "fan": "summer"}, horizon=2, origins=[2, 4]
    )
    assert (choice.chosen_for("tea"), choice.chosen_for("fan")) == ("mean", "drift")
    assert choice.pooled == select(PANEL, CANDIDATES, horizon=2, origins=[2, 4])
    best = min(score.rmse or 0.0 for score in choice.pooled.scores)
    assert choice.rmse is not None
    assert choice.rmse < best
    assert "For food (items: 2)" in str(choice)
    assert "food（商品2个）" in messages().explain(choice, "zh_CN")


def test_a_group_with_too_few_trials_takes_the_method_for_all() -> None:
    """Two trials of the fans prove nothing, and the answer says so."""
    groups = {"tea": "food", "rice": "food", "fan": "summer"}
    choice = select_by_group(PANEL, CANDIDATES, groups=groups, horizon=2, origins=[2, 4], trials_min=3)
    assert choice.chosen_for("fan") == choice.pooled.chosen
    assert "too few trials" in str(choice)


@given(
    st.lists(demand_series(), min_size=1, max_size=4),
    st.lists(methods(), min_size=1, max_size=2, unique_by=lambda one: one.name),
)
def test_a_choice_per_item_is_that_of_the_item_alone_and_never_errs_more_on_its_trials(
    drawn: list[DemandSeries], candidates: list[object]
) -> None:
    """The narrower the scope, the smaller the error on the very trials that chose."""
    panel = {str(index): series for index, series in enumerate(drawn)}
    scope = {"horizon": 2, "origins": [2, 5]}
    by_item = select_by_group(panel, candidates, groups={key: key for key in panel}, **scope)  # type: ignore[arg-type]
    for key, series in panel.items():
        alone = select({key: series}, candidates, **scope)  # type: ignore[arg-type]
        assert by_item.chosen_for(key) == (alone.chosen if alone.scores[0].trials else by_item.pooled.chosen)
    pooled = min((score.rmse or 0.0 for score in by_item.pooled.scores), default=0.0)
    assert (by_item.rmse or 0.0) <= pooled * (1 + 1e-9) + 1e-9


def test_groups_by_kind_of_demand_come_from_the_classes() -> None:
    """Closed weeks are left out of them."""
    panel = {"tea": STEADY, "vase": weeks(0, 0, 5, 0, 0, 4, shut=[0]), "dead": weeks(0, 0)}
    assert sbc_groups(panel) == {"tea": "smooth", "vase": "intermittent", "dead": "none"}


def test_an_item_without_a_group_is_refused() -> None:
    """And so is a group that needs less than one trial."""
    with pytest.raises(InvalidValueError, match="1 items without a group, the first 'tea'"):
        select_by_group({"tea": STEADY}, CANDIDATES, groups={}, horizon=1, origins=[1])
    with pytest.raises(InvalidValueError, match="trials_min"):
        select_by_group({}, CANDIDATES, groups={}, horizon=1, origins=[1], trials_min=0)


class Oracle:
    """A model from elsewhere, as a host would wrap it: it says what it knows, with its own variance."""

    name = "oracle"

    def foresee(self, values: Sequence[float | None], periods: int) -> DemandPath:
        """Go on as `RISING` does."""
        return DemandPath([3 + 4 * (len(values) + ahead) for ahead in range(periods)], 12.0)


class Sampler:
    """A model that simulates: two futures, one good, one bad."""

    name = "sampler"

    def foresee(self, values: Sequence[float | None], periods: int) -> DemandPath:
        """Return their mean path and the variance of their sums."""
        assert any(value is not None for value in values)
        return DemandPath.of_samples([[10] * periods, [20] * periods])


def test_a_forecaster_from_elsewhere_takes_part_in_a_choice() -> None:
    """Beside ours, by the same trials."""
    choice = select({"fan": RISING}, [Mean(), Oracle(), Sampler()], horizon=3, origins=[3, 4])
    assert choice.chosen == "oracle"
    assert choice.scores[1].rmse == 0.0
    assert "oracle" in str(choice)


def test_the_variance_of_a_forecaster_from_elsewhere_is_its_own() -> None:
    """For the buckets together, here spread over three weeks of seven days."""
    found = forecast(RISING, Oracle(), horizon=3)
    assert found.path == (43.0, 47.0, 51.0)
    assert found.mean_per_day == pytest.approx(141 / 21)
    assert (found.variance_per_day, found.basis) == (pytest.approx(12 / 21), VarianceBasis.FORECASTER)
    sums = forecast(STEADY, Sampler(), horizon=2)
    assert sums.variance_per_day == pytest.approx(
        200 / 14
    )  # of the sums 20 and 40, not of weeks on their own


def test_an_answer_for_another_horizon_is_refused() -> None:
    """The message says who."""

    class Short:
        name = "short"

        def foresee(self, values: Sequence[float | None], periods: int) -> DemandPath:
            return DemandPath([1.0], len(values) / periods)

    with pytest.raises(InvalidValueError, match="short answered for 1 buckets, asked for 3"):
        forecast(RISING, Short(), horizon=3)


def test_a_rising_item_is_forecast_bucket_by_bucket() -> None:
    """The rate is the mean of the path; a flat method has none."""
    found = forecast(RISING, Drift(), horizon=4)
    assert found.path == (43.0, 47.0, 51.0, 55.0)
    assert found.mean_per_day == 7.0
    assert found.basis is VarianceBasis.ONE_STEP_ERRORS
    assert "43, 47, 51, 55 units" in str(found)
    assert forecast(RISING, Naive(), horizon=4).path == ()


def test_the_errors_of_a_path_are_one_step_ahead_and_leave_closed_weeks_out() -> None:
    """Holt on 10, shut, 16: it said 10 for the third week."""
    found = forecast(weeks(10, 99, 16, shut=[1]), Holt("1", "0"))
    assert found.variance_per_day == pytest.approx(36 / 7)
    assert found.sample_size == 2


@given(demand_series(), methods(), st.integers(1, 9))
def test_any_method_gives_a_finite_forecast_of_at_least_nothing(
    series: DemandSeries, method: object, horizon: int
) -> None:
    """Over any horizon."""
    found = forecast(series, method, horizon=horizon)  # type: ignore[arg-type]
    assert 0 <= found.mean_per_day < math.inf
    assert all(units >= 0 for units in found.path)
    if found.path:
        assert found.mean_per_day * horizon * 7 == pytest.approx(math.fsum(found.path), abs=1e-9)


def test_dead_items_choose_the_first_of_equals_ahead_too() -> None:
    """Everything says nothing."""
    dead = weeks(*[0] * 12)
    choice = select({"x": dead}, [Zero(), *map(parse_method, ("drift", "snaive:4"))], horizon=2, origins=[2])
    assert choice.chosen == "zero"
    assert dead.end == MONDAY + timedelta(weeks=12)


def test_a_blend_errs_by_the_mean_of_what_its_methods_err_closed_weeks_or_not() -> None:
    """Its trials are worked out from theirs; asked itself it says the same."""
    blend = Blend([Naive(), Holt("0.3", "0.2"), SeasonalNaive(3)])
    panel = {"fan": RISING, "tea": weeks(*[9, 12, 10] * 4, shut=[2, 7, 10])}
    alone = select(panel, [blend], horizon=3, origins=[3, 5]).scores[0]

    class Same:
        name = "the same, asked itself"

        def path(self, values: Sequence[float | None]) -> list[float]:
            return blend.path(values)

        def ahead(self, values: Sequence[float | None], periods: int) -> list[float]:
            return blend.ahead(values, periods)

    asked = select(panel, [Naive(), Same()], horizon=3, origins=[3, 5]).scores[1]
    assert (asked.rmse, asked.mae, asked.bias_units) == pytest.approx(
        (alone.rmse, alone.mae, alone.bias_units)
    )


def test_two_candidates_of_one_name_are_refused() -> None:
    """The answer names the one that was chosen."""
    with pytest.raises(InvalidValueError, match="two candidates are called 'oracle'"):
        select({"fan": RISING}, [Oracle(), Oracle()], horizon=1, origins=[1])

"""Facts about demand over a lead time, reorder points and the functions below them."""

from __future__ import annotations

import math
import random
from itertools import accumulate
from statistics import NormalDist

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.supply import (
    CycleService,
    DaysOfCover,
    DemandModel,
    EmpiricalDemand,
    ExactDemand,
    Forecast,
    NegativeBinomial,
    Pmf,
    Poisson,
    gamma_demand,
    lead_time_demand,
    normal_demand,
    reorder_point,
)
from xbcommerce.testing.strategies.supply import forecasts, pmfs

BIMODAL = Pmf({35: ".9", 50: ".1"})
MODELS = st.sampled_from([DemandModel.NORMAL, DemandModel.NORMAL_MIXTURE, DemandModel.EXACT])
SHARES = st.integers(500, 998)


@pytest.mark.parametrize(
    ("daily", "pmf", "target", "quantile", "shortage"),
    [
        (NegativeBinomial(20, 36), BIMODAL, "0.95", 1000, 1.6923775638677783),
        (Poisson(4), BIMODAL, "0.95", 200, 0.5639566513569813),
        (NegativeBinomial(0.3, 0.9), Pmf.point(14), "0.5", 3, 1.9214124784051212),
        (
            EmpiricalDemand([".5", ".3", ".15", "0", ".05"]),
            Pmf({6: "0.7", 8: "0.2", 15: "0.1"}),
            "0.95",
            13,
            0.12464218991882715,
        ),
    ],
)
def test_exact_demand_counts_every_unit(
    daily: Poisson | NegativeBinomial | EmpiricalDemand, pmf: Pmf, target: str, quantile: int, shortage: float
) -> None:
    """Verified elsewhere by two independent computations."""
    demand = ExactDemand(daily, pmf)
    assert demand.quantile(target) == quantile
    assert demand.expected_shortage(quantile) == pytest.approx(shortage, rel=1e-9)


def test_the_normal_formula_misses_a_bimodal_lead_time_and_the_mixture_does_not() -> None:
    """The reorder points of three models, each tried on the same 120,000 simulated cycles."""
    chance = random.Random(20261125)  # noqa: S311  # a simulation, no secret
    forecast = Forecast(20, 36)
    days = [50 if chance.random() < 0.1 else 35 for _ in range(120_000)]
    curve = NormalDist()
    demands = [20 * n + 6 * math.sqrt(n) * curve.inv_cdf(chance.random() or 0.5) for n in days]

    def attained(model: DemandModel) -> float:
        level = lead_time_demand(forecast, BIMODAL, model).quantile(".95")
        return sum(demand <= level for demand in demands) / len(demands)

    assert abs(attained(DemandModel.NORMAL_MIXTURE) - 0.95) < 0.005
    assert abs(attained(DemandModel.EXACT) - 0.95) < 0.005
    assert 0.895 < attained(DemandModel.NORMAL) < 0.91


@given(forecasts(mean_max=30), pmfs(days_max=40), MODELS, SHARES, SHARES)
def test_a_reorder_point_rises_with_its_target(
    forecast: Forecast, pmf: Pmf, model: DemandModel, first: int, second: int
) -> None:
    """For targets of at least one half."""
    low, high = sorted((first, second))
    demand = lead_time_demand(forecast, pmf, model)
    assert demand.quantile(f"{low}e-3") <= demand.quantile(f"{high}e-3") + 1e-9


@given(
    st.floats(0, 100),
    st.floats(0, 900),
    st.floats(0, 90),
    st.floats(0, 20),
    st.tuples(st.floats(0, 50), st.floats(0, 500), st.floats(0, 30), st.floats(0, 10)),
    SHARES,
)
def test_a_normal_reorder_point_rises_with_mean_spread_and_both_of_the_lead_time(
    mean: float, variance: float, days: float, sd_days: float, more: tuple[float, ...], target: int
) -> None:
    """Each on its own."""
    p = CycleService(f"{target}e-3")

    def level(m: float, v: float, n: float, sd: float) -> float:
        demand = normal_demand(Forecast(m, v), lead_time_mean_days=n, lead_time_sd_days=sd)
        return reorder_point(demand, p).level

    base = level(mean, variance, days, sd_days)
    assert level(mean + more[0], variance, days, sd_days) >= base - 1e-6
    assert level(mean, variance + more[1], days, sd_days) >= base - 1e-6
    assert level(mean, variance, days + more[2], sd_days) >= base - 1e-6
    assert level(mean, variance, days, sd_days + more[3]) >= base - 1e-6


@given(forecasts(mean_max=30), pmfs(days_max=40), SHARES)
def test_an_exact_quantile_is_the_smallest_that_suffices(forecast: Forecast, pmf: Pmf, target: int) -> None:
    """One unit less would not do."""
    demand = lead_time_demand(forecast, pmf, DemandModel.EXACT)
    level = demand.quantile(f"{target}e-3")
    assert demand.service_at(level) >= target / 1000
    assert level == 0 or demand.service_at(level - 1) < target / 1000


@given(st.floats(0.05, 20), st.floats(1.01, 30), st.integers(1, 20))
def test_negative_binomial_tails_are_those_of_its_recursion(mean: float, ratio: float, days: int) -> None:
    """P(k + 1) = P(k) (k + r) / (k + 1) q, wherever P(0) does not underflow."""
    daily = NegativeBinomial(mean, mean * ratio)
    r, q = days * mean / (ratio - 1), 1 - 1 / ratio
    first = math.exp(r * math.log(1 / ratio))
    assume(first > 1e-200)
    chances = [first]
    for k in range(400):
        chances.append(chances[-1] * (k + r) / (k + 1) * q)
    for units, reached in enumerate(accumulate(chances[:200])):
        tails = daily.tails(units, days=days)
        assert tails.at_most == pytest.approx(reached, rel=1e-8, abs=1e-12)
        assert tails.at_most + tails.more == pytest.approx(1)


@given(forecasts(mean_max=20), pmfs(days_max=30), MODELS, st.integers(0, 400))
def test_shortage_falls_by_the_chance_of_needing_one_more(
    forecast: Forecast, pmf: Pmf, model: DemandModel, level: int
) -> None:
    """The loss function is convex and its slope is service - 1; at 0 it is the mean."""
    demand = lead_time_demand(forecast, pmf, model)
    here, above = demand.expected_shortage(level), demand.expected_shortage(level + 1)
    assert 0 <= above <= here + 1e-9
    assert here - above <= 1 - demand.service_at(level) + 1e-6
    if model is DemandModel.EXACT:
        assert demand.expected_shortage(0) == pytest.approx(demand.mean)


def test_huge_and_uneven_demand_is_no_harder() -> None:
    """A ceramic jar of which 74,215 were sold at once."""
    demand = lead_time_demand(Forecast(30, 1.5e7), BIMODAL)
    level = demand.quantile(".95")
    assert demand.service_at(level) >= 0.95 > demand.service_at(level - 1)


def test_a_gamma_curve_has_the_moments_of_the_normal_one() -> None:
    """Shape mean^2/variance, scale variance/mean; checked against scipy once."""
    demand = gamma_demand(Forecast(20, 36), lead_time_mean_days=35, lead_time_sd_days=7)
    assert demand.quantile("0.95") == pytest.approx(953.2653935311572, rel=1e-9)
    assert demand.service_at(953.2653935311572) == pytest.approx(0.95)
    assert demand.expected_shortage(0) == pytest.approx(700)
    with pytest.raises(InvalidValueError, match="gamma"):
        gamma_demand(Forecast(0, 1), lead_time_mean_days=35, lead_time_sd_days=7)


def test_days_of_review_add_demand_but_not_spread_of_the_lead_time() -> None:
    """Mean m (R + L); variance v (R + L) + m^2 sdL^2. Safety stock is mean x sd, not sd x sd (defect 2)."""
    demand = normal_demand(Forecast(40, 144), lead_time_mean_days=5, lead_time_sd_days=2, review_days=2)
    assert demand.mean == 280
    assert demand.sd == pytest.approx(math.sqrt(144 * 7 + 40**2 * 2**2))


def test_without_any_spread_the_reorder_point_is_linear_in_the_lead_time() -> None:
    """Defect 2 of the field: mean x sqrt(L)."""
    levels = [
        reorder_point(
            normal_demand(Forecast(12, 0), lead_time_mean_days=days, lead_time_sd_days=0), CycleService(".95")
        ).level
        for days in (1, 4, 9)
    ]
    assert levels == [12, 48, 108]


def test_a_target_below_one_half_gives_negative_safety_stock_and_one_half_none() -> None:
    """It is not clamped in silence."""
    demand = normal_demand(Forecast(10, 16), lead_time_mean_days=4, lead_time_sd_days=1)
    assert reorder_point(demand, CycleService(".5")).safety_stock == 0
    assert reorder_point(demand, CycleService(".2")).safety_stock < 0


def test_days_of_cover_are_held_on_top_of_the_lead_time() -> None:
    """They need the forecast, and say so."""
    forecast = Forecast(10, 16)
    demand = lead_time_demand(forecast, Pmf.point(4))
    assert reorder_point(demand, DaysOfCover(14), forecast=forecast).level == 180
    with pytest.raises(InvalidValueError, match="forecast="):
        reorder_point(demand, DaysOfCover(14))


def test_a_forecast_of_zero_is_taken_at_its_word() -> None:
    """Nothing is wanted, nothing held, whatever the errors of the method were."""
    demand = lead_time_demand(Forecast(0, 9), BIMODAL)
    assert (demand.quantile(".99"), demand.mean, demand.service_at(0)) == (0, 0, 1)


@pytest.mark.parametrize("days", [-1, math.nan, math.inf])
def test_a_lead_time_of_nonsense_is_refused(days: float) -> None:
    """Each of the three figures, by name."""
    for name in ("lead_time_mean_days", "lead_time_sd_days", "review_days"):
        figures = {"lead_time_mean_days": 3.0, "lead_time_sd_days": 1.0, "review_days": 0.0, name: days}
        with pytest.raises(InvalidValueError, match=name):
            normal_demand(Forecast(1, 1), **figures)


@pytest.mark.parametrize("p", ["0", "1", "1.5", "-1", "NaN"])
def test_certainty_is_no_target(p: str) -> None:
    """It would need endless stock."""
    with pytest.raises(InvalidValueError):
        CycleService(p)
    with pytest.raises(InvalidValueError):
        lead_time_demand(Forecast(1, 2), BIMODAL).quantile(p)


@pytest.mark.parametrize("pmf", [[], ["0.5"], ["1.5", "-0.5"]])
def test_an_empirical_demand_must_add_up(pmf: list[str]) -> None:
    """To one, with no share below nothing."""
    with pytest.raises(InvalidValueError, match="add up"):
        EmpiricalDemand(pmf)

"""Facts about fill rates: what is short in a cycle, and which level keeps it to a share."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.supply import (
    CycleService,
    DemandModel,
    ExactDemand,
    FillRate,
    Forecast,
    NormalDemand,
    Pmf,
    Poisson,
    lead_time_demand,
    reorder_point,
)
from xbcommerce.supply.targets import ContinuousCycle, PeriodicCycle
from xbcommerce.testing.strategies.supply import forecasts, pmfs
from xbcommerce.testing.strategies.targets import MODELS, continuous_cycles, periodic_cycles

BIMODAL = Pmf({35: ".9", 50: ".1"})
SHARES = st.integers(500, 995)


@pytest.mark.parametrize(
    ("mean", "sd", "quantity", "target", "level"),
    [
        (2019.2307692307693, 2161.7300763686762, 5000, "0.9", 2878.551083293251),
        (5000, 707.1067811865476, 10000, "0.975", 5066.697557946442),
        (730, 114, 1500, "0.99", 815.2929873184597),
    ],
)
def test_textbook_levels_are_those_of_textbooks(
    mean: float, sd: float, quantity: float, target: str, level: float
) -> None:
    """The k with sigma G(k) = (1 - target) Q, from three sources that agree."""
    cycle = ContinuousCycle(NormalDemand(mean, sd), quantity, textbook=True)
    assert cycle.level_for(target) == pytest.approx(level, rel=1e-9)


@given(continuous_cycles() | periodic_cycles(), SHARES, SHARES)
def test_a_level_for_a_fill_rate_gives_it_and_rises_with_it(
    cycle: ContinuousCycle | PeriodicCycle, first: int, second: int
) -> None:
    """Both ways round."""
    low, high = sorted((first, second))
    levels = [cycle.level_for(f"{p}e-3") for p in (low, high)]
    assert levels[0] <= levels[1]
    for p, level in zip((low, high), levels, strict=True):
        assert cycle.fill_rate_at(level) == pytest.approx(p / 1000, abs=1e-6)


@given(continuous_cycles(), st.floats(-500, 3_000))
def test_textbooks_never_promise_more_than_is_served(cycle: ContinuousCycle, level: float) -> None:
    """They count again what was short already; the truth stays between nothing and everything."""
    true = ContinuousCycle(cycle.demand, cycle.order_quantity).fill_rate_at(level)
    assert (
        ContinuousCycle(cycle.demand, cycle.order_quantity, textbook=True).fill_rate_at(level) <= true + 1e-9
    )
    assert -1e-9 <= true <= 1 + 1e-9


@settings(max_examples=50)
@given(forecasts(mean_max=20), pmfs(days_max=40), st.sampled_from(MODELS), SHARES, st.integers(1, 400))
def test_every_model_meets_a_fill_rate(
    forecast: Forecast, pmf: Pmf, model: DemandModel, target: int, quantity: int
) -> None:
    """Counted units overshoot by less than one unit more would."""
    demand = lead_time_demand(forecast, pmf, model)
    cycle = ContinuousCycle(demand, quantity)
    level = cycle.level_for(f"{target}e-3")
    assert cycle.fill_rate_at(level) >= target / 1000 - 1e-6
    step = 1 if model is DemandModel.EXACT else max(1e-6, 1e-6 * demand.sd)
    assert cycle.fill_rate_at(level - step) < target / 1000 + 1e-6


@given(st.integers(1, 60), st.integers(0, 80))
def test_with_single_buyers_the_fill_rate_is_the_mean_over_all_positions(quantity: int, level: int) -> None:
    """A buyer is served if fewer than the position came during a lead time; positions are equally likely."""
    demand = ExactDemand(Poisson(1.5), Pmf({20: ".8", 30: ".2"}))
    positions = range(level + 1, level + quantity + 1)
    mean = sum(demand.service_at(position - 1) for position in positions) / quantity
    assert ContinuousCycle(demand, quantity).fill_rate_at(level) == pytest.approx(mean, abs=1e-9)


@settings(max_examples=15)
@given(st.integers(1, 200), st.integers(400, 1_000), st.booleans())
def test_a_few_positions_stand_for_all_of_them(quantity: int, level: int, counted: bool) -> None:  # noqa: FBT001
    """A fixed quantity at reviews: sixteen looks instead of one a unit, a tenth of a point apart at most."""
    model = DemandModel.EXACT if counted else DemandModel.NORMAL
    demand, before = (
        lead_time_demand(Forecast(20, 36), Pmf({n: ".9", n + 5: ".1"}), model) for n in (37, 30)
    )
    whole = [level + unit - (0 if counted else 0.5) for unit in range(1, quantity + 1)]
    every = [PeriodicCycle(demand, before, 140).fill_rate_at(position) for position in whole]
    few = PeriodicCycle(demand, before, 140, quantity).fill_rate_at(level)
    assert few == pytest.approx(sum(every) / quantity, abs=0.001)


def test_one_large_order_needs_no_safety_stock_for_a_fill_rate() -> None:
    """Two per cent of 5,000 units may be short in one cycle: more than the lead time ever wants."""
    demand = NormalDemand(90.0, 20.0)
    point = reorder_point(demand, FillRate(".98"), order_quantity=5_000)
    assert point.level < 0
    assert point.safety_stock == point.level - 90
    assert "without any safety stock" in str(point)
    assert reorder_point(demand, CycleService(".98")).safety_stock > 40


def test_a_fill_rate_without_its_quantity_is_refused() -> None:
    """With the way out."""
    with pytest.raises(InvalidValueError, match="give order_quantity="):
        reorder_point(NormalDemand(90.0, 20.0), FillRate(".98"))


@pytest.mark.parametrize("quantity", [0, -1, float("nan"), float("inf")])
def test_a_cycle_without_units_is_refused(quantity: float) -> None:
    """By name."""
    with pytest.raises(InvalidValueError, match="order_quantity"):
        ContinuousCycle(NormalDemand(90.0, 20.0), quantity)
    with pytest.raises(InvalidValueError, match="demand_per_review"):
        PeriodicCycle(NormalDemand(90.0, 20.0), None, quantity)

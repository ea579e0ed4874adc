"""Stock policies against exhaustive search, the stationary Markov chain, and defects seen elsewhere."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.supply import EmpiricalDemand, NegativeBinomial, NormalDemand, Poisson
from xbcommerce.supply.distributions.spread import DiscreteDemand
from xbcommerce.supply.policies import (
    FixedQuantityCosts,
    UnitCosts,
    backorder_approximation,
    best_counted_quantity,
    best_order_up_to,
    best_reorder_point,
    cost_of_counted_quantity,
    cost_of_order_up_to,
    expected_cost,
    expected_inventory_approximation,
    loss_approximation,
    newsvendor,
    newsvendor_cost,
    newsvendor_for_profit,
    safety_stock_approximation,
)

UNIT = st.floats(0.1, 20)


# one season


@given(st.floats(20, 200), st.floats(1, 60), UNIT, UNIT, st.floats(0, 400))
def test_no_quantity_costs_less_than_the_newsvendors(
    mean: float, sd: float, over: float, under: float, other: float
) -> None:
    """Normal demand, any costs."""
    demand, costs = NormalDemand(mean, sd), {"overage_cost": over, "underage_cost": under}
    best = newsvendor(demand, **costs)
    assert best.quantity >= 0
    assert best.cost <= newsvendor_cost(demand, other, **costs) + 1e-9


@given(st.lists(st.integers(0, 30), min_size=10, max_size=10), st.integers(1, 9), st.integers(1, 9))
def test_the_discrete_newsvendor_is_the_best_of_all_quantities(
    tenths: list[int], over: int, under: int
) -> None:
    """Exhaustive search, also where the critical ratio is met exactly."""
    demand = DiscreteDemand({units: Fraction(tenths.count(units), 10) for units in tenths})
    costs = {"overage_cost": over, "underage_cost": under}
    best = newsvendor(demand, **costs)
    least = min(newsvendor_cost(demand, units, **costs) for units in range(31))
    assert math.isclose(best.cost, least, abs_tol=1e-9)


def test_a_ratio_met_exactly_stops_there_whatever_floats_make_of_it() -> None:
    """0.3 / (0.1 + 0.3) is three quarters, though not in binary."""
    demand = DiscreteDemand({5: ".2", 10: ".3", 15: ".25", 20: ".25"})
    assert newsvendor(demand, overage_cost=0.1, underage_cost=0.3).quantity == 15


@given(st.floats(20, 200), st.floats(1, 30), st.floats(5, 20), st.floats(21, 60), st.floats(0, 4))
def test_profit_and_cost_choose_the_same_quantity(
    mean: float, sd: float, unit_cost: float, price: float, salvage: float
) -> None:
    """Profit is margin on mean demand less the cost of being wrong."""
    demand = NormalDemand(mean, sd)
    season = newsvendor_for_profit(demand, price=price, unit_cost=unit_cost, salvage=salvage)
    same = newsvendor(demand, overage_cost=unit_cost - salvage, underage_cost=price - unit_cost)
    assert season.quantity == same.quantity
    assert math.isclose(season.profit, (price - unit_cost) * mean - same.cost)


def test_prices_that_make_no_newsvendor_are_refused() -> None:
    """Selling below cost, and salvage above it."""
    with pytest.raises(InvalidValueError, match="salvage < unit_cost < price"):
        newsvendor_for_profit(NormalDemand(1, 1), price=3, unit_cost=4)
    with pytest.raises(InvalidValueError, match="overage_cost=0"):
        newsvendor(NormalDemand(1, 1), overage_cost=0, underage_cost=1)


# a fixed quantity


@st.composite
def years(draw: st.DrawFn) -> FixedQuantityCosts:
    """Costs of a year."""
    return FixedQuantityCosts(
        order_cost=draw(st.floats(1, 200)),
        holding_cost_per_unit_period=draw(st.floats(0.1, 5)),
        backorder_cost_per_unit_period=draw(st.floats(1, 50)),
        demand_mean_per_period=draw(st.floats(50, 5_000)),
        demand_sd_per_period=draw(st.floats(10, 500)),
        lead_time_periods=draw(st.floats(0.02, 0.5)),
    )


@given(years(), st.floats(5, 2_000), st.floats(-500, 3_000))
def test_no_reorder_point_beats_the_best_one(
    costs: FixedQuantityCosts, quantity: float, other: float
) -> None:
    """For any quantity."""
    best = expected_cost(best_reorder_point(quantity, costs), quantity, costs)
    assert best <= expected_cost(other, quantity, costs) * (1 + 1e-9) + 1e-6


@given(years())
def test_approximations_come_near_the_best_and_never_below_it(costs: FixedQuantityCosts) -> None:
    """Each is costed exactly; the best of a fine search is a bound they stay above."""
    approximations = [
        approximate(costs)
        for approximate in (backorder_approximation, safety_stock_approximation, loss_approximation)
    ]
    search = min(
        expected_cost(best_reorder_point(quantity, costs), quantity, costs)
        for each in approximations
        for quantity in (each.quantity * step / 20 for step in range(10, 61))
    )
    assert min(each.cost_per_period for each in approximations) <= search * 1.1
    for each in approximations:
        assert each.cost_per_period >= search * (1 - 1e-3)


def test_the_integral_of_the_cost_is_the_cost() -> None:
    """The closed form equals a midpoint sum of g over the positions."""
    costs = FixedQuantityCosts(
        order_cost=8,
        holding_cost_per_unit_period=0.225,
        backorder_cost_per_unit_period=7.5,
        demand_mean_per_period=1_300,
        demand_sd_per_period=150,
        lead_time_periods=1 / 12,
    )
    steps = 20_000
    width = 328.5 / steps
    area = sum(costs.rate(126.8 + (step + 0.5) * width) for step in range(steps)) * width
    assert math.isclose(expected_cost(126.8, 328.5, costs), (8 * 1_300 + area) / 328.5, rel_tol=1e-8)


def test_running_out_for_nothing_is_refused() -> None:
    """A stock-out that costs less than holding has no reorder point."""
    costs = FixedQuantityCosts(
        order_cost=100,
        holding_cost_per_unit_period=5,
        backorder_cost_per_unit_period=1,
        demand_mean_per_period=10,
        demand_sd_per_period=3,
        lead_time_periods=1,
    )
    with pytest.raises(InvalidValueError, match=r"stockout_cost_per_unit=0\.01"):
        expected_inventory_approximation(costs, stockout_cost_per_unit=0.01)


@settings(max_examples=25)
@given(st.floats(1, 200), st.floats(0.5, 20), st.floats(1, 150), st.floats(0.5, 8), st.floats(0.5, 4))
def test_the_counted_policy_is_the_best_of_all(
    order: float, holding: float, backorder: float, demand: float, lead_time: float
) -> None:
    """Exhaustive search around it finds none cheaper."""
    costs = {
        "order_cost": order,
        "holding_cost_per_unit_period": holding,
        "backorder_cost_per_unit_period": backorder,
        "demand_mean_per_period": demand,
        "lead_time_periods": lead_time,
    }
    best = best_counted_quantity(**costs)
    around = (
        cost_of_counted_quantity(best.reorder_point + up, best.quantity + more, **costs)
        for up in range(-3, 4)
        for more in range(-3, 4)
        if best.quantity + more > 0
    )
    assert math.isclose(best.cost_per_period, min(around), rel_tol=1e-9)


# up to a level


def _stationary_cost(low: int, high: int, pmf: list[float], costs: UnitCosts) -> float:
    """Cost of a period from the stationary chain of positions after ordering: an independent way."""
    size = high - low
    chain = [1.0 / size] * size  # position high - index
    for _ in range(3_000):
        after = [0.0] * size
        for index, mass in enumerate(chain):
            for wanted, chance in enumerate(pmf):
                down = index + wanted
                after[down if down < size else 0] += mass * chance
        chain = after
    cost = 0.0
    for index, mass in enumerate(chain):
        level = high - index
        for wanted, chance in enumerate(pmf):
            left = level - wanted
            holding, waiting = costs.holding_cost_per_unit_period, costs.backorder_cost_per_unit_period
            cost += mass * chance * (holding * max(left, 0) + waiting * max(-left, 0))
            if index + wanted >= size:
                cost += mass * chance * costs.order_cost
    return cost


PERIODS = st.lists(st.integers(1, 9), min_size=2, max_size=6).map(
    lambda parts: [Fraction(part, sum(parts)) for part in parts]
)


@settings(max_examples=15)
@given(PERIODS, st.floats(0, 60), st.floats(0.5, 5), st.floats(1, 30))
def test_an_exact_policy_costs_what_its_chain_says_and_no_other_is_cheaper(
    pmf: list[Fraction], order: float, holding: float, backorder: float
) -> None:
    """A library that dropped the largest demand of a pmf was wrong here."""
    costs = UnitCosts(
        order_cost=order,
        holding_cost_per_unit_period=holding,
        backorder_cost_per_unit_period=backorder,
        demand=EmpiricalDemand(pmf),
    )
    best = best_order_up_to(costs)
    low, high = int(best.reorder_point), int(best.order_up_to)
    assert best.cost_per_period is not None
    assert math.isclose(
        best.cost_per_period, _stationary_cost(low, high, list(map(float, pmf)), costs), rel_tol=1e-6
    )
    for other_low in range(low - 3, low + 4):
        for other_high in range(max(other_low + 1, high - 4), high + 6):
            assert best.cost_per_period <= cost_of_order_up_to(other_low, other_high, costs) * (1 + 1e-9)


@pytest.mark.parametrize("demand", [Poisson(4.5), NegativeBinomial(4.5, 13.0)])
def test_a_lead_time_raises_the_policy_by_the_demand_of_it(demand: Poisson | NegativeBinomial) -> None:
    """Levels move up by about the demand of the lead time, and a period costs more."""
    costs = UnitCosts(
        order_cost=30, holding_cost_per_unit_period=1, backorder_cost_per_unit_period=9, demand=demand
    )
    at_once, later = best_order_up_to(costs), best_order_up_to(costs, lead_time_periods=4)
    assert later.reorder_point - at_once.reorder_point >= 4 * 4.5
    assert (later.cost_per_period or 0) > (at_once.cost_per_period or 0)


def test_what_is_no_policy_is_refused() -> None:
    """Demand that never comes, and an order that would not raise the position."""
    never = UnitCosts(
        order_cost=1,
        holding_cost_per_unit_period=1,
        backorder_cost_per_unit_period=1,
        demand=EmpiricalDemand([1]),
    )
    with pytest.raises(InvalidValueError, match="always zero"):
        best_order_up_to(never)
    with pytest.raises(InvalidValueError, match="reorder_point=5, order_up_to=5"):
        cost_of_order_up_to(5, 5, never)

"""Lot sizes of inventory theory against exhaustive search, against one another, and against known defects."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.supply.lots import (
    JointItem,
    all_units_discount,
    backorder_quantity,
    cost_of_lot,
    economic_order_quantity,
    incremental_discount,
    joint_replenishment,
    least_unit_cost,
    lot_for_lot,
    part_period,
    production_quantity,
    random_yield_quantity,
    silver_meal,
    wagner_whitin,
    whole_order_quantity,
)

COSTS = st.floats(0.1, 1_000)
HEURISTICS = (silver_meal, least_unit_cost, part_period, lot_for_lot)


@st.composite
def terms(draw: st.DrawFn) -> dict[str, float]:
    """Costs and a demand."""
    return {
        "order_cost": draw(COSTS),
        "holding_cost_per_unit_period": draw(COSTS),
        "demand_per_period": draw(COSTS),
    }


@given(terms(), COSTS)
def test_no_other_quantity_costs_less_than_the_economic_one(given: dict[str, float], quantity: float) -> None:
    """The economic order quantity is the minimum of the cost, and reports that very cost."""
    best = economic_order_quantity(**given)
    assert best.cost_per_period <= cost_of_lot(quantity, **given).cost_per_period * (1 + 1e-12)
    assert math.isclose(best.cost_per_period, cost_of_lot(best.quantity, **given).cost_per_period)


@given(terms())
def test_the_whole_quantity_beats_its_neighbours(given: dict[str, float]) -> None:
    """One unit more costs no less; one unit less costs more."""
    best = whole_order_quantity(**given)
    units = int(best.quantity)
    assert best.cost_per_period <= cost_of_lot(units + 1, **given).cost_per_period * (1 + 1e-12)
    if units > 1:
        assert best.cost_per_period <= cost_of_lot(units - 1, **given).cost_per_period * (1 + 1e-12)


def test_of_two_whole_quantities_that_cost_the_same_the_smaller_is_taken() -> None:
    """2 K D / h = 6 = 2 * 3: two and three units cost the same."""
    lot = whole_order_quantity(order_cost=3, holding_cost_per_unit_period=1, demand_per_period=1)
    assert lot.quantity == 2


@given(terms(), st.floats(1.01, 1_000))
def test_a_batch_is_never_smaller_than_the_economic_quantity(given: dict[str, float], times: float) -> None:
    """A library that turned demand/production round answered 6e28; fast production must tend to the EOQ."""
    lot = economic_order_quantity(**given)
    batch = production_quantity(**given, production_per_period=given["demand_per_period"] * times)
    endless = production_quantity(**given, production_per_period=given["demand_per_period"] * 1e12)
    assert batch.quantity >= lot.quantity
    assert math.isclose(endless.quantity, lot.quantity, rel_tol=1e-9)


@given(terms())
def test_patient_buyers_never_cost_more_and_certain_yield_changes_nothing(given: dict[str, float]) -> None:
    """Backorders are a choice more; dear ones, and a yield of one, lead back to the economic quantity."""
    lot = economic_order_quantity(**given)
    waiting = backorder_quantity(**given, backorder_cost_per_unit_period=1.0)
    never = backorder_quantity(**given, backorder_cost_per_unit_period=1e15)
    assert waiting.cost_per_period <= lot.cost_per_period * (1 + 1e-12)
    assert math.isclose(never.quantity, lot.quantity, rel_tol=1e-9)
    assert math.isclose(random_yield_quantity(**given, yield_mean=1, yield_sd=0), lot.quantity)


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"holding_cost_per_unit_period": 0.0}, "holding_cost_per_unit_period=0.0"),
        ({"demand_per_period": math.nan}, "demand_per_period=nan"),
        ({"order_cost": -1.0}, "order_cost=-1.0"),
    ],
)
def test_a_number_out_of_range_is_named(wrong: dict[str, float], named: str) -> None:
    """The message shows the value."""
    fine = {"order_cost": 1.0, "holding_cost_per_unit_period": 1.0, "demand_per_period": 1.0}
    with pytest.raises(InvalidValueError, match=named):
        economic_order_quantity(**(fine | wrong))


def test_production_slower_than_demand_is_refused() -> None:
    """Stock would never grow."""
    with pytest.raises(InvalidValueError, match="stock would never grow"):
        production_quantity(
            order_cost=1, holding_cost_per_unit_period=1, demand_per_period=5, production_per_period=5
        )


@st.composite
def breaks(draw: st.DrawFn) -> list[tuple[float, float]]:
    """Price breaks with falling prices; the first starts at zero."""
    starts = sorted(draw(st.sets(st.integers(1, 2_000), max_size=3)))
    prices = sorted(draw(st.sets(st.integers(1, 500), min_size=len(starts) + 1, max_size=len(starts) + 1)))
    return list(zip([0.0, *map(float, starts)], map(float, reversed(prices)), strict=True))


def _bill(quantity: float, tiers: list[tuple[float, float]], *, whole_order: bool) -> float:
    """What one order costs the buyer."""
    if whole_order:
        return quantity * [price for start, price in tiers if start <= quantity][-1]
    ends = [start for start, _ in tiers[1:]] + [math.inf]
    return sum(
        max(0.0, min(quantity, end) - start) * price for (start, price), end in zip(tiers, ends, strict=True)
    )


@pytest.mark.parametrize("whole_order", [True, False])
@given(
    tiers=breaks(), order_cost=st.floats(1, 500), demand=st.integers(1, 5_000), quantity=st.integers(1, 3_000)
)
def test_no_quantity_beats_a_discount_lot(
    tiers: list[tuple[float, float]], order_cost: float, demand: int, quantity: int, *, whole_order: bool
) -> None:
    """Whatever else is ordered costs at least as much a period, by the bill itself."""
    choose = all_units_discount if whole_order else incremental_discount
    best = choose(tiers, order_cost=order_cost, carrying_rate=0.2, demand_per_period=demand)

    def cost(units: float) -> float:
        unit = _bill(units, tiers, whole_order=whole_order) / units
        return unit * demand + order_cost * demand / units + 0.2 * unit * units / 2

    assert math.isclose(best.cost_per_period, cost(best.quantity), rel_tol=1e-9)
    assert best.cost_per_period <= cost(quantity) * (1 + 1e-9)


def test_breaks_that_do_not_rise_and_prices_that_do_are_refused() -> None:
    """The message shows them."""
    rest = {"order_cost": 1.0, "carrying_rate": 0.2, "demand_per_period": 1.0}
    with pytest.raises(InvalidValueError, match=r"breaks at \[0, 10, 10\]"):
        all_units_discount([(0, 3), (10, 2), (10, 1)], **rest)
    with pytest.raises(InvalidValueError, match="at least one"):
        all_units_discount([], **rest)
    with pytest.raises(InvalidValueError, match="fall from tier to tier"):
        incremental_discount([(0, 1), (10, 2)], **rest)
    with pytest.raises(InvalidValueError, match="order_cost=0"):
        all_units_discount([(0, 3)], order_cost=0, carrying_rate=0.2, demand_per_period=1)


DEMAND = st.lists(st.integers(0, 30), min_size=1, max_size=7)


def _cost(demand: list[int], starts: tuple[bool, ...], order: list[int], holding: list[int]) -> float:
    """Cost of ordering in these periods what is wanted until the next; infinite where demand comes first."""
    cost, stock = 0.0, 0
    for period, units in enumerate(demand):
        if starts[period]:
            rest = next((later for later in range(period + 1, len(demand)) if starts[later]), len(demand))
            bought = sum(demand[period:rest])
            stock += bought
            cost += order[period] if bought else 0
        if stock < units:
            return math.inf
        stock -= units
        cost += stock * holding[period]
    return cost


@given(DEMAND, st.data())
def test_wagner_whitin_finds_the_best_of_all_plans(demand: list[int], data: st.DataObject) -> None:
    """Exhaustive search over all sets of order periods finds none better, also with costs that change."""
    costs = st.lists(st.integers(0, 60), min_size=len(demand), max_size=len(demand))
    order, holding = data.draw(costs), data.draw(costs)
    plan = wagner_whitin(demand, order_cost=order, holding_cost_per_unit_period=holding)
    least = min(
        _cost(demand, starts, order, holding)
        for starts in itertools.product([True, False], repeat=len(demand))
    )
    assert plan.cost == least
    assert sum(plan.quantities) == sum(demand)


@given(DEMAND, st.integers(0, 100), st.integers(0, 5))
def test_no_heuristic_beats_it_and_all_serve_the_demand(demand: list[int], order: int, holding: int) -> None:
    """Each heuristic serves all demand in time and costs at least the optimum."""
    least = wagner_whitin(demand, order_cost=order, holding_cost_per_unit_period=holding).cost
    for heuristic in HEURISTICS:
        plan = heuristic(demand, order_cost=order, holding_cost_per_unit_period=holding)
        stocks = itertools.accumulate(
            bought - wanted for bought, wanted in zip(plan.quantities, demand, strict=True)
        )
        assert min(stocks) >= 0
        assert sum(plan.quantities) == sum(demand)
        assert plan.cost >= least


def test_nothing_wanted_is_nothing_ordered() -> None:
    """Neither orders nor costs."""
    for plan_of in (wagner_whitin, *HEURISTICS):
        plan = plan_of([0, 0, 0], order_cost=10, holding_cost_per_unit_period=1)
        assert (plan.cost, plan.orders) == (0, 0)
        assert plan_of([], order_cost=10, holding_cost_per_unit_period=1).quantities == ()


def test_costs_for_other_periods_and_negative_demand_are_refused() -> None:
    """The message counts, and names the period."""
    with pytest.raises(InvalidValueError, match="2 values for 3 periods"):
        wagner_whitin([1, 2, 3], order_cost=[1, 2], holding_cost_per_unit_period=1)
    with pytest.raises(InvalidValueError, match=r"demand\[1\]=-2"):
        silver_meal([1, -2, 3], order_cost=1, holding_cost_per_unit_period=1)


ITEMS = st.lists(
    st.builds(JointItem, order_cost=COSTS, holding_cost_per_unit_period=COSTS, demand_per_period=COSTS),
    min_size=1,
    max_size=4,
)


@given(ITEMS, COSTS)
def test_a_joint_plan_costs_what_its_cycle_says_and_little_more_than_the_best(
    items: list[JointItem], shared: float
) -> None:
    """Its cost is that of its multiples; one common cycle for all items is not much cheaper."""
    plan = joint_replenishment(items, shared_order_cost=shared)
    ordering = shared + sum(item.order_cost / m for item, m in zip(items, plan.multiples, strict=True))
    holding = sum(
        item.holding_cost_per_unit_period * units / 2
        for item, units in zip(items, plan.quantities, strict=True)
    )
    assert math.isclose(plan.cost_per_period, ordering / plan.base_cycle_periods + holding)
    alone = math.sqrt(
        2 * (shared + sum(item.order_cost for item in items)) * sum(item.holding_per_period for item in items)
    )
    assert plan.cost_per_period <= alone * 1.1
    assert min(plan.multiples) == 1


def test_a_joint_plan_of_nothing_is_refused() -> None:
    """No items, and items that cost nothing to order."""
    with pytest.raises(InvalidValueError, match="nothing to plan"):
        joint_replenishment([], shared_order_cost=1)
    free = JointItem(order_cost=0, holding_cost_per_unit_period=1, demand_per_period=1)
    with pytest.raises(InvalidValueError, match="unit by unit"):
        joint_replenishment([free], shared_order_cost=0)

"""Lots and stock policies of inventory theory, and the demand they are worked out for."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from xbcommerce.supply import EmpiricalDemand, GammaDemand, NegativeBinomial, NormalDemand, Poisson
from xbcommerce.supply.distributions.spread import (
    DemandSpread,
    DiscreteDemand,
    LogNormalDemand,
    UniformDemand,
)
from xbcommerce.supply.lots import (
    DiscountLot,
    EconomicLot,
    JointItem,
    JointPlan,
    LotPlan,
    all_units_discount,
    economic_order_quantity,
    joint_replenishment,
    wagner_whitin,
)
from xbcommerce.supply.policies import (
    CountedQuantity,
    FixedQuantity,
    FixedQuantityCosts,
    NewsvendorLot,
    OrderUpTo,
    SeasonLot,
    UnitCosts,
    best_counted_quantity,
    loss_approximation,
    newsvendor,
    newsvendor_for_profit,
    power_approximation,
)


def _costs(*, most: float = 200.0) -> st.SearchStrategy[float]:
    return st.floats(0.1, most)


def economic_lots() -> st.SearchStrategy[EconomicLot]:
    """Lots that balance ordering against holding."""
    return st.builds(
        economic_order_quantity,
        order_cost=_costs(),
        holding_cost_per_unit_period=_costs(),
        demand_per_period=_costs(most=10_000),
    )


@st.composite
def price_breaks(draw: st.DrawFn) -> tuple[tuple[float, float], ...]:
    """Draw quantities and falling prices; the first starts at zero."""
    starts = sorted(draw(st.sets(st.integers(1, 5_000), max_size=3)))
    prices = sorted(draw(st.sets(st.integers(1, 500), min_size=len(starts) + 1, max_size=len(starts) + 1)))
    return tuple(zip([0.0, *map(float, starts)], map(float, reversed(prices)), strict=True))


@st.composite
def discount_lots(draw: st.DrawFn) -> DiscountLot:
    """Draw lots under price breaks."""
    return all_units_discount(
        draw(price_breaks()), order_cost=draw(_costs()), carrying_rate=0.2, demand_per_period=draw(_costs())
    )


@st.composite
def lot_plans(draw: st.DrawFn) -> LotPlan:
    """Draw the best plan for some periods of known demand."""
    demand = draw(st.lists(st.integers(0, 100), max_size=12))
    return wagner_whitin(demand, order_cost=draw(_costs()), holding_cost_per_unit_period=draw(_costs(most=5)))


def joint_items() -> st.SearchStrategy[JointItem]:
    """Items that are ordered together with others."""
    return st.builds(
        JointItem, order_cost=_costs(), holding_cost_per_unit_period=_costs(), demand_per_period=_costs()
    )


def joint_plans() -> st.SearchStrategy[JointPlan]:
    """Plans for a few items."""
    items = st.lists(joint_items(), min_size=1, max_size=4)
    return st.builds(joint_replenishment, items, shared_order_cost=_costs())


@st.composite
def discrete_demands(draw: st.DrawFn) -> DiscreteDemand:
    """Draw whole units with exact chances."""
    parts = draw(st.dictionaries(st.integers(0, 200), st.integers(1, 9), min_size=1, max_size=8))
    whole = sum(parts.values())
    return DiscreteDemand({units: Fraction(part, whole) for units, part in parts.items()})


def _spreads() -> st.SearchStrategy[DemandSpread]:
    return st.one_of(
        st.builds(NormalDemand, st.floats(1, 500), st.floats(0.5, 100)),
        st.builds(GammaDemand, st.floats(20, 500), st.floats(1, 100)),
        lognormal_demands(),
        uniform_demands(),
        discrete_demands(),
    )


def lognormal_demands() -> st.SearchStrategy[LogNormalDemand]:
    """Demand whose logarithm is normal."""
    return st.builds(LogNormalDemand, st.floats(-1, 5), st.floats(0.05, 1.5))


def uniform_demands() -> st.SearchStrategy[UniformDemand]:
    """Demand between two bounds."""
    return st.builds(UniformDemand, st.floats(0, 50), st.floats(51, 500))


def newsvendor_lots() -> st.SearchStrategy[NewsvendorLot]:
    """Quantities of least cost for one season."""
    twenty = _costs(most=20)
    return st.builds(newsvendor, _spreads(), overage_cost=twenty, underage_cost=twenty)


@st.composite
def season_lots(draw: st.DrawFn) -> SeasonLot:
    """Draw quantities of greatest profit for one season."""
    cost, margin = draw(_costs(most=20)), draw(_costs(most=20))
    return newsvendor_for_profit(draw(_spreads()), price=cost + margin, unit_cost=cost, salvage=cost / 2)


@st.composite
def fixed_quantity_costs(draw: st.DrawFn) -> FixedQuantityCosts:
    """Draw costs and a normal demand for a fixed quantity at a reorder point."""
    return FixedQuantityCosts(
        order_cost=draw(_costs()),
        holding_cost_per_unit_period=draw(_costs(most=5)),
        backorder_cost_per_unit_period=draw(_costs(most=50)),
        demand_mean_per_period=draw(st.floats(50, 5_000)),
        demand_sd_per_period=draw(st.floats(10, 500)),
        lead_time_periods=draw(st.floats(0.02, 0.5)),
    )


def fixed_quantities() -> st.SearchStrategy[FixedQuantity]:
    """Reorder points with their quantities."""
    return fixed_quantity_costs().map(loss_approximation)


@st.composite
def unit_costs(draw: st.DrawFn) -> UnitCosts:
    """Draw costs, and demand of a period in whole units."""
    demand = draw(
        st.one_of(
            st.builds(Poisson, st.floats(0.5, 30)),
            st.builds(NegativeBinomial, st.floats(0.5, 20), st.floats(21, 80)),
            st.just(EmpiricalDemand(["0.2", "0.5", "0.3"])),
        )
    )
    return UnitCosts(
        order_cost=draw(_costs()),
        holding_cost_per_unit_period=draw(_costs(most=5)),
        backorder_cost_per_unit_period=draw(_costs(most=50)),
        demand=demand,
    )


@st.composite
def counted_quantities(draw: st.DrawFn) -> CountedQuantity:
    """Draw exact policies for demand in single units."""
    return best_counted_quantity(
        order_cost=draw(_costs()),
        holding_cost_per_unit_period=draw(st.floats(0.5, 5)),
        backorder_cost_per_unit_period=draw(_costs(most=50)),
        demand_mean_per_period=draw(st.floats(0.5, 10)),
        lead_time_periods=draw(st.floats(0.1, 3)),
    )


@st.composite
def order_up_tos(draw: st.DrawFn) -> OrderUpTo:
    """Draw policies that order up to a level."""
    return power_approximation(
        order_cost=draw(_costs()),
        holding_cost_per_unit_period=draw(_costs(most=5)),
        backorder_cost_per_unit_period=draw(_costs(most=50)),
        demand_mean_per_period=draw(st.floats(1, 100)),
        demand_sd_per_period=draw(st.floats(1, 50)),
    )

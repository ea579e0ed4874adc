"""The (r, Q) policy counted unit by unit: the exact optimum for demand in single units.

When the position falls to ``r`` it is raised to ``r + Q``; between orders it visits each of the ``Q``
positions above ``r`` equally long, so a period costs ``(K D + g(r + 1) + ... + g(r + Q)) / Q``. The cheapest
positions are taken one after another while each costs less than the average so far.

Source: Federgruen and Zheng, "An efficient algorithm for computing an optimal (r, Q) policy in continuous
review stochastic inventory systems", Operations Research 40 (1992).

Example:
    >>> from xbcommerce.supply.policies import best_counted_quantity
    >>> best_counted_quantity(order_cost=100, holding_cost_per_unit_period=20,
    ...     backorder_cost_per_unit_period=150, demand_mean_per_period=1.5, lead_time_periods=2).reorder_point
    3
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from xbcommerce.kernel.errors import whole
from xbcommerce.supply.checked import above_zero
from xbcommerce.supply.distributions.daily_demand import Poisson

from .review import Review
from .unit_costs import UnitCosts, lowest
from .whole_lots import lots_above


@frozen
class CountedQuantity:
    """Order ``quantity`` units whenever the position falls to ``reorder_point``."""

    reorder_point: int
    quantity: int
    cost_per_period: float

    def order(self, review: Review, /) -> int:
        """Return the fewest whole lots that lift the position above the reorder point."""
        return lots_above(self.reorder_point, self.quantity, review.position)


def best_counted_quantity(
    *,
    order_cost: float,
    holding_cost_per_unit_period: float,
    backorder_cost_per_unit_period: float,
    demand_mean_per_period: float,
    lead_time_periods: float,
) -> CountedQuantity:
    """Find the policy of least cost for Poisson demand.

    Args:
        order_cost: K, of one order.
        holding_cost_per_unit_period: Of a unit in stock.
        backorder_cost_per_unit_period: Of a unit owed to a buyer.
        demand_mean_per_period: D, units.
        lead_time_periods: From order to stock; need not be whole.

    Raises:
        InvalidValueError: A number out of its range.
    """
    rate, ordering = _costs(
        order_cost=order_cost,
        holding_cost_per_unit_period=holding_cost_per_unit_period,
        backorder_cost_per_unit_period=backorder_cost_per_unit_period,
        demand_mean_per_period=demand_mean_per_period,
        lead_time_periods=lead_time_periods,
    )
    best = lowest(rate, round(demand_mean_per_period * lead_time_periods))
    below, above, total = best - 1, best + 1, ordering + rate(best)
    quantity = 1
    while (following := min(rate(below), rate(above))) < total / quantity:
        total, quantity = total + following, quantity + 1
        if rate(below) <= rate(above):
            below -= 1
        else:
            above += 1
    return CountedQuantity(below, quantity, total / quantity)


def cost_of_counted_quantity(
    reorder_point: int,
    quantity: int,
    *,
    order_cost: float,
    holding_cost_per_unit_period: float,
    backorder_cost_per_unit_period: float,
    demand_mean_per_period: float,
    lead_time_periods: float,
) -> float:
    """Return what a period costs with any reorder point and quantity.

    Raises:
        InvalidValueError: A quantity below one, or a number out of its range.
    """
    whole(quantity, "quantity", minimum=1)
    rate, ordering = _costs(
        order_cost=order_cost,
        holding_cost_per_unit_period=holding_cost_per_unit_period,
        backorder_cost_per_unit_period=backorder_cost_per_unit_period,
        demand_mean_per_period=demand_mean_per_period,
        lead_time_periods=lead_time_periods,
    )
    positions = range(reorder_point + 1, reorder_point + quantity + 1)
    return (ordering + sum(rate(level) for level in positions)) / quantity


def _costs(
    *,
    order_cost: float,
    holding_cost_per_unit_period: float,
    backorder_cost_per_unit_period: float,
    demand_mean_per_period: float,
    lead_time_periods: float,
) -> tuple[Callable[[int], float], float]:
    above_zero(demand_mean_per_period=demand_mean_per_period, lead_time_periods=lead_time_periods)
    costs = UnitCosts(
        order_cost=order_cost,
        holding_cost_per_unit_period=holding_cost_per_unit_period,
        backorder_cost_per_unit_period=backorder_cost_per_unit_period,
        demand=Poisson(demand_mean_per_period * lead_time_periods),
    )
    return costs.rate(periods=1), order_cost * demand_mean_per_period

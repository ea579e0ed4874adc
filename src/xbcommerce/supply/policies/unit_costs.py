"""What a period costs at each whole stock position, for the policies that count every unit."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from attrs import frozen

from xbcommerce.supply.checked import above_zero, at_least_zero
from xbcommerce.supply.distributions.daily_demand import DailyDemand


@frozen(kw_only=True)
class UnitCosts:
    """Costs, and demand of a period as a distribution of whole units.

    Attributes:
        order_cost: Of one order.
        holding_cost_per_unit_period: Of a unit in stock at a period's end.
        backorder_cost_per_unit_period: Of a unit owed to a buyer at a period's end.
        demand: Of one period; its ``mean_per_day`` is then the mean of a period.
    """

    order_cost: float
    holding_cost_per_unit_period: float
    backorder_cost_per_unit_period: float
    demand: DailyDemand

    def __attrs_post_init__(self) -> None:
        """Refuse numbers out of range."""
        at_least_zero(order_cost=self.order_cost)
        above_zero(
            holding_cost_per_unit_period=self.holding_cost_per_unit_period,
            backorder_cost_per_unit_period=self.backorder_cost_per_unit_period,
        )

    def rate(self, *, periods: int) -> Callable[[int], float]:
        """Return the cost of a period by the position from which ``periods`` of demand are served."""
        holding = self.holding_cost_per_unit_period
        both = holding + self.backorder_cost_per_unit_period
        mean = self.demand.mean_per_day * periods

        @cache
        def rate(level: int) -> float:
            return holding * (level - mean) + both * self.demand.shortage(level, days=periods)

        return rate


def lowest(rate: Callable[[int], float], start: int) -> int:
    """Return where a convex cost is least, walking downhill from ``start``; of equals the lowest."""
    level = start
    while rate(level + 1) < rate(level):
        level += 1
    while rate(level - 1) <= rate(level):
        level -= 1
    return level

"""The (r, Q) policy: order a fixed quantity whenever the position falls to the reorder point.

Lead-time demand is normal, what is not there is owed to buyers, and a period costs
``(K D + integral of g from r to r + Q) / Q`` with ``g(y) = h E[(y - X)+] + p E[(X - y)+]``. The best reorder
point of a quantity is where ``g(r) = g(r + Q)``.

Sources: Zheng, "On properties of stochastic inventory systems", Management Science 38 (1992); Hadley and
Whitin (1963) for expected inventory; Snyder and Shen, chapter 5.

Example:
    >>> from xbcommerce.supply.policies import FixedQuantityCosts, best_reorder_point, expected_cost
    >>> year = FixedQuantityCosts(order_cost=8, holding_cost_per_unit_period=0.225,
    ...     backorder_cost_per_unit_period=7.5, demand_mean_per_period=1300, demand_sd_per_period=150,
    ...     lead_time_periods=1 / 12)
    >>> round(best_reorder_point(300, year), 2), round(expected_cost(126.8, 328.5, year), 2)
    (129.43, 78.07)
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cached_property
from statistics import NormalDist

from attrs import frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.supply.checked import above_zero, at_least_zero
from xbcommerce.supply.distributions.normal import normal_shortage
from xbcommerce.supply.lots.eoq import backorder_quantity, economic_order_quantity

from .review import Review
from .whole_lots import lots_above

_STANDARD = NormalDist()
_ROUNDS_MAX = 1_000


@frozen
class FixedQuantity:
    """A reorder point and a quantity, with the cost of a period where the method gives one."""

    reorder_point: float
    quantity: float
    cost_per_period: float | None = None

    def order(self, review: Review, /) -> int:
        """Return the fewest whole lots that lift the position above the reorder point."""
        return lots_above(self.reorder_point, self.quantity, review.position)


@frozen(kw_only=True)
class FixedQuantityCosts:
    """What the policy is worked out for.

    Attributes:
        order_cost: K, of one order.
        holding_cost_per_unit_period: h.
        backorder_cost_per_unit_period: p, of a unit owed for one period.
        demand_mean_per_period: D, units.
        demand_sd_per_period: Units.
        lead_time_periods: From order to stock.
    """

    order_cost: float
    holding_cost_per_unit_period: float
    backorder_cost_per_unit_period: float
    demand_mean_per_period: float
    demand_sd_per_period: float
    lead_time_periods: float

    def __attrs_post_init__(self) -> None:
        """Refuse numbers out of range."""
        at_least_zero(order_cost=self.order_cost)
        above_zero(
            holding_cost_per_unit_period=self.holding_cost_per_unit_period,
            backorder_cost_per_unit_period=self.backorder_cost_per_unit_period,
            demand_mean_per_period=self.demand_mean_per_period,
            demand_sd_per_period=self.demand_sd_per_period,
            lead_time_periods=self.lead_time_periods,
        )

    @cached_property
    def lead_time_mean(self) -> float:
        """Units wanted during the lead time."""
        return self.demand_mean_per_period * self.lead_time_periods

    @cached_property
    def lead_time_sd(self) -> float:
        """Their standard deviation."""
        return self.demand_sd_per_period * math.sqrt(self.lead_time_periods)

    @property
    def critical_ratio(self) -> float:
        """How often demand should be covered: p / (p + h)."""
        backorder = self.backorder_cost_per_unit_period
        return backorder / (backorder + self.holding_cost_per_unit_period)

    def shortage(self, level: float) -> float:
        """Return the mean units wanted beyond a level during the lead time."""
        return normal_shortage(level, self.lead_time_mean, self.lead_time_sd)

    def shortage_integral(self, level: float) -> float:
        """Return the shortage summed over all levels above: the second-order loss."""
        z = (level - self.lead_time_mean) / self.lead_time_sd
        above = 0.5 * math.erfc(z / math.sqrt(2))
        return max(0.0, self.lead_time_sd**2 / 2 * ((z * z + 1) * above - z * _STANDARD.pdf(z)))

    def rate(self, level: float) -> float:
        """Return what a period costs while the position was ``level`` a lead time ago."""
        holding, backorder = self.holding_cost_per_unit_period, self.backorder_cost_per_unit_period
        return holding * (level - self.lead_time_mean) + (holding + backorder) * self.shortage(level)


def expected_cost(reorder_point: float, quantity: float, costs: FixedQuantityCosts) -> float:
    """Return what a period costs, exactly.

    Raises:
        InvalidValueError: A quantity that is not above zero.
    """
    above_zero(quantity=quantity)
    both = costs.holding_cost_per_unit_period + costs.backorder_cost_per_unit_period
    line = quantity * (reorder_point - costs.lead_time_mean) + quantity**2 / 2
    short = costs.shortage_integral(reorder_point) - costs.shortage_integral(reorder_point + quantity)
    ordering = costs.order_cost * costs.demand_mean_per_period
    return (ordering + costs.holding_cost_per_unit_period * line + both * short) / quantity


def best_reorder_point(quantity: float, costs: FixedQuantityCosts) -> float:
    """Return the reorder point of least cost for a quantity: where ``g(r) = g(r + Q)``.

    Raises:
        InvalidValueError: A quantity that is not above zero.
    """
    above_zero(quantity=quantity)
    best = costs.lead_time_mean + _STANDARD.inv_cdf(costs.critical_ratio) * costs.lead_time_sd
    return _falls_to_zero(
        lambda level: costs.rate(level) - costs.rate(level + quantity), best - quantity, best
    )


def backorder_approximation(costs: FixedQuantityCosts) -> FixedQuantity:
    """Take the quantity of steady demand with backorders, and the best reorder point for it."""
    lot = backorder_quantity(
        order_cost=costs.order_cost,
        holding_cost_per_unit_period=costs.holding_cost_per_unit_period,
        backorder_cost_per_unit_period=costs.backorder_cost_per_unit_period,
        demand_per_period=costs.demand_mean_per_period,
    )
    return _costed(best_reorder_point(lot.quantity, costs), lot.quantity, costs)


def safety_stock_approximation(costs: FixedQuantityCosts) -> FixedQuantity:
    """Take the economic order quantity, and the reorder point of the critical ratio."""
    lot = economic_order_quantity(
        order_cost=costs.order_cost,
        holding_cost_per_unit_period=costs.holding_cost_per_unit_period,
        demand_per_period=costs.demand_mean_per_period,
    )
    point = costs.lead_time_mean + _STANDARD.inv_cdf(costs.critical_ratio) * costs.lead_time_sd
    return _costed(point, lot.quantity, costs)


def loss_approximation(costs: FixedQuantityCosts) -> FixedQuantity:
    """Solve for both at once, as if an order always ended all shortages: ``n(r) = h Q / (h + p)``."""
    holding = costs.holding_cost_per_unit_period
    both = holding + costs.backorder_cost_per_unit_period
    ordering = costs.order_cost * costs.demand_mean_per_period

    def point_of(quantity: float) -> float:
        wanted = holding * quantity / both
        low = costs.lead_time_mean - wanted - costs.lead_time_sd
        high = costs.lead_time_mean + 40 * costs.lead_time_sd
        return _falls_to_zero(lambda level: costs.shortage(level) - wanted, low, high)

    def quantity_of(point: float) -> float:
        return math.sqrt(2 * (ordering + both * costs.shortage_integral(point)) / holding)

    point, quantity = _settled(point_of, quantity_of, math.sqrt(2 * ordering / holding))
    return _costed(point, quantity, costs)


def expected_inventory_approximation(
    costs: FixedQuantityCosts, *, stockout_cost_per_unit: float
) -> FixedQuantity:
    """Solve for both where a unit short costs once, not per period: ``1 - F(r) = Q h / (p D)``.

    ``costs.backorder_cost_per_unit_period`` is not used. The answer's cost is that of this approximation:
    ``h (r - mean + Q / 2) + K D / Q + p D n(r) / Q``.

    Args:
        costs: Costs and demand.
        stockout_cost_per_unit: p, of a unit that is not there when it is wanted.

    Raises:
        InvalidValueError: A stock-out cost so small that running out is always better.
    """
    above_zero(stockout_cost_per_unit=stockout_cost_per_unit)
    holding, demand = costs.holding_cost_per_unit_period, costs.demand_mean_per_period

    def point_of(quantity: float) -> float:
        out = quantity * holding / (stockout_cost_per_unit * demand)
        if out >= 1:
            msg = f"stockout_cost_per_unit={stockout_cost_per_unit!r}: running out costs less than holding"
            raise InvalidValueError(msg)
        return costs.lead_time_mean - _STANDARD.inv_cdf(out) * costs.lead_time_sd

    def quantity_of(point: float) -> float:
        return math.sqrt(
            2 * demand * (costs.order_cost + stockout_cost_per_unit * costs.shortage(point)) / holding
        )

    point, quantity = _settled(point_of, quantity_of, math.sqrt(2 * demand * costs.order_cost / holding))
    stock = holding * (point - costs.lead_time_mean + quantity / 2)
    short = stockout_cost_per_unit * costs.shortage(point)
    return FixedQuantity(point, quantity, stock + demand * (costs.order_cost + short) / quantity)


def _costed(reorder_point: float, quantity: float, costs: FixedQuantityCosts) -> FixedQuantity:
    return FixedQuantity(reorder_point, quantity, expected_cost(reorder_point, quantity, costs))


def _settled(
    point_of: Callable[[float], float], quantity_of: Callable[[float], float], quantity: float
) -> tuple[float, float]:
    """Repeat the two steps until the quantity stays."""
    following = quantity
    for _ in range(_ROUNDS_MAX):
        point = point_of(quantity)
        following = quantity_of(point)
        if math.isclose(following, quantity, rel_tol=1e-13):
            break
        quantity = following
    return point_of(following), following


def _falls_to_zero(difference: Callable[[float], float], low: float, high: float) -> float:
    """Return where a falling function crosses zero, to the last digit."""
    while True:
        middle = (low + high) / 2
        if not low < middle < high:
            return middle
        if difference(middle) > 0:
            low = middle
        else:
            high = middle

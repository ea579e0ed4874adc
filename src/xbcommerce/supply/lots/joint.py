"""Items ordered together: a common cycle, and every how many cycles each item joins.

Source: E. A. Silver, "A simple method of determining order quantities in joint replenishments under
deterministic demand", Management Science 22 (1976); usually within a fraction of a per cent of the optimum.

Example:
    >>> from xbcommerce.supply.lots import JointItem, joint_replenishment
    >>> plan = joint_replenishment([
    ...     JointItem(order_cost=10, holding_cost_per_unit_period=2.4, demand_per_period=900),
    ...     JointItem(order_cost=60, holding_cost_per_unit_period=0.9, demand_per_period=120),
    ... ], shared_order_cost=250)
    >>> plan.multiples, round(plan.base_cycle_periods, 4), [round(units) for units in plan.quantities]
    ((1, 2), 0.4941, [445, 119])
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from attrs import frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.supply.checked import above_zero, at_least_zero


@frozen(kw_only=True)
class JointItem:
    """One of the items.

    Attributes:
        order_cost: What adding it to an order costs.
        holding_cost_per_unit_period: Of keeping a unit for one period.
        demand_per_period: Units.
    """

    order_cost: float
    holding_cost_per_unit_period: float
    demand_per_period: float

    def __attrs_post_init__(self) -> None:
        """Refuse numbers out of range."""
        at_least_zero(order_cost=self.order_cost)
        above_zero(
            holding_cost_per_unit_period=self.holding_cost_per_unit_period,
            demand_per_period=self.demand_per_period,
        )

    @property
    def holding_per_period(self) -> float:
        """What keeping one period's demand costs for one period."""
        return self.holding_cost_per_unit_period * self.demand_per_period

    @property
    def slowness(self) -> float:
        """Order cost for the holding cost: the greater, the longer the item can wait."""
        return self.order_cost / self.holding_per_period


@frozen
class JointPlan:
    """When each item is ordered, and how much.

    Attributes:
        base_cycle_periods: From one order to the next.
        multiples: Each item joins every so many orders.
        quantities: Units of each item when it joins.
        cost_per_period: Ordering and holding.
    """

    base_cycle_periods: float
    multiples: tuple[int, ...]
    quantities: tuple[float, ...]
    cost_per_period: float


def joint_replenishment(items: Sequence[JointItem], *, shared_order_cost: float) -> JointPlan:
    """Plan items that share the cost of an order.

    The item with the least order cost for its holding cost joins every order; the others every
    ``max(1, round(sqrt(k_i / (h_i d_i) * h_1 d_1 / (K + k_1))))``-th, half up.

    Args:
        items: At least one.
        shared_order_cost: K, of an order whatever is on it.

    Raises:
        InvalidValueError: No items, a negative cost, orders that cost nothing at all.
    """
    at_least_zero(shared_order_cost=shared_order_cost)
    if not items:
        msg = "items=[]: there is nothing to plan"
        raise InvalidValueError(msg)
    first = min(items, key=lambda item: item.slowness)
    leading = shared_order_cost + first.order_cost
    if not leading:
        msg = (
            "shared_order_cost=0 and an item without one: what costs nothing to order is ordered unit by unit"
        )
        raise InvalidValueError(msg)
    multiples = tuple(
        1
        if item is first
        else max(1, math.floor(math.sqrt(item.slowness * first.holding_per_period / leading) + 0.5))
        for item in items
    )
    ordering = shared_order_cost + sum(item.order_cost / m for item, m in zip(items, multiples, strict=True))
    holding = sum(item.holding_per_period * m for item, m in zip(items, multiples, strict=True))
    cycle = math.sqrt(2 * ordering / holding)
    quantities = tuple(m * cycle * item.demand_per_period for item, m in zip(items, multiples, strict=True))
    return JointPlan(cycle, multiples, quantities, math.sqrt(2 * ordering * holding))

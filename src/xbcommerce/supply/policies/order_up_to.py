"""The (s, S) policy: at the start of a period, a position of ``s`` or less is raised to ``S``. Exact.

Costs fall due at the end of a period, on the stock that is left after its demand. An order arrives
``lead_time_periods`` later, at the start of a period; 0 means at once. What is not there is owed to buyers.

Sources: Zheng and Federgruen, "Finding optimal (s, S) policies is about as simple as evaluating a single
policy", Operations Research 39 (1991); Ehrhardt and Mosier, "A revision of the power approximation for
computing (s, S) policies", Management Science 30 (1984).

Example:
    >>> from xbcommerce.supply import Poisson
    >>> from xbcommerce.supply.policies import UnitCosts, best_order_up_to
    >>> week = UnitCosts(order_cost=64, holding_cost_per_unit_period=1, backorder_cost_per_unit_period=9,
    ...     demand=Poisson(20))
    >>> policy = best_order_up_to(week)
    >>> policy.reorder_point, policy.order_up_to, round(policy.cost_per_period, 3)
    (14, 62, 49.173)
"""

from __future__ import annotations

import math
from collections.abc import Callable
from operator import mul

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError, whole
from xbcommerce.supply.checked import above_zero
from xbcommerce.supply.distributions.daily_demand import DailyDemand, EmpiricalDemand

from .review import Review
from .unit_costs import UnitCosts, lowest

NEGLIGIBLE = 1e-15
"""Demands whose chance, with all greater ones, lies below this are left out."""


@frozen
class OrderUpTo:
    """A policy; ``cost_per_period`` is None where the method does not give it."""

    reorder_point: float
    order_up_to: float
    cost_per_period: float | None = None

    def order(self, review: Review, /) -> int:
        """Return the units up to the level, once the position is at the reorder point or below."""
        missing = math.ceil(self.order_up_to) - review.position
        return max(0, missing) if review.position <= self.reorder_point else 0


def best_order_up_to(costs: UnitCosts, *, lead_time_periods: int = 0) -> OrderUpTo:
    """Find the policy of least cost, exactly.

    Args:
        costs: Costs, and demand of a period.
        lead_time_periods: From order to stock, whole periods.

    Raises:
        InvalidValueError: A negative or fractional lead time, or demand that is always zero.
    """
    cycle = _Cycle.of(costs, lead_time_periods)
    start = lowest(cycle.rate, round(costs.demand.mean_per_day * (lead_time_periods + 1)))
    low, high = start - 1, start
    while cycle.cost(low, start) > cycle.rate(low):
        low -= 1
    least = cycle.cost(low, start)
    level = start + 1
    while cycle.rate(level) <= least:
        if (cost := cycle.cost(low, level)) < least:
            high, least = level, cost
            while cycle.cost(low, high) <= cycle.rate(low + 1):
                low += 1
            least = cycle.cost(low, high)
        level += 1
    return OrderUpTo(low, high, least)


def cost_of_order_up_to(
    reorder_point: int, order_up_to: int, costs: UnitCosts, *, lead_time_periods: int = 0
) -> float:
    """Return what a period costs with any policy, exactly.

    Raises:
        InvalidValueError: Not ``reorder_point < order_up_to``, or as `best_order_up_to`.
    """
    if not reorder_point < order_up_to:
        msg = (
            f"reorder_point={reorder_point}, order_up_to={order_up_to}: an order would not raise the position"
        )
        raise InvalidValueError(msg)
    return _Cycle.of(costs, lead_time_periods).cost(reorder_point, order_up_to)


@frozen
class _Cycle:
    """Visits and costs between two orders, by how far the position has fallen since the last one."""

    order_cost: float
    rate: Callable[[int], float]
    chances: tuple[float, ...]
    visits: list[float] = field(factory=list[float])
    """Mean number of periods at each distance below the order-up-to level."""
    length: list[float] = field(factory=lambda: [0.0])
    """Mean number of periods until the position has fallen so far."""

    @classmethod
    def of(cls, costs: UnitCosts, lead_time_periods: int) -> _Cycle:
        periods = whole(lead_time_periods, "lead_time_periods") + 1
        return cls(costs.order_cost, costs.rate(periods=periods), _chances(costs.demand))

    def cost(self, low: int, high: int) -> float:
        """Return the cost of a period: the order and every visit, over the cycle's length."""
        far = high - low
        self._visit(far)
        at_levels = sum(self.visits[down] * self.rate(high - down) for down in range(far))
        return (self.order_cost + at_levels) / self.length[far]

    def _visit(self, far: int) -> None:
        stay, moves = self.chances[0], self.chances[1:]
        while len(self.visits) < far:
            down = len(self.visits)
            came = 1.0 if not down else sum(map(mul, moves, self.visits[down - 1 :: -1]))
            self.visits.append(came / (1 - stay))
            self.length.append(self.length[-1] + self.visits[-1])


def _chances(demand: DailyDemand) -> tuple[float, ...]:
    """Return the chances of 0, 1, ... units in a period, as far as they matter."""
    if isinstance(demand, EmpiricalDemand):
        chances = tuple(map(float, demand.pmf))
        if chances[0] == 1:
            msg = "demand is always zero; nothing is ever ordered"
            raise InvalidValueError(msg)
        return chances
    found: list[float] = []
    before, tails = 0.0, demand.tails(0, days=1)
    while True:
        found.append(tails.at_most - before)
        if tails.more < NEGLIGIBLE:
            return tuple(found)
        before, tails = tails.at_most, demand.tails(len(found), days=1)


def power_approximation(
    *,
    order_cost: float,
    holding_cost_per_unit_period: float,
    backorder_cost_per_unit_period: float,
    demand_mean_per_period: float,
    demand_sd_per_period: float,
    lead_time_periods: float = 0,
) -> OrderUpTo:
    """Approximate the best policy from mean and standard deviation alone.

    Meant for orders of more than one and a half periods' demand; below that, prefer `best_order_up_to`.

    Args:
        order_cost: K, above zero.
        holding_cost_per_unit_period: h.
        backorder_cost_per_unit_period: p.
        demand_mean_per_period: Units.
        demand_sd_per_period: Units.
        lead_time_periods: From order to stock.

    Raises:
        InvalidValueError: A number that is not above zero, or a negative lead time.
    """
    above_zero(
        order_cost=order_cost,
        holding_cost_per_unit_period=holding_cost_per_unit_period,
        backorder_cost_per_unit_period=backorder_cost_per_unit_period,
        demand_mean_per_period=demand_mean_per_period,
        demand_sd_per_period=demand_sd_per_period,
        **{"lead_time_periods + 1": lead_time_periods + 1},
    )
    mean = demand_mean_per_period * (lead_time_periods + 1)
    sd = demand_sd_per_period * math.sqrt(lead_time_periods + 1)
    setup = (order_cost / holding_cost_per_unit_period) ** 0.506
    spread = (1 + sd**2 / demand_mean_per_period**2) ** 0.116
    quantity = 1.30 * demand_mean_per_period**0.494 * setup * spread
    z = math.sqrt(quantity * holding_cost_per_unit_period / (sd * backorder_cost_per_unit_period))
    low = 0.973 * mean + sd * (0.183 / z + 1.063 - 2.192 * z)
    return OrderUpTo(low, low + quantity)

"""Lots for demand that is known and changes over time: the optimal plan, and the usual heuristics.

Stock at the end of a period is charged that period's holding cost; an order arrives at once; nothing is owed
to buyers. A period in which nothing is ordered has no order cost. Order and holding costs are one number, or
one a period.

Sources: H. M. Wagner and T. M. Whitin, "Dynamic version of the economic lot size model", Management Science 5
(1958); Silver and Meal (1973); for the others Silver, Pyke and Peterson, *Inventory Management*, chapter 6.

Example:
    >>> from xbcommerce.supply.lots import silver_meal, wagner_whitin
    >>> weeks = [0, 0, 40, 10, 0, 0, 90, 5, 5, 60]
    >>> wagner_whitin(weeks, order_cost=120, holding_cost_per_unit_period=1).quantities
    (0.0, 0.0, 50.0, 0.0, 0.0, 0.0, 100.0, 0.0, 0.0, 60.0)
    >>> silver_meal(weeks, order_cost=120, holding_cost_per_unit_period=1).cost
    385.0
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, pairwise

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.supply.checked import at_least_zero, each_at_least_zero

PerPeriod = float | Sequence[float]
"""One cost for all periods, or one for each."""


def _floats(value: Iterable[float]) -> tuple[float, ...]:
    return tuple(map(float, value))


@frozen
class LotPlan:
    """What is ordered in each period, and what it all costs.

    Attributes:
        quantities: Units ordered at the start of each period.
        cost: Of all orders and of stock at the end of each period.
    """

    quantities: tuple[float, ...] = field(converter=_floats)
    cost: float = field(converter=float)

    @property
    def orders(self) -> int:
        """How many orders are placed."""
        return sum(1 for units in self.quantities if units)


@frozen
class _Costs:
    demand: tuple[float, ...]
    order: tuple[float, ...]
    holding: tuple[float, ...]
    carried: tuple[float, ...]
    """What carrying a unit from the first period to the start of each one costs."""

    @classmethod
    def of(cls, demand: Sequence[float], order_cost: PerPeriod, holding: PerPeriod) -> _Costs:
        each_at_least_zero("demand", demand)
        orders = _each(order_cost, len(demand), "order_cost")
        held = _each(holding, len(demand), "holding_cost_per_unit_period")
        return cls(tuple(demand), orders, held, tuple(accumulate(held, initial=0.0)))

    def plan(self, starts: Sequence[int]) -> LotPlan:
        """Order in these periods what is wanted until the next of them."""
        quantities: list[float] = [0] * len(self.demand)
        for start, end in pairwise([*starts, len(self.demand)]):
            quantities[start] = sum(self.demand[start:end])
        return LotPlan(tuple(quantities), self._cost(quantities))

    def _cost(self, quantities: Sequence[float]) -> float:
        cost, stock = 0.0, 0.0
        for period, units in enumerate(quantities):
            stock += units - self.demand[period]
            cost += stock * self.holding[period] + (self.order[period] if units else 0.0)
        return cost


def _each(value: PerPeriod, periods: int, name: str) -> tuple[float, ...]:
    if not isinstance(value, Sequence):
        at_least_zero(**{name: value})
        return (value,) * periods
    values = tuple(value)
    if len(values) != periods:
        msg = f"{name} has {len(values)} values for {periods} periods; give one number, or one a period"
        raise InvalidValueError(msg)
    each_at_least_zero(name, values)
    return values


def wagner_whitin(
    demand: Sequence[float], *, order_cost: PerPeriod, holding_cost_per_unit_period: PerPeriod
) -> LotPlan:
    """Plan lots of least total cost, exactly.

    Args:
        demand: Units wanted in each period.
        order_cost: Of one order.
        holding_cost_per_unit_period: Of a unit in stock at a period's end.

    Raises:
        InvalidValueError: A negative number, or as many costs as there are no periods.
    """
    costs = _Costs.of(demand, order_cost, holding_cost_per_unit_period)
    periods, wanted, carried = len(demand), costs.demand, costs.carried
    least = [0.0] * (periods + 1)  # of everything from a period on
    until = [0] * periods  # an order in this period lasts so long; the period itself: no order
    for start in range(periods - 1, -1, -1):
        best, best_end = (least[start + 1], start) if not wanted[start] else (float("inf"), start)
        running, before = costs.order[start], carried[start]
        for end in range(start, periods):
            running += wanted[end] * (carried[end] - before)
            if running >= best:
                break
            if running + least[end + 1] < best:
                best, best_end = running + least[end + 1], end + 1
        least[start], until[start] = best, best_end
    starts: list[int] = []
    period = 0
    while period < periods:
        if until[period] > period:
            starts.append(period)
        period = max(until[period], period + 1)
    return costs.plan(starts)


def silver_meal(
    demand: Sequence[float], *, order_cost: PerPeriod, holding_cost_per_unit_period: PerPeriod
) -> LotPlan:
    """Let each order last while its cost per period does not rise.

    Raises:
        InvalidValueError: As `wagner_whitin`.
    """
    return _while_average_falls(
        _Costs.of(demand, order_cost, holding_cost_per_unit_period), lambda periods, _units: periods
    )


def least_unit_cost(
    demand: Sequence[float], *, order_cost: PerPeriod, holding_cost_per_unit_period: PerPeriod
) -> LotPlan:
    """Let each order last while its cost per unit does not rise.

    Raises:
        InvalidValueError: As `wagner_whitin`.
    """
    return _while_average_falls(
        _Costs.of(demand, order_cost, holding_cost_per_unit_period), lambda _periods, units: units
    )


def part_period(
    demand: Sequence[float], *, order_cost: PerPeriod, holding_cost_per_unit_period: PerPeriod
) -> LotPlan:
    """Let each order last as long as holding it costs no more than placing it.

    Raises:
        InvalidValueError: As `wagner_whitin`.
    """
    costs = _Costs.of(demand, order_cost, holding_cost_per_unit_period)

    def end_of(start: int) -> int:
        held, end = 0.0, start + 1
        while end < len(demand):
            held += costs.demand[end] * (costs.carried[end] - costs.carried[start])
            if held > costs.order[start]:
                break
            end += 1
        return end

    return _one_after_another(costs, end_of)


def lot_for_lot(
    demand: Sequence[float], *, order_cost: PerPeriod, holding_cost_per_unit_period: PerPeriod
) -> LotPlan:
    """Order each period's demand by itself.

    Raises:
        InvalidValueError: As `wagner_whitin`.
    """
    costs = _Costs.of(demand, order_cost, holding_cost_per_unit_period)
    return costs.plan([period for period, units in enumerate(costs.demand) if units])


def _while_average_falls(costs: _Costs, share_of: Callable[[int, float], float]) -> LotPlan:
    def end_of(start: int) -> int:
        cost, units, end = costs.order[start], costs.demand[start], start + 1
        average = cost / share_of(1, units)
        while end < len(costs.demand):
            cost += costs.demand[end] * (costs.carried[end] - costs.carried[start])
            units += costs.demand[end]
            longer = cost / share_of(end + 1 - start, units)
            if longer > average:
                break
            average, end = longer, end + 1
        return end

    return _one_after_another(costs, end_of)


def _one_after_another(costs: _Costs, end_of: Callable[[int], int]) -> LotPlan:
    """Order in the first period with demand, then in the first with demand after that order's end."""
    starts: list[int] = []
    period = 0
    while period < len(costs.demand):
        if not costs.demand[period]:
            period += 1
            continue
        starts.append(period)
        period = end_of(period)
    return costs.plan(starts)

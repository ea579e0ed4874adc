"""The economic order quantity and its relatives: the lot that balances ordering against holding.

Demand is steady, costs are per period of the caller's choice (say EUR and years), purchase is left out where
it does not depend on the quantity.

Sources: F. W. Harris, "How many parts to make at once" (1913); E. W. Taft (1918) for production; Snyder and
Shen, *Fundamentals of Supply Chain Theory*, chapter 3, and 9 for random yield.

Example:
    >>> from xbcommerce.supply.lots import economic_order_quantity
    >>> lot = economic_order_quantity(
    ...     order_cost=60, holding_cost_per_unit_period=0.75, demand_per_period=7300)
    >>> round(lot.quantity, 1), round(lot.cost_per_period, 2), round(lot.coverage_periods, 3)
    (1080.7, 810.56, 0.148)
"""

from __future__ import annotations

import math
from fractions import Fraction

from attrs import frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.supply.checked import above_zero, at_least_zero


@frozen
class EconomicLot:
    """A lot and what a period costs with it.

    Attributes:
        quantity: Units an order.
        cost_per_period: Ordering and holding (and backorders, where they are allowed); purchase left out.
        demand_per_period: Units, as given.
        backordered_share: Share of demand that waits for the next order.
    """

    quantity: float
    cost_per_period: float
    demand_per_period: float
    backordered_share: float = 0.0

    @property
    def coverage_periods(self) -> float:
        """How long a lot lasts."""
        return self.quantity / self.demand_per_period

    @property
    def turnover_per_period(self) -> float:
        """How often the average stock of half a lot is sold."""
        return 2 * self.demand_per_period / self.quantity

    def cost_with_purchase(self, unit_cost: float) -> float:
        """Return what a period costs with the goods themselves."""
        at_least_zero(unit_cost=unit_cost)
        return self.cost_per_period + unit_cost * self.demand_per_period


def cost_of_lot(
    quantity: float, *, order_cost: float, holding_cost_per_unit_period: float, demand_per_period: float
) -> EconomicLot:
    """Return what a period costs with any quantity: ``K D / Q + h Q / 2``.

    Raises:
        InvalidValueError: A quantity, holding cost or demand not above zero, a negative order cost.
    """
    _check(order_cost, holding_cost_per_unit_period, demand_per_period)
    above_zero(quantity=quantity)
    ordering = order_cost * demand_per_period / quantity
    return EconomicLot(quantity, ordering + holding_cost_per_unit_period * quantity / 2, demand_per_period)


def economic_order_quantity(
    *, order_cost: float, holding_cost_per_unit_period: float, demand_per_period: float
) -> EconomicLot:
    """Return the lot of least cost: ``sqrt(2 K D / h)``.

    Args:
        order_cost: K, of placing one order, whatever its size.
        holding_cost_per_unit_period: h, of keeping one unit for one period.
        demand_per_period: D, units.

    Raises:
        InvalidValueError: A holding cost or demand not above zero, a negative order cost.
    """
    _check(order_cost, holding_cost_per_unit_period, demand_per_period)
    both = 2 * order_cost * demand_per_period
    quantity = math.sqrt(both / holding_cost_per_unit_period)
    return EconomicLot(quantity, math.sqrt(both * holding_cost_per_unit_period), demand_per_period)


def whole_order_quantity(
    *, order_cost: float, holding_cost_per_unit_period: float, demand_per_period: float
) -> EconomicLot:
    """Return the whole number of units of least cost, at least one; of two equals the smaller.

    The cost falls as long as ``Q (Q + 1) < 2 K D / h``, which is decided exactly.

    Raises:
        InvalidValueError: A holding cost or demand not above zero, a negative order cost.
    """
    _check(order_cost, holding_cost_per_unit_period, demand_per_period)
    square = 2 * Fraction(order_cost) * Fraction(demand_per_period) / Fraction(holding_cost_per_unit_period)
    quantity = max(1, math.isqrt(math.floor(square)))
    if quantity * (quantity + 1) < square:
        quantity += 1
    elif quantity > 1 and (quantity - 1) * quantity >= square:
        quantity -= 1
    return cost_of_lot(
        quantity,
        order_cost=order_cost,
        holding_cost_per_unit_period=holding_cost_per_unit_period,
        demand_per_period=demand_per_period,
    )


def backorder_quantity(
    *,
    order_cost: float,
    holding_cost_per_unit_period: float,
    backorder_cost_per_unit_period: float,
    demand_per_period: float,
) -> EconomicLot:
    """Return the lot of least cost where buyers wait: ``sqrt(2 K D (h + p) / (h p))``.

    Args:
        order_cost: K, of placing one order.
        holding_cost_per_unit_period: h.
        backorder_cost_per_unit_period: p, of a unit owed to a buyer for one period.
        demand_per_period: D, units.

    Raises:
        InvalidValueError: A cost per unit or a demand not above zero, a negative order cost.
    """
    _check(order_cost, holding_cost_per_unit_period, demand_per_period)
    above_zero(backorder_cost_per_unit_period=backorder_cost_per_unit_period)
    holding, waiting = holding_cost_per_unit_period, backorder_cost_per_unit_period
    both = 2 * order_cost * demand_per_period
    return EconomicLot(
        math.sqrt(both * (holding + waiting) / (holding * waiting)),
        math.sqrt(both * holding * waiting / (holding + waiting)),
        demand_per_period,
        holding / (holding + waiting),
    )


def production_quantity(
    *,
    order_cost: float,
    holding_cost_per_unit_period: float,
    demand_per_period: float,
    production_per_period: float,
) -> EconomicLot:
    """Return the batch of least cost where stock grows while it is made: ``sqrt(2 K D / (h (1 - D/P)))``.

    A batch is never smaller than the economic order quantity, and tends to it for fast production.

    Args:
        order_cost: K, of setting up one batch.
        holding_cost_per_unit_period: h.
        demand_per_period: D, units.
        production_per_period: P, units; above the demand.

    Raises:
        InvalidValueError: Production no faster than demand, a number out of its range.
    """
    _check(order_cost, holding_cost_per_unit_period, demand_per_period)
    if not production_per_period > demand_per_period:
        msg = (
            f"production_per_period={production_per_period!r} does not exceed the demand of "
            f"{demand_per_period!r}; stock would never grow"
        )
        raise InvalidValueError(msg)
    growing = holding_cost_per_unit_period * (1 - demand_per_period / production_per_period)
    both = 2 * order_cost * demand_per_period
    return EconomicLot(math.sqrt(both / growing), math.sqrt(both * growing), demand_per_period)


def random_yield_quantity(
    *,
    order_cost: float,
    holding_cost_per_unit_period: float,
    demand_per_period: float,
    yield_mean: float,
    yield_sd: float,
) -> float:
    """Return the units to order where a random share is good: ``sqrt(2 K D / (h (m^2 + s^2)))``.

    Args:
        order_cost: K.
        holding_cost_per_unit_period: h, of a good unit.
        demand_per_period: D, good units.
        yield_mean: m, mean good share.
        yield_sd: s, its standard deviation.

    Raises:
        InvalidValueError: A number out of its range.
    """
    _check(order_cost, holding_cost_per_unit_period, demand_per_period)
    above_zero(yield_mean=yield_mean)
    at_least_zero(yield_sd=yield_sd)
    both = 2 * order_cost * demand_per_period
    return math.sqrt(both / (holding_cost_per_unit_period * (yield_mean**2 + yield_sd**2)))


def _check(order_cost: float, holding_cost_per_unit_period: float, demand_per_period: float) -> None:
    at_least_zero(order_cost=order_cost)
    above_zero(holding_cost_per_unit_period=holding_cost_per_unit_period, demand_per_period=demand_per_period)

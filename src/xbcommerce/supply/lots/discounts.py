"""Lots where the price falls with the quantity: for all units of the order, or for those above each break.

Holding is charged on what is paid: the price of the tier (all units), or the average price of the order
(incremental). Costs include purchase, since it depends on the quantity.

Source: Hadley and Whitin, *Analysis of Inventory Systems* (1963), 2-11 and 2-12; Snyder and Shen, 3.4.

Example:
    >>> from xbcommerce.supply.lots import all_units_discount
    >>> lot = all_units_discount([(0, 500), (200, 475), (500, 450)],
    ...     order_cost=200, carrying_rate=0.2, demand_per_period=1000)
    >>> lot.quantity, lot.tier, lot.cost_per_period
    (500.0, 2, 472900.0)
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.supply.checked import above_zero, at_least_zero

PriceBreak = tuple[float, float]
"""A quantity, and the price of a unit from that quantity on."""


@frozen
class DiscountLot:
    """The lot of least cost.

    Attributes:
        quantity: Units an order.
        tier: Which price break it falls under, 0 for the first.
        cost_per_period: Purchase, ordering and holding.
    """

    quantity: float
    tier: int
    cost_per_period: float


def all_units_discount(
    breaks: Sequence[PriceBreak], *, order_cost: float, carrying_rate: float, demand_per_period: float
) -> DiscountLot:
    """Choose a lot where the whole order is bought at the price of its tier.

    In each tier the best quantity is its economic order quantity, raised to the tier's start; where that lies
    beyond the tier's end, a later tier is better. Ties take the smaller quantity.

    Args:
        breaks: Price breaks by rising quantity; the first may start above zero.
        order_cost: K, of one order.
        carrying_rate: Cost of holding for a period, as a share of the price.
        demand_per_period: D, units.

    Raises:
        InvalidValueError: No break, breaks that do not rise, a number out of its range.
    """
    _check(breaks, order_cost, carrying_rate, demand_per_period)
    found: list[DiscountLot] = []
    for tier, (start, price, end) in enumerate(_tiers(breaks)):
        free = math.sqrt(2 * order_cost * demand_per_period / (carrying_rate * price))
        quantity = max(free, float(start))
        if 0 < quantity < end:
            ordering = order_cost * demand_per_period / quantity
            cost = price * demand_per_period + ordering + carrying_rate * price * quantity / 2
            found.append(DiscountLot(quantity, tier, cost))
    return _cheapest(found)


def incremental_discount(
    breaks: Sequence[PriceBreak], *, order_cost: float, carrying_rate: float, demand_per_period: float
) -> DiscountLot:
    """Choose a lot where each unit costs the price of the tier that it falls into.

    What the earlier, dearer units cost more acts like a higher order cost; the optimum never lies on a break.

    Args:
        breaks: Price breaks by rising quantity and falling price.
        order_cost: K, of one order.
        carrying_rate: Cost of holding for a period, as a share of the average price paid.
        demand_per_period: D, units.

    Raises:
        InvalidValueError: No break, breaks that do not rise, a price that rises, a number out of its range.
    """
    _check(breaks, order_cost, carrying_rate, demand_per_period)
    prices = [price for _, price in breaks]
    if any(later > earlier for earlier, later in pairwise(prices)):
        msg = f"prices {prices}: incremental discounts need prices that fall from tier to tier"
        raise InvalidValueError(msg)
    found: list[DiscountLot] = []
    extra, before = 0.0, prices[0]
    for tier, (start, price, end) in enumerate(_tiers(breaks)):
        extra += start * (before - price)
        before = price
        quantity = math.sqrt(2 * (order_cost + extra) * demand_per_period / (carrying_rate * price))
        if max(start, 0) <= quantity < end and quantity > 0:
            ordering = (order_cost + extra) * demand_per_period / quantity
            holding = carrying_rate * (price * quantity + extra) / 2
            found.append(DiscountLot(quantity, tier, price * demand_per_period + ordering + holding))
    return _cheapest(found)


def _tiers(breaks: Sequence[PriceBreak]) -> Iterator[tuple[float, float, float]]:
    ends = [start for start, _ in breaks[1:]] + [math.inf]
    for (start, price), end in zip(breaks, ends, strict=True):
        yield start, price, end


def _cheapest(found: Sequence[DiscountLot]) -> DiscountLot:
    if not found:
        msg = (
            "order_cost=0: the smaller the lot the cheaper, so there is no best one; give what an order costs"
        )
        raise InvalidValueError(msg)
    return min(found, key=lambda lot: (lot.cost_per_period, lot.quantity))


def _check(
    breaks: Sequence[PriceBreak], order_cost: float, carrying_rate: float, demand_per_period: float
) -> None:
    above_zero(carrying_rate=carrying_rate, demand_per_period=demand_per_period)
    at_least_zero(order_cost=order_cost)
    starts = [start for start, _ in breaks]
    at_least_zero(**{f"breaks[{number}] quantity": start for number, start in enumerate(starts)})
    above_zero(**{f"breaks[{number}] price": price for number, (_, price) in enumerate(breaks)})
    if not breaks or any(later <= earlier for earlier, later in pairwise(starts)):
        msg = f"breaks at {starts}: expected at least one, by rising quantity"
        raise InvalidValueError(msg)

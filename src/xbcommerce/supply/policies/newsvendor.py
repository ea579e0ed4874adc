"""One order for one season: how much to buy when what is left over and what is missed both cost money.

The best quantity is where demand is covered with probability ``underage / (underage + overage)``, the
critical ratio. With a lead time of ``L`` periods and an order every period, the same formula gives the base
stock level, for the demand of ``L + 1`` periods.

Source: F. Y. Edgeworth (1888); Arrow, Harris and Marschak (1951); Snyder and Shen, 4.3.

Example:
    >>> from xbcommerce.supply import NormalDemand
    >>> from xbcommerce.supply.policies import newsvendor, newsvendor_for_profit
    >>> best = newsvendor(NormalDemand(50, 8), overage_cost=0.18, underage_cost=0.7)
    >>> round(best.quantity, 2), round(best.cost, 2), round(best.critical_ratio, 3)
    (56.6, 2.0, 0.795)
    >>> lights = newsvendor_for_profit(NormalDemand(640, 310), price=24.9, unit_cost=11, salvage=2.5)
    >>> round(lights.quantity), round(lights.profit, 2)
    (735, 6253.17)
"""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.supply.checked import above_zero, at_least_zero
from xbcommerce.supply.distributions.spread import DemandSpread, left_over


@frozen
class NewsvendorLot:
    """The quantity of least expected cost.

    Attributes:
        quantity: Units; whole where demand comes in whole units.
        cost: Expected cost of what is left over and what is missed.
        critical_ratio: The probability with which demand should be covered.
    """

    quantity: float
    cost: float
    critical_ratio: float


@frozen
class SeasonLot:
    """The quantity of greatest expected profit.

    Attributes:
        quantity: Units.
        profit: Expected profit.
        critical_ratio: The probability with which demand should be covered.
    """

    quantity: float
    profit: float
    critical_ratio: float


def newsvendor(demand: DemandSpread, *, overage_cost: float, underage_cost: float) -> NewsvendorLot:
    """Find the quantity of least expected cost.

    Args:
        demand: Of the season; or of ``L + 1`` periods for a base stock level.
        overage_cost: Of a unit left over.
        underage_cost: Of a unit wanted and not there.

    Returns:
        The quantity, its cost and the critical ratio. Costs are read as they print, so 3 and 1 make exactly
        three quarters, and a discrete demand that meets it exactly stops there. Never less than nothing,
        even where a normal curve reaches below zero.

    Raises:
        InvalidValueError: A cost that is not above zero.
    """
    above_zero(overage_cost=overage_cost, underage_cost=underage_cost)
    under, over = Fraction(str(underage_cost)), Fraction(str(overage_cost))
    ratio = under / (under + over)
    quantity = max(0.0, demand.quantile(ratio))
    cost = newsvendor_cost(demand, quantity, overage_cost=overage_cost, underage_cost=underage_cost)
    return NewsvendorLot(quantity, cost, float(ratio))


def newsvendor_cost(
    demand: DemandSpread, quantity: float, *, overage_cost: float, underage_cost: float
) -> float:
    """Return the expected cost of any quantity.

    Raises:
        InvalidValueError: A negative cost or quantity.
    """
    at_least_zero(quantity=quantity, overage_cost=overage_cost, underage_cost=underage_cost)
    missed = demand.expected_shortage(quantity)
    return overage_cost * left_over(demand, quantity) + underage_cost * missed


def newsvendor_for_profit(
    demand: DemandSpread, *, price: float, unit_cost: float, salvage: float = 0.0
) -> SeasonLot:
    """Find the quantity of greatest expected profit.

    Args:
        demand: Of the season.
        price: What a unit sells for.
        unit_cost: What it costs.
        salvage: What a unit left over still brings; negative if getting rid of it costs.

    Raises:
        InvalidValueError: Not ``salvage < unit_cost < price``: all or nothing would be ordered.
    """
    if not salvage < unit_cost < price:
        msg = (
            f"price={price!r}, unit_cost={unit_cost!r}, salvage={salvage!r}: "
            "expected salvage < unit_cost < price; otherwise buy endlessly, or nothing"
        )
        raise InvalidValueError(msg)
    margin, loss = price - unit_cost, unit_cost - salvage
    best = newsvendor(demand, overage_cost=loss, underage_cost=margin)
    return SeasonLot(best.quantity, margin * demand.mean - best.cost, best.critical_ratio)

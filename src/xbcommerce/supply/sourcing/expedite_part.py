"""Fly in a part of an open sea order: as much as pays between the plane's arrival and the ship's.

Each unit flown costs the premium over the sea freight and, if it is not sold before the ship lands, its
holding; each one missing costs the margin less that premium. That is a newsvendor's question about the
shortage of the window (`WindowShortage`): the smallest ``q`` with ``F(q) >= cu / (cu + co)``, then the better
neighbouring whole pack, at most the open order. What was lost before the plane lands is no reason to fly.
Buyers who wait already are served first: what is flown for them costs its premium and saves no sale.

Source: the critical ratio, Arrow, Harris and Marschak (1951).

Example:
    >>> from xbcommerce.supply import Pmf, Poisson
    >>> from xbcommerce.supply.sourcing import WindowShortage, expedite_quantity
    >>> gap = WindowShortage(300, Poisson(20), fast=Pmf.point(10), slow=Pmf.point(30))
    >>> part = expedite_quantity(gap, margin_per_unit=9, air_premium_per_unit=2.5, extra_holding_per_unit=0.4)
    >>> part.quantity, round(part.expected_gain, 2), round(part.expected_window_shortage, 2)
    (312, 1868.68, 300.0)
"""

from __future__ import annotations

import math

from attrs import frozen

from xbcommerce.kernel.errors import whole
from xbcommerce.supply.checked import above_zero, at_least_zero
from xbcommerce.supply.policies.newsvendor import newsvendor, newsvendor_cost

from .window import WindowShortage


@frozen
class ExpeditePart:
    """What to fly in.

    Attributes:
        quantity: Units; 0 where it does not pay.
        expected_gain: Margin saved less premium and holding, in the unit of the costs given.
        expected_window_shortage: Units missing between the arrivals if none is flown.
        covered_share: Share of cases in which the quantity covers the window.
    """

    quantity: int
    expected_gain: float
    expected_window_shortage: float
    covered_share: float


def expedite_quantity(
    shortage: WindowShortage,
    *,
    margin_per_unit: float,
    air_premium_per_unit: float,
    extra_holding_per_unit: float = 0.0,
    multiple: int = 1,
    units_max: int | None = None,
    owed_units: int = 0,
) -> ExpeditePart:
    """Find the quantity of greatest expected gain.

    Args:
        shortage: Of the window between the arrivals.
        margin_per_unit: What a sale brings beyond what the unit costs by sea.
        air_premium_per_unit: What flying a unit costs more than shipping it.
        extra_holding_per_unit: What a unit costs that is flown and not sold in the window.
        multiple: Whole packs to fly.
        units_max: The open order; only so much can be flown. None for no limit.
        owed_units: Sold already without being there; they wait for the ship if none is flown.

    Raises:
        InvalidValueError: A negative or infinite cost, a pack of nothing, a negative order.
    """
    at_least_zero(
        margin_per_unit=margin_per_unit,
        air_premium_per_unit=air_premium_per_unit,
        extra_holding_per_unit=extra_holding_per_unit,
    )
    whole(multiple, "multiple", minimum=1)
    under, over = margin_per_unit - air_premium_per_unit, air_premium_per_unit + extra_holding_per_unit
    missing = shortage.mean
    if under <= 0:
        return ExpeditePart(0, 0.0, missing, shortage.service_at(0))
    above_zero(air_premium_and_holding=over)
    owed = whole(owed_units, "owed_units")
    best = owed + newsvendor(shortage, overage_cost=over, underage_cost=under).quantity
    most = math.inf if units_max is None else whole(units_max, "units_max") // multiple * multiple

    def gain(quantity: int) -> float:
        if quantity <= owed:
            return -air_premium_per_unit * quantity
        cost = newsvendor_cost(shortage, quantity - owed, overage_cost=over, underage_cost=under)
        return under * missing - cost - air_premium_per_unit * owed

    below = math.floor(best / multiple) * multiple
    tried = {0, *(int(min(most, quantity)) for quantity in (below, below + multiple))}
    quantity = max(sorted(tried), key=gain)
    covered = shortage.service_at(quantity - owed) if quantity else shortage.service_at(0)
    return ExpeditePart(quantity, gain(quantity) if quantity else 0.0, missing, covered)

"""How much to buy once there is a need: the cheapest quantity a year, over price tiers and packs together.

Cost of a year at quantity ``q`` and landed unit cost ``v``, in the reporting currency:
``D v + D/q K + rate v (q/2 + held units)``, with ``D`` a year's demand, ``K`` the cost of an order. The
optimum lies at the need, at a price break, or beside the economic order quantity of a tier; each is rounded
to what the supplier accepts and worked out exactly.

Example: see `xbcommerce.supply.recommend`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.money import Rounding, from_minor, round_fraction
from xbcommerce.kernel.unmet import Note, Refusal, Unmet
from xbcommerce.supply.ports import FxRates
from xbcommerce.supply.sourcing.landed import LandedUnit, landed_unit
from xbcommerce.supply.sourcing.offers import Offer
from xbcommerce.supply.sourcing.review_rules import ReviewRules

from .order_quantity import order_quantity

DAYS_PER_YEAR = 365


@frozen
class LotCosts:
    """What the cost of a year depends on, beside the offer.

    Attributes:
        demand_mean_per_day: Units.
        held_units: Safety stock and units owned on the way, held whatever the quantity.
        currency: The reporting currency.
        rates: Exchange rates into it.
        on: The day as of which rates are taken.
        rules: What holding stock costs, how long an order may last, how old a rate may be.
    """

    demand_mean_per_day: Fraction
    held_units: Fraction
    currency: str
    rates: FxRates
    on: date
    rules: ReviewRules

    @property
    def demand_mean_per_year(self) -> Fraction:
        """Units."""
        return self.demand_mean_per_day * DAYS_PER_YEAR


@frozen
class Lot:
    """The quantity chosen.

    Attributes:
        quantity: Units.
        landed: Cost of a unit at this quantity.
        annual_cost: Cost of a year, rounded once, half to even.
        steps: How the need became the quantity.
    """

    quantity: int
    landed: LandedUnit
    annual_cost: Money
    steps: tuple[Note, ...]


def best_lot(offer: Offer, need: int, costs: LotCosts, *, economic: bool = True) -> Lot | Refusal:
    """Choose the quantity of least cost a year that covers the need; ties take the smaller one.

    Args:
        offer: Prices and terms.
        need: Units missing, at least 1.
        costs: Demand, capital, exchange rates.
        economic: Look for a cheaper quantity above the need; otherwise take the smallest that covers it.

    Returns:
        The lot; or a `Refusal`: no multiple within the terms, no price, no rate, or more than the longest
        cover allows.
    """
    base = order_quantity(need, offer.terms)
    if isinstance(base, Refusal):
        return Refusal(tuple(Unmet(item.code, offer.id, item.params) for item in base.unmet))
    priced = _priced(offer, int(base.quantity), costs)
    if isinstance(priced, Refusal):
        return priced
    lots = {
        quantity: landed
        for quantity, landed in priced.items()
        if costs.rules.cover_days_max is None
        or quantity <= costs.demand_mean_per_day * costs.rules.cover_days_max
    }
    if not lots:
        smallest = min(priced)
        cover = smallest / costs.demand_mean_per_day if costs.demand_mean_per_day else Fraction(0)
        return Refusal.of(
            Unmet(
                "offer.moq_exceeds_cover",
                offer.id,
                {
                    "quantity_units": smallest,
                    "cover_days": int(cover),
                    "days_max": costs.rules.cover_days_max or 0,
                },
            )
        )
    if not economic:
        lots = {min(lots): lots[min(lots)]}
    yearly = {quantity: _annual_minor(quantity, landed, costs) for quantity, landed in lots.items()}
    quantity = min(lots, key=lambda number: (yearly[number], number))
    cost = from_minor(round_fraction(yearly[quantity], Rounding.HALF_EVEN), costs.currency)
    return Lot(quantity, lots[quantity], cost, (*base.why(), *_raised(int(base.quantity), quantity)))


def _raised(base: int, quantity: int) -> Iterable[Note]:
    if quantity > base:
        yield Note("quantity.economic", {"base_units": base, "quantity_units": quantity})


def _priced(offer: Offer, smallest: int, costs: LotCosts) -> dict[int, LandedUnit] | Refusal:
    """Return the quantities worth trying with their unit costs, or why not even one has a cost."""
    starts = {smallest, *(tier.min_quantity for tier in offer.tiers if tier.min_quantity > smallest)}
    priced: dict[int, LandedUnit] = {}
    refusal: Refusal | None = None
    for start in sorted(starts):
        rounded = order_quantity(start, offer.terms)
        if isinstance(rounded, Refusal) or (rounded.uncovered and start > smallest):
            continue
        quantity = int(rounded.quantity)
        cost = _landed(offer, quantity, costs)
        if isinstance(cost, Refusal):
            refusal = refusal or cost
            continue
        priced[quantity] = cost
        for near in _economic(offer, cost, costs, smallest):
            again = _landed(offer, near, costs)
            if isinstance(again, LandedUnit):
                priced[near] = again
    return priced if priced or refusal is None else refusal


def _economic(offer: Offer, unit: LandedUnit, costs: LotCosts, smallest: int) -> Iterable[int]:
    """Yield the acceptable quantities on both sides of the economic order quantity at a unit cost."""
    holding = costs.rules.carrying_rate * unit.total_minor
    if not holding or not unit.order_cost_minor or not costs.demand_mean_per_day:
        return
    best = math.sqrt(2 * costs.demand_mean_per_year * unit.order_cost_minor / holding)
    multiple = int(offer.terms.multiple)
    below = int(best // multiple) * multiple
    maximum = math.inf if offer.terms.maximum is None else offer.terms.maximum
    for quantity in (below, below + multiple):
        if smallest <= quantity <= maximum:
            yield quantity


def _landed(offer: Offer, quantity: int, costs: LotCosts) -> LandedUnit | Refusal:
    return landed_unit(
        offer,
        quantity,
        currency=costs.currency,
        rates=costs.rates,
        on=costs.on,
        rate_age_days_max=costs.rules.rate_age_days_max,
    )


def _annual_minor(quantity: int, unit: LandedUnit, costs: LotCosts) -> Fraction:
    yearly = costs.demand_mean_per_year
    orders = yearly / quantity * unit.order_cost_minor
    held = Fraction(quantity, 2) + costs.held_units
    return yearly * unit.total_minor + orders + costs.rules.carrying_rate * unit.total_minor * held

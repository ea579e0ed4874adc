"""How much to buy once there is a need: the cheapest quantity a year, over price tiers and packs together.

The cost of a year is that of `xbcommerce.supply.lots.AnnualCost`, on landed unit costs in minor units of the
reporting currency; `cheapest_quantity` compares all quantities that can be the least.

Example: see `xbcommerce.supply.recommend`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.fx import FxRates
from xbcommerce.kernel.money import Rounding, from_minor, round_fraction
from xbcommerce.kernel.unmet import Note, Refusal, Unmet
from xbcommerce.supply.sourcing.cover import in_days, units_of
from xbcommerce.supply.sourcing.landed import LandedUnit, landed_unit
from xbcommerce.supply.sourcing.offers import Offer
from xbcommerce.supply.sourcing.review_rules import ReviewRules

from .annual_cost import AnnualCost, cheapest_quantity
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
    landed = _landed_by_tier(offer, int(base.quantity), costs)
    if isinstance(landed, Refusal):
        return landed
    yearly = _yearly(costs, next(iter(landed.values())))
    found = cheapest_quantity(
        [(start, unit.total_minor) for start, unit in landed.items()],
        offer.terms,
        yearly,
        need=int(base.quantity),
        most=units_of(costs.rules.cover_days_max, costs.demand_mean_per_day),
    )
    if isinstance(found, Refusal):
        days_max = costs.rules.cover_days_max
        return Refusal(in_days(item, offer.id, costs.demand_mean_per_day, days_max) for item in found.unmet)
    quantity = found.quantity if economic else found.smallest
    unit = landed[max(start for start in landed if start <= quantity)]
    annual_minor = round_fraction(yearly.at(quantity, unit.total_minor), Rounding.HALF_EVEN)
    annual_cost = from_minor(annual_minor, costs.currency)
    return Lot(quantity, unit, annual_cost, (*base.why(), *_raised(int(base.quantity), quantity)))


def _raised(base: int, quantity: int) -> Iterator[Note]:
    if quantity > base:
        yield Note("quantity.economic", {"base_units": base, "quantity_units": quantity})


def _landed_by_tier(offer: Offer, smallest: int, costs: LotCosts) -> dict[int, LandedUnit] | Refusal:
    """Return the unit cost of each price tier that an order can reach, or why there is none."""
    maximum = offer.terms.maximum
    landed: dict[int, LandedUnit] = {}
    refusals: list[Refusal] = []
    starts = [tier.min_quantity for tier in offer.tiers if maximum is None or tier.min_quantity <= maximum]
    for start in starts or [smallest]:
        match _landed(offer, start, costs):
            case Refusal() as refusal:
                refusals.append(refusal)
            case unit:
                landed[start] = unit
    return refusals[0] if refusals else landed


def _landed(offer: Offer, quantity: int, costs: LotCosts) -> LandedUnit | Refusal:
    return landed_unit(
        offer,
        quantity,
        currency=costs.currency,
        rates=costs.rates,
        on=costs.on,
        rate_age_days_max=costs.rules.rate_age_days_max,
        fx_margin=costs.rules.fx_margin,
    )


def _yearly(costs: LotCosts, unit: LandedUnit) -> AnnualCost:
    return AnnualCost(
        demand_per_year=costs.demand_mean_per_day * DAYS_PER_YEAR,
        order_cost=unit.order_cost_minor,
        carrying_rate=costs.rules.carrying_rate,
        held_units=costs.held_units,
    )

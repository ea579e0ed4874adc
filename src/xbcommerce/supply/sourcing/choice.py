"""Which offer is cheapest a year, where of each lead time only mean and spread are known.

The circle quantity, price, supplier, lead time, quantity is broken by working out every offer: landed unit
cost per price tier, safety stock of its own lead time, goods owned on the way, and the cheapest quantity
under its terms. All costs are plain numbers in any one currency; `xbcommerce.supply.recommend` does the same
for money, dates and calendars.

    v = price fx + freight + duty rate (price fx [+ freight under CIF])
    a year = D v + D/q K + rate v (q/2 + z sigma + mean per day x days owned on the way)
    sigma^2 = L var + (mean sdL)^2

Example:
    >>> from xbcommerce.supply import CycleService, Forecast, LotTerms
    >>> from xbcommerce.supply.sourcing import PlainOffer, choose
    >>> sea = PlainOffer("cn-sea", tiers=[(0, "3.20"), (5000, "2.80")], terms=LotTerms(500, 24),
    ...     freight_per_unit="0.35", duty_rate="0.065", order_cost=60, lead_time_mean_days=42,
    ...     lead_time_sd_days=7, owned_in_transit_days=42)
    >>> road = PlainOffer("pl-road", tiers=[(0, "4.10"), (800, "3.95")], terms=LotTerms(200, 6),
    ...     freight_per_unit="0.20", order_cost=60, lead_time_mean_days=9, lead_time_sd_days=1.5)
    >>> print(choose([sea, road], Forecast(20, 36), target=CycleService(".95"), carrying_rate="0.25"))
    cn-sea costs least: 27585.36 a year, 3.3548 a unit on the shelf in lots of 5,016
    pl-road: 31308.04 a year, 4.15 a unit on the shelf in lots of 918
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import Attribute, field, frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import Figure, decimal_of, figure, figure_or_none, not_negative, positive
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.naming import repeated
from xbcommerce.kernel.unmet import Note, Param, Refusal, Unmet
from xbcommerce.supply.forecasts.forecast import Forecast
from xbcommerce.supply.lead_times.lead_time_demand import normal_demand
from xbcommerce.supply.lots.annual_cost import AnnualCost, ExactBreak, cheapest_quantity, exact_breaks
from xbcommerce.supply.lots.order_quantity import LotTerms
from xbcommerce.supply.targets.reorder import reorder_point
from xbcommerce.supply.targets.targets import CycleService

from .cover import in_days, units_of
from .duty import DutyBasis
from .messages import SPOKEN


def _breaks(value: Iterable[tuple[int, Figure]]) -> tuple[ExactBreak, ...]:
    return exact_breaks(tuple(value))


def _days(_instance: object, attribute: Attribute[Any], value: float) -> None:
    if isinstance(value, bool) or not 0 <= value < math.inf:
        msg = f"{attribute.name}={value!r}: expected a finite number of days of at least 0"
        raise InvalidValueError(msg)


@frozen(kw_only=True)
class PlainOffer:
    """One way to buy an item, in plain numbers.

    Attributes:
        id: The caller's key.
        mode: How it travels; for people.
        tiers: Quantities and the unit price from each on, in the supplier's currency.
        terms: Minimum, case pack, maximum; whole units.
        fx_rate: Reporting currency for one unit of the supplier's; None if it is not known, which rejects
            the offer.
        freight_per_unit: In the reporting currency, as all that follow.
        duty_rate: Share of the duty basis.
        duty_basis: What duty is charged on.
        order_cost: Of one order, whatever its size.
        lead_time_mean_days: From order to shelf.
        lead_time_sd_days: Its standard deviation.
        owned_in_transit_days: Days on the way for which the buyer's money is bound.
    """

    id: str = field(kw_only=False)
    mode: str = ""
    tiers: tuple[ExactBreak, ...] = field(converter=_breaks)
    terms: LotTerms = field(factory=LotTerms)
    fx_rate: Fraction | None = field(default=Fraction(1), converter=figure_or_none, validator=positive)
    freight_per_unit: Fraction = field(default=Fraction(0), converter=figure, validator=not_negative)
    duty_rate: Fraction = field(default=Fraction(0), converter=figure, validator=not_negative)
    duty_basis: DutyBasis = DutyBasis.CIF
    order_cost: Fraction = field(default=Fraction(0), converter=figure, validator=not_negative)
    lead_time_mean_days: float = field(validator=_days)
    lead_time_sd_days: float = field(default=0.0, validator=_days)
    owned_in_transit_days: float = field(default=0.0, validator=_days)

    def landed_unit_cost(self, price: Fraction, fx_rate: Fraction) -> Fraction:
        """Return what a unit costs on the shelf at a price and an exchange rate."""
        paid = price * fx_rate
        basis = paid + self.freight_per_unit if self.duty_basis is DutyBasis.CIF else paid
        return paid + self.freight_per_unit + basis * self.duty_rate


@frozen
class Worked:
    """One offer worked out.

    Attributes:
        quantity: The cheapest lot under its terms.
        landed_unit_cost: Of a unit at that quantity.
        annual_cost: Of a year.
        safety_stock: Units held for its lead time.
    """

    quantity: int
    landed_unit_cost: Fraction
    annual_cost: Fraction
    safety_stock: float


@frozen
class Choice:
    """The cheapest offer, and what became of the others.

    Attributes:
        chosen: Its key; None where every offer is rejected.
        offers: Those that can be taken, in the order given.
        rejected: Those that cannot, with every reason.
    """

    chosen: str | None
    offers: FrozenMap[str, Worked]
    rejected: FrozenMap[str, Refusal]

    def why(self) -> tuple[Note | Unmet, ...]:
        """Return the choice, the others, cheapest first, and every reason against the rejected."""
        lines: list[Note | Unmet] = []
        if self.chosen is None:
            lines.append(Note("offer_choice.none", {"offers": len(self.rejected)}))
        ranked = sorted(self.offers, key=lambda key: (key != self.chosen, self.offers[key].annual_cost))
        for key in ranked:
            code = "offer_choice.chosen" if key == self.chosen else "offer_choice.other"
            lines.append(Note(code, _figures(key, self.offers[key])))
        return (*lines, *(item for refusal in self.rejected.values() for item in refusal.unmet))

    def __str__(self) -> str:
        return SPOKEN.explain(self)


def _figures(key: str, worked: Worked) -> dict[str, Param]:
    return {
        "offer": key,
        "annual_cost": str(Decimal(round(worked.annual_cost * 100)).scaleb(-2)),
        "landed": decimal_of(worked.landed_unit_cost, 4),
        "quantity_units": worked.quantity,
    }


@frozen(kw_only=True)
class _Asked:
    """What is asked of every offer alike."""

    forecast: Forecast
    target: CycleService
    carrying_rate: Figure
    days_per_year: Figure
    cover_days_max: Figure | None
    available_days: Figure | None
    lead_time_k: Figure


def choose(
    offers: Sequence[PlainOffer],
    forecast: Forecast,
    *,
    target: CycleService,
    carrying_rate: Figure,
    days_per_year: Figure = 365,
    cover_days_max: Figure | None = None,
    available_days: Figure | None = None,
    lead_time_k: Figure = 2,
) -> Choice:
    """Work out every offer and take the one that costs least a year.

    Args:
        offers: With different keys; of equal costs the first listed is taken.
        forecast: Demand per day.
        target: What safety stock is held for, on a normal curve. Below one half it is negative, not clamped.
        carrying_rate: Cost of a year of capital and storage, as a share of the landed unit cost.
        days_per_year: Days on which demand occurs.
        cover_days_max: An order that lasts longer is not taken; None for no limit.
        available_days: Days until the goods must be there; None where it does not matter.
        lead_time_k: Standard deviations of the lead time that must fit in, too.

    Returns:
        The choice. Reasons against an offer: ``offer.too_slow`` first, ``offer_choice.no_rate``,
        ``offer.moq_exceeds_cover`` and whatever its terms forbid.

    Raises:
        InvalidValueError: Two offers with one key.
    """
    if twice := repeated(offer.id for offer in offers):
        msg = f"several offers are called {twice[0]!r}; give each its own id"
        raise InvalidValueError(msg)
    asked = _Asked(
        forecast=forecast,
        target=target,
        carrying_rate=carrying_rate,
        days_per_year=days_per_year,
        cover_days_max=cover_days_max,
        available_days=available_days,
        lead_time_k=lead_time_k,
    )
    worked: dict[str, Worked] = {}
    rejected: dict[str, Refusal] = {}
    for offer in offers:
        match _work_out(offer, asked):
            case Worked() as one:
                worked[offer.id] = one
            case refusal:
                rejected[offer.id] = refusal
    chosen = min(worked, key=lambda key: worked[key].annual_cost, default=None)
    return Choice(chosen, FrozenMap(worked), FrozenMap(rejected))


def _work_out(offer: PlainOffer, asked: _Asked) -> Worked | Refusal:
    late = _too_slow(offer, asked)
    if offer.fx_rate is None:
        return Refusal((*late, Unmet("offer_choice.no_rate", offer.id)))
    demand = normal_demand(
        asked.forecast,
        lead_time_mean_days=offer.lead_time_mean_days,
        lead_time_sd_days=offer.lead_time_sd_days,
    )
    safety_stock = reorder_point(demand, asked.target).safety_stock
    mean = Fraction(asked.forecast.mean_per_day)
    costs = AnnualCost(
        demand_per_year=mean * figure(asked.days_per_year),
        order_cost=offer.order_cost,
        carrying_rate=asked.carrying_rate,
        held_units=Fraction(safety_stock) + mean * Fraction(offer.owned_in_transit_days),
    )
    tiers = [(start, offer.landed_unit_cost(price, offer.fx_rate)) for start, price in offer.tiers]
    cover_days_max = figure_or_none(asked.cover_days_max)
    lot = cheapest_quantity(tiers, offer.terms, costs, most=units_of(cover_days_max, mean))
    if isinstance(lot, Refusal):
        return Refusal((*late, *(in_days(item, offer.id, mean, cover_days_max) for item in lot.unmet)))
    return Refusal(late) if late else Worked(lot.quantity, lot.unit_cost, lot.annual_cost, safety_stock)


def _too_slow(offer: PlainOffer, asked: _Asked) -> tuple[Unmet, ...]:
    if asked.available_days is None:
        return ()
    spread = figure(asked.lead_time_k) * Fraction(offer.lead_time_sd_days)
    needed, available = Fraction(offer.lead_time_mean_days) + spread, figure(asked.available_days)
    if needed <= available:
        return ()
    figures: dict[str, Param] = {"days": decimal_of(needed, 1), "days_max": decimal_of(available, 1)}
    return (Unmet("offer.too_slow", offer.id, figures),)

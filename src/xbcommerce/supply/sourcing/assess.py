"""One offer against one need: reorder point, quantity, cost and dates, or why it cannot be taken."""

from __future__ import annotations

import math
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from xbcommerce.kernel.unmet import Refusal
from xbcommerce.supply.forecasts.forecast import Forecast
from xbcommerce.supply.lead_times.last_day import last_day
from xbcommerce.supply.lead_times.lead_time import Arrival
from xbcommerce.supply.lead_times.lead_time_demand import lead_time_demand
from xbcommerce.supply.lead_times.pmf import Pmf
from xbcommerce.supply.lots.economic_lot import LotCosts, best_lot
from xbcommerce.supply.ports import FxRates
from xbcommerce.supply.stock.position import Position
from xbcommerce.supply.targets.reorder import ReorderPoint, reorder_point
from xbcommerce.supply.targets.targets import CycleService

from .considered import Considered
from .offers import Offer
from .review_rules import ReviewRules

LOOK_AHEAD_DAYS = 1_096
"""How far ahead a last safe order date is searched: three years."""


@frozen
class Question:
    """What is asked of every offer alike; see `xbcommerce.supply.recommend`."""

    position: Position
    forecast: Forecast
    target: CycleService
    on: date
    currency: str
    rates: FxRates
    rules: ReviewRules

    @property
    def next_review_on(self) -> date:
        """The next day on which an order can be placed."""
        return self.on + timedelta(days=self.rules.review_days)

    def receipts(self, after: date, until: date) -> tuple[date, ...]:
        """List the days after ``after``, up to ``until``, on which units on order are due."""
        return tuple(sorted({item.due_on for item in self.position.incoming if after < item.due_on <= until}))


def assess(offer: Offer, question: Question, *, economic: bool = True) -> Considered | Refusal:
    """Work one offer out.

    Args:
        offer: Prices, terms and lead time.
        question: The item, the day and the rules.
        economic: Buy the quantity of least cost a year; otherwise no more than the need, rounded.

    Returns:
        Its figures; or a `Refusal` with every reason why it cannot be taken.
    """
    now = offer.lead_time.arrival(question.on)
    later = offer.lead_time.arrival(question.next_review_on)
    point = _point(question, later.days_from(question.on))
    horizon = later.quantile(question.target.p)
    position = question.position.inventory_position(horizon=horizon)
    gaps = _gaps(question, now.quantile(question.target.p), horizon)
    need = max([math.ceil(point.level) - position, *gaps])
    lot = best_lot(offer, max(1, need), _costs(question, point, offer), economic=economic)
    if isinstance(lot, Refusal):
        return lot
    service = _service(question, now)
    in_time = service >= question.target.p
    return Considered(
        offer_id=offer.id,
        mode=offer.mode,
        reorder_point=point,
        position=position,
        need=need,
        quantity=lot.quantity,
        order_by=_last_safe_order(offer, question, in_time=in_time),
        service_now=Decimal(math.floor(service * 10_000)).scaleb(-4),
        in_time=in_time,
        arrives_p10=now.quantile("0.1"),
        arrives_p50=now.quantile("0.5"),
        arrives_p90=now.quantile("0.9"),
        unit_price=offer.unit_price(lot.quantity),
        landed=lot.landed,
        annual_cost=lot.annual_cost,
        steps=lot.steps,
    )


def _last_safe_order(offer: Offer, question: Question, *, in_time: bool) -> date | None:
    """Return the last day on which an order still arrives before the position runs out, at the target.

    The days until then and the lead time from then are taken together: demand from the day of the question
    until arrival must stay within the position. The day of the question if even that is not ``in_time``; None
    if nothing sells or the position outlasts three years.
    """
    if not question.forecast.mean_per_day:
        return None
    if not in_time:
        return question.on

    def safe(day: date) -> bool:
        return _service(question, offer.lead_time.arrival(day)) >= question.target.p

    last, step = question.on, 1
    while step <= LOOK_AHEAD_DAYS and safe(_after(question, step)):
        last, step = _after(question, step), step * 2
    return None if step > LOOK_AHEAD_DAYS else last_day(safe, last, _after(question, step))


def _after(question: Question, days: int) -> date:
    return question.on + timedelta(days=days)


def _service(question: Question, arrival: Arrival) -> float:
    """Return how likely the position lasts until an order arrives, also before each receipt."""
    horizon = arrival.quantile(question.target.p)
    at_receipts = [
        _lasts(question, Pmf.point((due - question.on).days), due - timedelta(days=1))
        for due in question.receipts(question.on, horizon)
    ]
    return min([_lasts(question, arrival.days_from(question.on), horizon), *at_receipts])


def _lasts(question: Question, pmf: Pmf, horizon: date) -> float:
    position = question.position.inventory_position(horizon=horizon)
    return lead_time_demand(question.forecast, pmf, question.rules.model).service_at(position)


def _gaps(question: Question, first: date, last: date) -> list[int]:
    """Return the units missing just before each receipt that an order of today would still precede."""
    return [
        math.ceil(_point(question, Pmf.point((due - question.on).days)).level)
        - question.position.inventory_position(horizon=due - timedelta(days=1))
        for due in question.receipts(first, last)
    ]


def _point(question: Question, pmf: Pmf) -> ReorderPoint:
    return reorder_point(lead_time_demand(question.forecast, pmf, question.rules.model), question.target)


def _costs(question: Question, point: ReorderPoint, offer: Offer) -> LotCosts:
    mean = Fraction(question.forecast.mean_per_day)
    return LotCosts(
        demand_mean_per_day=mean,
        held_units=Fraction(point.safety_stock) + mean * offer.owned_in_transit_days,
        currency=question.currency,
        rates=question.rates,
        on=question.on,
        rules=question.rules,
    )

"""One offer against one need: reorder point, quantity, cost and dates, or why it cannot be taken."""

from __future__ import annotations

import math
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from xbcommerce.kernel.unmet import Refusal, Unmet
from xbcommerce.supply.lead_times.last_day import last_day
from xbcommerce.supply.lead_times.lead_time import Arrival
from xbcommerce.supply.lead_times.lead_time_demand import lead_time_demand
from xbcommerce.supply.lead_times.pmf import Pmf
from xbcommerce.supply.lots.economic_lot import best_lot
from xbcommerce.supply.targets.reorder import ReorderPoint, reorder_point
from xbcommerce.supply.targets.targets import CycleService

from .considered import Considered
from .offers import Offer
from .question import Question
from .service import ServiceWanted, service_wanted

LOOK_AHEAD_DAYS = 1_096
"""How far ahead a last safe order date is searched: three years."""


def assess(
    offer: Offer, question: Question, *, economic: bool = True, at_least: int | None = None
) -> Considered | Refusal:
    """Work one offer out.

    Args:
        offer: Prices, terms and lead time.
        question: The item, the day and the rules.
        economic: Buy the quantity of least cost a year; otherwise no more than the need, rounded.
        at_least: Cover so many units instead of those that are missing; None for those.

    Returns:
        Its figures; or a `Refusal` with every reason why it cannot be taken.
    """
    now = offer.lead_time.arrival(question.on)
    later = offer.lead_time.arrival(question.next_review_on)
    first, until_next = now.days_from(question.on), later.days_from(question.on)
    wanted = service_wanted(offer, question, first, until_next)
    if isinstance(wanted, Refusal):
        return wanted
    late = _too_slow(offer, question, now, wanted.p)
    figures = _work_out(offer, question, wanted, now, later, economic=economic, at_least=at_least)
    if isinstance(figures, Refusal):
        return Refusal((*late, *figures.unmet))
    return Refusal(late) if late else figures


def _work_out(
    offer: Offer,
    question: Question,
    wanted: ServiceWanted,
    now: Arrival,
    later: Arrival,
    *,
    economic: bool,
    at_least: int | None,
) -> Considered | Refusal:
    point = _point(question, later.days_from(question.on), wanted.p)
    horizon = later.quantile(wanted.p)
    position = question.position.inventory_position(horizon=horizon)
    gaps = _gaps(question, wanted.p, now.quantile(wanted.p), horizon)
    need = max([math.ceil(point.level) - position, *gaps])
    held = Fraction(point.safety_stock)
    held += Fraction(question.forecast.mean_per_day) * offer.owned_in_transit_days
    cover = max(1, need) if at_least is None else at_least
    lot = best_lot(offer, cover, question.costs(held_units=held), economic=economic)
    if isinstance(lot, Refusal):
        return lot
    service = _service(question, now, wanted.p)
    in_time = service >= wanted.p
    return Considered(
        offer_id=offer.id,
        mode=offer.mode,
        reorder_point=point,
        position=position,
        need=need,
        quantity=lot.quantity,
        order_by=_last_safe_order(offer, question, wanted.p, in_time=in_time),
        service_now=Decimal(math.floor(service * 10_000)).scaleb(-4),
        in_time=in_time,
        arrives_p10=now.quantile("0.1"),
        arrives_p50=now.quantile("0.5"),
        arrives_p90=now.quantile("0.9"),
        unit_price=offer.unit_price(lot.quantity),
        landed=lot.landed,
        annual_cost=lot.annual_cost,
        steps=lot.steps,
        wanted=wanted.p,
        goal=wanted.goal,
    )


def _too_slow(offer: Offer, question: Question, now: Arrival, p: Fraction) -> tuple[Unmet, ...]:
    """Return the reason against an offer that is not there, at the wanted service, by the day it must be."""
    if question.arrive_by is None or now.by(question.arrive_by) >= p:
        return ()
    days = (now.quantile(p) - question.on).days
    left = (question.arrive_by - question.on).days
    return (Unmet("offer.too_slow", offer.id, {"days": days, "days_max": left}),)


def _last_safe_order(offer: Offer, question: Question, p: Fraction, *, in_time: bool) -> date | None:
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
        return _service(question, offer.lead_time.arrival(day), p) >= p

    last, step = question.on, 1
    while step <= LOOK_AHEAD_DAYS and safe(_after(question, step)):
        last, step = _after(question, step), step * 2
    return None if step > LOOK_AHEAD_DAYS else last_day(safe, last, _after(question, step))


def _after(question: Question, days: int) -> date:
    return question.on + timedelta(days=days)


def _service(question: Question, arrival: Arrival, p: Fraction) -> float:
    """Return how likely the position lasts until an order arrives, also before each receipt."""
    horizon = arrival.quantile(p)
    at_receipts = [
        _lasts(question, Pmf.point((due - question.on).days), due - timedelta(days=1))
        for due in question.receipts(question.on, horizon)
    ]
    return min([_lasts(question, arrival.days_from(question.on), horizon), *at_receipts])


def _lasts(question: Question, pmf: Pmf, horizon: date) -> float:
    position = question.position.inventory_position(horizon=horizon)
    return lead_time_demand(question.forecast, pmf, question.rules.model).service_at(position)


def _gaps(question: Question, p: Fraction, first: date, last: date) -> list[int]:
    """Return the units missing just before each receipt that an order of today would still precede."""
    return [
        math.ceil(_point(question, Pmf.point((due - question.on).days), p).level)
        - question.position.inventory_position(horizon=due - timedelta(days=1))
        for due in question.receipts(first, last)
    ]


def _point(question: Question, pmf: Pmf, p: Fraction) -> ReorderPoint:
    return reorder_point(lead_time_demand(question.forecast, pmf, question.rules.model), CycleService(p))

"""What to reorder, from whom, by sea or by air, and by which day: all offers worked out and compared.

The question at each review is not "is stock low" but "is it safe to wait": if nothing is ordered today, the
next order is placed at the next review and arrives when that day's calendar lets it. So each offer's reorder
point covers demand from today until *that* arrival, and grows by itself before a factory closes. The circle
quantity, price, supplier, lead time, quantity is broken by working out every offer.

    1. reject what has no price, no exchange rate, no feasible quantity
    2. take the least cost a year: goods + orders + capital in stock and on the way
    3. order if that offer cannot wait until the next review, else say when to look again
    4. if it comes too late and no faster offer can wait either, let the cheapest in time bridge the gap
       with no more than is missing, and order the rest of the cheap one beside it

Example: see `xbcommerce.supply`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from attrs import evolve

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import currency_of, minor
from xbcommerce.kernel.naming import repeated
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.supply.forecasts.forecast import Forecast
from xbcommerce.supply.ports import FxRates
from xbcommerce.supply.stock.position import Position
from xbcommerce.supply.targets.targets import CycleService

from .assess import Question, assess
from .considered import Considered, Rejected
from .offers import Offer
from .recommendation import Outcome, Recommendation
from .review_rules import ReviewRules


def recommend(
    position: Position,
    forecast: Forecast,
    offers: Sequence[Offer],
    *,
    target: CycleService,
    on: date,
    currency: str,
    rates: FxRates,
    rules: ReviewRules,
) -> Recommendation:
    """Recommend what to do about one item.

    Args:
        position: Its stock.
        forecast: Its demand per day.
        offers: The ways to buy it, with different ids.
        target: Share of order cycles in which demand is met in full.
        on: The day of the decision.
        currency: The reporting currency, in which offers are compared.
        rates: Exchange rates into it.
        rules: How often stock is reviewed and what holding it costs.

    Raises:
        InvalidValueError: Two offers with one id.
        UnknownCurrencyError: The reporting currency is not an active one.
    """
    currency_of(currency)
    if twice := repeated(offer.id for offer in offers):
        msg = f"several offers are called {twice[0]!r}; give each its own id"
        raise InvalidValueError(msg)
    question = Question(position, forecast, target, on, currency, rates, rules)
    found: dict[str, Considered] = {}
    rejected: list[Rejected] = []
    for offer in offers:
        match assess(offer, question):
            case Considered() as one:
                found[offer.id] = one
            case Refusal(unmet):
                rejected.append(Rejected(offer.id, offer.mode, unmet))
    ranked = sorted(found.values(), key=_cost)
    taken = _taken(ranked, {offer.id: offer for offer in offers}, question)
    others = [one for one in ranked if one.offer_id not in {its.offer_id for its in taken}]
    return Recommendation(
        outcome=_outcome(taken),
        on=on,
        next_review_on=question.next_review_on,
        target=target.p,
        forecast=forecast,
        position=position,
        taken=taken,
        others=tuple(others),
        rejected=tuple(rejected),
    )


def _cost(one: Considered) -> tuple[int, Fraction, date, str]:
    """Cheapest first; of equals the cheaper unit, the sooner, the id."""
    return minor(one.annual_cost), one.landed.total_minor, one.arrives_p90, one.offer_id


def _taken(
    ranked: Sequence[Considered], offers: Mapping[str, Offer], question: Question
) -> tuple[Considered, ...]:
    """Take the cheapest offer, unless nothing can wait for it: then another one bridges the gap first."""
    if not ranked:
        return ()
    cheapest = ranked[0]
    if cheapest.in_time:
        return (cheapest,)
    patient = next((one for one in ranked if one.can_wait), None)
    if patient is not None:
        return (cheapest if cheapest.need > 0 else patient,)
    bridge = min(ranked, key=lambda one: (not one.in_time, *_help(one), _cost(one)))
    if bridge is cheapest:
        return (cheapest,)
    smallest = assess(offers[bridge.offer_id], question, economic=False)
    if isinstance(smallest, Considered):
        bridge = smallest
    position = question.position
    bridged = evolve(position, on_order=position.on_order + bridge.quantity)
    rest = assess(offers[cheapest.offer_id], evolve(question, position=bridged))
    return (bridge, rest) if isinstance(rest, Considered) and rest.need > 0 else (bridge,)


def _help(one: Considered) -> tuple[Decimal, date]:
    """Of offers that are all late, prefer the likeliest to come before stock runs out, then the soonest."""
    return (Decimal(0), date.min) if one.in_time else (-one.service_now, one.arrives_p50)


def _outcome(taken: Sequence[Considered]) -> Outcome:
    if not taken:
        return Outcome.NO_OFFER
    return Outcome.ORDER if taken[0].need > 0 else Outcome.WAIT

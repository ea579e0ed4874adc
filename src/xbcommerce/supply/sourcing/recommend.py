"""What to reorder, from whom, by sea or by air, and by which day: all offers worked out and compared.

The question at each review is not "is stock low" but "is it safe to wait": if nothing is ordered today, the
next order is placed at the next review and arrives when that day's calendar lets it. So each offer's reorder
point covers demand from today until *that* arrival, and grows by itself before a factory closes. The circle
quantity, price, supplier, lead time, quantity is broken by working out every offer.

    1. reject what has no price, no exchange rate, no feasible quantity
    2. take the least cost a year: goods + orders + capital in stock and on the way
    3. order if that offer cannot wait until the next review, else say when to look again
    4. if it comes too late and no faster offer can wait either, let the cheapest in time bridge the gap,
       with as much as pays where a margin is given, else with what the target misses, and order the rest of
       the cheap one beside it

Example: see `xbcommerce.supply`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from attrs import evolve

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.fx import FxRates
from xbcommerce.kernel.money import minor
from xbcommerce.kernel.naming import repeated
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.supply.forecasts.forecast import Forecast
from xbcommerce.supply.stock.position import Position
from xbcommerce.supply.targets.targets import Target

from .assess import assess
from .bridge import bridge_of
from .considered import Considered, Rejected
from .offers import Offer
from .question import Question
from .recommendation import Outcome, Recommendation
from .review_rules import ReviewRules


def recommend(
    position: Position,
    forecast: Forecast,
    offers: Sequence[Offer | Rejected],
    *,
    target: Target,
    on: date,
    currency: str,
    rates: FxRates,
    rules: ReviewRules,
) -> Recommendation:
    """Recommend what to do about one item.

    Args:
        position: Its stock.
        forecast: Its demand per day.
        offers: The ways to buy it, with different ids; see `answer`.
        target: What stock is held for. A `FillRate` or `StockoutCost` is translated for each offer, by its
            own lead time and order quantity.
        on: The day of the decision.
        currency: The reporting currency, in which offers are compared.
        rates: Exchange rates into it.
        rules: How often stock is reviewed and what holding it costs.

    Raises:
        InvalidValueError: Two offers with one id.
        UnknownCurrencyError: The reporting currency is not an active one.
        CurrencyMismatchError: A margin or stock-out cost in another currency.
    """
    return answer(Question(position, forecast, target, on, currency, rates, rules), offers)


def answer(question: Question, offers: Sequence[Offer | Rejected]) -> Recommendation:
    """Work all offers out for one item.

    Args:
        question: The item, the day, the target, and what a sale brings or by when goods must be there.
        offers: The ways to buy it, with different ids. What was rejected before, e.g. by `with_duties`, is
            named among the rejected; an offer with ``imported`` is rejected, as nobody asked for its duty.

    Raises:
        InvalidValueError: Two offers with one id.
    """
    if twice := repeated(_id(offer) for offer in offers):
        msg = f"several offers are called {twice[0]!r}; give each its own id"
        raise InvalidValueError(msg)
    found: dict[str, Considered] = {}
    rejected: list[Rejected] = []
    for offer in offers:
        if isinstance(offer, Rejected):
            rejected.append(offer)
            continue
        match assess(offer, question):
            case Considered() as one:
                found[offer.id] = one
            case Refusal(unmet):
                rejected.append(Rejected(offer.id, offer.mode, unmet))
    ranked = sorted(found.values(), key=_cost)
    taken = _taken(ranked, {offer.id: offer for offer in offers if isinstance(offer, Offer)}, question)
    others = [one for one in ranked if one.offer_id not in {its.offer_id for its in taken}]
    return Recommendation(
        outcome=_outcome(taken),
        on=question.on,
        next_review_on=question.next_review_on,
        target=question.target,
        forecast=question.forecast,
        position=question.position,
        taken=taken,
        others=tuple(others),
        rejected=tuple(rejected),
    )


def _id(offer: Offer | Rejected) -> str:
    return offer.offer_id if isinstance(offer, Rejected) else offer.id


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
    fast, slow = (offers[bridge.offer_id], bridge), (offers[cheapest.offer_id], cheapest)
    built = bridge_of(fast, slow, question)
    if built.taken is None:
        steps = cheapest.steps if built.note is None else (built.note, *cheapest.steps)
        return (evolve(cheapest, steps=steps),)
    position = question.position
    bridged = evolve(position, on_order=position.on_order + built.taken.quantity)
    rest = assess(slow[0], evolve(question, position=bridged))
    return (built.taken, rest) if isinstance(rest, Considered) and rest.need > 0 else (built.taken,)


def _help(one: Considered) -> tuple[Decimal, date]:
    """Of offers that are all late, prefer the likeliest to come before stock runs out, then the soonest."""
    return (Decimal(0), date.min) if one.in_time else (-one.service_now, one.arrives_p50)


def _outcome(taken: Sequence[Considered]) -> Outcome:
    if not taken:
        return Outcome.NO_OFFER
    return Outcome.ORDER if taken[0].need > 0 else Outcome.WAIT

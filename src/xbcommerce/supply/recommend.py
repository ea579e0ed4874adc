"""What to reorder, from whom, by sea or by air, and by which day: all offers worked out and compared.

The question at each review is not "is stock low" but "is it safe to wait": if nothing is ordered today, the
next order is placed at the next review and arrives when that day's calendar lets it. So each offer's reorder
point covers demand from today until *that* arrival, and grows by itself before a factory closes. The circle
quantity, price, supplier, lead time, quantity is broken by working out every offer.

    1. reject what has no price, no exchange rate, no feasible quantity
    2. prefer what arrives before the position runs out, at the target
    3. of these take the least cost a year: goods + orders + capital in stock and on the way
    4. order if that offer cannot wait until the next review, else say when to look again

Example: see `xbcommerce.supply`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import currency_of
from xbcommerce.kernel.unmet import Refusal

from .assess import Question, assess
from .considered import Considered, Rejected
from .forecast import Forecast
from .offers import Offer
from .ports import FxRates
from .position import Position
from .recommendation import Outcome, Recommendation
from .review_rules import ReviewRules
from .targets import CycleService


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
    ids = [offer.id for offer in offers]
    if twice := sorted({key for key in ids if ids.count(key) > 1}):
        msg = f"several offers are called {twice[0]!r}; give each its own id"
        raise InvalidValueError(msg)
    question = Question(position, forecast, target, on, currency, rates, rules)
    considered: list[Considered] = []
    rejected: list[Rejected] = []
    for offer in offers:
        match assess(offer, question):
            case Considered() as found:
                considered.append(found)
            case Refusal(unmet):
                rejected.append(Rejected(offer.id, offer.mode, unmet))
    considered.sort(key=_preference)
    chosen = considered[0] if considered else None
    return Recommendation(
        outcome=_outcome(chosen),
        on=on,
        next_review_on=question.next_review_on,
        target=target.p,
        forecast=forecast,
        position=position,
        chosen=chosen,
        others=tuple(considered[1:]),
        rejected=tuple(rejected),
    )


def _preference(found: Considered) -> tuple[bool, Fraction, int, Fraction, date, str]:
    """In time first; of the late ones the likeliest to help; then the cheapest, the soonest, the id."""
    late = not found.in_time
    likeliest = -Fraction(found.service_now) if late else Fraction(0)
    return (
        late,
        likeliest,
        int(found.annual_cost.amount.scaleb(4)),
        found.landed.total_minor,
        found.arrives_p90,
        found.offer_id,
    )


def _outcome(chosen: Considered | None) -> Outcome:
    if chosen is None:
        return Outcome.NO_OFFER
    return Outcome.ORDER if chosen.need > 0 else Outcome.WAIT

"""`recommend` as a policy: at every review the forecast is made anew from what the shop has seen by then.

So the whole way from history to order line is proven, not one fixed setting. Each order travels as its offer
says, by sea or by air, through the calendars of its legs.

Example: see ``docs/plan-one-product.md``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import Figure
from xbcommerce.kernel.fx import FxRates
from xbcommerce.kernel.money import exponent_of
from xbcommerce.supply.forecasts.forecast import forecast
from xbcommerce.supply.forecasts.methods import Method
from xbcommerce.supply.policies.review import Review
from xbcommerce.supply.sourcing.offers import Offer
from xbcommerce.supply.sourcing.recommend import recommend
from xbcommerce.supply.sourcing.recommendation import Outcome, Recommendation
from xbcommerce.supply.sourcing.review_rules import ReviewRules
from xbcommerce.supply.targets.targets import Target

from .replay import Placed
from .transit import DrawnTransit


class ReplayError(InvalidValueError):
    """A replay that would prove nothing: on a day of it, no offer can be taken."""

    code = "no_offer_in_replay"


@frozen(kw_only=True)
class Recommending:
    """Order what `recommend` says; the arguments are those of `recommend`.

    Attributes:
        method: The forecast method, learnt anew at every review.
        offers: The ways to buy.
        target: Service wanted.
        currency: The reporting currency.
        rates: Exchange rates, also of the past.
        rules: How stock is reviewed; ``review_days`` should be the days between the setup's reviews.
        chances: One number a bucket, from the first again after the last: the share of orders that take no
            longer. ``("0.5",)`` for the middle of every lead time; draw them with a seeded generator.
    """

    method: Method
    offers: tuple[Offer, ...] = field(converter=tuple[Offer, ...])
    target: Target
    currency: str
    rates: FxRates
    rules: ReviewRules
    chances: tuple[Figure, ...] = field(converter=tuple[Figure, ...])
    _transits: Mapping[str, DrawnTransit] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        transits = {offer.id: DrawnTransit(offer.lead_time, self.chances) for offer in self.offers}
        object.__setattr__(self, "_transits", transits)

    def recommendation(self, review: Review) -> Recommendation:
        """Return what is recommended at a review, with its reasons.

        Raises:
            ReplayError: All offers are rejected, e.g. for want of an exchange rate of that day.
        """
        answer = recommend(
            review.stock,
            forecast(review.history, self.method),
            self.offers,
            target=self.target,
            on=review.on,
            currency=self.currency,
            rates=self.rates,
            rules=self.rules,
        )
        if answer.outcome is Outcome.NO_OFFER:
            reasons = "; ".join(str(unmet) for each in answer.rejected for unmet in each.unmet)
            msg = f"on {review.on} no offer can be taken: {reasons}; give offers and rates that hold then"
            raise ReplayError(msg)
        return answer

    def orders(self, review: Review, /) -> Sequence[Placed]:
        """Return the recommended lines, each with the lead time of its offer.

        Its premium is what it costs on the shelf above the cheapest offer of that day: a setting that flies
        goods in pays for it.
        """
        answer = self.recommendation(review)
        cheapest = min(one.landed.total_minor for one in (*answer.taken, *answer.others))
        unit = 10 ** exponent_of(self.currency)
        return [
            Placed(
                line.quantity,
                self._transits[line.offer_id],
                (one.landed.total_minor - cheapest) * line.quantity / unit,
            )
            for one, line in zip(answer.taken, answer.lines, strict=False)
        ]

"""Who should take a payment: ranked by what reaches the seller, how likely it is, and how long it takes.

    score = landed net x success probability x (1 - cost of a day x days), in exact fractions

The score is what the seller may expect of the candidate, so candidates are compared in money. Ties go to the
provider's name, then the method's. Who may not take the payment is left out with every reason.

Example:
    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.fx import Rate
    >>> from xbcommerce.payments import Candidate, FeeSchedule, Purchase, rank_routes
    >>> from xbcommerce.payments.providers import EVERYWHERE, MethodKind, MethodOffer
    >>> from xbcommerce.payments.routing import RoutePolicy
    >>> rate = Rate("USD", "EUR", Decimal("0.92"), date(2026, 3, 2), "a bank")
    >>> def candidate(provider, kind, percent, spread_bps, success, lag_days):
    ...     offer = MethodOffer(kind, kind.value, currencies={"USD"}, countries=EVERYWHERE)
    ...     return Candidate(provider=provider, offer=offer, fees=(FeeSchedule(percent=Decimal(percent)),),
    ...         payout=FeeSchedule(), rate=rate, spread_bps=spread_bps, success=success, lag_days=lag_days)
    >>> print(rank_routes(Purchase(Money("100.00", "USD"), "US", "EUR"), [
    ...     candidate("acme", MethodKind.CARD, "2.9", 100, "0.95", 2),
    ...     candidate("paypal", MethodKind.PAYPAL, "3.49", 300, "0.97", 1),
    ... ], RoutePolicy(day_cost_bps=2)))
    USD 100.00 from US, to arrive in EUR: take acme, card; expect EUR 83.98
      leaves EUR 88.44: fees USD 2.90, FX spread EUR 0.89, payout fee EUR 0.00
      success 95%, days to the balance: 2
    Why not paypal, paypal: expect EUR 83.53, EUR 0.45 less
      leaves EUR 86.13: fees USD 3.49, FX spread EUR 2.66, payout fee EUR 0.00
      success 97%, days to the balance: 1
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import figure, not_negative
from xbcommerce.kernel.fx import BPS
from xbcommerce.kernel.money import Rounding, exponent_of, from_minor, round_fraction
from xbcommerce.kernel.naming import repeated
from xbcommerce.kernel.unmet import Note, Param, Refusal, Unmet

from .candidate import Candidate, Purchase
from .eligibility import ROUTE_RULES, RouteRule, route_reasons
from .html import plan_html
from .landed import LandedNet, landed_net
from .messages import ENGLISH


@frozen
class RoutePolicy:
    """How a seller ranks.

    Attributes:
        day_cost_bps: What a day of waiting costs, in hundredths of a percent of what lands.
    """

    day_cost_bps: Fraction = field(default=Fraction(0), converter=figure, validator=not_negative)


@frozen
class Route:
    """A candidate that may take the payment.

    Attributes:
        candidate: Who.
        landed: What reaches the seller, step by step.
        score: What the seller may expect, exact, in units of the settlement currency.
    """

    candidate: Candidate
    landed: LandedNet
    score: Fraction

    @property
    def provider(self) -> str:
        """The provider's name."""
        return self.candidate.provider

    @property
    def expected(self) -> Money:
        """The score as money, rounded half even; for people."""
        return _money(self.score, self.landed.net.currency.code)


@frozen
class RejectedRoute:
    """A candidate that may not take the payment, and everything that stands in the way."""

    candidate: Candidate
    refusal: Refusal


@frozen
class RoutePlan:
    """Who should take a payment, and why: the best first, then everybody that was left out.

    Attributes:
        purchase: What is to be paid.
        policy: How was ranked.
        routes: Best first; never empty.
        rejected: In the order given, with every reason.
    """

    purchase: Purchase
    policy: RoutePolicy
    routes: tuple[Route, ...]
    rejected: tuple[RejectedRoute, ...] = ()

    @property
    def best(self) -> Route:
        """Who should take it."""
        return self.routes[0]

    def why(self) -> tuple[Note | Unmet, ...]:
        """Return the choice with its figures, why nobody else, and who was left out."""
        figures: dict[str, Param] = {
            "amount": self.purchase.amount,
            "country": self.purchase.buyer_country,
            "settlement": self.purchase.settlement,
            "route": self.best.candidate.place,
            "expected": self.best.expected,
        }
        notes = [Note("route.chosen", figures), *_figures(self.best)]
        for route in self.routes[1:]:
            less = self.best.expected - route.expected  # of what is shown, so that the figures add up
            behind: dict[str, Param] = {
                "route": route.candidate.place,
                "expected": route.expected,
                "less": less,
            }
            notes += [Note("route.behind", behind), *_figures(route)]
        return (*notes, *(unmet for each in self.rejected for unmet in each.refusal.unmet))

    def __str__(self) -> str:
        return ENGLISH.explain(self)

    def _repr_html_(self) -> str:
        return plan_html(self)


def rank_routes(
    purchase: Purchase,
    candidates: Iterable[Candidate],
    policy: RoutePolicy,
    *,
    rules: Iterable[RouteRule] = ROUTE_RULES,
) -> RoutePlan | Refusal:
    """Rank who may take a payment.

    Args:
        purchase: What is to be paid.
        candidates: Who might take it, in any order; each method of a provider once.
        policy: How to rank.
        rules: What a candidate must meet.

    Returns:
        The plan, or a refusal with every reason of every candidate.

    Raises:
        InvalidValueError: A method of a provider stands twice.
    """
    given, demands = tuple(candidates), tuple(rules)
    if twice := repeated([each.place for each in given]):
        msg = f"candidates: {'; '.join(twice)} stands twice; give each method of a provider once"
        raise InvalidValueError(msg)
    routes: list[Route] = []
    rejected: list[RejectedRoute] = []
    for candidate in given:
        if reasons := route_reasons(candidate, purchase, demands):
            rejected.append(RejectedRoute(candidate, Refusal(reasons)))
        else:
            routes.append(_route(candidate, purchase, policy))
    if not routes:
        reasons = tuple(unmet for each in rejected for unmet in each.refusal.unmet)
        return Refusal(reasons or (Unmet("route.no_candidates"),))
    routes.sort(key=lambda each: (-each.score, each.provider, each.candidate.offer.name))
    return RoutePlan(purchase, policy, tuple(routes), tuple(rejected))


def _route(candidate: Candidate, purchase: Purchase, policy: RoutePolicy) -> Route:
    landed = landed_net(candidate, purchase)
    patience = max(Fraction(0), 1 - policy.day_cost_bps * (candidate.lag_days or 0) / BPS)
    likely = candidate.success or Fraction(0)
    return Route(candidate, landed, Fraction(landed.net.amount) * likely * patience)


def _money(value: Fraction, currency: str) -> Money:
    return from_minor(round_fraction(value * 10 ** exponent_of(currency), Rounding.HALF_EVEN), currency)


def _figures(route: Route) -> tuple[Note, Note]:
    landed, candidate = route.landed, route.candidate
    before, after = bool(landed.fees.amount), bool(landed.fees_after.amount)
    steps: dict[str, Param] = {
        "net": landed.net,
        "fees": landed.fees if before or not after else landed.fees_after,
        "fees_after": landed.fees_after,
        "spread": landed.spread,
        "payout_fee": landed.payout_fee,
    }
    chances: dict[str, Param] = {
        "success_percent": (candidate.success or Fraction(0)) * 100,
        "days": candidate.lag_days or 0,
    }
    twice = before and after
    return Note("route.steps_fees_after" if twice else "route.steps", steps), Note("route.chances", chances)

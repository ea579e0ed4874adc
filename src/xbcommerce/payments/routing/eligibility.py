"""May this candidate take the payment: every reason why not, at once.

First what the provider offers, in the order currency, country, minimum, maximum, then what is not known of
it. Limits are inclusive. A host adds rules of its own to `ROUTE_RULES`.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.payments import Candidate, Purchase
    >>> from xbcommerce.payments.providers import MethodKind, MethodOffer
    >>> from xbcommerce.payments.routing import route_reasons
    >>> wallet = MethodOffer(MethodKind.WALLET, "Alipay", currencies={"CNY"}, countries={"CN"})
    >>> purchase = Purchase(Money("80.00", "EUR"), "DE", "EUR")
    >>> [reason.code for reason in route_reasons(Candidate(provider="antom", offer=wallet), purchase)]
    ['route.currency_not_supported', 'route.country_not_supported', 'route.fees_unknown', \
'route.payout_fee_unknown', 'route.success_unknown', 'route.lag_unknown']
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from xbcommerce.kernel.fx import Rate, StaleRate
from xbcommerce.kernel.money import compare
from xbcommerce.kernel.unmet import Param, Unmet

from .candidate import Candidate, Purchase

RouteRule = Callable[[Candidate, Purchase], Unmet | None]
"""One requirement: what is not met, or None."""


def currency_supported(candidate: Candidate, purchase: Purchase) -> Unmet | None:
    """The buyer may pay in this currency by this method."""
    currency = purchase.amount.currency.code
    served = candidate.offer.serves_currency(currency)
    if served:
        return None
    code = "route.currency_unknown" if served is None else "route.currency_not_supported"
    return Unmet(code, candidate.place, {"currency": currency})


def country_supported(candidate: Candidate, purchase: Purchase) -> Unmet | None:
    """Buyers in this country may pay by this method."""
    served = candidate.offer.serves_country(purchase.buyer_country)
    if served:
        return None
    code = "route.country_unknown" if served is None else "route.country_not_supported"
    return Unmet(code, candidate.place, {"country": purchase.buyer_country})


def amount_not_below(candidate: Candidate, purchase: Purchase) -> Unmet | None:
    """The amount reaches the method's minimum; without a known one, any does."""
    limits = candidate.offer.limits_in(purchase.amount.currency.code)
    least = None if limits is None else limits.minimum
    if least is None or compare(purchase.amount, least) >= 0:
        return None
    figures: dict[str, Param] = {"amount": purchase.amount, "minimum": least}
    return Unmet("route.amount_below_minimum", candidate.place, figures)


def amount_not_above(candidate: Candidate, purchase: Purchase) -> Unmet | None:
    """The amount stays within the method's maximum; without a known one, any does."""
    limits = candidate.offer.limits_in(purchase.amount.currency.code)
    most = None if limits is None else limits.maximum
    if most is None or compare(purchase.amount, most) <= 0:
        return None
    figures: dict[str, Param] = {"amount": purchase.amount, "maximum": most}
    return Unmet("route.amount_above_maximum", candidate.place, figures)


def fees_known(candidate: Candidate, purchase: Purchase) -> Unmet | None:
    """There is a price list, and it is in a currency that the payment passes through."""
    if candidate.fees is None:
        return Unmet("route.fees_unknown", candidate.place)
    passed = {None, purchase.amount.currency.code, purchase.settlement}
    strange = sorted({str(each.currency) for each in candidate.fees if each.currency not in passed})
    if strange:
        return Unmet("route.fees_elsewhere", candidate.place, {"currencies": tuple(strange)})
    return None


def payout_known(candidate: Candidate, purchase: Purchase) -> Unmet | None:
    """The fee of the payout is known, and is in the seller's currency."""
    if candidate.payout is None:
        return Unmet("route.payout_fee_unknown", candidate.place)
    strange = candidate.payout.currency
    if strange not in {None, purchase.settlement}:
        return Unmet("route.fees_elsewhere", candidate.place, {"currencies": (str(strange),)})
    return None


def rate_known(candidate: Candidate, purchase: Purchase) -> Unmet | None:
    """Where the amount must be exchanged, there is a rate of today, of the right pair."""
    base, quote = purchase.amount.currency.code, purchase.settlement
    pair: dict[str, Param] = {"base": base, "quote": quote}
    match candidate.rate:
        case Rate(base=ours, quote=theirs) if (ours, theirs) == (base, quote):
            return None
        case None if base == quote:
            return None
        case StaleRate() as stale:
            ages: dict[str, Param] = {"age_days": stale.age_days, "age_days_max": stale.max_age_days}
            return Unmet("route.rate_stale", candidate.place, {**pair, **ages})
        case _:
            return Unmet("route.rate_missing", candidate.place, pair)


def spread_known(candidate: Candidate, purchase: Purchase) -> Unmet | None:
    """Where the amount is exchanged, it is known what the exchange takes."""
    exchanged = candidate.rate is not None or purchase.situation.is_converted
    if exchanged and candidate.spread_bps is None:
        return Unmet("route.spread_unknown", candidate.place)
    return None


def success_known(candidate: Candidate, _: Purchase) -> Unmet | None:
    """Somebody has measured how often payments succeed."""
    return Unmet("route.success_unknown", candidate.place) if candidate.success is None else None


def lag_known(candidate: Candidate, _: Purchase) -> Unmet | None:
    """It is known how long the money takes."""
    return Unmet("route.lag_unknown", candidate.place) if candidate.lag_days is None else None


ROUTE_RULES: tuple[RouteRule, ...] = (
    currency_supported,
    country_supported,
    amount_not_below,
    amount_not_above,
    fees_known,
    payout_known,
    rate_known,
    spread_known,
    success_known,
    lag_known,
)
"""What every candidate must meet to be ranked, in the order in which reasons are told."""


def route_reasons(
    candidate: Candidate, purchase: Purchase, rules: Iterable[RouteRule] = ROUTE_RULES
) -> tuple[Unmet, ...]:
    """List everything that keeps a candidate from taking a payment; nothing means it may.

    Args:
        candidate: Who might take it.
        purchase: What is to be paid.
        rules: The requirements.
    """
    return tuple(unmet for rule in rules if (unmet := rule(candidate, purchase)) is not None)

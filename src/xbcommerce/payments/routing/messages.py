"""What routing says, in English."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages

_PLAN = {
    "route.chosen": "{amount} from {country}, to arrive in {settlement}: take {route}; expect {expected}",
    "route.behind": "Why not {route}: expect {expected}, {less} less",
    "route.steps": "  leaves {net}: fees {fees}, FX spread {spread}, payout fee {payout_fee}",
    "route.steps_fees_after": (
        "  leaves {net}: fees {fees} before and {fees_after} after the exchange, FX spread {spread}, "
        "payout fee {payout_fee}"
    ),
    "route.chances": "  success {success_percent}%, days to the balance: {days}",
}

_REASONS = {
    "route.currency_not_supported": "Not {where}: buyers cannot pay in {currency}",
    "route.currency_unknown": "Not {where}: nobody has said in which currencies buyers may pay",
    "route.country_not_supported": "Not {where}: buyers in {country} cannot pay by it",
    "route.country_unknown": "Not {where}: nobody has said whether buyers in {country} can pay by it",
    "route.amount_below_minimum": "Not {where}: {amount} is less than the minimum of {minimum}",
    "route.amount_above_maximum": "Not {where}: {amount} is more than the maximum of {maximum}",
    "route.fees_unknown": "Not {where}: its price list is not known",
    "route.fees_elsewhere": (
        "Not {where}: its fees are in {currencies}, which the payment does not pass through"
    ),
    "route.payout_fee_unknown": "Not {where}: what a payout costs is not known",
    "route.rate_missing": "Not {where}: there is no exchange rate from {base} to {quote}",
    "route.rate_stale": (
        "Not {where}: the exchange rate from {base} to {quote} is {age_days} days old, "
        "at most {age_days_max} are allowed"
    ),
    "route.spread_unknown": "Not {where}: what its exchange takes of the market rate is not known",
    "route.success_unknown": "Not {where}: nobody has measured how often payments succeed",
    "route.lag_unknown": "Not {where}: how long the money takes is not known",
    "route.no_candidates": "Nobody was proposed to take the payment",
}

_NEXT = {
    "route.next": "Next, after {tried}: {route}, expect {expected}",
    "route.ask_first": (
        "{where}: what became of the payment is not clear; ask the provider before anybody else is tried"
    ),
    "route.authenticate_first": "{where}: the buyer must prove who they are; then the same route again",
    "route.none_left": "Nobody is left to try after {tried}",
}

ENGLISH = Messages.english({**_PLAN, **_REASONS, **_NEXT})

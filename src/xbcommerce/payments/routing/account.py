"""Candidates from what is known of providers: methods, price lists, spreads and lags, as of a day.

What the records do not know, the seller's own account may: how often payments succeed there, what the
contract says of payouts. What nobody knows stays unknown, and the candidate is left out with that reason.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.payments import FeeSchedule, Purchase
    >>> from xbcommerce.payments.routing import ProviderAccount, candidates_of
    >>> from xbcommerce.reference.providers import provider_rules
    >>> from xbcommerce.reference.rates import ecb_rates
    >>> account = ProviderAccount("stripe", "US", success="0.94", lag_days=2, payout=FeeSchedule())
    >>> day = date(2026, 10, 30)
    >>> rate = ecb_rates().as_of("EUR", "USD", day, max_age_days=5)
    >>> (card,) = candidates_of(account, Purchase(Money("89.00", "EUR"), "DE", "USD", card_country="DE"),
    ...     provider_rules(), rate=rate, on=day)
    >>> card.place, card.spread_bps, [surcharge.name for surcharge in card.fees[0].surcharges]
    ('stripe, card', Fraction(0, 1), ['international card', 'currency conversion'])
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TypeVar

from attrs import field, frozen
from attrs.validators import optional

from xbcommerce.kernel.dated import Answer, Found
from xbcommerce.kernel.errors import count_field
from xbcommerce.kernel.figures import figure_or_none, share
from xbcommerce.kernel.fx import NoRate, Rate, StaleRate
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.payments.fees.countries import alpha2_field
from xbcommerce.payments.fees.schedule import FeeSchedule
from xbcommerce.payments.providers.rules import ProviderRules

from .candidate import Candidate, Purchase

T = TypeVar("T")


@frozen
class ProviderAccount:
    """A seller's account with a provider, and what the seller knows from using it.

    Attributes:
        provider: Its name in the records.
        country: Where the account is: prices hang on it.
        success: How likely a payment is to succeed, measured; None if it was not.
        lag_days: Days from capture to the balance, as experienced; None takes what the provider says.
        payout: What the bank payout costs; None if unknown, an empty list if nothing.
    """

    provider: str
    country: str = field(validator=alpha2_field)
    success: Fraction | None = field(default=None, converter=figure_or_none, validator=share, kw_only=True)
    lag_days: int | None = field(default=None, validator=optional(count_field), kw_only=True)
    payout: FeeSchedule | None = field(default=None, kw_only=True)


def candidates_of(
    account: ProviderAccount,
    purchase: Purchase,
    rules: ProviderRules,
    *,
    rate: Rate | NoRate | StaleRate | None,
    on: date,
    known: date | None = None,
) -> tuple[Candidate, ...]:
    """Make a candidate of every method that a provider offers, by name.

    A record that is ambiguous, void, merely announced or overdue for review is not used: it is unknown.

    Args:
        account: The seller's account.
        purchase: What is to be paid.
        rules: What is known of providers.
        rate: The market rate for the purchase; None where nothing is exchanged.
        on: The day.
        known: As known on which day; default the day the records were issued.
    """
    spread = None
    if purchase.situation.is_converted:
        spread = _value(rules.spread_of(account.provider, account.country, on=on, known=known))
    found: list[Candidate] = []
    for method in rules.methods_of(account.provider):
        offer = _value(rules.method(account.provider, method, on=on, known=known))
        if offer is None:
            continue
        said = _value(rules.lag_of(account.provider, account.country, method, on=on, known=known))
        lag_days = said.days if account.lag_days is None and said is not None else account.lag_days
        found.append(
            Candidate(
                provider=account.provider,
                offer=offer,
                fees=_fees(account, method, purchase, rules, on=on, known=known),
                payout=account.payout,
                rate=rate if purchase.situation.is_converted else None,
                spread_bps=spread,
                success=account.success,
                lag_days=lag_days,
            )
        )
    return tuple(found)


def _fees(
    account: ProviderAccount,
    method: str,
    purchase: Purchase,
    rules: ProviderRules,
    *,
    on: date,
    known: date | None,
) -> tuple[FeeSchedule, ...] | None:
    plan = _value(rules.fees_of(account.provider, account.country, method, on=on, known=known))
    if plan is None:
        return None
    schedules = plan.schedules(purchase.situation)
    return None if isinstance(schedules, Refusal) else schedules


def _value(answer: Answer[T]) -> T | None:
    return answer.value if isinstance(answer, Found) else None

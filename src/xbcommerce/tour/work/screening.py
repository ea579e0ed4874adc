"""Whom the shop trusts: the standard credit policy with two rules of its own, put to every order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from functools import cache

from attrs import evolve
from moneyed import Money

from xbcommerce.kernel.fx import Rate
from xbcommerce.risk import (
    BuyerAccount,
    CreditLimit,
    FactField,
    Facts,
    Field,
    ItemKind,
    Kind,
    OpenItem,
    OrderToScreen,
    Outcome,
    Policy,
    Rule,
    Schema,
    Verdict,
    credit_facts,
    decide,
    standard_credit_policy,
)
from xbcommerce.tour.shop import ShopOrder

from .desk import Desk

FIRST_ORDER_MAX = "1500.00"
YOUNG_DOMAIN_DAYS = 30
CHARGEBACKS_MAX = 1
RATE_AGE_DAYS = 7
_DAY = timedelta(days=1)

_OWN_FIELDS = Schema(
    (
        FactField("chargebacks", Kind.INT, unit="orders", about="charged back before"),
        FactField("email_domain_age_days", Kind.INT, unit="days", about="age of the address's domain"),
    )
)


@cache
def policy_in(currency: str) -> Policy:
    """Return the policy of a shop that counts in a currency: the packaged one and two rules of its own."""
    standard = standard_credit_policy(currency, first_order_max=Money(FIRST_ORDER_MAX, currency))
    young = Field("orders_completed").equals(0) & (Field("email_domain_age_days") < YOUNG_DOMAIN_DAYS)
    own = (
        Rule(
            "SH01",
            Field("chargebacks") > CHARGEBACKS_MAX,
            Outcome.DECLINE,
            reason="shop.chargebacks",
            confidential=True,  # a fraudster must not learn what was noticed
        ),
        Rule("SH02", young, Outcome.REVIEW, reason="shop.young_address", confidential=True),
    )
    return evolve(
        standard, id="demo-shop", schema=standard.schema | _OWN_FIELDS, rules=(*standard.rules, *own)
    )


def facts_of(desk: Desk, policy: Policy, order: ShopOrder, rates: Iterable[Rate]) -> Facts:
    """Turn what the shop knows of an order into the policy's facts; what it does not know stays missing."""
    buyer, currency = order.buyer, desk.shop.currency
    terms = buyer.terms
    account = BuyerAccount(
        buyer.id,
        country=buyer.country,
        orders_completed=buyer.prior_orders,
        limit=None if terms is None else CreditLimit(buyer.id, terms.limit),
        items=()
        if terms is None
        else tuple(
            OpenItem(ItemKind.OPEN_INVOICE, invoice.amount, due=invoice.due_on) for invoice in terms.invoices
        ),
    )
    to_screen = OrderToScreen(
        order.id,
        order.total,
        ship_to_country=buyer.shipping_country,
        on_terms=terms is not None,
        paid_by_card=order.method == "card",
        card_country=buyer.card_country,
    )
    known = credit_facts(
        account,
        to_screen,
        currency,
        on=order.at.date(),
        rates=rates,
        orders_24h=orders_within_a_day(desk, order),
    )
    own = {"chargebacks": buyer.chargebacks, "email_domain_age_days": buyer.email_domain_age_days}
    return policy.schema.facts({**known.values, **own})


def rates_on(desk: Desk, order: ShopOrder) -> tuple[Rate, ...]:
    """Return the day's rates from every market's currency to the shop's."""
    currencies = {market.currency for market in desk.shop.markets} - {desk.shop.currency}
    found = (
        desk.rates.as_of(code, desk.shop.currency, order.at.date(), max_age_days=RATE_AGE_DAYS)
        for code in sorted(currencies)
    )
    return tuple(rate for rate in found if isinstance(rate, Rate))


def orders_within_a_day(desk: Desk, order: ShopOrder) -> int:
    """Count the buyer's orders in the 24 hours up to this one, this one included."""
    return sum(
        other.buyer.id == order.buyer.id and order.at - _DAY < other.at <= order.at
        for other in desk.shop.orders
    )


def screen(desk: Desk, order: ShopOrder) -> Verdict:
    """Put an order to the policy."""
    policy, rates = policy_in(desk.shop.currency), rates_on(desk, order)
    return decide(policy, facts_of(desk, policy, order, rates), at=order.at, rates=rates)

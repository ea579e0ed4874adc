"""A credit policy to start from: seven rules that most sellers on terms have, with your figures.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.risk.credit_policy import standard_credit_policy
    >>> policy = standard_credit_policy("EUR", first_order_max=Money(1_000, "EUR"))
    >>> for rule in policy.rules:
    ...     print(rule)
    CR01: on_terms = yes and exposure + order_total > credit_limit -> hold (credit.over_limit)
    CR02: overdue_days in (30, 60] -> review (credit.overdue)
    CR03: overdue_days > 60 -> decline (credit.overdue_long)
    CR04: orders_completed = 0 and order_total > 1000.00 EUR -> review (buyer.first_order_large)
    CR05: paid_by_card = yes and card_country ≠ ship_to_country -> review (order.card_country)
    CR06: orders_completed = 0 and buyer_country ≠ ship_to_country -> challenge (order.ship_to_country)
    CR07: orders_24h > 3 -> review (order.velocity)
"""

from __future__ import annotations

from datetime import date

from moneyed import Money

from xbcommerce.kernel.dated import Validity
from xbcommerce.kernel.errors import InvalidValueError, whole
from xbcommerce.kernel.money import same_currency

from .account import credit_schema
from .combine import OnUnknown, TreatAs
from .expression import Field
from .operators import Bounds
from .outcome import Outcome
from .policy import Policy
from .rule import Rule


def standard_credit_policy(
    currency: str,
    *,
    first_order_max: Money,
    overdue_review_days: int = 30,
    overdue_decline_days: int = 60,
    orders_24h_max: int = 3,
    on_unknown: OnUnknown | Outcome = TreatAs(Outcome.REVIEW),  # noqa: B008  # a frozen value
    version: int = 1,
    validity: Validity | None = None,
    recorded_on: date | None = None,
) -> Policy:
    """Build the packaged policy over `credit_schema`.

    It is a plain `Policy`: add, drop or replace rules with ``attrs.evolve`` and a new version.

    CR05, the country of the card, is confidential: whoever tries stolen cards would learn from the answer
    which one to try next, while an honest buyer gains nothing by it. The customer reads only that the order
    is being checked. A rule of yours about chargebacks should be confidential for the same reason. Where you
    do want to tell, set ``confidential=False`` on the rule; the texts are there.

    Args:
        currency: The currency of all its amounts.
        first_order_max: A first-time buyer's order above this is reviewed.
        overdue_review_days: Older debt than this is reviewed.
        overdue_decline_days: Older debt than this is declined; must be more.
        orders_24h_max: More orders than this in 24 hours are reviewed.
        on_unknown: What a rule does that lacks facts.
        version: The version of your policy.
        validity: The days on which it decides; default always.
        recorded_on: When it was written down.

    Raises:
        CurrencyMismatchError: ``first_order_max`` is in another currency.
        InvalidValueError: The days do not rise.
    """
    same_currency(first_order_max, currency)
    whole(orders_24h_max, "orders_24h_max")
    whole(overdue_review_days, "overdue_review_days")
    if whole(overdue_decline_days, "overdue_decline_days") <= overdue_review_days:
        msg = f"overdue_decline_days={overdue_decline_days}: expected more than {overdue_review_days}"
        raise InvalidValueError(msg)
    rules = (
        *_credit_rules(overdue_review_days, overdue_decline_days),
        *_order_rules(first_order_max, orders_24h_max),
    )
    return Policy(
        "standard-credit",
        version,
        credit_schema(currency),
        rules,
        on_unknown=on_unknown,
        validity=validity or Validity(),
        recorded_on=recorded_on,
    )


def _credit_rules(review_days: int, decline_days: int) -> tuple[Rule, ...]:
    after_order = Field("exposure") + Field("order_total")
    over_limit = Field("on_terms").equals(other=True) & (after_order > Field("credit_limit"))
    late = Field("overdue_days").between(review_days, decline_days, Bounds.OPEN_CLOSED)
    long_late = Field("overdue_days") > decline_days
    return (
        Rule("CR01", over_limit, Outcome.HOLD, reason="credit.over_limit", group="credit"),
        Rule("CR02", late, Outcome.REVIEW, reason="credit.overdue", group="credit"),
        Rule("CR03", long_late, Outcome.DECLINE, reason="credit.overdue_long", group="credit"),
    )


def _order_rules(first_order_max: Money, orders_24h_max: int) -> tuple[Rule, ...]:
    first_time = Field("orders_completed").equals(0)
    elsewhere = Field("buyer_country").differs(Field("ship_to_country"))
    other_card = Field("card_country").differs(Field("ship_to_country"))
    by_card = Field("paid_by_card").equals(other=True)
    large = first_time & (Field("order_total") > first_order_max)
    often = Field("orders_24h") > orders_24h_max
    return (
        Rule("CR04", large, Outcome.REVIEW, reason="buyer.first_order_large", group="order"),
        Rule(
            "CR05",
            by_card & other_card,
            Outcome.REVIEW,
            reason="order.card_country",
            group="order",
            confidential=True,
        ),
        Rule(
            "CR06", first_time & elsewhere, Outcome.CHALLENGE, reason="order.ship_to_country", group="order"
        ),
        Rule("CR07", often, Outcome.REVIEW, reason="order.velocity", group="velocity"),
    )

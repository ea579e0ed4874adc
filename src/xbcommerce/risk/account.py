"""A buyer's account and an order, as facts for a credit policy.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.risk.account import BuyerAccount, OrderToScreen, credit_facts
    >>> facts = credit_facts(BuyerAccount("b-7", orders_completed=0),
    ...     OrderToScreen("o-1", Money(900, "EUR"), on_terms=True), "EUR", on=date(2026, 3, 2))
    >>> facts.values["overdue_days"], facts.missing
    (0, ('credit_limit', 'paid_by_card', 'orders_24h', 'ship_to_country', 'buyer_country', 'card_country'))
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import Attribute, field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.fx import Rate
from xbcommerce.kernel.money import Rounding, from_minor, minor
from xbcommerce.kernel.unmet import Unmet

from .ageing import days_late
from .credit import CreditLimit
from .exposure import Exposure, ItemKind, OpenItem, exposure, in_currency, not_negative
from .facts import FactField, Facts, Schema
from .lookups import Lookups
from .values import Kind, Value

_COUNTRY_LETTERS = 2


def _country(_instance: object, attribute: Attribute[str | None], value: str | None) -> None:
    if value is None:
        return
    if len(value) != _COUNTRY_LETTERS or not value.isascii() or not value.isalpha() or not value.isupper():
        msg = f"{attribute.name}={value!r}: expected two capital letters such as 'DE', or None if unknown"
        raise InvalidValueError(msg)


@frozen
class BuyerAccount:
    """What the host knows about a buyer; ``None`` is unknown.

    Attributes:
        buyer: The host's id.
        country: Where the buyer is established, two letters.
        orders_completed: Orders delivered and paid before this one; 0 for a first-time buyer.
        limit: The credit limit, if one was granted.
        items: Everything open on the account.
    """

    buyer: str
    country: str | None = field(default=None, kw_only=True, validator=_country)
    orders_completed: int | None = field(default=None, kw_only=True)
    limit: CreditLimit | None = field(default=None, kw_only=True)
    items: tuple[OpenItem, ...] = field(default=(), kw_only=True, converter=tuple[OpenItem, ...])


@frozen
class OrderToScreen:
    """The order in question; ``None`` is unknown.

    Attributes:
        order: The host's id.
        total: What the buyer is to pay.
        ship_to_country: Where it goes, two letters.
        on_terms: Whether some of it is paid later, against the credit limit.
        paid_by_card: Whether a card pays some of it.
        card_country: Where the card was issued, two letters.
    """

    order: str
    total: Money = field(validator=not_negative)
    ship_to_country: str | None = field(default=None, kw_only=True, validator=_country)
    on_terms: bool | None = field(default=None, kw_only=True)
    paid_by_card: bool | None = field(default=None, kw_only=True)
    card_country: str | None = field(default=None, kw_only=True, validator=_country)


def credit_schema(currency: str) -> Schema:
    """Return the fields of `credit_facts`, with all money in one currency; join your own with ``|``."""
    return Schema(
        (
            FactField("order_total", Kind.MONEY, currency=currency, about="what the buyer is to pay"),
            FactField("exposure", Kind.MONEY, currency=currency, about="owed or about to be, less credits"),
            FactField("credit_limit", Kind.MONEY, currency=currency, about="how much the buyer may owe"),
            FactField("overdue", Kind.MONEY, currency=currency, about="open invoices past their due date"),
            FactField("overdue_days", Kind.INT, unit="days", about="days past due of the oldest invoice"),
            FactField("orders_completed", Kind.INT, unit="orders", about="delivered and paid before"),
            FactField("on_terms", Kind.BOOL, about="some of it is paid later"),
            FactField("paid_by_card", Kind.BOOL, about="a card pays some of it"),
            FactField(
                "orders_24h", Kind.INT, unit="orders", about="the buyer's orders in 24 hours, this too"
            ),
            FactField("ship_to_country", Kind.TEXT, about="where it goes, two letters"),
            FactField("buyer_country", Kind.TEXT, about="where the buyer is established"),
            FactField("card_country", Kind.TEXT, about="where the card was issued"),
        )
    )


def credit_facts(
    account: BuyerAccount,
    order: OrderToScreen,
    currency: str,
    *,
    on: date,
    rates: Iterable[Rate] = (),
    orders_24h: int | None = None,
    rounding: Rounding = Rounding.HALF_UP,
) -> Facts:
    """Turn an account and an order into facts of `credit_schema`.

    What cannot be known is left missing, never zero: an exposure for which a rate is missing, a limit that
    was not granted or has run out, the age of an invoice without a due date.

    Args:
        account: The buyer.
        order: The order, not yet among the account's open items.
        currency: The currency in which the policy thinks.
        on: The day of the decision.
        rates: From other currencies to ``currency``, on that day.
        orders_24h: A velocity count, see `xbcommerce.risk.ports.Velocity`.
        rounding: How each converted amount is rounded.
    """
    look = Lookups.of((), rates)
    limit = account.limit.on(on) if account.limit else None
    owed = exposure(account.items, currency, rates=look.rates.values(), rounding=rounding)
    overdue, overdue_days = _overdue(account.items, on, currency, look, rounding)
    known: dict[str, Value | None] = {
        "order_total": _money(order.total, currency, look, rounding),
        "exposure": owed.exposure if isinstance(owed, Exposure) else None,
        "credit_limit": _money(limit.amount, currency, look, rounding) if limit else None,
        "overdue": overdue,
        "overdue_days": overdue_days,
        "orders_completed": account.orders_completed,
        "on_terms": order.on_terms,
        "paid_by_card": order.paid_by_card,
        "orders_24h": orders_24h,
        "ship_to_country": order.ship_to_country,
        "buyer_country": account.country,
        "card_country": order.card_country,
    }
    return credit_schema(currency).facts({name: value for name, value in known.items() if value is not None})


def _money(money: Money, currency: str, look: Lookups, rounding: Rounding) -> Money | None:
    amount = in_currency(money, currency, look, rounding)
    return None if isinstance(amount, Unmet) else amount


def _overdue(
    items: Iterable[OpenItem], on: date, currency: str, look: Lookups, rounding: Rounding
) -> tuple[Money | None, int | None]:
    """Return the overdue amount and the age of the oldest; each is unknown where an invoice hides it."""
    amount_minor, oldest, dated, priced = 0, 0, True, True
    for item in items:
        if item.kind is not ItemKind.OPEN_INVOICE or not minor(item.amount):
            continue
        if item.due is None:
            dated = priced = False
            continue
        late = days_late(item.due, on)
        oldest = max(oldest, late)
        amount = _money(item.amount, currency, look, rounding)
        if amount is None:
            priced = False
        elif late:
            amount_minor += minor(amount)
    return (from_minor(amount_minor, currency) if priced else None), (oldest if dated else None)

"""Who bought what from the demo shop, and what its payment provider takes for it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import aware_field, count_field, positive_field
from xbcommerce.kernel.money import from_minor, minor, total

Method = Literal["card", "paypal", "wallet", "wire"]


@frozen
class OpenInvoice:
    """What a business buyer still owes."""

    id: str
    amount: Money
    issued_on: date
    due_on: date


@frozen
class BuyerTerms:
    """A business buyer's credit: what it may owe, for how long, and what it owes."""

    limit: Money
    net_days: int = field(validator=count_field)
    invoices: tuple[OpenInvoice, ...] = field(converter=tuple[OpenInvoice, ...])


@frozen
class ShopBuyer:
    """What is known of a buyer when an order comes in.

    Attributes:
        id: The shop's number for the buyer.
        country: Where the account was opened.
        shipping_country: Where the goods should go.
        card_country: Where the card was issued; None where no card is used.
        prior_orders: Orders delivered before this one.
        chargebacks: How many of them were charged back.
        email_domain_age_days: How long the domain of the address has existed.
        terms: For a business that buys on account, else None.
    """

    id: str
    country: str
    shipping_country: str
    card_country: str | None
    prior_orders: int = field(validator=count_field)
    chargebacks: int = field(validator=count_field)
    email_domain_age_days: int = field(validator=count_field)
    terms: BuyerTerms | None = None

    @property
    def is_new(self) -> bool:
        """Whether this is the buyer's first order."""
        return self.prior_orders == 0

    @property
    def countries_match(self) -> bool:
        """Whether account, goods and card (if any) name one country."""
        return {self.country, self.shipping_country} == {self.card_country or self.country}


@frozen
class OrderLine:
    """Some units of a product at a price each."""

    sku: str
    quantity: int = field(validator=positive_field)
    unit_price: Money

    @property
    def amount(self) -> Money:
        """Units times price."""
        return from_minor(self.quantity * minor(self.unit_price), self.unit_price.currency)


@frozen
class ShopOrder:
    """One order: when, where, by whom, what, and how it is paid.

    Attributes:
        id: The shop's number.
        at: The instant it was placed.
        market: The text of its listing key, e.g. ``"ebay/GB/en/GBP"``.
        buyer: What is known of the buyer at that instant.
        lines: At least one, all in the market's currency.
        method: How it is paid.
    """

    id: str
    at: datetime = field(validator=aware_field)
    market: str
    buyer: ShopBuyer
    lines: tuple[OrderLine, ...] = field(converter=tuple[OrderLine, ...])
    method: Method

    @property
    def total(self) -> Money:
        """What the buyer pays."""
        return total((line.amount for line in self.lines), self.lines[0].unit_price.currency)


@frozen
class ProviderFee:
    """What the payment provider takes for one method in one currency."""

    method: Method
    percent: Decimal
    fixed: Money


@frozen
class ProviderTerms:
    """The payment provider's conditions; constructed for the demo, no real provider's prices.

    Attributes:
        label: Says so, for the reader.
        fees: One a method and currency.
        spread_bps: What it adds to the mid rate when it converts to the shop's currency, in basis points.
        reserve_percent: Held back from each payment.
        reserve_days: For so long.
        settle_days: Working days from payment to settlement.
    """

    label: str
    fees: tuple[ProviderFee, ...] = field(converter=tuple[ProviderFee, ...])
    spread_bps: int = field(validator=count_field)
    reserve_percent: Decimal
    reserve_days: int = field(validator=count_field)
    settle_days: int = field(validator=count_field)

    def fee(self, method: str, currency: str) -> ProviderFee | None:
        """Return the fee of a method in a currency; None if the provider does not offer it."""
        return next((f for f in self.fees if (f.method, f.fixed.currency.code) == (method, currency)), None)

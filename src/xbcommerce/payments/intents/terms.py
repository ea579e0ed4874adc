"""The intent: what a buyer should pay for an order through one provider, apart from all attempts at it."""

from __future__ import annotations

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import member_of
from xbcommerce.payments.reported import exactly, named, positive

from .amounts import AmountSemantics


@frozen
class PaymentTerms:
    """What should be paid, whatever has been tried.

    Attributes:
        payment_id: Its name; every fact about it carries it.
        order_id: What it is for; an order may be paid by several payments.
        amount: What the buyer should pay.
        amounts: How the provider reports the amounts of one movement.

    Raises:
        InvalidValueError: A name is empty or the amount is not above nothing.
        InexactAmountError: The amount is finer than the currency's minor unit.
    """

    payment_id: str = field(validator=named)
    order_id: str = field(validator=named)
    amount: Money = field(converter=exactly, validator=positive)
    amounts: AmountSemantics = field(
        default=AmountSemantics.SINGLE, validator=member_of(AmountSemantics), kw_only=True
    )

    @property
    def currency(self) -> str:
        """The code of the currency that the buyer pays in."""
        return self.amount.currency.code

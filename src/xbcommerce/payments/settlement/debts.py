"""Reports of what became of money that the shop owes the provider, such as a chargeback after the payout.

A debt ends in one of two ways: it is set off against what the provider holds for another order, in the same
currency, or it is acknowledged and kept in the books as a payable. Until then the order is not complete.
"""

from __future__ import annotations

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.payments.reported import Report, exactly, named, positive


@frozen
class DebtNetted(Report):
    """The provider has set off the debt of one order against money of another.

    It is told to both orders, under one event id or two; over both together nothing moves but the debt.

    Attributes:
        amount: How much, in the one currency of the debt and of the money.
        debtor: The order that owed.
        creditor: The order whose money the provider kept for it.
    """

    amount: Money = field(converter=exactly, validator=positive)
    debtor: str = field(validator=named)
    creditor: str = field(validator=named)

    def __attrs_post_init__(self) -> None:
        """Refuse one order twice, and a third one."""
        if self.debtor == self.creditor:
            msg = f"debtor and creditor are both {self.debtor!r}; an order nets with itself without a report"
            raise InvalidValueError(msg)
        if self.order_id not in {self.debtor, self.creditor}:
            msg = f"order_id={self.order_id!r}: expected {self.debtor!r} or {self.creditor!r}"
            raise InvalidValueError(msg)


@frozen
class DebtAcknowledged(Report):
    """The shop keeps a debt in its books as a payable to the provider; the order has nothing more to say.

    Paying it later is an entry of the shop's own, against ``provider_payable``.

    Attributes:
        amount: How much.
    """

    amount: Money = field(converter=exactly, validator=positive)

"""Reports about money that the provider holds back, and about what it waits for.

A reserve is held against refunds and chargebacks to come, escrow until the buyer has what was paid for. Both
end in the shop's balance, or with the provider again where it draws on them to cover a refund or chargeback.
"""

from __future__ import annotations

from attrs import Attribute, field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.payments.reported import Report, exactly, named, positive

from .accounts import Account


def _released_to(_instance: object, attribute: Attribute[Account], to: Account) -> None:
    if to not in {Account.SELLER_BALANCE, Account.PROVIDER_CLEARING}:
        msg = f"{attribute.name}={to.value}: use seller_balance, or provider_clearing where it covers a debt"
        raise InvalidValueError(msg)


@frozen
class ReserveReleased(Report):
    """Money held back as a reserve is free.

    Attributes:
        amount: How much.
        to: ``SELLER_BALANCE``, or ``PROVIDER_CLEARING`` where it covers a refund or chargeback.
    """

    amount: Money = field(converter=exactly, validator=positive)
    to: Account = field(default=Account.SELLER_BALANCE, validator=_released_to)


@frozen
class EscrowHeld(Report):
    """The provider keeps captured money until the buyer has what was paid for.

    Attributes:
        amount: How much.
    """

    amount: Money = field(converter=exactly, validator=positive)


@frozen
class EscrowReleased(Report):
    """Money held for the buyer's protection is free.

    Attributes:
        amount: How much.
        to: ``SELLER_BALANCE``, or ``PROVIDER_CLEARING`` where it goes back to the buyer.
    """

    amount: Money = field(converter=exactly, validator=positive)
    to: Account = field(default=Account.SELLER_BALANCE, validator=_released_to)


@frozen
class DeliveryConfirmed(Report):
    """The whole order is with the buyer; moves no money."""


@frozen
class DisputeOpened(Report):
    """The buyer contests the order; moves no money.

    Attributes:
        dispute: The provider's id of it.
    """

    dispute: str = field(validator=named)


@frozen
class DisputeClosed(Report):
    """A dispute is over, whoever won; what it cost is told by a refund or chargeback of its own.

    Attributes:
        dispute: The provider's id of it; it is never opened again.
    """

    dispute: str = field(validator=named)

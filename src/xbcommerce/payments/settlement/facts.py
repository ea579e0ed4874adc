"""What providers, banks and hosts report about the money of one order.

A fact says what happened, once: it has an event id, the instant, and the amounts that moved. Facts may come
late, twice and in any order; nothing here minds. Each fee is said once, by the fact that takes it; ``None``
means that the reporter did not say.

Example:
    >>> from datetime import UTC, datetime
    >>> from moneyed import Money
    >>> from xbcommerce.payments import PaymentProcessed
    >>> at = datetime(2026, 10, 30, 9, tzinfo=UTC)
    >>> PaymentProcessed("evt-3", "order-7", at, Money("50.00", "GBP"), fee=Money("1.45", "GBP")).net
    Money('48.55', 'GBP')
    >>> PaymentProcessed("evt-3", "order-7", at, Money("50.005", "GBP"))
    Traceback (most recent call last):
    ...
    xbcommerce.kernel.money.amounts.InexactAmountError: 50.005 GBP is finer than the currency's 2 digits; ...
"""

from __future__ import annotations

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, positive_field
from xbcommerce.kernel.fx import Rate, convert, usable
from xbcommerce.kernel.money import Rounding, from_minor, minus, plain
from xbcommerce.payments.reported import (
    Report,
    exactly,
    exactly_or_none,
    named,
    net_of,
    not_negative,
    part_minor,
    positive,
)

from .accounts import Account
from .debts import DebtAcknowledged, DebtNetted
from .exits import (
    ChargebackReversed,
    ChargedBack,
    PaymentFailed,
    Refunded,
    RefundReversed,
    RemittanceReturned,
)
from .holdings import (
    DeliveryConfirmed,
    DisputeClosed,
    DisputeOpened,
    EscrowHeld,
    EscrowReleased,
    ReserveReleased,
)


@frozen
class OrderConfirmed(Report):
    """The buyer owes the amount.

    Attributes:
        amount: What the order costs, in the currency the buyer sees.
    """

    amount: Money = field(converter=exactly, validator=positive)


@frozen
class PaymentInitiated(Report):
    """A provider has been asked to take the money; the outcome is unknown until it says so.

    Attributes:
        amount: What it was asked for.
        attempt: 1 for the first try.
    """

    amount: Money = field(converter=exactly, validator=positive)
    attempt: int = field(default=1, validator=positive_field)


@frozen
class PaymentProcessed(Report):
    """The provider has captured money from the buyer, all of it or a part.

    Attributes:
        gross: What the buyer paid.
        fee: What the provider took at this moment; None if it did not say or takes it later.
        attempt: The try that succeeded.
    """

    gross: Money = field(converter=exactly, validator=positive)
    fee: Money | None = field(default=None, converter=exactly_or_none, validator=not_negative)
    attempt: int = field(default=1, validator=positive_field)

    def __attrs_post_init__(self) -> None:
        """Refuse a fee of another currency."""
        part_minor(self.fee, self.gross)

    @property
    def net(self) -> Money:
        """What the provider holds for the shop afterwards."""
        return from_minor(net_of(self.gross, self.fee), self.gross.currency)


@frozen
class FeeCharged(Report):
    """A fee that no other fact carries: a monthly share, a charge of a bank on the way.

    Attributes:
        amount: What was taken.
        taken_from: Where the money lay: ``PROVIDER_CLEARING``, ``SELLER_BALANCE`` or ``IN_TRANSIT``.
        name: The reporter's word for it.
    """

    amount: Money = field(converter=exactly, validator=positive)
    taken_from: Account
    name: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse places that hold no money of the shop on its way."""
        if self.taken_from not in {Account.PROVIDER_CLEARING, Account.SELLER_BALANCE, Account.IN_TRANSIT}:
            msg = f"taken_from={self.taken_from.value}: use provider_clearing, seller_balance or in_transit"
            raise InvalidValueError(msg)


@frozen
class FundsSettled(Report):
    """The provider has moved captured money to the shop's balance with it.

    A provider that exchanges it on the way did two things: tell this in the buyer's currency, and
    `FundsConverted` beside it; what it took after the exchange is a `FeeCharged` from ``SELLER_BALANCE``.

    Attributes:
        net: What arrived in the balance, in the currency that the buyer paid in.
        fee: What the provider took in this step; None if it did not say or took it earlier.
        reserve: What it holds back for a while.
    """

    net: Money = field(converter=exactly, validator=positive)
    fee: Money | None = field(default=None, converter=exactly_or_none, validator=not_negative)
    reserve: Money | None = field(default=None, converter=exactly_or_none, validator=not_negative)

    def __attrs_post_init__(self) -> None:
        """Refuse parts of another currency."""
        part_minor(self.fee, self.net)
        part_minor(self.reserve, self.net)


@frozen
class FundsConverted(Report):
    """Money of the balance has been exchanged.

    Attributes:
        source: What was given.
        target: What was received.
        mid: The market rate of the moment; what the exchange cost is measured against it.
    """

    source: Money = field(converter=exactly, validator=positive)
    target: Money = field(converter=exactly, validator=positive)
    mid: Rate

    def __attrs_post_init__(self) -> None:
        """Refuse a rate that does not price the source in the target."""
        if (usable(self.mid).base, self.mid.quote) != (self.source.currency.code, self.target.currency.code):
            msg = f"{plain(self.source)} to {plain(self.target)} does not fit {self.mid}"
            raise InvalidValueError(msg)

    @property
    def at_mid(self) -> Money:
        """What the source is worth at the market rate, half up."""
        return convert(self.source, self.mid, Rounding.HALF_UP).amount

    @property
    def spread(self) -> Money:
        """What the exchange cost beside the market rate; negative if it was better."""
        return minus(self.at_mid, self.target)


@frozen
class FundsRemitted(Report):
    """Money has left the balance for the bank.

    Attributes:
        amount: What left the balance.
        reference: The end-to-end id that the bank statement will show.
        fee: What the sender took out of it.
    """

    amount: Money = field(converter=exactly, validator=positive)
    reference: str = field(validator=named)
    fee: Money | None = field(default=None, converter=exactly_or_none, validator=not_negative)

    def __attrs_post_init__(self) -> None:
        """Refuse a fee of another currency."""
        part_minor(self.fee, self.amount)

    @property
    def due(self) -> Money:
        """What should arrive at the bank."""
        return from_minor(net_of(self.amount, self.fee), self.amount.currency)


@frozen
class BankCredited(Report):
    """Money stands on the shop's bank account.

    Attributes:
        amount: What the statement shows.
        reference: The end-to-end id it came with.
    """

    amount: Money = field(converter=exactly, validator=positive)
    reference: str = field(validator=named)


Fact = (
    OrderConfirmed
    | PaymentInitiated
    | PaymentProcessed
    | PaymentFailed
    | FeeCharged
    | FundsSettled
    | ReserveReleased
    | FundsConverted
    | FundsRemitted
    | BankCredited
    | RemittanceReturned
    | Refunded
    | RefundReversed
    | ChargedBack
    | ChargebackReversed
    | EscrowHeld
    | EscrowReleased
    | DeliveryConfirmed
    | DisputeOpened
    | DisputeClosed
    | DebtNetted
    | DebtAcknowledged
)
"""Everything that is ever reported about the money of an order."""

__all__ = [
    "BankCredited",
    "ChargebackReversed",
    "ChargedBack",
    "DebtAcknowledged",
    "DebtNetted",
    "DeliveryConfirmed",
    "DisputeClosed",
    "DisputeOpened",
    "EscrowHeld",
    "EscrowReleased",
    "Fact",
    "FeeCharged",
    "FundsConverted",
    "FundsRemitted",
    "FundsSettled",
    "OrderConfirmed",
    "PaymentFailed",
    "PaymentInitiated",
    "PaymentProcessed",
    "RefundReversed",
    "Refunded",
    "RemittanceReturned",
    "ReserveReleased",
]

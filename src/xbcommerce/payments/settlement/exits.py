"""Reports that money did not come, or went back: failures, refunds, chargebacks, transfers that came back."""

from __future__ import annotations

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import positive_field
from xbcommerce.kernel.money import from_minor
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


@frozen
class PaymentFailed(Report):
    """The provider says that a try brought no money, finally.

    Attributes:
        reason: Its word for why, e.g. ``"insufficient_funds"``.
        may_retry: Whether another try may succeed; a hard decline does not.
        attempt: The try that failed.
    """

    reason: str
    may_retry: bool = False
    attempt: int = field(default=1, validator=positive_field)


@frozen
class Refunded(Report):
    """Money has been given back to the buyer, out of what the provider holds.

    Attributes:
        amount: What the buyer got.
        fee_returned: What the provider gave back of its fee, if it says so.
    """

    amount: Money = field(converter=exactly, validator=positive)
    fee_returned: Money | None = field(default=None, converter=exactly_or_none, validator=not_negative)

    def __attrs_post_init__(self) -> None:
        """Refuse a fee of another currency."""
        part_minor(self.fee_returned, self.amount)


@frozen
class RefundReversed(Report):
    """A refund came back, for example from a closed account: the money is with the provider again."""

    amount: Money = field(converter=exactly, validator=positive)


@frozen
class ChargedBack(Report):
    """The buyer's bank has taken money back.

    Attributes:
        amount: What it took.
        fee: What the provider takes for the dispute.
    """

    amount: Money = field(converter=exactly, validator=positive)
    fee: Money | None = field(default=None, converter=exactly_or_none, validator=not_negative)

    def __attrs_post_init__(self) -> None:
        """Refuse a fee of another currency."""
        part_minor(self.fee, self.amount)


@frozen
class ChargebackReversed(Report):
    """A dispute was won: the money is back with the provider."""

    amount: Money = field(converter=exactly, validator=positive)


@frozen
class RemittanceReturned(Report):
    """A bank has rejected a transfer or sent it back: the money is in the balance again.

    Attributes:
        amount: What was under way.
        reference: The end-to-end id it went with.
        fee: What the bank kept for it.
    """

    amount: Money = field(converter=exactly, validator=positive)
    reference: str = field(validator=named)
    fee: Money | None = field(default=None, converter=exactly_or_none, validator=not_negative)

    def __attrs_post_init__(self) -> None:
        """Refuse a fee of another currency."""
        part_minor(self.fee, self.amount)

    @property
    def net(self) -> Money:
        """What came back to the balance."""
        return from_minor(net_of(self.amount, self.fee), self.amount.currency)

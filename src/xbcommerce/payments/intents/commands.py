"""What a shop may want of a payment, and what the provider is then asked to do.

Give every command a reference of its own: it names the movement, it reaches the provider, and it comes back
in the facts. The key of a request follows from the command alone, so the same command sent again is the
same request.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.payments.intents import CapturePayment
    >>> once, again = (CapturePayment("pay-1", Money("40.00", "EUR"), "cap-1") for _ in range(2))
    >>> once.key == again.key, once.key == CapturePayment("pay-1", Money("40.00", "EUR"), "cap-2").key
    (True, False)
"""

from __future__ import annotations

from attrs import field, frozen
from moneyed import Money

from xbcommerce.payments.keys import Keyed
from xbcommerce.payments.reported import exactly, named

from .facts import Operation


@frozen
class _Command:
    amount: Money
    reference: str = field(validator=named)


@frozen
class Authorize(_Command):
    """Have the buyer's bank set money aside."""


@frozen
class Capture(_Command):
    """Take money that was set aside, all of it or a part."""


@frozen
class Void(_Command):
    """Set money free that was set aside and not taken."""


@frozen
class Refund(_Command):
    """Give back money that was taken."""


PaymentCommand = Authorize | Capture | Void | Refund
"""Everything a shop may want of a payment."""


@frozen
class _Request(Keyed):
    payment_id: str = field(validator=named)
    amount: Money = field(converter=exactly)
    reference: str = field(validator=named)


@frozen
class AuthorizePayment(_Request):
    """Ask the provider to have money set aside."""


@frozen
class CapturePayment(_Request):
    """Ask the provider to take money."""


@frozen
class VoidPayment(_Request):
    """Ask the provider to set money free."""


@frozen
class RefundPayment(_Request):
    """Ask the provider to give money back."""


PaymentRequest = AuthorizePayment | CapturePayment | VoidPayment | RefundPayment
"""Everything a payment ever asks of its provider."""


def operation_of(asked: PaymentCommand | PaymentRequest) -> Operation:
    """Name the operation that a command or a request is about."""
    match asked:
        case Authorize() | AuthorizePayment():
            return Operation.AUTHORIZE
        case Capture() | CapturePayment():
            return Operation.CAPTURE
        case Void() | VoidPayment():
            return Operation.VOID
        case Refund() | RefundPayment():
            return Operation.REFUND


def request_of(payment_id: str, command: PaymentCommand) -> PaymentRequest:
    """Write a command as the request that carries it out."""
    content = (payment_id, command.amount, command.reference)
    match command:
        case Authorize():
            return AuthorizePayment(*content)
        case Capture():
            return CapturePayment(*content)
        case Void():
            return VoidPayment(*content)
        case Refund():
            return RefundPayment(*content)

"""What the outside world is asked to do, as values with a key that makes a repetition harmless.

The key is derived from what the effect asks for, including how much had been asked for before, so the next
equal amount is a different effect.
"""

from __future__ import annotations

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.unmet import Unmet
from xbcommerce.payments.keys import Keyed

from .accounts import Account


@frozen
class _Effect(Keyed):
    order_id: str


@frozen
class InitiatePayment(_Effect):
    """Ask the provider to take the money.

    Attributes:
        provider: Whom to ask.
        amount: How much.
        attempt: 1 for the first try; a new try only follows a failure that is certain.
    """

    provider: str
    amount: Money
    attempt: int


@frozen
class QueryPayment(_Effect):
    """Ask the provider what became of a try it has been silent about; never pay again instead."""

    provider: str
    attempt: int


@frozen
class RequestSettlement(_Effect):
    """Ask the provider to move captured money to the balance; many do it by themselves.

    Attributes:
        provider: Whom to ask.
        amount: What it still holds.
        after: What had been asked for or had arrived before.
    """

    provider: str
    amount: Money
    after: Money


@frozen
class ConvertFunds(_Effect):
    """Exchange money of the balance.

    Attributes:
        amount: What to give.
        target: The currency to receive.
        after: What had been exchanged, or asked to be, before.
    """

    amount: Money
    target: str
    after: Money


@frozen
class RemitFunds(_Effect):
    """Send money of the balance to the bank.

    Attributes:
        amount: How much.
        bank_account: Where to.
        after: What had been sent, or asked to be, before.
    """

    amount: Money
    bank_account: str
    after: Money


@frozen
class ConfirmCredit(_Effect):
    """Look for money on the bank's statement.

    Attributes:
        amount: What should stand there.
        bank_account: Whose statement.
        after: What had been seen, or asked for, before.
    """

    amount: Money
    bank_account: str
    after: Money


@frozen
class ReleaseHeld(_Effect):
    """Ask the provider for money whose time of being held is over.

    Attributes:
        provider: Whom to ask.
        place: ``RESERVE`` or ``ESCROW``.
        amount: What is due.
        after: What had left that place, or been asked for, before.
    """

    provider: str
    place: Account
    amount: Money
    after: Money


@frozen
class CoverDebt(_Effect):
    """Have a debt to the provider set off against another order, or acknowledged in the books.

    Attributes:
        provider: Whom the shop owes.
        amount: How much.
        after: What had been covered, or asked to be, before.
    """

    provider: str
    amount: Money
    after: Money


@frozen
class ReviewConflict(_Effect):
    """Have a person decide which report is true."""

    conflict: Unmet


Effect = (
    InitiatePayment
    | QueryPayment
    | RequestSettlement
    | ConvertFunds
    | RemitFunds
    | ConfirmCredit
    | ReleaseHeld
    | CoverDebt
    | ReviewConflict
)
"""Everything a settlement ever asks of the outside world."""

"""What a payment says to its receiver: one line of text, or references that a machine can match."""

from __future__ import annotations

from datetime import date

from attrs import field, frozen


@frozen
class PaidInvoice:
    """An invoice that a payment settles.

    Attributes:
        number: As the receiver numbers it.
        issued_on: Its date, where known.
    """

    number: str
    issued_on: date | None = None


@frozen(kw_only=True)
class Remittance:
    """What the payment is for; text and structured parts may stand together where the bank allows it.

    Attributes:
        text: Up to 140 characters.
        reference: The receiver's own reference; an ISO 11649 one begins with ``RF`` and has check digits.
        invoices: What is settled.
    """

    text: str = ""
    reference: str = ""
    invoices: tuple[PaidInvoice, ...] = field(default=(), converter=tuple[PaidInvoice, ...])


NOTHING_SAID = Remittance()
"""A payment without a word."""

"""Idempotency keys that follow from what is asked for, so that the same request always has the same key.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.payments.keys import key_of
    >>> key_of("CapturePayment", "pay-1", Money("10.00", "EUR"), "c1")[:8]
    '...'
    >>> key_of("CapturePayment", "pay-1", Money(10, "EUR"), "c1") == key_of(
    ...     "CapturePayment", "pay-1", Money("10.00", "EUR"), "c1")
    True
"""

from __future__ import annotations

from hashlib import sha256

from attrs import fields, frozen
from moneyed import Money

from xbcommerce.kernel.money import plain

_LENGTH = 32


def key_of(name: str, *figures: object) -> str:
    """Return 32 hexadecimal digits that depend on the content alone; equal amounts are written alike."""
    texts = (plain(figure) if isinstance(figure, Money) else str(figure) for figure in figures)
    return sha256("\x1f".join((name, *texts)).encode()).hexdigest()[:_LENGTH]


@frozen
class Keyed:
    """What the outside world is asked to do, under a key of its own."""

    @property
    def key(self) -> str:
        """The idempotency key: it depends on the kind of request and its content alone."""
        return key_of(type(self).__name__, *(getattr(self, one.name) for one in fields(type(self))))

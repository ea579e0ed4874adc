"""One line of a quote, and how lines are made from whole minor units.

Example:
    >>> from xbcommerce.logistics.quote_line import line_of
    >>> line_of("BASE", 940, "USD").amount
    Money('9.40', 'USD')
"""

from __future__ import annotations

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.money import from_minor


@frozen
class QuoteLine:
    """One line of a quote: the base price or a surcharge."""

    code: str
    amount: Money


def line_of(code: str, amount_minor: int, currency: str) -> QuoteLine:
    """Make a line from whole minor units."""
    return QuoteLine(code, from_minor(amount_minor, currency))

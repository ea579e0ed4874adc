"""Exact probabilities and rates: texts, decimals and fractions in, fractions inside.

Ten times a tenth is one here, so a quantile that falls on a step of a distribution is found there and not a
day later.

Example:
    >>> from xbcommerce.supply.probability import to_fraction
    >>> to_fraction(".95"), sum([to_fraction("0.1")] * 10) == 1
    (Fraction(19, 20), True)
    >>> to_fraction("NaN")
    Traceback (most recent call last):
    ...
    xbcommerce.kernel.errors.InvalidValueError: 'NaN': expected a number in digits, such as '0.95'
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from attrs import Attribute

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import Exact, exact

Exactly = Exact | str
"""An exact number, or its digits as text."""


def to_fraction(value: Exactly) -> Fraction:
    """Take a number or its digits as the fraction it is.

    Raises:
        InvalidValueError: A float, NaN, an infinity, or a text that is no number.
    """
    if type(value) is Fraction:
        return value
    if isinstance(value, str):
        try:
            return Fraction(value)
        except (ValueError, ZeroDivisionError):
            msg = f"{value!r}: expected a number in digits, such as '0.95'"
            raise InvalidValueError(msg) from None
    return exact(value, "value")


def within(low: int, high: int | None, *, open_ends: bool = False) -> Callable[..., None]:
    """Make an attrs validator for an exact number between two bounds.

    Args:
        low: The lower bound.
        high: The upper bound, or None for none.
        open_ends: The bounds themselves are refused.
    """

    def check(_instance: object, field: Attribute[Fraction], value: Fraction) -> None:
        if open_ends:
            inside = value > low and (high is None or value < high)
        else:
            inside = value >= low and (high is None or value <= high)
        if not inside:
            span = f"above {low}" if open_ends else f"of at least {low}"
            if high is not None:
                span = f"between {low} and {high}" + (", both excluded" if open_ends else "")
            msg = f"{field.name}={decimal_of(value)}: expected a number {span}"
            raise InvalidValueError(msg)

    return check


def decimal_of(value: Fraction | Decimal | float, places: int = 6) -> Decimal:
    """Return a figure for readers and explanations, rounded half-even to ``places`` decimals."""
    shown = Decimal(round(Fraction(value) * 10**places)).scaleb(-places).normalize()
    return shown.quantize(Decimal(1)) if shown == shown.to_integral_value() else shown

"""Rounding that is named wherever precision can be lost, on exact numbers only.

Example:
    >>> from fractions import Fraction
    >>> from xbcommerce.kernel.money import Rounding, divide, round_fraction
    >>> divide(5, 2, Rounding.HALF_EVEN), divide(-5, 2, Rounding.HALF_UP)
    (2, -3)
    >>> round_fraction(Fraction("2.675") * 100, Rounding.HALF_EVEN)
    268
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from fractions import Fraction

from xbcommerce.kernel.errors import InvalidValueError, member

from .whole import N

Exact = int | Decimal | Fraction
"""A number without error: what amounts may be multiplied with. Floats are not exact."""


class Rounding(Enum):
    """Where a number goes that lies between two units; names as in `decimal`."""

    HALF_UP = "half_up"
    """To the nearest unit, halves away from zero: what tax laws usually mean."""
    HALF_DOWN = "half_down"
    """To the nearest unit, halves towards zero."""
    HALF_EVEN = "half_even"
    """To the nearest unit, halves to the even one: no drift over many amounts."""
    UP = "up"
    """Away from zero."""
    DOWN = "down"
    """Towards zero."""
    CEILING = "ceiling"
    """Towards plus infinity."""
    FLOOR = "floor"
    """Towards minus infinity."""


_FLOOR, _HALF_UP, _HALF_EVEN = Rounding.FLOOR, Rounding.HALF_UP, Rounding.HALF_EVEN


def divide(numerator: int, denominator: int, rounding: Rounding) -> int:
    """Divide two whole numbers and round the exact quotient once.

    Args:
        numerator: Any whole number.
        denominator: A positive whole number.
        rounding: Where the quotient goes if it is not whole.

    Raises:
        InvalidValueError: ``denominator`` is not positive, or ``rounding`` is no `Rounding`.
    """
    if denominator <= 0:
        msg = f"denominator={denominator}: expected a positive whole number"
        raise InvalidValueError(msg)
    return rounded(numerator, denominator, rounding)


def rounded(numerator: N, denominator: N | int, rounding: Rounding) -> N:
    """Divide as `divide` does, whole numbers or whole columns of them: plain operators only.

    Every mode is one floor division of a numerator that was moved far enough for the floor to be the answer.

    Args:
        numerator: Any whole number, or a column of them.
        denominator: Positive, which is not looked at.
        rounding: Where the quotient goes if it is not whole.

    Raises:
        InvalidValueError: ``rounding`` is no `Rounding`.
    """
    if rounding is _FLOOR:
        return numerator // denominator
    if rounding is _HALF_UP:  # the common cases first: settlements and stock do several for every row
        return (numerator * 2 + denominator - (numerator < 0)) // (denominator * 2)
    if rounding is _HALF_EVEN:
        floor = numerator // denominator
        odd = floor - floor // 2 * 2
        return (numerator * 2 + denominator + odd - 1) // (denominator * 2)
    member(rounding, Rounding, "rounding")
    if rounding is Rounding.HALF_DOWN:
        return (numerator * 2 + denominator - (numerator > 0)) // (denominator * 2)
    if rounding is Rounding.UP:
        return (numerator + (numerator > 0) * (denominator - 1)) // denominator
    if rounding is Rounding.DOWN:
        return (numerator + (numerator < 0) * (denominator - 1)) // denominator
    return (numerator + denominator - 1) // denominator


def round_fraction(value: Fraction, rounding: Rounding) -> int:
    """Round an exact fraction to a whole number.

    Raises:
        InvalidValueError: ``value`` is a float or no number, or ``rounding`` is no `Rounding`.
    """
    if not isinstance(value, Fraction):
        value = exact(value, "value")
    return divide(value.numerator, value.denominator, rounding)


MAGNITUDE_MAX = 1_000
"""Powers of ten that a number may have before or after its point; writing out more takes time and memory."""


def exact(value: Exact, name: str) -> Fraction:
    """Take a factor, rate or weight as the fraction it is.

    Raises:
        InvalidValueError: A float (give a ``Decimal`` or ``Fraction``), NaN, an infinity, or a number of more
            than a thousand digits.
    """
    if isinstance(value, Decimal):
        if not value.is_finite():
            msg = f"{name}={value}: expected a finite number"
            raise InvalidValueError(msg)
        if abs(value.adjusted()) > MAGNITUDE_MAX:
            msg = f"{name}={value:e}: expected a number of at most {MAGNITUDE_MAX} digits"
            raise InvalidValueError(msg)
    if isinstance(value, bool) or not isinstance(value, int | Decimal | Fraction):
        way = (
            f"for text say Decimal({value!r})"
            if isinstance(value, str)
            else "for a float say Decimal(str(x))"
        )
        msg = f"{name}={value!r}: expected an int, Decimal or Fraction; {way}"
        raise InvalidValueError(msg)
    return Fraction(value)

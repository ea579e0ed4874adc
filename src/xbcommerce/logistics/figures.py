"""Numbers as a rate card prints them: exact, or refused.

Cards say "0.25 kg", "12.5 %", "1/3"; a binary float cannot hold most of these and lands a parcel on the
wrong side of a weight break. Fields of this room therefore take an int, `Decimal`, `Fraction` or decimal
text, and keep a `Fraction`.

Example:
    >>> from xbcommerce.logistics.figures import figure
    >>> figure("0.25"), figure(2)
    (Fraction(1, 4), Fraction(2, 1))
    >>> figure(0.25)
    Traceback (most recent call last):
    ...
    xbcommerce.kernel.errors.InvalidValueError: figure=0.25: expected an int, Decimal or Fraction; ...
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from attrs import Attribute, frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import Rounding, divide, exact

Figure = int | Decimal | Fraction | str
"""What an exact field of this room accepts: an exact number, or its text."""


def figure(value: Figure) -> Fraction:
    """Take a printed number as the fraction it is.

    Args:
        value: A number, or text such as ``"0.25"`` or ``"1/3"``.

    Raises:
        InvalidValueError: A float, NaN, an infinity, or text that is no number.
    """
    if type(value) is Fraction:
        return value
    if isinstance(value, str):
        try:
            return Fraction(value)
        except (ValueError, ZeroDivisionError):
            msg = f"{value!r} is no number; expected text such as '0.25'"
            raise InvalidValueError(msg) from None
    return exact(value, "figure")


def figure_or_none(value: Figure | None) -> Fraction | None:
    """Take a printed number, or nothing where the card says nothing."""
    return None if value is None else figure(value)


def not_negative(_instance: object, field: Attribute[Fraction], value: Fraction | None) -> None:
    """Refuse a number below zero; for ``attrs.field(validator=not_negative)``."""
    if value is not None and value.numerator < 0:
        msg = f"{field.name}={value}: expected a number of at least 0"
        raise InvalidValueError(msg)


def positive(_instance: object, field: Attribute[Fraction], value: Fraction | None) -> None:
    """Refuse zero and below; for ``attrs.field(validator=positive)``."""
    if value is not None and value.numerator <= 0:
        msg = f"{field.name}={value}: expected a number above 0"
        raise InvalidValueError(msg)


def share(_instance: object, field: Attribute[Fraction], value: Fraction | None) -> None:
    """Refuse what is no share of a whole; for ``attrs.field(validator=share)``."""
    if value is not None and not 0 <= value <= 1:
        msg = f"{field.name}={value}: expected a share from 0 to 1, e.g. '0.5' for half"
        raise InvalidValueError(msg)


@frozen
class Step:
    """A grid that numbers are rounded to, such as "up to the next 0.5 kg".

    A number that lies on the grid stays where it is.

    Attributes:
        size: Width of the grid, in the unit of what is rounded.
        rounding: Where a number between two points goes; carriers mostly go up.
    """

    size: Fraction
    rounding: Rounding = Rounding.UP

    @classmethod
    def of(cls, size: Figure, rounding: Rounding = Rounding.UP) -> Step:
        """Make a step from a printed number.

        Raises:
            InvalidValueError: The size is not positive.
        """
        return cls(figure(size), rounding)

    def __attrs_post_init__(self) -> None:
        if self.size <= 0:
            msg = f"size={self.size}: a step must be above 0; leave the step out for no rounding"
            raise InvalidValueError(msg)

    def round(self, value: Fraction) -> Fraction:
        """Round to the grid, exactly."""
        steps = divide(
            value.numerator * self.size.denominator, value.denominator * self.size.numerator, self.rounding
        )
        return Fraction(steps * self.size.numerator, self.size.denominator)

"""Grids that carriers round to: up to the next half kilogram, up to the next inch.

Example:
    >>> from fractions import Fraction
    >>> from xbcommerce.logistics import Step
    >>> str(Step.of("0.5").round(Fraction("1.2")))
    '3/2'
"""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import Figure, figure
from xbcommerce.kernel.money import Rounding, divide


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

"""From figures to places on a drawing, and the round figures written beside an axis.

Example:
    >>> from fractions import Fraction
    >>> [str(tick) for tick in ticks(Fraction(0), Fraction(37), 5)]
    ['0', '10', '20', '30', '40']
    >>> Scale.over([Fraction(-5), Fraction(15)], 0, 200).at(Fraction(0))
    50.0
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from attrs import frozen

_STEPS = (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5), Fraction(10))


@frozen
class Scale:
    """A straight map from figures to places."""

    low: Fraction
    high: Fraction
    start: float
    stop: float

    @classmethod
    def over(cls, values: Iterable[Fraction], start: float, stop: float) -> Scale:
        """Span all values and zero, so that lengths can be compared."""
        found = [Fraction(0), *values]
        low, high = min(found), max(found)
        return cls(low, high if high > low else low + 1, start, stop)

    def at(self, value: Fraction) -> float:
        """Return the place of a figure."""
        return self.start + float((value - self.low) / (self.high - self.low)) * (self.stop - self.start)


def ticks(low: Fraction, high: Fraction, about: int) -> tuple[Fraction, ...]:
    """Return about so many round figures that enclose the range, first and last included.

    The step is 1, 2, 2.5 or 5 times a power of ten.
    """
    span = high - low if high > low else Fraction(1)
    power = Fraction(1)
    while power * 10 * about <= span:
        power *= 10
    while power * about > span:
        power /= 10
    step = next(power * factor for factor in _STEPS if power * factor * about >= span)
    first, last = low // step, -((-high) // step)
    return tuple(step * index for index in range(first, max(last, first + 1) + 1))

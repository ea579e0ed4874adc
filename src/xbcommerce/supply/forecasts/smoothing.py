"""Forecasts for steady demand, and the yardsticks that every method must beat.

    Zero, Naive, Mean, MovingAverage     the yardsticks
    Ses                                  simple exponential smoothing, from the first observation

Example:
    >>> from xbcommerce.supply import MovingAverage, Ses
    >>> Ses("0.5").path([8, 0, 4]), MovingAverage(2).path([8, 0, 4])
    ([8.0, 4.0, 4.0], [8.0, 4.0, 2.0])
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import field, frozen

from xbcommerce.kernel.errors import positive_field
from xbcommerce.kernel.figures import figure, within

from .method_name import method_name


@frozen
class Zero:
    """Nothing will sell: what every method must beat."""

    @property
    def name(self) -> str:
        """``"zero"``."""
        return "zero"

    def path(self, values: Sequence[float]) -> list[float]:
        """Return zeros."""
        return [0.0] * len(values)


@frozen
class Naive:
    """The next bucket sells what the last one sold."""

    @property
    def name(self) -> str:
        """``"naive"``."""
        return "naive"

    def path(self, values: Sequence[float]) -> list[float]:
        """Return the values themselves."""
        return [float(value) for value in values]


@frozen
class Mean:
    """The mean of everything seen."""

    @property
    def name(self) -> str:
        """``"mean"``."""
        return "mean"

    def path(self, values: Sequence[float]) -> list[float]:
        """Return the running mean."""
        path: list[float] = []
        total = 0.0
        for count, value in enumerate(values, 1):
            total += value
            path.append(total / count)
        return path


@frozen
class MovingAverage:
    """The mean of the last ``window`` buckets, or of all while there are fewer."""

    window: int = field(validator=positive_field)

    @property
    def name(self) -> str:
        """For example ``"ma:6"``."""
        return f"ma:{self.window}"

    def path(self, values: Sequence[float]) -> list[float]:
        """Return the mean of each window."""
        path: list[float] = []
        total = 0.0
        for index, value in enumerate(values):
            total += value
            if index >= self.window:
                total -= values[index - self.window]
            path.append(total / min(index + 1, self.window))
        return path


@frozen
class Ses:
    """Simple exponential smoothing, starting at the first observation."""

    alpha: Fraction = field(converter=figure, validator=within(0, 1))

    @property
    def name(self) -> str:
        """For example ``"ses:0.2"``."""
        return method_name("ses", self.alpha)

    def path(self, values: Sequence[float]) -> list[float]:
        """Return the level after each bucket."""
        alpha = float(self.alpha)
        path: list[float] = []
        level = float(values[0]) if values else 0.0
        for value in values:
            level += alpha * (value - level)
            path.append(level)
        return path

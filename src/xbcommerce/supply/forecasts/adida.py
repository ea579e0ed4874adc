"""Forecast intermittent demand on coarser buckets, where it is not intermittent (ADIDA).

Buckets are summed by the mean interval between demands, the sums smoothed, the result spread again
(Nikolopoulos et al. 2011). The constant is the one of least squared one-step errors between two bounds.

Example:
    >>> from xbcommerce.supply import Adida
    >>> round(Adida("0.1", "0.3").path([0, 9, 0, 8, 0, 9, 0, 10, 0, 9, 0, 8, 0, 9])[-1], 3)
    4.462
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import decimal_of, figure, within

from .method_name import method_name

_GOLDEN = (math.sqrt(5) - 1) / 2
_STEPS = 60


@frozen
class Adida:
    """Aggregate, smooth, disaggregate."""

    alpha_min: Fraction = field(converter=figure, validator=within(0, 1))
    alpha_max: Fraction = field(converter=figure, validator=within(0, 1))

    def __attrs_post_init__(self) -> None:
        if self.alpha_min > self.alpha_max:
            low, high = decimal_of(self.alpha_min), decimal_of(self.alpha_max)
            msg = f"alpha_min={low} lies above alpha_max={high}; swap them"
            raise InvalidValueError(msg)

    @property
    def name(self) -> str:
        """For example ``"adida:0.1:0.3"``."""
        return method_name("adida", self.alpha_min, self.alpha_max)

    def path(self, values: Sequence[float]) -> list[float]:
        """Return the forecast after each bucket; each looks at all buckets before it."""
        return [self._after(values[: index + 1]) for index in range(len(values))]

    def _after(self, values: Sequence[float]) -> float:
        demands = [index for index, value in enumerate(values, 1) if value > 0]
        if not demands:
            return 0.0
        width = max(1, round(demands[-1] / len(demands)))
        start = len(values) % width
        sums = [sum(values[index : index + width]) for index in range(start, len(values), width)]
        alpha = _least_error(sums, float(self.alpha_min), float(self.alpha_max))
        return _smooth(sums, alpha)[0] / width


def _smooth(values: Sequence[float], alpha: float) -> tuple[float, float]:
    """Return the last level and the sum of squared one-step errors."""
    level, squares = values[0], 0.0
    for value in values[1:]:
        squares += (value - level) ** 2
        level += alpha * (value - level)
    return level, squares


def _least_error(values: Sequence[float], low: float, high: float) -> float:
    """Return the constant of least squared error, by golden section."""
    for _ in range(_STEPS):
        left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
        if _smooth(values, left)[1] <= _smooth(values, right)[1]:
            high = right
        else:
            low = left
    return (low + high) / 2

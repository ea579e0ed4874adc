"""Forecasts that go on rising or falling: Holt, its damped form, and the drift from first to last.

    Holt     a level and a trend, both smoothed; with ``phi`` below 1 the trend dies away
    Drift    the last bucket, and on in equal steps from the first

`smooth_trend` is the recursion itself, from states that are given; a `Holt` starts at the first bucket with
its units as level and no trend, so that without ``beta`` it is simple exponential smoothing. The constants
are the classic ones of Holt (1957) and of Gardner and McKenzie (1985); the ``beta`` of state-space models is
``alpha * beta``.

Example:
    >>> from xbcommerce.supply import Holt
    >>> [round(units, 3) for units in Holt("0.5", "0.4").ahead([5, 9, None, 14], 3)]
    [13.18, 15.06, 16.94]
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import field, frozen

from xbcommerce.kernel.figures import Figure, figure, within

from .method_name import method_name


@frozen
class Trend:
    """Where a trend stands.

    Attributes:
        level: Units a bucket, without trend to come.
        trend: Units that are added from bucket to bucket.
    """

    level: float
    trend: float = 0.0

    def ahead(self, periods: int, *, phi: Figure = 1) -> list[float]:
        """Return the units of each of the next buckets; may fall below zero."""
        keep, trend, level = float(figure(phi)), self.trend, self.level
        path: list[float] = []
        for _ in range(periods):
            trend *= keep
            level += trend
            path.append(level)
        return path


def smooth_trend(
    values: Sequence[float | None], start: Trend, *, alpha: Figure, beta: Figure = 0, phi: Figure = 1
) -> Trend:
    """Smooth level and trend from given states and return them after the last bucket.

    Args:
        values: Units a bucket, None where it is missing: the trend goes on, nothing is learnt.
        start: The states before the first bucket.
        alpha: How much the newest bucket counts in the level.
        beta: How much the newest step of the level counts in the trend.
        phi: What is left of the trend from bucket to bucket.
    """
    a, b, keep = float(figure(alpha)), float(figure(beta)), float(figure(phi))
    return _smoothed(values, start.level, start.trend, a, b, keep)[1]


def _smoothed(
    values: Sequence[float | None], level: float, trend: float, alpha: float, beta: float, phi: float
) -> tuple[list[float], Trend]:
    """Return what is said of the next bucket after every bucket, and where the trend then stands."""
    path: list[float] = []
    said = level + phi * trend
    for value in values:
        trend *= phi
        level = said
        if value is not None:
            step = alpha * (value - said)
            level += step
            trend += beta * step
        said = level + phi * trend
        path.append(said)
    return path, Trend(level, trend)


@frozen
class Holt:
    """A smoothed level and a smoothed trend that goes on; damped where ``phi`` is below 1.

    It starts at the first bucket that is not missing, with its units as level and a trend of 0.
    """

    alpha: Fraction = field(converter=figure, validator=within(0, 1))
    beta: Fraction = field(converter=figure, validator=within(0, 1))
    phi: Fraction = field(default=Fraction(1), converter=figure, validator=within(0, 1))

    @property
    def name(self) -> str:
        """For example ``"holt:0.2:0.1"``, or ``"damped:0.2:0.1:0.9"``."""
        if self.phi == 1:
            return method_name("holt", self.alpha, self.beta)
        return method_name("damped", self.alpha, self.beta, self.phi)

    def path(self, values: Sequence[float | None]) -> list[float]:
        """Return the units expected in the next bucket, after each bucket."""
        return self._smoothed(values)[0]

    def ahead(self, values: Sequence[float | None], periods: int) -> list[float]:
        """Return the units expected in each of the next buckets; may fall below zero."""
        return self._smoothed(values)[1].ahead(periods, phi=self.phi)

    def _smoothed(self, values: Sequence[float | None]) -> tuple[list[float], Trend]:
        first = next((index for index, value in enumerate(values) if value is not None), len(values))
        level = float(values[first] or 0) if first < len(values) else 0.0
        constants = float(self.alpha), float(self.beta), float(self.phi)
        path, trend = _smoothed(values[first:], level, 0.0, *constants)
        return [0.0] * first + path, trend


@frozen
class Drift:
    """The last bucket, and on by the mean step from the first to it."""

    @property
    def name(self) -> str:
        """``"drift"``."""
        return "drift"

    def path(self, values: Sequence[float | None]) -> list[float]:
        """Return the units expected in the next bucket, after each bucket."""
        path: list[float] = []
        first: tuple[int, float] | None = None
        last, step = (0, 0.0), 0.0
        for index, value in enumerate(values):
            if value is not None:
                last = (index, float(value))
                first = first or last
                step = _step(first, last)
            path.append(last[1] + (index + 1 - last[0]) * step)
        return path

    def ahead(self, values: Sequence[float | None], periods: int) -> list[float]:
        """Return the units expected in each of the next buckets; may fall below zero."""
        seen = [(index, float(value)) for index, value in enumerate(values) if value is not None]
        if not seen:
            return [0.0] * periods
        step, (at, last) = _step(seen[0], seen[-1]), seen[-1]
        return [last + (len(values) + bucket - at) * step for bucket in range(periods)]


def _step(first: tuple[int, float], last: tuple[int, float]) -> float:
    buckets = last[0] - first[0]
    return (last[1] - first[1]) / buckets if buckets else 0.0

"""Forecasts that know the season: as a season ago, and Holt-Winters with added or multiplied seasons.

    SeasonalNaive    each bucket sells what it sold a season ago
    HoltWinters      level, trend and season, all smoothed (Holt 1957, Winters 1960)

`smooth_season` is the recursion itself, from states that are given: the season is updated with the newest
bucket against level plus damped trend of the step before, and every update counts, the last season's too.

A `HoltWinters` finds its own states. Below one season of buckets there is none, only the level and trend of
`Holt`. From one season on the level is its mean and the season what differs from it; from two on the trend is
the mean step from season to season. What a closed bucket hides is 0 more, or once, the level. Later buckets
are never looked at. A multiplied season wants demand well above zero; rare sellers want an added one.

Example:
    >>> from xbcommerce.supply import HoltWinters, SeasonalKind, SeasonalNaive
    >>> winters = HoltWinters(4, "0.2", "0.1", "0.3", kind=SeasonalKind.ADDITIVE)
    >>> quarters = [20, 35, 50, 28, 24, None, 55, 30, 26, 44, 61, 36]
    >>> winters.name, [round(units, 1) for units in winters.ahead(quarters, 4)]
    ('hwa:4:0.2:0.1:0.3', [31.7, 47.7, 63.7, 39.5])
    >>> SeasonalNaive(4).ahead(quarters[:6], 4)
    [50.0, 28.0, 24.0, 35.0]
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from enum import Enum
from fractions import Fraction

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError, positive_field
from xbcommerce.kernel.figures import Figure, figure, within

from .method_name import method_name
from .trend import Holt, Trend


class SeasonalKind(Enum):
    """How a season works on the level; the value is the word in a method's name."""

    ADDITIVE = "hwa"
    """So many units more or less."""
    MULTIPLICATIVE = "hwm"
    """So many times the level."""


def _season(value: Sequence[float]) -> tuple[float, ...]:
    return tuple(float(one) for one in value)


@frozen
class SeasonalState:
    """Where level, trend and season stand.

    Attributes:
        trend: Level and trend.
        season: One figure a bucket of the season, that of the *next* bucket first.
        kind: Whether it is added or multiplied.
    """

    trend: Trend
    season: tuple[float, ...] = field(converter=_season)
    kind: SeasonalKind = SeasonalKind.ADDITIVE

    def __attrs_post_init__(self) -> None:
        """Refuse a season without a bucket."""
        if not self.season:
            msg = "season=(): give one figure a bucket of the season"
            raise InvalidValueError(msg)

    def ahead(self, periods: int, *, phi: Figure = 1) -> list[float]:
        """Return the units of each of the next buckets; may fall below zero."""
        bases = self.trend.ahead(periods, phi=phi)
        length = len(self.season)
        return [self._with(base, self.season[bucket % length]) for bucket, base in enumerate(bases)]

    def _with(self, base: float, season: float) -> float:
        return base + season if self.kind is SeasonalKind.ADDITIVE else base * season


def smooth_season(
    values: Sequence[float | None],
    start: SeasonalState,
    *,
    alpha: Figure,
    beta: Figure = 0,
    gamma: Figure = 0,
    phi: Figure = 1,
) -> SeasonalState:
    """Smooth level, trend and season from given states and return them after the last bucket.

    Args:
        values: Units a bucket, None where it is missing: trend and season go on, nothing is learnt.
        start: The states before the first bucket.
        alpha: How much the newest bucket counts in the level.
        beta: How much the newest step of the level counts in the trend.
        gamma: How much the newest bucket counts in its season.
        phi: What is left of the trend from bucket to bucket.

    Returns:
        The states. A multiplied season of 0 tells nothing about the level, and a level of 0 or less nothing
        about the season; such a bucket leaves them as they were.
    """
    a, b, g, keep = (float(figure(constant)) for constant in (alpha, beta, gamma, phi))
    level, trend, season = start.trend.level, start.trend.trend, list(start.season)
    length, added = len(season), start.kind is SeasonalKind.ADDITIVE
    for index, value in enumerate(values):
        trend *= keep
        level += trend
        if value is None:
            continue
        base, place = level, index % length
        if added:
            error = value - base - season[place]
            level += a * error
            season[place] += g * error
        else:
            if season[place] > 0:
                level += a * (value / season[place] - base)
            if base > 0:
                season[place] += g * (value / base - season[place])
        trend += b * (level - base)
    turn = len(values) % length
    return SeasonalState(Trend(level, trend), season[turn:] + season[:turn], start.kind)


@frozen
class HoltWinters:
    """Level, trend and season, all smoothed; starts as the module says."""

    season_length: int = field(validator=positive_field)
    alpha: Fraction = field(converter=figure, validator=within(0, 1))
    beta: Fraction = field(converter=figure, validator=within(0, 1))
    gamma: Fraction = field(converter=figure, validator=within(0, 1))
    phi: Fraction = field(default=Fraction(1), converter=figure, validator=within(0, 1))
    kind: SeasonalKind = SeasonalKind.ADDITIVE

    @property
    def name(self) -> str:
        """For example ``"hwm:52:0.2:0.1:0.3"``, with ``":0.9"`` where the trend is damped."""
        constants = (Fraction(self.season_length), self.alpha, self.beta, self.gamma)
        return method_name(self.kind.value, *constants, *(() if self.phi == 1 else (self.phi,)))

    def path(self, values: Sequence[float | None]) -> list[float]:
        """Return the units expected in the next bucket, after each bucket, none of which looks ahead."""
        return [self.ahead(values[: index + 1], 1)[0] for index in range(len(values))]

    def ahead(self, values: Sequence[float | None], periods: int) -> list[float]:
        """Return the units expected in each of the next buckets; may fall below zero."""
        first = next((index for index, value in enumerate(values) if value is not None), len(values))
        seen = values[first:]
        if len(seen) < self.season_length:
            return Holt(self.alpha, self.beta, self.phi).ahead(seen, periods)
        state = smooth_season(
            seen, self._start(seen), alpha=self.alpha, beta=self.beta, gamma=self.gamma, phi=self.phi
        )
        return state.ahead(periods, phi=self.phi)

    def _start(self, values: Sequence[float | None]) -> SeasonalState:
        """Find the states before the first bucket from the first season, or the first two."""
        length = self.season_length
        known = [(at, value) for at, value in enumerate(values[: 2 * length], 1) if value is not None]
        steps = [
            (after - before) / length
            for before, after in zip(values[:length], values[length : 2 * length], strict=False)
            if before is not None and after is not None
        ]
        if len(values) < 2 * length:
            known, steps = [(at, value) for at, value in known if at <= length], []
        trend = statistics.fmean(steps) if steps else 0.0
        level = statistics.fmean(value - trend * at for at, value in known)
        season = [self._typical(known, level, trend, place) for place in range(1, length + 1)]
        return SeasonalState(Trend(level, trend), season, self.kind)

    def _typical(self, known: Sequence[tuple[int, float]], level: float, trend: float, place: int) -> float:
        """Say how the buckets at one place of the season differ from level and trend."""
        here = [(value, level + trend * at) for at, value in known if (at - place) % self.season_length == 0]
        if self.kind is SeasonalKind.ADDITIVE:
            return statistics.fmean(value - base for value, base in here) if here else 0.0
        ratios = [value / base for value, base in here if base > 0]
        return statistics.fmean(ratios) if ratios else 1.0


@frozen
class SeasonalNaive:
    """Each bucket sells what it sold a season ago; if that was closed, two seasons ago, and so on.

    A bucket whose like was never open sells the mean of all that were.
    """

    season_length: int = field(validator=positive_field)

    @property
    def name(self) -> str:
        """For example ``"snaive:52"``."""
        return f"snaive:{self.season_length}"

    def path(self, values: Sequence[float | None]) -> list[float]:
        """Return the units expected in the next bucket, after each bucket."""
        length = self.season_length
        latest: list[float | None] = [None] * length
        path: list[float] = []
        total, count = 0.0, 0
        for index, value in enumerate(values):
            if value is not None:
                latest[index % length], total, count = float(value), total + value, count + 1
            like = latest[(index + 1) % length]
            path.append(total / max(count, 1) if like is None else like)
        return path

    def ahead(self, values: Sequence[float | None], periods: int) -> list[float]:
        """Return the units expected in each of the next buckets."""
        seen = [value for value in values if value is not None]
        mean = statistics.fmean(seen) if seen else 0.0
        length = self.season_length
        latest: list[float] = [mean] * length
        for index, value in enumerate(values):
            if value is not None:
                latest[index % length] = float(value)
        return [latest[(len(values) + bucket) % length] for bucket in range(periods)]

"""Anchored scoring of anything with figures: exact, explained, and free of rank reversal.

v = clamp((x - worst) / (best - worst)), score = sum w v / sum w. Inside, a table of figures becomes whole
numbers over one denominator, so that sums and comparisons are exact and cheap; fractions are made when
somebody looks.

Example:
    >>> from xbcommerce.logistics import Criterion, score_all
    >>> criteria = [Criterion("cost", worst=40, best=0), Criterion("days", worst=30, best=0)]
    >>> post, line = score_all(criteria, [{"cost": "6.20", "days": 18}, {"cost": "9.80", "days": 45}])
    >>> float(post.total), {name: float(part) for name, part in post.contributions.items()}
    (0.6225, {'cost': 0.4225, 'days': 0.2})
    >>> line.clamped
    ('days',)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from math import lcm

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import Figure, figure, positive
from xbcommerce.kernel.frozen import FrozenMap


def _points(points: Sequence[tuple[Figure, Figure]]) -> tuple[tuple[Fraction, Fraction], ...]:
    ordered = tuple(sorted((figure(x), figure(value)) for x, value in points))
    if len(ordered) < 2 or any(left[0] == right[0] for left, right in pairwise(ordered)):  # noqa: PLR2004
        msg = f"points={[(str(x), str(v)) for x, v in ordered]}: expected at least two, each at its own x"
        raise InvalidValueError(msg)
    if any(not 0 <= value <= 1 for _, value in ordered):
        msg = f"points={[(str(x), str(v)) for x, v in ordered]}: expected values from 0 to 1"
        raise InvalidValueError(msg)
    return ordered


@frozen
class Curve:
    """A value that bends: straight between points, flat outside the first and the last."""

    points: tuple[tuple[Fraction, Fraction], ...] = field(converter=_points)

    def at(self, x: Figure) -> Fraction:
        """Return the value at ``x``."""
        where = figure(x)
        if where <= self.points[0][0]:
            return self.points[0][1]
        for (left, low), (right, high) in pairwise(self.points):
            if where <= right:
                return low + (high - low) * (where - left) / (right - left)
        return self.points[-1][1]


@frozen
class Criterion:
    """What is weighed, from its worst to its best figure.

    Attributes:
        name: Which figure, e.g. ``"cost"``.
        worst: Worth nothing; above ``best`` where less is better.
        best: Worth everything.
        weight: Against the other weights, in any unit; above zero.
        curve: Replaces the straight line between the anchors, where the value bends.

    Raises:
        InvalidValueError: The anchors are equal, or the weight is not above zero.
    """

    name: str
    worst: Fraction = field(converter=figure)
    best: Fraction = field(converter=figure)
    weight: Fraction = field(default=Fraction(1), converter=figure, validator=positive)
    curve: Curve | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.worst == self.best:
            msg = f"criterion {self.name!r}: worst and best are both {self.best}; nothing lies between"
            raise InvalidValueError(msg)

    @classmethod
    def bent(cls, name: str, points: Sequence[tuple[Figure, Figure]], weight: Figure = 1) -> Criterion:
        """Make a criterion from points (figure, value), e.g. worth 0.9 at 7 days and 0.5 at 14."""
        curve = Curve(points)
        (first, at_first), (last, at_last) = curve.points[0], curve.points[-1]
        worst, best = (last, first) if at_first > at_last else (first, last)
        return cls(name, worst, best, weight, curve=curve)

    def clamps(self, x: Fraction) -> bool:
        """Say whether a figure lies outside the anchors."""
        return not min(self.worst, self.best) <= x <= max(self.worst, self.best)

    def value(self, x: Figure) -> Fraction:
        """Return what a figure is worth, from 0 to 1."""
        where = figure(x)
        if self.curve is not None:
            return self.curve.at(where)
        return min(max((where - self.worst) / (self.best - self.worst), Fraction(0)), Fraction(1))


@frozen
class Score:
    """A score in whole points: ``points[i] / scale`` is what criterion i contributes; the sum is at most 1.

    Attributes:
        names: Of the criteria.
        points: What each contributes.
        scale: Points that make 1.
        clamped: Criteria whose figure lay outside the anchors.
    """

    names: tuple[str, ...]
    points: tuple[int, ...]
    scale: int
    clamped: tuple[str, ...] = ()

    @property
    def total(self) -> Fraction:
        """The score, from 0 to 1."""
        return Fraction(sum(self.points), self.scale)

    @property
    def contributions(self) -> FrozenMap[str, Fraction]:
        """What each criterion adds to the score; they sum to it exactly."""
        parts = zip(self.names, self.points, strict=True)
        return FrozenMap({name: Fraction(points, self.scale) for name, points in parts})


Parts = tuple[int, int]
"""A figure as numerator and denominator, in lowest terms."""


def score_all(
    criteria: Sequence[Criterion], rows: Sequence[Mapping[str, Figure | Parts]]
) -> tuple[Score, ...]:
    """Score rows of figures.

    Args:
        criteria: At least one, each of its own name.
        rows: A figure for every criterion, by name.

    Raises:
        InvalidValueError: No criteria, two of one name, or a row without a figure that is weighed.
    """
    names = tuple(criterion.name for criterion in criteria)
    if not names or len(set(names)) < len(names):
        msg = f"criteria={list(names)}: expected at least one, each of its own name"
        raise InvalidValueError(msg)
    weighed = frozenset(names)
    for row in rows:
        if not row.keys() >= weighed:
            missing = [name for name in names if name not in row]
            msg = f"no figure for {missing}; leave the row out, unknown is not zero"
            raise InvalidValueError(msg)
    return score_columns(criteria, [[row[name] for row in rows] for name in names])


def score_columns(
    criteria: Sequence[Criterion], figures: Sequence[Sequence[Figure | Parts]]
) -> tuple[Score, ...]:
    """Do the same as `score_all` for a table given by columns, one a criterion."""
    names = tuple(criterion.name for criterion in criteria)
    weights = sum((criterion.weight for criterion in criteria), Fraction(0))
    columns = [
        _column(each, each.weight / weights, column) for each, column in zip(criteria, figures, strict=True)
    ]
    scale = lcm(*(column.scale for column in columns))
    table = zip(*(column.over(scale) for column in columns), strict=True)
    clamped: dict[int, tuple[str, ...]] = {}
    for name, column in zip(names, columns, strict=True):
        for i in column.clamped:
            clamped[i] = (*clamped.get(i, ()), name)
    return tuple([Score(names, points, scale, clamped.get(i, ())) for i, points in enumerate(table)])


@frozen
class _Column:
    """One criterion: what rows are worth in steps of ``each / scale``, and which lie outside the anchors."""

    steps: list[int]
    each: int
    scale: int
    clamped: list[int]

    def over(self, scale: int) -> list[int]:
        """Return the points over a multiple of the scale."""
        factor = scale // self.scale * self.each
        return [steps * factor for steps in self.steps]


def _column(criterion: Criterion, weight: Fraction, figures: Sequence[Figure | Parts]) -> _Column:
    """Turn one criterion's figures into whole points over a common scale."""
    if criterion.curve is not None:
        exact = [Fraction(*x) if isinstance(x, tuple) else figure(x) for x in figures]
        worth = [weight * criterion.value(x) for x in exact]
        scale = lcm(*(each.denominator for each in worth))
        return _Column(
            [each.numerator * (scale // each.denominator) for each in worth],
            1,
            scale,
            [i for i, x in enumerate(exact) if criterion.clamps(x)],
        )
    ratios = [
        x if isinstance(x, tuple) else x.as_integer_ratio() if isinstance(x, Fraction) else _ratio(x)
        for x in figures
    ]
    belows = {below for _, below in ratios}
    grid = lcm(criterion.worst.denominator, criterion.best.denominator, *belows)
    worst = criterion.worst.numerator * (grid // criterion.worst.denominator)
    best = criterion.best.numerator * (grid // criterion.best.denominator)
    sign, width = (1, best - worst) if best > worst else (-1, worst - best)
    parts, start = {below: sign * (grid // below) for below in belows}, sign * worst
    along, clamped = [above * parts[below] - start for above, below in ratios], list[int]()
    if along and (min(along) < 0 or max(along) > width):
        clamped = [i for i, x in enumerate(along) if not 0 <= x <= width]
        along = [min(max(x, 0), width) for x in along]
    return _Column(along, weight.numerator, width * weight.denominator, clamped)


def _ratio(x: Figure) -> Parts:
    return figure(x).as_integer_ratio()


@frozen
class Interval:
    """Normalised weights of one criterion, both ends included, between which the choice stays the same."""

    low: Fraction
    high: Fraction


def weight_interval(
    criteria: Sequence[Criterion], scores: Sequence[Score], winner: int, name: str
) -> Interval:
    """Find how far one weight may move until another row wins, the other weights keeping their proportions.

    With t the normalised weight of the criterion, score(t) = t v + (1 - t) r, where v is what the row is
    worth by it and r by all the others. Every rival cuts the interval at one point.

    Args:
        criteria: As scored.
        scores: Of all rows.
        winner: Which row is to stay first.
        name: Of the criterion that is varied.

    Raises:
        InvalidValueError: No criterion has this name.
    """
    names = [criterion.name for criterion in criteria]
    if name not in names:
        msg = f"no criterion {name!r}; there are {names}"
        raise InvalidValueError(msg)
    at = names.index(name)
    weight = criteria[at].weight / sum((each.weight for each in criteria), Fraction(0))
    if weight == 1:
        return Interval(Fraction(0), Fraction(1))
    low, high = Fraction(0), Fraction(1)
    mine = scores[winner]
    for index, rival in enumerate(scores):
        if index == winner:
            continue
        ahead = Fraction(mine.points[at], mine.scale) - Fraction(rival.points[at], rival.scale)
        by_this = ahead / weight
        by_others = (mine.total - rival.total - ahead) / (1 - weight)
        slope = by_this - by_others
        if slope > 0:
            low = max(low, -by_others / slope)
        elif slope < 0:
            high = min(high, -by_others / slope)
    return Interval(low, high)

"""A figure from a sample, with how far it may be off.

A share of 3 in 4 is not 75 %: it is somewhere between 30 % and 95 %. An `Estimate` keeps the interval, the
sample size and the method beside the value, so that a decision can say how much it knows; with nothing
observed the answer is `Unknown`, never 0.

Example:
    >>> from decimal import Decimal
    >>> from xbcommerce.kernel.estimate import mean, wilson
    >>> print(wilson(3, 4))
    0.75 (0.3006 to 0.9544 with 95% confidence, 4 observed, wilson)
    >>> print(mean([12.0, 15.0, 11.0, 14.0], confidence=Decimal("0.9")))
    13 (10.85 to 15.15 with 90% confidence, 4 observed, student)
    >>> print(wilson(0, 0))
    unknown: 0 observed, wilson needs at least 1
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from statistics import NormalDist, fmean, stdev

from attrs import Attribute, field, frozen

from .errors import InvalidValueError, count_field, whole

NINETY_FIVE = Decimal("0.95")
"""The confidence used where nobody says otherwise."""

_NORMAL_FROM = 200
"""From this many degrees of freedom on, the series for Student's t is replaced by its expansion."""


def _finite(_instance: object, attribute: Attribute[float], value: float) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        msg = f"{attribute.name}={value!r}: expected a finite number"
        raise InvalidValueError(msg)


def _between_none_and_all(_instance: object, _attribute: object, value: Decimal) -> None:
    if not isinstance(value, Decimal) or not value.is_finite() or not 0 < value < 1:
        msg = f"confidence={value!r}: expected a Decimal between 0 and 1, such as Decimal('0.95')"
        raise InvalidValueError(msg)


@frozen
class Estimate:
    """A figure and the interval it lies in.

    Attributes:
        value: The best single figure, for statistics only: money is never a float.
        low: Lower end of the interval.
        high: Upper end of the interval.
        sample_size: How many observations it rests on.
        method: How it was computed, e.g. ``"wilson"``.
        confidence: How often intervals made this way hold the truth, e.g. ``Decimal("0.95")``.

    Raises:
        InvalidValueError: NaN, an infinity, a value outside its own interval, or no such confidence.
    """

    value: float = field(validator=_finite)
    low: float = field(validator=_finite)
    high: float = field(validator=_finite)
    sample_size: int = field(validator=count_field)
    method: str
    confidence: Decimal = field(default=NINETY_FIVE, validator=_between_none_and_all)

    def __attrs_post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            msg = f"value={self.value}: lies outside its own interval from {self.low} to {self.high}"
            raise InvalidValueError(msg)

    @property
    def margin(self) -> float:
        """The larger distance from the value to an end of the interval."""
        return max(self.value - self.low, self.high - self.value)

    def __str__(self) -> str:
        sure = f"{(self.confidence * 100).normalize():f}%"
        interval = f"{self.low:.4g} to {self.high:.4g} with {sure} confidence"
        return f"{self.value:.4g} ({interval}, {self.sample_size} observed, {self.method})"


@frozen
class Unknown:
    """Too little was observed to estimate anything.

    Attributes:
        sample_size: How many observations there are.
        needed: How many the method needs.
        method: Which one was asked for.
    """

    sample_size: int
    needed: int
    method: str

    def __str__(self) -> str:
        return f"unknown: {self.sample_size} observed, {self.method} needs at least {self.needed}"


def wilson(successes: int, n: int, *, confidence: Decimal = NINETY_FIVE) -> Estimate | Unknown:
    """Estimate a share from a count, by Wilson's score interval (1927).

    Unlike the textbook interval it never leaves 0..1 and is not empty for 0 of n.

    Args:
        successes: How often it happened.
        n: How often it could have happened.
        confidence: How sure the interval is to be.

    Returns:
        The observed share with its interval; `Unknown` for ``n`` = 0.

    Raises:
        InvalidValueError: More successes than observations, or no whole numbers.
    """
    whole(n, "n")
    if whole(successes, "successes") > n:
        msg = f"successes={successes}: more than the n={n} observed"
        raise InvalidValueError(msg)
    z = _normal_quantile(confidence)
    if n == 0:
        return Unknown(0, 1, "wilson")
    share = successes / n
    shrink = 1 + z * z / n
    centre = (share + z * z / (2 * n)) / shrink
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / shrink
    low = 0.0 if successes == 0 else min(max(0.0, centre - half), share)
    high = 1.0 if successes == n else max(min(1.0, centre + half), share)
    return Estimate(share, low, high, n, "wilson", confidence)


def mean(values: Sequence[float], *, confidence: Decimal = NINETY_FIVE) -> Estimate | Unknown:
    """Estimate a mean from single observations, by Student's t (1908).

    Args:
        values: The observations, e.g. transit times in days.
        confidence: How sure the interval is to be.

    Returns:
        The mean with its interval; `Unknown` below two observations, because one shows no spread.

    Raises:
        InvalidValueError: An observation is NaN or infinite.
    """
    _between_none_and_all(None, None, confidence)
    for place, value in enumerate(values):
        if not math.isfinite(value):
            msg = f"values[{place}]={value}: expected a finite number"
            raise InvalidValueError(msg)
    needed = 2
    if len(values) < needed:
        return Unknown(len(values), needed, "student")
    centre = fmean(values)
    half = student_quantile(confidence, len(values) - 1) * stdev(values) / math.sqrt(len(values))
    return Estimate(centre, centre - half, centre + half, len(values), "student", confidence)


def _normal_quantile(confidence: Decimal) -> float:
    _between_none_and_all(None, None, confidence)
    return NormalDist().inv_cdf((1 + float(confidence)) / 2)


@lru_cache(maxsize=1024)
def student_quantile(confidence: Decimal, degrees: int) -> float:
    """Return the t for which ``confidence`` of Student's distribution lies within minus t and t.

    Exact series for whole degrees of freedom (Abramowitz and Stegun 26.7.3, 26.7.4), inverted by bisection;
    from 200 degrees on the expansion 26.7.5, whose error there is below one in a million.

    Args:
        confidence: Between 0 and 1.
        degrees: At least 1.

    Example:
        >>> round(student_quantile(Decimal("0.95"), 10), 4)
        2.2281
    """
    whole(degrees, "degrees", minimum=1)
    z = _normal_quantile(confidence)
    if degrees >= _NORMAL_FROM:
        first = (z**3 + z) / 4
        second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
        third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
        return z + first / degrees + second / degrees**2 + third / degrees**3
    target, low, high = float(confidence), 0.0, math.pi / 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, degrees) < target else (low, middle)
    return math.tan(high) * math.sqrt(degrees)


def _within(angle: float, degrees: int) -> float:
    """Return the probability that abs(t) stays below ``tan(angle) * sqrt(degrees)``."""
    sine, cosine = math.sin(angle), math.cos(angle)
    odd = degrees % 2 == 1
    if degrees == 1:
        return 2 * angle / math.pi
    term = cosine if odd else 1.0
    total = term
    for step in range(3 if odd else 2, degrees - 1, 2):
        term *= cosine * cosine * (step - 1) / step
        total += term
    return 2 * (angle + sine * total) / math.pi if odd else sine * total

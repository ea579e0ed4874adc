"""The regularised incomplete beta function, both tails exact, with the standard library alone.

Continued fraction by Lentz's method (Abramowitz and Stegun 26.5.8), on the side where it converges.

Example:
    >>> from xbcommerce.supply.distributions.beta import beta_tails
    >>> [round(tail, 12) for tail in beta_tails(2.0, 3.0, 0.5)]
    [0.6875, 0.3125]
"""

from __future__ import annotations

import math

from .gamma import PRECISION, STEPS_MAX, TINY


def beta_tails(a: float, b: float, x: float) -> tuple[float, float]:
    """Return the probabilities that a beta(a, b) variable is at most ``x`` and more than ``x``."""
    if x <= 0:
        return 0.0, 1.0
    if x >= 1:
        return 1.0, 0.0
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    if x < (a + 1) / (a + b + 2):
        below = min(1.0, front * _fraction(a, b, x) / a)
        return below, 1 - below
    above = min(1.0, front * _fraction(b, a, 1 - x) / b)
    return 1 - above, above


def _fraction(a: float, b: float, x: float) -> float:
    """Sum the fraction; guards against zero stand inline, as this loop is where exact service spends time."""
    first = 1 - (a + b) * x / (a + 1)
    c, d = 1.0, 1 / (first if first > TINY or first < -TINY else TINY)
    result = d
    for step in range(1, STEPS_MAX):
        twice = a + 2 * step
        part = step * (b - step) * x / ((twice - 1) * twice)
        d = 1 + part * d
        d = 1 / (d if d > TINY or d < -TINY else TINY)
        c = 1 + part / c
        c = c if c > TINY or c < -TINY else TINY
        result *= c * d
        part = -(a + step) * (a + b + step) * x / (twice * (twice + 1))
        d = 1 + part * d
        d = 1 / (d if d > TINY or d < -TINY else TINY)
        c = 1 + part / c
        c = c if c > TINY or c < -TINY else TINY
        change = c * d
        result *= change
        if -PRECISION < change - 1 < PRECISION:
            break
    return result

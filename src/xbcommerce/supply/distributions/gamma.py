"""The gamma distribution of scale 1, both tails exact, with the standard library alone.

Series below ``shape + 1``, continued fraction above (Abramowitz and Stegun 6.5.29 and 6.5.31, the latter by
Lentz's method). The tail that is computed is the small one, so neither is ever one minus nearly one.

Example:
    >>> from xbcommerce.supply.distributions.gamma import gamma_quantile, gamma_tails
    >>> [round(tail, 12) for tail in gamma_tails(1.0, 1.0)], round(gamma_quantile(1.0, 0.5), 12)
    ([0.632120558829, 0.367879441171], 0.69314718056)
"""

from __future__ import annotations

import math
import sys
from statistics import NormalDist

STEPS_MAX = 1_000_000
SHAPE_MAX = 1e6
"""Above this shape, where the spread is below 0.1 % of the mean, the cube root is taken as normal."""
QUANTILE_STEPS_MAX = 2_000
TINY = 1e-300
LOG_STEP_MAX = 600.0
PRECISION = 1e-15
_HALF = 0.5


def gamma_tails(shape: float, x: float) -> tuple[float, float]:
    """Return the probabilities of at most ``x`` and of more than ``x``."""
    if x <= 0:
        return 0.0, 1.0
    if shape > SHAPE_MAX:
        return _near_normal(shape, x)
    front = math.exp(shape * math.log(x) - x - math.lgamma(shape))
    if x < shape + 1:
        below = min(1.0, _series(shape, x) * front)
        return below, 1 - below
    above = min(1.0, _fraction(shape, x) * front)
    return 1 - above, above


def _near_normal(shape: float, x: float) -> tuple[float, float]:
    """Take the cube root as normal (Wilson and Hilferty, 1931), here good to eight digits."""
    z = ((x / shape) ** (1 / 3) - 1 + 1 / (9 * shape)) * 3 * math.sqrt(shape)
    return 0.5 * math.erfc(-z / math.sqrt(2)), 0.5 * math.erfc(z / math.sqrt(2))


def _series(shape: float, x: float) -> float:
    term = total = 1 / shape
    for step in range(1, STEPS_MAX):
        term *= x / (shape + step)
        total += term
        if term < total * PRECISION:
            break
    return total


def _fraction(shape: float, x: float) -> float:
    b = x + 1 - shape
    c, d = 1 / TINY, 1 / b
    result = d
    for step in range(1, STEPS_MAX):
        a = -step * (step - shape)
        b += 2
        d = 1 / away(a * d + b)
        c = away(b + a / c)
        change = c * d
        result *= change
        if abs(change - 1) < PRECISION:
            break
    return result


def away(value: float) -> float:
    """Keep a divisor away from zero."""
    return value if abs(value) > TINY else TINY


def gamma_quantile(shape: float, p: float) -> float:
    """Return where a gamma variable reaches probability ``p``, to the last digit.

    Newton's steps on the logarithm of the smaller tail over that of ``x``, where both ends are nearly
    straight, from the guess of Wilson and Hilferty (1931); a step out of what encloses the answer is replaced
    by halving.
    """
    low, high, x = 0.0, math.inf, _guess(shape, p)
    if shape > SHAPE_MAX:
        return x
    for _ in range(QUANTILE_STEPS_MAX):
        below, above = gamma_tails(shape, x)
        if below < p:
            low = x
        else:
            high = x
        further = x * math.exp(_log_step(shape, x, p, below, above))
        if abs(further - x) <= x * PRECISION:
            return further
        if not low < further < high:
            further = (low + high) / 2 if high < math.inf else 2 * x
        if not low < further < high:
            return high
        x = further
    return x


def _log_step(shape: float, x: float, p: float, below: float, above: float) -> float:
    slope = math.exp(shape * math.log(x) - x - math.lgamma(shape))
    small, wanted = (below, p) if p < _HALF else (above, 1 - p)
    if not (slope and small):
        return LOG_STEP_MAX
    step = (math.log(wanted) - math.log(small)) * small / slope
    step = step if p < _HALF else -step
    return max(-LOG_STEP_MAX, min(LOG_STEP_MAX, step))


def _guess(shape: float, p: float) -> float:
    cube = 1 - 1 / (9 * shape) + NormalDist().inv_cdf(p) / (3 * math.sqrt(shape))
    if shape > 1 and cube > 0:
        return shape * cube**3
    return max(sys.float_info.min, math.exp((math.log(p) + math.lgamma(shape + 1)) / shape))

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

STEPS_MAX = 1_000_000
TINY = 1e-300
PRECISION = 1e-15


def gamma_tails(shape: float, x: float) -> tuple[float, float]:
    """Return the probabilities of at most ``x`` and of more than ``x``."""
    if x <= 0:
        return 0.0, 1.0
    front = math.exp(shape * math.log(x) - x - math.lgamma(shape))
    if x < shape + 1:
        below = min(1.0, _series(shape, x) * front)
        return below, 1 - below
    above = min(1.0, _fraction(shape, x) * front)
    return 1 - above, above


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
    """Return where a gamma variable reaches probability ``p``, by bisection to the last digit."""
    low, high = 0.0, shape + 1
    while gamma_tails(shape, high)[0] < p:
        low, high = high, high * 2
    while True:
        middle = (low + high) / 2
        if not low < middle < high:
            return high
        if gamma_tails(shape, middle)[0] < p:
            low = middle
        else:
            high = middle

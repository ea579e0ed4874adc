"""The regularised lower incomplete gamma function and its inverse, with the standard library alone.

Series below ``shape + 1``, continued fraction above (Abramowitz and Stegun 6.5.29, 6.5.31, the latter by
Lentz's method).

Example:
    >>> from xbcommerce.supply.gamma import gamma_cdf, gamma_quantile
    >>> round(gamma_cdf(1.0, 1.0), 12), round(gamma_quantile(1.0, 0.5), 12)  # exponential: 1 - 1/e, ln 2
    (0.632120558829, 0.69314718056)
"""

from __future__ import annotations

import math

_STEPS_MAX = 100_000
_TINY = 1e-300
_PRECISION = 1e-16


def gamma_cdf(shape: float, x: float) -> float:
    """Return the probability that a gamma variable of scale 1 stays at or below ``x``."""
    if x <= 0:
        return 0.0
    front = math.exp(shape * math.log(x) - x - math.lgamma(shape))
    if x < shape + 1:
        return _series(shape, x) * front
    return 1 - _fraction(shape, x) * front


def _series(shape: float, x: float) -> float:
    term = total = 1 / shape
    for step in range(1, _STEPS_MAX):
        term *= x / (shape + step)
        total += term
        if term < total * _PRECISION:
            break
    return total


def _fraction(shape: float, x: float) -> float:
    b = x + 1 - shape
    c, d = 1 / _TINY, 1 / b
    result = d
    for step in range(1, _STEPS_MAX):
        a = -step * (step - shape)
        b += 2
        d = 1 / (_away(a * d + b))
        c = _away(b + a / c)
        result *= c * d
        if abs(c * d - 1) < _PRECISION * 10:
            break
    return result


def _away(value: float) -> float:
    """Keep a divisor away from zero."""
    return value if abs(value) > _TINY else _TINY


def gamma_quantile(shape: float, p: float) -> float:
    """Return where a gamma variable of scale 1 reaches probability ``p``, by bisection."""
    low, high = 0.0, shape + 1
    while gamma_cdf(shape, high) < p:
        low, high = high, high * 2
    while True:
        middle = (low + high) / 2
        if not low < middle < high:
            return high
        if gamma_cdf(shape, middle) < p:
            low = middle
        else:
            high = middle

"""The normal distribution at one level, also where it has no spread at all.

Example:
    >>> from xbcommerce.supply.distributions.normal import normal_cdf, normal_shortage
    >>> round(normal_cdf(12.0, 10.0, 2.0), 6), round(normal_shortage(12.0, 10.0, 2.0), 6)
    (0.841345, 0.166631)
    >>> normal_cdf(9.0, 10.0, 0.0), normal_shortage(9.0, 10.0, 0.0)
    (0.0, 1.0)
"""

from __future__ import annotations

import math
from statistics import NormalDist

_STANDARD = NormalDist()


def normal_cdf(level: float, mean: float, sd: float) -> float:
    """Return the probability of at most ``level``."""
    if not sd:
        return float(level >= mean)
    return 0.5 * math.erfc((mean - level) / (sd * math.sqrt(2)))


def normal_shortage(level: float, mean: float, sd: float) -> float:
    """Return the mean amount beyond ``level``: sd * (pdf - z * (1 - cdf))."""
    if not sd:
        return max(0.0, mean - level)
    z = (level - mean) / sd
    above = 0.5 * math.erfc(z / math.sqrt(2))
    return sd * (_STANDARD.pdf(z) - z * above)

"""How much demand varies beside its mean: the squared coefficient of variation, exact.

Classes are cut at such figures, and what meets a cut must fall on its side: floats cannot promise it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from xbcommerce.kernel.errors import InvalidValueError

from .series import DemandError


def squared_variation(values: Sequence[float], *, ddof: int) -> Fraction | None:
    """Return variance over squared mean; 0 where there are too few values to vary, None where the mean is 0.

    Args:
        values: Units a bucket.
        ddof: What is taken off the count of values: 0 for the population, 1 for a sample.

    Raises:
        InvalidValueError: ``ddof`` is neither 0 nor 1.
        DemandError: ``negative_demand`` or ``not_a_number``.
    """
    if ddof not in {0, 1}:
        msg = f"ddof={ddof!r}: expected 0 for the population or 1 for a sample"
        raise InvalidValueError(msg)
    units = [_exact(value) for value in values]
    count, total = len(units), sum(units)
    if not total:
        return None
    if count <= ddof:
        return Fraction(0)
    squares = sum(value * value for value in units)
    return Fraction((count * squares - total * total) * count) / ((count - ddof) * total * total)


def _exact(value: float) -> int | Fraction:
    if not math.isfinite(value):
        msg = f"{value!r} units in a bucket; expected a finite number"
        raise DemandError.because("not_a_number", msg)
    if value < 0:
        msg = f"{value!r} units in a bucket; net returns where they were sold, or leave them out"
        raise DemandError.because("negative_demand", msg)
    whole = int(value)
    return whole if whole == value else Fraction(value)

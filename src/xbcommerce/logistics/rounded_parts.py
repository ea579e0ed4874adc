"""Parts rounded together: whole numbers that still add up to the rounded whole.

Example:
    >>> from fractions import Fraction
    >>> from xbcommerce.logistics.rounded_parts import rounded_together
    >>> rounded_together([Fraction("2.5"), Fraction("1.6"), Fraction("0.4")])
    [2, 2, 0]
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import floor

from xbcommerce.kernel.money import Rounding, round_fraction


def rounded_together(parts: Sequence[Fraction]) -> list[int]:
    """Round parts so that they add up to their sum, which is rounded once, half even.

    Every part is cut to a whole number and those that lose most get the units left over, the earlier one on a
    tie: no part is off by a whole unit.
    """
    cut = [floor(part) for part in parts]
    left = round_fraction(sum(parts, Fraction(0)), Rounding.HALF_EVEN) - sum(cut)
    most_lost = sorted(range(len(cut)), key=lambda i: (cut[i] - parts[i], i))
    for i in most_lost[:left]:
        cut[i] += 1
    return cut

"""Percentages as people read them: one decimal, and parts that still add up to the printed whole.

Example:
    >>> from fractions import Fraction
    >>> from xbcommerce.logistics.tenths import in_tenths
    >>> [str(part) for part in in_tenths([Fraction(1, 3)] * 3)]
    ['33.4', '33.3', '33.3']
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from .rounded_parts import rounded_together


def in_tenths(parts: Sequence[Fraction]) -> list[Decimal]:
    """Write shares as percent with one digit that add up to their rounded sum, by largest remainder."""
    return [tenth(each) for each in rounded_together([part * 1_000 for part in parts])]


def tenth(tenths: int) -> Decimal:
    """Write so many tenths as a decimal."""
    return Decimal(tenths).scaleb(-1)

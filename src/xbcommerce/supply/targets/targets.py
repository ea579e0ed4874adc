"""What stock is held for, as values.

Example:
    >>> from xbcommerce.supply import CycleService
    >>> CycleService(".95")
    CycleService(p=Fraction(19, 20))
    >>> CycleService("1")
    Traceback (most recent call last):
    ...
    xbcommerce.kernel.errors.InvalidValueError: p=1: expected a number between 0 and 1, both excluded
"""

from __future__ import annotations

from fractions import Fraction

from attrs import field, frozen

from xbcommerce.kernel.figures import figure, within


@frozen
class CycleService:
    """Demand is met in full in this share of order cycles.

    Below one half the safety stock is negative; that is said, not clamped.
    """

    p: Fraction = field(converter=figure, validator=within(0, 1, open_ends=True))


@frozen
class DaysOfCover:
    """So many days of mean demand are held on top of the lead time's."""

    days: Fraction = field(converter=figure, validator=within(0, None))


Target = CycleService | DaysOfCover
"""Any of them."""

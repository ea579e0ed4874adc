"""How far a formula's figures can go: it is calculated on bounds instead of numbers.

Engines wrap silently when a product leaves 64 bits, or raise somewhere in the middle. Bounds go through the
very formula that the columns will go through, so the answer holds for every step of it, and for a formula
that is changed tomorrow.

Example:
    >>> from xbcommerce.frames.reach import Reach, fits
    >>> fits(Reach(9 * 10**10) * 10**8), fits(Reach(9 * 10**10) * 10**8 + Reach(3 * 10**17))
    (True, False)
    >>> fits(Reach(10**11) * 10**8 // 10**8)
    False
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

from attrs import frozen

INT64_MAX = 2**63 - 1
"""What a column can hold."""


@frozen(eq=False, order=False)
class Reach:
    """A number of which only the greatest size is known, and the greatest met on the way to it.

    Attributes:
        size: It lies between minus this and this.
        before: Between minus this and this lay every figure and every constant that it was calculated from.
    """

    size: int
    before: int = 0

    @property
    def peak(self) -> int:
        """The greatest size of all, its own included."""
        return max(self.size, self.before)

    def _after(self, other: Self | int, size: int) -> Self:
        return type(self)(size, max(self.peak, _peak(other)))

    def __add__(self, other: Self | int, /) -> Self:
        return self._after(other, self.size + _size(other))

    __sub__ = __add__

    def __mul__(self, other: Self | int, /) -> Self:
        return self._after(other, self.size * _size(other))

    def __floordiv__(self, other: Self | int, /) -> Self:
        least = other if isinstance(other, int) else 1
        return self._after(other, -(-self.size // least))

    def __lt__(self, other: Self | int, /) -> Self:
        return self._after(other, 1)

    __gt__ = __lt__


def _size(other: Reach | int) -> int:
    return abs(other) if isinstance(other, int) else other.size


def _peak(other: Reach | int) -> int:
    return abs(other) if isinstance(other, int) else other.peak


def fits(*figures: Reach) -> bool:
    """Say whether the figures, and all that led to them, can be held by columns."""
    return all(figure.peak <= INT64_MAX for figure in figures)


def greatest(holds: Callable[[int], bool], top: int) -> int:
    """Find the greatest number up to ``top`` for which something holds, if it holds for all smaller ones.

    Args:
        holds: Asked about whole numbers from 0.
        top: Asked first, since it usually holds.

    Returns:
        -1 if it does not even hold for 0.
    """
    if holds(top):
        return top
    low, high = -1, top  # holds for low, not for high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low

"""What a formula needs that takes one whole number or a whole column of them.

Such a formula is written with plain operators and never asks ``if``: a comparison gives 1 or 0, and what does
not apply is multiplied away. An ``int`` is such a number as it is; so is an array of int64, or any class that
does element by element what ``int`` does.

Example:
    >>> def at_most(units, top):
    ...     return units - (units - top) * (units > top)
    >>> at_most(12, 10), at_most(7, 10)
    (10, 7)
"""

from __future__ import annotations

from typing import Protocol, Self, TypeVar


class Whole(Protocol):
    """A whole number, or a column of them; comparisons give 1 where they hold and 0 where they do not."""

    def __add__(self, other: Self | int, /) -> Self:
        """Add, element by element."""
        ...

    def __sub__(self, other: Self | int, /) -> Self:
        """Subtract, element by element."""
        ...

    def __mul__(self, other: Self | int, /) -> Self:
        """Multiply, element by element."""
        ...

    def __floordiv__(self, other: Self | int, /) -> Self:
        """Divide and go to the next lower whole number, below zero too."""
        ...

    def __lt__(self, other: Self | int, /) -> Self:
        """Say 1 where it is less."""
        ...

    def __gt__(self, other: Self | int, /) -> Self:
        """Say 1 where it is greater."""
        ...


N = TypeVar("N", bound=Whole)
"""A whole number, or a column of them."""

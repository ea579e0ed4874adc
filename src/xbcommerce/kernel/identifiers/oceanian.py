"""Australian business numbers (ABN) and New Zealand's IRD numbers, which are its GST numbers.

ABN: eleven digits; with 1 taken from the first, the weighted sum is divisible by 89 (Australian Business
Register). IRD number: eight or nine digits, written here with nine; a check digit of 10 is computed again
with other weights (Inland Revenue, withholding tax specification; its range of numbers, 10 to 150 million,
is what was to be given out until about 2026 and is not held against a number above).

Example:
    >>> from xbcommerce.kernel.identifiers import CheckedNumber, Kind
    >>> print(CheckedNumber.parse("83 914 571 673", Kind.AU_ABN))
    83914571673
    >>> print(CheckedNumber.parse("49-091-850", Kind.NZ_IRD))
    049091850
"""

from __future__ import annotations

from functools import partial

from .check_digits import ends_in, weighted
from .rule import Rule, Scheme
from .writing import zero_led

_ABN_WEIGHTS = (10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19)
_IRD_WEIGHTS = ((3, 2, 7, 6, 5, 4, 3, 2), (7, 4, 3, 2, 5, 2, 7, 6))
_IRD_LOWEST = 10_000_000


def australian(number: str) -> bool:
    """Say whether an ABN's two check digits, its first, are right."""
    return (weighted(number, _ABN_WEIGHTS) - _ABN_WEIGHTS[0]) % 89 == 0


def new_zealand(number: str) -> bool:
    """Say whether the last digit of an IRD number is right."""
    first, second = (-weighted(number, weights) % 11 for weights in _IRD_WEIGHTS)
    return int(number) >= _IRD_LOWEST and ends_in(number, first if first < 10 else second)  # noqa: PLR2004


AU_ABN = Scheme({"": Rule("AU", ("&##########",), australian)})
NZ_IRD = Scheme({"": Rule("NZ", ("#########",), new_zealand, partial(zero_led, length=9))})

"""Check digits: each algorithm once, for every number that is built on it.

The signs of a number are digits and capital letters; a letter counts as its place in the alphabet plus nine
(A = 10), as ISO 7064 and ISO 13616 have it. Nothing here looks at lengths or prefixes: see `rule`.

Example:
    >>> from xbcommerce.kernel.identifiers.check_digits import gs1_digit, is_luhn, remainder_97
    >>> gs1_digit("400638133393"), is_luhn("49927398716"), remainder_97("WEST12345698765432GB82")
    ('1', True, 1)
"""

from __future__ import annotations

from collections.abc import Iterable
from string import ascii_uppercase

MODULUS_97 = 97
_MODULUS_11 = 11
_TENS = 10
_LETTERS = {ord(letter): str(value) for value, letter in enumerate(ascii_uppercase, start=10)}


def weighted(text: str, weights: Iterable[int]) -> int:
    """Return the sum of the signs of a number, each times its weight from the left.

    Signs beyond the last weight, such as the check digit itself, do not count.
    """
    return sum(int(sign, 36) * weight for sign, weight in zip(text, weights, strict=False))


def counting_down(text: str, last: int) -> int:
    """Return the weighted sum of a number whose last sign weighs ``last`` and each before it one more."""
    return weighted(text, range(last + len(text) - 1, last - 1, -1))


def ends_in(text: str, expected: int) -> bool:
    """Say whether the last sign of a number is the digit expected; 10 is no digit, so never right."""
    return text[-1] == str(expected)


def gs1_digit(body: str) -> str:
    """Return the digit behind ``body`` by GS1's modulo 10: weights 3 and 1 in turn, from the right."""
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(body)))
    return str(-total % _TENS)


def luhn_remainder(text: str, base: int = 10) -> int:
    """Return what Luhn's sum (ISO/IEC 7812-1) of a number leaves: 0 where it is sound.

    Every second sign from the right is doubled, and the two digits of the double in ``base`` are added.

    Args:
        text: The number with its check digit.
        base: How many signs there are: 10 for digits, 36 for digits and letters.
    """
    signs = enumerate(int(sign, 36) for sign in reversed(text))
    return sum(sum(divmod(value * (1 + place % 2), base)) for place, value in signs) % base


def is_luhn(text: str) -> bool:
    """Say whether a number of digits is sound by Luhn's modulo 10."""
    return luhn_remainder(text) == 0


def is_mod_11_10(text: str) -> bool:
    """Say whether a number of digits is sound by ISO 7064 mod 11,10, which finds every single wrong digit."""
    product = _TENS
    for digit in text[:-1]:
        total = (int(digit) + product) % _TENS or _TENS
        product = 2 * total % _MODULUS_11
    return (product + int(text[-1])) % _TENS == 1


def remainder_97(text: str) -> int:
    """Return what a number of capital letters and digits leaves when divided by 97 (ISO 7064 mod 97-10)."""
    return int(text.translate(_LETTERS)) % MODULUS_97

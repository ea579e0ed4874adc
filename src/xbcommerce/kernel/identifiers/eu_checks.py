"""The check rules of the VAT numbers of the 27 member states.

Each function takes the number behind its prefix, of a shape that `eu_vat` has already found right. The rules
are those of the national tax offices, as they are published beside VIES (read 2026-11-25). Weights run from
the left, the last one being the check digit's own where it has one.

Example:
    >>> from xbcommerce.kernel.identifiers.eu_checks import french, polish
    >>> polish("9682778315"), french("40303265045"), french("83404833048")
    (True, True, True)
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

from .birth_numbers import is_bulgarian, is_czech, is_latvian
from .check_digits import MODULUS_97, counting_down, ends_in, is_luhn, luhn_remainder, remainder_97, weighted

_CYPRIOT_ODD = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_IRISH = "WABCDEFGHIJKLMNOPQRSTUV"
_SPANISH_PERSON = "TRWAGMYFPDXBNJZSQVHLCKE"
_SPANISH_ENTITY = "JABCDEFGHI"
_SPANISH_PERSONS = str.maketrans("XYZKLM", "012000")
_SPANISH_ENTITIES = frozenset("ABCDEFGHJNPQRSUVW")
_ONLY_DIGIT = frozenset("ABEH")  # Spanish entities whose check sign is never a letter
_FRENCH_KEY = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without I and O
_ITALIAN_OFFICES = frozenset(chain(range(1, 101), (120, 121, 888, 999)))
_BG_ENTITY, _BG_PERSON, _CZ_ENTITY, _LT_ENTITY = 9, 10, 8, 9  # digits
_LATVIAN_ENTITY = "4"
_SLOVAK_THIRD = frozenset("234789")


def divisible(weights: tuple[int, ...], modulus: int) -> Callable[[str], bool]:
    """Make the rule that the weighted sum, check digit included, is divisible."""
    return lambda number: weighted(number, weights) % modulus == 0


def austrian(number: str) -> bool:
    """``U`` and eight digits: Luhn's sum of the first seven, four, and the last are divisible by ten."""
    return (luhn_remainder(number[1:8]) + 4 + int(number[8])) % 10 == 0


def belgian(number: str) -> bool:
    """Ten digits: the last two are 97 minus what the others leave."""
    return MODULUS_97 - int(number[:8]) % MODULUS_97 == int(number[8:])


def bulgarian(number: str) -> bool:
    """Nine digits for entities; ten for persons, foreigners and others."""
    if len(number) == _BG_ENTITY:
        remainder = weighted(number[:8], range(1, 9)) % 11
        return ends_in(number, remainder if remainder < 10 else weighted(number[:8], range(3, 11)) % 11 % 10)  # noqa: PLR2004
    foreigner = weighted(number, (21, 19, 17, 13, 11, 9, 7, 3, 1)) % 10
    other = -weighted(number, (4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
    return is_bulgarian(number) or ends_in(number, foreigner) or ends_in(number, other)


def cypriot(number: str) -> bool:
    """Eight digits, not beginning with 12, and a letter: odd places by a table, even ones as they are."""
    odd = sum(_CYPRIOT_ODD[int(digit)] for digit in number[:8:2])
    total = odd + sum(int(digit) for digit in number[1:8:2])
    return not number.startswith("12") and number[8] == _LETTERS[total % 26]


def czech(number: str) -> bool:
    """Eight digits for entities; nine from 6 on for some persons; else a birth number."""
    if len(number) == _CZ_ENTITY:
        return number[0] != "9" and ends_in(number, (11 - counting_down(number[:7], 2) % 11) % 10)
    if len(number) == _CZ_ENTITY + 1 and number[0] == "6":
        distance = 11 - counting_down(number[1:8], 2) % 11
        return ends_in(number, (9 - distance) % 10)
    return is_czech(number)


def spanish(number: str) -> bool:
    """An entity's letter, seven digits and check; or a person's digits, X, Y, Z, K, L or M, and letter."""
    first, body, last = number[0], number[1:8], number[8]
    if first in _SPANISH_ENTITIES:
        check = -luhn_remainder(f"{body}0") % 10
        return last == str(check) or (last == _SPANISH_ENTITY[check] and first not in _ONLY_DIGIT)
    digits = first.translate(_SPANISH_PERSONS) + body
    return digits.isdecimal() and last == _SPANISH_PERSON[int(digits) % 23]


def french(number: str) -> bool:
    """A key of two signs and the SIREN, which is sound by Luhn; Monaco's begin with 000 and are not.

    A key of digits is ``12 + 3 * SIREN`` modulo 97. One with letters compares two remainders of 11.
    """
    key, siren = number[:2], number[2:]
    if not (siren.startswith("000") or is_luhn(siren)):
        return False
    if key.isdigit():
        return int(key) == int(f"{siren}12") % MODULUS_97
    first, second = (_FRENCH_KEY.find(sign) for sign in key)
    if min(first, second) < 0:
        return False
    value = first * 24 + second - 10 if key[0].isdigit() else first * 34 + second - 100
    return (int(siren) + 1 + value // 11) % 11 == value % 11


def greek(number: str) -> bool:
    """Nine digits: powers of two, modulo 11 and 10."""
    return ends_in(number, weighted(number, (256, 128, 64, 32, 16, 8, 4, 2)) % 11 % 10)


def irish(number: str) -> bool:
    """Seven digits, a check letter, and since 2013 another letter; before, the second sign was no digit."""
    if not number[1].isdigit():
        number = f"0{number[2:7]}{number[0]}{number[7]}"
    extra = 9 * _IRISH.index(number[8]) if len(number) > 8 else 0  # noqa: PLR2004
    return number[7] == _IRISH[(counting_down(number[:7], 2) + extra) % 23]


def italian(number: str) -> bool:
    """Eleven digits by Luhn; the eighth to tenth name the tax office."""
    return is_luhn(number) and int(number[7:10]) in _ITALIAN_OFFICES and number[:7] != "0000000"


def lithuanian(number: str) -> bool:
    """Nine or twelve digits, the last but one 1; a remainder of 10 is tried again with other weights."""
    body = number[:-1]

    def remainder(start: int) -> int:
        return weighted(body, ((place + start) % 9 + 1 for place in range(len(body)))) % 11

    found = remainder(0)
    return body[-1] == "1" and ends_in(number, found if found < 10 else remainder(2) % 10)  # noqa: PLR2004


def luxembourgish(number: str) -> bool:
    """Eight digits: the last two are what the others leave when divided by 89."""
    return int(number[:6]) % 89 == int(number[6:])


def latvian(number: str) -> bool:
    """Eleven digits: entities begin with 4 or more, persons have their personal code."""
    if number[0] >= _LATVIAN_ENTITY:
        return weighted(number, (9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1)) % 11 == 3  # noqa: PLR2004
    return is_latvian(number)


def dutch(number: str) -> bool:
    """Nine digits, ``B`` and two: by the eleven test of entities, or since 2020 modulo 97 of the whole."""
    by_eleven = (counting_down(number[:8], 2) - int(number[8])) % 11 == 0
    return number[10:] != "00" and (by_eleven or remainder_97(f"NL{number}") == 1)


def polish(number: str) -> bool:
    """Ten digits modulo 11."""
    return ends_in(number, weighted(number, (6, 5, 7, 2, 3, 4, 5, 6, 7)) % 11)


def portuguese(number: str) -> bool:
    """Nine digits modulo 11; 10 and 11 are written as 0."""
    return ends_in(number, (11 - counting_down(number[:8], 2) % 11) % 11 % 10)


def romanian(number: str) -> bool:
    """Two to ten digits, aligned to the right, modulo 11 and 10."""
    return ends_in(number, 10 * weighted(f"{number[:-1]:0>9}", (7, 5, 3, 2, 1, 7, 5, 3, 2)) % 11 % 10)


def swedish(number: str) -> bool:
    """Ten digits by Luhn and a two-digit part of the business, from 01 to 94."""
    return is_luhn(number[:10]) and 1 <= int(number[10:]) <= 94  # noqa: PLR2004


def slovenian(number: str) -> bool:
    """Eight digits modulo 11; 10 is written as 0, and 11 never given out."""
    expected = 11 - counting_down(number[:7], 2) % 11
    return expected != 11 and ends_in(number, expected % 10)  # noqa: PLR2004


def slovak(number: str) -> bool:
    """Ten digits, divisible by eleven; the third tells them from birth numbers, which some persons have."""
    return is_czech(number) or (number[2] in _SLOVAK_THIRD and int(number) % 11 == 0)

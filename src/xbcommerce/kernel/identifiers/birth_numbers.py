"""National numbers of persons that also serve as VAT numbers: a birth date and a check digit.

Only what the check needs: the date must exist. Rules as the national tax offices publish them.

Example:
    >>> from xbcommerce.kernel.identifiers.birth_numbers import is_bulgarian, is_czech
    >>> is_bulgarian("7523169263"), is_czech("7103192745")
    (True, True)
"""

from __future__ import annotations

from datetime import date

from .check_digits import ends_in, weighted

_BULGARIAN = (2, 4, 8, 5, 10, 9, 7, 3, 6)
_LATVIAN = (1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_OLD_CZECH_LENGTH = 9
_CZECH_CHECK_SINCE = 1954
_CZECH_OLD_ENDS = 1985
_DATELESS = "32"


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def is_bulgarian(number: str) -> bool:
    """Say whether ten digits are an EGN: births before 1900 add 20 to the month, those from 2000 on 40."""
    year, month, day = int(number[:2]), int(number[2:4]), int(number[4:6])
    century = (1900, 1800, 2000, 0, 0)[month // 20]
    exists = century > 0 and _exists(century + year, month % 20, day)
    return exists and ends_in(number, weighted(number, _BULGARIAN) % 11 % 10)


def is_czech(number: str) -> bool:
    """Say whether nine or ten digits are a Czech or Slovak birth number.

    Women add 50 to the month, days with too many births 20 more. Nine digits end with 1953 and have no check
    digit; ten are divisible by eleven, and up to 1985 a remainder of 10 was written as 0.
    """
    year, month, day = int(number[:2]), int(number[2:4]) % 50, int(number[4:6])
    if len(number) == _OLD_CZECH_LENGTH:
        return year < _CZECH_CHECK_SINCE - 1900 and _exists(1900 + year, month, day)
    born = year + (1900 if year >= _CZECH_CHECK_SINCE - 1900 else 2000)
    month = month - 20 if month > 20 and born > 2003 else month  # noqa: PLR2004 (law 53/2004)
    remainder = int(number[:9]) % 11
    expected = remainder % 10 if born < _CZECH_OLD_ENDS else remainder
    return _exists(born, month, day) and ends_in(number, expected)


def is_latvian(number: str) -> bool:
    """Say whether eleven digits are a personal code: born 18xx (0), 19xx (1), 20xx (2), or dateless (32)."""
    if not number.startswith(_DATELESS):
        day, month, year = (int(number[place : place + 2]) for place in (0, 2, 4))
        if not _exists(1800 + 100 * int(number[6]) + year, month, day):
            return False
    return ends_in(number, (1101 - weighted(number, _LATVIAN)) % 11 % 10)

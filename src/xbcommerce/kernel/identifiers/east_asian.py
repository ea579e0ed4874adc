"""Company numbers of Japan, mainland China, Korea and Singapore.

    Japan       corporate number: twelve digits after a check digit modulo 9 (National Tax Agency)
    China       unified social credit code: 17 signs of 31 and a check sign modulo 31 (GB 32100-2015)
    Korea       business registration number: ten digits, the ninth's product counting its tens, too
    Singapore   unique entity number: its check letter is not public, so only the shape is known

Example:
    >>> from xbcommerce.kernel.identifiers import CheckedNumber, Kind
    >>> print(CheckedNumber.parse("6-9891-2567-1058", Kind.JP_CN))
    6989125671058
    >>> CheckedNumber.parse("200312345A", Kind.SG_UEN).checksum.value
    'unknown'
"""

from __future__ import annotations

from .check_digits import ends_in, weighted
from .rule import Rule, Scheme

_CHINESE_REGISTRARS = frozenset("123456789ANY")
_CHINESE = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # without I, O, S, V and Z
_KOREAN_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)


def japanese(number: str) -> bool:
    """Say whether the first digit is right."""
    total = sum(int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number[1:])))
    return number[0] == str(9 - total % 9)


def chinese(number: str) -> bool:
    """Say whether all signs are of the 31, the first names a registrar, and the last is right."""
    values = [_CHINESE.find(sign) for sign in number]
    total = sum(value * pow(3, place, 31) for place, value in enumerate(values[:-1]))
    return number[0] in _CHINESE_REGISTRARS and min(values) >= 0 and values[-1] == -total % 31


def korean(number: str) -> bool:
    """Say whether the tenth digit is right."""
    return ends_in(number, -(weighted(number, _KOREAN_WEIGHTS) + int(number[8]) * 5 // 10) % 10)


JP_CN = Scheme({"": Rule("JP", ("&############",), japanese)})
CN_USCC = Scheme({"": Rule("CN", ("?#######??????????",), chinese)})
KR_BRN = Scheme({"": Rule("KR", ("##########",), korean)})
SG_UEN = Scheme({"": Rule("SG", ("########@", "#########@", "R##@@####@", "S##@@####@", "T##@@####@"))})

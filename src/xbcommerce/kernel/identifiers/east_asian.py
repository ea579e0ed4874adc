"""Company numbers of Japan, mainland China, Korea and Singapore.

    Japan       corporate number: twelve digits after a check digit modulo 9 (National Tax Agency)
    China       unified social credit code: 17 signs of 31 and a check sign modulo 31 (GB 32100-2015)
    Korea       business registration number: ten digits, the ninth's product counting its tens, too
    Singapore   unique entity number: business, local company or other entity, a check letter modulo 11 each;
                not from the register, but as many independent programs have it (read 2026-11-25)

Example:
    >>> from xbcommerce.kernel.identifiers import CheckedNumber, Kind
    >>> print(CheckedNumber.parse("6-9891-2567-1058", Kind.JP_CN))
    6989125671058
    >>> print(CheckedNumber.parse("T01FC6132D", Kind.SG_UEN))
    T01FC6132D
"""

from __future__ import annotations

from .check_digits import ends_in, weighted
from .rule import Rule, Scheme

_CHINESE_REGISTRARS = frozenset("123456789ANY")
_CHINESE = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # without I, O, S, V and Z
_KOREAN_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
_BUSINESS, _BUSINESS_WEIGHTS = "XMKECAWLJDB", (10, 4, 9, 3, 8, 2, 7, 1)
_COMPANY, _COMPANY_WEIGHTS = "ZKCMDNERGWH", (10, 8, 6, 4, 9, 7, 5, 3, 1)
_OTHER, _OTHER_WEIGHTS = "ABCDEFGHJKLMNPQRSTUVWX0123456789", (4, 3, 5, 3, 10, 2, 2, 5, 7)


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


def singaporean(number: str) -> bool:
    """Say whether the last letter is right."""
    body, last = number[:-1], number[-1]
    if body.isdecimal() and len(body) == len(_BUSINESS_WEIGHTS):
        return last == _BUSINESS[weighted(body, _BUSINESS_WEIGHTS) % 11]
    if body.isdecimal():
        return last == _COMPANY[weighted(body, _COMPANY_WEIGHTS) % 11]
    values = [_OTHER.find(sign) for sign in body]
    total = sum(value * weight for value, weight in zip(values, _OTHER_WEIGHTS, strict=True))
    return min(values) >= 0 and last == _OTHER[(total - 5) % 11]


JP_CN = Scheme({"": Rule("JP", ("&############",), japanese)})
CN_USCC = Scheme({"": Rule("CN", ("?#######??????????",), chinese)})
KR_BRN = Scheme({"": Rule("KR", ("##########",), korean)})
_SINGAPOREAN = ("########@", "#########@", "R##@@####@", "S##@@####@", "T##@@####@")
SG_UEN = Scheme({"": Rule("SG", _SINGAPOREAN, singaporean)})

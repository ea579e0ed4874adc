"""VAT numbers of the United Kingdom.

Nine digits, three more for a branch, or ``GD`` or ``HA`` with three for a government department or a health
authority. The weighted sum of the first seven and the two check digits are divisible by 97 together; numbers
given out since 2009 from 100 on are shifted by 55 ("9755"). Of that rule two readings are in use, 55 added
and 55 taken away; a number that is right by either is taken, because a wrong no costs more than one in a
hundred typing errors missed.

Example:
    >>> from xbcommerce.kernel.identifiers import CheckedNumber, Kind
    >>> print(CheckedNumber.parse("997 1778 44", Kind.GB_VAT))
    GB997177844
"""

from __future__ import annotations

from .check_digits import MODULUS_97, weighted
from .rule import Rule, Scheme

_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 1)
_SHIFTED = frozenset({0, 42, 55})
_SHIFTED_SINCE = 100
_DEPARTMENTS, _AUTHORITIES = range(500), range(500, 1000)


def british(number: str) -> bool:
    """Say whether the check digits, or the range of a department or an authority, are right."""
    if number[:2] in {"GD", "HA"}:
        return int(number[2:]) in (_DEPARTMENTS if number[0] == "G" else _AUTHORITIES)
    remainder = weighted(number, _WEIGHTS) % MODULUS_97
    return remainder == 0 or (int(number[:3]) >= _SHIFTED_SINCE and remainder in _SHIFTED)


BRITISH = Rule("GB", ("#########", "############", "GD###", "HA###"), british)
GB_VAT = Scheme({"GB": BRITISH}, home="GB")

"""The identifier of a postal item: service, eight digits, a check digit, the country (UPU standard S10).

The check digit is modulo 11 with weights 8 6 4 2 3 5 9 7; a result of 10 is written as 0 and one of 11 as 5.
The country is that of the post that gave the number out, not of sender or receiver.

Example:
    >>> from xbcommerce.kernel.identifiers import CheckedNumber, Kind
    >>> from xbcommerce.kernel.identifiers.postal_item import PostalService
    >>> item = CheckedNumber.parse("rr 473 124 829 gb", Kind.S10)
    >>> item.canonical, item.country, PostalService.of(item)
    ('RR473124829GB', 'GB', <PostalService.REGISTERED: 'registered'>)
"""

from __future__ import annotations

from enum import Enum

from xbcommerce.kernel.errors import InvalidValueError

from .check_digits import weighted
from .kinds import Kind
from .number import CheckedNumber
from .rule import Rule, Scheme

_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_WRITTEN = {10: 0, 11: 5}


class PostalService(Enum):
    """What the first letter says about the item; letters that posts agree upon among themselves are OTHER."""

    PARCEL = "parcel"
    EMS = "ems"
    E_COMMERCE_PARCEL = "e_commerce_parcel"
    TRACKED_LETTER = "tracked_letter"
    M_BAG = "m_bag"
    BUSINESS_REPLY = "business_reply"
    REGISTERED = "registered"
    UNTRACKED_LETTER = "untracked_letter"
    INSURED = "insured"
    OTHER = "other"

    @classmethod
    def of(cls, item: CheckedNumber) -> PostalService:
        """Return the service of an item.

        Raises:
            InvalidValueError: The number names no postal item.
        """
        if item.kind is not Kind.S10:
            msg = f"item={item.canonical!r} is of the kind {item.kind.value}; only s10 tells a service"
            raise InvalidValueError(msg)
        return _SERVICES.get(item.canonical[0], cls.OTHER)


_SERVICES = {
    "C": PostalService.PARCEL,
    "E": PostalService.EMS,
    "H": PostalService.E_COMMERCE_PARCEL,
    "L": PostalService.TRACKED_LETTER,
    "M": PostalService.M_BAG,
    "Q": PostalService.BUSINESS_REPLY,
    "R": PostalService.REGISTERED,
    "U": PostalService.UNTRACKED_LETTER,
    "V": PostalService.INSURED,
}


def postal(number: str) -> bool:
    """Say whether the ninth digit is right."""
    expected = 11 - weighted(number[2:10], _WEIGHTS) % 11
    return int(number[10]) == _WRITTEN.get(expected, expected)


S10 = Scheme({"": Rule("", ("@@#########@@",), postal)})

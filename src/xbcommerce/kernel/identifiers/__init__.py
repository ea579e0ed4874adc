"""Numbers that name a business, a declaration, a parcel or a product: read as typed, checked, told apart.

    CheckedNumber       one number of a kind: canonical form, country, and what is known of its check digits
    Kind                VAT, EORI and IOSS numbers; company numbers; postal items; personal customs codes
    identify            everything that a number may be
    Gtin                article numbers, what they are for, and whether they may be listed
    korean_customs      how long a personal customs clearance code is good for
    postal_item         what the letters of a postal item say
    check_digits        the algorithms, each once

A number is refused with all reasons, and with what it is instead. One that is taken was not mistyped, as far
as its check rule is public; whether it is in force only its register says.

Example:
    >>> from xbcommerce.kernel.identifiers import CheckedNumber, Kind
    >>> from xbcommerce.kernel.identifiers.messages import ENGLISH
    >>> print(ENGLISH.explain(CheckedNumber.parse("GB 997 1778 44", Kind.EU_VAT)))
    GB997177844: there are no such numbers of GB
    GB997177844 is of the kind gb-vat (GB)
"""

from .gtin import Gtin, Use
from .kinds import Kind
from .number import CheckedNumber, Checksum, identify

__all__ = ["CheckedNumber", "Checksum", "Gtin", "Kind", "Use", "identify"]

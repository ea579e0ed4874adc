"""The Norwegian organisation number, and the VAT number that it becomes with ``MVA``.

Nine digits, the last by modulo 11 (Brønnøysund register centre). On invoices ``NO`` stands before them; it
is not part of the number.

Example:
    >>> from xbcommerce.kernel.identifiers import CheckedNumber, Kind
    >>> print(CheckedNumber.parse("NO 850 452 725 MVA", Kind.NO_MVA))
    850452725MVA
"""

from __future__ import annotations

from .check_digits import weighted
from .rule import Rule, Scheme


def norwegian(number: str) -> bool:
    """Say whether the ninth digit is right."""
    return weighted(number, (3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0


NO_ORGNR = Scheme({"": Rule("NO", ("#########",), norwegian)}, aliases={"NO": ""})
NO_MVA = Scheme({"": Rule("NO", ("#########MVA",), norwegian)}, aliases={"NO": ""})

"""Numbers of the Union's one-stop shops: import scheme, its intermediaries, and the non-union scheme.

    IOSS               IM, three digits of the member state, seven digits
    intermediary       IN, three digits of the member state, seven digits; never on a declaration
    non-union scheme   EU, three digits of the member state, six digits

The three digits are ISO 3166-1's. How the last digit is computed is not public, so a number of the right
shape may still be mistyped. The union scheme has no number of its own: it goes by the VAT number. Shapes:
Commission Implementing Regulation (EU) 2020/194; the Commission's explanatory notes on VAT e-commerce rules.

Example:
    >>> from xbcommerce.kernel.identifiers import CheckedNumber, Kind
    >>> seller = CheckedNumber.parse("IM3720000224", Kind.IOSS)
    >>> seller.country, seller.checksum.value
    ('IE', 'unknown')
    >>> print(CheckedNumber.parse("EU372022452", Kind.IOSS))
    id.prefix at number (value=EU372022452, expected=IM)
    id.other_kind at number (value=EU372022452, kind_found=oss-non-union, country_found=IE)
"""

from __future__ import annotations

from xbcommerce.kernel.places import country

from .eu_vat import STATES
from .rule import Rule, Scheme


def _of_states(mark: str, shape: str) -> Scheme:
    return Scheme({f"{mark}{country(state).numeric}": Rule(state, (shape,)) for state in STATES}, mark=mark)


IOSS = _of_states("IM", "#######")
IOSS_INTERMEDIARY = _of_states("IN", "#######")
OSS_NON_UNION = _of_states("EU", "######")

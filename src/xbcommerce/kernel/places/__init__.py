"""Countries, the territories that customs and tax treat apart, addresses and postal codes.

    country, countries      ISO 3166-1, by alpha-2, alpha-3 or numeric code; names in the reader's language
    customs_code            what customs forms write instead (XS Serbia, XI Northern Ireland, XK Kosovo)
    eu_standing             member, customs territory, VAT territory: three questions, dated
    territory               the special territory of an address, by country, subdivision or postal code
    Address                 as typed; `unmet()` lists all that is missing or malformed, `canonical()` tidies
    postal_code             the one spelling of a postal code

The tables are generated from lists in ``codegen/places/``, where each row names its source and day.

Example:
    >>> from datetime import date
    >>> from xbcommerce.kernel.places import eu_standing
    >>> print(eu_standing("GB", date(2026, 3, 1), postal_code="BT48 7NN"))
    Northern Ireland is not part of the European Union on Mar 1, 2026
    Northern Ireland is not in the EU customs territory on Mar 1, 2026
    Northern Ireland is not in the EU VAT territory on Mar 1, 2026
    EU rules for goods hold in Northern Ireland on Mar 1, 2026
    according to Protocol on Ireland and Northern Ireland, ...
"""

from .address import Address
from .countries import Country, UnknownCountryError, countries, country, customs_code, from_customs_code
from .postal import postal_code, postal_shapes
from .standing import EuStanding, eu_members, eu_standing
from .territories import Territory, special_territories, territory

__all__ = [
    "Address",
    "Country",
    "EuStanding",
    "Territory",
    "UnknownCountryError",
    "countries",
    "country",
    "customs_code",
    "eu_members",
    "eu_standing",
    "from_customs_code",
    "postal_code",
    "postal_shapes",
    "special_territories",
    "territory",
]

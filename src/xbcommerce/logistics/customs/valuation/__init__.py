"""What goods are worth to customs, at which exchange rate, and what rate of tax holds where they go.

    Valuation, ValueKind    how a jurisdiction values: CIF or FOB, in which currency, what the tax adds
    RateDay, RatePick       which day's exchange rate counts
    TaxRate, tax_rate       rates of VAT and GST by jurisdiction, kind and day

Example:
    >>> from datetime import date
    >>> from xbcommerce.logistics.customs import Place
    >>> from xbcommerce.logistics.customs.valuation import tax_rate
    >>> from xbcommerce.reference.customs.vat import tax_rates
    >>> here = Place("PT", subdivision="PT-20").jurisdictions(date(2026, 3, 1))
    >>> str(tax_rate(tax_rates(), here.tax, "standard", date(2026, 3, 1)).value)
    '16 %'
"""

from .rate_day import WEEKDAYS_ONLY, RateDay, RatePick
from .rule import Valuation, ValueKind
from .tax import STANDARD, TaxRate, tax_rate

__all__ = [
    "STANDARD",
    "WEEKDAYS_ONLY",
    "RateDay",
    "RatePick",
    "TaxRate",
    "Valuation",
    "ValueKind",
    "tax_rate",
]

"""What goods are worth to customs, at which exchange rate, and what rate of tax holds where they go.

    value_of, Valued                the customs value and the base of the tax before duties, explained
    Valuation, ValueKind            how a jurisdiction values: CIF or FOB, its currency, what the tax adds
    valuation_in                    the rule of a place
    RateDay, RatePick, fx_day       which day's exchange rate counts
    costs_by_term, term_mismatches  what the price contains by its Incoterm, and where the two disagree
    split_freight                   one bill of freight as the costs before and after the border
    personal_share, personal_worth  what a private person imports for himself
    TaxRate, tax_rate               rates of VAT and GST by jurisdiction, kind and day
    key_in                          whose rules of a kind hold

Example:
    >>> from datetime import date
    >>> from xbcommerce.logistics.customs import Place
    >>> from xbcommerce.logistics.customs.valuation import tax_rate
    >>> from xbcommerce.reference.customs.vat import tax_rates
    >>> here = Place("PT", subdivision="PT-20").jurisdictions(date(2026, 3, 1))
    >>> str(tax_rate(tax_rates(), here.tax, "standard", date(2026, 3, 1)).value)
    '16 %'
"""

from .exchange_day import fx_day
from .freight import split_freight
from .jurisdiction import key_in
from .messages import ENGLISH
from .personal import personal_share, personal_worth
from .rate_day import WEEKDAYS_ONLY, RateDay, RatePick
from .rule import Valuation, ValueKind, valuation_in
from .tax import STANDARD, TaxRate, tax_rate
from .terms import costs_by_term, term_mismatches
from .valued import Valued, value_of

__all__ = [
    "ENGLISH",
    "STANDARD",
    "WEEKDAYS_ONLY",
    "RateDay",
    "RatePick",
    "TaxRate",
    "Valuation",
    "ValueKind",
    "Valued",
    "costs_by_term",
    "fx_day",
    "key_in",
    "personal_share",
    "personal_worth",
    "split_freight",
    "tax_rate",
    "term_mismatches",
    "valuation_in",
    "value_of",
]

"""Exchange rates with a day and a source, and conversions that say how they rounded.

    Rate                     units of quote for one unit of base, on a day, by a source
    RateTable                fixings by day; cross rates exact, through the base, from one day
    NoRate, StaleRate        the two ways of not having a rate; never a silent default
    convert, fund            one multiplication, one named rounding, and the residue
    Rate.per_minor           the exact factor between minor units, for sums that are rounded later
    Quote, decide_quote      an offer: fixed side, spread, expiry, used once
    fixed_triangulation      between currencies fixed to the euro, by Regulation (EC) 1103/97

Example:
    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.fx import RateTable, convert
    >>> from xbcommerce.kernel.money import Rounding
    >>> table = RateTable("EUR", "Source: ECB statistics",
    ...     {date(2026, 10, 30): {"GBP": Decimal("0.8338"), "CNY": Decimal("7.4326")}})
    >>> rate = table.as_of("GBP", "CNY", date(2026, 11, 1), max_age_days=5)
    >>> print(convert(Money("50.00", "GBP"), rate, Rounding.HALF_UP))
    50.00 GBP = 445.71 CNY at 1 GBP = 8.9141281 CNY on 2026-10-30 (Source: ECB statistics)
"""

from .convert import Conversion, convert, fund
from .fixed import FixedConversion, NoFixedRateError, fixed_triangulation
from .ports import FxRates
from .quote import BPS, Fixed, Quote, QuoteDecision, QuoteUse, decide_quote
from .rate import (
    NoRate,
    Rate,
    StaleRate,
    UnusableRateError,
    positive_rate,
    rate_text,
    significant,
    usable,
)
from .table import MalformedRatesError, RateTable

__all__ = [
    "BPS",
    "Conversion",
    "Fixed",
    "FixedConversion",
    "FxRates",
    "MalformedRatesError",
    "NoFixedRateError",
    "NoRate",
    "Quote",
    "QuoteDecision",
    "QuoteUse",
    "Rate",
    "RateTable",
    "StaleRate",
    "UnusableRateError",
    "convert",
    "decide_quote",
    "fixed_triangulation",
    "fund",
    "positive_rate",
    "rate_text",
    "significant",
    "usable",
]

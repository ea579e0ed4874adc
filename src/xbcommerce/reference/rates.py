"""Exchange rates to start with: forty daily fixings of the European Central Bank, up to 30 October 2026.

They let examples and tests speak of real days. A host that trades brings current ones: `RateTable.from_csv`
reads the file that the bank publishes every working day.

Source: ECB statistics, euro foreign exchange reference rates (published for information only).

Example:
    >>> from datetime import date
    >>> from xbcommerce.reference.rates import ecb_rates
    >>> print(ecb_rates().as_of("GBP", "CNY", date(2026, 11, 1), max_age_days=5))
    1 GBP = 8.9141281 CNY on 2026-10-30 (Source: ECB statistics)
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from functools import cache

from xbcommerce.kernel.fx import RateTable

from .packaged import packaged_text


@cache
def ecb_rates() -> RateTable:
    """Return the packaged fixings against the euro: AUD CAD CHF CNY GBP HKD JPY PLN SEK SGD USD."""
    document = json.loads(packaged_text("ecb_rates.json"))
    fixings = {
        date.fromisoformat(day): {code: Decimal(rate) for code, rate in rates.items()}
        for day, rates in document["fixings"].items()
    }
    return RateTable(document["base"], document["source"], fixings)

"""A sample of duty rates for goods that shops send across borders: enough to try things out, never a tariff.

Third country duties on clothing, shoes, bags, phones, books, cosmetics and the like in eleven tariffs. Most
are known to the trade and not compared with the official tariff code by code: such records are estimates,
and what is worked out with them says so. A code without a record has no rate, which is not zero. Lay the
rates of your own goods over these (``overlay``).

Example:
    >>> from datetime import date
    >>> from xbcommerce.reference.customs.duty_rates import duty_rates
    >>> print(duty_rates().as_of("duty/EU/610910/mfn", date(2026, 3, 1)).value)
    third country duty of 12 %
    >>> duty_rates().lint()
    ()
"""

from __future__ import annotations

from functools import cache

from xbcommerce.kernel.dated import RuleSet
from xbcommerce.logistics.customs.tariff import DutyMeasure
from xbcommerce.reference.packaged import packaged_text


@cache
def duty_rates() -> RuleSet[DutyMeasure]:
    """Read the packaged rates; the first call reads the file."""
    from xbcommerce.kernel.codec import from_json

    return from_json(packaged_text("customs/duty_rates.json"), RuleSet[DutyMeasure])

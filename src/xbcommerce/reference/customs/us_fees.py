"""What the United States charge for an entry: merchandise processing by fiscal year, harbor maintenance.

The processing fee of a formal entry is a share of the value, within the bounds of the fiscal year in which it
is entered; informal entries, dutiable mail and express waybills pay a flat amount. The amounts from
2026-10-01 are not known: no rule answers for them, never the last one.

Example:
    >>> from datetime import date
    >>> from xbcommerce.reference.customs.us_fees import us_fees
    >>> fee = us_fees().as_of("charge/US/mpf", date(2025, 10, 1)).value
    >>> print(fee, fee.minimum.amount, fee.maximum.amount)
    mpf: 0.3464 % of customs_value 33.58 651.50
    >>> print(us_fees().as_of("charge/US/mpf", date(2026, 10, 1)))
    no rule is known for charge/US/mpf on Oct 1, 2026, as known on Nov 25, 2026
"""

from __future__ import annotations

from functools import cache

from xbcommerce.kernel.dated import RuleSet
from xbcommerce.logistics.customs.charges import ChargeRule
from xbcommerce.reference.packaged import packaged_text


@cache
def us_fees() -> RuleSet[ChargeRule]:
    """Read the packaged fees; the first call reads the file."""
    from xbcommerce.kernel.codec import from_json

    return from_json(packaged_text("customs/us_fees.json"), RuleSet[ChargeRule])

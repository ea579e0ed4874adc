"""How jurisdictions value imports: the Union, Great Britain, Northern Ireland and twelve other countries.

Every other jurisdiction has no rule: what customs there take for the value is not known.

Example:
    >>> from datetime import date
    >>> from xbcommerce.reference.customs.valuations import valuations
    >>> print(valuations().as_of("valuation/EU", date(2026, 3, 1)).value)
    CIF value in EUR, monthly-rate
    >>> valuations().lint()
    ()
"""

from __future__ import annotations

from functools import cache

from xbcommerce.kernel.dated import RuleSet
from xbcommerce.logistics.customs.valuation import Valuation
from xbcommerce.reference.packaged import packaged_text


@cache
def valuations() -> RuleSet[Valuation]:
    """Read the packaged rules of valuation; the first call reads the file."""
    from xbcommerce.kernel.codec import from_json

    return from_json(packaged_text("customs/valuations.json"), RuleSet[Valuation])

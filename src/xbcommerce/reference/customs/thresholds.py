"""Thresholds of the Union and twelve countries: reliefs, collection in the sale, what is not levied.

A start that no source attests is estimated: the record from the first attested day is enacted, the one before
it says the same and is marked. Days before a series are days of which nothing is known.

Example:
    >>> from datetime import date
    >>> from xbcommerce.reference.customs.thresholds import threshold_rules
    >>> print(threshold_rules().as_of("threshold/EU/duty-relief", date(2026, 6, 30)).value)
    relief of duty, <= 150.00 EUR intrinsic per consignment
    >>> print(threshold_rules().as_of("threshold/EU/flat-duty", date(2026, 7, 1)).value.flat.amount.amount)
    3.00
    >>> threshold_rules().lint()
    ()
"""

from __future__ import annotations

from functools import cache

from xbcommerce.kernel.dated import RuleSet
from xbcommerce.logistics.customs.thresholds import Threshold
from xbcommerce.reference.packaged import packaged_text


@cache
def threshold_rules() -> RuleSet[Threshold]:
    """Read the packaged thresholds; the first call reads the file."""
    from xbcommerce.kernel.codec import from_json

    return from_json(packaged_text("customs/thresholds.json"), RuleSet[Threshold])

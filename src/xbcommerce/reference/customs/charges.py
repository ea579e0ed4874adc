"""What borders charge, as packaged: duty and tax by place, on which base, rounded where.

Example:
    >>> from datetime import date
    >>> from xbcommerce.reference.customs.charges import charge_rules
    >>> print(charge_rules().as_of("charge/CH/vat", date(2026, 3, 1)).value)
    vat: tax rates of tax_value + every duty + every additional duty + every excise + every fee
    >>> charge_rules().lint()
    ()
"""

from __future__ import annotations

from functools import cache

from xbcommerce.kernel.dated import RuleSet
from xbcommerce.logistics.customs.charges import ChargeRule
from xbcommerce.reference.packaged import packaged_text


@cache
def charge_rules() -> RuleSet[ChargeRule]:
    """Read the packaged charges; the first call reads the file."""
    from xbcommerce.kernel.codec import from_json

    return from_json(packaged_text("customs/charges.json"), RuleSet[ChargeRule])

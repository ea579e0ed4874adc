"""Terms of trade of 2010 and 2020: who pays what, where the risk passes; and names that were dropped.

Facts about who bears what, in our own words; the rules themselves are the ICC's, whose trademark the name is.

Example:
    >>> from datetime import date
    >>> from xbcommerce.reference.customs.incoterms import incoterm_rules
    >>> incoterm_rules().as_of("incoterm/CIP", date(2026, 3, 1)).value.cover.value
    'A'
    >>> incoterm_rules().lint()
    ()
"""

from __future__ import annotations

from functools import cache

from xbcommerce.kernel.dated import RuleSet
from xbcommerce.logistics.customs.incoterms import IncotermRecord
from xbcommerce.reference.packaged import packaged_text


@cache
def incoterm_rules() -> RuleSet[IncotermRecord]:
    """Read the packaged terms; the first call reads the file."""
    from xbcommerce.kernel.codec import from_json

    return from_json(packaged_text("customs/incoterms.json"), RuleSet[IncotermRecord])

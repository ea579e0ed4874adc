"""Where risk passes under each term of Incoterms 2020, from the day that edition came into force.

Facts about who bears the risk, in our own words; the rules themselves are the ICC's, whose trademark the name
is. Contracts may name an older edition, or move title away from risk: lay your own records over these with
``overlay``.

Example:
    >>> from xbcommerce.reference.incoterms import incoterms
    >>> terms = incoterms()
    >>> terms.keys
    ('CFR', 'CIF', 'CIP', 'CPT', 'DAP', 'DDP', 'DPU', 'EXW', 'FAS', 'FCA', 'FOB')
    >>> terms.lint()
    ()
"""

from __future__ import annotations

from functools import cache

from xbcommerce.kernel.dated import RuleSet
from xbcommerce.supply.stock import DeliveryPoint

from .packaged import packaged_text


@cache
def incoterms() -> RuleSet[DeliveryPoint]:
    """Read the packaged terms; the first call reads the file."""
    from xbcommerce.kernel.codec import from_json

    return from_json(packaged_text("incoterms.json"), RuleSet[DeliveryPoint])

"""Where risk passes under each term of Incoterms 2020, from the day that edition came into force.

Facts about who bears the risk, in our own words; the rules themselves are the ICC's, whose trademark the name
is. Contracts may name an older edition, or move title away from risk: lay your own records over these with
``overlay``. They are read from the same records as `xbcommerce.reference.customs.incoterms`.

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

from xbcommerce.kernel.dated import Dated, RuleSet
from xbcommerce.logistics.customs.incoterms import IncotermRecord, IncotermRule
from xbcommerce.supply.stock import DeliveryPoint, Milestone

from .customs.incoterms import incoterm_rules

_EDITION = 2020


@cache
def incoterms() -> RuleSet[DeliveryPoint]:
    """Return the point of delivery of each term; the first call reads the packaged file."""
    terms = incoterm_rules()
    points = [
        _point(record, rule)
        for record in terms.records
        if isinstance(rule := record.value, IncotermRule) and rule.edition == _EDITION
    ]
    return RuleSet(points, terms.issued)


def _point(record: Dated[IncotermRecord], rule: IncotermRule) -> Dated[DeliveryPoint]:
    value = DeliveryPoint(Milestone(rule.risk_passes.value), rule.sea_only)
    key = record.key.removeprefix("incoterm/")
    return Dated(record.id, key, value, record.validity, record.recorded_on, record.source)

"""Rules of origin of the agreement between the United Kingdom and the European Union, by label.

Contains public sector information licensed under the Open Government Licence v3.0: ranges, parts and classes
of the UK Trade Tariff, without the text of the rules.

Example:
    >>> from xbcommerce.reference.customs.origin_rules import origin_rules
    >>> origin_rules().keys
    ('origin-rules/EU/united-kingdom', 'origin-rules/GB/eu')
    >>> origin_rules().lint()
    ()
"""

from __future__ import annotations

from functools import cache

from xbcommerce.kernel.dated import RuleSet
from xbcommerce.logistics.customs.tariff import OriginRules
from xbcommerce.reference.packaged import packaged_text


@cache
def origin_rules() -> RuleSet[OriginRules]:
    """Read the packaged rules; the first call reads the file."""
    from xbcommerce.kernel.codec import from_json

    return from_json(packaged_text("customs/origin_rules.json"), RuleSet[OriginRules])

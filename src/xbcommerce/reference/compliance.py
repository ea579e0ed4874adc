"""What law asks to see before a product may be offered: a first set of dated, sourced rules.

Five rules for the European Union, Germany and Japan; each names its source and when it was read. It is a
start for a host's own set, not legal advice: lay your own records over it with ``overlay``.

Example:
    >>> from xbcommerce.reference.compliance import compliance_rules
    >>> rules = compliance_rules()
    >>> rules.keys[:2]
    ('de-electrical-weee', 'de-packaging-lucid')
    >>> rules.lint()
    ()
"""

from __future__ import annotations

from functools import cache

from xbcommerce.catalog import ComplianceRule
from xbcommerce.kernel.dated import RuleSet

from .packaged import packaged_text


@cache
def compliance_rules() -> RuleSet[ComplianceRule]:
    """Read the packaged rules; the first call reads the file."""
    from xbcommerce.kernel.codec import from_json

    return from_json(packaged_text("compliance.json"), RuleSet[ComplianceRule])

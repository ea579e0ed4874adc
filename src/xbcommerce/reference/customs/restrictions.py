"""Restrictions and the air's rules on batteries: a modest first set of dated, sourced facts, no legal advice.

Rules of the post and of the air for batteries, liquids, spray cans and magnets, and some of the import bans
and papers that shops meet most. World-wide lists of prohibitions are left to the host: lay your own records
over these with ``overlay``.

Example:
    >>> from datetime import date
    >>> from xbcommerce.reference.customs.restrictions import restriction_rules
    >>> rules = restriction_rules()
    >>> print(rules.as_of("restriction/SG/vapes", date(2026, 11, 25)).value)
    block vapes_banned, import SG
    >>> rules.lint()
    ()
"""

from __future__ import annotations

from functools import cache

from xbcommerce.kernel.dated import RuleSet
from xbcommerce.logistics.customs.restrictions import RestrictionRecord
from xbcommerce.reference.packaged import packaged_text


@cache
def restriction_rules() -> RuleSet[RestrictionRecord]:
    """Read the packaged rules; the first call reads the file."""
    from xbcommerce.kernel.codec import from_json

    return from_json(packaged_text("customs/restrictions.json"), RuleSet[RestrictionRecord])

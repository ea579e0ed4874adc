"""What destinations ask to be told of a consignment, and words that describe no goods.

A first set: the data set of the mails and of carriers, the European Union with Northern Ireland, Norway and
Switzerland, and the numbers that Great Britain, the United States, Australia, New Zealand, Singapore, Korea,
Brazil, China and Türkiye ask for. No record means that nothing is known, not that nothing is asked.

Example:
    >>> from datetime import date
    >>> from xbcommerce.reference.customs.requirements import requirements
    >>> asked = requirements().as_of("requirement/EU/product-identifier", date(2026, 11, 1)).value
    >>> asked.fact, asked.mandatory, str(asked.value_max.amount)
    ('product_identifier', True, '150.00')
    >>> requirements().lint()
    ()
"""

from __future__ import annotations

from functools import cache

from xbcommerce.kernel.dated import RuleSet
from xbcommerce.logistics.customs.declarations import RequirementRecord
from xbcommerce.reference.packaged import packaged_text


@cache
def requirements() -> RuleSet[RequirementRecord]:
    """Read the packaged requirements; the first call reads the file."""
    from xbcommerce.kernel.codec import from_json

    return from_json(packaged_text("customs/requirements.json"), RuleSet[RequirementRecord])

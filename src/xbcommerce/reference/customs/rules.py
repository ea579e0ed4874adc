"""All customs rules that are packaged, as one set with one digest.

Certain for the European Union, Great Britain and Northern Ireland, the United States, Canada, Australia, New
Zealand, Japan, Singapore, Switzerland and Norway; less certain, and marked as estimates, for Korea, Brazil,
China and India. Of every other destination the answer is that no rule is known. Duty rates are a sample: lay
those of your own goods over them.

Example:
    >>> from xbcommerce.reference.customs.rules import packaged_rules
    >>> packaged_rules().lint()
    ()
"""

from __future__ import annotations

from functools import cache
from typing import Any

from xbcommerce.kernel.dated import Dated, RuleSet
from xbcommerce.logistics.customs.rules import CustomsRule, CustomsRules

from .charges import charge_rules
from .incoterms import incoterm_rules
from .requirements import requirements
from .thresholds import threshold_rules
from .us_fees import us_fees
from .valuations import valuations
from .vat import tax_rates


@cache
def packaged_rules() -> CustomsRules:
    """Put all packaged sets together; the first call reads their files."""
    sets: tuple[RuleSet[Any], ...] = (
        charge_rules(),
        incoterm_rules(),
        requirements(),
        threshold_rules(),
        us_fees(),
        valuations(),
        tax_rates(),
    )
    records: list[Dated[CustomsRule]] = [record for rules in sets for record in rules.records]
    return RuleSet(records, max(rules.issued for rules in sets))

"""All customs rules that are packaged, as one set with one digest.

Certain for the European Union, Great Britain and Northern Ireland, the United States, Canada, Australia, New
Zealand, Japan, Singapore, Switzerland and Norway; less certain, and marked as estimates, for Korea, Brazil,
China and India. Of every other destination the answer is that no rule is known. Duty rates are a sample: lay
those of your own goods over them.

``recorded_on`` of a record is the day by which the law was known to everyone: that of its announcement or
publication where a source tells it, else its own first day, and 1970-01-01 where no first day is stated. So a
question may be asked as known then, before a law was struck down, say.

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
from .duty_rates import duty_rates
from .incoterms import incoterm_rules
from .origin_rules import origin_rules
from .programmes import programmes
from .requirements import requirements
from .restrictions import restriction_rules
from .schemes import preference_schemes
from .thresholds import threshold_rules
from .us_fees import us_fees
from .valuations import valuations
from .vat import tax_rates


@cache
def packaged_rules() -> CustomsRules:
    """Put all packaged sets together; the first call reads their files."""
    sets: tuple[RuleSet[Any], ...] = (
        charge_rules(),
        duty_rates(),
        incoterm_rules(),
        origin_rules(),
        preference_schemes(),
        programmes(),
        requirements(),
        restriction_rules(),
        threshold_rules(),
        us_fees(),
        valuations(),
        tax_rates(),
    )
    records: list[Dated[Any]] = []
    for rules in sets:
        records.extend(rules.records)
    return RuleSet[CustomsRule](records, max(rules.issued for rules in sets))

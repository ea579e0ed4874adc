"""Preference schemes of the United Kingdom, of Northern Ireland and of the European Union.

Contains public sector information licensed under the Open Government Licence v3.0: the schemes of the UK
Trade Tariff, with the days from which and up to which they hold. Those for Northern Ireland are the Union's;
the source does not date them, so that they are law from the day it was read and an estimate before. The
Union's own are derived from them.

Example:
    >>> from datetime import date
    >>> from xbcommerce.reference.customs.schemes import preference_schemes
    >>> rules = preference_schemes()
    >>> print(rules.as_of("scheme/GB/gsp", date(2023, 6, 18)).record.validity)
    2021-01-01 to 2023-06-18
    >>> rules.lint()
    ()
"""

from __future__ import annotations

from functools import cache

from xbcommerce.kernel.dated import RuleSet
from xbcommerce.logistics.customs.tariff import PreferenceScheme
from xbcommerce.reference.packaged import packaged_text


@cache
def preference_schemes() -> RuleSet[PreferenceScheme]:
    """Read the packaged schemes; the first call reads the file."""
    from xbcommerce.kernel.codec import from_json

    return from_json(packaged_text("customs/schemes.json"), RuleSet[PreferenceScheme])

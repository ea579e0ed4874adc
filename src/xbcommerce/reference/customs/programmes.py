"""What the United States add to a duty, their fixed duty on postal items, and Northern Ireland's test.

Section 122, section 301 (the lists for China and the tiers of 2026), section 232 (metals, cars), and the
duties under IEEPA: law when they were assessed, void as known since 2026-02-20. Where a programme applies and
its rate is not packaged (it stands in lists of thousands of codes, or in orders amended many times over), the
record says so in words, which are refused when they are charged: lay the rates of your goods over it, under
the same name and a longer prefix.

Classes of goods that conditions name: ``section-122-exempt``, ``section-301-global-exempt``,
``ieepa-exempt``, ``usmca``, ``section-232-steel``, ``section-232-aluminium``, ``section-232-copper``.

Example:
    >>> from datetime import date
    >>> from xbcommerce.reference.customs.programmes import programmes
    >>> rules, day = programmes(), date(2025, 9, 15)
    >>> type(rules.as_of("duty/US/*/ieepa-reciprocal", day, known=date(2025, 10, 1))).__name__
    'Found'
    >>> type(rules.as_of("duty/US/*/ieepa-reciprocal", day)).__name__
    'Void'
    >>> rules.lint()
    ()
"""

from __future__ import annotations

from functools import cache

from xbcommerce.kernel.dated import RuleSet
from xbcommerce.logistics.customs.tariff import TariffRecord
from xbcommerce.reference.packaged import packaged_text


@cache
def programmes() -> RuleSet[TariffRecord]:
    """Read the packaged programmes; the first call reads the file."""
    from xbcommerce.kernel.codec import from_json

    return from_json(packaged_text("customs/programmes.json"), RuleSet[TariffRecord])

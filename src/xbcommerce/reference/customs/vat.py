"""Rates of VAT, GST, HST and consumption tax: 319 dated facts, and the local rates of special territories.

Standard rates of the Union, Great Britain, Norway, Switzerland, Canada with its provinces of harmonised tax,
and twelve other countries; reduced rates of the Union and Great Britain, whose labels say nothing about the
goods they are for. A day before the first one that a source attests has no rule. Where a reduced rate is
older than its sources know, its early days are estimated, back to the first standard rate. Local rates are
those of `xbcommerce.kernel.places`.

Example:
    >>> from datetime import date
    >>> from xbcommerce.reference.customs.vat import tax_rates
    >>> str(tax_rates().as_of("vat/DE/standard", date(2020, 12, 31)).value)
    '16 %'
    >>> str(tax_rates().as_of("vat/FR-971/standard", date(2026, 3, 1)).value)
    '8.5 %'
    >>> tax_rates().lint()
    ()
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from xbcommerce.kernel.dated import Dated, RuleSet, Source, Status, Validity
from xbcommerce.kernel.places import Territory, special_territories
from xbcommerce.logistics.customs.valuation import STANDARD, TaxRate
from xbcommerce.reference.packaged import packaged_text

_ATTESTED = date(2025, 8, 12)
"""The day of the oldest data set that states the local rates whose start nobody states."""
_LONG_KNOWN = date(1970, 1, 1)
"""By when a law was known whose first day nobody states."""


@cache
def tax_rates() -> RuleSet[TaxRate]:
    """Read the packaged rates; the first call reads the file."""
    from xbcommerce.kernel.codec import from_json

    rates = from_json(packaged_text("customs/vat.json"), RuleSet[TaxRate])
    return RuleSet([*rates.records, *_local(rates)], rates.issued)


def _local(rates: RuleSet[TaxRate]) -> Iterator[Dated[TaxRate]]:
    """Make the records of territories that neither have a series of their own nor follow their state."""
    for place in special_territories():
        key = f"vat/{(*place.codes, place.name)[0]}/{STANDARD}"
        if place.local_vat_pct is None or key in rates.keys:
            continue
        rate = TaxRate(place.local_vat_pct)
        state = rates.as_of(f"vat/{place.state}/{STANDARD}", rates.issued)
        if rate != getattr(state, "value", None):
            yield from _records(key, rate, place)


def _records(key: str, rate: TaxRate, place: Territory) -> Iterator[Dated[TaxRate]]:
    """Make one record from the day the rate holds; where that is not known, estimate before it was read."""
    name = key.replace("/", "-").replace(" ", "-").lower()
    (source, *_) = place.sources
    start = place.local_vat_since or _ATTESTED
    yield Dated(f"{name}-{start}", key, rate, Validity(start), start, source)
    if place.local_vat_since is None:
        guess = Source(f"taken from the record of {start}: start not verified", "", "D", source.read_on)
        yield Dated(f"{name}-before", key, rate, Validity(None, start), _LONG_KNOWN, guess, Status.ESTIMATED)

"""Rates of VAT, GST and their like by jurisdiction, kind and day.

Records stand under ``vat/JURISDICTION/KIND``, e.g. ``vat/DE/standard``, ``vat/FR-971/standard``. Which goods
take which kind is the host's to say: labels such as ``reduced1`` say nothing about it.

Example:
    >>> from datetime import date
    >>> from xbcommerce.kernel.dated import Dated, RuleSet, Validity
    >>> from xbcommerce.logistics.customs.valuation import TaxRate, tax_rate
    >>> rules = RuleSet([Dated("ca", "vat/CA/standard", TaxRate("5"), Validity(), date(2026, 1, 1), None),
    ...     Dated("on", "vat/CA-ON/standard", TaxRate("13"), Validity(), date(2026, 1, 1), None)],
    ...     date(2026, 1, 1))
    >>> str(tax_rate(rules, ["CA-ON", "CA"], "standard", date(2026, 3, 1)).value)
    '13 %'
    >>> tax_rate(rules, ["CA-ON", "CA"], "reduced", date(2026, 3, 1)).key
    'vat/CA-ON/reduced'
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from xbcommerce.kernel.dated import Answer, RuleSet
from xbcommerce.kernel.figures import decimal_of, figure, not_negative

from .jurisdiction import key_in

STANDARD = "standard"
"""The kind of rate of goods that no other kind is for."""


@frozen
class TaxRate:
    """A rate of a tax on consumption, in percent of a base that does not contain it."""

    rate_pct: Fraction = field(converter=figure, validator=not_negative)

    def __str__(self) -> str:
        return f"{decimal_of(self.rate_pct)} %"


def tax_rate(
    rules: RuleSet[Any], jurisdictions: Sequence[str], kind: str, on: date, known: date | None = None
) -> Answer[TaxRate]:
    """Look up the rate of a kind where goods are imported.

    The most particular jurisdiction that has rates of its own decides: the Azores never take the mainland's
    reduced rate because their own is not known.

    Args:
        rules: `TaxRate` under ``vat/JURISDICTION/KIND``, among other rules.
        jurisdictions: Whose tax holds, the most particular first (`Jurisdictions.tax`).
        kind: ``"standard"``, ``"reduced"``, ``"reduced1"``, ``"super-reduced"``, ``"parking"``, ``"zero"``...
        on: The day of the import.
        known: As known on a day; None is the day the rules were issued.
    """
    return rules.as_of(key_in(rules, "vat", jurisdictions, kind), on, known)

"""Family `as-of-vat`: the rate of a tax at a place, by kind and day."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.reference.runner import optional_day
from xbcommerce.kernel.dated import Ambiguous, Announced, Found, NoRule, Stale, Void
from xbcommerce.kernel.figures import decimal_of
from xbcommerce.kernel.places import UnknownCountryError
from xbcommerce.logistics.customs import Place
from xbcommerce.logistics.customs.valuation import tax_rate
from xbcommerce.reference.customs.vat import tax_rates

OUTCOMES: dict[type, str] = {
    NoRule: "no-rule", Stale: "stale", Void: "void", Announced: "announced", Ambiguous: "ambiguous",
}  # fmt: skip


def as_of_vat(case: dict[str, Any]) -> object:
    """Look the rate up."""
    on = date.fromisoformat(case["on"])
    places = _jurisdictions(case["jurisdiction"], on)
    kind = case["kind"].replace("_", "-")
    found = tax_rate(tax_rates(), places, kind, on, optional_day(case.get("known")))
    if isinstance(found, Found):
        return {"rate_pct": str(decimal_of(found.value.rate_pct))}
    return {"outcome": OUTCOMES[type(found)]}


def _jurisdictions(code: str, on: date) -> tuple[str, ...]:
    country, dash, _ = code.partition("-")
    try:
        return Place(country, subdivision=code if dash else "").jurisdictions(on).tax
    except UnknownCountryError:
        return (code,)


FAMILIES = {"as-of-vat": as_of_vat}

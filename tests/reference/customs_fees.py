"""Family `fee`: what an entry pays for being processed, by fee, kind of entry and day."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from moneyed import Money

from tests.reference.runner import NotCoveredError
from xbcommerce.kernel.dated import Found, Status
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import from_minor, minor, parse_amount
from xbcommerce.logistics.customs import DateBasis, Exchange, TradeFacts
from xbcommerce.logistics.customs.charges import Charge, ChargeRule, FixedAmount, reckon
from xbcommerce.logistics.mode import Mode
from xbcommerce.reference.customs.us_fees import us_fees

Case = dict[str, Any]
MODES = {
    "air": Mode.AIR, "courier": Mode.COURIER, "express": Mode.COURIER, "land": Mode.LAND, "mail": Mode.POSTAL,
    "ocean": Mode.SEA, "post": Mode.POSTAL, "postal": Mode.POSTAL, "rail": Mode.LAND, "road": Mode.LAND,
    "sea": Mode.SEA, "truck": Mode.LAND, "vessel": Mode.SEA,
}  # fmt: skip
BY_ENTRY = {"express": Mode.COURIER, "mail": Mode.POSTAL, "dutiable_mail": Mode.POSTAL}
NOT_KNOWN = {"outcome": "stale-or-no-rule"}


def fee_family(case: Case) -> object:
    """Charge one fee; an estimate of it is no rule, and what a payment costs is another topic's."""
    if "fee" not in case:
        raise NotCoveredError
    facts = _facts(case)
    key = "charge/US/hmf" if case["fee"] == "HMF" else _key(facts)
    day = _day(case, us_fees().records_of(key)[0].value)
    found = us_fees().as_of(key, day)
    if not isinstance(found, Found) or found.record.status is not Status.ENACTED:
        return NOT_KNOWN
    if case.get("automated") is False:
        return NOT_KNOWN
    rule = found.value
    if not rule.when.holds(facts):
        return {"amount": "0.00"}
    return {"amount": _amount(rule, parse_amount(case.get("value", "0"), "USD"))}


def _facts(case: Case) -> TradeFacts:
    entry = case.get("entry", "formal").replace("-", "_")
    mode = MODES[case["mode"]] if "mode" in case else BY_ENTRY.get(entry, Mode.AIR)
    return TradeFacts(declaration="formal" if entry == "formal" else "informal", mode=mode)


def _key(facts: TradeFacts) -> str:
    keys = (key for key in us_fees().keys_under("charge/US/") if key != "charge/US/hmf")
    return next(key for key in keys if us_fees().records_of(key)[0].value.when.holds(facts))


def _day(case: Case, rule: ChargeRule) -> date:
    names = ("entry_date", "import_date")
    ordered = names if rule.date_basis is DateBasis.ENTERED else names[::-1]
    return date.fromisoformat(next(case[name] for name in ordered if name in case))


def _amount(rule: ChargeRule, value: Money) -> str:
    if isinstance(rule.amount, FixedAmount):
        charge = Charge(rule, (Fraction(0),), fixed=(minor(rule.amount.amount),))
    else:
        charge = Charge.of(rule, lines=1)
    parts = {"customs_value": (minor(value),)}
    (done,) = reckon([charge], parts, ["a"], Exchange("USD", FrozenMap({})))
    return str(from_minor(done.total, "USD").amount)


FAMILIES = {"fee": fee_family}

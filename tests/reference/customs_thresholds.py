"""Families `threshold`, `due-threshold` and `flat-duty` of customs, with the packaged records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from moneyed import Money

from tests.reference.runner import Told
from xbcommerce.kernel.dated import Found
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.fx import Rate, convert
from xbcommerce.kernel.money import Rounding, from_minor, minor, plain, round_fraction, scale, total
from xbcommerce.logistics import Mode
from xbcommerce.logistics.customs import (
    Buyer,
    Cost,
    CostKind,
    DateBasis,
    Exchange,
    GoodsLine,
    ImportConsignment,
    Place,
    TradeDates,
    Worth,
    worth_of,
)
from xbcommerce.logistics.customs.thresholds import (
    ChargeClass,
    ChargeOutcome,
    Outcome,
    ThresholdDecision,
    amount_due,
    decide_thresholds,
    levied,
)
from xbcommerce.reference.customs.thresholds import threshold_rules
from xbcommerce.reference.customs.vat import tax_rates
from xbcommerce.reference.rates import ecb_rates

_BUYERS = {"consumer": Buyer.CONSUMER, "business": Buyer.BUSINESS, "private-gift": Buyer.PRIVATE_GIFT}
_MODES = {
    "post": Mode.POSTAL,
    "postal": Mode.POSTAL,
    "courier": Mode.COURIER,
    "express": Mode.COURIER,
    "air": Mode.AIR,
    "sea": Mode.SEA,
    "land": Mode.LAND,
    "road": Mode.LAND,
}
_GOODS = {
    "leather goods": "leather",
    "excise goods": "excise",
    "liquor": "alcohol",
    "wine": "alcohol",
    "spirits": "alcohol",
    "beer": "alcohol",
    "cigarettes": "tobacco",
    "supplement": "supplements",
}
"""Classes of goods as cases call them, by our name."""
_SELLERS = frozenset({"AU-GST", "NZ-GST", "REMESSA-CONFORME", "SG-GST", "VOEC"})
"""Where a case does not say so, its seller is registered wherever the law asks a seller to."""
_SCHEMES = {"OVR": "SG-GST", "Remessa Conforme": "REMESSA-CONFORME"}
_FOB = frozenset({"US", "CA", "AU", "NZ"})
_OUTCOMES = {Outcome.FLAT: "due"}
"""A flat charge is due, as cases see it."""


def _schemes(case: Mapping[str, Any]) -> frozenset[str]:
    named = {case.get(name) for name in ("collected_under", "vat_scheme", "scheme")}
    if case.get("channel") == "CBEC":
        named.add("CBEC")
    if case.get("ioss") is True:
        named.add("IOSS")
    collected = frozenset(_SCHEMES.get(name, name) for name in named if name)
    return collected if case.get("supplier_registered") is False else collected | _SELLERS


def _classes(item: Mapping[str, Any]) -> frozenset[str]:
    """Return the class of goods that a case names, by our name."""
    name = item.get("category")
    return frozenset({_GOODS.get(name, name.replace(" ", "_"))} if name else ())


def _place(case: Mapping[str, Any]) -> Place:
    return Place(case["dest"], case.get("subdivision", ""), case.get("postcode", ""))


def _costs(case: Mapping[str, Any]) -> Iterable[Cost]:
    shown = case.get("freight_on_invoice", "separate") == "separate"
    for name, kind in (("freight", CostKind.FREIGHT), ("insurance", CostKind.INSURANCE)):
        if name in case:
            yield Cost(kind, Money(case[name], case["currency"]), shown=shown)


def _consignment(case: Mapping[str, Any]) -> ImportConsignment:
    origin = case.get("origin")
    lines = [
        GoodsLine(
            str(place),
            Money(item["price"], case["currency"]),
            item.get("qty", 1),
            origin=item.get("origin", origin),
            hs_code=item.get("code") or item.get("hs"),
            goods=_classes(item),
        )
        for place, item in enumerate(case["items"])
    ]
    sender = case.get("ship_from") or origin or ("US" if case["dest"] == "CN" else "CN")
    return ImportConsignment(
        _place(case),
        sender,
        lines,
        _costs(case),
        buyer=_BUYERS[case.get("buyer", "consumer")],
        mode=_MODES.get(case.get("channel", "")),
        registrations=_schemes(case),
        same_day=[Money(text, case["currency"]) for text in case.get("same_day_other_values", ())],
        tax_in_prices_pct=case.get("prices_include_tax"),
    )


def _dates(case: Mapping[str, Any]) -> TradeDates:
    on = date.fromisoformat(case["on"])
    days = {basis.value: date.fromisoformat(case.get(basis.value, case["on"])) for basis in DateBasis}
    return TradeDates(**{**days, "imported": on})


def _digits(money: Money) -> str:
    return plain(money).split()[0]


def _rate(case: Mapping[str, Any]) -> Fraction | None:
    """Return the percent of tax that a case names, or that is packaged."""
    for name in ("vat_pct", "prices_include_tax"):
        if name in case:
            return Fraction(case[name])
    found = tax_rates().as_of(f"vat/{case['dest']}/standard", date.fromisoformat(case["on"]))
    return found.value.rate_pct if isinstance(found, Found) else None


def threshold(case: dict[str, Any]) -> object:
    """Decide about a consignment and tell whatever a case may ask."""
    consignment = _consignment(case)
    decision = decide_thresholds(consignment, _dates(case), threshold_rules(), ecb_rates())
    worth = worth_of(consignment, Exchange(case["currency"], FrozenMap({})))
    return Told(
        {
            "duty": _word(decision.duty),
            "tax": _word(decision.tax),
            "h7": decision.simplified == "H7",
            "ioss": "IOSS" in _schemes(case) and decision.tax.outcome is Outcome.AT_SALE,
            "intrinsic": _digits(from_minor(sum(worth.intrinsic), worth.currency)),
            **_measures(decision, worth, case),
            **_amounts(decision, worth, case),
            **_korean(consignment, case),
        }
    )


def _word(charge: ChargeOutcome) -> str:
    """Name an outcome; where no record speaks for the day, and nothing else is open, that is the answer."""
    if charge.outcome is Outcome.UNKNOWN and {unmet.code for unmet in charge.missing} == {"rule.none"}:
        return "no-rule"
    return _OUTCOMES.get(charge.outcome, charge.outcome.value.replace("_", "-"))


def _measures(decision: ThresholdDecision, worth: Worth, case: Mapping[str, Any]) -> dict[str, Any]:
    fob = ("goods", "origin_inland", "addition")
    parts = fob if case["dest"] in _FOB else (*fob, "freight", "insurance")
    told: dict[str, Any] = {"customs_value": _digits(from_minor(sum(worth.measured(parts)), worth.currency))}
    trial = decision.tax.trial or decision.duty.trial
    if trial is None or trial.measured is None:
        return told
    limit = trial.measured.limit
    charged = sum(
        (units * line.charged for units, line in zip(trial.measured.lines, decision.tax.lines, strict=True)),
        Fraction(0),
    )
    freed = sum(
        count * (1 - line.charged)
        for count, line in zip(trial.measured.pieces, decision.tax.lines, strict=True)
    )
    return {
        **told,
        "measured": _digits(trial.measured.money),
        "limit": _digits(limit.amount),
        "taxable_value": _digits(from_minor(round_fraction(charged, Rounding.HALF_UP), limit.currency)),
        "relieved_items": int(freed),
    }


def _amounts(decision: ThresholdDecision, worth: Worth, case: Mapping[str, Any]) -> dict[str, Any]:
    """Work out the tax, and what the buyer pays where no tariff is needed for it."""
    before = from_minor(worth.sum(("goods", "freight", "insurance")), worth.currency)
    flat = decision.flat.total if decision.flat else None
    base = before if flat is None else before + flat
    told: dict[str, Any] = {"tax_base": _digits(base)}
    rate = _rate(case)
    if rate is None:
        return told
    if "prices_include_tax" in case and decision.tax.outcome is Outcome.AT_SALE:
        tax = _contained(case, rate)
    else:
        tax = scale(from_minor(_taxed(decision, worth), worth.currency), rate / 100, Rounding.HALF_UP)
    told["tax_amount"] = _digits(tax)
    if decision.collected_in_vain:
        told["tax_wrongly_collected"] = _digits(scale(before, rate / 100, Rounding.HALF_UP))
    if decision.duty.outcome in {Outcome.RELIEVED, Outcome.FLAT}:
        told["pay"] = _digits(total((base, tax), worth.currency))
    return told


def _contained(case: Mapping[str, Any], rate: Fraction) -> Money:
    """Take the tax out of all that the buyer pays, so that both add up to it."""
    currency = case["currency"]
    prices = (Money(item["price"], currency) * item.get("qty", 1) for item in case["items"])
    gross = total((*prices, *(cost.amount for cost in _costs(case))), currency)
    return scale(gross, rate / (100 + rate), Rounding.HALF_UP)


def _taxed(decision: ThresholdDecision, worth: Worth) -> int:
    """Return the minor units that are taxed, in the sale or at the border."""
    if decision.tax.outcome in {Outcome.RELIEVED, Outcome.NO_RULE}:
        return 0
    lines = zip(worth.line_sums(("goods", "freight", "insurance")), decision.tax.lines, strict=True)
    shares = (units * (1 if line.outcome is Outcome.AT_SALE else line.charged) for units, line in lines)
    flat = decision.flat.total if decision.flat else None
    return round_fraction(sum(shares, Fraction(0)), Rounding.HALF_UP) + (minor(flat) if flat else 0)


def _korean(consignment: ImportConsignment, case: Mapping[str, Any]) -> dict[str, str]:
    found = threshold_rules().as_of(f"threshold/{case['dest']}/relief-us", date.fromisoformat(case["on"]))
    if not isinstance(found, Found):
        return {}
    goods = frozenset[str]().union(*(line.goods for line in consignment.lines))
    return {"clearance": "list" if found.value.spoiled_by.isdisjoint(goods) else "general"}


def flat_duty(case: dict[str, Any]) -> object:
    """Charge a parcel flat, or say why not."""
    currency = case.get("currency", "EUR")
    lines = [
        GoodsLine(
            str(place),
            Money(line["price"], currency),
            line.get("qty", 1),
            hs_code=line["code"],
            goods=_classes(line),
            proofs={"claimed"} if _preferred(line) or _preferred(case) else (),
        )
        for place, line in enumerate(case["lines"])
    ]
    parcel = ImportConsignment(
        Place(case["dest"]),
        "CN",
        lines,
        buyer=_BUYERS[case["buyer"]],
        declaration=case["declaration"],
        registrations=_schemes(case),
    )
    decision = decide_thresholds(parcel, _dates(case), threshold_rules(), ecb_rates())
    if decision.duty.outcome is Outcome.RELIEVED:
        return Told({"duty": _digits(from_minor(0, currency)), "reason": "relieved"})
    if decision.flat is None or decision.flat.total is None:
        return Told({"duty": "not-flat", "reason": _why_not(parcel)})
    due = decision.flat.total
    on_duty = scale(due, Fraction(case.get("vat_pct", "0")) / 100, Rounding.HALF_UP)
    return Told({"duty": _digits(due), "vat_on_duty": _digits(on_duty)})


def _preferred(told: Mapping[str, Any]) -> bool:
    return any(told.get(name) for name in ("preference", "preferential", "customs_union"))


def _why_not(parcel: ImportConsignment) -> str:
    if parcel.buyer is not Buyer.CONSUMER:
        return "not a distance sale to a consumer"
    if any(line.proofs for line in parcel.lines):
        return "preferential origin"
    return "above the limit"


def due_threshold(case: dict[str, Any]) -> object:
    """Work an amount out as the authority rounds it, and test whether it is collected."""
    currency = case["currency"]
    base = _base(case)
    parcel = ImportConsignment(_place(case), "CN", [GoodsLine("1", base, goods=_classes(case))])
    decision = decide_thresholds(parcel, _dates(case), threshold_rules(), ecb_rates())
    amounts = {
        ChargeClass.DUTY if name == "duty_due" else ChargeClass.TAX: Money(amount, currency)
        for name, amount in case.items()
        if name.endswith("_due")
    }
    if "vat_pct" in case:
        roundings = [
            record.value.rounding for record in decision.not_levied if ChargeClass.TAX in record.value.charges
        ]
        amounts[ChargeClass.TAX] = amount_due(base, case["vat_pct"], *roundings[:1])
    levy = levied(amounts, decision.not_levied)
    collected = total(levy.collected.values(), currency)
    return Told(
        {
            "levied": bool(collected.amount),
            "amount": _digits(collected),
            "converted": _digits(base),
            "computed": _digits(total(amounts.values(), currency)),
        }
    )


def _base(case: Mapping[str, Any]) -> Money:
    if "foreign_value" not in case:
        return Money(case.get("vat_base", "0"), case["currency"])
    per_unit = Fraction(case[f"foreign_per_{case['currency'].lower()}"])
    day = date.fromisoformat(case["on"])
    rate = Rate(case["foreign_currency"], case["currency"], 1 / per_unit, day, "the case")
    return convert(Money(case["foreign_value"], case["foreign_currency"]), rate, Rounding.HALF_UP).amount


FAMILIES = {"threshold": threshold, "flat-duty": flat_duty, "due-threshold": due_threshold}

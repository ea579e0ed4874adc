"""Family `valuation`: customs values by term, currency and kind, and the day of the exchange rate."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
from moneyed import Money

from tests.reference.runner import Told
from xbcommerce.kernel.dated import Found
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.fx import Rate, RateTable
from xbcommerce.kernel.money import Rounding, from_minor, parse_amount
from xbcommerce.logistics import Step
from xbcommerce.logistics.customs import (
    Cost,
    CostKind,
    DateBasis,
    Exchange,
    GoodsLine,
    ImportConsignment,
    Place,
    TradeDates,
)
from xbcommerce.logistics.customs.charges import AtRate, Charge, ChargeKind, ChargeRule, reckon
from xbcommerce.logistics.customs.incoterms import Term, read_term
from xbcommerce.logistics.customs.thresholds import Outcome, decide_thresholds
from xbcommerce.logistics.customs.valuation import (
    RateDay,
    Valuation,
    Valued,
    ValueKind,
    costs_by_term,
    split_freight,
    valuation_in,
    value_of,
)
from xbcommerce.reference.customs.incoterms import incoterm_rules
from xbcommerce.reference.customs.thresholds import threshold_rules
from xbcommerce.reference.customs.valuations import valuations

Case = dict[str, Any]
ON = date(2026, 11, 25)
COSTS = {
    "origin_inland": CostKind.ORIGIN_INLAND,
    "freight": CostKind.FREIGHT,
    "freight_to_border": CostKind.FREIGHT,
    "insurance": CostKind.INSURANCE,
    "inland": CostKind.INLAND,
    "inland_destination": CostKind.INLAND,
    "freight_inland": CostKind.INLAND,
    "assists": CostKind.ADDITION,
    "commission": CostKind.ADDITION,
    "packing": CostKind.ADDITION,
    "royalties": CostKind.ADDITION,
}
IN_PRICE = "_in_price"


def valuation_family(case: Case) -> object:
    """Answer one case: which day's rate, a retail price, or a value by its term."""
    if "retail" in case:
        return _personal(case)
    law = _law(case.get("dest", "EU"))
    if law is None:
        return {"outcome": "no-rule"}
    if case.get("question") == "fx_date_basis":
        return {"fx_date_basis": law.rate_day.word}
    return _valued(case, law)


def _law(dest: str) -> Valuation | None:
    places = ("EU",) if dest == "EU" else Place(dest).jurisdictions(ON).duty
    found = valuation_in(valuations(), places, ON)
    return found.value if isinstance(found, Found) else None


def _personal(case: Case) -> object:
    currency, foreign = case["currency"], case["retail_currency"]
    law = Valuation(
        currency,
        ValueKind.CIF,
        RateDay(DateBasis.ENTERED),
        personal_use_pct=case["personal_use_factor_pct"],
    )
    rate = Rate(foreign, currency, Decimal(case["rate"]), ON, "case")
    line = GoodsLine("a", Money(case["retail"], foreign))
    bought = ImportConsignment(Place("JP"), "US", [line], personal_use=True)
    value = value_of(bought, law, Exchange(currency, FrozenMap({foreign: rate}))).customs_value
    official = ImportConsignment(Place("JP"), "US", [GoodsLine("a", value)])
    rates = RateTable(currency, "none", {})
    decided = decide_thresholds(official, TradeDates.all_on(ON), threshold_rules(), rates)
    return {"customs_value": str(value.amount), "relieved": decided.tax.outcome is Outcome.RELIEVED}


def _valued(case: Case, law: Valuation) -> object:
    law = attrs.evolve(law, currency=case["currency"], personal_use_pct=None)
    if "valuation" in case:
        kind = ValueKind(case["valuation"])
        law = attrs.evolve(law, kind=kind, tax_adds=law.tax_adds - {*kind.parts})
    price = parse_amount(case["invoice" if "invoice" in case else "goods"], case["currency"])
    goods = ImportConsignment(Place("DE"), "CN", [GoodsLine("a", price)], tuple(_costs(case)))
    valued = value_of(goods, law, Exchange(case["currency"], FrozenMap({})))
    tax_value = str(valued.tax_value.amount)
    answer = Told(
        customs_value=str(valued.customs_value.amount),
        vat_value_before_duty=tax_value,
        tax_value_before_duty=tax_value,
    )
    return Told(answer | _charged(case, valued)) if "duty_pct" in case else answer


def _costs(case: Case) -> Iterator[Cost]:
    currency = case["currency"]
    term = read_term(case["term"], incoterm_rules(), on=ON) if "term" in case else None
    for key, raw in case.items():
        name = key.removesuffix(IN_PRICE)
        if name in COSTS:
            cost = Cost(COSTS[name], parse_amount(raw, currency), in_price=name != key)
            yield from _by_term(term, cost) if name == key else [cost]
    if "freight_total" in case:
        whole = parse_amount(case["freight_total"], currency)
        inside = parse_amount(case["freight_inside"], currency)
        outside = Cost(CostKind.FREIGHT, whole - inside)
        for freight in _by_term(term, outside):
            yield freight
            yield Cost(CostKind.INLAND, inside, in_price=freight.in_price)  # one contract of carriage
    elif "freight_inside" in case:
        yield from _by_term(term, Cost(CostKind.INLAND, parse_amount(case["freight_inside"], currency)))
    if "air_freight" in case:
        for freight in split_freight(parse_amount(case["air_freight"], currency), case["air_share_pct"]):
            yield from _by_term(term, freight)


def _by_term(term: object, cost: Cost) -> tuple[Cost, ...]:
    return costs_by_term(term, [cost]) if isinstance(term, Term) else (cost,)


def _charged(case: Case, valued: Valued) -> dict[str, object]:
    size, mode = case.get("round", ["0.01", "half_up"])
    step = Step.of(size, Rounding(mode))
    law = valued.valuation
    rules = (
        ChargeRule("duty", ChargeKind.DUTY, AtRate(case["duty_pct"]), law.customs_parts, rounding=step),
        ChargeRule(
            "vat",
            ChargeKind.IMPORT_TAX,
            AtRate(case["vat_pct"]),
            law.tax_parts,
            base_kinds={ChargeKind.DUTY},
            rounding=step,
        ),
    )
    charges = [Charge.of(rule, lines=1) for rule in rules]
    exchange = Exchange(law.currency, FrozenMap({}))
    duty, vat = reckon(charges, valued.worth.parts, ["a"], exchange)

    def told(units: int) -> str:
        return str(from_minor(units, law.currency).amount)

    return {
        "duty": told(duty.total),
        "vat_base": told(vat.base),
        "vat": told(vat.total),
        "total": told(duty.total + vat.total),
    }


FAMILIES = {"valuation": valuation_family}

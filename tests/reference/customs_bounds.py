"""Reference cases of bounds: what a duty comes to while a fact is missing."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.reference.runner import Adapter
from xbcommerce.kernel.dated import ALWAYS, Dated, RuleSet
from xbcommerce.kernel.fx import RateTable
from xbcommerce.kernel.money import parse_amount
from xbcommerce.logistics.customs import DateBasis, GoodsLine, ImportConsignment, Place, TradeDates
from xbcommerce.logistics.customs.charges import AtRate, ByTariff, ChargeKind, ChargeRule
from xbcommerce.logistics.customs.landed_cost import landed_cost
from xbcommerce.logistics.customs.rules import CustomsRule
from xbcommerce.logistics.customs.tariff import DutyMeasure, MeasureKind, measure_key
from xbcommerce.logistics.customs.valuation import RateDay, Valuation, ValueKind

_DAY = date(2026, 11, 22)
_WITHOUT_RATE = "XCD"
"""A currency that nothing converts: of a value that is told neither exactly nor within a range."""
_WORDS = {
    "landed_cost.code_open": "hs6",
    "landed_cost.price_open": "fx-or-value",
    "fx.unknown_currency": "fx-or-value",
    "duty_measure.no_third_country": "rule",
}


def _rules(case: dict[str, Any]) -> RuleSet[CustomsRule]:
    """Make a place whose only charges are a duty on the goods and, where told, a tax on both."""
    values: dict[str, CustomsRule] = {
        "valuation/GB": Valuation(case["currency"], ValueKind.CIF, RateDay(DateBasis.IMPORTED)),
        "charge/GB/duty": ChargeRule("duty", ChargeKind.DUTY, ByTariff(), ("customs_value",)),
        "charge/GB/vat": ChargeRule(
            "vat",
            ChargeKind.IMPORT_TAX,
            AtRate(case.get("vat_pct", 0)),
            ("tax_value",),
            base_kinds={ChargeKind.DUTY},
        ),
    }
    for candidate in case["candidates"]:
        rate = candidate["rate_pct"]
        if rate is not None:
            measure = DutyMeasure(MeasureKind.THIRD_COUNTRY, f"{rate} %")
            values[measure_key("GB", candidate["code"], "mfn")] = measure
    return RuleSet([Dated(key, key, value, ALWAYS, _DAY, None) for key, value in values.items()], _DAY)


def bounds(case: dict[str, Any]) -> object:
    """Land goods whose code, or whose price, is not settled."""
    value = case["customs_value"]
    open_value = value is None and not case.get("value_range")
    least, most = (value, value) if value is not None else case.get("value_range") or ("1", "1")
    currency = _WITHOUT_RATE if open_value else case["currency"]
    line = GoodsLine(
        "goods",
        parse_amount(least, currency),
        hs_code=case["hs_prefix"] or None,
        candidates=[candidate["code"] for candidate in case["candidates"]],
        unit_price_max=parse_amount(most, currency) if value is None and not open_value else None,
    )
    consignment = ImportConsignment(Place("GB"), "CN", [line])
    quote = landed_cost(consignment, TradeDates.all_on(_DAY), _rules(case), RateTable("EUR", "none", {}))
    missing = sorted({_WORDS.get(unmet.code, unmet.code) for unmet in quote.unmet})
    if quote.low is None or quote.high is None:  # a candidate without a rule forbids bounds
        return {"low": None, "high": None, "missing": missing}
    low, high = (str(reading.charged({ChargeKind.DUTY}).amount) for reading in (quote.low, quote.high))
    return {"low": low, "high": high, "missing": missing}


FAMILIES: dict[str, Adapter] = {"bounds": bounds}

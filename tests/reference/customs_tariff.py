"""Tariffs: what stacks on a duty, whose duty Northern Ireland pays, schemes of preference."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from tests.reference.money import money
from tests.reference.runner import NotCoveredError, Told
from xbcommerce.kernel.dated import ALWAYS, Dated, Found
from xbcommerce.kernel.figures import decimal_of
from xbcommerce.kernel.money import Rounding, plain, round_fraction
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.logistics.customs import TradeDates, TradeFacts
from xbcommerce.logistics.customs.classification import HsCode
from xbcommerce.logistics.customs.duties import DutyFacts, ad_valorem_equivalent, parse_duty, rate_of
from xbcommerce.logistics.customs.tariff import (
    Addition,
    Additions,
    Applicable,
    AtRiskTest,
    DutyMeasure,
    MeasureKind,
    PostalDuty,
    additions,
    measures_for,
    schemes,
)
from xbcommerce.reference.customs.programmes import programmes
from xbcommerce.reference.customs.schemes import preference_schemes

Input = dict[str, Any]
CODE = HsCode.of("610910")
DAY = date(2026, 11, 25)


def stacking(case: Input) -> object:
    """Work out one programme; promotions stack elsewhere."""
    if "rule" not in case:
        raise NotCoveredError
    return STACKING[case["rule"]](case)


def _top_up(case: Input) -> object:
    """Lift a first column, of percents or of amounts, to a total."""
    specific = case.get("column1_specific")
    text = f"{case['column1_pct']} %" if specific is None else _specific(specific)
    column1 = parse_duty(text)
    assert not isinstance(column1, Refusal), column1
    quantities: Input = {name: case[name] for name in ("kg", "litres", "items") if name in case}
    currency = specific["currency"] if specific else "USD"
    facts = DutyFacts(currency, Fraction(case.get("value", "100.00")), quantities)
    reached = ad_valorem_equivalent(column1, facts)
    assert not isinstance(reached, Refusal), reached
    added = _addition(DutyMeasure(MeasureKind.TOP_UP, f"{case['total_pct']} %"), column1, facts)
    assert added.rate_pct is not None
    found = {"additional_pct": _text(added.rate_pct)}
    if "value" in case:
        found["additional_amount"] = f"{_cents(added.amount):f}"
    if specific is not None:
        found["column1_ad_valorem_equivalent_pct"] = _text(reached)
    return Told(**found, total_pct=_text(reached + added.rate_pct))


def _text(figure: Fraction) -> str:
    return f"{decimal_of(figure):f}"


def _specific(duty: Input) -> str:
    return f"{duty['amount']} {duty['currency']} / {duty['per']}"


def _addition(measure: DutyMeasure, column1: Any, facts: DutyFacts) -> Addition:  # noqa: ANN401
    one = Applicable(Dated("deal", "duty/US/*/deal", measure, ALWAYS, DAY, None), "", "deal")
    found = additions([one], column1, facts)
    assert isinstance(found, Additions), found
    return found.charged[0]


def _cents(amount: Fraction) -> Any:  # noqa: ANN401
    return money(f"{round_fraction(amount * 100, Rounding.HALF_UP)}e-2", "USD").amount


def _section_122(case: Input) -> object:
    """Ask for the surcharges of that name on the day; where none is in force, none is added."""
    goods = frozenset({"section-122-exempt"} if case["exempt"] else ())
    facts = TradeFacts(origin="SG", hs_code=CODE, goods=goods)
    dates = TradeDates.all_on(date.fromisoformat(case["on"]))
    found = measures_for(facts, ("US",), dates, programmes())
    rates = [rate_of(one.measure.duty) for one in found.additional if one.name == "section-122" and one.sure]
    return {"surcharge_pct": _text(sum((rate or Fraction(0) for rate in rates), Fraction(0)))}


def _postal(case: Input) -> object:
    answer = programmes().as_of("postal-duty/US/ieepa", date.fromisoformat(case["on"]))
    assert isinstance(answer, Found), answer
    assert isinstance(answer.value, PostalDuty)
    charged = answer.value.charge(int(case["items"]), case["ieepa_rate_pct"])
    return {"amount": plain(charged).partition(" ")[0], "currency": charged.currency.code}


def at_risk(case: Input) -> object:
    """Choose between the two duties."""
    value, uk, eu = (money(case[name], case["currency"]) for name in ("customs_value", "uk_duty", "eu_duty"))
    answer = programmes().as_of("at-risk/XI/difference", DAY)
    assert isinstance(answer, Found), answer
    assert isinstance(answer.value, AtRiskTest)
    found = answer.value.decide(value, uk_duty=uk, eu_duty=eu)
    return {"choose": found.chosen.value, "limit": f"{found.limit.amount:f}"}


def origin(case: Input) -> object:
    """Name the schemes of a country on a day."""
    on = date.fromisoformat(case["on"])
    found = schemes(case["importer"], case["origin"], on, preference_schemes())
    return {"schemes": [scheme.name for scheme in found]}


STACKING: dict[str, Callable[[Input], object]] = {
    "postal-specific": _postal,
    "section-122": _section_122,
    "top-up-to-total": _top_up,
}
FAMILIES: dict[str, Callable[[Input], object]] = {
    "at-risk": at_risk,
    "origin": origin,
    "stacking": stacking,
}

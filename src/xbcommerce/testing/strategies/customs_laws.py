"""Small sets of customs rules for imports into Germany, some of them missing or in doubt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import attrs
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.dated import ALWAYS, Dated, RuleSet, Source, Status
from xbcommerce.logistics import Mode
from xbcommerce.logistics.customs import DateBasis, When
from xbcommerce.logistics.customs.charges import (
    AtRate,
    ByTariff,
    ByTaxRate,
    ChargeKind,
    ChargeRule,
    FixedAmount,
    Per,
    PerCode,
)
from xbcommerce.logistics.customs.incoterms import IncotermRule, RiskPoint, TradeCost
from xbcommerce.logistics.customs.rules import CustomsRule, CustomsRules
from xbcommerce.logistics.customs.tariff import DutyMeasure, MeasureKind
from xbcommerce.logistics.customs.thresholds import (
    Basis,
    ChargeClass,
    Effect,
    FlatCharge,
    Limit,
    Shape,
    Threshold,
)
from xbcommerce.logistics.customs.valuation import RateDay, TaxRate, Valuation, ValueKind

DAY = date(2026, 3, 2)
"""The day on which the rules are known."""
_LAW = Source("a law", tier="A")
_DUTIES = frozenset({ChargeKind.DUTY, ChargeKind.ADDITIONAL_DUTY, ChargeKind.EXCISE})
_CERTAIN: Mapping[str, CustomsRule] = {
    "charge/EU/additional-duty": ChargeRule(
        "additional_duty", ChargeKind.ADDITIONAL_DUTY, ByTariff(), ("customs_value",)
    ),
    "charge/EU/duty": ChargeRule("duty", ChargeKind.DUTY, ByTariff(), ("customs_value",)),
    "charge/EU/flat-duty": ChargeRule("flat_duty", ChargeKind.DUTY, PerCode()),
    "charge/EU/vat": ChargeRule(
        "vat", ChargeKind.IMPORT_TAX, ByTaxRate(), ("tax_value",), base_kinds=_DUTIES
    ),
    "duty/EU/61/mfn": DutyMeasure(MeasureKind.THIRD_COUNTRY, "12 %"),
    "duty/EU/6109/ad-1": DutyMeasure(MeasureKind.ANTI_DUMPING, "20 %", when=When(origins=frozenset({"CN"}))),
    "duty/EU/6403/mfn": DutyMeasure(MeasureKind.THIRD_COUNTRY, "17.00 % MAX 1.60 EUR / kg"),
    "duty/EU/6403/pause": DutyMeasure(MeasureKind.SUSPENSION, "NIHIL", when=When(origins=frozenset({"JP"}))),
    "duty/EU/6912/mfn": DutyMeasure(MeasureKind.THIRD_COUNTRY, "5 %"),
}
"""The rules that every set has."""


_EUROS = Money("150.00", "EUR")
_BOTH = {ChargeClass.DUTY, ChargeClass.TAX}
_SMALL = Limit(Money("5.00", "EUR"), basis=Basis.AMOUNT_DUE)
_VALUATION = Valuation("EUR", ValueKind.CIF, RateDay(DateBasis.IMPORTED), tax_adds=frozenset({"inland"}))
_TERM = IncotermRule(2020, {TradeCost.IMPORT_DUTY_TAX}, RiskPoint.ARRIVED)
_DRAWN: Mapping[str, tuple[CustomsRule, ...]] = {
    "charge/DE/fee": (
        ChargeRule("fee", ChargeKind.FEE, FixedAmount(Money("6.00", "USD")), when=When(modes={Mode.POSTAL})),
        ChargeRule("fee", ChargeKind.FEE, FixedAmount(Money("1.00", "EUR"), Per.PIECE)),
        ChargeRule("fee", ChargeKind.FEE, AtRate("0.3464"), ("goods",), minimum=Money("2.00", "EUR")),
    ),
    "incoterm/DAP": (attrs.evolve(_TERM, seller_pays=()),),
    "incoterm/DDP": (_TERM,),
    "threshold/EU/duty": (
        Threshold({ChargeClass.DUTY}, Effect.RELIEF, Limit(_EUROS), simplified="H7"),
        Threshold(
            {ChargeClass.DUTY}, Effect.FLAT_CHARGE, Limit(_EUROS), flat=FlatCharge(Money(3, "EUR"), {"H7": 6})
        ),
        Threshold({ChargeClass.DUTY}, Effect.NONE),
    ),
    "threshold/EU/tax": (
        Threshold({ChargeClass.TAX}, Effect.AT_SALE, Limit(_EUROS), When(registered=frozenset({"IOSS"}))),
        Threshold(_BOTH, Effect.RELIEF, Limit(_EUROS), shape=Shape.ALLOWANCE, spoiled_by={"alcohol"}),
        Threshold(_BOTH, Effect.NOT_LEVIED, _SMALL),
    ),
    "valuation/EU": (
        _VALUATION,
        attrs.evolve(_VALUATION, kind=ValueKind.FOB, tax_adds=frozenset({"freight"})),
    ),
    "vat/DE/reduced": (TaxRate(7),),
    "vat/DE/standard": (TaxRate(19), TaxRate("8.1")),
    "vat/DE/zero": (TaxRate(0),),
}
"""The rules of which one is drawn for each key."""


@st.composite
def customs_rule_sets(draw: st.DrawFn, *, complete: bool = False) -> CustomsRules:
    """Rules of imports into Germany; up to two of them may be missing, struck down or estimated.

    Args:
        draw: Hypothesis gives it.
        complete: All of them are there, as law.
    """
    values = {**_CERTAIN, **{key: draw(st.sampled_from(some)) for key, some in _DRAWN.items()}}
    keys = st.sampled_from(sorted(values))
    doubts = {} if complete else draw(st.dictionaries(keys, st.none() | st.sampled_from(Status), max_size=2))
    states = {key: doubts.get(key, Status.ENACTED) for key in values}
    records = [
        Dated(key.replace("/", "-"), key, values[key], ALWAYS, DAY, _LAW, status)
        for key, status in states.items()
        if status is not None
    ]
    return RuleSet(records, DAY)

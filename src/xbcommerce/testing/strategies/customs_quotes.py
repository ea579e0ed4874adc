"""Quotes of landed cost over small sets of rules: settled, bounded and unknown ones, stored and compared."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.dated import ALWAYS, Dated, RuleSet, Source, Status
from xbcommerce.kernel.fx import RateTable
from xbcommerce.logistics import Mode
from xbcommerce.logistics.customs import DateBasis, GoodsLine, ImportConsignment, Place, TradeDates, When
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
from xbcommerce.logistics.customs.landed_cost import (
    DAP,
    DDP,
    IOSS,
    STANDARD,
    BorderCharge,
    Bounds,
    Compared,
    Comparison,
    LandedCost,
    LandedLine,
    LineCharge,
    Option,
    QuoteChange,
    QuoteRecord,
    RatesTold,
    RateTold,
    Reading,
    Refund,
    RuleRef,
    compare,
    landed_cost,
    quoted,
    refund_of,
)
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

from .customs_trade import import_consignments, trade_dates

DAY = date(2026, 3, 2)
"""The day of the trades, and of the rates."""
_FIXING = {"GBP": Fraction("0.86"), "USD": Fraction("1.16")}
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


def _consignments(*, certain: bool = False) -> st.SearchStrategy[ImportConsignment]:
    to_germany = import_consignments(
        destinations=st.just(Place("DE")), currencies=("EUR", "USD"), lines_max=2, price_minor_max=10_000
    )
    return to_germany.map(_all_known) if certain else to_germany


def _all_known(consignment: ImportConsignment) -> ImportConsignment:
    return attrs.evolve(
        consignment,
        lines=[_line_known(line) for line in consignment.lines],
        mode=consignment.mode or Mode.POSTAL,
        carrier=consignment.carrier or "post",
        declaration=consignment.declaration or "H1",
        registrations=consignment.registrations or frozenset(),
    )


def _line_known(line: GoodsLine) -> GoodsLine:
    declarable = line.hs_code is not None and line.hs_code.declarable
    return attrs.evolve(
        line,
        hs_code=line.hs_code if declarable else "610910",
        origin=line.origin or "CN",
        net_weight_g=line.net_weight_g or 500,
        unit_price_max=None,
    )


def _days(*, certain: bool) -> st.SearchStrategy[TradeDates]:
    every = st.just(TradeDates.all_on(DAY))
    return every if certain else every | trade_dates(on=st.just(DAY))


def _fixings(*, certain: bool) -> st.SearchStrategy[RateTable]:
    every = st.just(_FIXING)
    drawn = every if certain else every | st.sampled_from([{"USD": _FIXING["USD"]}, {}])
    return drawn.map(lambda fixing: RateTable("EUR", "a bank", {DAY: fixing}))


def _asked(*, certain: bool) -> tuple[st.SearchStrategy[Any], ...]:
    """Return what a quote asks for: a consignment, days, rules and rates."""
    return (
        _consignments(certain=certain),
        _days(certain=certain),
        customs_rule_sets(complete=certain),
        _fixings(certain=certain),
    )


def landed_costs(*, certain: bool = False) -> st.SearchStrategy[LandedCost]:
    """Quotes of every outcome.

    Args:
        certain: Every rule, rate and fact is known, so that nearly all quotes are settled.
    """
    return st.builds(landed_cost, *_asked(certain=certain))


def _settled() -> st.SearchStrategy[LandedCost]:
    return landed_costs(certain=True).filter(lambda quote: quote.settled and bool(quote.charges))


def quote_readings() -> st.SearchStrategy[Reading]:
    """Values and charges under one reading of what is not known."""
    readings = landed_costs().map(lambda quote: quote.high or quote.low)
    return readings.filter(lambda reading: reading is not None)  # type: ignore[return-value]  # filtered


def quote_bounds() -> st.SearchStrategy[Bounds]:
    """What charges come to at the least and at the most."""
    amounts = st.tuples(*[st.integers(0, 100_000)] * 2).map(sorted)
    return amounts.map(lambda ends: Bounds(*(Money(end, "EUR") for end in ends)))


def landed_lines() -> st.SearchStrategy[LandedLine]:
    """Lines of goods, landed."""
    return _settled().map(lambda quote: quote.lines[0])


def border_charges() -> st.SearchStrategy[BorderCharge]:
    """Charges of settled quotes."""
    return _settled().flatmap(lambda quote: st.sampled_from(quote.charges))


def line_charges() -> st.SearchStrategy[LineCharge]:
    """What a line bears of a charge."""
    return border_charges().map(lambda charge: charge.line(0))


def rule_refs() -> st.SearchStrategy[RuleRef]:
    """Records that decided."""
    return border_charges().map(lambda charge: charge.decided_by[0])


def quote_records() -> st.SearchStrategy[QuoteRecord]:
    """Quotes as they are stored."""
    return st.builds(lambda *asked: quoted(*asked)[1], *_asked(certain=False))


def rates_told() -> st.SearchStrategy[RatesTold]:
    """What a source of rates told of a quote: rates, and that there is none."""
    return quote_records().map(lambda record: record.rates)


def rate_answers_told() -> st.SearchStrategy[RateTold]:
    """One question to a source of rates, and its answer."""
    some = rates_told().filter(lambda rates: bool(rates.told))
    return some.flatmap(lambda rates: st.sampled_from(rates.told))


@st.composite
def options(draw: st.DrawFn) -> Option:
    """Ways of selling and sending."""
    return Option(
        draw(st.text("abc", min_size=1, max_size=4)),
        draw(st.none() | st.sampled_from(["DAP", "DDP"])),
        draw(st.none() | st.frozensets(st.sampled_from(["GB-VAT", "IOSS"]), max_size=1)),
        draw(st.none() | st.sampled_from(["H1", "H7"])),
        draw(st.none() | st.sampled_from(Mode)),
        draw(st.none() | st.sampled_from(["dhl", "post"])),
    )


def comparisons() -> st.SearchStrategy[Comparison]:
    """Two ways or three, side by side."""
    ways = st.lists(
        st.sampled_from([DDP, DAP, IOSS, STANDARD]), min_size=2, max_size=3, unique_by=lambda way: way.name
    )
    certain = st.booleans()
    return st.tuples(ways, certain.flatmap(lambda sure: st.tuples(*_asked(certain=sure)))).map(
        lambda drawn: compare(*drawn[1], options=drawn[0])
    )


def compared_options() -> st.SearchStrategy[Compared]:
    """One way and what it comes to."""
    return comparisons().map(lambda comparison: comparison.options[0])


@st.composite
def quote_changes(draw: st.DrawFn) -> QuoteChange:
    """One consignment under two sets of rules."""
    certain = draw(st.booleans())
    consignment, days, rules, rates = (draw(each) for each in _asked(certain=certain))
    others = draw(customs_rule_sets(complete=certain))
    return QuoteChange(
        consignment,
        landed_cost(consignment, days, rules, rates),
        landed_cost(consignment, days, others, rates),
    )


@st.composite
def refunds(draw: st.DrawFn) -> Refund:
    """What comes back of quotes of which one or two rules are struck down."""
    consignment, days, rules, rates = (draw(each) for each in _asked(certain=True))
    quote = landed_cost(consignment, days, rules, rates)
    charged = sorted({rule.key for charge in quote.charges for rule in charge.decided_by})
    struck = draw(st.sets(st.sampled_from(charged or list(rules.keys)), min_size=1, max_size=2))
    records = [
        attrs.evolve(record, status=Status.VOID) if record.key in struck else record
        for record in rules.records
    ]
    return refund_of(quote, RuleSet(records, DAY), rates)

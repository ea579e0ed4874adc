"""Quotes of landed cost over small sets of rules: settled, bounded and unknown ones, stored and compared."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.dated import RuleSet, Status
from xbcommerce.kernel.fx import RateTable
from xbcommerce.logistics import Mode
from xbcommerce.logistics.customs import GoodsLine, ImportConsignment, Place, TradeDates
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

from .customs_laws import DAY, customs_rule_sets
from .customs_trade import import_consignments, trade_dates

_FIXING = {"GBP": Fraction("0.86"), "USD": Fraction("1.16")}


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

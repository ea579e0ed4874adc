"""Trades that cannot be: no day, no country, prices below nothing, codes that are none, costs above them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.dated import NotADayError
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import plain
from xbcommerce.kernel.places import UnknownCountryError
from xbcommerce.logistics.customs import (
    Cost,
    CostAbovePriceError,
    CostKind,
    Exchange,
    GoodsLine,
    ImportConsignment,
    Place,
    TradeDates,
    When,
    worth_of,
)
from xbcommerce.logistics.customs.classification import InvalidHsCodeError
from xbcommerce.testing.strategies.customs_trade import (
    costs,
    goods_lines,
    import_consignments,
    places,
    trade_dates,
    whens,
)

from .twin import Broken, Wrong, calls, twins

_BELOW_NOTHING = st.integers(1, 10**6).map(lambda units: Money(-units, "EUR"))


def broken_trade_dates() -> st.SearchStrategy[Broken]:
    """Days that are instants, and trades without any day."""
    instant = st.just(datetime(2026, 3, 1, tzinfo=UTC))
    alone = st.just(TradeDates(sold=datetime(2026, 3, 1, tzinfo=UTC).date()))
    return twins(
        trade_dates(),
        Wrong[TradeDates](
            "imported_at_an_instant", "imported", instant, "local_date", NotADayError, datetime.isoformat
        ),
    ) | twins(
        alone,
        Wrong[TradeDates]("no_day_at_all", "sold", st.none(), "TradeDates.all_on(day)", shows=lambda _: "()"),
    )


def broken_places() -> st.SearchStrategy[Broken]:
    """Codes that people write and no country has."""
    codes = st.sampled_from(["UK", "de", "EL"])
    return twins(
        places(), Wrong[Place]("no_such_country", "country", codes, "did you mean", UnknownCountryError)
    )


def broken_goods_lines() -> st.SearchStrategy[Broken]:
    """Prices below nothing or above their own maximum, half a piece, short codes, unknown origins."""
    cheaper = st.just(Money("0.01", "EUR"))
    dear = goods_lines(currencies=("EUR",)).filter(lambda line: line.unit_price > Money("0.01", "EUR"))
    short = st.sampled_from(["61091", "1", "77", "6109.1"])
    return twins(
        dear,
        Wrong[GoodsLine]("negative_price", "unit_price", _BELOW_NOTHING, "at least 0", shows=plain),
        Wrong[GoodsLine]("no_pieces", "quantity", st.integers(-5, 0), "at least 1"),
        Wrong[GoodsLine]("half_a_piece", "quantity", st.just(1.5), "whole number"),
        Wrong[GoodsLine]("hs_code_not_one", "hs_code", short, "HS code", InvalidHsCodeError, str),
        Wrong[GoodsLine]("origin_unknown", "origin", st.just("UK"), "did you mean 'GB'", UnknownCountryError),
        Wrong[GoodsLine]("goods_in_one_text", "goods", st.just("alcohol"), "expected several names"),
        Wrong[GoodsLine]("negative_weight", "net_weight_g", st.integers(-500, -1), "at least 0"),
        Wrong[GoodsLine](
            "dearer_than_the_most", "unit_price_max", cheaper, "is below unit_price", shows=plain
        ),
    )


def broken_costs() -> st.SearchStrategy[Broken]:
    """Costs below nothing."""
    return twins(costs(), Wrong[Cost]("negative", "amount", _BELOW_NOTHING, "at least 0", shows=plain))


def broken_import_consignments() -> st.SearchStrategy[Broken]:
    """Nothing sent, a line told twice, an unknown country of departure, a tax below zero."""

    def twice(sound: ImportConsignment) -> st.SearchStrategy[Any]:
        return st.just((*sound.lines, sound.lines[0]))

    return twins(
        import_consignments(lines_max=2),
        Wrong("nothing_imported", "lines", st.just(()), "at least one", shows=lambda _: "lines=()"),
        Wrong("line_twice", "lines", twice, "an id of its own", shows=lambda lines: repr(lines[0].id)),
        Wrong("from_nowhere", "ship_from", st.just("UK"), "did you mean 'GB'", UnknownCountryError),
        Wrong("negative_tax", "tax_in_prices_pct", st.integers(-20, -1), "at least 0", shows=str),
    )


def broken_whens() -> st.SearchStrategy[Broken]:
    """Conditions that name one thing where a list is meant."""
    one = st.just("CN")
    return twins(whens(), Wrong[When]("origins_in_one_text", "origins", one, "expected several names"))


def broken_worths() -> st.SearchStrategy[Broken]:
    """Goods whose prices are said to contain more than they come to."""
    euros = Exchange("EUR", FrozenMap({}))
    goods = [GoodsLine("mug", Money("40.00", "EUR"))]

    def bought(units: int) -> ImportConsignment:
        inside = Cost(CostKind.FREIGHT, Money(units, "EUR"), in_price=True)
        return ImportConsignment(Place("DE"), "CN", goods, [inside])

    above = st.integers(41, 10**6).map(bought)
    wrong = Wrong[None]("cost_above_price", "consignment", above, "40", CostAbovePriceError, _units)
    return calls(worth_of, wrong, rates=euros)


def _units(consignment: ImportConsignment) -> str:
    return str(consignment.costs[0].amount.amount)

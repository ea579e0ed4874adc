"""Trades across a border: days, places, goods, costs, consignments, conditions, rates, values in parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import from_minor, minor
from xbcommerce.logistics import Mode
from xbcommerce.logistics.customs import (
    Buyer,
    Cost,
    CostKind,
    DateBasis,
    Exchange,
    GoodsLine,
    ImportConsignment,
    Jurisdictions,
    Place,
    TradeDates,
    TradeFacts,
    When,
    Worth,
    worth_of,
)
from xbcommerce.logistics.customs.classification import HsCode

from .money import CURRENCIES, moneys, rates
from .rules import days

COUNTRIES = ("CN", "DE", "US", "GB", "XI", "JP")
"""Where generated goods come from; few, so that conditions and facts meet."""
_PLACES = (
    *((code, "", "") for code in ("DE", "FR", "IE", "GB", "XI", "CH", "NO", "US", "JP", "MC", "GR")),
    ("CA", "CA-ON", ""),
    ("ES", "", "28001"),
    ("ES", "", "35001"),
    ("GB", "", "BT48 7NN"),
    ("DE", "", "27498"),
    ("IT", "", "22061"),
    ("PT", "PT-20", ""),
)
"""Destinations: plain countries, provinces, and special territories by code, subdivision and postal code."""
_GOODS = ("alcohol", "books", "food", "perfume", "tobacco")
_CODES = ("61", "6109", "610910", "6109100010", "640399", "691200")
_CARRIERS = ("dhl", "post")
_DECLARATIONS = ("H1", "H7", "formal")
_SCHEMES = ("AU-GST", "GB-VAT", "IOSS")
_DEAREST = 1_000_000


@st.composite
def trade_dates(draw: st.DrawFn, *, on: st.SearchStrategy[date] | None = None) -> TradeDates:
    """Days of a trade in any order, some of them not known, at least one known; ``on`` draws each."""
    each = days() if on is None else on
    known = draw(st.sets(st.sampled_from(DateBasis), min_size=1))
    return TradeDates(**{basis.value: draw(each) for basis in DateBasis if basis in known})


def places() -> st.SearchStrategy[Place]:
    """Destinations: countries, provinces, special territories of the Union."""
    return st.sampled_from(_PLACES).map(lambda parts: Place(*parts))


def jurisdictions() -> st.SearchStrategy[Jurisdictions]:
    """Whose rules hold at a place on a day."""
    return st.builds(Place.jurisdictions, places(), days())


def _amounts(currencies: Sequence[str], minor_max: int = _DEAREST) -> st.SearchStrategy[Money]:
    return moneys(currencies=currencies, minor_min=0, minor_max=minor_max)


def costs(*, currencies: Sequence[str] = CURRENCIES, minor_max: int = _DEAREST) -> st.SearchStrategy[Cost]:
    """Costs beside the goods; in a price or not, shown or not."""
    amounts = _amounts(currencies, minor_max)
    return st.builds(Cost, st.sampled_from(CostKind), amounts, in_price=st.booleans(), shown=st.booleans())


def _some(names: Sequence[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(names), max_size=2)


_MEASURED = st.fractions(0, 100, max_denominator=1_000)
_OF_LINES: Mapping[str, st.SearchStrategy[Any]] = {
    "hs_code": st.none() | st.sampled_from(_CODES),
    "candidates": st.lists(st.sampled_from(_CODES), max_size=2, unique=True),
    "origin": st.none() | st.sampled_from(COUNTRIES),
    "goods": _some(_GOODS),
    "measures": st.dictionaries(st.sampled_from(["abv", "kg", "litres"]), _MEASURED, max_size=2),
    "tax_class": st.sampled_from(["standard", "reduced", "zero"]),
    "proofs": st.frozensets(st.sampled_from(["canada", "japan"]), max_size=1),
    "documents": st.frozensets(st.sampled_from(["D019", "N990"]), max_size=1),
    "description": st.sampled_from(["", "men's cotton T-shirts"]),
    "net_weight_g": st.none() | st.integers(0, 30_000),
}
"""What may be known of goods beside their price."""
_OF_CONSIGNMENTS: Mapping[str, st.SearchStrategy[Any]] = {
    "ship_from": st.sampled_from(COUNTRIES),
    "buyer": st.sampled_from(Buyer),
    "mode": st.none() | st.sampled_from(Mode),
    "term": st.sampled_from(["DAP", "DDP", "FCA"]),
    "declaration": st.none() | st.sampled_from(_DECLARATIONS),
    "registrations": st.none() | _some(_SCHEMES),
    "carrier": st.none() | st.sampled_from(_CARRIERS),
    "tax_in_prices_pct": st.none() | st.sampled_from([Fraction(0), Fraction(20), Fraction("8.1")]),
}
"""What may be known of a consignment beside its amounts."""


def goods_lines(
    *,
    ids: st.SearchStrategy[str] | None = None,
    currencies: Sequence[str] = CURRENCIES,
    price_minor_max: int = _DEAREST,
) -> st.SearchStrategy[GoodsLine]:
    """Like goods of one price; code, origin and weight may not be known, the price may not be settled."""
    amounts = _amounts(currencies, price_minor_max)
    return st.builds(
        _line,
        st.text("abc-1", min_size=1, max_size=4) if ids is None else ids,
        amounts,
        st.integers(1, 5),
        st.none() | st.integers(0, price_minor_max),
        contents=st.dictionaries(st.sampled_from(["aluminium", "steel"]), amounts, max_size=1),
        **_OF_LINES,
    )


def _line(line_id: str, price: Money, quantity: int, more: int | None, **facts: Any) -> GoodsLine:  # noqa: ANN401
    top = None if more is None else price + from_minor(more, price.currency.code)
    return GoodsLine(line_id, price, quantity, unit_price_max=top, **facts)


def import_consignments(
    *,
    destinations: st.SearchStrategy[Place] | None = None,
    currencies: Sequence[str] = CURRENCIES,
    lines_max: int = 4,
    price_minor_max: int = _DEAREST,
) -> st.SearchStrategy[ImportConsignment]:
    """Consignments whose prices cover the costs they contain; some facts of them are not known.

    Args:
        destinations: Default `places`.
        currencies: In which amounts stand.
        lines_max: How many lines at most, each of another id.
        price_minor_max: The highest price of a piece, and the highest cost, in minor units.
    """
    others = st.lists(_amounts(currencies, price_minor_max), max_size=1)
    lines = goods_lines(ids=st.just("-"), currencies=currencies, price_minor_max=price_minor_max)
    return st.builds(
        _consignment,
        places() if destinations is None else destinations,
        st.lists(lines, min_size=1, max_size=lines_max),
        st.lists(costs(currencies=currencies, minor_max=price_minor_max), max_size=3),
        same_day=others,
        same_year=others,
        **_OF_CONSIGNMENTS,
    )


def _consignment(
    destination: Place,
    drawn: list[GoodsLine],
    costs: list[Cost],
    *,
    ship_from: str,
    **facts: Any,  # noqa: ANN401
) -> ImportConsignment:
    lines = [attrs.evolve(line, id=f"line-{at}") for at, line in enumerate(drawn, 1)]
    told = [_of_price(cost, lines) for cost in costs]
    return ImportConsignment(destination, ship_from, lines, told, **facts)


def _of_price(cost: Cost, lines: list[GoodsLine]) -> Cost:
    """Raise the price of the first line by a cost that prices contain, so that they cover it."""
    if not cost.in_price:
        return cost
    first = lines[0]
    amount = from_minor(minor(cost.amount), first.unit_price.currency.code)
    top = first.unit_price_max
    lines[0] = attrs.evolve(
        first, unit_price=first.unit_price + amount, unit_price_max=None if top is None else top + amount
    )
    return attrs.evolve(cost, amount=amount)


def trade_facts() -> st.SearchStrategy[TradeFacts]:
    """What may be known of a consignment and of a line of it, or not."""
    return st.builds(
        TradeFacts,
        st.none() | st.sampled_from(COUNTRIES),
        st.none() | st.sampled_from(Mode),
        st.none() | st.sampled_from(Buyer),
        st.none() | st.sampled_from(_CARRIERS),
        st.none() | st.sampled_from(_DECLARATIONS),
        st.none() | _some(_SCHEMES),
        st.none() | st.sampled_from(COUNTRIES),
        st.none() | st.sampled_from(_CODES).map(HsCode),
        st.none() | _some(_GOODS),
    )


def whens() -> st.SearchStrategy[When]:
    """Conditions with up to three lists, each about facts as `trade_facts` has them."""
    lists = {
        **dict.fromkeys(("ship_from", "origins", "not_origins"), COUNTRIES),
        "buyers": tuple(Buyer),
        **dict.fromkeys(("modes", "not_modes"), tuple(Mode)),
        "carriers": _CARRIERS,
        "declarations": _DECLARATIONS,
        **dict.fromkeys(("registered", "not_registered"), _SCHEMES),
        **dict.fromkeys(("goods", "not_goods"), _GOODS),
        **dict.fromkeys(("hs", "not_hs"), ("61", "610910", "64", "6109100010")),
    }
    asked = st.lists(st.sampled_from(sorted(lists)), max_size=3, unique=True)
    return asked.flatmap(
        lambda names: st.builds(
            When,
            **{name: st.frozensets(st.sampled_from(lists[name]), min_size=1, max_size=2) for name in names},
        )
    )


@st.composite
def exchanges(draw: st.DrawFn, *, currencies: Sequence[str] = CURRENCIES) -> Exchange:
    """Rates into one of several currencies from all the others."""
    into = draw(st.sampled_from(currencies))
    others = [code for code in currencies if code != into]
    return Exchange(into, FrozenMap({code: draw(rates(base=code, quote=into)) for code in others}))


def worths() -> st.SearchStrategy[Worth]:
    """Consignments, taken apart."""
    return st.builds(worth_of, import_consignments(), exchanges())

"""Values at the border: rules of valuation, days of rates, rates of tax, what goods come out at."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from hypothesis import strategies as st

from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import from_minor
from xbcommerce.logistics.customs import (
    Buyer,
    Cost,
    CostKind,
    DateBasis,
    Exchange,
    GoodsLine,
    ImportConsignment,
    Place,
)
from xbcommerce.logistics.customs.valuation import (
    RateDay,
    RatePick,
    TaxRate,
    Valuation,
    Valued,
    ValueKind,
    value_of,
)

_CURRENCIES = ("EUR", "USD", "JPY")
_ALWAYS_IN = (CostKind.ORIGIN_INLAND, CostKind.ADDITION)
_DEAREST = 1_000_000


def rate_days() -> st.SearchStrategy[RateDay]:
    """Any event of a trade, any way of coming from it to a rate."""
    return st.builds(RateDay, st.sampled_from(DateBasis), st.sampled_from(RatePick))


@st.composite
def _drawn_valuations(draw: st.DrawFn) -> Valuation:
    kind = draw(st.sampled_from(ValueKind))
    adds = sorted({cost.value for cost in CostKind} - {*kind.parts})
    return Valuation(
        draw(st.sampled_from(_CURRENCIES)),
        kind,
        draw(rate_days()),
        tax_adds=draw(st.frozensets(st.sampled_from(adds))),
        personal_use_pct=draw(st.none() | st.sampled_from(["60", "100"])),
    )


def valuations() -> st.SearchStrategy[Valuation]:
    """Values of both kinds; the tax adds some of what they leave out."""
    return _drawn_valuations()


def tax_rates() -> st.SearchStrategy[TaxRate]:
    """Rates up to 30 %, to the hundredth of a percent."""
    return st.integers(0, 3_000).map(lambda hundredths: TaxRate(Fraction(hundredths, 100)))


def valueds() -> st.SearchStrategy[Valued]:
    """Goods of one or two lines with true costs, some in the price, at their value by law."""
    prices = st.lists(st.integers(0, _DEAREST), min_size=1, max_size=2)
    costs = st.dictionaries(st.sampled_from(CostKind), st.integers(0, _DEAREST))
    inside = st.frozensets(st.sampled_from([kind for kind in CostKind if kind not in _ALWAYS_IN]))
    return st.builds(_valued, valuations(), prices, costs, inside, st.sampled_from(Buyer))


def _valued(
    valuation: Valuation,
    prices: list[int],
    costs: Mapping[CostKind, int],
    inside: frozenset[CostKind],
    buyer: Buyer,
) -> Valued:
    code = valuation.currency
    contained = sum(units for kind, units in costs.items() if kind in inside)
    lines = [GoodsLine(f"line-{at}", from_minor(units, code)) for at, units in enumerate(prices, 1)]
    lines[0] = GoodsLine("line-1", from_minor(prices[0] + contained, code))
    told = [Cost(kind, from_minor(units, code), in_price=kind in inside) for kind, units in costs.items()]
    bought = ImportConsignment(Place("DE"), "CN", lines, told, buyer=buyer)
    return value_of(bought, valuation, Exchange(code, FrozenMap({})))

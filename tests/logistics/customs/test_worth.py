"""What a consignment is worth: parts that add up, whatever the term, the order and the invoice's layout."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.fx import Rate
from xbcommerce.kernel.money import Rounding, from_minor, round_fraction
from xbcommerce.logistics.customs import (
    PARTS,
    Cost,
    CostAbovePriceError,
    CostKind,
    Exchange,
    GoodsLine,
    ImportConsignment,
    Place,
    Worth,
    worth_of,
)
from xbcommerce.testing.strategies.customs_trade import exchanges, import_consignments

EUROS = Exchange("EUR", FrozenMap({}))
IN_EUROS = import_consignments(currencies=("EUR",), lines_max=3)
CODES = ("EUR", "USD", "JPY")
SENT, RATES = import_consignments(currencies=CODES, lines_max=3), exchanges(currencies=CODES)
UNITS = st.integers(0, 1_000_000)


def euros(text: str) -> Money:
    """Write an amount."""
    return Money(text, "EUR")


def bought(*prices: str, costs: tuple[Cost, ...] = (), **known: object) -> ImportConsignment:
    """Make a consignment of one line a price."""
    lines = [GoodsLine(f"line-{at}", euros(price)) for at, price in enumerate(prices, 1)]
    return ImportConsignment(Place("DE"), "CN", lines, costs, **known)  # type: ignore[arg-type]


def whole(units: Fraction, pct: Fraction | None) -> int:
    """Round an amount once, without the tax in it."""
    return round_fraction(units / (1 + (pct or Fraction(0)) / 100), Rounding.HALF_UP)


def by_id(sent: ImportConsignment, worth: Worth) -> dict[str, list[int]]:
    """Return what each line bears of each part."""
    return {line.id: [worth.parts[name][at] for name in PARTS] for at, line in enumerate(sent.lines)}


@given(SENT, RATES)
def test_parts_sum_to_the_converted_total(sent: ImportConsignment, rates: Exchange) -> None:
    """Prices once, and each cost that they do not contain once: no unit is lost or made.

    Where prices are nothing but costs, each of these is rounded by itself.
    """
    prices = sum((rates.units(line.price) for line in sent.lines), Fraction(0))
    pct, worth = sent.tax_in_prices_pct, worth_of(sent, rates)
    rounded = {place: whole(rates.units(cost.amount), pct) for place, cost in enumerate(sent.costs)}
    beside = sum(units for place, units in rounded.items() if not sent.costs[place].in_price)
    inside = sum(rounded.values()) - beside
    assert worth.sum(PARTS) == max(whole(prices, pct), inside) + beside
    assert worth.sum(PARTS) - beside - whole(prices, pct) < len(rounded) or not rounded


@given(SENT, RATES)
def test_lines_sum_to_parts_and_none_is_below_nothing(sent: ImportConsignment, rates: Exchange) -> None:
    """Every part is shared out to the unit."""
    worth = worth_of(sent, rates)
    assert sum(worth.line_sums(PARTS)) == worth.sum(PARTS) == sum(map(worth.part, PARTS))
    assert all(units >= 0 for part in worth.parts.values() for units in part)
    assert all(len(part) == len(sent.lines) for part in worth.parts.values())


@given(SENT, RATES)
def test_each_kind_of_cost_is_its_own_part(sent: ImportConsignment, rates: Exchange) -> None:
    """In the price or beside it, it is freight."""
    worth = worth_of(sent, rates)
    for kind in CostKind:
        told = [rates.units(cost.amount) for cost in sent.costs if cost.kind is kind]
        assert worth.part(kind.value) == sum(whole(each, sent.tax_in_prices_pct) for each in told)


@given(IN_EUROS, st.sampled_from(["EXW", "FCA", "CIF", "DAP", "DDP"]))
def test_the_term_of_trade_never_moves_a_value(sent: ImportConsignment, term: str) -> None:
    """It says who pays."""
    assert worth_of(attrs.evolve(sent, term=term), EUROS) == worth_of(sent, EUROS)


@given(UNITS, st.lists(st.tuples(st.sampled_from(CostKind), UNITS, st.booleans()), max_size=4))
def test_a_cost_in_the_price_is_worth_what_it_is_beside_it(
    price: int, told: list[tuple[CostKind, int, bool]]
) -> None:
    """FCA with freight apart and CPT with freight inside are one consignment."""
    inside = sum(units for _, units, _ in told)
    apart = [Cost(kind, from_minor(units, "EUR"), shown=shown) for kind, units, shown in told]
    in_price = [attrs.evolve(cost, in_price=True) for cost in apart]
    one = ImportConsignment(Place("DE"), "CN", [GoodsLine("a", from_minor(price, "EUR"))], apart)
    other = ImportConsignment(
        Place("DE"), "CN", [GoodsLine("a", from_minor(price + inside, "EUR"))], in_price
    )
    assert worth_of(one, EUROS) == worth_of(other, EUROS)


@given(SENT, RATES, st.data())
def test_the_order_of_lines_and_costs_does_not_matter(
    sent: ImportConsignment, rates: Exchange, data: st.DataObject
) -> None:
    """Each line bears the same wherever it stands; an odd cent too."""
    moved = attrs.evolve(
        sent,
        lines=data.draw(st.permutations(sent.lines)),
        costs=data.draw(st.permutations(sent.costs)),
    )
    assert by_id(moved, worth_of(moved, rates)) == by_id(sent, worth_of(sent, rates))


@given(IN_EUROS)
def test_a_rate_of_one_changes_nothing(sent: ImportConsignment) -> None:
    """Dollars at par are worth their euros."""
    at_par = Exchange("USD", FrozenMap({"EUR": Rate("EUR", "USD", 1, date(2026, 3, 2), "a bank")}))
    assert worth_of(sent, at_par) == attrs.evolve(worth_of(sent, EUROS), currency="USD")


@given(IN_EUROS)
def test_a_line_bears_its_share_to_the_unit(sent: ImportConsignment) -> None:
    """By its price among all prices."""
    worth = worth_of(sent, EUROS)
    prices = [EUROS.units(line.price) for line in sent.lines]
    if sum(prices):
        for name in PARTS:
            for at, price in enumerate(prices):
                assert abs(worth.parts[name][at] - worth.part(name) * price / sum(prices)) < 1


@given(IN_EUROS)
def test_the_layout_of_the_invoice_moves_the_intrinsic_value_alone(sent: ImportConsignment) -> None:
    """What is not shown apart counts as price where a limit is tested; an addition is never shown."""
    shown = attrs.evolve(sent, costs=[attrs.evolve(cost, shown=True) for cost in sent.costs])
    worth, apart = worth_of(sent, EUROS), worth_of(shown, EUROS)
    assert worth.parts == apart.parts
    assert apart.intrinsic == apart.parts["goods"]
    hidden = [cost for cost in sent.costs if not cost.shown and cost.kind is not CostKind.ADDITION]
    more = sum(whole(EUROS.units(cost.amount), sent.tax_in_prices_pct) for cost in hidden)
    assert sum(worth.intrinsic) == sum(apart.intrinsic) + more
    assert worth.measured(PARTS) == worth.line_sums(PARTS)


FREIGHT, INLAND = CostKind.FREIGHT, CostKind.INLAND
CASES = {
    "FOB, freight apart": (bought("840.00", costs=(Cost(FREIGHT, euros("60.00")),)), 840_00, 60_00, 0),
    "CFR, freight inside": (
        bought("900.00", costs=(Cost(FREIGHT, euros("60.00"), in_price=True),)), 840_00, 60_00, 0,
    ),
    "DAP, the whole way inside": (
        bought("1000.00", costs=(Cost(FREIGHT, euros("100.00"), in_price=True),
                                 Cost(INLAND, euros("50.00"), in_price=True))), 850_00, 100_00, 50_00,
    ),
    "DDP, with 19 % of tax in everything": (
        bought("119.00", costs=(Cost(FREIGHT, euros("11.90")),), tax_in_prices_pct=19), 100_00, 10_00, 0,
    ),
    "the price is the freight": (
        bought("5.00", costs=(Cost(FREIGHT, euros("5.00"), in_price=True),)), 0, 5_00, 0,
    ),
    "a sample without a price": (bought("0.00", costs=(Cost(FREIGHT, euros("9.00")),)), 0, 9_00, 0),
}  # fmt: skip


@pytest.mark.parametrize(("sent", "goods", "freight", "inland"), CASES.values(), ids=CASES)
def test_prices_are_freed_of_what_they_contain(
    sent: ImportConsignment, goods: int, freight: int, inland: int
) -> None:
    """As the terms of trade have it."""
    worth = worth_of(sent, EUROS)
    assert (worth.part("goods"), worth.part("freight"), worth.part("inland")) == (goods, freight, inland)


def test_half_a_unit_is_rounded_up_once_for_each_part() -> None:
    """100.5 yen become 101, and two lines share them by their prices."""
    yen = Exchange("JPY", FrozenMap({"EUR": Rate("EUR", "JPY", 134, date(2026, 3, 2), "a bank")}))
    worth = worth_of(bought("0.25", "0.50"), yen)
    assert worth.parts["goods"] == (34, 67)


def test_lines_without_a_price_share_alike() -> None:
    """Nobody bears all of the freight because all is free; the odd cent goes by id."""
    sent = bought("0.00", "0.00", "0.00", costs=(Cost(FREIGHT, euros("0.10")),))
    assert sorted(worth_of(sent, EUROS).parts["freight"]) == [3, 3, 4]


def test_costs_that_are_all_of_a_price_are_not_above_it_for_being_rounded() -> None:
    """Two halves of a cent, each rounded up, are more than the cent that contains them."""
    dollars = [Cost(kind, Money("0.01", "USD"), in_price=True) for kind in (FREIGHT, INLAND)]
    sent = ImportConsignment(Place("DE"), "CN", [GoodsLine("a", Money("0.02", "USD"))], dollars)
    half = Exchange("EUR", FrozenMap({"USD": Rate("USD", "EUR", Fraction(1, 2), date(2026, 3, 2), "a bank")}))
    assert {name: worth_of(sent, half).part(name) for name in ("goods", "freight", "inland")} == {
        "goods": 0, "freight": 1, "inland": 1,
    }  # fmt: skip


ABOVE = {
    "freight above the price": (
        bought("40.00", costs=(Cost(FREIGHT, euros("40.01"), in_price=True),)),
        EUROS, r"costs=40\.01 EUR: the prices contain them, but come to 40\.00 EUR only",
    ),
    "two costs together": (
        bought("10.00", "5.00", costs=(Cost(FREIGHT, euros("9.00"), in_price=True),
                                       Cost(INLAND, euros("6.01"), in_price=True))),
        EUROS, r"costs=15\.01 EUR",
    ),
    "in yen": (
        bought("40.00", costs=(Cost(FREIGHT, Money(8000, "JPY"), in_price=True),)),
        Exchange("JPY", FrozenMap({"EUR": Rate("EUR", "JPY", 185, date(2026, 3, 2), "a bank")})),
        r"costs=8000 JPY: .* 7400 JPY only",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("sent", "rates", "said"), ABOVE.values(), ids=ABOVE)
def test_costs_above_the_price_that_contains_them_are_refused(
    sent: ImportConsignment, rates: Exchange, said: str
) -> None:
    """Goods are never worth less than nothing; both amounts are told, in the currency's own digits."""
    with pytest.raises(CostAbovePriceError, match=said):
        worth_of(sent, rates)

"""Goods, costs and consignments: what they hold, what rules may ask of them, what cannot be meant."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, XbcommerceError
from xbcommerce.kernel.money import compare
from xbcommerce.kernel.places import UnknownCountryError
from xbcommerce.logistics import Mode
from xbcommerce.logistics.customs import (
    Buyer,
    Cost,
    CostKind,
    GoodsLine,
    ImportConsignment,
    Place,
    TradeFacts,
)
from xbcommerce.logistics.customs.classification import HsCode, InvalidHsCodeError
from xbcommerce.testing.strategies.customs_trade import goods_lines, import_consignments

EUROS = Money("10.00", "EUR")


def line(**known: object) -> GoodsLine:
    """Make a line that says only what matters."""
    return GoodsLine(**{"id": "mug", "unit_price": EUROS, **known})  # type: ignore[arg-type]


def parcel(*lines: GoodsLine, **known: object) -> ImportConsignment:
    """Make a consignment that says only what matters."""
    return ImportConsignment(Place("DE"), "CN", lines or (line(),), **known)  # type: ignore[arg-type]


@given(goods_lines())
def test_a_line_costs_its_pieces(goods: GoodsLine) -> None:
    """Exactly, in the currency of one of them."""
    assert goods.price.amount == goods.unit_price.amount * goods.quantity
    assert goods.price.currency == goods.unit_price.currency


@given(import_consignments())
def test_the_dearest_reading_is_settled_and_never_cheaper(sent: ImportConsignment) -> None:
    """All else stays as it was; taking it again changes nothing."""
    dearest = sent.dearest
    assert all(each.unit_price_max is None for each in dearest.lines)
    assert dearest.dearest == dearest
    for before, after in zip(sent.lines, dearest.lines, strict=True):
        assert compare(after.unit_price, before.unit_price_max or before.unit_price) == 0
        assert attrs.evolve(
            after, unit_price=before.unit_price, unit_price_max=before.unit_price_max
        ) == before  # fmt: skip


@given(import_consignments())
def test_rules_may_ask_of_a_consignment_what_it_says(sent: ImportConsignment) -> None:
    """And of a line what the line says; of the whole no line is asked."""
    for asked in (None, *sent.lines):
        facts = sent.facts(asked)
        assert facts.ship_from == sent.ship_from
        assert (facts.mode, facts.buyer, facts.carrier) == (sent.mode, sent.buyer, sent.carrier)
        assert (facts.declaration, facts.registrations) == (sent.declaration, sent.registrations)
        of_line = (facts.origin, facts.hs_code, facts.goods)
        assert of_line == ((None,) * 3 if asked is None else (asked.origin, asked.hs_code, asked.goods))


@given(import_consignments())
def test_every_currency_of_a_consignment_is_named(sent: ImportConsignment) -> None:
    """So that a rate can be asked for each before anything is converted."""
    moneys = [each.unit_price for each in sent.lines] + [cost.amount for cost in sent.costs]
    moneys += [*sent.same_day, *sent.same_year]
    assert {money.currency.code for money in moneys} <= sent.currencies


def test_codes_and_measures_are_taken_as_they_are_written() -> None:
    """Text becomes a code, printed numbers become exact ones."""
    made = line(hs_code="6109.10", candidates=["6109 10 00", "610990"], measures={"kg": Decimal("0.3")})
    assert made.hs_code == HsCode("610910")
    assert made.candidates == (HsCode("61091000"), HsCode("610990"))
    assert made.measures == {"kg": Fraction(3, 10)}


def test_what_is_not_said_is_not_known() -> None:
    """Nothing is guessed of origin, code and weight; a seller has no scheme unless one is named."""
    facts = parcel().facts(parcel().lines[0])
    assert facts == TradeFacts("CN", buyer=Buyer.CONSUMER, registrations=frozenset(), goods=frozenset())
    assert parcel(registrations=None, mode=Mode.AIR).facts().registrations is None


CODES = {
    "a lost zero": ("61091", "5 digits"),
    "one digit": ("6", "1 digits"),
    "the reserved chapter": ("7701", "chapter 77"),
    "letters": ("shirt", "shirt"),
    "nothing": ("", "empty"),
}


@pytest.mark.parametrize(("code", "said"), CODES.values(), ids=CODES)
def test_a_code_that_is_none_is_refused_and_never_padded(code: str, said: str) -> None:
    """Neither as the code nor as one of several."""
    for known in ({"hs_code": code}, {"candidates": ["610910", code]}):
        with pytest.raises(InvalidHsCodeError, match=said):
            line(**known)


def test_a_code_as_a_number_is_refused() -> None:
    """It has lost its zeros already."""
    with pytest.raises(InvalidHsCodeError, match=r"610910: expected text such as '0102\.21'"):
        line(hs_code=610910)


BROKEN: dict[str, tuple[Callable[[], object], type[XbcommerceError], str]] = {
    "a price below nothing": (
        lambda: line(unit_price=Money("-0.01", "EUR")),
        InvalidValueError, r"unit_price=-0\.01 EUR: expected an amount of at least 0",
    ),
    "a price that is no number": (
        lambda: line(unit_price=Money("NaN", "EUR")), InvalidValueError, "unit_price=NaN: expected a finite",
    ),
    "a price without end": (lambda: line(unit_price=Money("Infinity", "EUR")), InvalidValueError, "Infinity"),
    "a content below nothing": (
        lambda: line(contents={"steel": Money("-4.00", "USD")}), InvalidValueError, r"contents=-4\.00 USD",
    ),
    "an arrival below nothing": (
        lambda: parcel(same_day=[Money("-800.00", "USD")]), InvalidValueError, r"same_day=-800\.00 USD",
    ),
    "a buyer in words": (lambda: parcel(buyer="consumer"), InvalidValueError, "buyer='consumer': expected"),
    "a mode in words": (lambda: parcel(mode="postal"), InvalidValueError, "mode='postal': expected one of"),
    "a cost of nothing known": (
        lambda: Cost("freight", Money("1.00", "EUR")),  # type: ignore[arg-type]
        InvalidValueError, "kind='freight': expected one of",
    ),
    "a cost without end": (
        lambda: Cost(CostKind.FREIGHT, Money("Infinity", "EUR")), InvalidValueError, "amount=Infinity",
    ),
    "no pieces": (lambda: line(quantity=0), InvalidValueError, "quantity=0: expected a whole number of at"),
    "half a piece": (lambda: line(quantity=0.5), InvalidValueError, "quantity=0.5"),
    "a weight below nothing": (lambda: line(net_weight_g=-1), InvalidValueError, "net_weight_g=-1"),
    "a maximum below the price": (
        lambda: line(unit_price_max=Money("9.99", "EUR")),
        InvalidValueError, r"unit_price_max=9\.99 EUR is below unit_price=10\.00 EUR",
    ),
    "a maximum in another currency": (
        lambda: line(unit_price_max=Money("19.99", "USD")), XbcommerceError, "USD",
    ),
    "an origin that nobody has": (
        lambda: line(origin="UK"), UnknownCountryError, "unknown country code 'UK'; did you mean 'GB'",
    ),
    "goods in one text": (
        lambda: line(goods="alcohol"), InvalidValueError, r"goods='alcohol': .*write goods=\{'alcohol'\}",
    ),
    "a class with a capital": (
        lambda: line(goods={"Perfume"}), InvalidValueError, "goods: 'Perfume': .* write 'perfume'",
    ),
    "a scheme in one text": (
        lambda: parcel(registrations="IOSS"), InvalidValueError, r"write registrations=\{'IOSS'\}",
    ),
    "a float": (lambda: line(measures={"kg": 0.3}), XbcommerceError, "0.3"),
    "a cost below nothing": (
        lambda: Cost(CostKind.FREIGHT, Money("-1.00", "EUR")), InvalidValueError, r"amount=-1\.00 EUR",
    ),
    "nothing sent": (
        lambda: ImportConsignment(Place("DE"), "CN", ()), InvalidValueError, "give at least one GoodsLine",
    ),
    "a line told twice": (
        lambda: parcel(line(), line()), InvalidValueError, "'mug' stands more than once; give each",
    ),
    "a price in words": (
        lambda: line(unit_price="12.90 EUR"), InvalidValueError, r"unit_price='12\.90 EUR': expected Money,",
    ),
    "a price of floats": (
        lambda: line(unit_price=12.9), InvalidValueError, r"unit_price=12\.9: expected Money",
    ),
    "a country for a place": (
        lambda: ImportConsignment("DE", "CN", (line(),)),  # type: ignore[arg-type]
        InvalidValueError, r"destination='DE': expected a Place, such as Place\('DE'\)",
    ),
    "a line without a list": (
        lambda: ImportConsignment(Place("DE"), "CN", line()),  # type: ignore[arg-type]
        InvalidValueError, r"write lines=\[GoodsLine\(...\)\]",
    ),
    "a cost without a list": (
        lambda: parcel(costs=Cost(CostKind.FREIGHT, EUROS)),
        InvalidValueError, r"write costs=\[Cost\(...\)\]",
    ),
    "an amount for a cost": (lambda: parcel(costs=[EUROS]), InvalidValueError, "costs: .* is no Cost"),
    "an amount for the costs": (
        lambda: parcel(costs=EUROS), InvalidValueError, r"what for\? Write costs=\[Cost\(CostKind.FREIGHT, ",
    ),
    "from nowhere": (lambda: ImportConsignment(Place("DE"), "XX", (line(),)), UnknownCountryError, "'XX'"),
    "a tax below nothing": (lambda: parcel(tax_in_prices_pct=-1), XbcommerceError, "tax_in_prices_pct=-1"),
}  # fmt: skip


def test_prices_may_be_finer_than_the_unit_of_their_currency() -> None:
    """A screw costs less than a cent, and so may the most that it costs."""
    screw = line(unit_price=Money("0.001", "EUR"), unit_price_max=Money("0.002", "EUR"))
    assert screw.dearest.unit_price == Money("0.002", "EUR")


@pytest.mark.parametrize(("make", "error", "said"), BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_meant_is_refused(
    make: Callable[[], object], error: type[XbcommerceError], said: str
) -> None:
    """With the value, and the way out where there is one."""
    with pytest.raises(error, match=said):
        make()

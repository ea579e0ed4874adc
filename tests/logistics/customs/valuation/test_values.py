"""What goods are worth by law: the term moves nothing, parts sum up, a rate of one changes nothing."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.dated import Found
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.fx import Rate
from xbcommerce.kernel.money import from_minor
from xbcommerce.logistics.customs import (
    PARTS,
    Buyer,
    Cost,
    CostAbovePriceError,
    CostKind,
    Exchange,
    GoodsLine,
    ImportConsignment,
    Place,
)
from xbcommerce.logistics.customs.incoterms import Term, read_term
from xbcommerce.logistics.customs.valuation import (
    Valuation,
    Valued,
    ValueKind,
    costs_by_term,
    split_freight,
    term_mismatches,
    valuation_in,
    value_of,
)
from xbcommerce.reference.customs.incoterms import incoterm_rules
from xbcommerce.reference.customs.valuations import valuations
from xbcommerce.testing.strategies.customs_valuation import valuations as drawn_valuations
from xbcommerce.testing.strategies.customs_valuation import valueds

DAY = date(2026, 3, 2)
TERMS = ("CFR", "CIF", "CIP", "CPT", "DAP", "DDP", "DPU", "EXW", "FAS", "FCA", "FOB")
BY_KIND = st.fixed_dictionaries({kind: st.integers(0, 50_000) for kind in CostKind})


def term(name: str) -> Term:
    """Read a term that is one."""
    found = read_term(name, incoterm_rules(), on=DAY)
    assert isinstance(found, Term)
    return found


def law(code: str) -> Valuation:
    """Return a packaged rule."""
    found = valuation_in(valuations(), [code], DAY)
    assert isinstance(found, Found)
    return found.value


def none_needed(currency: str) -> Exchange:
    """Exchange nothing."""
    return Exchange(currency, FrozenMap({}))


def sold(
    name: str,
    net: list[int],
    costs: dict[CostKind, int],
    currency: str = "EUR",
    buyer: Buyer = Buyer.BUSINESS,
) -> ImportConsignment:
    """Sell goods of a worth under a term: the price holds what the seller pays, on the first line."""
    told = costs_by_term(
        term(name), [Cost(kind, from_minor(units, currency)) for kind, units in costs.items()]
    )
    contained = sum(costs[cost.kind] for cost in told if cost.in_price)
    prices = [net[0] + contained, *net[1:]]
    lines = [GoodsLine(str(at), from_minor(units, currency)) for at, units in enumerate(prices)]
    return ImportConsignment(Place("DE"), "CN", lines, told, term=name, buyer=buyer)


@given(drawn_valuations(), st.lists(st.integers(0, 100_000), min_size=1, max_size=3), BY_KIND)
def test_the_term_moves_no_official_value(
    valuation: Valuation, net: list[int], costs: dict[CostKind, int]
) -> None:
    """The same goods with the same true costs have one customs value and one tax value under all terms."""
    exchange = none_needed(valuation.currency)
    values = {
        (one.customs_value, one.tax_value)
        for name in TERMS
        for one in [value_of(sold(name, net, costs, valuation.currency), valuation, exchange)]
    }
    assert len(values) == 1
    ((customs, tax),) = values
    parts = {"goods": sum(net), **{kind.value: units for kind, units in costs.items()}}
    assert customs == from_minor(sum(parts[name] for name in valuation.customs_parts), valuation.currency)
    assert tax == from_minor(sum(parts[name] for name in valuation.tax_parts), valuation.currency)


@given(valueds())
def test_lines_sum_to_the_values_and_the_tax_never_counts_less(valued: Valued) -> None:
    """To the unit, and line by line."""
    code = valued.worth.currency
    assert from_minor(sum(valued.customs_lines), code) == valued.customs_value
    assert from_minor(sum(valued.tax_lines), code) == valued.tax_value
    assert all(tax >= duty for duty, tax in zip(valued.customs_lines, valued.tax_lines, strict=True))


@given(drawn_valuations(), st.lists(st.integers(0, 100_000), min_size=1, max_size=3), BY_KIND)
def test_a_rate_of_one_changes_nothing(
    valuation: Valuation, net: list[int], costs: dict[CostKind, int]
) -> None:
    """Told in another currency at one for one, all parts are the same."""
    valuation = attrs.evolve(valuation, currency="EUR")
    at_home = value_of(sold("CIP", net, costs), valuation, none_needed("EUR"))
    one_to_one = Exchange("EUR", FrozenMap({"USD": Rate("USD", "EUR", Fraction(1), DAY, "test")}))
    abroad = value_of(sold("CIP", net, costs, "USD"), valuation, one_to_one)
    assert abroad.worth == at_home.worth
    assert abroad.why()[:-1] == at_home.why()
    assert abroad.why()[-1].code == "valuation.rate"


@given(drawn_valuations(), st.integers(0, 100_000), BY_KIND)
def test_the_steps_add_up_to_both_values(valuation: Valuation, net: int, costs: dict[CostKind, int]) -> None:
    """What the explanation says is kept or added is what is counted."""
    valuation = attrs.evolve(valuation, personal_use_pct=None, currency="EUR")
    valued = value_of(sold("DAP", [net], costs), valuation, none_needed("EUR"))
    counted: dict[str, Money] = {}
    for note in valued.steps:
        what = note.code.split(".")[1]
        amount = note.params["amount"]
        assert isinstance(amount, Money)
        counted[what] = counted.get(what, Money(0, "EUR")) + amount
    zero = Money(0, "EUR")
    customs = sum((counted.get(what, zero) for what in ("goods", "kept", "added")), zero)
    tax = customs + counted.get("kept_for_tax", zero) + counted.get("added_for_tax", zero)
    assert (customs, tax) == (valued.customs_value, valued.tax_value)


@pytest.mark.parametrize(
    ("place", "customs", "tax"),
    [
        ("AU", "5025.00", "6028.00"),
        ("CA", "5025.00", "5025.00"),
        ("CH", "5628.00", "6028.00"),
        ("EU", "5628.00", "6028.00"),
        ("GB", "5628.00", "6028.00"),
        ("IN", "5628.00", "5628.00"),
        ("JP", "5628", "5628"),
        ("NO", "5628.00", "6028.00"),
        ("NZ", "5025.00", "5628.00"),
        ("SG", "5628.00", "5628.00"),
        ("US", "5025.00", "5025.00"),
    ],
)
def test_each_country_counts_what_its_law_names(place: str, customs: str, tax: str) -> None:
    """Goods 5000, at the origin 20, packing 5, freight 600, insurance 3, inland 400."""
    rule = law(place)
    size = 1 if rule.currency == "JPY" else 100
    costs = {
        CostKind.ORIGIN_INLAND: 20 * size,
        CostKind.FREIGHT: 600 * size,
        CostKind.INSURANCE: 3 * size,
        CostKind.INLAND: 400 * size,
        CostKind.ADDITION: 5 * size,
    }
    valued = value_of(sold("FCA", [5_000 * size], costs, rule.currency), rule, none_needed(rule.currency))
    assert (str(valued.customs_value.amount), str(valued.tax_value.amount)) == (customs, tax)


def test_the_explanation_says_what_became_of_each_cost() -> None:
    """A price free at the door to Australia, which leaves carriage out of the customs value."""
    costs = {CostKind.FREIGHT: 100_00, CostKind.INSURANCE: 5_00, CostKind.INLAND: 50_00}
    valued = value_of(sold("DAP", [845_00], costs, "AUD"), law("AU"), none_needed("AUD"))
    assert str(valued).splitlines() == [
        "customs value of the FOB kind: AUD 845.00",
        "value for the import tax before duties: AUD 1,000.00",
        "  the goods, freed of what their prices contain: AUD 845.00",
        "  the freight, AUD 100.00, is taken out of the price for customs, and stays for the tax",
        "  the insurance, AUD 5.00, is taken out of the price for customs, and stays for the tax",
        "  the inland carriage, AUD 50.00, is taken out of the price for customs, and stays for the tax",
    ]


@pytest.mark.parametrize(
    ("buyer", "retail", "customs"),
    [
        (Buyer.CONSUMER, "9901", "5940"),
        (Buyer.PRIVATE_GIFT, "13200", "7920"),
        (Buyer.CONSUMER, "16667", "10000"),
        (Buyer.BUSINESS, "9901", "10701"),
    ],
)
def test_a_private_person_in_japan_is_charged_on_a_share_of_the_retail_price(
    buyer: Buyer, retail: str, customs: str
) -> None:
    """Without carriage, and without the fraction of a yen; a business is charged on all of it."""
    bought = ImportConsignment(
        Place("JP"),
        "US",
        [GoodsLine("a", Money(retail, "JPY"))],
        [Cost(CostKind.FREIGHT, Money(800, "JPY"))],
        buyer=buyer,
        personal_use=True,
    )
    valued = value_of(bought, law("JP"), none_needed("JPY"))
    assert str(valued.customs_value.amount) == customs
    assert any(note.code == "valuation.personal_use" for note in valued.why()) == (
        buyer is not Buyer.BUSINESS
    )


def test_an_exchange_into_another_currency_is_refused() -> None:
    """Nothing is converted twice."""
    with pytest.raises(InvalidValueError, match="exchange into USD: expected one into EUR"):
        value_of(sold("DAP", [100], {}), law("EU"), none_needed("USD"))


def test_costs_above_the_price_that_contains_them_are_refused() -> None:
    """No value below zero."""
    freight = Cost(CostKind.FREIGHT, Money("20.00", "EUR"), in_price=True)
    cheap = ImportConsignment(Place("DE"), "CN", [GoodsLine("a", Money("10.00", "EUR"))], [freight])
    with pytest.raises(CostAbovePriceError, match="the prices contain them"):
        value_of(cheap, law("EU"), none_needed("EUR"))


@given(st.integers(0, 10_000_000), st.integers(0, 10_000))
def test_both_parts_of_a_split_freight_are_the_whole(units: int, hundredths: int) -> None:
    """And the part up to the border is off by half a cent at most."""
    share = Fraction(hundredths, 100)
    freight, inland = split_freight(from_minor(units, "EUR"), share)
    assert freight.amount + inland.amount == from_minor(units, "EUR")
    assert abs(Fraction(freight.amount.amount) * 100 - units * share / 100) <= Fraction(1, 2)
    assert (freight.kind, inland.kind) == (CostKind.FREIGHT, CostKind.INLAND)


@pytest.mark.parametrize("share", ["-1", "100.01"])
def test_a_share_beyond_the_way_is_refused(share: str) -> None:
    """From nothing to all of it."""
    with pytest.raises(InvalidValueError, match=f"outside_pct={share}: expected a percentage from 0 to 100"):
        split_freight(Money("60.00", "EUR"), share)


def test_duty_takes_the_share_of_air_freight_outside_and_the_tax_all_of_it() -> None:
    """60.00 of air freight, of which 70 % belong to the way outside of the Union."""
    freight = split_freight(Money("60.00", "EUR"), "70")
    flown = ImportConsignment(Place("DE"), "US", [GoodsLine("a", Money("200.00", "EUR"))], freight)
    valued = value_of(flown, law("EU"), none_needed("EUR"))
    assert (str(valued.customs_value.amount), str(valued.tax_value.amount)) == ("242.00", "260.00")


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("EXW", ""),
        ("FCA", "origin_inland"),
        ("CFR", "origin_inland freight"),
        ("CIF", "origin_inland freight insurance"),
        ("DAP", "origin_inland freight insurance inland"),
    ],
)
def test_the_term_says_which_costs_a_price_contains(name: str, inside: str) -> None:
    """Additions to the price stay what they are."""
    costs = [Cost(kind, Money("1.00", "EUR"), in_price=kind is CostKind.ADDITION) for kind in CostKind]
    found = [cost.kind.value for cost in costs_by_term(term(name), costs) if cost.in_price]
    assert found == [*inside.split(), "addition"]


@pytest.mark.parametrize("name", TERMS)
def test_costs_by_the_term_agree_with_it(name: str) -> None:
    """Nothing is suspect where every cost is told as the term has it."""
    costs = costs_by_term(term(name), [Cost(kind, Money("1.00", "EUR")) for kind in CostKind])
    assert term_mismatches(term(name), costs) == ()
    turned = [attrs.evolve(cost, in_price=not cost.in_price) for cost in costs]
    assert len(term_mismatches(term(name), turned)) == len(CostKind) - 1


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("EXW", ["freight"]),
        ("CFR", ["freight"]),
        ("CIF", ["freight", "insurance"]),
        ("DAP", ["freight", "inland"]),
        ("DDP", ["freight", "inland"]),
    ],
)
def test_costs_that_nobody_gave_are_named(name: str, missing: list[str]) -> None:
    """What the seller must pay, and the freight that somebody pays; nobody must insure under DAP."""
    assert [note.code for note in term_mismatches(term(name), [])] == [
        f"valuation.not_told.{cost}" for cost in missing
    ]


def test_kinds_of_value_share_what_leaves_the_country_of_export() -> None:
    """CIF is FOB with the way to the border."""
    assert set(ValueKind.CIF.parts) - set(ValueKind.FOB.parts) == {"freight", "insurance"}
    assert set(ValueKind.CIF.parts) | {"inland"} == set(PARTS)

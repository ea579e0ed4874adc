"""Facts about one order under all its constraints together."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.fx import RateTable
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.supply import LeadTime, Leg, LotTerms, Offer, PackLevel, Pmf, PriceTier
from xbcommerce.supply.lots import Carton, Load
from xbcommerce.supply.sourcing import Reporting, SupplierOrder, SupplierTerms, WantedLine, build_order
from xbcommerce.testing.strategies.sourcing import supplier_terms, wanted_lines

ON = date(2026, 3, 2)
DOLLARS = Reporting("USD", RateTable("EUR", "ECB", {date(2026, 3, 2): {"USD": Fraction("1.25")}}), ON)
NO_TERMS = LotTerms()
LINES = st.lists(wanted_lines(), min_size=1, max_size=3, unique_by=lambda line: line.sku)


def line(
    sku: str, quantity: int, *prices: tuple[int, str], terms: LotTerms = NO_TERMS, **facts: int
) -> WantedLine:
    """A line that sells one a day and ships by the dozen."""
    carton = Carton(12, Load("0.05", 10))
    tiers = [PriceTier(start, Money(price, "USD")) for start, price in prices or ((0, "2.00"),)]
    offer = Offer(
        sku, "sea", LeadTime.of(Leg("sea", Pmf.point(30))), tiers, terms, Money(0, "USD"), carton=carton
    )
    return WantedLine(sku, offer, quantity, facts.get("position", 0), facts.get("sells", 1))


def built(*lines: WantedLine, short_ok: bool = False, **terms: object) -> SupplierOrder:
    """Build an order that can be built."""
    order = build_order(lines, SupplierTerms("acme", **terms), DOLLARS, short_ok=short_ok)  # type: ignore[arg-type]
    assert isinstance(order, SupplierOrder), str(order)
    return order


def refused(*lines: WantedLine, **terms: object) -> Refusal:
    """Ask for an order that cannot be built."""
    order = build_order(lines, SupplierTerms("acme", **terms), DOLLARS)  # type: ignore[arg-type]
    assert isinstance(order, Refusal)
    return order


@given(LINES, supplier_terms(), st.booleans())
@settings(deadline=None, max_examples=40)
def test_an_order_meets_every_constraint_or_is_refused_with_reasons(
    lines: list[WantedLine],
    terms: SupplierTerms,
    short_ok: bool,  # noqa: FBT001
) -> None:
    """Minimum, packs and maximum of each line; value, budget and room of all."""
    order = build_order(lines, terms, DOLLARS, short_ok=short_ok)
    if isinstance(order, Refusal):
        assert order.codes
        return
    wanted = {line.sku: line for line in lines}
    load, value = Load(), Fraction(0)
    for one in order.lines:
        offer = wanted[one.sku].offer
        assert one.quantity % int(offer.terms.multiple) == 0
        assert one.quantity >= offer.terms.moq
        assert offer.terms.maximum is None or one.quantity <= offer.terms.maximum
        assert one.unit_price == offer.unit_price(one.quantity)
        assert offer.carton is not None
        load += offer.carton.load(one.quantity)
        value += Fraction(one.unit_price.amount) * one.quantity
    assert terms.capacity is None or load.fits(terms.capacity)
    assert terms.minimum_value is None or value >= Fraction(terms.minimum_value.amount)
    assert terms.budget is None or value <= Fraction(terms.budget.amount) * Fraction("1.25")
    assert order.load == load


@given(LINES)
@settings(deadline=None, max_examples=40)
def test_without_terms_each_line_covers_its_need_by_itself(lines: list[WantedLine]) -> None:
    """Nothing is left out, or that line is named."""
    order = build_order(lines, SupplierTerms("acme"), DOLLARS)
    if isinstance(order, Refusal):
        return
    for one in lines:
        tolerated = one.offer.terms.tolerance_share * one.offer.terms.multiple
        assert order.quantities.get(one.sku, 0) >= one.quantity - tolerated
        assert order.short.get(one.sku, 0) <= tolerated


def test_a_maximum_between_two_packs_is_the_smaller_one() -> None:
    """Packs of three, at most four: a need of four cannot be covered, and three is the most there is."""
    no = refused(line("lamp", 4, terms=LotTerms(0, 3, maximum=4)))
    assert no.codes == ("lot.need_over_maximum",)
    assert no.unmet[0].params["maximum"] == 3
    assert dict(built(line("lamp", 4, terms=LotTerms(0, 3, maximum=4)), short_ok=True).short) == {"lamp": 1}


def test_a_need_of_one_becomes_whole_packs_of_at_least_the_minimum() -> None:
    """A known defect gave 50."""
    order = built(line("lamp", 1, terms=LotTerms(50, 12)))
    assert dict(order.quantities) == {"lamp": 60}
    assert "60: the need of 1 is raised to the minimum order of 50 and to whole packs of 12" in str(order)


def test_a_later_price_tier_is_taken_where_it_costs_no_more() -> None:
    """99 at 12 cost 1,188; 100 at 11 cost 1,100."""
    order = built(line("lamp", 99, (0, "12"), (100, "11")))
    assert dict(order.quantities) == {"lamp": 100}
    assert "at the price of the next tier that costs no more" in str(order)


def test_a_pallet_that_is_nearly_full_is_completed() -> None:
    """Nine tenths are enough here, eight are not; and terms still hold."""
    pallet = [PackLevel("carton", 12), PackLevel("pallet", 240)]
    full, not_yet, bounded = (
        evolve(line("lamp", wanted, terms=terms), levels=pallet, round_up_share="0.9")
        for wanted, terms in ((220, LotTerms(0, 12)), (190, LotTerms(0, 12)), (220, LotTerms(0, 12, 230)))
    )
    assert dict(built(full).quantities) == {"lamp": 240}
    assert "a started pallet is nearly full" in str(built(full))
    assert dict(built(not_yet).quantities) == {"lamp": 192}
    assert dict(built(bounded).quantities) == {"lamp": 228}


def test_below_the_minimum_value_the_poorest_item_is_raised_even_if_nobody_wanted_it() -> None:
    """Each step says which minimum asked for it."""
    order = built(
        line("lamp", 12, terms=LotTerms(multiple=12), position=50),
        line("bulb", 0, terms=LotTerms(multiple=12), position=5),
        minimum_value=Money(100, "USD"),
    )
    assert dict(order.quantities) == {"lamp": 12, "bulb": 48}
    assert "48 instead of 0 so that the order is worth at least USD 100.00" in str(order)


def test_a_minimum_in_another_currency_is_counted_at_the_rate_of_the_day() -> None:
    """EUR 80 are USD 100."""
    order = built(line("lamp", 1, terms=LotTerms(multiple=10)), minimum_value=Money(80, "EUR"))
    assert dict(order.quantities) == {"lamp": 50}


def test_a_missing_rate_is_a_reason_and_never_the_unconverted_amount() -> None:
    """A known defect logged it and went on."""
    assert refused(line("lamp", 1), budget=Money(80, "GBP")).codes == ("offer.unknown_currency",)


def test_everything_that_stands_in_the_way_is_said_at_once() -> None:
    """Budget and room together, and every line that cannot be."""
    too_much = refused(line("lamp", 240), budget=Money(100, "USD"), capacity=Load("0.5", 50))
    assert too_much.codes == ("order.over_budget", "order.over_capacity")
    impossible = LotTerms(50, 60, 55)
    both = refused(line("lamp", 1, terms=impossible), line("bulb", 90, terms=LotTerms(maximum=50)))
    assert [(no.code, no.where) for no in both.unmet] == [
        ("lot.no_multiple", "lamp"),
        ("lot.need_over_maximum", "bulb"),
    ]


def test_a_minimum_beyond_the_budget_is_refused() -> None:
    """With what can be reached."""
    no = refused(line("lamp", 5), minimum_value=Money(100, "USD"), budget=Money(50, "USD"))
    assert no.codes == ("order.below_minimum",)
    assert no.unmet[0].params["value"] == Money(50, "USD")


def test_where_less_is_allowed_money_goes_to_what_runs_out_first() -> None:
    """And what is left out is named."""
    order = built(
        line("lamp", 50, position=40, terms=LotTerms(multiple=10)),
        line("bulb", 50, position=0, terms=LotTerms(multiple=10)),
        budget=Money(100, "USD"), short_ok=True,
    )  # fmt: skip
    assert dict(order.quantities) == {"lamp": 10, "bulb": 40}
    assert dict(order.short) == {"lamp": 40, "bulb": 10}


def test_a_container_is_filled_to_the_last_carton() -> None:
    """Of what runs out first."""
    order = built(
        line("lamp", 12, terms=LotTerms(multiple=12)), line("bulb", 0, terms=LotTerms(multiple=12)),
        capacity=Load(1, 10_000), fill_up=True,
    )  # fmt: skip
    assert dict(order.quantities) == {"lamp": 120, "bulb": 120}
    assert order.load == Load(1, 200)
    assert "to fill the shipment up" in str(order)


def test_room_cannot_be_counted_without_cartons() -> None:
    """The line is named."""
    bare = line("lamp", 5)
    bare = evolve(bare, offer=evolve(bare.offer, carton=None))
    assert refused(bare, capacity=Load(1, 1)).codes == ("order.no_carton",)


def test_nothing_wanted_is_no_order() -> None:
    """Lines that may fill up do not make one."""
    assert refused(line("lamp", 0)).codes == ("order.nothing_to_order",)


def test_programming_errors_are_raised() -> None:
    """Two lines of one key; a room to fill that nobody described."""
    with pytest.raises(InvalidValueError, match="several lines are called 'lamp'"):
        build_order([line("lamp", 1), line("lamp", 2)], SupplierTerms("acme"), DOLLARS)
    with pytest.raises(InvalidValueError, match="there is no end"):
        SupplierTerms("acme", fill_up=True)

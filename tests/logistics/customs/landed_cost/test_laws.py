"""Laws of landed cost: it adds up, in any order, and what is not known never makes it cheaper."""

from __future__ import annotations

import attrs
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.logistics.customs.landed_cost.parcels import CODES, DAYS, FX, parcels, rules
from xbcommerce.kernel.fx import RateTable
from xbcommerce.kernel.money import compare, from_minor, minor, total
from xbcommerce.logistics.customs import ImportConsignment, TradeDates
from xbcommerce.logistics.customs.landed_cost import (
    DAP,
    DDP,
    LandedCost,
    landed_cost,
    quoted,
    replay,
)

days = st.sampled_from(DAYS).map(TradeDates.all_on)


def land(parcel: ImportConsignment, dates: TradeDates) -> LandedCost:
    """Land a parcel by the rules and rates of the tests."""
    return landed_cost(parcel, dates, rules(), FX)


@given(parcels(), days)
def test_lines_sum_to_the_total_and_to_every_charge(parcel: ImportConsignment, dates: TradeDates) -> None:
    """To the minor unit, and duties, taxes and fees are all there is."""
    quote = land(parcel, dates)
    assume(quote.settled)
    assert quote.total is not None
    assert quote.low is not None
    currency = quote.low.worth.currency
    assert total((line.total for line in quote.lines), currency) == quote.total
    for at, charge in enumerate(quote.charges):
        assert total((line.charges[at].amount for line in quote.lines), currency) == charge.amount
    assert total([quote.duties, quote.taxes, quote.fees], currency) == quote.low.charged()


@given(parcels(), days, st.data())
def test_the_order_of_lines_and_costs_does_not_matter(
    parcel: ImportConsignment, dates: TradeDates, data: st.DataObject
) -> None:
    """Each line bears the same wherever it stands."""
    moved = attrs.evolve(
        parcel,
        lines=data.draw(st.permutations(parcel.lines)),
        costs=data.draw(st.permutations(parcel.costs)),
    )
    one, other = land(parcel, dates), land(moved, dates)
    assert one.total == other.total
    assert one.bounds == other.bounds
    by_line = {line.line.id: line.total for line in one.lines}
    assert by_line == {line.line.id: line.total for line in other.lines}


@given(parcels(), days)
def test_the_term_moves_the_payor_and_never_an_amount(parcel: ImportConsignment, dates: TradeDates) -> None:
    """DDP and DAP come to the same, paid by another."""
    one, other = land(DAP.of(parcel), dates), land(DDP.of(parcel), dates)
    assert one.total == other.total
    assert [charge.amounts for charge in one.charges] == [charge.amounts for charge in other.charges]


@given(parcels(), days)
def test_rates_of_one_to_one_change_nothing(parcel: ImportConsignment, dates: TradeDates) -> None:
    """The invoice in another currency at par, minor units alike, comes to the same."""
    at_par = RateTable("EUR", "par", {day: dict.fromkeys(fixing, 1) for day, fixing in FX.fixings.items()})

    def told_in(currency: str) -> ImportConsignment:
        said = [
            attrs.evolve(line, unit_price=from_minor(minor(line.unit_price), currency))
            for line in parcel.lines
        ]
        costs = [attrs.evolve(cost, amount=from_minor(minor(cost.amount), currency)) for cost in parcel.costs]
        return attrs.evolve(parcel, lines=said, costs=costs)

    quotes = [landed_cost(told_in(code), dates, rules(), at_par) for code in ("EUR", "USD", "CAD")]
    assert len({quote.total for quote in quotes}) == 1


@settings(max_examples=max(500, settings().max_examples))
@given(parcels(), days)
def test_a_stored_quote_is_made_again_to_the_byte(parcel: ImportConsignment, dates: TradeDates) -> None:
    """From its record and the rules alone, without the source of rates."""
    quote, record = quoted(parcel, dates, rules(), FX)
    assert replay(record, rules()) == quote


LOST = ("hs_code", "origin", "net_weight_g")


@given(parcels(), days, st.sampled_from(LOST))
def test_a_fact_that_is_lost_never_lowers_the_high_bound_nor_raises_the_low_one(
    parcel: ImportConsignment, dates: TradeDates, lost: str
) -> None:
    """What was certain lies within the bounds of what no longer is, or there are none."""
    quote = land(parcel, dates)
    assume(quote.bounds is not None)
    first, *others = parcel.lines
    unknown = {lost: None} | ({"candidates": CODES} if lost == "hs_code" else {})
    found = land(attrs.evolve(parcel, lines=[attrs.evolve(first, **unknown), *others]), dates)
    assert quote.bounds is not None
    if found.bounds is not None:
        assert compare(found.bounds.high, quote.bounds.high) >= 0
    assert found.low is not None
    assert compare(found.low.charged(), quote.bounds.low) <= 0
    if not found.settled:
        assert found.unmet


@given(parcels(), days, st.sampled_from(["mode", "declaration", "registrations"]))
def test_a_fact_of_the_whole_that_is_lost_never_lowers_the_high_bound(
    parcel: ImportConsignment, dates: TradeDates, lost: str
) -> None:
    """How it travels, how it is declared, what the seller collects."""
    quote = land(parcel, dates)
    assume(quote.bounds is not None)
    found = land(attrs.evolve(parcel, **{lost: None}), dates)
    assert quote.bounds is not None
    if found.bounds is not None:
        assert compare(found.bounds.high, quote.bounds.high) >= 0
        assert compare(found.bounds.low, quote.bounds.low) <= 0


@given(parcels(), days, st.integers(1, 500))
def test_a_price_between_two_lies_within_the_bounds_of_both(
    parcel: ImportConsignment, dates: TradeDates, more: int
) -> None:
    """Whatever limit lies between."""
    first, *others = parcel.lines
    dearer = from_minor(minor(first.unit_price) + more, first.unit_price.currency)
    open_price = attrs.evolve(first, unit_price_max=dearer)
    found = land(attrs.evolve(parcel, lines=[open_price, *others]), dates)
    for price in (first.unit_price, dearer):
        quote = land(attrs.evolve(parcel, lines=[attrs.evolve(first, unit_price=price), *others]), dates)
        if found.bounds is not None and quote.bounds is not None:
            assert compare(found.bounds.low, quote.bounds.low) <= 0
            assert compare(found.bounds.high, quote.bounds.high) >= 0

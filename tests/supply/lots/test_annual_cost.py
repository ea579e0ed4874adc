"""Facts about the cheapest lot under prices, packs, minimum and maximum."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.supply import LotTerms
from xbcommerce.supply.lots import AnnualCost, CheapestQuantity, cheapest_quantity
from xbcommerce.testing.strategies.sourcing import annual_costs, exact_tiers

Tiers = tuple[tuple[int, Fraction], ...]
KETTLES = AnnualCost(demand_per_year=730, order_cost=25, carrying_rate="0.25")


@st.composite
def small_terms(draw: st.DrawFn) -> LotTerms:
    """Draw terms with few enough multiples to try them all."""
    return LotTerms(draw(st.integers(0, 80)), draw(st.integers(1, 40)), draw(st.integers(0, 900)))


def tried(tiers: Tiers, terms: LotTerms, costs: AnnualCost, need: int) -> tuple[Fraction, int] | None:
    """Try every multiple there is, plainly."""
    multiple, most = int(terms.multiple), int(terms.maximum or 0)
    least = max(need, 1, int(terms.moq), tiers[0][0])
    found = [
        (costs.at(quantity, [price for start, price in tiers if start <= quantity][-1]), quantity)
        for quantity in range(multiple, most + 1, multiple)
        if quantity >= least
    ]
    return min(found, default=None)


@given(exact_tiers(), small_terms(), annual_costs(), st.integers(1, 200))
def test_no_quantity_is_cheaper_than_the_one_found(
    tiers: Tiers, terms: LotTerms, costs: AnnualCost, need: int
) -> None:
    """Of all multiples within the terms; of equal costs it is the smaller one."""
    best, found = tried(tiers, terms, costs, need), cheapest_quantity(tiers, terms, costs, need=need)
    if best is None:
        assert isinstance(found, Refusal)
    else:
        assert isinstance(found, CheapestQuantity)
        assert (found.annual_cost, found.quantity) == best


@given(exact_tiers(), small_terms(), annual_costs(), st.integers(2, 10_000))
def test_money_in_other_units_scales_the_cost_and_keeps_the_quantity(
    tiers: Tiers, terms: LotTerms, costs: AnnualCost, factor: int
) -> None:
    """Cents or euros."""
    dear = [(start, price * factor) for start, price in tiers]
    first = cheapest_quantity(tiers, terms, costs)
    second = cheapest_quantity(dear, terms, evolve(costs, order_cost=costs.order_cost * factor))
    if isinstance(first, CheapestQuantity):
        assert isinstance(second, CheapestQuantity)
        assert (second.quantity, second.annual_cost) == (first.quantity, first.annual_cost * factor)
    else:
        assert isinstance(second, Refusal)


@given(exact_tiers(), small_terms(), annual_costs(), st.integers(0, 1_000))
def test_a_longest_cover_is_kept(tiers: Tiers, terms: LotTerms, costs: AnnualCost, most: int) -> None:
    """Or the smallest order is named as too large."""
    found = cheapest_quantity(tiers, terms, costs, most=most)
    if isinstance(found, CheapestQuantity):
        assert found.quantity <= most
    elif "lot.over_limit" in found.codes:
        free = cheapest_quantity(tiers, terms, costs)
        assert isinstance(free, Refusal) or free.smallest > most


def test_the_minimum_is_no_excuse_for_broken_packs() -> None:
    """A known defect: need 1, minimum 50, packs of 12 gave 50, which nobody can pack."""
    found = cheapest_quantity(
        [(0, 1)], LotTerms(50, 12), AnnualCost(demand_per_year=9, order_cost=0, carrying_rate=1)
    )
    assert isinstance(found, CheapestQuantity)
    assert (found.quantity, found.smallest) == (60, 60)


def test_a_price_is_looked_up_at_what_is_ordered_not_at_what_is_needed() -> None:
    """A known defect: a minimum that is an argument and left unused, and packs that are forgotten."""
    found = cheapest_quantity([(0, 12), (100, 11)], LotTerms(50, 12), KETTLES, need=95)
    assert isinstance(found, CheapestQuantity)
    assert (found.smallest, found.quantity, found.unit_cost) == (96, 120, 11)


def test_the_optimum_may_sit_on_a_break() -> None:
    """Where the next tier is worth more than holding more."""
    found = cheapest_quantity([(0, 500), (200, 475), (500, 450)], LotTerms(), AnnualCost(
        demand_per_year=1000, order_cost=200, carrying_rate="0.2"))  # fmt: skip
    assert isinstance(found, CheapestQuantity)
    assert (found.quantity, found.annual_cost) == (500, 472_900)


def test_of_equal_costs_the_smaller_lot_is_taken() -> None:
    """2 and 3 cost alike: 12/2 + 2/2 = 12/3 + 3/2 = 7 - ... at K D = 6, h = 2 the optimum lies between."""
    costs = AnnualCost(demand_per_year=6, order_cost=1, carrying_rate=2)
    assert costs.at(2, Fraction(1)) == costs.at(3, Fraction(1))
    found = cheapest_quantity([(0, 1)], LotTerms(), costs)
    assert isinstance(found, CheapestQuantity)
    assert found.quantity == 2


@pytest.mark.parametrize(
    ("terms", "need", "most", "codes"),
    [
        (LotTerms(50, 60, 55), 1, None, ("lot.no_multiple",)),
        (LotTerms(0, 10, 55), 51, None, ("lot.need_over_maximum",)),
        (LotTerms(50, 60, 55), 1, 40, ("lot.no_multiple", "lot.over_limit")),
        (LotTerms(50), 1, 49, ("lot.over_limit",)),
    ],
)
def test_what_cannot_be_ordered_is_refused_with_every_reason(
    terms: LotTerms, need: int, most: int | None, codes: tuple[str, ...]
) -> None:
    """At once."""
    found = cheapest_quantity([(0, 3)], terms, KETTLES, need=need, most=most)
    assert isinstance(found, Refusal)
    assert found.codes == codes


def test_a_first_tier_above_zero_is_a_minimum_too() -> None:
    """Smaller orders have no price."""
    costs = AnnualCost(demand_per_year=1, order_cost=0, carrying_rate=1)
    found = cheapest_quantity([(500, "3.10")], LotTerms(0, 24), costs)
    assert isinstance(found, CheapestQuantity)
    assert found.quantity == 504


def test_where_holding_is_free_the_largest_lot_is_cheapest() -> None:
    """As far as the supplier sells; without a limit the smallest of a tier stands."""
    costs = AnnualCost(demand_per_year=100, order_cost=5, carrying_rate=0)
    limited = cheapest_quantity([(0, 3)], LotTerms(0, 7, 100), costs)
    endless = cheapest_quantity([(0, 3)], LotTerms(0, 7), costs)
    assert isinstance(limited, CheapestQuantity)
    assert isinstance(endless, CheapestQuantity)
    assert (limited.quantity, endless.quantity) == (98, 7)


@pytest.mark.parametrize("tiers", [[], [(5, "1"), (5, "2")], [(-1, "1")], [(0, "-1")], [(0, 1.5)]])
def test_prices_that_are_none_are_refused(tiers: list[tuple[int, str]]) -> None:
    """None at all, two for one quantity, less than nothing, a float."""
    with pytest.raises(InvalidValueError):
        cheapest_quantity(tiers, LotTerms(), KETTLES)

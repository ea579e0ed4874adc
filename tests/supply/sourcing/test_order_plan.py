"""Facts about ordering many items together."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given, settings
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.fx import RateTable
from xbcommerce.supply import (
    CycleService,
    Forecast,
    LeadTime,
    Leg,
    LotTerms,
    Offer,
    Outcome,
    Pmf,
    Position,
    PriceTier,
    Rejected,
    ReviewRules,
)
from xbcommerce.supply.sourcing import (
    ItemToPlan,
    OrderPlan,
    Question,
    SupplierTerms,
    recommend_many,
)
from xbcommerce.testing.strategies.sourcing import order_plans

ON = date(2026, 3, 2)
RULES = ReviewRules(carrying_rate="0.25")


def item(
    sku: str, on_hand: int, *, price: str = "10.00", supplier: str = "acme", days: int = 30
) -> ItemToPlan:
    """An item that sells two a day, thirty days away."""
    way = LeadTime.of(Leg("door to door", Pmf.point(days)))
    offer = Offer(
        f"{sku}-sea", "sea", way, [PriceTier(1, Money(price, "EUR"))], LotTerms(24, 12), Money("0.20", "EUR"),
        supplier=supplier,
    )  # fmt: skip
    question = Question(
        Position(on_hand), Forecast(2, 3), CycleService(".95"), ON, "EUR", RateTable("EUR", "ECB", {}), RULES
    )
    return ItemToPlan(sku, question, [offer])


def value(plan: OrderPlan) -> Fraction:
    """Add the orders up."""
    return sum((Fraction(order.value.amount) for order in plan.orders), Fraction(0))


@given(order_plans())
@settings(deadline=None, max_examples=30)
def test_what_is_due_is_ordered_refused_or_named_as_left_out(plan: OrderPlan) -> None:
    """No recommendation gets lost on the way to an order."""
    due = {sku for sku, one in plan.recommendations.items() if one.outcome is Outcome.ORDER}
    ordered = {line.sku for order in plan.orders for line in order.lines}
    short = set(plan.short) | {sku for order in plan.orders for sku in order.short}
    assert plan.refused or due <= ordered | short
    assert all(line.sku in plan.recommendations for order in plan.orders for line in order.lines)


def test_one_order_a_supplier() -> None:
    """Items of two suppliers make two orders, and waiting items none."""
    plan = recommend_many([item("lamp", 50), item("bulb", 50, supplier="zeta"), item("rug", 900)])
    assert [(order.supplier, dict(order.quantities)) for order in plan.orders] == [
        ("acme", {"lamp": 48}),
        ("zeta", {"bulb": 48}),
    ]


def test_a_minimum_order_value_is_reached_with_what_can_still_wait() -> None:
    """The item with the shorter cover first, whoever asked for the order."""
    terms = [SupplierTerms("acme", minimum_value=Money(900, "EUR"))]
    plan = recommend_many([item("lamp", 50), item("bulb", 100)], terms=terms)
    assert plan.recommendations["bulb"].outcome is Outcome.WAIT
    assert plan.orders[0].quantities["bulb"] > 0
    assert value(plan) >= 900


def test_where_nothing_is_due_no_order_is_filled_up() -> None:
    """A minimum is no reason to order."""
    plan = recommend_many([item("lamp", 900)], terms=[SupplierTerms("acme", minimum_value=Money(900, "EUR"))])
    assert (plan.orders, dict(plan.refused)) == ((), {})
    assert str(plan) == "Nothing to order yet (items: 1)"


def test_a_budget_is_shared_among_suppliers_by_what_runs_out_first() -> None:
    """And what it leaves out is named."""
    poor, rich = item("lamp", 0, supplier="acme"), item("bulb", 60, supplier="zeta")
    plan = recommend_many([poor, rich], budget=Money(700, "EUR"))
    assert value(plan) <= 700
    assert plan.orders[0].supplier == "acme"
    assert plan.short
    assert "the budget leaves" in str(plan)


def test_a_minimum_that_the_budget_cannot_pay_refuses_that_order_alone() -> None:
    """With the reason; the other one stands."""
    items = [item("lamp", 30), item("bulb", 30, supplier="zeta")]
    terms = [SupplierTerms("zeta", minimum_value=Money(5_000, "EUR"))]
    plan = recommend_many(items, terms=terms, budget=Money(2_000, "EUR"))
    assert [order.supplier for order in plan.orders] == ["acme"]
    assert plan.refused["zeta sea"].codes == ("order.below_minimum",)


def test_a_bridge_by_the_same_supplier_and_mode_is_an_order_of_its_own() -> None:
    """It travels sooner."""
    slow, fast = item("lamp", 40, price="6.00", days=60), item("lamp", 40, price="9.00", days=10)
    express = [evolve(offer, id="express") for offer in fast.offers if isinstance(offer, Offer)]
    plan = recommend_many([evolve(slow, offers=[*slow.offers, *express])])
    assert [line.offer_id for order in plan.orders for line in order.lines] == ["express", "lamp-sea"]
    assert [order.supplier for order in plan.orders] == ["acme", "acme"]


def test_terms_of_one_mode_come_before_those_of_any() -> None:
    """A container is for the sea."""
    terms = [
        SupplierTerms("acme", minimum_value=Money(5_000, "EUR")),
        SupplierTerms("acme", mode="sea", minimum_value=Money(1, "EUR")),
    ]
    assert recommend_many([item("lamp", 50)], terms=terms).orders[0].mode == "sea"
    assert value(recommend_many([item("lamp", 50)], terms=terms)) < 5_000


def test_rejected_offers_are_named_in_the_recommendation() -> None:
    """An item without an offer is no order."""
    only = evolve(item("lamp", 0), offers=[Rejected("x", "sea", ())])
    plan = recommend_many([only])
    assert plan.recommendations["lamp"].outcome is Outcome.NO_OFFER
    assert plan.orders == ()


def test_items_of_different_days_or_names_used_twice_are_refused() -> None:
    """They cannot share an order."""
    later = item("bulb", 0)
    later = evolve(later, question=evolve(later.question, on=date(2026, 3, 9)))
    with pytest.raises(InvalidValueError, match="different days"):
        recommend_many([item("lamp", 0), later])
    with pytest.raises(InvalidValueError, match="several items are called 'lamp'"):
        recommend_many([item("lamp", 0), item("lamp", 1)])
    assert recommend_many([]).orders == ()

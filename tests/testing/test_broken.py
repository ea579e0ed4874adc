"""Broken twins: each is refused by the error it names, with the value at fault and a way out."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.catalog import Market, Product
from xbcommerce.kernel.codec import BadDocumentError, UnstorableValueError, from_data
from xbcommerce.kernel.dated import Dated, RuleSet
from xbcommerce.kernel.errors import InvalidValueError, XbcommerceError
from xbcommerce.logistics import Channel, Parcel
from xbcommerce.payments import FeeSchedule, PaymentProcessed, SettlementPlan
from xbcommerce.risk import Policy
from xbcommerce.supply import DemandSeries, LeadTime, Offer
from xbcommerce.testing.broken import Broken, Wrong, all_twins, broken_documents, calls, twins
from xbcommerce.testing.broken.logistics import broken_parcels
from xbcommerce.testing.broken.money import broken_moneys
from xbcommerce.testing.strategies import catalog, logistics, payments, risk, rules, supply

SOME = settings(max_examples=20, suppress_health_check=list(HealthCheck))
NO_WAY_OUT = {  # the message says all there is to say: what else is wanted is up to the caller
    "not_finite", "rate_is_a_float", "rate_not_finite", "two_rules_for_one_day", "unknown_currency",
    "unknown_zone", "ends_before_it_begins",
}  # fmt: skip


@pytest.mark.parametrize(("name", "broken"), [pytest.param(*one, id=one[0]) for one in all_twins()])
def test_every_broken_twin_is_refused(name: str, broken: st.SearchStrategy[Broken]) -> None:
    """By the error it names, showing what is wrong, and what to do about it."""

    @SOME
    @given(broken)
    def holds(one: Broken) -> None:
        refusal = one.refusal()
        assert one.shows, f"{name}: {one.defect} shows nothing"
        assert one.way_out or one.defect in NO_WAY_OUT
        if isinstance(refusal, XbcommerceError):
            assert refusal.code not in {"", "error"}
            assert len(type(refusal).__mro__) > 3  # ours, and a builtin's

    holds()


def test_every_topic_of_the_list_has_broken_twins() -> None:
    """Money, rates, tables, products, parcels, channels, series, fees, facts, rules, hours, policies."""
    names = {name.partition(".broken_")[2] for name, _ in all_twins()}
    assert names >= {
        "bands", "breaks", "business_hours", "buyer_accounts", "cartons", "channels", "closures",
        "dated_records", "demand_series", "destinations", "dimensions", "facts", "fee_schedules",
        "flat_bands", "gtins", "intervals", "lead_times", "listing_keys", "lot_terms", "markets",
        "moneys", "offers", "parcels", "pmfs", "policies", "products", "promotions", "quotes",
        "rate_tables", "rates", "rule_sets", "sales", "schemas", "settlement_plans", "settlements",
        "transit_days", "validities", "weeks", "work_calendars",
    }  # fmt: skip


@pytest.mark.parametrize(("name", "broken"), [pytest.param(*one, id=one[0]) for one in all_twins()])
def test_a_broken_twin_has_one_defect_as_a_document_too(name: str, broken: st.SearchStrategy[Broken]) -> None:
    """Written as JSON, where JSON can say it, the codec finds exactly one problem, there or in the whole."""
    written = 0

    @SOME
    @given(broken)
    def holds(one: Broken) -> None:
        nonlocal written
        document = document_of(one)
        if document is None:
            return
        with pytest.raises(BadDocumentError) as refused:
            from_data(document, OF_WHAT.get(one.make, one.make))
        (problem,) = refused.value.problems
        assert problem.where == "$" or problem.where.startswith(f"$.{one.wrong}")
        written += 1

    holds()
    assert written or name in NOT_WRITTEN


def document_of(one: Broken) -> object:
    """Return the twin as JSON data, or None where it says that this cannot be."""
    try:
        return one.document()
    except UnstorableValueError:
        return None
    except InvalidValueError as error:
        return None if "makes no document" in str(error) else one


OF_WHAT: dict[Any, Any] = {Dated: Dated[Decimal], RuleSet: RuleSet[Decimal]}
NOT_WRITTEN = {
    "catalog.broken_listing_keys", "customs_charges.broken_charges", "customs_duties.broken_duty_texts",
    "customs_quotes.broken_comparisons", "customs_trade.broken_worths",
    "identifiers.broken_gtins", "identifiers.broken_vat_numbers",
    "money.broken_moneys",
    "payment_facts.broken_deliveries", "payment_facts.broken_payment_commands",
    "providers.broken_fx_differences", "providers.broken_wires", "stock.broken_stock_figures",
    "replay.broken_replays",
    "targets.broken_economic_services", "targets.broken_pre_builds", "targets.broken_stock_targets",
    "targets.broken_usual_legs",
}  # fmt: skip


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        pytest.param(values, kind, id=str(getattr(kind, "__name__", kind)))
        for values, kind in [
            (catalog.products(), Product),
            (catalog.markets(), Market),
            (logistics.parcels(), Parcel),
            (logistics.channels(), Channel),
            (payments.fee_schedules(), FeeSchedule),
            (payments.settlement_plans(), SettlementPlan),
            (risk.policies(), Policy),
            (rules.rule_sets(), RuleSet[Decimal]),
            (supply.demand_series(), DemandSeries),
            (supply.lead_times(), LeadTime),
            (supply.offers(), Offer),
        ]
    ],
)
def test_a_document_of_any_class_can_be_broken(values: st.SearchStrategy[Any], kind: Any) -> None:  # noqa: ANN401
    """A key missing or misspelt, a wrong type or class: each is refused with its path."""

    @settings(SOME, max_examples=60)
    @given(broken_documents(values, kind=kind))
    def holds(one: Broken) -> None:
        assert isinstance(one.refusal(), BadDocumentError)

    holds()


@pytest.mark.parametrize("defect", ["key_misspelt", "wrong_type", "other_class", "no_object"])
def test_every_way_to_break_a_document_is_drawn(defect: str) -> None:
    """None of the defects is only promised."""
    broken = broken_documents(logistics.parcels(), kind=Parcel)
    find(broken, lambda one: one.defect == defect, settings=settings(max_examples=5_000, database=None))


def test_a_twin_that_is_taken_says_all_of_it() -> None:
    """A host whose code takes what the library refuses reads the call, the place and the expectation."""

    def careless(weight_g: int, name: str) -> tuple[int, str]:
        return weight_g, name

    wrong = Wrong[None]("weight_not_positive", "weight_g", st.just(0), "at least 1")
    told = told_by(calls(careless, wrong, name="mug"))
    assert "weight_not_positive: " in told
    assert "careless(name='mug', weight_g=0) must be refused by InvalidValueError" in told
    assert "because of weight_g, showing '0' and 'at least 1'\nbut it gave (0, 'mug')" in told


def test_a_message_that_does_not_help_is_a_failure() -> None:
    """The right error with a message that hides the value is not enough."""

    def terse(weight_g: int) -> None:
        del weight_g
        msg = "bad input"
        raise InvalidValueError(msg)

    wrong = Wrong[None]("weight_not_positive", "weight_g", st.just(0), "at least 1")
    assert "but the message lacks '0' and 'at least 1': bad input" in told_by(calls(terse, wrong))


def test_another_error_of_python_goes_through() -> None:
    """A crash is a crash, and not taken for a refusal."""
    wrong = Wrong[None]("no_digits", "text", st.just("x"), refused_by=InvalidValueError)
    with pytest.raises(ArithmeticError):
        one_of(calls(lambda text: Decimal(text), wrong)).refusal()  # noqa: PLW0108 (it takes its argument by name)


def told_by(broken: st.SearchStrategy[Broken]) -> str:
    """Return what a twin that is not refused tells."""
    with pytest.raises(AssertionError) as failure:
        one_of(broken).refusal()
    return str(failure.value)


def one_of(broken: st.SearchStrategy[Broken]) -> Broken:
    """Draw one twin."""
    drawn: list[Broken] = []

    @settings(max_examples=1, database=None)
    @given(broken)
    def draw(one: Broken) -> None:
        drawn.append(one)

    draw()
    return drawn[0]


def test_a_function_makes_no_document() -> None:
    """Twins of calls say so, instead of making up a document."""
    with pytest.raises(InvalidValueError, match="minor makes no document; test its call with attempt"):
        one_of(broken_moneys()).document()


def test_a_host_can_break_values_of_its_own() -> None:
    """`twins` breaks any attrs class in the ways that are named."""
    heavy = Wrong[Parcel]("too_light", "weight_g", st.integers(-5, 0), "at least 1")
    assert one_of(twins(logistics.parcels(), heavy)).defect == "too_light"
    assert one_of(broken_parcels()).make is Parcel


def test_two_facts_of_money_are_told_apart_in_a_twin() -> None:
    """A twin keeps the very arguments, so that a host can send them on."""
    wrong = Wrong[None](
        "negative_fee", "fee", st.just(Money(-1, "GBP")), "at least nothing", shows=lambda _: "-1.00"
    )
    broken = one_of(
        calls(PaymentProcessed, wrong, event_id="e", order_id="o", at=payments.START, gross=Money(5, "GBP"))
    )
    assert (broken.given["gross"], broken.given["fee"]) == (Money(5, "GBP"), Money(-1, "GBP"))

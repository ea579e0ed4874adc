"""Deliveries lose, delay and double reports of a true history, and catch webhooks that cannot bear it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import find, given, settings

from xbcommerce.kernel.money import minor
from xbcommerce.payments import (
    Fact,
    OrderConfirmed,
    Payment,
    PaymentProcessed,
    Settlement,
    evolve_with,
    fold,
    fold_payment,
)
from xbcommerce.payments.intents import evolve_payment
from xbcommerce.testing.strategies.deliveries import (
    FactDelivery,
    PaymentDelivery,
    fact_deliveries,
    payment_deliveries,
)

QUIET = settings(database=None, derandomize=True, max_examples=500)


@given(fact_deliveries() | payment_deliveries())
def test_what_is_delivered_has_happened(delivery: FactDelivery | PaymentDelivery) -> None:
    """Nothing is made up, calls are in order of arrival, and nothing comes in before it happened."""
    assert set(delivery.received) | set(delivery.lost) == set(delivery.run.facts)
    assert not set(delivery.received) & set(delivery.lost)
    instants = [arrival.at for arrival in delivery.arrivals]
    assert instants == sorted(instants)
    assert all(arrival.at >= arrival.fact.at for arrival in delivery.arrivals)
    assert len(delivery.received) == len(set(delivery.received)) + len(delivery.doubled)


@given(fact_deliveries())
def test_a_fold_minds_neither_order_nor_repetition(delivery: FactDelivery) -> None:
    """Report by report, as they come in, the settlement ends where the distinct facts lead."""
    state = Settlement(delivery.run.plan)
    for fact in delivery.received:
        state = evolve_with(state, fact)
    assert state == fold(delivery.run.plan, set(delivery.run.facts) - set(delivery.lost))


@given(payment_deliveries())
def test_a_payment_minds_neither_order_nor_repetition(delivery: PaymentDelivery) -> None:
    """Call by call, a payment ends where its distinct facts lead; without a loss, where all of them do."""
    payment = Payment(delivery.run.terms)
    for fact in delivery.received:
        payment = evolve_payment(payment, fact)
    told = [fact for fact in delivery.run.facts if fact not in delivery.lost]
    assert payment == fold_payment(delivery.run.terms, told)


@given(fact_deliveries(lost_max=0))
def test_where_nothing_is_lost_the_order_is_complete(delivery: FactDelivery) -> None:
    """Late and doubled reports keep no order from its end."""
    assert delivery.lost == ()
    assert fold(delivery.run.plan, delivery.received).is_complete


@given(fact_deliveries(lost_max=0, late_max=0, doubled_max=0))
def test_a_perfect_provider_can_be_had(delivery: FactDelivery) -> None:
    """With all three at nothing, the history comes in as it happened."""
    assert delivery.received == delivery.run.facts
    assert (delivery.late, delivery.doubled) == ((), ())


def adds_up_every_call(facts: Iterable[Fact]) -> int:
    """Take each call for a new capture."""
    return sum(minor(fact.gross) for fact in facts if isinstance(fact, PaymentProcessed))


def wants_the_order_first(facts: Iterable[Fact]) -> int:
    """Throw captures away that come in before their order is known."""
    known, captured = False, dict[str, int]()
    for fact in facts:
        known = known or isinstance(fact, OrderConfirmed)
        if known and isinstance(fact, PaymentProcessed):
            captured[fact.event_id] = minor(fact.gross)
    return sum(captured.values())


def counts_once(facts: Iterable[Fact]) -> int:
    """Remember which events were counted, whatever the order."""
    return sum(
        {fact.event_id: minor(fact.gross) for fact in facts if isinstance(fact, PaymentProcessed)}.values()
    )


def captured(delivery: FactDelivery) -> int:
    """Return what the buyer really paid."""
    return minor(fold(delivery.run.plan, delivery.run.facts).gross)


@pytest.mark.parametrize(
    ("webhook", "told"),
    [
        (adds_up_every_call, "PaymentProcessed came in 30 Oct 09:03 and 30 Oct 09:04 (twice)"),
        (wants_the_order_first, "OrderConfirmed came in 30 Oct 09:04 (late)"),
    ],
)
def test_a_webhook_that_cannot_bear_it_is_caught(webhook: Callable[[Any], int], told: str) -> None:
    """The example that is left has one fault of the delivery, and its text says which."""
    strategy = fact_deliveries(lost_max=0)
    worst = find(strategy, lambda one: webhook(one.received) != captured(one), settings=QUIET)
    assert told in str(worst)
    assert len(worst.doubled) + len(worst.late) == 1


@given(fact_deliveries(lost_max=0))
def test_a_webhook_that_counts_once_passes(delivery: FactDelivery) -> None:
    """The sound handler that the broken ones were made from."""
    assert counts_once(delivery.received) == captured(delivery)


def test_a_lost_report_is_told_as_such() -> None:
    """The text of an example says what never came in."""
    lossy = find(fact_deliveries(), lambda one: bool(one.lost), settings=QUIET)
    assert str(lossy).count("never came in") == 1


def test_a_report_of_a_payment_is_told_by_what_it_reports() -> None:
    """The text of an example says what was reported, not only that something was."""
    doubled = find(payment_deliveries(lost_max=0), lambda one: bool(one.doubled), settings=QUIET)
    assert "authorize succeeded came in" in str(doubled)
    assert str(doubled).count("(twice)") == 1

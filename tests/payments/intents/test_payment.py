"""A payment told from its facts: the same for every order of delivery, and honest about doubt."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import minor
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.payments import Operation, Outcome, Payment, PaymentFact, PaymentTerms, fold_payment
from xbcommerce.payments.intents import (
    AmountSemantics,
    DeclineClass,
    DisputeStage,
    Flag,
    Movement,
    PaymentStatus,
    evolve_payment,
    take_facts,
)
from xbcommerce.reference.texts import languages, messages
from xbcommerce.testing.strategies.payment_facts import PaymentRun, payment_facts, payment_runs, payments

AT = datetime(2026, 5, 1, 12, tzinfo=UTC)
TERMS = PaymentTerms("pay-1", "order-7", Money("100.00", "EUR"))
AUTHORIZE, CAPTURE, REFUND = Operation.AUTHORIZE, Operation.CAPTURE, Operation.REFUND
CHARGEBACK, RETURNED = Operation.CHARGEBACK, Operation.CHARGEBACK_REVERSAL
SUCCEEDED, FAILED = Outcome.SUCCEEDED, Outcome.FAILED


def euros(amount: str) -> Money:
    """Make euros."""
    return Money(amount, "EUR")


def said(
    event: str, operation: Operation, reference: str, amount: str, outcome: Outcome = SUCCEEDED
) -> PaymentFact:
    """Report one thing."""
    return PaymentFact(event, "pay-1", AT, operation, reference, outcome, euros(amount))


def told(*facts: PaymentFact, amounts: AmountSemantics = AmountSemantics.SINGLE) -> Payment:
    """Fold reports about a payment of 100 euros."""
    return fold_payment(evolve(TERMS, amounts=amounts), facts)


@settings(max_examples=100)
@given(payments(), st.randoms(use_true_random=True))
def test_order_and_repetition_of_facts_do_not_matter(payment: Payment, chance: Random) -> None:
    """Any permutation with anything repeated, folded at once: the same payment, status and figures.

    Ten deliveries of each of 200 payments are 2,000 examples.
    """
    for _ in range(10):
        delivered = [*payment.facts, *(fact for fact in payment.facts if chance.random() < 0.5)]
        chance.shuffle(delivered)
        again = fold_payment(payment.terms, delivered)
        assert again == payment
        assert (again.status, again.flags) == (payment.status, payment.flags)
        assert (again.moved_minor, again.conflicts) == (payment.moved_minor, payment.conflicts)


@given(payments(), st.data())
def test_taking_facts_one_by_one_is_folding_them_all(payment: Payment, data: st.DataObject) -> None:
    """However the facts are cut into deliveries, the payment is the same."""
    step_by_step = fold_payment(payment.terms, [])
    for fact in data.draw(st.permutations(payment.facts)):
        step_by_step = evolve_payment(step_by_step, fact)
    assert step_by_step == payment


@given(payments(), st.integers(1, 600))
def test_a_second_delivery_may_be_dated_anew(payment: Payment, minutes: int) -> None:
    """The earliest date counts, whichever delivery came first."""
    later = [evolve(fact, at=fact.at + timedelta(minutes=minutes)) for fact in payment.facts]
    assert fold_payment(payment.terms, [*later, *payment.facts]) == payment


@given(st.lists(payment_facts(terms=TERMS), min_size=3, max_size=3))
def test_joining_is_associative_commutative_and_idempotent(facts: list[PaymentFact]) -> None:
    """The laws of a semilattice, which make order and repetition harmless."""
    one, two, three = (Movement.of(evolve(fact, operation=AUTHORIZE, stage=None, dispute="", reference="a"))
                       for fact in facts)  # fmt: skip
    assert one.join(two) == two.join(one)
    assert one.join(two).join(three) == one.join(two.join(three))
    assert one.join(one) == one


@given(payment_runs())
def test_true_histories_never_look_contradicted(run: PaymentRun) -> None:
    """Told in full, a consistent history has neither conflicts nor flags, and nothing below zero."""
    payment = fold_payment(run.terms, run.facts)
    assert not payment.conflicts
    assert not payment.flags
    assert minor(payment.authorized) >= minor(payment.captured)
    assert minor(payment.captured) >= minor(payment.refunded) + minor(payment.charged_back)


@given(payments(), st.data())
def test_a_final_outcome_is_never_undone_by_an_open_one(payment: Payment, data: st.DataObject) -> None:
    """Late news that something is under way changes nothing of what is over."""
    over = [one for one in payment.movements.values() if one.finals]
    if not over:
        return
    movement = data.draw(st.sampled_from(over))
    outcome = data.draw(st.sampled_from([Outcome.REQUESTED, Outcome.UNKNOWN, Outcome.PENDING]))
    late = PaymentFact("late", "pay-1", AT, movement.operation, movement.reference, outcome,
                       payment.terms.amount)  # fmt: skip
    after = evolve_payment(payment, late)
    assert (after.moved_minor, after.open_minor) == (payment.moved_minor, payment.open_minor)
    assert after.status is payment.status


@given(payments(), st.data())
def test_knowing_more_never_lowers_an_open_outcome_and_never_unsays_a_contradiction(
    payment: Payment, data: st.DataObject
) -> None:
    """Movements only climb; only a reversal settles a quarrel."""
    extra = data.draw(payment_facts(terms=payment.terms))
    after = evolve_payment(payment, evolve(extra, event_id="one more"))
    for name, movement in payment.movements.items():
        assert after.movements[name].join(movement) == after.movements[name]
        before = movement.contradiction(payment.terms.amounts)
        if before is not None and extra.outcome is not Outcome.REVERSED:
            assert after.movements[name].contradiction(payment.terms.amounts) is not None


@given(payments())
def test_what_is_left_is_never_below_zero_nor_above_what_there_was(payment: Payment) -> None:
    """Capturable lies within the authorised amount, refundable within the captured one."""
    assert 0 <= minor(payment.capturable) <= minor(payment.authorized)
    assert 0 <= minor(payment.refundable) <= minor(payment.captured)


@settings(max_examples=30)
@given(payments())
def test_every_payment_explains_itself_in_every_language(payment: Payment) -> None:
    """No line is left as a bare code."""
    for language in languages():
        text = messages().explain(payment, language)
        assert "payment." not in text
    assert str(payment) == messages().explain(payment, "en")


def test_two_partial_captures_under_one_reference_both_count() -> None:
    """Saleor's projection keeps the last: 60 instead of 100."""
    facts = [said("e1", CAPTURE, "p1", "40.00"), said("e2", CAPTURE, "p1", "60.00")]
    assert told(*facts, amounts=AmountSemantics.DELTA).captured == euros("100.00")
    totals = [facts[0], said("e2", CAPTURE, "p1", "100.00")]
    assert told(*totals, amounts=AmountSemantics.CUMULATIVE).captured == euros("100.00")
    assert told(*facts).status is PaymentStatus.CONFLICTED  # a reference that moves money once cannot do both


def test_a_dispute_won_brings_the_money_back() -> None:
    """Saleor's projection has no event for it."""
    payment = told(
        said("e1", CAPTURE, "c", "100.00"),
        said("e2", CHARGEBACK, "d", "100.00"),
        said("e3", RETURNED, "d", "100.00"),
    )
    assert payment.status is PaymentStatus.CAPTURED
    assert payment.refundable == euros("100.00")


def test_an_over_refund_is_flagged_and_never_makes_a_negative_charge() -> None:
    """Saleor's projection shows -50 and says nothing."""
    payment = told(said("e1", CAPTURE, "c", "100.00"), said("e2", REFUND, "r", "150.00"))
    assert payment.flags == (Flag.OVER_REFUNDED,)
    assert (payment.captured, payment.refundable) == (euros("100.00"), euros("0.00"))


def test_an_over_capture_is_flagged_and_not_clamped() -> None:
    """Saleor's projection clamps it silently."""
    payment = told(said("e1", AUTHORIZE, "a", "100.00"), said("e2", CAPTURE, "c", "120.00"))
    assert payment.flags == (Flag.OVER_CAPTURED,)
    assert payment.captured == euros("120.00")


def test_a_late_failure_contradicts_a_success_instead_of_wiping_it() -> None:
    """Saleor's projection forgets the capture; here a person is asked, and nothing counts until then."""
    payment = told(said("e1", CAPTURE, "c", "100.00"), said("e2", CAPTURE, "c", "100.00", FAILED))
    assert payment.status is PaymentStatus.CONFLICTED
    (conflict,) = payment.conflicts
    assert (conflict.code, conflict.where) == ("payment.outcome_conflict", "capture c")


def test_captured_before_approved() -> None:
    """checkout-sdk-php #369: the capture arrives before the approval."""
    payment = told(said("e2", CAPTURE, "c", "100.00"), said("e1", AUTHORIZE, "a", "100.00"))
    assert (payment.status, payment.capturable) == (PaymentStatus.CAPTURED, euros("0.00"))


def test_a_late_paid_does_not_revert_a_refund() -> None:
    """mollie/WooCommerce #1252: the shop shipped again."""
    paid, back = said("e1", CAPTURE, "c", "100.00"), said("e2", REFUND, "r", "100.00")
    assert told(paid, back, evolve(paid, event_id="e3")).status is PaymentStatus.REFUNDED


def test_settled_three_times_is_settled_once() -> None:
    """pinelab-vendure-plugins #620: three reports of one capture."""
    payment = told(*(said(f"e{number}", CAPTURE, "c", "100.00") for number in range(3)))
    assert (payment.captured, payment.flags) == (euros("100.00"), ())


def test_events_are_told_apart_by_their_id_not_by_the_payment() -> None:
    """Shopper #582: two captures under one reference, one of them delivered twice."""
    first, second = said("x1", CAPTURE, "p", "10.00"), said("x2", CAPTURE, "p", "10.00")
    assert told(first, second, first, amounts=AmountSemantics.DELTA).captured == euros("20.00")


def test_an_event_before_its_order_waits_for_the_terms() -> None:
    """Shopper #658: nothing needs the terms but the fold, so the host just stores the event."""
    stored = [said("e1", CAPTURE, "c", "100.00")]
    assert fold_payment(TERMS, stored).status is PaymentStatus.CAPTURED


def test_a_silent_provider_leaves_the_payment_in_doubt_until_it_speaks() -> None:
    """Hyperswitch PR #2380 calls a time-out a failure, which invites a second charge."""
    silent = told(said("e1", AUTHORIZE, "a", "100.00", Outcome.UNKNOWN))
    assert silent.is_in_doubt
    assert silent.status is PaymentStatus.IN_DOUBT
    spoken = evolve_payment(silent, said("e2", AUTHORIZE, "a", "100.00"))
    assert spoken.status is PaymentStatus.AUTHORIZED


def test_a_refund_that_bounced_is_a_refund_that_never_was() -> None:
    """A reversal wins over the success before it, and over a failure beside it."""
    facts = (
        said("e1", CAPTURE, "c", "100.00"),
        said("e2", REFUND, "r", "100.00"),
        said("e3", REFUND, "r", "100.00", Outcome.REVERSED),
        said("e4", REFUND, "r", "100.00", FAILED),
    )
    assert told(*facts).status is PaymentStatus.CAPTURED
    assert told(*facts).refundable == euros("100.00")


def test_a_return_reported_before_its_chargeback_makes_nothing_refundable_twice() -> None:
    """Until the chargeback itself is reported the figure is negative, and no refund may use it."""
    payment = told(said("e1", CAPTURE, "c", "100.00"), said("e3", RETURNED, "d", "100.00"))
    assert (payment.charged_back, payment.refundable) == (euros("-100.00"), euros("100.00"))


def test_an_event_with_two_contents_counts_as_neither() -> None:
    """One id, two amounts: named, and left out."""
    payment = told(said("e1", CAPTURE, "c", "10.00"), said("e1", CAPTURE, "c", "20.00"))
    (conflict,) = payment.conflicts
    assert (conflict.code, conflict.params["versions"]) == ("payment.event_conflict", 2)
    assert payment.captured == euros("0.00")


def test_one_event_may_tell_of_several_movements() -> None:
    """A sale is often one event: authorised and captured."""
    payment = told(said("e1", AUTHORIZE, "a", "100.00"), said("e1", CAPTURE, "c", "100.00"))
    assert payment.status is PaymentStatus.CAPTURED
    assert not payment.conflicts


def test_a_report_in_another_currency_is_a_conflict() -> None:
    """100 dollars are not 100 euros."""
    payment = told(evolve(said("e1", CAPTURE, "c", "100.00"), amount=Money("100.00", "USD")))
    assert payment.conflicts[0].code == "payment.other_currency"
    assert payment.captured == euros("0.00")


DISPUTE = (
    (CHARGEBACK, "d1", Outcome.PENDING, DisputeStage.INQUIRY, PaymentStatus.DISPUTED),
    (CHARGEBACK, "d1", SUCCEEDED, DisputeStage.CHARGEBACK, PaymentStatus.CHARGED_BACK),
    (CHARGEBACK, "d1", Outcome.PENDING, DisputeStage.REPRESENTMENT, PaymentStatus.CHARGED_BACK),
    (RETURNED, "d1", SUCCEEDED, DisputeStage.REPRESENTMENT, PaymentStatus.DISPUTED),
    (CHARGEBACK, "d2", SUCCEEDED, DisputeStage.PRE_ARBITRATION, PaymentStatus.CHARGED_BACK),
    (CHARGEBACK, "d2", Outcome.PENDING, DisputeStage.ARBITRATION, PaymentStatus.CHARGED_BACK),
    (RETURNED, "d2", SUCCEEDED, DisputeStage.WON, PaymentStatus.CAPTURED),
)


def test_a_dispute_is_followed_through_every_stage() -> None:
    """From the first question to the verdict; money given back for the time being does not end it."""
    payment = told(said("e0", CAPTURE, "c", "100.00"))
    for number, (operation, reference, outcome, stage, status) in enumerate(DISPUTE, 1):
        fact = said(f"e{number}", operation, reference, "100.00", outcome)
        payment = evolve_payment(payment, evolve(fact, stage=stage, dispute="dp_1"))
        (dispute,) = payment.disputes
        assert (payment.status, dispute.stage) == (status, stage)
    assert payment.charged_back == euros("0.00")


def test_an_inquiry_that_ends_well_leaves_no_dispute() -> None:
    """Won before any money moved."""
    asked = said("e1", CHARGEBACK, "d", "100.00", Outcome.PENDING)
    won = evolve(asked, event_id="e2", stage=DisputeStage.WON)
    payment = told(said("e0", CAPTURE, "c", "100.00"), asked, won)
    assert payment.status is PaymentStatus.CAPTURED


def test_a_dispute_cannot_be_both_won_and_lost() -> None:
    """A contradiction like any other."""
    news = [evolve(said(f"e{stage.value}", CHARGEBACK, "d", "1.00", Outcome.PENDING), stage=stage)
            for stage in (DisputeStage.WON, DisputeStage.LOST)]  # fmt: skip
    assert told(*news).conflicts[0].code == "payment.dispute_conflict"


def test_a_decline_says_what_it_means() -> None:
    """The class reaches the explanation."""
    no = evolve(
        said("e1", AUTHORIZE, "a", "100.00", Outcome.DECLINED), decline=DeclineClass.AUTHENTICATION_REQUIRED
    )
    assert "until the buyer proves who they are" in str(told(no))


def test_a_batch_about_other_payments_is_refused_whole_with_every_place() -> None:
    """All errors at once, and nothing of the batch is taken."""
    mine = said("e1", CAPTURE, "c", "100.00")
    theirs = [evolve(mine, event_id=f"e{number}", payment_id="pay-2") for number in (2, 3)]
    answer = take_facts(told(), [theirs[0], mine, theirs[1]])
    assert isinstance(answer, Refusal)
    assert [unmet.where for unmet in answer.unmet] == ["facts[0]", "facts[2]"]
    with pytest.raises(InvalidValueError, match="facts of pay-2 in payment pay-1"):
        evolve_payment(told(), *theirs)

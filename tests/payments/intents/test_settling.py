"""What the settlement learns of a payment: the same money, whatever has been heard so far."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from tests.payments.sizes import HALF
from xbcommerce.kernel.money import from_minor, minor
from xbcommerce.payments import (
    EscrowHeld,
    Exit,
    InitiatePayment,
    Ledger,
    Operation,
    OrderConfirmed,
    Outcome,
    Payment,
    PaymentFact,
    PaymentFailed,
    PaymentProcessed,
    PaymentTerms,
    Protection,
    QueryPayment,
    Refunded,
    ReviewConflict,
    Settlement,
    SettlementPlan,
    book,
    bring_into_line,
    fold,
    fold_payment,
    next_effects,
    settlement_facts,
)
from xbcommerce.payments.intents import (
    AmountSemantics,
    DeclineClass,
    DisputeStage,
    by_reference,
    evolve_payment,
)
from xbcommerce.payments.payouts import AfterHold, DisputesClosed
from xbcommerce.payments.settlement import escrow_due
from xbcommerce.testing.strategies.payment_facts import PaymentRun, payment_facts, payment_runs, payments

AT = datetime(2026, 5, 1, 12, tzinfo=UTC)
TERMS = PaymentTerms("pay-1", "order-7", Money("100.00", "EUR"))


def settled(payment: Payment) -> Settlement:
    """Fold what the settlement learns."""
    code = payment.terms.currency
    plan = SettlementPlan(
        "order-7", currency=code, target=code, provider="acme", bank_account="account-1", attempts_max=3
    )
    confirmed = OrderConfirmed("confirmed", "order-7", AT, payment.terms.amount)
    return fold(plan, [confirmed, *settlement_facts(payment)])


def same_money(payment: Payment) -> None:
    """Compare every figure that both sides know."""
    state = settled(payment)
    assert bool(state.conflicts) == bool(payment.conflicts)
    assert state.gross == payment.captured
    assert state.refunded == payment.refunded
    assert state.charged_back == payment.charged_back


@given(payments())
def test_the_settlement_has_the_money_of_the_payment(payment: Payment) -> None:
    """Contradicted, in doubt or half reported: both say the same."""
    same_money(payment)


@HALF
@given(payment_runs(), st.data())
def test_so_it_has_after_every_prefix_of_every_permutation(run: PaymentRun, data: st.DataObject) -> None:
    """Reports come one by one in any order; the two never part."""
    delivered = data.draw(st.permutations(run.facts))
    for end in range(len(delivered) + 1):
        same_money(fold_payment(run.terms, delivered[:end]))


@given(payments())
def test_a_doubled_delivery_is_a_replay(payment: Payment) -> None:
    """The same facts under the same ids, each of them once."""
    told = settlement_facts(payment)
    doubled = fold_payment(payment.terms, [*payment.facts, *payment.facts])
    assert settlement_facts(doubled) == told
    assert len(set(told)) == len(told)
    if not payment.conflicts:
        assert len({fact.event_id for fact in told}) == len(told)


@given(payments())
def test_whatever_moved_is_found_by_the_reference_of_its_movement(payment: Payment) -> None:
    """As a provider's report refers to it; what is no movement keeps its own id."""
    known = {movement.reference for movement in payment.movements.values()}
    refer = by_reference(payment)
    for fact in settlement_facts(payment):
        if isinstance(fact, PaymentProcessed | Refunded):
            assert refer(fact) in known
    stranger = OrderConfirmed("confirmed", "order-7", AT, payment.terms.amount)
    assert refer(stranger) == "confirmed"


def in_the_books(books: Ledger, state: Settlement) -> None:
    """Compare the books with the settlement, account by account."""
    assert books.balances() == {account.value: bag for account, bag in state.accounts.items()}
    assert bring_into_line(books, [state], on=AT.date()) == ()


@given(payment_runs(), st.data())
def test_the_books_say_what_the_settlement_says_after_every_prefix(
    run: PaymentRun, data: st.DataObject
) -> None:
    """Movements that are contradicted, reversed, replaced or emptied leave nothing behind in the books."""
    strays = data.draw(st.lists(payment_facts(terms=run.terms) | undoings(run), max_size=4))
    delivered = data.draw(st.permutations([*run.facts, *strays]))
    books = Ledger()
    for end in range(len(delivered) + 1):
        state = settled(fold_payment(run.terms, delivered[:end]))
        books = book(books, state, on=AT.date())
        in_the_books(books, state)


@st.composite
def undoings(draw: st.DrawFn, run: PaymentRun) -> PaymentFact:
    """Turn a report of a history into one that takes it back, replaces it, or contradicts it."""
    fact = draw(st.sampled_from(run.facts))
    event = draw(st.sampled_from([fact.event_id, "other"]))
    outcome = draw(st.sampled_from([Outcome.REVERSED, Outcome.SUCCEEDED, Outcome.FAILED]))
    amount = from_minor(draw(st.integers(1, minor(run.terms.amount))), run.terms.currency)
    return evolve(fact, event_id=event, outcome=outcome, amount=amount, decline=None)


def said(event: str, operation: Operation, reference: str, outcome: Outcome, minute: int = 0) -> PaymentFact:
    """Report one thing about the whole amount."""
    at = AT + timedelta(minutes=minute)
    return PaymentFact(event, "pay-1", at, operation, reference, outcome, TERMS.amount)


def test_a_second_report_of_one_capture_brings_no_second_fact() -> None:
    """Another event id, the same movement: the same fact, under the same id."""
    once = said("e1", Operation.CAPTURE, "c", Outcome.SUCCEEDED)
    (first,) = settlement_facts(fold_payment(TERMS, [once]))
    again = evolve(once, event_id="e2", at=AT + timedelta(days=1))
    assert settlement_facts(fold_payment(TERMS, [again, once])) == (first,)


def test_running_totals_become_what_each_adds() -> None:
    """40, then 100 in total: two captures of 40 and 60."""
    terms = evolve(TERMS, amounts=AmountSemantics.CUMULATIVE)
    small = said("e1", Operation.CAPTURE, "p", Outcome.SUCCEEDED)
    facts = [evolve(small, amount=Money("40.00", "EUR")), evolve(small, event_id="e2")]
    told = settlement_facts(fold_payment(terms, facts))
    amounts = [fact.gross for fact in told if isinstance(fact, PaymentProcessed)]
    assert amounts == [Money("40.00", "EUR"), Money("60.00", "EUR")]


def test_a_soft_decline_is_tried_again_and_a_hard_one_is_not() -> None:
    """The class of the decline reaches the settlement."""
    declined = said("e1", Operation.AUTHORIZE, "a1", Outcome.DECLINED)
    soft = settled(fold_payment(TERMS, [evolve(declined, decline=DeclineClass.SOFT)]))
    (again,) = next_effects(soft, at=AT)
    assert isinstance(again, InitiatePayment)
    assert again.attempt == 2
    for final in (evolve(declined, decline=DeclineClass.HARD), declined):
        hard = settled(fold_payment(TERMS, [final]))
        assert next_effects(hard, at=AT) == ()
        assert hard.exits == {Exit.FAILED}


def test_the_try_that_followed_a_decline_brings_the_money() -> None:
    """The capture belongs to the second authorisation, so nothing contradicts."""
    payment = fold_payment(
        TERMS,
        [
            said("e1", Operation.AUTHORIZE, "a1", Outcome.DECLINED),
            said("e2", Operation.AUTHORIZE, "a2", Outcome.SUCCEEDED, 5),
            said("e3", Operation.CAPTURE, "c", Outcome.SUCCEEDED, 6),
        ],
    )
    (captured,) = (fact for fact in settlement_facts(payment) if isinstance(fact, PaymentProcessed))
    assert captured.attempt == 2
    same_money(payment)


def test_doubt_is_asked_about_and_never_paid_again() -> None:
    """An unknown outcome is no failure."""
    state = settled(fold_payment(TERMS, [said("e1", Operation.AUTHORIZE, "a", Outcome.UNKNOWN)]))
    (question,) = next_effects(state, at=AT + timedelta(days=1))
    assert isinstance(question, QueryPayment)


def test_an_authorisation_that_came_to_nothing_has_failed() -> None:
    """Expired is tried again, voided was meant."""
    approved = said("e1", Operation.AUTHORIZE, "a", Outcome.SUCCEEDED)
    for operation, may_retry in ((Operation.EXPIRE, True), (Operation.VOID, False)):
        ended = said("e2", operation, "x", Outcome.SUCCEEDED, 9)
        told = settlement_facts(fold_payment(TERMS, [approved, ended]))
        (failed,) = (fact for fact in told if isinstance(fact, PaymentFailed))
        assert failed.may_retry is may_retry


@HALF
@given(payments(), st.sampled_from(Operation))
def test_while_a_payment_contradicts_itself_nobody_is_asked_to_pay_again(
    payment: Payment, operation: Operation
) -> None:
    """The settlement has a person look, and asks for nothing else."""
    yes = evolve(said("yes", operation, "quarrel", Outcome.SUCCEEDED), amount=payment.terms.amount)
    no = evolve(yes, event_id="no", outcome=Outcome.FAILED)
    effects = next_effects(settled(evolve_payment(payment, yes, no)), at=AT + timedelta(days=1))
    assert effects
    assert all(isinstance(effect, ReviewConflict) for effect in effects)


def test_books_take_back_a_capture_that_comes_to_be_contradicted() -> None:
    """What was booked while it counted is reversed when a late failure contradicts it."""
    captured = said("e1", Operation.CAPTURE, "c", Outcome.SUCCEEDED)
    books = book(Ledger(), settled(fold_payment(TERMS, [captured])), on=AT.date())
    assert books.balance("provider_clearing")["EUR"] == TERMS.amount
    failed = evolve(captured, event_id="e2", outcome=Outcome.FAILED)
    books = book(books, settled(fold_payment(TERMS, [captured, failed])), on=AT.date())
    assert not books.balance("provider_clearing")


def test_a_refund_that_bounced_is_told_with_its_return() -> None:
    """The settlement has the money again, and the books show both days."""
    captured = said("e1", Operation.CAPTURE, "c", Outcome.SUCCEEDED)
    refund = said("e2", Operation.REFUND, "r", Outcome.SUCCEEDED)
    assert settled(fold_payment(TERMS, [captured, refund])).refunded == TERMS.amount
    bounced = evolve(refund, event_id="e3", outcome=Outcome.REVERSED)
    payment = fold_payment(TERMS, [captured, refund, bounced])
    same_money(payment)
    before = book(Ledger(), settled(fold_payment(TERMS, [captured, refund])), on=AT.date())
    assert not before.balance("provider_clearing")
    after = book(before, settled(payment), on=AT.date())
    assert after.balance("provider_clearing")["EUR"] == TERMS.amount
    assert len(after.entries) == len(before.entries) + 1


def test_a_capture_that_is_reversed_leaves_the_books() -> None:
    """The settlement no longer holds its fact, so nothing names the entry but the order."""
    captured = said("e1", Operation.CAPTURE, "c", Outcome.SUCCEEDED)
    books = book(Ledger(), settled(fold_payment(TERMS, [captured])), on=AT.date())
    reversed_ = evolve(captured, event_id="e2", outcome=Outcome.REVERSED)
    state = settled(fold_payment(TERMS, [captured, reversed_]))
    in_the_books(book(books, state, on=AT.date()), state)


def test_a_corrected_total_takes_the_place_of_the_first() -> None:
    """A total told anew under its event id is contradicted, and counts nothing until it is decided."""
    terms = evolve(TERMS, amounts=AmountSemantics.CUMULATIVE)
    whole = said("e2", Operation.CAPTURE, "p", Outcome.SUCCEEDED)
    part = evolve(whole, event_id="e1", amount=Money("40.00", "EUR"))
    books = Ledger()
    for facts in ([whole], [part, whole], [part], [part, evolve(part, amount=Money("70.00", "EUR"))]):
        state = settled(fold_payment(terms, facts))
        books = book(books, state, on=AT.date())
        in_the_books(books, state)


def disputed(*told: tuple[Operation, Outcome, DisputeStage]) -> Settlement:
    """Capture the payment, hold it in escrow for a day and dispute it."""
    captured = said("e0", Operation.CAPTURE, "c", Outcome.SUCCEEDED)
    reports = [
        evolve(said(f"d{minute}", operation, "cb", outcome, minute), stage=stage, dispute="dp-1")
        for minute, (operation, outcome, stage) in enumerate(told, 1)
    ]
    protection = Protection((AfterHold(days=1), DisputesClosed()))
    plan = SettlementPlan(
        "order-7", currency="EUR", target="EUR", provider="acme", bank_account="b", protection=protection
    )
    held = EscrowHeld("held", "order-7", AT, TERMS.amount)
    return fold(plan, [held, *settlement_facts(fold_payment(TERMS, [captured, *reports]))])


INQUIRY = (Operation.CHARGEBACK, Outcome.PENDING, DisputeStage.INQUIRY)
TAKEN = (Operation.CHARGEBACK, Outcome.SUCCEEDED, DisputeStage.CHARGEBACK)
CONTESTED = (Operation.CHARGEBACK, Outcome.PENDING, DisputeStage.REPRESENTMENT)
WON = (Operation.CHARGEBACK_REVERSAL, Outcome.SUCCEEDED, DisputeStage.WON)
LOST = (Operation.CHARGEBACK, Outcome.PENDING, DisputeStage.LOST)


@pytest.mark.parametrize(
    ("told", "is_free"),
    [
        ((), True),
        ((INQUIRY,), False),
        ((INQUIRY, (Operation.CHARGEBACK, Outcome.FAILED, DisputeStage.INQUIRY)), True),
        ((INQUIRY, TAKEN), True),
        ((TAKEN, CONTESTED), False),
        ((TAKEN, CONTESTED, WON), True),
        ((TAKEN, CONTESTED, LOST), True),
        ((TAKEN, CONTESTED, WON, LOST), False),
    ],
)
def test_escrow_waits_for_a_dispute_and_no_longer(
    told: tuple[tuple[Operation, Outcome, DisputeStage], ...], *, is_free: bool
) -> None:
    """Asked about, taken, contested, won, lost; and both at once is not over."""
    due = escrow_due(disputed(*told), AT.date() + timedelta(days=2))
    assert bool(due.free) is is_free

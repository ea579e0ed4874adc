"""What may be done with a payment: everything in the way at once, and never more than there is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, NaiveDatetimeError
from xbcommerce.kernel.money import NotMoneyError, minor
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.payments import (
    Authorize,
    Capture,
    Operation,
    Outcome,
    Payment,
    PaymentFact,
    PaymentPolicy,
    PaymentTerms,
    Refund,
    Void,
    decide_payment,
    fold_payment,
)
from xbcommerce.payments.intents import Accepted, CapturePayment, Flag, PaymentStatus, evolve_payment
from xbcommerce.reference.texts import messages
from xbcommerce.testing.strategies.payment_facts import (
    payment_commands,
    payment_policies,
    payment_runs,
    payments,
)
from xbcommerce.testing.strategies.payments import START

AT = datetime(2026, 5, 1, 12, tzinfo=UTC)
TERMS = PaymentTerms("pay-1", "order-7", Money("100.00", "EUR"))
STRICT = PaymentPolicy()


def euros(amount: str) -> Money:
    """Make euros."""
    return Money(amount, "EUR")


def after(*moves: tuple[Operation, str]) -> Payment:
    """Make a payment on which things have succeeded."""
    return fold_payment(
        TERMS,
        [
            PaymentFact(f"e{number}", "pay-1", AT, operation, f"r{number}", Outcome.SUCCEEDED, euros(amount))
            for number, (operation, amount) in enumerate(moves)
        ],
    )


def succeed(payment: Payment, decided: Accepted) -> Payment:
    """Let what was accepted come true."""
    return evolve_payment(payment, *(evolve(fact, outcome=Outcome.SUCCEEDED) for fact in decided.facts))


@given(payments(), payment_policies(), st.data())
def test_what_is_accepted_comes_out_within_bounds(
    payment: Payment, policy: PaymentPolicy, data: st.DataObject
) -> None:
    """An accepted capture stays within the tolerance, an accepted refund within what was captured."""
    command = data.draw(payment_commands(currency=payment.terms.currency))
    decided = decide_payment(payment, command, policy, at=START)
    if isinstance(decided, Refusal):
        return
    before, done = payment.flags, succeed(payment, decided)
    if policy.over_capture_bps == 0 and Flag.OVER_CAPTURED not in before:
        assert Flag.OVER_CAPTURED not in done.flags
    if Flag.OVER_REFUNDED not in before:
        assert Flag.OVER_REFUNDED not in done.flags
    tolerance = minor(payment.authorized) * policy.over_capture_bps // 10_000
    if isinstance(command, Capture):
        assert minor(done.captured) <= minor(done.authorized) + tolerance


def test_a_sale_is_not_authorised_afterwards() -> None:
    """An authorisation behind it would look exceeded by it; the rest is another payment."""
    sold = after((Operation.CAPTURE, "2.00"))
    refused = decide_payment(sold, Authorize(euros("1.00"), "late"), STRICT, at=START)
    assert isinstance(refused, Refusal)
    assert refused.codes == ("payment.exceeds_amount",)


@given(payment_runs().map(lambda run: fold_payment(run.terms, run.facts)))
def test_the_maximum_named_is_accepted_and_one_unit_more_is_not(payment: Payment) -> None:
    """A refusal carries the way to a yes."""
    for kind in (Capture, Void, Refund, Authorize):
        refused = decide_payment(payment, kind(payment.money(10**9), "next"), STRICT, at=START)
        assert isinstance(refused, Refusal)
        maximum = refused.unmet[0].params.get("maximum")
        if not isinstance(maximum, Money) or not refused.codes[0].startswith("payment.exceeds"):
            continue
        more = decide_payment(payment, kind(payment.money(minor(maximum) + 1), "next"), STRICT, at=START)
        assert isinstance(more, Refusal)
        if maximum.amount:
            assert isinstance(decide_payment(payment, kind(maximum, "next"), STRICT, at=START), Accepted)


@given(payments(), payment_commands(), payment_policies())
def test_every_refusal_reads_as_sentences(payment: Payment, command: object, policy: PaymentPolicy) -> None:
    """No bare code, in English or Chinese."""
    decided = decide_payment(payment, command, policy, at=START)  # type: ignore[arg-type]
    if isinstance(decided, Refusal):
        for language in ("en", "zh_Hans"):
            assert not any(
                messages().render(unmet, language).startswith("payment.") for unmet in decided.unmet
            )


def test_a_request_counts_as_soon_as_it_is_stored() -> None:
    """Two refunds of 60 in one breath: the second is refused, though neither has been answered."""
    payment = after((Operation.CAPTURE, "100.00"))
    first = decide_payment(payment, Refund(euros("60.00"), "r1"), STRICT, at=AT)
    assert isinstance(first, Accepted)
    second = decide_payment(
        evolve_payment(payment, *first.facts), Refund(euros("60.00"), "r2"), STRICT, at=AT
    )
    assert isinstance(second, Refusal)
    assert second.unmet[0].params["maximum"] == euros("40.00")


def test_a_reference_serves_once() -> None:
    """The same refund asked for again is not a second one, and is said to be the same."""
    payment = after((Operation.CAPTURE, "100.00"))
    first = decide_payment(payment, Refund(euros("30.00"), "r1"), STRICT, at=AT)
    assert isinstance(first, Accepted)
    again = decide_payment(evolve_payment(payment, *first.facts), Refund(euros("30.00"), "r1"), STRICT, at=AT)
    assert isinstance(again, Refusal)
    assert again.codes == ("payment.reference_used",)


def test_the_key_follows_from_the_command() -> None:
    """Same content, same key; another amount, reference or payment, another key."""
    one = CapturePayment("pay-1", euros("10.00"), "c")
    assert one.key == CapturePayment("pay-1", Money(10, "EUR"), "c").key
    others = (evolve(one, amount=euros("10.01")), evolve(one, reference="d"), evolve(one, payment_id="pay-2"))
    assert len({one.key, *(other.key for other in others)}) == 4


def test_everything_in_the_way_is_named_in_order() -> None:
    """Amount first, then the payment, then the operation."""
    expired = PaymentPolicy(multi_capture=False, authorization_expires_at=AT)
    payment = after((Operation.AUTHORIZE, "100.00"), (Operation.CAPTURE, "40.00"))
    refused = decide_payment(payment, Capture(euros("60.01"), "c2"), expired, at=AT)
    assert isinstance(refused, Refusal)
    assert refused.codes == (
        "payment.authorization_expired",
        "payment.already_captured",
        "payment.exceeds_capturable",
    )
    wrong = decide_payment(payment, Refund(Money("-0.005", "USD"), "r"), STRICT, at=AT)
    assert isinstance(wrong, Refusal)
    assert wrong.codes == (
        "payment.currency_mismatch",
        "payment.excess_precision",
        "payment.amount_not_positive",
    )


def test_a_tolerance_is_granted_once_not_per_capture() -> None:
    """10 % of 100: captures of 105 and 5 are fine, a further cent is not."""
    lenient = PaymentPolicy(over_capture_bps=1_000)
    payment = after((Operation.AUTHORIZE, "100.00"), (Operation.CAPTURE, "105.00"))
    assert isinstance(decide_payment(payment, Capture(euros("5.00"), "c2"), lenient, at=AT), Accepted)
    refused = decide_payment(payment, Capture(euros("5.01"), "c2"), lenient, at=AT)
    assert isinstance(refused, Refusal)
    assert refused.unmet[0].params["maximum"] == euros("5.00")


def test_no_more_is_authorised_than_is_to_be_paid() -> None:
    """What was voided may be authorised again; what is set aside already may not."""
    held = after((Operation.AUTHORIZE, "100.00"))
    refused = decide_payment(held, Authorize(euros("0.01"), "a2"), STRICT, at=AT)
    assert isinstance(refused, Refusal)
    freed = after((Operation.AUTHORIZE, "100.00"), (Operation.VOID, "100.00"))
    assert isinstance(decide_payment(freed, Authorize(euros("100.00"), "a2"), STRICT, at=AT), Accepted)


def test_the_way_from_authorisation_to_refund() -> None:
    """Each accepted step, come true, allows the next."""
    payment = fold_payment(TERMS, [])
    steps = (Authorize(euros("100.00"), "a"), Capture(euros("60.00"), "c"), Void(euros("40.00"), "v"),
             Refund(euros("60.00"), "r"))  # fmt: skip
    for command in steps:
        decided = decide_payment(payment, command, STRICT, at=AT)
        assert isinstance(decided, Accepted), decided
        payment = succeed(payment, decided)
    assert payment.status is PaymentStatus.REFUNDED


def test_an_instant_and_a_reference_are_needed() -> None:
    """A clock without a zone and a nameless command are mistakes, not refusals."""
    with pytest.raises(NaiveDatetimeError):
        decide_payment(after(), Refund(euros("1.00"), "r"), STRICT, at=datetime(2026, 5, 1))  # noqa: DTZ001
    with pytest.raises(InvalidValueError, match="reference=''"):
        Refund(euros("1.00"), "")
    with pytest.raises(NotMoneyError):
        decide_payment(after(), Refund(1.0, "r"), STRICT, at=AT)  # type: ignore[arg-type]

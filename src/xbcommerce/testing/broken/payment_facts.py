"""Payment terms, facts, policies and commands with one defect."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.errors import NaiveDatetimeError
from xbcommerce.kernel.money import InexactAmountError, plain
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.payments import (
    Capture,
    Operation,
    Outcome,
    Payment,
    PaymentFact,
    PaymentPolicy,
    PaymentTerms,
    Refund,
    decide_payment,
    fold_payment,
)
from xbcommerce.payments.intents import DeclineClass, DisputeStage, take_facts
from xbcommerce.testing.strategies.money import moneys
from xbcommerce.testing.strategies.payment_facts import idempotency_rules, payment_policies, payment_terms
from xbcommerce.testing.strategies.payments import START

from .twin import Broken, Wrong, calls, twins

_TEN = Money("10.00", "EUR")
_NAMELESS = "cannot be told from another"
_NAIVE: st.SearchStrategy[datetime] = st.just(START.replace(tzinfo=None))
_NOTHING = moneys(currencies=("EUR",), minor_min=-10_000, minor_max=0)
_TOO_FINE = st.just(Money("10.005", "EUR"))


def broken_payment_terms() -> st.SearchStrategy[Broken]:
    """Terms without a name, for nothing, or finer than money is."""
    return twins(
        payment_terms(),
        Wrong("no_payment", "payment_id", st.just(""), _NAMELESS, shows=lambda _: "payment_id=''"),
        Wrong("no_order", "order_id", st.just(""), _NAMELESS, shows=lambda _: "order_id=''"),
        Wrong("for_nothing", "amount", _NOTHING, "more than nothing", shows=plain),
        Wrong("too_fine", "amount", _TOO_FINE, "name a rounding", InexactAmountError, lambda _: "10.005 EUR"),
    )


def broken_payment_facts() -> st.SearchStrategy[Broken]:
    """Reports of nothing, by nobody, at no instant, or that classify what cannot be classified."""
    sound: dict[str, object] = {
        "event_id": "event-1",
        "payment_id": "pay-1",
        "at": START,
        "operation": Operation.CAPTURE,
        "reference": "cap-1",
        "outcome": Outcome.SUCCEEDED,
        "amount": _TEN,
    }
    declines, stages = st.sampled_from(DeclineClass), st.sampled_from(DisputeStage)
    return calls(
        PaymentFact,
        Wrong("no_event_id", "event_id", st.just(""), _NAMELESS, shows=lambda _: "event_id=''"),
        Wrong("no_reference", "reference", st.just(""), _NAMELESS, shows=lambda _: "reference=''"),
        Wrong("no_time_zone", "at", _NAIVE, "give one", NaiveDatetimeError, lambda at: at.isoformat()),
        Wrong("nothing_moved", "amount", _NOTHING, "more than nothing", shows=plain),
        Wrong("too_fine", "amount", _TOO_FINE, "name a rounding", InexactAmountError, lambda _: "10.005 EUR"),
        Wrong("success_declined", "decline", declines, "only a declined one", shows=lambda one: one.value),
        Wrong("capture_at_a_stage", "stage", stages, "only a chargeback", shows=lambda one: one.value),
        Wrong("capture_of_a_dispute", "dispute", st.just("dp-1"), "only a chargeback", shows=repr),
        **sound,
    )


def broken_payment_policies() -> st.SearchStrategy[Broken]:
    """Policies with a negative tolerance, or that expire at no instant."""
    return twins(
        payment_policies(),
        Wrong("negative_tolerance", "over_capture_bps", st.integers(-100, -1), "at least 0"),
        Wrong("expires_at_no_instant", "authorization_expires_at", _NAIVE, "give one", NaiveDatetimeError,
              lambda at: at.isoformat()),
    )  # fmt: skip


def broken_idempotency_rules() -> st.SearchStrategy[Broken]:
    """Rules that forget a key before they have seen it."""
    windows = st.timedeltas(max_value=timedelta(microseconds=-1))
    return twins(
        idempotency_rules(), Wrong("negative_window", "window", windows, "at least nothing", shows=str)
    )


def broken_payment_commands() -> st.SearchStrategy[Broken]:
    """Commands about a captured payment that ask for too much, for nothing, or in another currency."""
    return calls(
        decide_payment,
        Wrong("above_the_captured_amount", "command", _commands(moneys(
            currencies=("EUR",), minor_min=1_001, minor_max=10**6)), "maximum=10.00 EUR", Refusal, _amount),
        Wrong("refunds_nothing", "command", _commands(_NOTHING), "not_positive", Refusal, _amount),
        Wrong("finer_than_money", "command", _commands(_TOO_FINE), "excess_precision", Refusal, _amount),
        Wrong("in_yen", "command", _commands(st.just(Money(5, "JPY"))), "currency=EUR", Refusal, _amount),
        Wrong("captures_without_authorisation", "command", st.just(Capture(_TEN, "c2")), "not_authorized",
              Refusal, lambda _: "at payment"),
        payment=_captured(), policy=PaymentPolicy(), at=START,
    )  # fmt: skip


def broken_deliveries() -> st.SearchStrategy[Broken]:
    """Batches with a report about another payment."""
    astray = st.text("abc", min_size=1).map(lambda name: (_fact("pay-1"), _fact(f"other-{name}")))
    wrong = Wrong[None](
        "about_another_payment", "facts", astray, "expected=pay-1", Refusal, lambda facts: facts[1].payment_id
    )
    return calls(take_facts, wrong, payment=_captured())


def _commands(amounts: st.SearchStrategy[Money]) -> st.SearchStrategy[Refund]:
    return amounts.map(lambda amount: Refund(amount, "r1"))


def _amount(command: Refund) -> str:
    return plain(command.amount)


def _fact(payment_id: str) -> PaymentFact:
    return PaymentFact("event-1", payment_id, START, Operation.CAPTURE, "cap-1", Outcome.SUCCEEDED, _TEN)


def _captured() -> Payment:
    return fold_payment(PaymentTerms("pay-1", "order-7", _TEN), [_fact("pay-1")])

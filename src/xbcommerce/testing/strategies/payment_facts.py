"""Payment facts, true histories of payments and contradicted ones, commands, decisions and advice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from attrs import evolve, field, frozen
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.money import from_minor, minor
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
from xbcommerce.payments.intents import (
    Accepted,
    AmountSemantics,
    DeclineClass,
    Dispute,
    DisputeStage,
    Idempotency,
    Movement,
    PaymentCommand,
    PaymentRequest,
    Replays,
    RetryAdvice,
    Situation,
    advise_retry,
)
from xbcommerce.testing.parts import parts_of

from .money import CURRENCIES, moneys
from .payments import START

_LARGE = 10**7
_OPEN = (Outcome.REQUESTED, Outcome.UNKNOWN, Outcome.PENDING)
_STAGES = (
    (Operation.CHARGEBACK, "cb-1", Outcome.PENDING, DisputeStage.INQUIRY),
    (Operation.CHARGEBACK, "cb-1", Outcome.SUCCEEDED, DisputeStage.CHARGEBACK),
    (Operation.CHARGEBACK_REVERSAL, "cb-1", Outcome.SUCCEEDED, DisputeStage.REPRESENTMENT),
    (Operation.CHARGEBACK, "cb-2", Outcome.SUCCEEDED, DisputeStage.PRE_ARBITRATION),
    (Operation.CHARGEBACK_REVERSAL, "cb-2", Outcome.SUCCEEDED, DisputeStage.WON),
)
"""A dispute from the first question to the verdict."""
_DISPUTES = {Operation.CHARGEBACK, Operation.CHARGEBACK_REVERSAL}


@st.composite
def payment_terms(
    draw: st.DrawFn, *, amounts: st.SearchStrategy[AmountSemantics] | None = None
) -> PaymentTerms:
    """What a buyer should pay, in any currency, however the provider reports amounts."""
    code = draw(st.sampled_from(CURRENCIES))
    amount = from_minor(draw(st.integers(100, _LARGE)), code)
    return PaymentTerms("pay-1", "order-7", amount, amounts=draw(amounts or st.sampled_from(AmountSemantics)))


@st.composite
def payment_facts(draw: st.DrawFn, *, terms: PaymentTerms | None = None) -> PaymentFact:
    """One report of any kind about one of a few movements; together they need not make sense."""
    about = terms or draw(payment_terms())
    operation, outcome = draw(st.sampled_from(Operation)), draw(st.sampled_from(Outcome))
    declines = st.none() | st.sampled_from(DeclineClass)
    disputed = operation in _DISPUTES
    return PaymentFact(
        f"event-{draw(st.integers(1, 30)):02}",
        about.payment_id,
        START + timedelta(minutes=draw(st.integers(0, 60))),
        operation,
        f"ref-{draw(st.integers(1, 3))}",
        outcome,
        from_minor(draw(st.integers(1, 5) | st.integers(1, _LARGE)), about.currency),
        decline=draw(declines) if outcome is Outcome.DECLINED else None,
        stage=draw(st.none() | st.sampled_from(DisputeStage)) if disputed else None,
        dispute=draw(st.sampled_from(["", "dispute-1"])) if disputed else "",
    )


@frozen
class PaymentRun:
    """Terms and the reports of a true history, in the order in which things happened."""

    terms: PaymentTerms
    facts: tuple[PaymentFact, ...] = field(converter=tuple[PaymentFact, ...])


class _Teller:
    """Writes a history down: rising event ids and instants, and the amounts as the provider reports them."""

    def __init__(self, terms: PaymentTerms) -> None:
        self.terms = terms
        self.facts: list[PaymentFact] = []
        self._moved: dict[tuple[Operation, str], int] = {}

    def tell(
        self,
        operation: Operation,
        reference: str,
        outcome: Outcome,
        units: int,
        *,
        decline: DeclineClass | None = None,
        stage: DisputeStage | None = None,
        dispute: str = "",
    ) -> None:
        """Write one report down; ``units`` is what it adds, in minor units."""
        number = len(self.facts) + 1
        if outcome is Outcome.SUCCEEDED:
            so_far = self._moved.get((operation, reference), 0)
            self._moved[operation, reference] = so_far + units
            if self.terms.amounts is AmountSemantics.CUMULATIVE:
                units += so_far
        head = (f"event-{number:02}", self.terms.payment_id, START + timedelta(minutes=number))
        amount = from_minor(units, self.terms.currency)
        fact = PaymentFact(*head, operation, reference, outcome, amount)
        self.facts.append(evolve(fact, decline=decline, stage=stage, dispute=dispute))

    def reference(self, word: str, number: int) -> str:
        """Name the parts apart, unless the provider reports all of them under one reference."""
        return f"{word}-{number}" if self.terms.amounts is AmountSemantics.SINGLE else word


@st.composite
def payment_runs(draw: st.DrawFn, *, terms: st.SearchStrategy[PaymentTerms] | None = None) -> PaymentRun:
    """True histories: perhaps a decline, an authorisation, captures, a void, refunds, a dispute and its end.

    Nothing in them contradicts anything, no more is captured than authorised and no more given back than
    captured.
    """
    agreed = draw(terms or payment_terms())
    teller = _Teller(agreed)
    whole = minor(agreed.amount)
    if draw(st.booleans()):
        decline = draw(st.sampled_from(DeclineClass))
        teller.tell(Operation.AUTHORIZE, "auth-0", Outcome.DECLINED, whole, decline=decline)
    for outcome in draw(st.lists(st.sampled_from(_OPEN), unique=True)):
        teller.tell(Operation.AUTHORIZE, "auth-1", outcome, whole)
    teller.tell(Operation.AUTHORIZE, "auth-1", Outcome.SUCCEEDED, whole)
    captured = _part(draw, teller, Operation.CAPTURE, whole)
    if captured < whole and draw(st.booleans()):
        closing = draw(st.sampled_from([Operation.VOID, Operation.EXPIRE]))
        teller.tell(closing, "rest", Outcome.SUCCEEDED, whole - captured)
    refunded = _part(draw, teller, Operation.REFUND, captured)
    if captured > refunded and draw(st.booleans()):
        _dispute(draw, teller, captured - refunded)
    return PaymentRun(agreed, tuple(teller.facts))


def _part(draw: st.DrawFn, teller: _Teller, operation: Operation, units: int) -> int:
    """Move some of an amount in up to three steps, each requested first; return how much."""
    moved = 0
    for number in range(draw(st.integers(0, 3))):
        if moved < units:
            step = draw(st.integers(1, units - moved))
            name = teller.reference(operation.value, number)
            teller.tell(operation, name, Outcome.PENDING, step)
            teller.tell(operation, name, Outcome.SUCCEEDED, step)
            moved += step
    return moved


def _dispute(draw: st.DrawFn, teller: _Teller, units: int) -> None:
    """Take an amount back by way of the bank, and perhaps return it, and perhaps take it again."""
    for operation, reference, outcome, stage in _STAGES[: draw(st.integers(1, len(_STAGES)))]:
        teller.tell(operation, reference, outcome, units, stage=stage, dispute="dispute-1")


@st.composite
def payments(draw: st.DrawFn) -> Payment:
    """Any state: whole histories, parts of them, and reports that contradict one another."""
    run = draw(payment_runs())
    known = draw(parts_of(run.facts))
    stray = draw(st.lists(payment_facts(terms=run.terms), max_size=3))
    return fold_payment(run.terms, [*known, *stray])


def movements() -> st.SearchStrategy[Movement]:
    """Movements as payments know them."""
    known = payments().filter(lambda payment: bool(payment.movements))
    return known.flatmap(lambda payment: st.sampled_from(list(payment.movements.values())))


@st.composite
def disputes(draw: st.DrawFn) -> Dispute:
    """Disputes at any stage, contradicted ones among them."""
    stages = draw(st.frozensets(st.sampled_from(DisputeStage)))
    days = draw(st.integers(0, 500))
    return Dispute("dispute-1", stages, draw(st.booleans()), START, START + timedelta(days))


@st.composite
def payment_commands(draw: st.DrawFn, *, currency: str | None = None) -> PaymentCommand:
    """Commands of any amount, by default in any currency."""
    kinds: tuple[Callable[[Money, str], PaymentCommand], ...] = (Authorize, Capture, Void, Refund)
    kind = draw(st.sampled_from(kinds))
    codes = CURRENCIES if currency is None else (currency,)
    amount = draw(moneys(currencies=codes, minor_min=-5, minor_max=_LARGE))
    return kind(amount, f"command-{draw(st.integers(1, 3))}")


def payment_policies() -> st.SearchStrategy[PaymentPolicy]:
    """Policies with and without several captures, over-capture and expiry."""
    expiries: st.SearchStrategy[datetime | None] = st.none() | st.integers(1, 10_000).map(
        lambda minutes: START + timedelta(minutes=minutes)
    )
    return st.builds(
        PaymentPolicy,
        multi_capture=st.booleans(),
        over_capture_bps=st.just(0) | st.integers(0, 2_000),
        authorization_expires_at=expiries,
    )


@st.composite
def accepted_commands(draw: st.DrawFn) -> Accepted:
    """What a new payment says to being authorised."""
    terms = draw(payment_terms())
    at = START + timedelta(minutes=draw(st.integers(0, 60)))
    answer = decide_payment(
        fold_payment(terms, []), Authorize(terms.amount, "auth-1"), PaymentPolicy(), at=at
    )
    return answer if isinstance(answer, Accepted) else Accepted((), ())


def payment_requests() -> st.SearchStrategy[PaymentRequest]:
    """What a provider is asked to do."""
    return accepted_commands().map(lambda accepted: accepted.effects[0])


def idempotency_rules() -> st.SearchStrategy[Idempotency]:
    """Rules of providers that replay all, some or nothing, for up to a month."""
    windows = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=30))
    return st.builds(Idempotency, st.sampled_from(Replays), window=windows, can_query=st.booleans())


@st.composite
def retry_advice(draw: st.DrawFn) -> RetryAdvice:
    """Advice in every situation, inside and outside the window of the key."""
    advice = advise_retry(
        draw(st.sampled_from(Situation)),
        draw(idempotency_rules()),
        first_sent_at=START,
        at=START + draw(st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=60))),
        decline=draw(st.sampled_from(DeclineClass)),
    )
    assert isinstance(advice, RetryAdvice)  # the parameters are the same
    return advice

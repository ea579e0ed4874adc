"""An order driven to its end over a provider that loses, delays, repeats and reorders: charged once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.money import from_minor, minor
from xbcommerce.payments import (
    Answered,
    Authorize,
    BankCredited,
    Capture,
    ConfirmCredit,
    ConvertFunds,
    Effect,
    Fact,
    FundsRemitted,
    FundsSettled,
    InitiatePayment,
    NotSent,
    Operation,
    OrderConfirmed,
    Outcome,
    OutcomeUnknown,
    Payment,
    PaymentFact,
    PaymentGateway,
    PaymentInitiated,
    PaymentPolicy,
    PaymentProcessed,
    PaymentRequests,
    PaymentTerms,
    Progress,
    RemitFunds,
    Reported,
    RequestAnswer,
    RequestSettlement,
    Settlement,
    SettlementPlan,
    asks,
    decide_payment,
    evolve_with,
    fold,
    fold_payment,
    next_effects,
    settlement_facts,
    take,
)
from xbcommerce.payments.intents import (
    Accepted,
    CapturePayment,
    DeclineClass,
    PaymentRequest,
    evolve_payment,
    take_facts,
)
from xbcommerce.payments.intents.commands import operation_of
from xbcommerce.testing.gateway import ScriptedGateway, ScriptedRequests, Turn

AT = datetime(2026, 10, 30, 9, tzinfo=UTC)
PLAN = SettlementPlan("order-7", currency="GBP", target="GBP", provider="acme", bank_account="account-1",
                      attempts_max=9)  # fmt: skip
ROUNDS = 100


class Bank:
    """What really happens at the provider: so many authorisations are declined, then everything works."""

    def __init__(self, declines: int) -> None:
        self.declines = declines

    def carry_out(self, request: PaymentRequest) -> Iterator[PaymentFact]:
        """Say yes or no to a request about the payment; first that it is under way."""
        operation = operation_of(request)
        declined = operation is Operation.AUTHORIZE and self.declines > 0
        self.declines -= declined
        pending = PaymentFact(f"pending-{request.key}", request.payment_id, AT, operation, request.reference,
                              Outcome.PENDING, request.amount)  # fmt: skip
        yield pending
        final = Outcome.DECLINED if declined else Outcome.SUCCEEDED
        soft = DeclineClass.SOFT if declined else None
        yield evolve(pending, event_id=f"final-{request.key}", outcome=final, decline=soft)

    def move(self, effect: Effect) -> Iterator[Fact]:
        """Take the money of the buyer, or move what was captured."""
        head = (f"moved-{effect.key}", effect.order_id, AT)
        match effect:
            case InitiatePayment(amount=amount, attempt=attempt):
                yield PaymentInitiated(f"begun-{effect.key}", effect.order_id, AT, amount, attempt)
                yield PaymentProcessed(*head, amount, from_minor(0, "GBP"), attempt)
            case RequestSettlement(amount=amount):
                yield FundsSettled(*head, from_minor(minor(amount), amount.currency))
            case RemitFunds(amount=amount):
                yield FundsRemitted(*head, amount, effect.key)
            case ConfirmCredit(amount=amount):
                yield BankCredited(*head, amount, effect.key)
            case _:
                return


class Shop:
    """A host in a few lines: it stores facts and requests, and sends, asks and takes until all is done."""

    def __init__(self, amount: Money, requests: PaymentRequests, gateway: PaymentGateway) -> None:
        self.payment = fold_payment(PaymentTerms("pay-1", "order-7", amount), [])
        self.facts: list[Fact] = [OrderConfirmed("confirmed", "order-7", AT, amount)]
        self.requests, self.gateway = requests, gateway
        self.outbox: dict[str, PaymentRequest] = {}

    @property
    def state(self) -> Settlement:
        """The settlement, told from the payment and from everything else."""
        return fold(PLAN, [*self.facts, *settlement_facts(self.payment)])

    def step(self) -> None:
        """Do what is next: find out about what is open, else ask for more, and move what was captured."""
        for request in self._open():
            self._took(request, self.requests.query(request.key))
        command = self._wanted()
        if command is not None:
            decided = decide_payment(self.payment, command, PaymentPolicy(), at=AT)
            if isinstance(decided, Accepted):
                self.payment = evolve_payment(self.payment, *decided.facts)
                for request in decided.effects:
                    self.outbox[request.key] = request
                    self._took(request, self.requests.send(request))
        for effect in next_effects(self.state, at=AT):
            if isinstance(effect, RequestSettlement | ConvertFunds | RemitFunds | ConfirmCredit):
                answer = self.gateway.send(effect)
                self.facts += answer.facts if isinstance(answer, Answered) else ()

    def hear(self, facts: tuple[PaymentFact, ...], others: tuple[Fact, ...]) -> None:
        """Take webhooks."""
        taken = take_facts(self.payment, facts)
        assert isinstance(taken, Payment)
        self.payment = taken
        self.facts += others

    def _open(self) -> list[PaymentRequest]:
        movements = self.payment.movements
        return [
            request
            for request in self.outbox.values()
            if movements[operation_of(request), request.reference].still_open is not None
        ]

    def _wanted(self) -> Authorize | Capture | None:
        number, whole = len(self.outbox) + 1, self.payment.terms.amount
        if self.payment.captured.amount or self._open():
            return None
        kind = Capture if self.payment.capturable.amount else Authorize
        return kind(whole, f"{kind.__name__.lower()}-{number}")

    def _took(self, request: PaymentRequest, answer: RequestAnswer) -> None:
        match answer:
            case Reported(facts=facts):
                self.payment = evolve_payment(self.payment, *facts)
            case OutcomeUnknown():
                doubt = PaymentFact(f"doubt-{request.key}", "pay-1", AT, operation_of(request),
                                    request.reference, Outcome.UNKNOWN, request.amount)  # fmt: skip
                self.payment = evolve_payment(self.payment, doubt)
            case NotSent():
                self.requests.send(
                    request
                )  # the same request under the same key; its answer comes when asked


TURNS = st.lists(st.sampled_from(Turn), max_size=30)


@settings(max_examples=60)
@given(TURNS, TURNS, st.integers(1, 10**7), st.integers(0, 2))
def test_an_order_arrives_and_is_charged_once_whatever_happens_on_the_way(
    turns: list[Turn], moves: list[Turn], pence: int, declines: int
) -> None:
    """Lost, late, doubled, backwards, declined: one capture of the whole, and every penny at the bank."""
    bank, amount = Bank(declines), from_minor(pence, "GBP")
    requests = ScriptedRequests(bank.carry_out, turns)
    gateway = ScriptedGateway(bank.move, moves)
    shop = Shop(amount, requests, gateway)
    for _ in range(ROUNDS):
        if shop.state.is_complete:
            break
        shop.step()
        shop.hear(requests.webhooks(), gateway.webhooks())
    assert shop.state.is_complete, str(shop.state)
    charged = [fact for facts in requests.done.values() for fact in facts
               if (fact.operation, fact.outcome) == (Operation.CAPTURE, Outcome.SUCCEEDED)]  # fmt: skip
    assert [fact.amount for fact in charged] == [amount]
    assert (shop.payment.captured, shop.state.credited) == (amount, amount)
    assert not shop.payment.conflicts
    assert not shop.payment.flags


@settings(max_examples=60)
@given(TURNS, st.integers(1, 10**7))
def test_a_settlement_alone_arrives_over_the_same_gateway(turns: list[Turn], pence: int) -> None:
    """What is in doubt is asked about, what never arrived is sent again, and the buyer pays once."""
    amount, bank = from_minor(pence, "GBP"), Bank(0)
    gateway = ScriptedGateway(bank.move, turns)
    progress = Progress(fold(PLAN, [OrderConfirmed("confirmed", "order-7", AT, amount)]))
    for _ in range(ROUNDS):
        if progress.is_complete:
            break
        for ask in asks(progress, at=AT):
            key = ask.effect.key
            progress = take(progress, ask, gateway.query(key) if ask.again else gateway.send(ask.effect))
        progress = evolve(progress, state=evolve_with(progress.state, *gateway.webhooks()))
    assert progress.is_complete, str(progress.state)
    paid = [fact for facts in gateway.done.values() for fact in facts if isinstance(fact, PaymentProcessed)]
    assert [fact.gross for fact in paid] == [amount]
    assert progress.state.credited == amount


def test_the_same_script_does_the_same() -> None:
    """Nothing is left to chance: a failing example can be run again."""
    request = CapturePayment("pay-1", Money("10.00", "GBP"), "c")
    script = [Turn.LOSE_REQUEST, Turn.LATER, Turn.TWICE, Turn.BACKWARDS, Turn.REFUSE]

    def run() -> list[object]:
        provider = ScriptedRequests(Bank(0).carry_out, script)
        return [(provider.send(request), provider.webhooks()) for _ in script]

    assert run() == run()


def test_a_request_that_never_arrived_is_known_not_to_have() -> None:
    """A question about a lost request brings certainty, so that it can be sent again."""
    request = CapturePayment("pay-1", Money("10.00", "GBP"), "c")
    provider = ScriptedRequests(Bank(0).carry_out, [Turn.LOSE_REQUEST, Turn.ANSWER, Turn.LOSE_ANSWER])
    assert isinstance(provider.send(request), OutcomeUnknown)
    assert isinstance(provider.query(request.key), NotSent)
    assert isinstance(provider.send(request), OutcomeUnknown)
    assert isinstance(provider.query(request.key), Reported)

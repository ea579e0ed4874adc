"""The contracts of gateways: of effects, awaited or not, and of requests about payments."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, TypeVar

from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.money import from_minor
from xbcommerce.payments import (
    AsyncPaymentGateway,
    Effect,
    Fact,
    GatewayAnswer,
    InitiatePayment,
    OrderConfirmed,
    PaymentGateway,
    PaymentProcessed,
    PaymentRequests,
    Progress,
    Reported,
    RequestAnswer,
    SettlementPlan,
    asks,
    fold,
    hear,
    take,
)
from xbcommerce.payments.intents import AuthorizePayment, PaymentRequest

from .answering import AnsweringContract
from .contract import law

AT = datetime(2026, 10, 30, 9, tzinfo=UTC)
_ROUNDS = 60
_TEN = Money("10.00", "GBP")
_TWO_PAYMENTS = tuple(InitiatePayment(order, "acme", _TEN, 1) for order in ("order-7", "order-8"))
T = TypeVar("T")


class PaymentGatewayContract(AnsweringContract[PaymentGateway, Effect]):
    """Subclass it, return your gateway, with nothing carried out yet, from ``make_store``, and run pytest.

    Attributes:
        takes_payments: Whether it carries `InitiatePayment` out, so that an order can be driven over it.
    """

    takes_payments: ClassVar[bool] = True

    def requests(self) -> Sequence[Effect]:
        """Ask for two payments; override it where the gateway carries other effects out."""
        return _TWO_PAYMENTS

    def sent(self, gateway: PaymentGateway, request: Effect) -> GatewayAnswer:
        """Send an effect."""
        return gateway.send(request)

    def queried(self, gateway: PaymentGateway, key: str) -> GatewayAnswer:
        """Ask about one."""
        return gateway.query(key)

    def heard(self, gateway: PaymentGateway) -> Iterable[Fact]:
        """Return what the gateway has told by itself since the last call, such as webhooks."""
        del gateway
        return ()

    @law(pence=st.integers(1_000, 10**6))
    def test_an_order_that_is_driven_is_charged_once(self, pence: int) -> None:
        """Whatever is lost, late or told twice on the way: the buyer pays the price, in one payment."""
        if not self.takes_payments:
            return
        amount = from_minor(pence, "GBP")
        plan = SettlementPlan("order-7", currency="GBP", target="GBP", provider="acme", bank_account="GB-1")
        with self.fresh() as gateway:
            progress = Progress(fold(plan, [OrderConfirmed("confirmed", "order-7", AT, amount)]))
            for number in range(_ROUNDS):
                for ask in asks(progress, at=AT + timedelta(days=number)):
                    key = ask.effect.key
                    answer = gateway.query(key) if ask.again else gateway.send(ask.effect)
                    progress = take(progress, ask, answer)
                progress = hear(progress, *self.heard(gateway))
            assert not progress.state.conflicts
            assert [fact.gross for fact in progress.state.reports_of(PaymentProcessed)] == [amount]


class AsyncPaymentGatewayContract(AnsweringContract[AsyncPaymentGateway, Effect]):
    """The same for a gateway that is awaited."""

    def run(self, call: Coroutine[Any, Any, T]) -> T:
        """Wait for a call; override it where the gateway belongs to a loop of its own."""
        return asyncio.run(call)

    def requests(self) -> Sequence[Effect]:
        """Ask for two payments; override it where the gateway carries other effects out."""
        return _TWO_PAYMENTS

    def sent(self, gateway: AsyncPaymentGateway, request: Effect) -> GatewayAnswer:
        """Send an effect."""
        return self.run(gateway.send(request))

    def queried(self, gateway: AsyncPaymentGateway, key: str) -> GatewayAnswer:
        """Ask about one."""
        return self.run(gateway.query(key))


class PaymentRequestsContract(AnsweringContract[PaymentRequests, PaymentRequest]):
    """The same for a provider that carries out what `decide_payment` accepts."""

    def requests(self) -> Sequence[PaymentRequest]:
        """Ask for two authorisations of one payment; override it where the provider does other things."""
        return AuthorizePayment("pay-1", _TEN, "first"), AuthorizePayment("pay-1", _TEN, "second")

    def sent(self, gateway: PaymentRequests, request: PaymentRequest) -> RequestAnswer:
        """Send a request."""
        return gateway.send(request)

    def queried(self, gateway: PaymentRequests, key: str) -> RequestAnswer:
        """Ask about one."""
        return gateway.query(key)

    def test_references_come_back(self) -> None:
        """Whatever the provider's own name for a movement is, its facts carry that of the request."""
        with self.fresh() as gateway:
            for request in self.requests():
                answer = gateway.send(request)
                told = answer.facts if isinstance(answer, Reported) else ()
                assert {fact.reference for fact in told} <= {request.reference}

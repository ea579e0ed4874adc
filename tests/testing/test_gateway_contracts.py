"""Gateways of tests keep the contract of real ones: answering, losing, awaited, and for requests."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from hypothesis import settings

from tests.adapters.sabotaged_gateways import carried_out
from xbcommerce.payments import (
    AsyncPaymentGateway,
    Effect,
    Fact,
    GatewayAnswer,
    Operation,
    Outcome,
    PaymentFact,
    PaymentGateway,
    PaymentRequests,
)
from xbcommerce.payments.intents import PaymentRequest
from xbcommerce.testing.contracts import (
    AsyncPaymentGatewayContract,
    PaymentGatewayContract,
    PaymentRequestsContract,
)
from xbcommerce.testing.gateway import ScriptedGateway, ScriptedRequests, Turn

AT = datetime(2026, 10, 30, 9, tzinfo=UTC)
FEW = settings(max_examples=20)
LOSES = (Turn.LOSE_ANSWER, Turn.REFUSE, Turn.LOSE_REQUEST, Turn.TWICE, Turn.LOSE_ANSWER, Turn.LATER)


class TestScriptedGateway(PaymentGatewayContract):
    """One that answers at once."""

    examples = FEW

    def make_store(self) -> PaymentGateway:
        """Return one without a script."""
        return ScriptedGateway(carried_out)


class LossyContract(PaymentGatewayContract):
    """One that loses, and tells by webhooks what it did not answer."""

    examples = FEW
    answers_at_once = False
    knows_what_never_came = False
    turns: Sequence[Turn] = ()

    def make_store(self) -> PaymentGateway:
        """Return one that follows the script from here on."""
        return ScriptedGateway(carried_out, self.turns)

    def heard(self, gateway: PaymentGateway) -> Iterable[Fact]:
        """Deliver webhooks."""
        assert isinstance(gateway, ScriptedGateway)
        return gateway.webhooks()


class TestGatewayThatLosesAnswers(LossyContract):
    """First of all the answer."""

    turns = LOSES


class TestGatewayThatRefuses(LossyContract):
    """First of all turned away, and everybody knows."""

    turns = LOSES[1:]


class TestGatewayThatLosesRequests(LossyContract):
    """First of all the request."""

    turns = LOSES[2:]


class TestGatewayThatTellsLater(LossyContract):
    """By webhook only, then twice."""

    turns = (Turn.LATER, Turn.TWICE, Turn.BACKWARDS) * 3


class Awaited:
    """A scripted gateway behind an event loop."""

    def __init__(self) -> None:
        self.gateway = ScriptedGateway(carried_out)

    async def send(self, effect: Effect, /) -> GatewayAnswer:
        """Send after a turn of the loop."""
        await asyncio.sleep(0)
        return self.gateway.send(effect)

    async def query(self, key: str, /) -> GatewayAnswer:
        """Query after a turn of the loop."""
        await asyncio.sleep(0)
        return self.gateway.query(key)


class TestAwaitedGateway(AsyncPaymentGatewayContract):
    """The same, awaited."""

    examples = FEW

    def make_store(self) -> AsyncPaymentGateway:
        """Return a fresh one."""
        return Awaited()


def authorised(request: PaymentRequest) -> Iterator[PaymentFact]:
    """Say yes to everything."""
    yield PaymentFact(
        f"done-{request.key}",
        request.payment_id,
        AT,
        Operation.AUTHORIZE,
        request.reference,
        Outcome.SUCCEEDED,
        request.amount,
    )


class TestScriptedRequests(PaymentRequestsContract):
    """A provider that is asked about single payments."""

    examples = FEW

    def make_store(self) -> PaymentRequests:
        """Return one without a script."""
        return ScriptedRequests(authorised)

"""Gateways with one thing wrong each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from attrs import evolve
from moneyed import Money

from xbcommerce.payments import (
    Answered,
    BankCredited,
    ConfirmCredit,
    Effect,
    Fact,
    FundsRemitted,
    FundsSettled,
    GatewayAnswer,
    InitiatePayment,
    NotSent,
    OutcomeUnknown,
    PaymentInitiated,
    PaymentProcessed,
    RemitFunds,
    RequestSettlement,
)
from xbcommerce.testing.gateway import ScriptedGateway

AT = datetime(2026, 10, 30, 9, tzinfo=UTC)


def carried_out(effect: Effect) -> Iterator[Fact]:
    """Tell what happens when an effect is carried out, by a provider that takes nothing."""
    head = (f"done-{effect.key}", effect.order_id, AT)
    match effect:
        case InitiatePayment(amount=amount, attempt=attempt):
            yield PaymentInitiated(f"begun-{effect.key}", effect.order_id, AT, amount, attempt)
            yield PaymentProcessed(*head, amount, Money(0, amount.currency), attempt)
        case RequestSettlement(amount=amount):
            yield FundsSettled(*head, amount)
        case RemitFunds(amount=amount):
            yield FundsRemitted(*head, amount, effect.key)
        case ConfirmCredit(amount=amount):
            yield BankCredited(*head, amount, effect.key)
        case _:
            return


class SoundGateway(ScriptedGateway):
    """The one that the others are made from: everything is carried out and answered at once."""

    def __init__(self) -> None:
        super().__init__(carried_out)


class ForgetsKeys(SoundGateway):
    """A second request is a second payment."""

    def send(self, effect: Effect, /) -> GatewayAnswer:
        """Number what happens."""
        number = len(self.done)
        facts = tuple(evolve(fact, event_id=f"{fact.event_id}-{number}") for fact in carried_out(effect))
        self.done[f"{effect.key}-{number}"] = self.done[effect.key] = facts
        return Answered(facts)


class CallsATimeoutNotSent(SoundGateway):
    """The answer did not come, so it says that nothing was sent."""

    def send(self, effect: Effect, /) -> GatewayAnswer:
        """Carry out, and deny it the first time."""
        known = effect.key in self.done
        answer = super().send(effect)
        return answer if known else NotSent("timeout")


class ForgetsWhatItDid(SoundGateway):
    """Knows nothing of any key when asked."""

    def query(self, key: str, /) -> GatewayAnswer:
        """Deny it."""
        return NotSent(f"{key}: no such request")


class CountsQuestions(SoundGateway):
    """A question takes the key, so that the request is taken for a repetition."""

    def query(self, key: str, /) -> GatewayAnswer:
        """Remember the key."""
        answer = super().query(key)
        self.done.setdefault(key, ())
        return answer


class MixesUpOrders(SoundGateway):
    """Tells the facts of one order to all of them."""

    def send(self, effect: Effect, /) -> GatewayAnswer:
        """Name the one order that it knows."""
        return super().send(evolve(effect, order_id="order-0"))


class GoesByAmount(SoundGateway):
    """Takes a second payment of the same amount for the first."""

    def send(self, effect: Effect, /) -> GatewayAnswer:
        """Name events after the amount."""
        answer = super().send(effect)
        facts = answer.facts if isinstance(answer, Answered) else ()
        return Answered(tuple(evolve(fact, event_id=f"{type(fact).__name__}-10") for fact in facts))

    def query(self, key: str, /) -> GatewayAnswer:
        """Name them so here too."""
        facts = self.done.get(key, ())
        if not facts:
            return super().query(key)
        return Answered(tuple(evolve(fact, event_id=f"{type(fact).__name__}-10") for fact in facts))


class NeverKnows(SoundGateway):
    """Loses every answer, for ever."""

    def send(self, effect: Effect, /) -> GatewayAnswer:
        """Carry out and say nothing."""
        super().send(effect)
        return OutcomeUnknown("lost")

    def query(self, key: str, /) -> GatewayAnswer:
        """Say nothing."""
        return OutcomeUnknown(f"{key}: lost")


class TakesATenthMore(SoundGateway):
    """Charges more than it is asked for, each time."""

    def send(self, effect: Effect, /) -> GatewayAnswer:
        """Take a tenth more of payments."""
        if isinstance(effect, InitiatePayment):
            return super().send(evolve(effect, amount=effect.amount * 11 / 10))
        return super().send(effect)

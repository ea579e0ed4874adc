"""A payment provider that does as a script says: it loses, delays, repeats and reorders, always the same way.

Whatever it does to questions and answers, it carries a request out at most once per key, as real providers
promise. So a host's driver can be tested against everything a network does, from a list of choices that
Hypothesis draws and shrinks; when the script ends, every call is answered at once.

Example:
    >>> from datetime import UTC, datetime
    >>> from moneyed import Money
    >>> from xbcommerce.payments import Operation, Outcome, PaymentFact
    >>> from xbcommerce.payments.intents import CapturePayment
    >>> from xbcommerce.testing.gateway import ScriptedRequests, Turn
    >>> at = datetime(2026, 5, 1, 12, tzinfo=UTC)
    >>> def carried_out(request):
    ...     yield PaymentFact(f"done-{request.key}", request.payment_id, at, Operation.CAPTURE,
    ...         request.reference, Outcome.SUCCEEDED, request.amount)
    >>> provider = ScriptedRequests(carried_out, [Turn.LOSE_ANSWER, Turn.LATER])
    >>> capture = CapturePayment("pay-1", Money("10.00", "EUR"), "cap-1")
    >>> provider.send(capture)
    OutcomeUnknown(reason='the answer was lost')
    >>> provider.send(capture), len(provider.webhooks())  # the same key: nothing is captured again
    (Reported(facts=()), 1)
    >>> len(provider.query(capture.key).facts), len(provider.done)
    (1, 1)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from typing import Generic, TypeVar

from xbcommerce.payments import (
    Answered,
    Effect,
    Fact,
    GatewayAnswer,
    NotSent,
    OutcomeUnknown,
    PaymentFact,
    Reported,
    RequestAnswer,
)
from xbcommerce.payments.intents import PaymentRequest
from xbcommerce.payments.keys import Keyed

E = TypeVar("E", bound=Keyed)
F = TypeVar("F")


class Turn(Enum):
    """What becomes of one call."""

    ANSWER = "answer"
    """Carried out, and answered."""
    REFUSE = "refuse"
    """Turned away before it was carried out, and everybody knows."""
    LOSE_REQUEST = "lose_request"
    """Lost on the way there: not carried out, and nobody knows."""
    LOSE_ANSWER = "lose_answer"
    """Carried out, and lost on the way back: nobody knows."""
    LATER = "later"
    """Carried out; what came of it is told by a webhook."""
    TWICE = "twice"
    """Carried out, answered, and told again by a webhook."""
    BACKWARDS = "backwards"
    """Carried out, and answered with the last thing first."""


_NEVER_ARRIVED = NotSent("it never arrived")
_LOST = OutcomeUnknown("the answer was lost")


class _Scripted(Generic[E, F]):
    """What both sides share: a script, what was really done, and webhooks under way."""

    def __init__(self, carry_out: Callable[[E], Iterable[F]], turns: Iterable[Turn] = ()) -> None:
        """Make a provider.

        Args:
            carry_out: The truth: what happens when a request is carried out; called once per key.
            turns: What becomes of each call, questions included, in order; after the last all is answered.
        """
        self._carry_out = carry_out
        self._turns = iter(tuple(turns))
        self._under_way: list[F] = []
        self.done: dict[str, tuple[F, ...]] = {}
        """What was really carried out, by key."""

    def webhooks(self) -> tuple[F, ...]:
        """Deliver what is under way, the newest first; a provider keeps no order."""
        delivered = tuple(reversed(self._under_way))
        self._under_way.clear()
        return delivered

    def _sent(self, effect: E) -> tuple[F, ...] | NotSent | OutcomeUnknown:
        turn = next(self._turns, Turn.ANSWER)
        if turn is Turn.REFUSE:
            return NotSent("turned away")
        if turn is Turn.LOSE_REQUEST:
            return OutcomeUnknown("the request was lost")
        return self._told(turn, self._once(effect))

    def _once(self, effect: E) -> tuple[F, ...]:
        if effect.key not in self.done:
            self.done[effect.key] = tuple(self._carry_out(effect))
        return self.done[effect.key]

    def _queried(self, key: str) -> tuple[F, ...] | NotSent | OutcomeUnknown:
        turn = next(self._turns, Turn.ANSWER)
        if turn in {Turn.REFUSE, Turn.LOSE_REQUEST, Turn.LOSE_ANSWER}:
            return _LOST
        return self._told(turn, self.done[key]) if key in self.done else _NEVER_ARRIVED

    def _told(self, turn: Turn, facts: tuple[F, ...]) -> tuple[F, ...] | OutcomeUnknown:
        match turn:
            case Turn.LOSE_ANSWER:
                return _LOST
            case Turn.LATER:
                self._under_way += facts
                return ()
            case Turn.TWICE:
                self._under_way += facts
                return facts
            case Turn.BACKWARDS:
                return facts[::-1]
            case _:
                return facts


class ScriptedGateway(_Scripted[Effect, Fact]):
    """A `PaymentGateway` for `next_effects`: what a settlement asks for, carried out as scripted."""

    def send(self, effect: Effect, /) -> GatewayAnswer:
        """Carry an effect out, once per key, and answer as the script says."""
        told = self._sent(effect)
        return Answered(told) if isinstance(told, tuple) else told

    def query(self, key: str, /) -> GatewayAnswer:
        """Say what became of an effect, as the script says; `NotSent` if it never arrived."""
        told = self._queried(key)
        return Answered(told) if isinstance(told, tuple) else told


class ScriptedRequests(_Scripted[PaymentRequest, PaymentFact]):
    """A `PaymentRequests` for `decide_payment`: requests about payments, carried out as scripted."""

    def send(self, request: PaymentRequest, /) -> RequestAnswer:
        """Carry a request out, once per key, and answer as the script says."""
        told = self._sent(request)
        return Reported(told) if isinstance(told, tuple) else told

    def query(self, key: str, /) -> RequestAnswer:
        """Say what became of a request, as the script says; `NotSent` if it never arrived."""
        told = self._queried(key)
        return Reported(told) if isinstance(told, tuple) else told

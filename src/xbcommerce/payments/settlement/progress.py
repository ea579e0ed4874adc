"""The settlement of an order as a process: what to ask the gateway now, and what its answer makes of it.

A `Progress` is all that a host has to keep. A crash between asking and keeping the answer asks again under
the same key, and a gateway answers a known key as before; so the process arrives at the same facts wherever
it breaks off. The loop around it is a few lines, see `xbcommerce.adapters.payments`.

Example:
    >>> from datetime import UTC, datetime
    >>> from moneyed import Money
    >>> from xbcommerce.payments import (
    ...     OrderConfirmed, OutcomeUnknown, Progress, SettlementPlan, asks, fold, take)
    >>> plan = SettlementPlan("o7", currency="GBP", target="GBP", provider="acme", bank_account="GB-1")
    >>> at = datetime(2026, 10, 30, 9, tzinfo=UTC)
    >>> progress = Progress(fold(plan, [OrderConfirmed("e1", "o7", at, Money("50.00", "GBP"))]))
    >>> (ask,) = asks(progress, at=at)
    >>> type(ask.effect).__name__, ask.again
    ('InitiatePayment', False)
    >>> doubtful = take(progress, ask, OutcomeUnknown("no answer in 10 s"))
    >>> [again.again for again in asks(doubtful, at=at)]  # ask what became of it, send nothing
    [True]
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from attrs import evolve, frozen

from xbcommerce.payments.ports import Answered, GatewayAnswer, NotSent, OutcomeUnknown

from .covered import is_covered
from .effects import Effect, QueryPayment
from .facts import Fact
from .next_effects import next_effects
from .state import Settlement, evolve_with


@frozen
class Ask:
    """One question to the gateway.

    Attributes:
        effect: What it is about.
        again: Whether it was sent before and nobody knows what came of it: ``query`` its key, do not send.
    """

    effect: Effect
    again: bool = False


@frozen
class Progress:
    """How far the settlement of an order is, and what is under way.

    Attributes:
        state: What has been reported.
        waiting: Effects that were accepted and whose facts will come later.
        in_doubt: Effects of which nobody knows whether they were carried out.
    """

    state: Settlement
    waiting: tuple[Effect, ...] = ()
    in_doubt: tuple[Effect, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether every cent is accounted for."""
        return self.state.is_complete


def asks(progress: Progress, *, at: datetime) -> tuple[Ask, ...]:
    """Say what to ask the gateway now: first what is in doubt, then what is next.

    Raises:
        NaiveDatetimeError: ``at`` has no time zone.
    """
    under_way = (*progress.waiting, *progress.in_doubt)
    new = next_effects(progress.state, at=at, issued=under_way)
    return (*(Ask(effect, again=True) for effect in progress.in_doubt), *(Ask(effect) for effect in new))


def take(progress: Progress, ask: Ask, answer: GatewayAnswer) -> Progress:
    """Take the gateway's answer into account.

    Facts close the effect; an answer without facts leaves it waiting until they have been heard, but a
    provider that has nothing to say about a silent payment may be asked again. What was not sent is asked for
    anew; what is unknown stays in doubt until a query says what became of it.

    Args:
        progress: How far it is.
        ask: What was asked.
        answer: What the gateway said.
    """
    waiting = _without(progress.waiting, ask.effect)
    in_doubt = _without(progress.in_doubt, ask.effect)
    match answer:
        case Answered(facts=facts):
            if not facts and not isinstance(ask.effect, QueryPayment):
                waiting = (*waiting, ask.effect)
            return _heard(Progress(evolve_with(progress.state, *facts), waiting, in_doubt))
        case NotSent():
            return evolve(progress, waiting=waiting, in_doubt=in_doubt)
        case OutcomeUnknown():
            return evolve(progress, waiting=waiting, in_doubt=(*in_doubt, ask.effect))


def hear(progress: Progress, *facts: Fact) -> Progress:
    """Take facts into account that came by themselves, such as webhooks; late, twice and in any order.

    Raises:
        InvalidValueError: A fact is about another order.
    """
    return _heard(evolve(progress, state=evolve_with(progress.state, *facts)))


def _heard(progress: Progress) -> Progress:
    """Wait no longer for facts that have come."""
    waiting = tuple(effect for effect in progress.waiting if not is_covered(progress.state, effect))
    return evolve(progress, waiting=waiting)


def _without(effects: Iterable[Effect], done: Effect) -> tuple[Effect, ...]:
    return tuple(effect for effect in effects if effect != done)

"""What is kept of an order's money; knows nothing of HTTP."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from attrs import frozen

from xbcommerce.adapters.typed import TypedDocuments, TypedEvents, TypedOutbox
from xbcommerce.kernel.codec import Kinds
from xbcommerce.kernel.errors import XbcommerceError
from xbcommerce.kernel.ports import Store, VersionConflictError
from xbcommerce.payments import Effect, Fact, SettlementPlan, fold, next_effects


class UnknownOrderError(XbcommerceError, LookupError):
    """Nobody has ordered that."""

    code = "unknown_order"


@frozen
class Asked:
    """The outside world was asked for something; kept, so that it is not asked again before it answers."""

    effect: Effect


TRIES = 5
"""How often a fact is decided on anew while others of the same order come in."""

EVENTS, EFFECTS, PLANS = Kinds.of(Fact, Asked), Kinds.of(Effect), Kinds.of(SettlementPlan)


def history(store: Store, order_id: str) -> tuple[SettlementPlan, list[Fact], list[Effect]]:
    """Return an order's plan, what was reported, and what was asked for."""
    plan = TypedDocuments[SettlementPlan](store, PLANS).get(f"plan/{order_id}")
    if plan is None:
        msg = f"no order {order_id!r}"
        raise UnknownOrderError(msg)
    events = TypedEvents[Fact | Asked](store, EVENTS).read(f"payment/{order_id}")
    asked = [event.effect for event in events if isinstance(event, Asked)]
    return plan.value, [event for event in events if not isinstance(event, Asked)], asked


def take(store: Store, fact: Fact, at: datetime) -> bool:
    """Keep a fact with the effects that follow from it; a fact that is known already changes nothing.

    Raises:
        UnknownOrderError: Nobody placed the order.
        VersionConflictError: Others of the same order came in all the time.
    """
    for _ in range(TRIES - 1):
        with suppress(VersionConflictError):
            return _take(store, fact, at)
    return _take(store, fact, at)


def _take(store: Store, fact: Fact, at: datetime) -> bool:
    plan, facts, asked = history(store, fact.order_id)
    if fact in facts:
        return False
    effects = next_effects(fold(plan, [*facts, fact]), at=at, issued=asked)
    TypedOutbox[Fact | Asked, Effect](store, EVENTS, EFFECTS).record(
        f"payment/{fact.order_id}",
        [fact, *map(Asked, effects)],
        effects,
        at=at,
        expected_version=len(facts) + len(asked),
    )
    return True

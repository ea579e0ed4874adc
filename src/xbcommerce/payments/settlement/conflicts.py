"""Reports that contradict one another or the plan: named, and left out of every sum until a person decides.

Providers send a report again under another event id. What can happen only once, told again with the same
figures, is therefore one report, the earliest; an order confirmed with other figures is a contradiction.
Captures, refunds and settlements may happen again with the same figures, so each event id of them counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import fields, frozen

from xbcommerce.kernel.unmet import Param, Unmet

from .facts import (
    DeliveryConfirmed,
    DisputeClosed,
    DisputeOpened,
    Fact,
    OrderConfirmed,
    PaymentFailed,
    PaymentInitiated,
    PaymentProcessed,
)

_ONCE = (
    OrderConfirmed,
    PaymentInitiated,
    PaymentFailed,
    DeliveryConfirmed,
    DisputeOpened,
    DisputeClosed,
)
"""What happens once for an order, for a try, or for a dispute."""

_DELIVERY = frozenset({"event_id", "at"})
"""What may differ when one thing is reported twice."""


@frozen
class Contradictions:
    """What is contradicted, and what was only said again.

    Attributes:
        event_ids: Events that do not count.
        conflicts: Why, for people; ordered by kind and place. A report that was said again is no conflict.
    """

    event_ids: frozenset[str]
    conflicts: tuple[Unmet, ...]


def contradictions(facts: Sequence[Fact], currency: str) -> Contradictions:
    """Find contradictions among distinct facts of one order, in whatever order they stand.

    An event id with two contents, a try reported both as paid and as failed, an order confirmed with
    different figures, an order or a payment in another currency than the plan's.

    Args:
        facts: What was reported.
        currency: What the buyer should pay in.
    """
    by_id: dict[str, list[Fact]] = {}
    for fact in facts:
        by_id.setdefault(fact.event_id, []).append(fact)
    twofold = {event_id: len(same) for event_id, same in by_id.items() if len(same) > 1}
    conflicts = [
        Unmet("settlement.event_conflict", event_id, {"versions": versions})
        for event_id, versions in sorted(twofold.items())
    ]
    said_again = _said_again(fact for fact in facts if fact.event_id not in twofold)
    void = twofold.keys() | said_again
    clear = [fact for fact in facts if fact.event_id not in void]
    for find in (_both_paid_and_failed, _confirmed_differently):
        events, conflict = find(clear)
        void |= events
        conflicts += conflict
    for fact, unmet in _in_another_currency(clear, currency):
        void |= {fact.event_id}
        conflicts.append(unmet)
    return Contradictions(frozenset(void), tuple(conflicts))


def _said_again(facts: Iterable[Fact]) -> set[str]:
    """Return the events that repeat an earlier one."""
    known: set[tuple[object, ...]] = set()
    again: set[str] = set()
    for fact in sorted(facts, key=lambda fact: (fact.at, fact.event_id)):
        if isinstance(fact, _ONCE):
            content = _content(fact)
            if content in known:
                again.add(fact.event_id)
            known.add(content)
    return again


def _content(fact: Fact) -> tuple[object, ...]:
    names = (attribute.name for attribute in fields(type(fact)))
    return type(fact), *(getattr(fact, name) for name in names if name not in _DELIVERY)


def _both_paid_and_failed(facts: Sequence[Fact]) -> tuple[set[str], list[Unmet]]:
    paid = [fact for fact in facts if isinstance(fact, PaymentProcessed)]
    failed = {fact.attempt for fact in facts if isinstance(fact, PaymentFailed)}
    tries = sorted({fact.attempt for fact in paid} & failed)
    conflicts = [Unmet("settlement.outcome_conflict", "payment", {"attempt": attempt}) for attempt in tries]
    return {fact.event_id for fact in paid if fact.attempt in failed}, conflicts


def _confirmed_differently(facts: Sequence[Fact]) -> tuple[set[str], list[Unmet]]:
    confirmed = sorted(fact.event_id for fact in facts if isinstance(fact, OrderConfirmed))
    if len(confirmed) < 2:  # noqa: PLR2004 - two differ, one cannot
        return set(), []
    figures: dict[str, Param] = {"versions": len(confirmed), "events": tuple(confirmed)}
    return set(confirmed), [Unmet("settlement.confirmed_twice", "order", figures)]


def _in_another_currency(facts: Sequence[Fact], currency: str) -> Iterator[tuple[Fact, Unmet]]:
    for fact in facts:
        match fact:
            case (
                OrderConfirmed(amount=amount)
                | PaymentInitiated(amount=amount)
                | PaymentProcessed(gross=amount)
            ) if amount.currency.code != currency:
                figures: dict[str, Param] = {"amount": amount, "currency": currency}
                yield fact, Unmet("settlement.other_currency", fact.event_id, figures)
            case _:
                pass

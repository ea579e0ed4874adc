"""Reports that contradict one another: found, named, and left out of every sum until a person decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from xbcommerce.kernel.unmet import Unmet

from .facts import Fact, OrderConfirmed, PaymentFailed, PaymentProcessed


@frozen
class Contradictions:
    """What is contradicted.

    Attributes:
        event_ids: Events that do not count.
        conflicts: Why, for people; ordered by kind and place.
    """

    event_ids: frozenset[str]
    conflicts: tuple[Unmet, ...]


def contradictions(facts: Sequence[Fact]) -> Contradictions:
    """Find contradictions among distinct facts of one order, in whatever order they stand.

    An event id with two contents, a try reported both as paid and as failed, an order confirmed twice.
    """
    by_id: dict[str, list[Fact]] = {}
    for fact in facts:
        by_id.setdefault(fact.event_id, []).append(fact)
    twofold = {event_id: len(same) for event_id, same in by_id.items() if len(same) > 1}
    void = set(twofold)
    conflicts = [
        Unmet("settlement.event_conflict", event_id, {"versions": versions})
        for event_id, versions in sorted(twofold.items())
    ]
    clear = [fact for fact in facts if fact.event_id not in twofold]
    paid = [fact for fact in clear if isinstance(fact, PaymentProcessed)]
    failed = {fact.attempt for fact in clear if isinstance(fact, PaymentFailed)}
    for attempt in sorted({fact.attempt for fact in paid} & failed):
        void |= {fact.event_id for fact in paid if fact.attempt == attempt}
        conflicts.append(Unmet("settlement.outcome_conflict", "payment", {"attempt": attempt}))
    confirmed = _ids(fact for fact in clear if isinstance(fact, OrderConfirmed))
    if len(confirmed) > 1:
        void |= set(confirmed)
        conflicts.append(
            Unmet("settlement.confirmed_twice", "order", {"times": len(confirmed), "events": confirmed})
        )
    return Contradictions(frozenset(void), tuple(conflicts))


def _ids(facts: Iterable[Fact]) -> tuple[str, ...]:
    return tuple(sorted(fact.event_id for fact in facts))

"""What type checkers know of storage: adapters are their ports, and typed layers keep their types."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import assert_type

from xbcommerce.adapters.drivers import (
    Delivered,
    DeliveryReport,
    Failed,
    InThreads,
    Outcome,
    Parked,
    RetryPolicy,
    deliver,
    deliver_async,
)
from xbcommerce.adapters.journal import EventJournal
from xbcommerce.adapters.memory import MemoryStore
from xbcommerce.adapters.rule_sets import DocumentRuleSets
from xbcommerce.adapters.sqlite import SqliteStore
from xbcommerce.adapters.typed import TypedEvents, TypedOutbox
from xbcommerce.kernel.codec import Kinds
from xbcommerce.kernel.dated import Issue, RuleSet, RuleSets
from xbcommerce.kernel.ports import AsyncOutbox, PendingEffect, Store
from xbcommerce.payments import Effect, Fact, Journal

AT = datetime(2026, 3, 1, tzinfo=UTC)
LEASE, POLICY = timedelta(minutes=5), RetryPolicy()


def stores(path: Path) -> list[Store]:
    return [MemoryStore(), SqliteStore(path)]


def rooms(store: Store) -> tuple[Journal, RuleSets[Decimal], AsyncOutbox]:
    return EventJournal(store), DocumentRuleSets[Decimal](store, RuleSet[Decimal]), InThreads(store)


def rules(kept: RuleSets[Decimal]) -> None:
    assert_type(kept.get("vat/eu"), Issue[Decimal] | None)


def typed(store: Store) -> None:
    facts = TypedEvents[Fact](store, Kinds.of(Fact))
    money = TypedOutbox[Fact, Effect](store, Kinds.of(Fact), Kinds.of(Effect))
    assert_type(facts.read("payment/A-1"), tuple[Fact, ...])
    assert_type(money.issued("payment/A-1"), tuple[Effect, ...])

    def send(effect: Effect) -> None:
        assert_type(effect.key, str)

    assert_type(deliver(store, money.sender(send), at=AT, lease=LEASE, policy=POLICY), DeliveryReport)


async def awaited(outbox: AsyncOutbox) -> DeliveryReport:
    async def send(effect: PendingEffect) -> None:
        assert_type(effect.attempts, int)

    return await deliver_async(outbox, send, at=AT, lease=LEASE, policy=POLICY)


def told(outcome: Outcome) -> str:
    match outcome:
        case Delivered(key):
            return key
        case Failed(_, error) | Parked(_, error):
            return error

"""A host's own classes go in and come out of any store, also after they have changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from attrs import frozen
from moneyed import Money

from xbcommerce.adapters.drivers import RetryPolicy, deliver
from xbcommerce.adapters.memory import MemoryDocuments, MemoryEventLog, MemoryStore
from xbcommerce.adapters.typed import TypedDocuments, TypedEvents, TypedOutbox, Versioned
from xbcommerce.kernel.codec import Kinds, UnknownKindError, UnstorableValueError
from xbcommerce.kernel.errors import NaiveDatetimeError
from xbcommerce.kernel.ports import VersionConflictError

AT = datetime(2026, 3, 1, tzinfo=UTC)


@frozen
class Placed:
    """An order came in."""

    total: Money


@frozen
class Shipped:
    """It went out."""

    weight_kg: Decimal


OrderEvent = Placed | Shipped


def test_events_come_back_as_they_went_in() -> None:
    """A union of classes is one vocabulary; reading after a version leaves out the earlier ones."""
    events: list[OrderEvent] = [Placed(Money("19.99", "EUR")), Shipped(Decimal("1.250"))]
    log = TypedEvents[OrderEvent](MemoryEventLog(), Kinds.of(OrderEvent))
    assert log.append("order/A-1", events, at=AT, expected_version=0) == 2
    assert log.read("order/A-1") == tuple(events)
    assert log.read("order/A-1", after=1) == (events[1],)
    assert [stored.kind for stored in log.log.read("order/A-1")] == ["Placed", "Shipped"]


def test_nothing_is_stored_if_one_event_is_of_no_known_kind() -> None:
    """A class outside the vocabulary, or a naive instant, stops the whole append."""
    log = TypedEvents[Any](MemoryEventLog(), Kinds.of(Placed))
    with pytest.raises(UnstorableValueError, match="none of the kinds Placed"):
        log.append("s", [Placed(Money(1, "EUR")), Shipped(Decimal(1))], at=AT, expected_version=0)
    with pytest.raises(NaiveDatetimeError):
        log.append("s", [Placed(Money(1, "EUR"))], at=AT.replace(tzinfo=None), expected_version=0)
    assert log.log.streams() == ()


def test_a_reader_that_does_not_know_a_kind_says_so() -> None:
    """An event of a class that the reader was not given is no event it may skip."""
    log = MemoryEventLog()
    TypedEvents[OrderEvent](log, Kinds.of(OrderEvent)).append(
        "s", [Shipped(Decimal(1))], at=AT, expected_version=0
    )
    with pytest.raises(UnknownKindError, match="unknown kind 'Shipped'; known are Placed"):
        TypedEvents[Placed](log, Kinds.of(Placed)).read("s")


def test_old_events_are_read_as_new_ones() -> None:
    """Events stored by an older class are brought up by the upcast."""
    log = MemoryEventLog()

    @frozen
    class Paid:
        amount_minor: int

    TypedEvents[Paid](log, Kinds.of(Paid)).append("s", [Paid(5)], at=AT, expected_version=0)

    def with_currency(data: dict[str, Any]) -> dict[str, Any]:
        return {"amount": {"minor": data["amount_minor"], "currency": "EUR"}}

    @frozen
    class PaidNow:
        amount: Money

    kinds = Kinds.by_name({"Paid": PaidNow}, upcasts={"Paid": [with_currency]})
    assert TypedEvents[PaidNow](log, kinds).read("s") == (PaidNow(Money("0.05", "EUR")),)


def test_documents_carry_their_version() -> None:
    """A value is read with the version that the next write must name."""
    plans = TypedDocuments[Shipped](MemoryDocuments(), Kinds.of(Shipped))
    assert plans.get("plan") is None
    assert plans.put("plan", Shipped(Decimal(1)), expected_version=0) == Versioned(Shipped(Decimal(1)), 1)
    plans.put("plan", Shipped(Decimal(2)), expected_version=1)
    assert plans.get("plan") == Versioned(Shipped(Decimal(2)), 2)
    with pytest.raises(VersionConflictError):
        plans.put("plan", Shipped(Decimal(3)), expected_version=1)


@frozen
class Ship:
    """Have it sent."""

    order: str

    @property
    def key(self) -> str:
        """One parcel an order."""
        return f"ship-{self.order}"


@frozen
class Refund:
    """Give money back."""

    order: str
    amount: Money

    @property
    def key(self) -> str:
        """One refund an amount."""
        return f"refund-{self.order}-{self.amount.amount}"


def outbox(store: MemoryStore) -> TypedOutbox[OrderEvent, Ship | Refund]:
    """Keep both kinds of effects."""
    return TypedOutbox[OrderEvent, Ship | Refund](store, Kinds.of(OrderEvent), Kinds.of(Ship | Refund))


def test_effects_go_out_as_the_classes_they_came_in() -> None:
    """Recorded with events, shown as issued, handed to the host by the driver, in order."""
    store = MemoryStore()
    orders = outbox(store)
    placed = Placed(Money("19.99", "EUR"))
    wishes = [Ship("A-1"), Refund("A-1", Money("0.50", "EUR"))]
    assert orders.record("order/A-1", [placed], wishes, at=AT, expected_version=0) == 1
    assert orders.record("order/A-2", [placed], [Ship("A-2")], at=AT, expected_version=0) == 1
    assert orders.issued("order/A-1") == tuple(wishes)
    assert [effect.key for effect in store.pending()] == ["ship-A-1", "refund-A-1-0.50", "ship-A-2"]
    sent: list[Ship | Refund] = []
    report = deliver(store, orders.sender(sent.append), at=AT, lease=timedelta(1), policy=RetryPolicy())
    assert sent == [*wishes, Ship("A-2")]
    assert len(report.delivered) == 3
    assert orders.issued("order/A-1") == ()


def test_an_effect_may_be_due_later_than_its_events() -> None:
    """A reminder in a week."""
    store, week = MemoryStore(), timedelta(days=7)
    outbox(store).record(
        "s", [Shipped(Decimal(1))], [Ship("A-1")], at=AT, due_at=AT + week, expected_version=0
    )
    assert [effect.due_at for effect in store.pending()] == [AT + week]
    assert [event.at for event in store.read("s")] == [AT]


def test_an_effect_that_the_driver_cannot_read_is_tried_again() -> None:
    """Older code meets a newer effect: it fails and waits, and newer code delivers it."""
    store = MemoryStore()
    outbox(store).record("s", [], [Refund("A-1", Money(1, "EUR"))], at=AT, expected_version=0)
    older = TypedOutbox[OrderEvent, Ship](store, Kinds.of(OrderEvent), Kinds.of(Ship))
    sent: list[object] = []
    report = deliver(store, older.sender(sent.append), at=AT, lease=timedelta(1), policy=RetryPolicy())
    assert "unknown kind 'Refund'" in report.failed[0].error
    later = AT + timedelta(hours=1)
    deliver(store, outbox(store).sender(sent.append), at=later, lease=timedelta(1), policy=RetryPolicy())
    assert sent == [Refund("A-1", Money(1, "EUR"))]


def test_nothing_is_recorded_if_one_effect_is_of_no_known_kind() -> None:
    """Neither the event nor the other effects."""
    store = MemoryStore()
    only_ships = TypedOutbox[Any, Any](store, Kinds.of(OrderEvent), Kinds.of(Ship))
    with pytest.raises(UnstorableValueError, match="none of the kinds Ship"):
        only_ships.record(
            "s", [Shipped(Decimal(1))], [Ship("A"), Refund("A", Money(1, "EUR"))], at=AT, expected_version=0
        )
    assert (store.streams(), store.pending()) == ((), ())

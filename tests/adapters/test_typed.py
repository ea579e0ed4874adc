"""A host's own classes go in and come out of any store, also after they have changed."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from attrs import frozen
from moneyed import Money

from xbcommerce.adapters.memory import MemoryDocuments, MemoryEventLog
from xbcommerce.adapters.typed import TypedDocuments, TypedEvents, Versioned
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

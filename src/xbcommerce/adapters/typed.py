"""Your own classes in and out of any store, so that no host writes the encoding twice.

Example:
    >>> from datetime import UTC, datetime
    >>> from attrs import frozen
    >>> from xbcommerce.adapters.memory import MemoryEventLog
    >>> from xbcommerce.adapters.typed import TypedEvents
    >>> from xbcommerce.kernel.codec import Kinds
    >>> @frozen
    ... class Paid:
    ...     amount_minor: int
    >>> orders = TypedEvents[Paid](MemoryEventLog(), Kinds.of(Paid))
    >>> orders.append("order/A-1", [Paid(1999)], at=datetime(2026, 3, 1, tzinfo=UTC), expected_version=0)
    1
    >>> orders.read("order/A-1")
    (Paid(amount_minor=1999),)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from attrs import frozen

from xbcommerce.kernel.codec import Kinds
from xbcommerce.kernel.ports import Documents, EventLog, NewEffect, NewEvent, Outbox, PendingEffect


class Keyed(Protocol):
    """An effect: any class with an idempotency key, such as those of `xbcommerce.payments`."""

    @property
    def key(self) -> str:
        """The same wish has the same key, another wish another one."""
        ...


E = TypeVar("E")
F = TypeVar("F", bound=Keyed)
R = TypeVar("R")
V = TypeVar("V")


@frozen
class TypedEvents(Generic[E]):
    """An event log of certain event classes.

    Attributes:
        log: Where they are kept.
        kinds: The event classes by name, with the upcasts from their older versions.
    """

    log: EventLog
    kinds: Kinds

    def append(self, stream: str, events: Sequence[E], *, at: datetime, expected_version: int) -> int:
        """Store all of the events, which happened at ``at``, or none; see `EventLog.append`."""
        new = [_new_event(self.kinds, event, at) for event in events]
        return self.log.append(stream, new, expected_version=expected_version)

    def read(self, stream: str, *, after: int = 0) -> tuple[E, ...]:
        """Return the events behind version ``after``, in order.

        Raises:
            BadDocumentError: An event is of no known kind, of a newer version, or malformed.
        """
        return tuple(self.kinds.from_json(stored.data) for stored in self.log.read(stream, after=after))


@frozen
class TypedOutbox(Generic[E, F]):
    """An outbox of certain event and effect classes.

    Attributes:
        outbox: Where they are kept.
        events: The event classes by name, with the upcasts from their older versions.
        effects: The effect classes, likewise; each has a ``key``.

    Example:
        >>> from datetime import UTC, datetime
        >>> from moneyed import Money
        >>> from xbcommerce.adapters.memory import MemoryStore
        >>> from xbcommerce.payments import Effect, Fact, InitiatePayment, OrderConfirmed
        >>> money = TypedOutbox[Fact, Effect](MemoryStore(), Kinds.of(Fact), Kinds.of(Effect))
        >>> at, total = datetime(2026, 3, 1, tzinfo=UTC), Money("19.99", "EUR")
        >>> confirmed, pay = OrderConfirmed("e1", "o7", at, total), InitiatePayment("o7", "acme", total, 1)
        >>> money.record("payment/o7", [confirmed], [pay], at=at, expected_version=0)
        1
        >>> money.issued("payment/o7") == (pay,)
        True
    """

    outbox: Outbox
    events: Kinds
    effects: Kinds

    def record(
        self,
        stream: str,
        events: Sequence[E],
        effects: Sequence[F],
        *,
        at: datetime,
        expected_version: int,
        due_at: datetime | None = None,
    ) -> int:
        """Store all of the events and effects, or nothing; see `Outbox.record`.

        Args:
            stream: As in `EventLog.append`.
            events: What happened.
            effects: What must be done now.
            at: When the events happened.
            expected_version: As in `EventLog.append`.
            due_at: The effects are not to be sent before; default ``at``.
        """
        new = [_new_event(self.events, event, at) for event in events]
        due = at if due_at is None else due_at
        wanted = [
            NewEffect(effect.key, self.effects.kind_of(effect), self.effects.to_json(effect), due)
            for effect in effects
        ]
        return self.outbox.record(stream, new, wanted, expected_version=expected_version)

    def issued(self, stream: str) -> tuple[F, ...]:
        """Return the effects of a stream that are not delivered, parked ones too, in order.

        A policy that asks for money takes them as ``issued``, so that it does not ask for the same twice.

        Raises:
            BadDocumentError: An effect is of no known kind, of a newer version, or malformed.
        """
        return tuple(
            self.effects.from_json(pending.data)
            for pending in self.outbox.pending()
            if pending.stream == stream
        )

    def sender(self, send: Callable[[F], R]) -> Callable[[PendingEffect], R]:
        """Make the ``send`` of a driver from one that takes effects of your own classes.

        An effect that this code cannot read is a failure like any other: newer code may come to read it.
        """

        def send_pending(pending: PendingEffect) -> R:
            return send(self.effects.from_json(pending.data))

        return send_pending


def _new_event(kinds: Kinds, event: object, at: datetime) -> NewEvent:
    return NewEvent(kinds.kind_of(event), kinds.to_json(event), at)


@frozen
class Versioned(Generic[V]):
    """A value as stored, with the version to name when it is written again."""

    value: V
    version: int


@frozen
class TypedDocuments(Generic[V]):
    """Documents that hold values of certain classes.

    Attributes:
        documents: Where they are kept.
        kinds: The classes by name, with the upcasts from their older versions.
    """

    documents: Documents
    kinds: Kinds

    def get(self, key: str) -> Versioned[V] | None:
        """Return the value as last written, or None.

        Raises:
            BadDocumentError: The document is of no known kind, of a newer version, or malformed.
        """
        found = self.documents.get(key)
        return None if found is None else Versioned(self.kinds.from_json(found.body), found.version)

    def put(self, key: str, value: V, *, expected_version: int) -> Versioned[V]:
        """Write a value if the document is still at the version last seen; see `Documents.put`."""
        body = self.kinds.to_json(value)
        return Versioned(value, self.documents.put(key, body, expected_version=expected_version).version)

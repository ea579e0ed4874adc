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

from collections.abc import Sequence
from datetime import datetime
from typing import Generic, TypeVar

from attrs import frozen

from xbcommerce.kernel.codec import Kinds
from xbcommerce.kernel.ports import Documents, EventLog, NewEvent

E = TypeVar("E")
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
        new = [NewEvent(self.kinds.kind_of(event), self.kinds.to_json(event), at) for event in events]
        return self.log.append(stream, new, expected_version=expected_version)

    def read(self, stream: str, *, after: int = 0) -> tuple[E, ...]:
        """Return the events behind version ``after``, in order.

        Raises:
            BadDocumentError: An event is of no known kind, of a newer version, or malformed.
        """
        return tuple(self.kinds.from_json(stored.data) for stored in self.log.read(stream, after=after))


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

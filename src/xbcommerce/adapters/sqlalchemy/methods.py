"""The methods of a store, whoever opens the transactions: its own or a host's."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from xbcommerce.kernel.ports import Document, NewEffect, NewEvent, PendingEffect, StoredEvent

from .documents import KeptDocuments
from .effects import Effects
from .events import Events
from .layout import Layout
from .operation import Operation

T = TypeVar("T")


class Operations:
    """What one store can do, each operation made once for all carriers."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.events = Events(layout)
        self.documents = KeptDocuments(layout)
        self.effects = Effects(layout, self.events)


class StoreMethods(ABC):
    """`EventLog`, `Documents` and `Outbox` by way of two methods that carry operations out."""

    _does: Operations

    @abstractmethod
    def _read(self, operation: Operation[T]) -> T: ...

    @abstractmethod
    def _write(self, operation: Operation[T], *, ordered: bool = False) -> T: ...

    def append(self, stream: str, events: Sequence[NewEvent], *, expected_version: int) -> int:
        """Store all of the events or none; see `EventLog.append`."""
        operation = self._does.events.append(stream, events, expected_version=expected_version)
        return self._write(operation, ordered=True)

    def read(self, stream: str, *, after: int = 0) -> tuple[StoredEvent, ...]:
        """Return the events behind version ``after``, in order."""
        return self._read(self._does.events.read(stream, after=after))

    def streams(self, prefix: str = "") -> tuple[str, ...]:
        """Return the names of all streams that begin with ``prefix``, sorted."""
        return self._read(self._does.events.streams(prefix))

    def get(self, key: str) -> Document | None:
        """Return the document as last written, or None."""
        return self._read(self._does.documents.get(key))

    def put(self, key: str, body: str, *, expected_version: int) -> Document:
        """Write a document if it is still at the version last seen; see `Documents.put`."""
        return self._write(self._does.documents.put(key, body, expected_version=expected_version))

    def keys(self, prefix: str = "") -> tuple[str, ...]:
        """Return the keys of all documents that begin with ``prefix``, sorted."""
        return self._read(self._does.documents.keys(prefix))

    def record(
        self,
        stream: str,
        events: Sequence[NewEvent],
        effects: Sequence[NewEffect],
        *,
        expected_version: int,
    ) -> int:
        """Store all of the events and effects, or nothing; see `Outbox.record`."""
        operation = self._does.effects.record(stream, events, effects, expected_version=expected_version)
        return self._write(operation, ordered=True)

    def claim(self, *, at: datetime, until: datetime, limit: int = 100) -> tuple[PendingEffect, ...]:
        """Take effects to be sent; see `Outbox.claim`."""
        return self._write(self._does.effects.claim(at=at, until=until, limit=limit))

    def delivered(self, key: str, *, at: datetime) -> None:
        """Report success; see `Outbox.delivered`."""
        self._write(self._does.effects.delivered(key, at=at))

    def failed(self, key: str, error: str, *, retry_at: datetime) -> None:
        """Report a failure; see `Outbox.failed`."""
        self._write(self._does.effects.failed(key, error, retry_at=retry_at))

    def park(self, key: str, error: str) -> None:
        """Report a failure for good; see `Outbox.park`."""
        self._write(self._does.effects.park(key, error))

    def retry(self, key: str, *, due_at: datetime) -> None:
        """Start anew; see `Outbox.retry`."""
        self._write(self._does.effects.retry(key, due_at=due_at))

    def pending(self, *, parked: bool | None = None) -> tuple[PendingEffect, ...]:
        """Return every effect that is not delivered; see `Outbox.pending`."""
        return self._read(self._does.effects.pending(parked=parked))

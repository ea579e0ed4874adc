"""The methods of a store, awaited."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from xbcommerce.kernel.ports import Document, NewEffect, NewEvent, PendingEffect, StoredEvent

from .methods import Operations
from .operation import Operation

T = TypeVar("T")


class AsyncStoreMethods(ABC):
    """What `StoreMethods` has, awaited, by way of two methods that carry operations out."""

    _does: Operations

    @abstractmethod
    async def _read(self, operation: Operation[T]) -> T: ...

    @abstractmethod
    async def _write(self, operation: Operation[T], *, ordered: bool = False) -> T: ...

    async def append(self, stream: str, events: Sequence[NewEvent], *, expected_version: int) -> int:
        """Store all of the events or none; see `EventLog.append`."""
        operation = self._does.events.append(stream, events, expected_version=expected_version)
        return await self._write(operation, ordered=True)

    async def read(self, stream: str, *, after: int = 0) -> tuple[StoredEvent, ...]:
        """Return the events behind version ``after``, in order."""
        return await self._read(self._does.events.read(stream, after=after))

    async def streams(self, prefix: str = "") -> tuple[str, ...]:
        """Return the names of all streams that begin with ``prefix``, sorted."""
        return await self._read(self._does.events.streams(prefix))

    async def get(self, key: str) -> Document | None:
        """Return the document as last written, or None."""
        return await self._read(self._does.documents.get(key))

    async def put(self, key: str, body: str, *, expected_version: int) -> Document:
        """Write a document if it is still at the version last seen; see `Documents.put`."""
        return await self._write(self._does.documents.put(key, body, expected_version=expected_version))

    async def keys(self, prefix: str = "") -> tuple[str, ...]:
        """Return the keys of all documents that begin with ``prefix``, sorted."""
        return await self._read(self._does.documents.keys(prefix))

    async def record(
        self,
        stream: str,
        events: Sequence[NewEvent],
        effects: Sequence[NewEffect],
        *,
        expected_version: int,
    ) -> int:
        """Store all of the events and effects, or nothing; see `Outbox.record`."""
        operation = self._does.effects.record(stream, events, effects, expected_version=expected_version)
        return await self._write(operation, ordered=True)

    async def claim(self, *, at: datetime, until: datetime, limit: int = 100) -> tuple[PendingEffect, ...]:
        """Take effects to be sent; see `Outbox.claim`."""
        return await self._write(self._does.effects.claim(at=at, until=until, limit=limit))

    async def delivered(self, key: str, *, at: datetime) -> None:
        """Report success; see `Outbox.delivered`."""
        await self._write(self._does.effects.delivered(key, at=at))

    async def failed(self, key: str, error: str, *, retry_at: datetime) -> None:
        """Report a failure; see `Outbox.failed`."""
        await self._write(self._does.effects.failed(key, error, retry_at=retry_at))

    async def park(self, key: str, error: str) -> None:
        """Report a failure for good; see `Outbox.park`."""
        await self._write(self._does.effects.park(key, error))

    async def retry(self, key: str, *, due_at: datetime) -> None:
        """Start anew; see `Outbox.retry`."""
        await self._write(self._does.effects.retry(key, due_at=due_at))

    async def pending(self, *, parked: bool | None = None) -> tuple[PendingEffect, ...]:
        """Return every effect that is not delivered; see `Outbox.pending`."""
        return await self._read(self._does.effects.pending(parked=parked))

"""Event log, documents and outbox in memory: real adapters, for tests, notebooks and dry runs.

Example:
    >>> from datetime import UTC, datetime
    >>> from xbcommerce.adapters.memory import MemoryStore
    >>> from xbcommerce.kernel.ports import NewEffect, NewEvent
    >>> at = datetime(2026, 3, 1, tzinfo=UTC)
    >>> store = MemoryStore()
    >>> store.put("plan/2026-03", "{}", expected_version=0).version
    1
    >>> charge = NewEffect("charge-A-1", "Charge", '{"amount_minor": 1999}', due_at=at)
    >>> store.record("order/A-1", [NewEvent("Confirmed", "{}", at)], [charge], expected_version=0)
    1
    >>> [effect.key for effect in store.pending()]
    ['charge-A-1']
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from threading import RLock

from attrs import evolve, frozen

from xbcommerce.kernel.errors import aware, whole
from xbcommerce.kernel.ports import (
    Document,
    NewEffect,
    NewEvent,
    PendingEffect,
    StoredEvent,
    UnknownEffectError,
    VersionConflictError,
    checked_name,
)

from .effects import Claim, distinct, is_known, microseconds


class MemoryEventLog:
    """An event log that lives as long as the process; threads may share it."""

    def __init__(self) -> None:
        self._streams: dict[str, tuple[StoredEvent, ...]] = {}
        self._position = 0
        self._writing = RLock()

    def append(self, stream: str, events: Sequence[NewEvent], *, expected_version: int) -> int:
        """Store all of the events or none; see `EventLog.append`."""
        checked_name(stream, "stream")
        whole(expected_version, "expected_version")
        with self._writing:
            history = self._streams.get(stream, ())
            if len(history) != expected_version:
                raise VersionConflictError(stream, expected_version, len(history))
            stored = tuple(
                StoredEvent(stream, expected_version + n, new.kind, new.data, new.at, self._position + n)
                for n, new in enumerate(events, start=1)
            )
            if stored:
                self._streams[stream] = history + stored
                self._position += len(stored)
            return expected_version + len(stored)

    def read(self, stream: str, *, after: int = 0) -> tuple[StoredEvent, ...]:
        """Return the events behind version ``after``, in order."""
        return self._streams.get(stream, ())[whole(after, "after") :]

    def streams(self, prefix: str = "") -> tuple[str, ...]:
        """Return the names of all streams that begin with ``prefix``, sorted."""
        return _beginning(prefix, self._streams)


class MemoryDocuments:
    """Documents that live as long as the process; threads may share them."""

    def __init__(self) -> None:
        self._documents: dict[str, Document] = {}
        self._writing = RLock()

    def get(self, key: str) -> Document | None:
        """Return the document as last written, or None."""
        return self._documents.get(key)

    def put(self, key: str, body: str, *, expected_version: int) -> Document:
        """Write a document if it is still at the version last seen; see `Documents.put`."""
        whole(expected_version, "expected_version")
        document = Document(key, expected_version + 1, body)
        with self._writing:
            found = self._documents.get(key)
            actual = found.version if found else 0
            if actual != expected_version:
                raise VersionConflictError(key, expected_version, actual)
            self._documents[key] = document
        return document

    def keys(self, prefix: str = "") -> tuple[str, ...]:
        """Return the keys of all documents that begin with ``prefix``, sorted."""
        return _beginning(prefix, self._documents)


@frozen
class _Kept:
    """An effect, the end of its claim, and whether it is delivered."""

    effect: PendingEffect
    until_us: int | None = None
    delivered: bool = False

    def is_free(self, at_us: int) -> bool:
        """Whether it may be claimed now."""
        return (
            not self.delivered
            and not self.effect.parked
            and microseconds(self.effect.due_at) <= at_us
            and (self.until_us is None or self.until_us <= at_us)
        )


class MemoryStore(MemoryEventLog, MemoryDocuments):
    """All three ports, living as long as the process; see `Outbox` for what the methods promise."""

    def __init__(self) -> None:
        MemoryEventLog.__init__(self)
        MemoryDocuments.__init__(self)
        self._effects: dict[str, _Kept] = {}

    def record(
        self,
        stream: str,
        events: Sequence[NewEvent],
        effects: Sequence[NewEffect],
        *,
        expected_version: int,
    ) -> int:
        """Store all of the events and effects, or nothing; see `Outbox.record`."""
        with self._writing:
            self.append(stream, (), expected_version=expected_version)  # checks name and version
            fresh = [effect for effect in distinct(effects) if not self._is_known(stream, effect)]
            version = self.append(stream, events, expected_version=expected_version)
            for position, new in enumerate(fresh, start=len(self._effects) + 1):
                pending = PendingEffect(
                    new.key, stream, new.kind, new.data, new.due_at, 0, "", position, parked=False
                )
                self._effects[new.key] = _Kept(pending)
            return version

    def claim(self, *, at: datetime, until: datetime, limit: int = 100) -> tuple[PendingEffect, ...]:
        """Take effects to be sent; see `Outbox.claim`."""
        claim = Claim.of(at, until, limit)
        with self._writing:
            free = [kept for kept in self._effects.values() if kept.is_free(claim.at_us)][: claim.limit]
            for kept in free:
                self._effects[kept.effect.key] = evolve(kept, until_us=claim.until_us)
        return tuple(kept.effect for kept in free)

    def delivered(self, key: str, *, at: datetime) -> None:
        """Report that an effect was carried out; see `Outbox.delivered`."""
        aware(at, "at")
        with self._writing:
            self._effects[key] = evolve(self._known(key), delivered=True)

    def failed(self, key: str, error: str, *, retry_at: datetime) -> None:
        """Report that an attempt failed; see `Outbox.failed`."""
        self._change(
            key, lambda one: evolve(one, attempts=one.attempts + 1, last_error=error, due_at=retry_at)
        )

    def park(self, key: str, error: str) -> None:
        """Report that an attempt failed for good; see `Outbox.park`."""
        self._change(key, lambda one: evolve(one, attempts=one.attempts + 1, last_error=error, parked=True))

    def retry(self, key: str, *, due_at: datetime) -> None:
        """Start anew; see `Outbox.retry`."""
        self._change(key, lambda one: evolve(one, attempts=0, due_at=due_at, parked=False))

    def pending(self, *, parked: bool | None = None) -> tuple[PendingEffect, ...]:
        """Return every effect that is not delivered; see `Outbox.pending`."""
        waiting = (kept.effect for kept in tuple(self._effects.values()) if not kept.delivered)
        return tuple(effect for effect in waiting if parked is None or effect.parked is parked)

    def close(self) -> None:
        """Let go of nothing: here so that a host closes any store in one way."""

    def _is_known(self, stream: str, new: NewEffect) -> bool:
        kept = self._effects.get(new.key)
        found = None if kept is None else (kept.effect.stream, kept.effect.kind, kept.effect.data)
        return is_known(stream, new, found)

    def _known(self, key: str) -> _Kept:
        kept = self._effects.get(key)
        if kept is None:
            raise UnknownEffectError(key)
        return kept

    def _change(self, key: str, change: Callable[[PendingEffect], PendingEffect]) -> None:
        """Change an effect and end its claim; a delivered one stays as it is."""
        with self._writing:
            kept = self._known(key)
            changed = _Kept(change(kept.effect))
            if not kept.delivered:
                self._effects[key] = changed


def _beginning(prefix: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(name for name in tuple(names) if name.startswith(prefix)))

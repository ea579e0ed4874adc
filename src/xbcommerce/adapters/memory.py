"""Event log and documents in memory: real adapters, for tests, notebooks and dry runs.

Example:
    >>> from xbcommerce.adapters.memory import MemoryDocuments
    >>> documents = MemoryDocuments()
    >>> documents.put("plan/2026-03", "{}", expected_version=0).version
    1
    >>> documents.keys("plan/")
    ('plan/2026-03',)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from threading import Lock

from xbcommerce.kernel.errors import whole
from xbcommerce.kernel.ports import Document, NewEvent, StoredEvent, VersionConflictError, checked_name


class MemoryEventLog:
    """An event log that lives as long as the process; threads may share it."""

    def __init__(self) -> None:
        self._streams: dict[str, tuple[StoredEvent, ...]] = {}
        self._position = 0
        self._writing = Lock()

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
        self._writing = Lock()

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


def _beginning(prefix: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(name for name in tuple(names) if name.startswith(prefix)))

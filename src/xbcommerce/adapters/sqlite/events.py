"""Events in a file."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from xbcommerce.adapters.events import COLUMNS, stored_events
from xbcommerce.kernel.errors import whole
from xbcommerce.kernel.ports import NewEvent, StoredEvent, VersionConflictError, checked_name, may_exist

from .file import LARGEST, LAST, SqliteFile

_READ = f"SELECT {', '.join(COLUMNS)} FROM event WHERE stream = ? AND version > ? ORDER BY version"  # noqa: S608 (names of ours)


class SqliteEvents(SqliteFile):
    """The event log of a file; see `EventLog` for what the methods promise."""

    def append(self, stream: str, events: Sequence[NewEvent], *, expected_version: int) -> int:
        """Store all of the events or none; see `EventLog.append`."""
        checked_name(stream, "stream")
        whole(expected_version, "expected_version")
        with self._writing() as connection:
            return insert_events(connection, stream, events, expected_version)

    def read(self, stream: str, *, after: int = 0) -> tuple[StoredEvent, ...]:
        """Return the events behind version ``after``, in order."""
        whole(after, "after")
        if not may_exist(stream):
            return ()
        return stored_events(self._rows(_READ, stream, min(after, LARGEST)))

    def streams(self, prefix: str = "") -> tuple[str, ...]:
        """Return the names of all streams that begin with ``prefix``, sorted."""
        if not may_exist(prefix):
            return ()
        rows = self._rows(
            "SELECT DISTINCT stream FROM event WHERE stream >= ? AND stream < ? ORDER BY stream",
            prefix,
            prefix + LAST,
        )
        return tuple(stream for (stream,) in rows)


def insert_events(
    connection: sqlite3.Connection, stream: str, events: Sequence[NewEvent], expected_version: int
) -> int:
    """Insert within a transaction if the version is the expected one; return the version now."""
    found = connection.execute("SELECT max(version) FROM event WHERE stream = ?", (stream,)).fetchone()
    actual = found[0] or 0
    if actual != expected_version:
        raise VersionConflictError(stream, expected_version, actual)
    rows = (
        (stream, version, event.kind, event.data, event.at.isoformat())
        for version, event in enumerate(events, start=expected_version + 1)
    )
    connection.executemany("INSERT INTO event (stream, version, kind, data, at) VALUES (?, ?, ?, ?, ?)", rows)
    return expected_version + len(events)

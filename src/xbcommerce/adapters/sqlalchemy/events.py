"""The event log: its SQL and what is decided around it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import BigInteger, Connection, Text, column, func, select, table

from xbcommerce.adapters.events import COLUMNS, stored_events
from xbcommerce.adapters.sqlite.file import LARGEST
from xbcommerce.kernel.errors import whole
from xbcommerce.kernel.ports import NewEvent, StoredEvent, VersionConflictError, checked_name, may_exist

from .driver import ask, say
from .layout import Layout
from .operation import OneStatement, Operation, between, text, written
from .rows import Insertion

_COLUMNS = {"stream": "TEXT", "version": "BIGINT", "kind": "TEXT", "data": "TEXT", "at": "TEXT"}

Row = tuple[str, int, str, str, str]


class Events:
    """Operations on the event log of one store."""

    def __init__(self, layout: Layout) -> None:
        event = table(
            layout.named("event"),
            column("stream", Text()),
            column("version", BigInteger()),
            schema=layout.schema,
        )
        c = event.c
        self._version = select(func.coalesce(func.max(c.version), 0)).where(c.stream == text("stream"))
        self._first = _first(layout)
        self._rest = Insertion.of(layout, "event", _COLUMNS)
        its_stream, after = layout.marked(2)
        self._read = (
            f"SELECT {', '.join(COLUMNS)} FROM {layout.quoted('event')} "  # noqa: S608 (checked names)
            f"WHERE stream = {its_stream} AND version > {after} ORDER BY version"
        )
        self._streams = (
            select(c.stream)
            .where(c.version == 1, c.stream >= text("first"), c.stream < text("beyond"))
            .order_by(c.stream)
        )

    def append(self, stream: str, events: Sequence[NewEvent], *, expected_version: int) -> Operation[int]:
        """Insert all of the events or none; the transaction must give out positions in turn.

        The first row goes in only if the stream is at the version before it, and only once: whoever has that
        row has the numbers behind it, so the others need no such care.
        """
        checked_name(stream, "stream")
        whole(expected_version, "expected_version")
        rows = [
            (stream, version, event.kind, event.data, written(event.at))
            for version, event in enumerate(events, start=expected_version + 1)
        ]

        version = expected_version + len(rows)

        def run(connection: Connection) -> int:
            if not rows or version > LARGEST:
                self.check(connection, stream, expected_version)
                return expected_version
            if not self._insert_first(connection, rows[0]):
                self.check(connection, stream, expected_version)
                # an isolated transaction of a host does not see who has the number, but that somebody has it
                raise VersionConflictError(stream, expected_version, expected_version + 1)
            self._rest.insert(connection, rows[1:])
            return version

        def at_once(connection: Connection) -> int | None:
            return version if self._insert_first(connection, rows[0]) else None

        return OneStatement(at_once, run) if len(rows) == 1 and version <= LARGEST else run

    def _insert_first(self, connection: Connection, row: Row) -> bool:
        stream, version, *_ = row
        return say(connection, self._first, (*row, stream, version - 1)) == 1

    def check(self, connection: Connection, stream: str, expected_version: int) -> None:
        """Refuse a version that a stream is not at.

        Raises:
            VersionConflictError: It is at another one.
        """
        actual = int(connection.execute(self._version, {"stream": stream}).scalar_one())
        if actual != expected_version:
            raise VersionConflictError(stream, expected_version, actual)

    def read(self, stream: str, *, after: int = 0) -> Operation[tuple[StoredEvent, ...]]:
        """Select the events of a stream behind a version."""
        whole(after, "after")

        def run(connection: Connection) -> tuple[StoredEvent, ...]:
            if not may_exist(stream):
                return ()
            return stored_events(ask(connection, self._read, (stream, min(after, LARGEST))))

        return run

    def streams(self, prefix: str = "") -> Operation[tuple[str, ...]]:
        """Select the names of the streams that begin with a prefix; each has exactly one first event."""

        def run(connection: Connection) -> tuple[str, ...]:
            if not may_exist(prefix):
                return ()
            return tuple(connection.execute(self._streams, between(prefix)).scalars())

        return run


def _first(layout: Layout) -> str:
    """Insert a row where the stream is at the version before it, which is the last parameter."""
    *marks, its_stream, seen = layout.marked(len(_COLUMNS) + 2)
    values = (f"CAST({mark} AS {kind})" for mark, kind in zip(marks, _COLUMNS.values(), strict=True))
    event = layout.quoted("event")
    return (
        f"INSERT INTO {event} ({', '.join(_COLUMNS)}) "  # noqa: S608 (checked names)
        f"SELECT {', '.join(values)} "
        f"WHERE (SELECT coalesce(max(version), 0) FROM {event} WHERE stream = {its_stream}) = {seen} "
        "ON CONFLICT DO NOTHING"
    )

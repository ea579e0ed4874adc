"""The event log: its SQL and what is decided around it.

What is done for each event is said to the driver in its own words and read as its own tuples: SQLAlchemy's
parameters and rows would take as long as the driver itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen
from sqlalchemy import BigInteger, Connection, Text, column, func, select, table
from sqlalchemy.exc import DBAPIError

from xbcommerce.adapters.events import COLUMNS, stored_events
from xbcommerce.adapters.sqlite.file import LARGEST
from xbcommerce.kernel.codec.documents import one_line
from xbcommerce.kernel.errors import whole
from xbcommerce.kernel.ports import NewEvent, StoredEvent, VersionConflictError, checked_name, may_exist

from .layout import Layout
from .operation import Operation, between, text, written

_COLUMNS = ("stream", "version", "kind", "data", "at")
_COUNTING = {"preserve_rowcount": True}

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
        self._rest = _RowsAtOnce.of(layout) if layout.postgresql else _RowByRow.of(layout)
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

        def run(connection: Connection) -> int:
            if not rows or expected_version + len(rows) > LARGEST:
                self.check(connection, stream, expected_version)
                return expected_version
            first = (*rows[0], stream, expected_version)
            if connection.exec_driver_sql(self._first, first, execution_options=_COUNTING).rowcount != 1:
                self.check(connection, stream, expected_version)
                # an isolated transaction of a host does not see who has the number, but that somebody has it
                raise VersionConflictError(stream, expected_version, expected_version + 1)
            if rows[1:]:
                self._rest.insert(connection, rows[1:])
            return expected_version + len(rows)

        return run

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
            found = connection.exec_driver_sql(self._read, (stream, min(after, LARGEST)))
            try:
                with found:
                    return stored_events(found.context.cursor.fetchall())
            except connection.dialect.loaded_dbapi.Error as error:
                raise DBAPIError(self._read, None, error) from error

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
    stream, version, kind, data, at, its_stream, seen = layout.marked(len(_COLUMNS) + 2)
    event = layout.quoted("event")
    return (
        f"INSERT INTO {event} ({', '.join(_COLUMNS)}) "  # noqa: S608 (checked names)
        f"SELECT CAST({stream} AS TEXT), CAST({version} AS BIGINT), CAST({kind} AS TEXT), "
        f"CAST({data} AS TEXT), CAST({at} AS TEXT) "
        f"WHERE (SELECT coalesce(max(version), 0) FROM {event} WHERE stream = {its_stream}) = {seen} "
        "ON CONFLICT DO NOTHING"
    )


@frozen
class _RowByRow:
    """The rows behind the first, one after the other, which costs SQLite no trip."""

    statement: str

    @classmethod
    def of(cls, layout: Layout) -> _RowByRow:
        marks = ", ".join(layout.marked(len(_COLUMNS)))
        return cls(f"INSERT INTO {layout.quoted('event')} ({', '.join(_COLUMNS)}) VALUES ({marks})")  # noqa: S608 (checked names)

    def insert(self, connection: Connection, rows: Sequence[Row]) -> None:
        connection.exec_driver_sql(self.statement, list(rows))


@frozen
class _RowsAtOnce:
    """The rows behind the first in one statement, so that PostgreSQL plans and answers once."""

    statement: str

    @classmethod
    def of(cls, layout: Layout) -> _RowsAtOnce:
        (rows,) = layout.marked(1)
        return cls(
            f"INSERT INTO {layout.quoted('event')} ({', '.join(_COLUMNS)}) "  # noqa: S608 (checked names)
            "SELECT one ->> 0, CAST(one ->> 1 AS BIGINT), one ->> 2, one ->> 3, one ->> 4 "
            f"FROM json_array_elements(CAST(CAST({rows} AS TEXT) AS JSON)) "
            "WITH ORDINALITY AS given (one, nth) ORDER BY nth"
        )

    def insert(self, connection: Connection, rows: Sequence[Row]) -> None:
        connection.exec_driver_sql(self.statement, (one_line(rows),))

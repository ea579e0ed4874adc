"""The event log: its SQL and what is decided around it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import BigInteger, Connection, Text, column, func, select, table
from sqlalchemy.dialects import postgresql, sqlite

from xbcommerce.adapters.events import COLUMNS, stored_events
from xbcommerce.adapters.sqlite.file import LARGEST
from xbcommerce.kernel.errors import whole
from xbcommerce.kernel.ports import NewEvent, StoredEvent, VersionConflictError, checked_name, may_exist

from .layout import Layout
from .operation import Operation, between, text, whole_number, written

_COLUMNS = ("stream", "version", "kind", "data", "at")


class Events:
    """Operations on the event log of one store."""

    def __init__(self, layout: Layout) -> None:
        event = table(
            layout.named("event"),
            *(column(name, Text()) for name in ("stream", "kind", "data", "at")),
            *(column(name, BigInteger()) for name in ("version", "position")),
            schema=layout.schema,
        )
        c = event.c
        mine = c.stream == text("stream")
        version = select(func.coalesce(func.max(c.version), 0)).where(mine)
        row = select(text("stream"), whole_number("version"), text("kind"), text("data"), text("at"))
        first = postgresql.insert(event) if layout.postgresql else sqlite.insert(event)
        self._version = version
        at_version = row.where(version.scalar_subquery() == whole_number("version") - 1)
        insert_first = first.from_select(_COLUMNS, at_version).on_conflict_do_nothing()
        self._first = insert_first.execution_options(preserve_rowcount=True)
        marks = ", ".join(layout.marked(len(_COLUMNS)))
        self._rest = f"INSERT INTO {layout.quoted('event')} ({', '.join(_COLUMNS)}) VALUES ({marks})"  # noqa: S608 (checked names)
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
            if connection.execute(self._first, dict(zip(_COLUMNS, rows[0], strict=True))).rowcount != 1:
                self.check(connection, stream, expected_version)
                # an isolated transaction of a host does not see who has the number, but that somebody has it
                raise VersionConflictError(stream, expected_version, expected_version + 1)
            if rows[1:]:
                connection.exec_driver_sql(self._rest, rows[1:])  # as they are: there may be many
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
            rows = connection.exec_driver_sql(self._read, (stream, min(after, LARGEST)))
            return stored_events(rows.all())

        return run

    def streams(self, prefix: str = "") -> Operation[tuple[str, ...]]:
        """Select the names of the streams that begin with a prefix; each has exactly one first event."""

        def run(connection: Connection) -> tuple[str, ...]:
            if not may_exist(prefix):
                return ()
            return tuple(connection.execute(self._streams, between(prefix)).scalars())

        return run

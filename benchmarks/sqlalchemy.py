"""`SqlAlchemyStore` beside the bare drivers and eventsourcing, on one database, with the same safety.

PostgreSQL waits for its disk at every commit here, as it does in production. Rows are compared with the bare
driver and with the recorder of eventsourcing, its counterpart; for information, classes in and out with the
same of eventsourcing, where the codecs decide: ours checks each value that it reads.
"""

from __future__ import annotations

import atexit
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import count
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from attrs import frozen

from benchmarks.measure import Bench, Peer
from benchmarks.storage import AT, bare_sqlite, paid_events, scratch
from tests.adapters.postgres_server import NoPostgresError, start
from xbcommerce.adapters.typed import TypedEvents
from xbcommerce.kernel.codec import Kinds
from xbcommerce.kernel.ports import EventLog, NewEvent

_APPENDS = 40
_BATCH = 200
_BATCHES = 5
_READ = 2_000
_COLUMNS = "stream, version, kind, data, at"


@frozen
class Paid:
    """What a host stores: a class of its own."""

    amount_minor: int
    order: str


class Bare:
    """The driver alone: the same rows in a table of the same form; no look at the version first."""

    def __init__(self, name: str, connection: Any, mark: str, begin: str | None) -> None:  # noqa: ANN401 (DB-API)
        self.name, self.connection, self.begin = name, connection, begin
        self.insert = f"INSERT INTO bare ({_COLUMNS}) VALUES ({', '.join([mark] * 5)})"  # noqa: S608
        self.select = f"SELECT {_COLUMNS}, position FROM bare WHERE stream = {mark} ORDER BY version"  # noqa: S608

    def append(self, stream: str, version: int, events: Sequence[NewEvent]) -> None:
        """Insert one transaction's rows."""
        rows = [(stream, n, e.kind, e.data, e.at.isoformat()) for n, e in enumerate(events, version + 1)]
        cursor = self.connection.cursor()
        if self.begin:
            cursor.execute(self.begin)
        if rows[1:]:
            cursor.executemany(self.insert, rows)
        else:
            cursor.execute(self.insert, rows[0])
        self.connection.commit()
        cursor.close()

    def read(self, stream: str) -> list[object]:
        """Select rows as tuples."""
        rows: list[object] = self.connection.execute(self.select, (stream,)).fetchall()
        self.connection.rollback()
        return rows


class Recorder:
    """The lowest part of eventsourcing: bytes in, bytes out."""

    name = "eventsourcing, its recorder alone"

    def __init__(self, recorder: Any) -> None:  # noqa: ANN401 (either database's)
        from eventsourcing.persistence import StoredEvent

        self.recorder, self.stored = recorder, StoredEvent

    def append(self, stream: str, version: int, events: Sequence[NewEvent]) -> None:
        """Insert events with their topic and state."""
        name = uuid5(NAMESPACE_URL, stream)
        rows = [self.stored(name, n, e.kind, e.data.encode()) for n, e in enumerate(events, version + 1)]
        self.recorder.insert_events(rows)

    def read(self, stream: str) -> Sequence[object]:
        """Select events with their topic and state."""
        found: Sequence[object] = self.recorder.select_events(uuid5(NAMESPACE_URL, stream))
        return found


@cache
def _their_paid() -> Any:  # noqa: ANN401 (a class that checkers cannot see)
    """Return the same class as eventsourcing wants it."""
    from eventsourcing.domain import DomainEvent
    from eventsourcing.utils import register_topic

    @dataclass(frozen=True)
    class TheirPaid(DomainEvent):  # type: ignore[misc, unused-ignore]
        amount_minor: int
        order: str

    register_topic("TheirPaid", TheirPaid)
    return TheirPaid


class EventSourcing:
    """The store of eventsourcing: its event classes in and out, as JSON."""

    name = "eventsourcing, its event store"

    def __init__(self, recorder: Any) -> None:  # noqa: ANN401 (either database's)
        from eventsourcing.persistence import DatetimeAsISO, EventStore, JSONTranscoder, Mapper, UUIDAsHex

        transcoder = JSONTranscoder()
        for transcoding in (UUIDAsHex(), DatetimeAsISO()):
            transcoder.register(transcoding)
        self.store, self.paid = EventStore(Mapper(transcoder), recorder), _their_paid()

    def append(self, stream: str, version: int, events: Sequence[Paid]) -> None:
        """Put events that carry their number and time."""
        name = uuid5(NAMESPACE_URL, f"typed/{stream}")
        numbered = enumerate(events, version + 1)
        self.store.put([self.paid(name, n, AT, e.amount_minor, e.order) for n, e in numbered])

    def read(self, stream: str) -> list[object]:
        """Get events."""
        return list(self.store.get(uuid5(NAMESPACE_URL, f"typed/{stream}")))


class Typed:
    """Ours, as a host works."""

    def __init__(self, store: EventLog) -> None:
        self.events = TypedEvents[Paid](store, Kinds.of(Paid))

    def append(self, stream: str, version: int, events: Sequence[Paid]) -> None:
        """Append events."""
        self.events.append(f"typed/{stream}", events, at=AT, expected_version=version)

    def read(self, stream: str) -> Sequence[object]:
        """Read events."""
        return self.events.read(f"typed/{stream}")


class Rows:
    """Ours, with texts."""

    def __init__(self, store: EventLog) -> None:
        self.store = store

    def append(self, stream: str, version: int, events: Sequence[NewEvent]) -> None:
        """Append events."""
        self.store.append(stream, events, expected_version=version)

    def read(self, stream: str) -> Sequence[object]:
        """Read events."""
        return self.store.read(stream)


def _paid(number: int) -> list[Paid]:
    return [Paid(1999, f"A-{n}") for n in range(number)]


def _appends(way: Any, events: Sequence[object], batches: int) -> Callable[[], object]:  # noqa: ANN401
    """Return a run that appends the same events some times to a stream of its own."""
    streams = count()

    def run() -> None:
        stream = f"{len(events)}/{next(streams)}"
        for number in range(batches):
            way.append(stream, number * len(events), events)

    return run


def _compared(
    what: str,
    ours: Rows | Typed,
    peers: Sequence[Any],
    make: Callable[[int], Sequence[object]],
) -> list[Bench]:
    """Compare single appends, batches and reads; the unit is one event."""
    benches: list[Bench] = []
    for batches, size in ((_APPENDS, 1), (_BATCHES, _BATCH)):
        events, work = make(size), batches * size
        runs = [_peer(peer, _appends(peer, events, batches), work) for peer in peers]
        name = f"append {size}{' at once' * (size > 1)} ({what})"
        benches.append(Bench(name, _appends(ours, events, batches), runs, work, wall=True))
    for way in (ours, *peers):
        way.append("read", 0, make(_READ))
    reads = [_peer(peer, partial(peer.read, "read"), _READ) for peer in peers]
    waits = "PostgreSQL" in what  # reading a file waits for nothing, so the processor time is all of it
    benches.append(
        Bench(f"read one of {_READ} ({what})", lambda: ours.read("read"), reads, _READ, wall=waits)
    )
    return benches


def _peer(peer: Any, run: Callable[[], object], work: int) -> Peer:  # noqa: ANN401
    """Beside the bare driver at most twice its time; faster than the counterpart."""
    if isinstance(peer, Recorder):
        return Peer(peer.name, run, work, faster=1)
    return Peer(peer.name, run, work, at_most=2 if isinstance(peer, Bare) else None)


def _all(database: str, store: EventLog, bare: Bare, recorder: object | None) -> list[Bench]:
    lowest = [Recorder(recorder)] if recorder else []
    benches = _compared(f"{database}, rows", Rows(store), [bare, *lowest], paid_events)
    if recorder:
        benches += _compared(f"{database}, classes", Typed(store), [EventSourcing(recorder)], _paid)
    return benches


def _sqlite(folder: Path) -> list[Bench]:
    from xbcommerce.adapters.sqlalchemy import SqlAlchemyStore

    path = folder / "store.db"
    store = SqlAlchemyStore(f"sqlite:///{path}")
    connection = bare_sqlite(path)
    connection.execute(
        "CREATE TABLE bare (position INTEGER PRIMARY KEY AUTOINCREMENT, stream TEXT NOT NULL, "
        "version BIGINT NOT NULL, kind TEXT NOT NULL, data TEXT NOT NULL, at TEXT NOT NULL, "
        "UNIQUE (stream, version))"
    )
    bare = Bare("bare sqlite3, same rows, FULL", connection, "?", "BEGIN IMMEDIATE")
    recorder = None
    try:
        from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteDatastore
    except ImportError as error:
        print(f"eventsourcing on SQLite is not measured: {error}")
    else:
        recorder = SQLiteApplicationRecorder(SQLiteDatastore(str(folder / "es.db")))
        recorder.create_table()
    return _all("SQLite", store, bare, recorder)


def _postgres() -> list[Bench]:
    try:
        import psycopg

        server = start(durable=True)
    except (ImportError, NoPostgresError) as error:
        print(f"PostgreSQL is not measured: {error}")
        return []
    from xbcommerce.adapters.sqlalchemy import SqlAlchemyStore

    atexit.register(server.close)
    store = SqlAlchemyStore(server.url)
    connection = psycopg.connect(server.url.replace("+psycopg", ""))
    connection.execute(
        "CREATE TABLE bare (position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "
        'stream TEXT COLLATE "C" NOT NULL, version BIGINT NOT NULL, kind TEXT NOT NULL, data TEXT NOT NULL, '
        "at TEXT NOT NULL, UNIQUE (stream, version))"
    )
    connection.commit()
    bare = Bare("bare psycopg, same rows", connection, "%s", None)
    recorder = None
    try:
        from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
    except ImportError as error:
        print(f"eventsourcing on PostgreSQL is not measured: {error}")
    else:
        host = server.url.partition("host=")[2]
        datastore = PostgresDatastore("postgres", host, 5432, "postgres", "none", pool_size=1)
        atexit.register(datastore.close)
        recorder = PostgresApplicationRecorder(datastore)
        recorder.create_table()
    return _all("PostgreSQL", store, bare, recorder)


def benches() -> list[Bench]:
    """Single appends, batches and reads, on PostgreSQL and SQLite."""
    try:
        import xbcommerce.adapters.sqlalchemy  # noqa: F401
    except ImportError as error:
        print(f"SqlAlchemyStore is not measured: {error}")
        return []
    return [*_postgres(), *_sqlite(scratch())]

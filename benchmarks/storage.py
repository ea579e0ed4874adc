"""`SqliteStore` beside bare sqlite3 (the same rows with the same safety) and beside `eventsourcing`."""

from __future__ import annotations

import atexit
import importlib.util
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any
from uuid import UUID

from benchmarks.measure import Bench, Peer
from xbcommerce.adapters.sqlite import SqliteStore
from xbcommerce.kernel.ports import NewEffect, NewEvent

_APPENDS = 50
_BATCH = 200
_READ = 2_000
_WAITING = 5_000
AT = datetime(2026, 3, 1, tzinfo=UTC)
_DATA = (
    '{"schema": "xbcommerce/1", "kind": "Paid", "version": 1, "data": {"amount_minor": 1999, "order": "A-1"}}'
)
_INSERT = "INSERT INTO event (stream, version, kind, data, at) VALUES (?, ?, ?, ?, ?)"
_INSERT_EFFECT = (
    "INSERT INTO effect (key, stream, event_version, kind, data, due_us) VALUES (?, ?, ?, ?, ?, ?)"
)
_DUE_US = 1_772_323_200_000_000

_NUMBERS = count(1)
"""No two rounds write to one stream."""

Run = Callable[[], object]


def scratch() -> Path:
    """Make a folder that is gone when the run is over."""
    folder = Path(mkdtemp(prefix="xbcommerce-bench-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    return folder


def paid_events(number: int) -> list[NewEvent]:
    """Make events of a usual size."""
    return [NewEvent("Paid", _DATA, AT + timedelta(seconds=n)) for n in range(number)]


def bare_sqlite(path: Path) -> sqlite3.Connection:
    """Connect without any of ours, as safe as ours."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _ours_appends(store: SqliteStore, batches: int, size: int) -> Run:
    events = paid_events(size)

    def run() -> None:
        stream = f"ours/{next(_NUMBERS)}"
        for number in range(batches):
            store.append(stream, events, expected_version=number * size)

    return run


def _bare_appends(connection: sqlite3.Connection, batches: int, size: int) -> Run:
    """Insert the same rows, one transaction a batch, without looking at the version first."""
    events = paid_events(size)

    def run() -> None:
        stream = f"bare/{next(_NUMBERS)}"
        for number in range(batches):
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(
                _INSERT,
                [
                    (stream, number * size + n, e.kind, e.data, e.at.isoformat())
                    for n, e in enumerate(events, 1)
                ],
            )
            connection.execute("COMMIT")

    return run


def _ours_records(store: SqliteStore) -> Run:
    events = paid_events(1)

    def run() -> None:
        stream = f"ours/effects/{next(_NUMBERS)}"
        for number in range(_APPENDS):
            effect = NewEffect(f"{stream}/{number}", "Charge", _DATA, AT)
            store.record(stream, events, [effect], expected_version=number)

    return run


def _bare_records(connection: sqlite3.Connection) -> Run:
    """Insert the same event and effect, one transaction a pair, without looking first."""
    (event,) = paid_events(1)

    def run() -> None:
        stream = f"bare/effects/{next(_NUMBERS)}"
        for number in range(_APPENDS):
            connection.execute("BEGIN IMMEDIATE")
            row = (stream, number + 1, event.kind, event.data, event.at.isoformat())
            connection.execute(_INSERT, row)
            effect = (f"{stream}/{number}", stream, number + 1, "Charge", _DATA, _DUE_US)
            connection.execute(_INSERT_EFFECT, effect)
            connection.execute("COMMIT")

    return run


def _outbox(path: Path) -> SqliteStore:
    """Make a store with effects that are due."""
    store = SqliteStore(path)
    effects = [NewEffect(f"waiting/{number}", "Charge", _DATA, AT) for number in range(_WAITING)]
    store.record("waiting", [], effects, expected_version=0)
    return store


def _ours_claims(store: SqliteStore) -> Run:
    """Claim a batch; the next run claims the same one anew, since its lease is over."""
    runs = count()

    def run() -> None:
        at = AT + timedelta(hours=next(runs))
        store.claim(at=at, until=at + timedelta(minutes=5), limit=_BATCH)

    return run


def _bare_claims(connection: sqlite3.Connection) -> Run:
    def run() -> None:
        connection.execute("BEGIN IMMEDIATE")
        rows = connection.execute(
            "SELECT * FROM effect WHERE delivered_us IS NULL AND NOT parked AND due_us <= ? "
            "ORDER BY position LIMIT ?",
            (_DUE_US, _BATCH),
        ).fetchall()
        connection.executemany(
            "UPDATE effect SET claimed_until_us = ? WHERE position = ?", [(0, row[0]) for row in rows]
        )
        connection.execute("COMMIT")

    return run


def _eventsourcing(folder: Path) -> tuple[list[Peer], list[Peer], list[Peer]]:
    """Give peers for single appends, batches and reads; none if the library is not installed."""
    if importlib.util.find_spec("eventsourcing") is None:
        print("storage: install the extra 'bench' to compare with eventsourcing")
        return [], [], []
    from eventsourcing.persistence import StoredEvent
    from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteDatastore

    recorder = SQLiteApplicationRecorder(SQLiteDatastore(str(folder / "eventsourcing.db")))
    recorder.create_table()

    def events(stream: UUID, first: int, last: int) -> list[Any]:
        return [StoredEvent(stream, n, "shop:Paid", _DATA.encode()) for n in range(first, last + 1)]

    def one_by_one() -> None:
        stream = UUID(int=next(_NUMBERS))
        for version in range(1, _APPENDS + 1):
            recorder.insert_events(events(stream, version, version))

    def in_batches() -> None:
        stream = UUID(int=next(_NUMBERS))
        for first in range(1, 5 * _BATCH, _BATCH):
            recorder.insert_events(events(stream, first, first + _BATCH - 1))

    long = UUID(int=next(_NUMBERS))
    recorder.insert_events(events(long, 1, _READ))
    name = "eventsourcing, SQLite recorder"
    return (
        [Peer(name, one_by_one, _APPENDS, faster=1)],
        [Peer(name, in_batches, 5 * _BATCH, faster=1)],
        [Peer(name, lambda: recorder.select_events(long), _READ, faster=1)],
    )


def benches() -> list[Bench]:
    """Single appends, a batch, effects, and reads; the unit is one event or effect."""
    folder = scratch()
    path = folder / "store.db"
    store, bare = SqliteStore(path), bare_sqlite(path)
    store.append("read", paid_events(_READ), expected_version=0)

    def read_bare() -> list[object]:
        query = (
            "SELECT stream, version, kind, data, at, position FROM event WHERE stream = ? ORDER BY version"
        )
        return bare.execute(query, ("read",)).fetchall()

    one_by_one, in_batches, reads = _eventsourcing(folder)
    return [
        Bench("append one event, processor time", _ours_appends(store, _APPENDS, 1), one_by_one, _APPENDS),
        Bench(
            f"append {_BATCH} events at once, processor time",
            _ours_appends(store, 5, _BATCH),
            in_batches,
            5 * _BATCH,
        ),
        Bench("read one event, processor time", lambda: store.read("read"), reads, _READ),
        Bench(
            "append one event, durable (SqliteStore)",
            _ours_appends(store, _APPENDS, 1),
            [Peer("bare sqlite3, same rows, FULL", _bare_appends(bare, _APPENDS, 1), _APPENDS, at_most=2)],
            _APPENDS,
            wall=True,
        ),
        Bench(
            f"append {_BATCH} events at once (SqliteStore)",
            _ours_appends(store, 5, _BATCH),
            [Peer("bare sqlite3, same rows, FULL", _bare_appends(bare, 5, _BATCH), 5 * _BATCH, at_most=2)],
            5 * _BATCH,
            wall=True,
        ),
        Bench(
            "record one event with one effect, durable (SqliteStore)",
            _ours_records(store),
            [Peer("bare sqlite3, same rows, FULL", _bare_records(bare), _APPENDS, at_most=2)],
            _APPENDS,
            wall=True,
        ),
        Bench(
            f"claim {_BATCH} effects of {_WAITING} (SqliteStore)",
            _ours_claims(_outbox(folder / "outbox.db")),
            [
                Peer(
                    "bare sqlite3, select and update", _bare_claims(bare_sqlite(folder / "outbox.db")), _BATCH
                )
            ],
            _BATCH,
            wall=True,
        ),
        Bench(
            "read one event of a stream, processor time (SqliteStore)",
            lambda: store.read("read"),
            [Peer("bare sqlite3, rows as tuples", read_bare, _READ, at_most=2)],
            _READ,
        ),
    ]

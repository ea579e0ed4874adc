"""Processes that work on a store until they are killed.

Run as a script it is a nursery: it imports once, then forks a child for each order it reads, so that a kill
costs milliseconds. A child tells what was acknowledged by appending to a file, a line a time: what was
written there survives the child.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sqlite3
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from xbcommerce.adapters.sqlite import SqliteStore
from xbcommerce.kernel.ports import NewEvent, StorageError, VersionConflictError

START = datetime(2026, 3, 1, tzinfo=UTC)
SHARED = "order/shared"
A_BATCH = 3


def batch(name: str, number: int, size: int = A_BATCH) -> list[NewEvent]:
    """Return the events of one append, told apart by writer, number and place."""
    at = START + timedelta(seconds=number)
    return [NewEvent("Counted", f'"{name} {number} {place}"', at) for place in range(size)]


def open_store(target: str) -> Any:  # noqa: ANN401 (any store)
    """Open what a target names: the URL of a database, or the path of a file."""
    if "://" in target:
        from xbcommerce.adapters.sqlalchemy import SqlAlchemyStore

        return SqlAlchemyStore(target)
    return SqliteStore(target, wait_s=60)


def tell(path: str) -> Callable[[str], None]:
    """Return what writes a line that outlives the writer, whole."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def write(line: str) -> None:
        os.write(file, f"{line}\n".encode())

    return write


def append(order: dict[str, Any], told: Callable[[str], None]) -> None:
    """Append to a stream, again after each conflict, and count in a document; acknowledge both together."""
    name, size = order["name"], order.get("size", A_BATCH)
    streams = order.get("streams", [SHARED])
    conflicts = 0
    with open_store(order["target"]) as store:
        versions = {stream: len(store.read(stream)) for stream in streams} if order.get("look", True) else {}
        for number in range(order["appends"]):
            stream = streams[number % len(streams)]
            while True:
                try:
                    versions[stream] = store.append(
                        stream, batch(name, number, size), expected_version=versions.get(stream, 0)
                    )
                except VersionConflictError as conflict:
                    versions[stream] = conflict.actual
                    conflicts += 1
                else:
                    break
            if order.get("counts"):
                found = store.get(name)
                store.put(name, f"{number}", expected_version=found.version if found else 0)
            told(str(number))
    told(f"conflicts {conflicts}")


def fill(order: dict[str, Any], told: Callable[[str], None]) -> None:
    """Append until the disk is full (no file may grow beyond a size), read on, and try twice more."""
    limit = order.get("limit_bytes")
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        store = open_store(order["target"])
    except StorageError as error:
        told(f"not opened: {error}")
        return
    number = refused = 0
    with store:
        while refused < FULL_TRIES:
            try:
                store.append(SHARED, batch(order["name"], number), expected_version=A_BATCH * number)
            except StorageError as error:
                refused += 1
                told(f"refused: {type(error).__name__}: {error}")
            else:
                number += 1
                told(str(number))
        if len(store.read(SHARED)) == A_BATCH * number:
            told("reads on")


FULL_TRIES = 3
JOBS = {"append": append, "fill": fill}


def die_before_statement(number: int) -> None:
    """Kill this process right before its n-th SQL statement, whichever library sends it."""
    left = number

    def count(*_: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    connect = sqlite3.connect

    def traced(*arguments: Any, **options: Any) -> sqlite3.Connection:  # noqa: ANN401 (as sqlite3 takes them)
        connection = connect(*arguments, **options)
        connection.set_trace_callback(count)
        return connection

    sqlite3.connect = traced  # type: ignore[assignment]
    if "sqlalchemy" in sys.modules:
        from sqlalchemy import event
        from sqlalchemy.engine import Engine

        def count_unless_traced(connection: Any, *_: object) -> None:  # noqa: ANN401 (as SQLAlchemy calls it)
            if connection.dialect.name != "sqlite":
                count()

        event.listen(Engine, "before_cursor_execute", count_unless_traced)
        event.listen(Engine, "commit", count_unless_traced)


def work(order: dict[str, Any]) -> None:
    """Do what was ordered, and end."""
    status = 1
    try:
        if order.get("dies_before"):
            die_before_statement(order["dies_before"])
        JOBS[order["job"]](order, tell(order["acks"]))
        status = 0
    except BaseException as error:  # noqa: BLE001 (told to the parent, whatever it is)
        Path(f"{order['acks']}.error").write_text(f"{type(error).__name__}: {error}", encoding="utf-8")
    os._exit(status)


def nursery() -> None:
    """Fork a child per order and say its process id; wait for one when told to, and say how it ended."""
    if "--sqlalchemy" in sys.argv:
        import sqlalchemy  # noqa: F401 (so that children have it already)
    for line in sys.stdin:
        order = json.loads(line)
        answer = os.waitpid(order["wait"], 0)[1] if "wait" in order else os.fork() or work(order)
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    nursery()

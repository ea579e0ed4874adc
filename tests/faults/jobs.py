"""What children do on a store until they are done or killed, and how they tell what was acknowledged."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from xbcommerce.adapters.sqlite import SqliteStore
from xbcommerce.kernel.ports import (
    NewEffect,
    NewEvent,
    PendingEffect,
    StorageError,
    Store,
    VersionConflictError,
)

START = datetime(2026, 3, 1, tzinfo=UTC)
SHARED = "order/shared"
A_BATCH = 3
FULL_TRIES = 3
LEASE = timedelta(seconds=60)
PAUSE_S = 0.01

Order = dict[str, Any]
Tell = Callable[[str], None]


def batch(name: str, number: int, size: int = A_BATCH) -> list[NewEvent]:
    """Return the events of one append, told apart by writer, number and place."""
    at = START + timedelta(seconds=number)
    return [NewEvent("Counted", f'"{name} {number} {place}"', at) for place in range(size)]


def effect(name: str, number: int) -> NewEffect:
    """Return what the first event of an append asks for."""
    return NewEffect(f"charge/{name}/{number}", "Charge", f'{{"order": "{name}", "part": {number}}}', START)


def open_store(target: str) -> Any:  # noqa: ANN401 (any store)
    """Open what a target names: the URL of a database, or the path of a file."""
    if "://" in target:
        from xbcommerce.adapters.sqlalchemy import SqlAlchemyStore

        return SqlAlchemyStore(target, wait_s=60)
    return SqliteStore(target, wait_s=60)


def append(order: Order, told: Tell) -> None:
    """Append to streams, again after each conflict, and count in a document; acknowledge both together."""
    name, size, streams = order["name"], order.get("size", A_BATCH), order.get("streams", [SHARED])
    conflicts = 0
    with open_store(order["target"]) as store:
        versions = {stream: len(store.read(stream)) for stream in streams} if order.get("look", True) else {}
        for number in range(order["appends"]):
            stream = streams[number % len(streams)]
            while True:
                expected = versions.get(stream, 0)
                try:
                    versions[stream] = store.append(
                        stream, batch(name, number, size), expected_version=expected
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


def fill(order: Order, told: Tell) -> None:
    """Append until there is no room (or no file may grow beyond a size), read on, and try twice more."""
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


def persist(order: Order, told: Tell) -> None:
    """Append although the database goes away now and then: after each error read, and decide again."""
    name, number = order["name"], 0
    with open_store(order["target"]) as store:
        while number < order["appends"]:
            try:
                there = len(store.read(SHARED)) // A_BATCH  # an uncertain write may have been stored
                if there == number:
                    store.append(SHARED, batch(name, number), expected_version=A_BATCH * number)
            except StorageError as error:
                told(f"error {type(error).__name__}: {error}")
                time.sleep(PAUSE_S)
            else:
                told(str(number))
                number += 1


def record(order: Order, told: Tell) -> None:
    """Record one event with one effect a time, from where the stream stands; acknowledge each."""
    name = order["name"]
    with open_store(order["target"]) as store:
        version = len(store.read(name))
        while version < order["records"]:
            events, effects = batch(name, version, 1), [effect(name, version)]
            version = store.record(name, events, effects, expected_version=version)
            told(str(version))


def carry_out(order: Order, told: Tell) -> None:
    """Deliver what is due until nothing is; the world outside is a file with a line for every effect."""
    from xbcommerce.adapters.drivers import RetryPolicy, deliver

    world = tell(order["world"])

    def send(one: PendingEffect) -> None:
        world(f"{one.key} {one.data}")

    at = datetime.fromisoformat(order["at"])
    with open_store(order["target"]) as store:
        while deliver(store, send, at=at, lease=LEASE, policy=RetryPolicy(), limit=5).outcomes:
            told("5")


def tell(path: str) -> Tell:
    """Return what writes a line that outlives the writer, whole."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def write(line: str) -> None:
        os.write(file, f"{line}\n".encode())

    return write


def pending(store: Store) -> list[str]:
    """Return the keys that nobody has reported as delivered."""
    return [one.key for one in store.pending()]


JOBS = {"append": append, "fill": fill, "persist": persist, "record": record, "carry_out": carry_out}

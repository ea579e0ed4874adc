"""PostgreSQL stops, crashes and comes back amid the work: errors by name, then on; nothing is lost."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest

from tests.adapters.postgres_server import PostgresServer, own
from xbcommerce.adapters.failures import UncertainWriteError, UnreachableStoreError
from xbcommerce.kernel.ports import StorageError

from .conftest import PRELOADED
from .jobs import A_BATCH, SHARED, batch, open_store
from .nursery import Child, a_nursery, texts, whole
from .stores import PATIENCE_S, postgres_url

APPENDS = 300
MODES: tuple[Literal["fast", "immediate"], ...] = ("fast", "immediate", "immediate")


@pytest.fixture
def server() -> Iterator[PostgresServer]:
    """Have a server to stop, which waits for the disk as one in production does."""
    postgres_url()  # skips, and says why, where there is none
    started = own(durable=True)
    try:
        yield started
    finally:
        started.close()


def errors_of(child: Child) -> list[str]:
    """Return what went wrong, as the child was told."""
    return [line.removeprefix("error ") for line in child.told if line.startswith("error")]


def wait_for_an_error(child: Child, since: int) -> None:
    """Return once the child has met the outage."""
    give_up_at = time.monotonic() + PATIENCE_S
    while len(errors_of(child)) <= since:
        assert time.monotonic() < give_up_at, "the child did not notice the outage"
        time.sleep(0.005)


def test_a_writer_outlives_restarts_and_crashes_of_the_server(tmp_path: Path, server: PostgresServer) -> None:
    """It is told by name, goes on by itself, and at the end every append is there once, in order."""
    with a_nursery(tmp_path, *PRELOADED["SQLAlchemy/PostgreSQL"]) as nursery:
        writer = nursery.start("persist", server.url, name="ann", appends=APPENDS)
        writer.wait_for_work()
        for mode in MODES:
            met = len(errors_of(writer))
            server.stop(mode)
            wait_for_an_error(writer, met)
            server.start()
            before = writer.acknowledged
            while writer.acknowledged <= before and writer.acknowledged < APPENDS:
                time.sleep(0.005)
        assert writer.wait() == 0
    kinds = Counter(line.partition(":")[0] for line in errors_of(writer))
    assert kinds.keys() <= {UnreachableStoreError.__name__, UncertainWriteError.__name__}
    assert kinds.total() >= len(MODES)
    with open_store(server.url) as store:
        events = store.read(SHARED)
    whole(events)
    assert texts(events) == [event.data for number in range(APPENDS) for event in batch("ann", number)]


def test_what_was_acknowledged_survives_a_crash_of_the_server(server: PostgresServer) -> None:
    """A store object that was open before says that the server is gone, and works again once it is back."""
    with open_store(server.url) as store:
        store.append(SHARED, batch("ann", 0), expected_version=0)
        server.stop("immediate")
        with pytest.raises(StorageError, match=r"cannot be reached|connection was lost"):
            store.append(SHARED, batch("ann", 1), expected_version=A_BATCH)
        with pytest.raises(UnreachableStoreError, match="check that the server runs"):
            open_store(server.url)
        server.start()
        assert len(store.read(SHARED)) == A_BATCH
        assert store.append(SHARED, batch("ann", 1), expected_version=A_BATCH) == 2 * A_BATCH

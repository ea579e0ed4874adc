"""Connections die at any moment: what was confirmed is there, what failed left no trace, the rest is told."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import Engine, QueuePool, create_engine, text
from sqlalchemy.ext.asyncio import create_async_engine

from tests.adapters import postgres_server
from tests.adapters.postgres_server import PostgresServer
from xbcommerce.adapters.failures import LockedStoreError, UncertainWriteError, UnreachableStoreError
from xbcommerce.adapters.sqlalchemy import AsyncSqlAlchemyStore, SqlAlchemyStore
from xbcommerce.kernel.ports import NewEffect, NewEvent, StorageError, StoredEvent, VersionConflictError

from .waiting import Waiting, wait

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
PAID = NewEvent("Paid", '{"amount_minor": 1999}', AT)
KILL_OTHERS = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE pid <> pg_backend_pid() AND application_name = 'victim'"
)
DIES_AT = """
    CREATE OR REPLACE FUNCTION {schema}.dies() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); RETURN NULL; END $$;
    DROP TRIGGER IF EXISTS dies ON {schema}.xbcommerce_event;
    CREATE CONSTRAINT TRIGGER dies AFTER INSERT ON {schema}.xbcommerce_event {when} FOR EACH ROW
    WHEN (NEW.kind = 'Fatal') EXECUTE FUNCTION {schema}.dies();
"""
FATAL = NewEvent("Fatal", "{}", AT)

pytestmark = pytest.mark.postgres


@pytest.fixture
def admin() -> Iterator[Engine]:
    """Give a connection that kills others."""
    engine = create_engine(postgres_server.url(), isolation_level="AUTOCOMMIT")
    yield engine
    engine.dispose()


def victims_address() -> str:
    """Return an address whose connections can be told from others."""
    separator = "&" if "?" in postgres_server.url() else "?"
    return f"{postgres_server.url()}{separator}application_name=victim"


def victim(schema: str) -> SqlAlchemyStore:
    """Open a store by it."""
    return SqlAlchemyStore(victims_address(), schema=schema)


def kill(admin: Engine) -> None:
    """End every connection of the victim at the server."""
    with admin.connect() as connection:
        connection.execute(KILL_OTHERS)


def test_a_connection_that_died_idle_is_replaced_unnoticed(admin: Engine) -> None:
    """Between two calls the server may have been restarted: nothing was under way, so nothing is told."""
    with victim("idle") as store:
        version = len(store.read("s"))
        for step in range(3):
            kill(admin)
            assert store.append("s", [PAID], expected_version=version + step) == version + step + 1
            kill(admin)
            assert len(store.read("s")) == version + step + 1


def test_an_awaited_connection_that_died_idle_is_replaced_unnoticed(admin: Engine) -> None:
    """The same for asyncio."""
    store = Waiting(wait(AsyncSqlAlchemyStore(victims_address(), schema="idle").open()))
    version = len(store.read("s"))
    kill(admin)
    assert store.append("s", [PAID], expected_version=version) == version + 1
    kill(admin)
    assert len(store.read("s")) == version + 1
    store.close()


def test_a_connection_lost_amid_a_write_leaves_no_trace(admin: Engine) -> None:
    """The server dies while a row goes in: the error says so, and none of the batch is there."""
    with victim("amid") as store:
        with admin.connect() as connection:
            connection.exec_driver_sql(DIES_AT.format(schema="amid", when=""))
        version = len(store.read("s"))
        with pytest.raises(
            UnreachableStoreError, match=r"connection was lost .*nothing was written, try again"
        ):
            store.record("s", [PAID, FATAL], [NewEffect("k", "Ship", "{}", AT)], expected_version=version)
        assert len(store.read("s")) == version
        assert store.pending() == ()
        assert store.append("s", [PAID], expected_version=version) == version + 1


def test_a_connection_lost_at_the_commit_is_told_as_uncertain(admin: Engine) -> None:
    """Nobody knows whether the commit went through; reading again tells, and a repetition doubles nothing."""
    with victim("late") as store:
        with admin.connect() as connection:
            connection.exec_driver_sql(DIES_AT.format(schema="late", when="DEFERRABLE INITIALLY DEFERRED"))
        version = len(store.read("s"))
        with pytest.raises(UncertainWriteError, match="read before you write again"):
            store.append("s", [FATAL], expected_version=version)
        assert len(store.read("s")) == version  # here it did not
        assert store.append("s", [PAID], expected_version=version) == version + 1


@pytest.fixture
def server() -> Iterator[PostgresServer]:
    """Give a server that waits for its disk and may be stopped."""
    started = postgres_server.own(durable=True)
    yield started
    started.close()


class Persistent:
    """A writer that counts in one stream whatever happens, and keeps what it was told."""

    def __init__(self, store: Any) -> None:  # noqa: ANN401 (of either kind)
        self.store = store
        self.confirmed: list[int] = []
        self.failures: list[StorageError] = []
        self.over = False
        self.thread = Thread(target=self.write)

    def write(self) -> None:
        """Append one number after the other; after a failure, look what is there and go on behind it."""
        while not self.over:
            number = len(self.read())
            try:
                self.store.append("s", [NewEvent("Counted", str(number), AT)], expected_version=number)
            except StorageError as error:
                self.failures.append(error)
            else:
                self.confirmed.append(number)

    def read(self) -> tuple[StoredEvent, ...]:
        """Read until the server answers."""
        while True:
            try:
                return self.store.read("s")
            except StorageError as error:
                self.failures.append(error)

    def wait_for_more(self) -> None:
        """Return once some more writes are confirmed."""
        target = len(self.confirmed) + 20
        while len(self.confirmed) < target:
            assert self.thread.is_alive()
            time.sleep(0.001)


@pytest.mark.parametrize("carrier", ["plain", "awaited"])
def test_a_server_that_crashes_and_comes_back_keeps_what_it_confirmed(
    server: PostgresServer, carrier: str
) -> None:
    """The server crashes and restarts under a writer: all that was confirmed is there, once, in order."""
    if carrier == "plain":
        writer = Persistent(SqlAlchemyStore(server.url))
    else:
        writer = Persistent(Waiting(wait(AsyncSqlAlchemyStore(server.url).open())))
    writer.thread.start()
    for crash in (True, False, True):
        writer.wait_for_more()
        server.stop("immediate" if crash else "fast")
        server.start()
    writer.wait_for_more()
    writer.over = True
    writer.thread.join()
    numbers = [int(event.data) for event in writer.read()]
    assert numbers == list(range(len(numbers)))
    assert set(writer.confirmed) <= set(numbers)
    assert len(writer.confirmed) == len(set(writer.confirmed))
    assert all(isinstance(error, UnreachableStoreError | UncertainWriteError) for error in writer.failures)
    writer.store.close()


def test_a_server_that_is_down_is_named_and_found_again(server: PostgresServer) -> None:
    """While it is down every call says so; once it is back the same store goes on."""
    with SqlAlchemyStore(server.url) as store:
        store.append("s", [PAID], expected_version=0)
        server.stop()
        calls: list[Callable[[], object]] = [
            lambda: store.read("s"),
            lambda: store.append("s", [PAID], expected_version=1),
            lambda: store.put("k", "{}", expected_version=0),
            store.pending,
        ]
        for call in calls:
            with pytest.raises(UnreachableStoreError, match="check that the server runs"):
                call()
        server.start()
        assert store.append("s", [PAID], expected_version=1) == 2


def test_a_pool_that_is_used_up_is_named() -> None:
    """A host whose connections are all taken is told which number to raise."""
    engine = create_engine(
        postgres_server.url(), poolclass=QueuePool, pool_size=1, max_overflow=0, pool_timeout=0.05
    )
    store = SqlAlchemyStore(engine, schema="pool")
    with engine.connect(), pytest.raises(LockedStoreError, match=r"connections are in use.*pool_size"):
        store.read("s")
    assert store.keys() == ()
    engine.dispose()


def test_positions_can_be_followed() -> None:
    """With many writers at once, who reads on from the last position seen misses nothing that comes later."""
    engine = create_engine(postgres_server.url(), pool_size=8)
    store = SqlAlchemyStore(engine, schema="followed", wait_s=60)
    start = {name: len(store.read(name)) for name in "abcd"}
    over = False

    def write(stream: str) -> None:
        for number in range(60):
            store.append(stream, [PAID, PAID], expected_version=start[stream] + 2 * number)

    last = max((event.position for name in "abcd" for event in store.read(name)), default=0)
    first, followed = last, []
    query = text("SELECT position FROM followed.xbcommerce_event WHERE position > :last ORDER BY position")
    writers = [Thread(target=write, args=(name,)) for name in "abcd"]
    for writer in writers:
        writer.start()
    while not over:
        over = not any(writer.is_alive() for writer in writers)
        with engine.connect() as connection:
            new = connection.execute(query, {"last": last}).scalars().all()
        followed += new
        last = max([last, *new])
    with engine.connect() as connection:
        everything = connection.execute(query, {"last": first}).scalars().all()
    assert followed == everything
    assert len(everything) == 4 * 60 * 2
    engine.dispose()


def test_a_cancelled_write_leaves_no_trace() -> None:
    """A request that is cancelled while it waits for its turn stores nothing, and the store goes on."""

    async def run() -> None:
        async with AsyncSqlAlchemyStore(postgres_server.url(), schema="cancelled") as store:
            version = len(await store.read("s"))
            host = create_async_engine(postgres_server.url())
            async with host.connect() as connection:
                await store.on(connection).append("t", [PAID], expected_version=len(await store.read("t")))
                waiting = asyncio.ensure_future(store.append("s", [PAID], expected_version=version))
                await asyncio.sleep(0.1)
                waiting.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await waiting
                await connection.rollback()
            await host.dispose()
            assert len(await store.read("s")) == version
            assert await store.append("s", [PAID], expected_version=version) == version + 1
            with pytest.raises(VersionConflictError):
                await store.append("s", [PAID], expected_version=version)

    wait(run())

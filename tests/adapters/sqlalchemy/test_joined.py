"""In a host's transaction, what the store writes is stored with what the host writes, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.orm import Session

from tests.adapters.postgres_server import url
from xbcommerce.adapters.failures import LockedStoreError
from xbcommerce.adapters.sqlalchemy import AsyncSqlAlchemyStore, SqlAlchemyStore
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.ports import EffectConflictError, NewEffect, NewEvent, VersionConflictError

from .waiting import wait

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
PAID = NewEvent("Paid", '{"amount_minor": 1999}', AT)
SHIP = NewEffect("ship/A-1", "Ship", "{}", AT)
ADD = text("INSERT INTO shop_order (name) VALUES ('A-1')")
COUNT = text("SELECT count(*) FROM shop_order")


def modern(engine: Engine) -> Engine:
    """Let transactions begin where SQLAlchemy says so, as its documentation advises for SQLite."""

    @event.listens_for(engine, "connect")
    def no_implicit_begin(connection: object, _: object) -> None:
        connection.isolation_level = None  # type: ignore[attr-defined]

    @event.listens_for(engine, "begin")
    def explicit_begin(connection: object) -> None:
        connection.exec_driver_sql("BEGIN")  # type: ignore[attr-defined]

    return engine


@pytest.fixture(params=["sqlite", "sqlite, modern", pytest.param("postgresql", marks=pytest.mark.postgres)])
def host(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Give a host's engine, with a table of its own."""
    path = f"sqlite:///{tmp_path}/shop.db"
    engine = create_engine(url() if request.param == "postgresql" else path)
    if request.param == "sqlite, modern":
        modern(engine)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE IF EXISTS shop_order"))
        connection.execute(text("CREATE TABLE shop_order (name TEXT NOT NULL)"))
        for table in ("event", "document", "effect", "schema"):
            connection.execute(text(f"DROP TABLE IF EXISTS joined_{table}"))
    yield engine
    engine.dispose()


@pytest.fixture
def store(host: Engine) -> SqlAlchemyStore:
    """Open the store beside the host's table."""
    return SqlAlchemyStore(host, prefix="joined_", wait_s=0.2)


def orders(host: Engine) -> int:
    """Return how many rows the host has stored."""
    with host.connect() as connection:
        return int(connection.execute(COUNT).scalar_one())


def test_a_commit_stores_both(host: Engine, store: SqlAlchemyStore) -> None:
    """The host's row, events, effects and a document come together; inside, all is seen before."""
    with host.begin() as connection:
        connection.execute(ADD)
        mine = store.on(connection)
        assert mine.record("order/A-1", [PAID, PAID], [SHIP], expected_version=0) == 2
        assert mine.put("plan", "{}", expected_version=0).version == 1
        assert (len(mine.read("order/A-1")), mine.keys(), len(mine.pending())) == (2, ("plan",), 1)
    assert orders(host) == 1
    assert [event.version for event in store.read("order/A-1")] == [1, 2]
    assert [effect.key for effect in store.pending()] == ["ship/A-1"]
    assert store.keys() == ("plan",)


@pytest.mark.parametrize("first", ["store", "host"])
def test_a_rollback_leaves_neither(host: Engine, store: SqlAlchemyStore, first: str) -> None:
    """Whoever wrote first, nothing of either is there after."""
    with host.connect() as connection:
        if first == "host":
            connection.execute(ADD)
        mine = store.on(connection)
        mine.read("order/A-1")
        mine.record("order/A-1", [PAID, PAID], [SHIP], expected_version=0)
        mine.put("plan", "{}", expected_version=0)
        if first == "store":
            connection.execute(ADD)
        connection.rollback()
    assert orders(host) == 0
    assert (store.streams(), store.keys(), store.pending()) == ((), (), ())


def test_a_conflict_leaves_the_hosts_transaction_usable(host: Engine, store: SqlAlchemyStore) -> None:
    """After each kind of conflict the host's own rows are still there to be committed."""
    store.record("order/A-1", [PAID], [SHIP], expected_version=0)
    store.put("plan", "{}", expected_version=0)
    with host.begin() as connection:
        connection.execute(ADD)
        mine = store.on(connection)
        with pytest.raises(VersionConflictError):
            mine.append("order/A-1", [PAID, PAID], expected_version=0)
        with pytest.raises(VersionConflictError):
            mine.append("order/A-1", [PAID], expected_version=7)
        with pytest.raises(VersionConflictError):
            mine.put("plan", "{}", expected_version=0)
        other = NewEffect("ship/A-1", "Ship", '{"by": "sea"}', AT)
        with pytest.raises(EffectConflictError):
            mine.record("order/A-1", [PAID], [other], expected_version=1)
    assert orders(host) == 1
    assert len(store.read("order/A-1")) == 1


def test_a_session_of_the_orm_gives_its_connection(host: Engine, store: SqlAlchemyStore) -> None:
    """A host that works with sessions passes ``session.connection()``."""
    with Session(host) as session, session.begin():
        session.execute(ADD)
        store.on(session.connection()).append("order/A-1", [PAID], expected_version=0)
    assert (orders(host), len(store.read("order/A-1"))) == (1, 1)


def test_a_savepoint_of_the_host_is_a_host_transaction_too(host: Engine, store: SqlAlchemyStore) -> None:
    """What is rolled back to a savepoint is gone, what was before stays."""
    with host.begin() as connection:
        mine = store.on(connection)
        mine.append("order/A-1", [PAID], expected_version=0)
        nested = connection.begin_nested()
        mine.append("order/A-1", [PAID], expected_version=1)
        nested.rollback()
        assert mine.append("order/A-1", [PAID], expected_version=1) == 2
    assert len(store.read("order/A-1")) == 2


def test_a_connection_that_commits_by_itself_is_refused(host: Engine, store: SqlAlchemyStore) -> None:
    """There, an event would be stored whatever becomes of the host's own work."""
    with (
        host.connect().execution_options(isolation_level="AUTOCOMMIT") as connection,
        pytest.raises(InvalidValueError, match="commits every statement by itself"),
    ):
        store.on(connection)


def test_others_wait_for_a_transaction_that_has_appended(host: Engine, store: SqlAlchemyStore) -> None:
    """Positions are given in turn, so another append waits, and says so when it has waited too long."""
    if host.dialect.name == "sqlite":
        store = SqlAlchemyStore(str(host.url), prefix="joined_", wait_s=0.2)
    with host.connect() as connection:
        store.on(connection).append("order/A-1", [PAID], expected_version=0)
        with pytest.raises(LockedStoreError, match="try again, or raise wait_s"):
            store.append("order/B-2", [PAID], expected_version=0)
        connection.commit()
    assert store.append("order/B-2", [PAID], expected_version=0) == 1
    positions = [store.read(stream)[0].position for stream in ("order/A-1", "order/B-2")]
    assert positions == sorted(positions)
    store.close()


@pytest.mark.postgres
@pytest.mark.parametrize("level", ["REPEATABLE READ", "SERIALIZABLE"])
def test_an_isolated_transaction_is_told_of_what_it_cannot_see(level: str) -> None:
    """A host's snapshot is older than another's append: a conflict, not a double number."""
    engine = create_engine(url(), isolation_level=level)
    store = SqlAlchemyStore(engine, schema="isolated")
    stream = f"order/{level}"
    try:
        with engine.connect() as connection:
            mine = store.on(connection)
            seen = len(mine.read(stream))
            store.append(stream, [PAID], expected_version=seen)
            document = store.get("plan")
            store.put("plan", "{}", expected_version=document.version if document else 0)
            with pytest.raises((VersionConflictError, LockedStoreError)):
                mine.append(stream, [PAID], expected_version=seen)
        assert len(store.read(stream)) == seen + 1
        with engine.connect() as connection:
            mine = store.on(connection)
            found = mine.get("plan")
            assert found
            store.put("plan", "{}", expected_version=found.version)
            with pytest.raises((VersionConflictError, LockedStoreError)):
                mine.put("plan", "{}", expected_version=found.version)
    finally:
        engine.dispose()


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def test_an_awaiting_host_has_the_same(kind: str, tmp_path: Path) -> None:
    """Commit stores, rollback does not, and a connection that commits by itself is refused."""
    engine = create_async_engine(url() if kind == "postgresql" else f"sqlite+aiosqlite:///{tmp_path}/shop.db")

    async def run() -> None:
        store = await AsyncSqlAlchemyStore(engine, prefix="awaited_").open()
        seen = len(await store.read("s"))
        async with engine.connect() as connection:
            await store.on(connection).append("s", [PAID], expected_version=seen)
            await connection.rollback()
        assert len(await store.read("s")) == seen
        async with engine.begin() as connection:
            mine = store.on(connection)
            assert await mine.append("s", [PAID, PAID], expected_version=seen) == seen + 2
            with pytest.raises(VersionConflictError):
                await mine.append("s", [PAID], expected_version=seen)
            assert len(await mine.read("s")) == seen + 2
        assert len(await store.read("s")) == seen + 2
        with pytest.raises(InvalidValueError, match="not started"):
            store.on(engine.connect())
        auto = engine.execution_options(isolation_level="AUTOCOMMIT")
        async with auto.connect() as connection:
            with pytest.raises(InvalidValueError, match="by itself"):
                store.on(connection)
        await engine.dispose()

    wait(run())

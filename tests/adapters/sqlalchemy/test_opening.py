"""One call opens, creates and upgrades; what is not ours, newer or out of reach is named and left alone."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from tests.adapters.postgres_server import GIVEN, url
from xbcommerce.adapters.failures import (
    BadUrlError,
    CorruptStoreError,
    ForeignDatabaseError,
    NewerStoreError,
    NoFileError,
    ReadOnlyStoreError,
    UnreachableStoreError,
)
from xbcommerce.adapters.sqlalchemy import AsyncSqlAlchemyStore, SqlAlchemyStore
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.ports import NewEffect, NewEvent, StorageError
from xbcommerce.testing.contracts.at_once import at_once

from .waiting import wait

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
PAID = NewEvent("Paid", '{"amount_minor": 1999}', AT)
_NUMBERS = count()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Give an empty database of a host: a file, or a server's."""
    if request.param == "sqlite":
        made = create_engine(f"sqlite:///{tmp_path}/shop.db")
        yield made
        made.dispose()
        return
    name = f"shop_{next(_NUMBERS)}"
    server = create_engine(url(), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    made = create_engine(server.url.set(database=name))
    yield made
    made.dispose()
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


def tables(engine: Engine) -> set[str]:
    """Return the names of the host's tables, ours among them."""
    listed = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    if engine.dialect.name == "postgresql":
        listed = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    with engine.connect() as connection:
        return set(connection.execute(text(listed)).scalars())


def test_one_call_creates_and_reopens(engine: Engine) -> None:
    """The first call makes the tables beside those of the host, the next finds what was written."""
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE product (name TEXT)"))
    SqlAlchemyStore(engine).append("order/A-1", [PAID], expected_version=0)
    assert [event.data for event in SqlAlchemyStore(engine).read("order/A-1")] == [PAID.data]
    ours = {f"xbcommerce_{name}" for name in ("event", "document", "effect", "schema")}
    assert tables(engine) == {"product"} | ours


def test_stores_of_two_prefixes_know_nothing_of_each_other(engine: Engine) -> None:
    """Two shops in one database have tables of their own, the second one without any prefix."""
    one, two = SqlAlchemyStore(engine, prefix="one_"), SqlAlchemyStore(engine, prefix="")
    one.append("s", [PAID], expected_version=0)
    assert (one.streams(), two.streams()) == (("s",), ())
    assert two.append("s", [PAID], expected_version=0) == 1
    assert {"one_event", "event"} <= tables(engine)


def test_an_older_store_is_upgraded_and_keeps_all(engine: Engine) -> None:
    """The tables as the first version made them get what has come since; events and documents stay."""
    store = SqlAlchemyStore(engine)
    store.append("s", [PAID], expected_version=0)
    store.put("k", "{}", expected_version=0)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE xbcommerce_effect"))
        connection.execute(text("UPDATE xbcommerce_schema SET version = 1"))
    upgraded = SqlAlchemyStore(engine)
    assert upgraded.record("s", [PAID], [NewEffect("k", "Ship", "{}", AT)], expected_version=1) == 2
    assert [effect.key for effect in upgraded.pending()] == ["k"]
    assert upgraded.get("k") == store.get("k")


def test_a_newer_store_is_left_untouched(engine: Engine) -> None:
    """A later version is refused with both versions and the way out."""
    SqlAlchemyStore(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE xbcommerce_schema SET version = 99"))
    with pytest.raises(NewerStoreError, match=r"version 99.*upgrade xbcommerce"):
        SqlAlchemyStore(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version FROM xbcommerce_schema")).scalar() == 99


def test_another_programs_table_is_left_untouched(engine: Engine) -> None:
    """A table of the same name that is not ours is refused, and nothing is made beside it."""
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE event (title TEXT)"))
    with pytest.raises(ForeignDatabaseError, match=r"table event of another program.*another prefix"):
        SqlAlchemyStore(engine, prefix="")
    assert tables(engine) == {"event"}


def test_many_may_create_it_at_once(engine: Engine) -> None:
    """Of several that open an empty database together, one makes the tables and all can use them."""
    versions: list[int] = []

    def open_it(number: int) -> None:
        versions.append(SqlAlchemyStore(engine).append("abcd"[number], [PAID], expected_version=0))

    at_once(open_it)
    assert versions == [1, 1, 1, 1]


def test_a_closed_store_says_so(engine: Engine) -> None:
    """Closing twice is fine; using it after is an error of ours, and the host's engine goes on."""
    with SqlAlchemyStore(engine) as store:
        store.put("k", "{}", expected_version=0)
    store.close()
    with pytest.raises(StorageError, match="closed"):
        store.read("s")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT 1")).scalar() == 1


@pytest.mark.parametrize("prefix", ["Shop_", "a-b", "x" * 41, "1a", 'a"; DROP TABLE product; --'])
def test_a_prefix_that_is_no_name_is_refused(engine: Engine, prefix: str) -> None:
    """Names that databases fold, cut or take for SQL are refused."""
    with pytest.raises(InvalidValueError, match="expected up to 40 of a-z"):
        SqlAlchemyStore(engine, prefix=prefix)


@pytest.mark.postgres
def test_a_schema_is_made_and_used() -> None:
    """On PostgreSQL the tables may stand in a schema of their own."""
    with SqlAlchemyStore(url(), schema="its_own") as store:
        assert store.append("s", [PAID], expected_version=len(store.read("s"))) > 0
        with pytest.raises(InvalidValueError, match="expected up to 40 of a-z"):
            SqlAlchemyStore(url(), schema="a.b")


def test_sqlite_has_no_schemas(tmp_path: Path) -> None:
    """Asked for a schema, SQLite is offered a prefix."""
    with pytest.raises(InvalidValueError, match="choose a prefix instead"):
        SqlAlchemyStore(f"sqlite:///{tmp_path}/shop.db", schema="shop")
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_its_own_gets_a_write_ahead_log(tmp_path: Path) -> None:
    """Readers and a writer do not lock each other out, and a commit waits for the disk."""
    with SqlAlchemyStore(f"sqlite:///{tmp_path}/shop? 商店.db".replace("?", "%3F")) as store:
        store.put("k", "{}", expected_version=0)
    (file,) = (path for path in tmp_path.iterdir() if path.suffix == ".db")
    connection = sqlite3.connect(file)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
    connection.close()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("nonsense", "is no database URL; write postgresql://"),
        ("postgres://me:secret@host/shop", "did you mean postgresql"),
        ("postgresql+nodriver://me:secret@host/shop", "there is no database or driver"),
        ("postgresql://me:secret@host:port/shop", "is no database URL"),
        ("mysql+mysqldb://me:secret@host/shop", r"driver is not installed.*pip install|PostgreSQL or SQLite"),
        ("postgresql+pg8000://me:secret@host/shop", r"driver is not installed.*pip install 'xbcommerce\[pos"),
        ("postgresql+pg8000//me:sec/secret@ret@host", "is no database URL"),
        ("nonsense://me:sec/secret@ret@host:x", "is no database URL"),
        ("sqlite+aiosqlite:///shop.db", "is asynchronous; use AsyncSqlAlchemyStore"),
        ("sqlite://", "MemoryStore"),
        ("sqlite:///:memory:", "MemoryStore"),
    ],
)
def test_a_wrong_address_is_named(address: str, told: str) -> None:
    """The cause and the way out, without the password."""
    with pytest.raises(BadUrlError, match=told) as refused:
        SqlAlchemyStore(address)
    assert "secret" not in str(refused.value)


def test_a_driver_that_cannot_be_awaited_is_named(tmp_path: Path) -> None:
    """The asynchronous store wants an asynchronous driver, and finds one for plain sqlite: by itself."""
    with pytest.raises(BadUrlError, match="is not asynchronous; use SqlAlchemyStore"):
        AsyncSqlAlchemyStore(f"sqlite+pysqlite:///{tmp_path}/shop.db")
    store = AsyncSqlAlchemyStore(f"sqlite:///{tmp_path}/shop.db")
    with pytest.raises(StorageError, match="open it, or use `async with`"):
        wait(store.read("s"))
    assert wait(wait(store.open()).read("s")) == ()
    wait(store.close())
    with pytest.raises(StorageError, match="closed"):
        wait(store.read("s"))


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """The folder is not made silently: it may be a typing mistake."""
    with pytest.raises(NoFileError, match="its folder does not exist"):
        SqlAlchemyStore(f"sqlite:///{tmp_path}/shops/a.db")
    assert list(tmp_path.iterdir()) == []


def test_another_file_is_left_untouched(tmp_path: Path) -> None:
    """A file that is no database is refused, byte for byte unchanged, awaited or not."""
    path = tmp_path / "shop.db"
    content = b"not a database, but a letter to my aunt" * 40
    path.write_bytes(content)
    with pytest.raises(CorruptStoreError, match="restore a backup"):
        SqlAlchemyStore(f"sqlite:///{path}")
    with pytest.raises(CorruptStoreError, match="restore a backup"):
        wait(AsyncSqlAlchemyStore(f"sqlite:///{path}").open())
    assert path.read_bytes() == content


def test_damage_met_while_reading_is_told(tmp_path: Path) -> None:
    """Events behind the first pages are fetched after the query has begun: that too says what is wrong."""
    path = tmp_path / "shop.db"
    events = [PAID] * 2_000
    with SqlAlchemyStore(f"sqlite:///{path}") as store:
        store.append("s", events, expected_version=0)
    content = bytearray(path.read_bytes())
    half = len(content) // 2 // 4096 * 4096
    content[half:] = b"\xff" * (len(content) - half)
    path.write_bytes(content)
    with (
        SqlAlchemyStore(f"sqlite:///{path}") as store,
        pytest.raises(CorruptStoreError, match=r"damaged.*restore a backup"),
    ):
        store.read("s")


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("postgresql+psycopg://me:secret@127.0.0.1:1/shop", "cannot be reached.*check that the server runs"),
        ("postgresql+psycopg://me:secret@/shop?host=/no/such/folder", "cannot be reached"),
    ],
)
def test_a_server_out_of_reach_is_named(address: str, told: str) -> None:
    """Where nobody answers, the address is shown without its password, awaited or not."""
    url()
    with pytest.raises(UnreachableStoreError, match=told) as refused:
        SqlAlchemyStore(address)
    assert "secret" not in str(refused.value)
    with pytest.raises(UnreachableStoreError, match=told):
        wait(AsyncSqlAlchemyStore(address).open())


@pytest.fixture
def server() -> Iterator[Engine]:
    """Give the connection of a server's owner, whose users and databases may be changed."""
    if os.environ.get(GIVEN):
        pytest.skip("needs a server of its own, since it makes users")
    made = create_engine(url(), isolation_level="AUTOCOMMIT")
    yield made
    made.dispose()


@pytest.mark.postgres
def test_a_wrong_password_or_database_is_named(server: Engine) -> None:
    """What the server says, and what to check; the right password opens the store."""
    with server.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS login_shop"))
        connection.execute(text("DROP ROLE IF EXISTS xb_login"))
        connection.execute(text("CREATE ROLE xb_login LOGIN PASSWORD 'right'"))
        connection.execute(text("CREATE DATABASE login_shop OWNER xb_login"))
    right = server.url.set(username="xb_login", password="right", database="login_shop")  # noqa: S106
    with pytest.raises(UnreachableStoreError, match=r"password authentication failed.*user and password"):
        SqlAlchemyStore(right.set(password="wrong"))  # noqa: S106
    with pytest.raises(UnreachableStoreError, match=r'database "no_shop" does not exist'):
        SqlAlchemyStore(right.set(database="no_shop"))
    with SqlAlchemyStore(right) as store:
        assert store.append("s", [PAID], expected_version=0) == 1


@pytest.mark.postgres
def test_a_user_who_may_only_read_reads(server: Engine) -> None:
    """Reading needs no right to write; writing and creating are refused as what they are."""
    schema = "readers"
    with SqlAlchemyStore(server.url, schema=schema) as store:
        store.append("s", [PAID], expected_version=len(store.read("s")))
    with server.connect() as connection:
        if not connection.execute(text("SELECT 1 FROM pg_roles WHERE rolname = 'reader'")).scalar():
            connection.execute(text("CREATE ROLE reader LOGIN"))
        connection.execute(text(f"GRANT USAGE ON SCHEMA {schema} TO reader"))
        connection.execute(text(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO reader"))
    reader = server.url.set(username="reader")
    with SqlAlchemyStore(reader, schema=schema) as store:
        version = len(store.read("s"))
        assert version
        with pytest.raises(ReadOnlyStoreError, match="grant this user the right to write"):
            store.append("s", [PAID], expected_version=version)
        assert len(store.read("s")) == version
    with pytest.raises(ReadOnlyStoreError):
        SqlAlchemyStore(reader, schema="not_there")


@pytest.mark.postgres
def test_a_database_without_room_for_every_language_is_refused(server: Engine) -> None:
    """Text in another encoding than UTF-8 would lose names; it is refused before anything is made."""
    with server.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS latin"))
        connection.execute(
            text("CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0")
        )
    with pytest.raises(StorageError, match=r"LATIN1.*ENCODING 'UTF8'"):
        SqlAlchemyStore(server.url.set(database="latin"))

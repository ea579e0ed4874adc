"""A file that an older version wrote opens in this one, with everything in it; one that cannot says why."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

import pytest

from xbcommerce.adapters.sqlite import NewerStoreError, OlderStoreError, SqliteStore
from xbcommerce.adapters.sqlite import schema as tables
from xbcommerce.kernel.ports import Document, NewEffect, NewEvent, StoredEvent

AT = datetime(2026, 3, 3, tzinfo=UTC)
SHIP = NewEffect("ship-A-1", "Ship", "{}", AT)
AS_IT_WAS = (
    StoredEvent("order/A-1", 1, "Placed", '{"total": 1999}', datetime(2026, 3, 1, 9, 30, tzinfo=UTC), 1),
    StoredEvent("order/A-1", 2, "Paid", "{}", datetime(2026, 3, 1, 9, 31, 0, 1, tzinfo=UTC), 2),
)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Make a file by the SQL of version 1, which never changes."""
    path = tmp_path / "shop.db"
    connection = sqlite3.connect(path)
    connection.executescript((Path(__file__).parent / "store_version_1.sql").read_text(encoding="utf-8"))
    connection.close()
    return path


def _version(path: Path) -> int:
    connection = sqlite3.connect(path)
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.close()
    return version


def test_an_old_file_opens_with_everything_in_it(old: Path) -> None:
    """Events, positions and documents are as they were, and what is new works on them."""
    with SqliteStore(old) as store:
        assert store.read("order/A-1") == AS_IT_WAS
        assert store.streams() == ("order/A-1", "order/中")
        assert store.get("plan") == Document("plan", 3, '{"quantity": 40}')
        assert store.pending() == ()
        shipped = NewEvent("Shipped", "{}", AT)
        assert store.record("order/A-1", [shipped], [SHIP], expected_version=2) == 3
        assert store.read("order/A-1")[-1].position == 6
        assert [effect.key for effect in store.pending()] == ["ship-A-1"]
    assert _version(old) == len(tables.STEPS)


def test_an_upgrade_that_breaks_off_changes_nothing(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All steps and the new version number are one transaction."""
    broken = (*tables.STEPS, ("CREATE TABLE more (id INTEGER)", "CREATE TABLE event (id INTEGER)"))
    with monkeypatch.context() as patched:
        patched.setattr(tables, "STEPS", broken)
        with pytest.raises(OSError, match="already exists"):
            SqliteStore(old)
    assert _version(old) == 1
    with SqliteStore(old) as store:
        assert store.read("order/A-1") == AS_IT_WAS


def test_an_old_file_that_may_only_be_read_is_not_upgraded(old: Path) -> None:
    """Reading only never writes; the message says what to do."""
    before = old.read_bytes()
    with pytest.raises(OlderStoreError, match="version 1 of 2; open it for writing once"):
        SqliteStore(old, read_only=True)
    assert old.read_bytes() == before


def test_the_older_library_refuses_the_upgraded_file(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two releases on one file: the one that does not know the new tables does not touch it."""
    SqliteStore(old).close()
    monkeypatch.setattr("xbcommerce.adapters.sqlite.schema.STEPS", tables.STEPS[:1])
    with pytest.raises(NewerStoreError, match="version 2, this library reads up to 1"):
        SqliteStore(old)


def _open(path: Path) -> int:
    with SqliteStore(path, wait_s=60) as store:
        return len(store.read("order/A-1"))


def test_processes_that_open_an_old_file_at_once_upgrade_it_once(old: Path) -> None:
    """Whoever comes second finds it done."""
    with get_context("spawn").Pool(2) as processes:
        assert processes.map(_open, [old] * 4) == [2] * 4
    assert _version(old) == len(tables.STEPS)


def test_an_effect_cannot_outlive_its_events(tmp_path: Path) -> None:
    """A foreign key ties an effect to the event that asked for it, whoever else works on the file."""
    path = tmp_path / "shop.db"
    with SqliteStore(path) as store:
        store.record("order/A-1", [NewEvent("Paid", "{}", AT)], [SHIP], expected_version=0)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        connection.execute("DELETE FROM event")
    connection.close()

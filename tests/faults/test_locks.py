"""Another program holds the database: one waits, then says so, and nothing was stored."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import pytest

from xbcommerce.adapters.sqlite import LockedStoreError, SqliteStore

from .jobs import SHARED, batch
from .nursery import Nursery


@contextmanager
def held(path: Path, how: str) -> Iterator[sqlite3.Connection]:
    """Hold a file as a backup program, or another writer, does."""
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        other.execute(how)
        yield other
    finally:
        if other.in_transaction:
            other.execute("ROLLBACK")
        other.close()


def test_a_locked_store_reads_refuses_and_goes_on(tmp_path: Path) -> None:
    """While another writes, everything reads, writes are refused in time, and nothing is stored."""
    path = tmp_path / "shop.db"
    with SqliteStore(path, wait_s=0.05) as store:
        store.append(SHARED, batch("ann", 0), expected_version=0)
        with held(path, "BEGIN IMMEDIATE"):
            with pytest.raises(LockedStoreError, match=r"shop\.db.*over 0\.05 s; try again, or raise wait_s"):
                store.append(SHARED, batch("ann", 1), expected_version=3)
            with pytest.raises(LockedStoreError):
                store.put("plan", "{}", expected_version=0)
            assert len(store.read(SHARED)) == 3
            assert store.get("plan") is None
        assert store.append(SHARED, batch("ann", 1), expected_version=3) == 6


def test_a_writer_that_is_patient_enough_is_served(tmp_path: Path) -> None:
    """A lock that is let go within ``wait_s`` costs time alone."""
    path = tmp_path / "shop.db"
    with SqliteStore(path, wait_s=30) as store, held(path, "BEGIN IMMEDIATE") as other:
        release = Timer(0.1, other.execute, ["ROLLBACK"])
        release.start()
        assert store.append(SHARED, batch("ann", 0), expected_version=0) == 3
        release.join()


def test_a_killed_writer_leaves_no_lock(tmp_path: Path, nursery: Nursery) -> None:
    """Killed within its transaction, it holds nobody up: the next write does not wait."""
    path = tmp_path / "shop.db"
    SqliteStore(path).close()
    statements = nursery.start("append", str(path), name="ann", appends=1, dies_before=10**9)
    assert statements.wait() == 0
    killed = 0
    for number in range(1, 20):
        writer = nursery.start("append", str(path), name=f"n{number}", appends=1, dies_before=number)
        killed += writer.wait() != 0
        with SqliteStore(path, wait_s=0) as store:
            store.put("last", "{}", expected_version=number - 1)
    assert killed > 5

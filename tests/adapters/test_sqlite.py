"""One SQLite file keeps both contracts, refuses files that are not its own, and says why it cannot work."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import settings

from xbcommerce.adapters import failures
from xbcommerce.adapters.journal import EventJournal
from xbcommerce.adapters.rule_sets import DocumentRuleSets
from xbcommerce.adapters.sqlite import (
    CorruptStoreError,
    ForeignDatabaseError,
    LockedStoreError,
    NewerStoreError,
    NoFileError,
    ReadOnlyStoreError,
    SqliteStore,
)
from xbcommerce.kernel.dated import RuleSet
from xbcommerce.kernel.errors import XbcommerceError
from xbcommerce.kernel.ports import NewEvent, StorageError
from xbcommerce.testing.contracts import (
    DocumentsContract,
    EventLogContract,
    JournalContract,
    OutboxContract,
    RuleSetsContract,
)

PAID = NewEvent("Paid", '{"amount_minor": 1999}', datetime(2026, 3, 1, 9, 30, 0, 123456, tzinfo=UTC))


@pytest.fixture(scope="class")
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Give a contract class one folder for all its stores."""
    request.cls.folder = tmp_path_factory.mktemp("stores")


class _OnDisk:
    """Stores as numbered files of one folder, deleted once closed."""

    folder: ClassVar[Path]
    numbers: ClassVar[Iterator[int]] = count()
    survives_reopening = True
    examples = settings(max_examples=30)

    def make_store(self) -> SqliteStore:
        return SqliteStore(self.folder / f"{next(self.numbers)}.db")

    def reopen(self, store: SqliteStore) -> SqliteStore:
        store.close()
        return SqliteStore(store.path)

    def close(self, store: SqliteStore) -> None:
        store.close()
        store.path.unlink(missing_ok=True)


@pytest.mark.usefixtures("folder")
class TestSqliteEventLog(_OnDisk, EventLogContract):
    """Events on disk."""


@pytest.mark.usefixtures("folder")
class TestSqliteDocuments(_OnDisk, DocumentsContract):
    """Documents on disk."""


@pytest.mark.usefixtures("folder")
class TestSqliteOutbox(_OnDisk, OutboxContract):
    """Effects on disk."""


@pytest.mark.usefixtures("folder")
class TestSqliteJournal(_OnDisk, JournalContract):
    """Books on disk, in the events."""

    def make_store(self) -> EventJournal:
        """Return empty books."""
        return EventJournal(super().make_store())

    def reopen(self, journal: EventJournal) -> EventJournal:
        """Close the file and open it again."""
        return EventJournal(super().reopen(journal.log))

    def close(self, journal: EventJournal) -> None:
        """Close the file and delete it."""
        super().close(journal.log)


@pytest.mark.usefixtures("folder")
class TestSqliteRuleSets(_OnDisk, RuleSetsContract):
    """Rule sets on disk, in the documents."""

    def make_store(self) -> DocumentRuleSets[Decimal]:
        """Return no rule sets."""
        return DocumentRuleSets[Decimal](super().make_store(), RuleSet[Decimal])

    def reopen(self, kept: DocumentRuleSets[Decimal]) -> DocumentRuleSets[Decimal]:
        """Close the file and open it again."""
        return DocumentRuleSets[Decimal](super().reopen(kept.documents), RuleSet[Decimal])

    def close(self, kept: DocumentRuleSets[Decimal]) -> None:
        """Close the file and delete it."""
        super().close(kept.documents)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Name a file that does not exist yet, awkwardly."""
    return tmp_path / "my shop? 100% #1 商店.db"


def test_one_call_creates_and_reopens(path: Path) -> None:
    """The first call makes the file, the next finds what was written."""
    with SqliteStore(path) as store:
        store.append("order/A-1", [PAID], expected_version=0)
        store.put("plan", "{}", expected_version=0)
    with SqliteStore(str(path)) as store:
        assert [event.data for event in store.read("order/A-1")] == [PAID.data]
        assert store.keys() == ("plan",)
        assert store.streams() == ("order/A-1",)


def test_two_stores_on_one_file_see_each_other(path: Path) -> None:
    """What one connection has written, the other reads and must reckon with."""
    with SqliteStore(path) as one, SqliteStore(path) as two:
        assert one.append("s", [PAID], expected_version=0) == 1
        assert two.append("s", [PAID], expected_version=1) == 2
        assert one.read("s") == two.read("s")


def test_a_write_returns_only_when_it_is_safe(path: Path) -> None:
    """By default a write waits for the disk; without that, a crash of the process still loses nothing."""
    with SqliteStore(path) as safe:
        assert _pragma(safe, "synchronous") == 2
        assert _pragma(safe, "journal_mode") == "wal"
    with SqliteStore(path, survive_power_cut=False) as fast:
        assert _pragma(fast, "synchronous") == 1


def _pragma(store: SqliteStore, name: str) -> object:
    return store._connection.execute(f"PRAGMA {name}").fetchone()[0]  # noqa: SLF001 (SQLite tells nobody else)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """The folder is not made silently: it may be a typing mistake."""
    with pytest.raises(NoFileError, match="its folder does not exist"):
        SqliteStore(tmp_path / "shops" / "a.db")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """A path that is a folder is refused."""
    with pytest.raises(NoFileError):
        SqliteStore(tmp_path)


@pytest.mark.parametrize("content", [b"not a database, but a letter to my aunt" * 40, b"PK\x03\x04" * 600])
def test_another_file_is_left_untouched(path: Path, content: bytes) -> None:
    """A file that is no database is refused, byte for byte unchanged."""
    path.write_bytes(content)
    with pytest.raises(CorruptStoreError, match="restore a backup"):
        SqliteStore(path)
    assert path.read_bytes() == content
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_damaged_store_is_reported(path: Path) -> None:
    """Pages overwritten by something else give an error that names the file, not wrong events."""
    with SqliteStore(path) as store:
        for version in range(400):
            store.append("s", [PAID], expected_version=version)
    content = bytearray(path.read_bytes())
    content[4096 * 3 :] = b"\xff" * (len(content) - 4096 * 3)
    path.write_bytes(content)
    with pytest.raises(CorruptStoreError, match="damaged"), SqliteStore(path) as store:
        store.read("s")


def test_another_programs_database_is_left_untouched(path: Path) -> None:
    """A healthy database that is not ours is refused and stays as it is."""
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE product (name TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(ForeignDatabaseError, match="another program"):
        SqliteStore(path)
    assert path.read_bytes() == before


def test_a_newer_file_is_left_untouched(path: Path) -> None:
    """A file of a later version is refused with both versions and the way out."""
    SqliteStore(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NewerStoreError, match=r"version 99.*upgrade xbcommerce"):
        SqliteStore(path)
    assert path.read_bytes() == before


def test_an_interrupted_creation_is_finished(path: Path) -> None:
    """An empty file, as a crash before the first transaction leaves it, becomes a store."""
    path.touch()
    with SqliteStore(path) as store:
        assert store.append("s", [PAID], expected_version=0) == 1


def test_reading_only_reads(path: Path) -> None:
    """A store opened for reading reads, and refuses to write."""
    with SqliteStore(path) as store:
        store.append("s", [PAID], expected_version=0)
    with SqliteStore(path, read_only=True) as store:
        assert len(store.read("s")) == 1
        with pytest.raises(ReadOnlyStoreError, match="may be read only"):
            store.append("s", [PAID], expected_version=1)
        assert len(store.read("s")) == 1


def test_reading_only_creates_nothing(path: Path) -> None:
    """A file that does not exist cannot be read, and is not made."""
    with pytest.raises(NoFileError):
        SqliteStore(path, read_only=True)
    assert not path.exists()


def test_a_writer_that_holds_the_file_too_long_is_named(path: Path) -> None:
    """A write waits as long as it was told, then says so and stores nothing."""
    with SqliteStore(path, wait_s=0.05) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LockedStoreError, match=r"over 0.05 s; try again"):
            store.append("s", [PAID], expected_version=0)
        assert store.read("s") == ()
        other.execute("COMMIT")
        other.close()
        assert store.append("s", [PAID], expected_version=0) == 1


def test_a_closed_store_says_so(path: Path) -> None:
    """Closing twice is fine; using it after is an error of ours."""
    store = SqliteStore(path)
    store.close()
    store.close()
    with pytest.raises(StorageError, match="closed"):
        store.read("s")
    with pytest.raises(StorageError, match="closed"):
        store.put("k", "{}", expected_version=0)


def test_every_failure_is_one_of_ours_and_of_python() -> None:
    """A host that knows neither SQLite nor us catches OSError; one that knows us catches XbcommerceError."""
    kinds = [kind for kind in vars(failures).values() if isinstance(kind, type)]
    assert {CorruptStoreError, LockedStoreError, StorageError} < set(kinds)
    assert all(issubclass(kind, OSError) and issubclass(kind, XbcommerceError) for kind in kinds)
    assert len({kind.code for kind in kinds}) == len(kinds)

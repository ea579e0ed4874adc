"""Files that are not what they should be: cause and way out are named, and not a byte changes."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from moneyed import Money

from xbcommerce.adapters.sqlite import CorruptStoreError, NewerStoreError, SqliteStore
from xbcommerce.adapters.typed import TypedEvents
from xbcommerce.kernel.codec import Kinds, NewerDocumentError, UnknownKindError
from xbcommerce.kernel.errors import XbcommerceError
from xbcommerce.kernel.ports import StoredEvent
from xbcommerce.payments import Fact, OrderConfirmed, PaymentProcessed

from .jobs import SHARED, START, batch

PAGE = 4096


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Have a store of some hundred events, closed and whole in one file."""
    path = tmp_path / "shop.db"
    with SqliteStore(path) as store:
        for number in range(200):
            store.append(SHARED, batch("ann", number), expected_version=3 * number)
    return path


def fingerprint(folder: Path) -> dict[str, str]:
    """Name every file that holds something with the digest of its bytes; readers share an index beside it."""
    files = [file for file in folder.iterdir() if file.stat().st_size and not file.name.endswith("-shm")]
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def of_a_newer_version(path: Path) -> None:
    """As a later release of this library leaves it."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def with_a_torn_head(path: Path) -> None:
    """The first page is lost."""
    content = bytearray(path.read_bytes())
    content[:100] = bytes(100)
    path.write_bytes(content)


def cut_short(path: Path) -> None:
    """A copy that broke off, within the first page."""
    os.truncate(path, 1_000)


def with_another_head(path: Path) -> None:
    """Some other program wrote over the beginning."""
    content = path.read_bytes()
    path.write_bytes(b"%PDF-1.7 invoice of March" + content[25:])


@pytest.mark.parametrize(
    ("spoil", "error", "says"),
    [
        (of_a_newer_version, NewerStoreError, r"shop\.db has version 99.*upgrade xbcommerce"),
        (with_a_torn_head, CorruptStoreError, r"shop\.db.*restore a backup"),
        (cut_short, CorruptStoreError, r"shop\.db.*restore a backup"),
        (with_another_head, CorruptStoreError, r"shop\.db.*restore a backup"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_left_alone(
    path: Path, spoil: Callable[[Path], None], error: type[XbcommerceError], says: str
) -> None:
    """Opening it, for reading or writing, says what it is and what to do, and changes nothing."""
    spoil(path)
    before = fingerprint(path.parent)
    for read_only in (False, True):
        with pytest.raises(error, match=says):
            SqliteStore(path, read_only=read_only)
        assert fingerprint(path.parent) == before


def overwrite(content: bytes, page: int) -> bytes:
    """One page is lost to something else."""
    return content[: page * PAGE] + b"\xff" * PAGE + content[(page + 1) * PAGE :]


def cut(content: bytes, page: int) -> bytes:
    """The copy broke off after some pages."""
    return content[: page * PAGE]


@pytest.mark.parametrize("damage", [overwrite, cut])
def test_damage_anywhere_is_reported_or_harmless(path: Path, damage: Callable[[bytes, int], bytes]) -> None:
    """Whichever page is damaged, a reader gets the true events or an error by name; nothing is repaired."""
    sound = path.read_bytes()
    with SqliteStore(path) as store:
        events = store.read(SHARED)
    reported = 0
    for page in range(1, len(sound) // PAGE):
        spoilt = damage(sound, page)
        path.write_bytes(spoilt)
        said = "" if (found := events_or_error(path)) == events else str(found)
        assert not said or ("shop.db" in said and "restore a backup" in said)
        reported += bool(said)
        assert path.read_bytes() == spoilt
    assert reported > 10


def events_or_error(path: Path) -> Sequence[StoredEvent] | CorruptStoreError:
    """Read the events of a file that may be damaged."""
    try:
        with SqliteStore(path, read_only=True) as store:
            return store.read(SHARED)
    except CorruptStoreError as error:
        return error


def test_an_event_of_a_kind_the_code_does_not_know_stops_the_reader(path: Path) -> None:
    """It is not skipped: its kind and the known ones are named, and the file stays as it was."""
    every = Kinds.of(Fact)
    fact = OrderConfirmed("e1", "order-7", START, Money("50.00", "GBP"))
    with SqliteStore(path) as store:
        TypedEvents[Fact](store, every).append("money/order-7", [fact], at=START, expected_version=0)
    before = fingerprint(path.parent)
    with SqliteStore(path, read_only=True) as store:
        reader = TypedEvents[PaymentProcessed](store, Kinds.of(PaymentProcessed))
        with pytest.raises(
            UnknownKindError, match="unknown kind 'OrderConfirmed'; known are PaymentProcessed"
        ):
            reader.read("money/order-7")
        assert TypedEvents[Fact](store, every).read("money/order-7") == (fact,)
    assert fingerprint(path.parent) == before


def test_an_event_of_newer_code_says_so(path: Path) -> None:
    """A known kind in a version that does not exist here yet: upgrade, nothing is guessed."""
    newer = Kinds.of(OrderConfirmed, upcasts={"OrderConfirmed": [dict]})
    fact = OrderConfirmed("e1", "order-7", START, Money("50.00", "GBP"))
    with SqliteStore(path) as store:
        TypedEvents[OrderConfirmed](store, newer).append(
            "money/order-7", [fact], at=START, expected_version=0
        )
    before = fingerprint(path.parent)
    with SqliteStore(path, read_only=True) as store, pytest.raises(NewerDocumentError, match="upgrade"):
        TypedEvents[OrderConfirmed](store, Kinds.of(OrderConfirmed)).read("money/order-7")
    assert fingerprint(path.parent) == before

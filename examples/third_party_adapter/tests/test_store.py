"""The contracts of xbcommerce, kept by a file of JSON lines, and what a file can suffer."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import settings

pytest.importorskip("fcntl", reason="processes take turns by flock, which this system lacks")
import resource

from xbcommerce_jsonl import JsonLinesStore, open_url

from xbcommerce.adapters.failures import (
    BadUrlError,
    CorruptStoreError,
    ForeignDatabaseError,
    FullStoreError,
    NoFileError,
)
from xbcommerce.kernel.ports import NewEvent, StorageError
from xbcommerce.testing.contracts import DocumentsContract, EventLogContract, OutboxContract

PAID = NewEvent("Paid", '{"amount_minor": 1999}', datetime(2026, 3, 1, 9, 30, tzinfo=UTC))


@pytest.fixture(scope="class")
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Give a contract class one folder for all its stores."""
    request.cls.folder = tmp_path_factory.mktemp("stores")


class _InFile:
    folder: ClassVar[Path]
    numbers: ClassVar[Iterator[int]] = count()
    survives_reopening = True
    examples = settings(max_examples=30)

    def make_store(self) -> JsonLinesStore:
        return JsonLinesStore(self.folder / f"{next(self.numbers)}.jsonl")

    def reopen(self, store: JsonLinesStore) -> JsonLinesStore:
        store.close()
        return JsonLinesStore(store.path)


@pytest.mark.usefixtures("folder")
class TestEventLog(_InFile, EventLogContract):
    """Events in lines."""


@pytest.mark.usefixtures("folder")
class TestDocuments(_InFile, DocumentsContract):
    """Documents in lines."""


@pytest.mark.usefixtures("folder")
class TestOutbox(_InFile, OutboxContract):
    """Effects in lines."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Name a file that holds one event."""
    store = JsonLinesStore(tmp_path / "shop.jsonl")
    store.append("order/A-1", [PAID], expected_version=0)
    store.close()
    return store.path


def test_every_cut_leaves_the_acknowledged_lines(path: Path) -> None:
    """A writer killed at any byte of its line leaves a file that reads as before, and goes on."""
    before = path.read_bytes()
    store = JsonLinesStore(path)
    store.append("order/A-1", [PAID], expected_version=1)
    store.close()
    after = path.read_bytes()
    for length in range(len(before), len(after)):
        path.write_bytes(after[:length])
        store = JsonLinesStore(path)
        assert len(store.read("order/A-1")) == 1
        assert store.append("order/A-1", [PAID], expected_version=1) == 2
        store.close()
        assert path.read_bytes() == after


def test_two_stores_on_one_file_see_each_other(path: Path) -> None:
    """What one process writes, the other reads, and the versions go on."""
    one, other = JsonLinesStore(path), JsonLinesStore(path)
    one.append("order/A-1", [PAID], expected_version=1)
    assert other.append("order/A-1", [PAID], expected_version=2) == 3
    assert one.read("order/A-1") == other.read("order/A-1")
    one.close()
    other.close()


def test_processes_take_turns(path: Path) -> None:
    """Three processes on one stream: every event is there, once, numbered without gaps."""
    here = Path(__file__).parent
    command = [sys.executable, str(here / "writer.py"), str(path), "40"]
    environment = {**os.environ, "PYTHONPATH": str(here.parent / "src")}
    writers = [subprocess.Popen(command, env=environment) for _ in range(3)]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    store = JsonLinesStore(path)
    assert [event.version for event in store.read("order/A-1")] == list(range(1, 122))
    store.close()


def test_a_write_that_fails_leaves_no_trace(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the disk does not take a line, the caller is told, file and memory are as before, and go on."""
    store, before = JsonLinesStore(path), path.read_bytes()

    def broken(_descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", broken)
        with pytest.raises(StorageError, match="nothing was written: Input/output error"):
            store.append("order/A-1", [PAID], expected_version=1)
    assert path.read_bytes() == before
    assert store.append("order/A-1", [PAID], expected_version=1) == 2
    store.close()


def test_a_line_that_fits_only_in_part_leaves_no_trace(path: Path) -> None:
    """If there is room for the beginning of a line only, the line is taken back and the cause named."""
    store, before = JsonLinesStore(path), path.read_bytes()
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 20, limit[1]))
    try:
        with pytest.raises(FullStoreError, match="nothing was written: No space left"):
            store.append("order/A-1", [PAID], expected_version=1)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert path.read_bytes() == before
    assert store.append("order/A-1", [PAID], expected_version=1) == 2
    store.close()


def test_a_damaged_line_is_named(path: Path) -> None:
    """A line that cannot be read is named with its number, and the file is left alone."""
    damaged = path.read_bytes().replace(b'"Paid"', b'"Paid') + b"{}\n"
    path.write_bytes(damaged)
    with pytest.raises(CorruptStoreError, match="line 2 is damaged"):
        JsonLinesStore(path)
    assert path.read_bytes() == damaged


@pytest.mark.parametrize("text", ["buy milk", "buy milk\n", "{}\n", '{"format": "xbcommerce_jsonl/2"}\n'])
def test_another_programs_file_is_left_alone(tmp_path: Path, text: str) -> None:
    """A file that begins otherwise, or was written by a newer version, is refused, and not written to."""
    path = tmp_path / "notes.txt"
    path.write_text(text)
    with pytest.raises(ForeignDatabaseError, match="left untouched"):
        JsonLinesStore(path)
    assert path.read_text() == text


def test_a_store_killed_at_its_very_beginning_begins_again(path: Path) -> None:
    """A first line that was cut is written anew."""
    for length in range(20):
        path.write_bytes(path.read_bytes()[:length])
        store = JsonLinesStore(path)
        assert store.streams() == ()
        store.close()


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    """The folder is not made silently."""
    with pytest.raises(NoFileError, match="No such file"):
        JsonLinesStore(tmp_path / "nowhere" / "shop.jsonl")


def test_an_address_names_the_file(path: Path) -> None:
    """The address is the path, percent-encoded where needed; anything else is refused."""
    store = open_url(f"jsonl:///{path}")
    assert store.read("order/A-1")
    store.close()
    for wrong in ("jsonl:", "jsonl://host/x", "jsonl:///x?y=1"):
        with pytest.raises(BadUrlError, match="expected jsonl:///"):
            open_url(wrong)

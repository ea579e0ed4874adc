"""A disk that is full refuses an append, and neither loses nor halves anything."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from xbcommerce.adapters.sqlite import SqliteStore

from .jobs import A_BATCH, FULL_TRIES, SHARED, batch
from .nursery import Child, Nursery, Witness
from .test_kills import is_sound

LIMIT_BYTES = 400_000


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Have a disk with little room; only root can make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["/bin/mount", "-t", "tmpfs", "-o", f"size={LIMIT_BYTES}", "tmpfs", str(disk)]
    if os.getuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can be mounted by root only; the limit on file sizes is tested anyway")
    try:
        yield disk
    finally:
        subprocess.run(["/bin/umount", str(disk)], check=True)


def refused_but_whole(writer: Child, target: str) -> Sequence[str]:
    """See that appends stopped with errors, reading went on, and the file holds what was acknowledged."""
    assert writer.wait() == 0
    assert writer.acknowledged > 10
    assert "reads on" in writer.told
    witness = Witness(target)
    witness.check("ann", writer.acknowledged, counts=False)
    assert len(witness.events) == A_BATCH * writer.acknowledged
    assert is_sound(target)
    return [line for line in writer.told if line.startswith("refused")]


def test_a_full_disk_refuses_appends_and_loses_none(small_disk: Path, nursery: Nursery) -> None:
    """No room on the disk: each append is refused by name; there is what was acknowledged, and no more."""
    target = str(small_disk / "shop.db")
    refused = refused_but_whole(nursery.start("fill", target, name="ann"), target)
    assert len(refused) == FULL_TRIES
    assert all("FullStoreError" in line and "shop.db: the disk is full" in line for line in refused)
    assert all("free some space" in line for line in refused)


def test_a_file_that_may_not_grow_refuses_appends_and_loses_none(tmp_path: Path, nursery: Nursery) -> None:
    """A quota on file sizes: each append is refused; there is what was acknowledged, and no more."""
    target = str(tmp_path / "shop.db")
    refused = refused_but_whole(nursery.start("fill", target, name="ann", limit_bytes=LIMIT_BYTES), target)
    assert len(refused) == FULL_TRIES
    assert all("StorageError" in line and "shop.db: the disk failed" in line for line in refused)
    assert all("check its room, quota and health" in line for line in refused)


def test_a_store_that_was_full_goes_on_once_there_is_room(tmp_path: Path, nursery: Nursery) -> None:
    """Given room, the same file takes the append that it refused, at the version that it refused it."""
    target = str(tmp_path / "shop.db")
    writer = nursery.start("fill", target, name="ann", limit_bytes=LIMIT_BYTES)
    assert writer.wait() == 0
    with SqliteStore(target) as store:
        version = len(store.read(SHARED))
        assert store.append(SHARED, batch("bob", 0), expected_version=version) == version + A_BATCH


def test_no_room_for_the_file_itself_is_named(tmp_path: Path, nursery: Nursery) -> None:
    """A store that cannot even be created says so, and the next start creates it."""
    target = str(tmp_path / "shop.db")
    writer = nursery.start("fill", target, name="ann", limit_bytes=2_000)
    assert writer.wait() == 0
    assert [line.split(":")[0] for line in writer.told] == ["not opened"]
    with SqliteStore(target) as store:
        assert store.read(SHARED) == ()

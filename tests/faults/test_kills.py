"""Processes are killed amid their work, at any moment: nothing acknowledged is lost, nothing doubled."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from .nursery import Nursery, Witness, kill_often

KILLS = 40
KILLS_AT_FULL_SIZE = 1_000


def test_a_writer_killed_before_any_of_its_statements_leaves_whole_work(
    tmp_path: Path, nursery: Nursery
) -> None:
    """Killed before the 1st, 2nd, ... statement, creation included: the file opens, with whole appends."""
    killed = 0
    while True:
        killed += 1
        target = str(tmp_path / f"shop-{killed}.db")
        writer = nursery.start("append", target, name="ann", appends=2, counts=True, dies_before=killed)
        status = writer.wait()
        Witness(target).check("ann", writer.acknowledged)
        if status == 0:
            break
    assert killed > 20  # creation, two appends and two documents are more statements than that


def test_killed_writers_lose_and_double_nothing(tmp_path: Path, nursery: Nursery) -> None:
    """After each of many kills at random moments, the file holds what was acknowledged, or one more."""
    target = str(tmp_path / "shop.db")
    assert kill_often(nursery, target, KILLS, seed=1) > KILLS
    assert is_sound(target)


@pytest.mark.slow
@pytest.mark.usefixtures("full_size")
def test_a_thousand_killed_writers_lose_and_double_nothing(
    tmp_path: Path, nursery: Nursery, report: Callable[[str], None]
) -> None:
    """The same at full size."""
    target = str(tmp_path / "shop.db")
    started = time.monotonic()
    events = kill_often(nursery, target, KILLS_AT_FULL_SIZE, seed=2)
    assert is_sound(target)
    took = time.monotonic() - started
    report(f"SQLite: {KILLS_AT_FULL_SIZE} kills in {took:.0f} s; {events} events, none lost, none doubled")


def is_sound(target: str) -> bool:
    """Say whether SQLite finds nothing wrong with a file."""
    connection = sqlite3.connect(target)
    try:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    finally:
        connection.close()

"""Processes are killed amid their work, at any moment: nothing acknowledged is lost, nothing doubled."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable

import pytest

from .nursery import Nursery, Witness, kill_often
from .stores import Fresh

KILLS = {"SQLite": 40, "SQLAlchemy/SQLite": 12, "SQLAlchemy/PostgreSQL": 12}
KILLS_AT_FULL_SIZE = 1_000


def kill_before_each(nursery: Nursery, fresh: Fresh, *, step: int) -> int:
    """Kill writers before one of their statements, each on an empty store; return how many were killed."""
    number, killed, status = 1, 0, -1
    while status:
        target = fresh()
        writer = nursery.start("append", target, name="ann", appends=2, counts=True, dies_before=number)
        status = writer.wait()
        Witness(target).check("ann", writer.acknowledged)
        number, killed = number + step, killed + bool(status)
    return killed


def test_a_writer_killed_before_a_statement_leaves_whole_work(
    kind: str, fresh: Fresh, nursery: Nursery
) -> None:
    """Killed before the 1st, 2nd, ... statement, creation included: the store opens, with whole appends."""
    step = 1 if kind == "SQLite" else 5  # a database of its own for every kill takes longer than a file
    killed = kill_before_each(nursery, fresh, step=step)
    assert killed * step > 20  # creation, two appends and two documents are more statements than that


@pytest.mark.slow
@pytest.mark.usefixtures("full_size")
def test_a_writer_killed_before_any_statement_leaves_whole_work(
    kind: str, fresh: Fresh, nursery: Nursery, report: Callable[[str], None]
) -> None:
    """The same before every single statement."""
    report(f"{kind}: killed before {kill_before_each(nursery, fresh, step=1)} statements")


def test_killed_writers_lose_and_double_nothing(kind: str, fresh: Fresh, nursery: Nursery) -> None:
    """After each of many kills at random moments, the store holds what was acknowledged, or one more."""
    target = fresh()
    assert kill_often(nursery, target, KILLS[kind], seed=1) > KILLS[kind]
    assert is_sound(target)


@pytest.mark.slow
@pytest.mark.usefixtures("full_size")
def test_a_thousand_killed_writers_lose_and_double_nothing(
    kind: str, fresh: Fresh, nursery: Nursery, report: Callable[[str], None]
) -> None:
    """The same at full size."""
    target = fresh()
    started = time.monotonic()
    events = kill_often(nursery, target, KILLS_AT_FULL_SIZE, seed=2)
    assert is_sound(target)
    took = time.monotonic() - started
    report(f"{kind}: {KILLS_AT_FULL_SIZE} kills in {took:.0f} s; {events} events, none lost, none doubled")


def is_sound(target: str) -> bool:
    """Say whether SQLite finds nothing wrong with a file; a server looks after its own."""
    if target.startswith("postgresql"):
        return True
    connection = sqlite3.connect(target.removeprefix("sqlite:///"))
    try:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    finally:
        connection.close()

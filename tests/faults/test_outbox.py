"""Processes are killed between recording and delivering: effects and events come together, none is lost."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from .jobs import LEASE, START, effect, open_store, pending
from .nursery import Nursery
from .stores import Fresh, settle

KILLS = {"SQLite": 12, "SQLAlchemy/SQLite": 4, "SQLAlchemy/PostgreSQL": 4}
KILLS_AT_FULL_SIZE = 300
LONGEST_S = 0.05
ORDERS = "order/effects"


def together(target: str, recorded: int) -> int:
    """See that each event has its effect, and each effect its event; return how many there are."""
    settle(target)
    with open_store(target) as store:
        events, waiting = store.read(ORDERS), set(pending(store))
    wanted = [effect(ORDERS, number).key for number in range(len(events))]
    assert len(events) in (recorded, recorded + 1)
    assert waiting == set(wanted)
    return len(events)


def kill_recorders(nursery: Nursery, target: str, kills: int) -> int:
    """Kill one recorder after another, looking after each; return how many effects there are at last."""
    moments = random.Random(3)  # noqa: S311 (moments, no secrets)
    there = 0
    for _ in range(kills):
        recorder = nursery.start("record", target, name=ORDERS, records=10**9)
        recorder.wait_for_work()
        time.sleep(moments.uniform(0, LONGEST_S))
        recorder.kill()
        there = together(target, max(there, *map(int, recorder.told)))
    return there


def kill_drivers(nursery: Nursery, target: str, world: Path, kills: int) -> None:
    """Kill one driver after another, each once the claims of the last are over; then let one end."""
    moments = random.Random(4)  # noqa: S311 (moments, no secrets)
    for turn in range(kills):
        at = (START + turn * 2 * LEASE).isoformat()
        driver = nursery.start("carry_out", target, world=str(world), at=at)
        time.sleep(moments.uniform(0, LONGEST_S))
        driver.kill()
        settle(target)
    at = (START + kills * 2 * LEASE + timedelta(days=1)).isoformat()
    assert nursery.start("carry_out", target, world=str(world), at=at).wait() == 0


def delivered_at_least_once(world: Path, effects: int) -> int:
    """See that every effect reached the world under its own key with its own content; return the repeats."""
    lines = Counter(world.read_text(encoding="utf-8").splitlines())
    wanted = {f"{one.key} {one.data}" for one in (effect(ORDERS, number) for number in range(effects))}
    assert lines.keys() == wanted
    return lines.total() - len(lines)


def kill_all(nursery: Nursery, target: str, world: Path, kills: int) -> str:
    """Kill recorders, then drivers; return what was counted."""
    effects = kill_recorders(nursery, target, kills)
    kill_drivers(nursery, target, world, kills)
    repeats = delivered_at_least_once(world, effects)
    with open_store(target) as store:
        assert pending(store) == []
    assert repeats <= kills  # a kill can repeat the one effect that was sent and not yet reported
    return f"{2 * kills} kills; {effects} effects, each delivered, {repeats} of them twice"


def test_effects_survive_kills_between_record_and_delivery(
    kind: str, fresh: Fresh, nursery: Nursery, tmp_path: Path
) -> None:
    """Events and effects are there together or not at all; each is delivered at least once, same key."""
    kill_all(nursery, fresh(), tmp_path / "world", KILLS[kind])


@pytest.mark.slow
@pytest.mark.usefixtures("full_size")
def test_effects_survive_hundreds_of_kills(
    kind: str, fresh: Fresh, nursery: Nursery, tmp_path: Path, report: Callable[[str], None]
) -> None:
    """The same at full size."""
    report(f"{kind}: {kill_all(nursery, fresh(), tmp_path / 'world', KILLS_AT_FULL_SIZE)}")


def test_a_recorder_killed_at_any_statement_leaves_both_or_neither(fresh: Fresh, nursery: Nursery) -> None:
    """Wherever in its transaction it dies, no event is without its effect, and no effect alone."""
    target = fresh()
    assert nursery.start("record", target, name=ORDERS, records=1).wait() == 0
    number, killed, there, status = 0, 0, 1, -1
    while status:
        number += 1
        recorder = nursery.start("record", target, name=ORDERS, records=there + 1, dies_before=number)
        status = recorder.wait()
        killed += bool(status)
        there = together(target, there)
    assert killed > 4


def test_a_driver_killed_before_any_statement_repeats_at_most_one(
    fresh: Fresh, nursery: Nursery, tmp_path: Path
) -> None:
    """Wherever it dies, what it had sent but not reported is sent again under the same key, and only that."""
    target, world = fresh(), tmp_path / "world"
    assert nursery.start("record", target, name=ORDERS, records=5).wait() == 0
    turn, status = 0, -1
    while status:
        turn += 1
        at = (START + turn * 2 * LEASE).isoformat()
        status = nursery.start("carry_out", target, world=str(world), at=at, dies_before=turn).wait()
        settle(target)
    assert delivered_at_least_once(world, 5) <= turn

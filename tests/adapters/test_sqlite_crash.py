"""Processes are killed amid their work, at any moment: nothing acknowledged is lost or doubled."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from xbcommerce.adapters.sqlite import SqliteStore
from xbcommerce.kernel.ports import StoredEvent

from .writer import batch

WRITER = Path(__file__).with_name("writer.py")
KILLS = 30
KILLS_AT_FULL_SIZE = 200
LONGEST_S = 0.2  # some kills hit before the file exists, some amid writes


def start(path: Path, name: str, appends: int) -> subprocess.Popen[bytes]:
    """Start a writer of its own on a file."""
    command = [sys.executable, str(WRITER), str(path), name, str(appends)]
    pipe = subprocess.PIPE  # unbuffered: what readline() took ahead, communicate() would never see
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, bufsize=0)


def check(path: Path, acknowledged: dict[str, int]) -> Sequence[StoredEvent]:
    """Reopen the file and hold it against what the writers were told: each has at most one append more."""
    with SqliteStore(path) as store:
        events = store.read("stream")
        assert [event.version for event in events] == list(range(1, len(events) + 1))
        assert len({event.position for event in events}) == len(events)
        texts = [json.loads(event.data) for event in events]
        assert len(set(texts)) == len(texts)
        for name, count in acknowledged.items():
            mine = [text for text in texts if text.rpartition(" ")[0].rpartition(" ")[0] == name]
            assert len(mine) in (3 * count, 3 * (count + 1))
            expected = [json.loads(event.data) for n in range(len(mine) // 3) for event in batch(name, n)]
            assert mine == expected
            document = store.get(name)
            assert (document.version if document else 0) in (count, count + 1)
    return events


def kill_often(path: Path, kills: int, seed: int) -> int:
    """Start and kill one writer after another on the same file; return how many events it has at last."""
    moments = random.Random(seed)  # noqa: S311 (moments, no secrets)
    acknowledged: dict[str, int] = {}
    for number in range(kills):
        name = f"writer-{number}"
        writer = start(path, name, 10_000)
        assert writer.stdout
        first = writer.stdout.readline() if number % 2 else b""  # every other one is surely amid its work
        time.sleep(moments.uniform(0, LONGEST_S))
        writer.kill()
        output, _ = writer.communicate()
        acknowledged[name] = (first + output).count(b"\n")
        check(path, acknowledged)
    return len(check(path, acknowledged))


def test_a_killed_writer_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """After each kill the file opens and holds all that was acknowledged, and at most one append more."""
    assert kill_often(tmp_path / "shop.db", KILLS, seed=1) > 0


@pytest.mark.slow
def test_a_writer_killed_hundreds_of_times_loses_and_doubles_nothing(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """The same at full size, when asked for by name."""
    if "slow" not in request.config.getoption("markexpr"):
        pytest.skip("kills hundreds of processes; run: pytest -m slow")
    assert kill_often(tmp_path / "shop.db", KILLS_AT_FULL_SIZE, seed=2) > 0


def test_processes_that_race_on_one_stream_leave_no_gap(tmp_path: Path) -> None:
    """Two processes create the file at once and append to one stream: all appends are there, unmixed."""
    path = tmp_path / "shop.db"
    writers = {name: start(path, name, 40) for name in ("left", "right")}
    for writer in writers.values():
        output, errors = writer.communicate(timeout=60)
        assert (output.count(b"\n"), errors) == (40, b"")
    events = check(path, dict.fromkeys(writers, 40))
    assert len(events) == 2 * 40 * 3
    batches = [[json.loads(event.data) for event in events[n : n + 3]] for n in range(0, len(events), 3)]
    assert all([text[-1] for text in texts] == ["0", "1", "2"] for texts in batches)

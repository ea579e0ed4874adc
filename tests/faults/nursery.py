"""The side of the tests: order children, kill them, and hold the store against what they were told."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from xbcommerce.kernel.ports import StoredEvent

from .jobs import A_BATCH, SHARED, batch, open_store
from .stores import settle

CHILD = Path(__file__).with_name("child.py")
LONGEST_S = 0.05
PATIENCE_S = 60.0


class Child:
    """A process at work; what it acknowledged is in a file."""

    def __init__(self, nursery: Nursery, pid: int, acks: Path) -> None:
        self.nursery, self.pid, self.acks = nursery, pid, acks

    def kill(self) -> None:
        """Kill it, as ``kill -9`` does, and see it dead."""
        os.kill(self.pid, signal.SIGKILL)
        assert self.wait() in (0, signal.SIGKILL)

    def wait(self) -> int:
        """Wait for its end; return 0, or the signal that killed it. A child that failed fails the test."""
        status = int(self.nursery.ask({"wait": self.pid}))
        if os.WIFSIGNALED(status):
            return os.WTERMSIG(status)
        assert os.WEXITSTATUS(status) == 0, Path(f"{self.acks}.error").read_text(encoding="utf-8")
        return 0

    @property
    def told(self) -> list[str]:
        """The lines it wrote."""
        return self.acks.read_text(encoding="utf-8").splitlines() if self.acks.exists() else []

    @property
    def acknowledged(self) -> int:
        """How many times it was told that its work is stored."""
        return sum(line.isdigit() for line in self.told)

    @property
    def conflicts(self) -> int:
        """How many times it was told that somebody else was first."""
        return next(int(line.split()[1]) for line in self.told if line.startswith("conflicts"))

    def wait_for_work(self) -> None:
        """Return once it has had its first acknowledgement."""
        give_up_at = time.monotonic() + PATIENCE_S
        while not self.acknowledged:
            assert time.monotonic() < give_up_at, "the child does nothing"
            time.sleep(0.001)


class Nursery:
    """A process that forks children on order."""

    def __init__(self, process: subprocess.Popen[str], folder: Path) -> None:
        self.process, self.folder, self.count = process, folder, 0

    def ask(self, order: dict[str, Any]) -> str:
        """Send one order and return the answer."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline()

    def start(self, job: str, target: str, **details: object) -> Child:
        """Start a child on a job."""
        self.count += 1
        acks = self.folder / f"acks-{self.count}"
        pid = int(self.ask({"job": job, "target": target, "acks": str(acks), **details}))
        return Child(self, pid, acks)


@contextmanager
def a_nursery(folder: Path, *options: str) -> Generator[Nursery]:
    """Start a nursery, and end it."""
    command = [sys.executable, str(CHILD), *options]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Nursery(process, folder)


class Witness:
    """Knows what writers were told, and says whether the store agrees."""

    def __init__(self, target: str) -> None:
        self.target = target
        self.events: list[StoredEvent] = []

    def check(self, name: str, acknowledged: int, *, counts: bool = True) -> None:
        """Read what is new since the last look: all that one writer was told, and at most one append more."""
        settle(self.target)
        with open_store(self.target) as store:
            new = store.read(SHARED, after=len(self.events))
            document = store.get(name)
        self.events += new
        appends = len(new) // A_BATCH
        assert texts(new) == [event.data for n in range(appends) for event in batch(name, n)]
        assert appends in (acknowledged, acknowledged + 1)
        counted = document.version if document else 0
        assert counted in (acknowledged, acknowledged + 1) or not counts

    def check_all(self) -> None:
        """Read everything once more, from the beginning: the same events, without gap and without double."""
        with open_store(self.target) as store:
            events = store.read(SHARED)
        assert list(events) == self.events
        whole(events)


def texts(events: Sequence[StoredEvent]) -> list[str]:
    """Return what the events say."""
    return [event.data for event in events]


def whole(events: Sequence[StoredEvent]) -> None:
    """See that versions are gapless, positions rise, and nothing stands twice."""
    assert [event.version for event in events] == list(range(1, len(events) + 1))
    positions = [event.position for event in events]
    assert positions == sorted(set(positions))
    assert len(set(texts(events))) == len(events)


def kill_often(nursery: Nursery, target: str, kills: int, seed: int) -> int:
    """Start and kill one writer after another on one store, looking after each; return the events at last."""
    moments = random.Random(seed)  # noqa: S311 (moments, no secrets)
    witness = Witness(target)
    for number in range(kills):
        writer = nursery.start("append", target, name=f"writer-{number}", appends=10**9, counts=True)
        if number % 4:  # one in four is killed wherever it is, before the file exists too
            writer.wait_for_work()
        time.sleep(moments.uniform(0, LONGEST_S))
        writer.kill()
        witness.check(f"writer-{number}", writer.acknowledged)
    witness.check_all()
    return len(witness.events)

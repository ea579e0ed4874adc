"""What the fault tests share: a place for forked children, and a size."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .nursery import Nursery, a_nursery


@pytest.fixture
def nursery(tmp_path: Path) -> Iterator[Nursery]:
    """Have a process that forks children."""
    with a_nursery(tmp_path) as started:
        yield started


@pytest.fixture
def full_size(request: pytest.FixtureRequest) -> None:
    """Run only when asked for by name."""
    if "slow" not in request.config.getoption("markexpr"):
        pytest.skip("at full size it takes minutes; run: pytest -m slow tests/faults")


@pytest.fixture
def report(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Print a figure that was measured, whatever pytest captures."""

    def say(line: str) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\n{line}\n")

    return say

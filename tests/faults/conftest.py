"""What the fault tests share: fresh stores of every kind, a place for forked children, and a size."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .nursery import Nursery, a_nursery
from .stores import Fresh, postgres_databases, postgres_url, sqlalchemy_files, sqlite_files

PRELOADED = {
    "SQLite": [],
    "SQLAlchemy/SQLite": ["xbcommerce.adapters.sqlalchemy", "sqlalchemy.dialects.sqlite.pysqlite"],
    "SQLAlchemy/PostgreSQL": ["xbcommerce.adapters.sqlalchemy", "sqlalchemy.dialects.postgresql.psycopg"],
}


@pytest.fixture(params=list(PRELOADED))
def kind(request: pytest.FixtureRequest) -> str:
    """Run once for every kind of store."""
    return str(request.param)


@pytest.fixture
def fresh(kind: str, tmp_path: Path) -> Fresh:
    """Have as many empty stores of a kind as need be."""
    if kind == "SQLite":
        return sqlite_files(tmp_path)
    if kind == "SQLAlchemy/SQLite":
        return sqlalchemy_files(tmp_path)
    return postgres_databases(postgres_url())


@pytest.fixture
def nursery(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Nursery]:
    """Have a process that forks children."""
    kind = request.getfixturevalue("kind") if "kind" in request.fixturenames else "SQLite"
    with a_nursery(tmp_path, *PRELOADED[kind]) as started:
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

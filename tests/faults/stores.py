"""Where children work: fresh SQLite files, through us or SQLAlchemy, and fresh PostgreSQL databases."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from tests.adapters import postgres_server

_NUMBERS = count(1)
PATIENCE_S = 30.0

Fresh = Callable[[], str]


def sqlite_files(folder: Path) -> Fresh:
    """Name a file that does not exist yet, again and again."""
    return lambda: str(folder / f"shop-{next(_NUMBERS)}.db")


def sqlalchemy_files(folder: Path) -> Fresh:
    """Name such a file as SQLAlchemy does."""
    pytest.importorskip("sqlalchemy", reason="pip install 'xbcommerce[sqlalchemy]'")
    return lambda: f"sqlite:///{folder / f'shop-{next(_NUMBERS)}.db'}"


def postgres_databases(url: str) -> Fresh:
    """Create a database of its own, again and again, on a server."""
    from sqlalchemy import create_engine, make_url, text

    server = make_url(url)

    def fresh() -> str:
        name = f"faults_{time.time_ns()}_{next(_NUMBERS)}"
        engine = create_engine(server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return server.set(database=name).render_as_string(hide_password=False)

    return fresh


def settle(target: str) -> None:
    """Wait until a database has noticed that its killed clients are gone; files have nobody who notices."""
    if not target.startswith("postgresql"):
        return
    from sqlalchemy import create_engine, text

    others = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    engine = create_engine(target)
    give_up_at = time.monotonic() + PATIENCE_S
    with engine.connect() as connection:
        while connection.execute(others).scalar():
            assert time.monotonic() < give_up_at, "the database does not let go of a killed client"
            connection.rollback()
            time.sleep(0.001)
    engine.dispose()


def postgres_url() -> str:
    """Return the URL of a server, or skip and say why there is none."""
    pytest.importorskip("psycopg", reason="pip install 'xbcommerce[postgres]'")
    pytest.importorskip("sqlalchemy", reason="pip install 'xbcommerce[postgres]'")
    return postgres_server.url()

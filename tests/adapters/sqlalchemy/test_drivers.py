"""Other drivers than psycopg store what they confirm, where a host has them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.ext.asyncio import create_async_engine

from tests.adapters.postgres_server import url
from xbcommerce.adapters.sqlalchemy import AsyncSqlAlchemyStore, SqlAlchemyStore
from xbcommerce.kernel.ports import NewEffect, NewEvent, VersionConflictError

from .waiting import Waiting, wait

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
LATER = datetime(2026, 3, 2, tzinfo=UTC)
PAID = NewEvent("Paid", "{}", AT)

pytestmark = pytest.mark.postgres


def use(store: Any) -> None:  # noqa: ANN401 (of either kind)
    """Do everything once."""
    assert store.append("s", [PAID, PAID, PAID], expected_version=0) == 3
    with pytest.raises(VersionConflictError):
        store.append("s", [PAID], expected_version=0)
    assert store.record("s", [PAID], [NewEffect("k", "Ship", "{}", AT)], expected_version=3) == 4
    assert [effect.key for effect in store.claim(at=AT, until=LATER)] == ["k"]
    store.delivered("k", at=AT)
    for version in range(2):
        store.put("plan", "{}", expected_version=version)


def check(schema: str) -> None:
    """See with psycopg, on another connection, what was stored."""
    with SqlAlchemyStore(url(), schema=schema) as store:
        assert [event.version for event in store.read("s")] == [1, 2, 3, 4]
        assert store.pending() == ()
        document = store.get("plan")
        assert document
        assert document.version == 2


def test_psycopg2_stores_what_it_confirms() -> None:
    """Whose commit() does nothing in the mode that we use it in."""
    pytest.importorskip("psycopg2", reason="psycopg2 is not installed; psycopg is what we advise")
    engine = create_engine(make_url(url()).set(drivername="postgresql+psycopg2"))
    use(SqlAlchemyStore(engine, schema="by_psycopg2"))
    engine.dispose()
    check("by_psycopg2")


def test_asyncpg_stores_what_it_confirms() -> None:
    """Which takes one statement at a time."""
    pytest.importorskip("asyncpg", reason="asyncpg is not installed; psycopg is what we advise")
    engine = create_async_engine(make_url(url()).set(drivername="postgresql+asyncpg"))
    use(Waiting(wait(AsyncSqlAlchemyStore(engine, schema="by_asyncpg").open())))
    wait(engine.dispose())
    check("by_asyncpg")

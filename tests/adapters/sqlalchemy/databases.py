"""Fresh stores on each database, with either carrier, for the contracts."""

# ruff: noqa: ANN401, D102 (one shape for stores of four kinds; their docstrings stand at the base)

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar

from hypothesis import settings
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from tests.adapters.postgres_server import url
from xbcommerce.adapters.sqlalchemy import AsyncSqlAlchemyStore, SqlAlchemyStore

from .waiting import Waiting, wait

_TABLES = ("event", "document", "effect")
_NUMBERS: Iterator[int] = count()


@cache
def postgres() -> Engine:
    """Return the engine that all tests of this process share; skips where there is no server."""
    return create_engine(url())


@cache
def async_postgres() -> AsyncEngine:
    """Return the same for asyncio."""
    return create_async_engine(url())


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="xbcommerce-stores-")


def put_away() -> None:
    """Close what is shared."""
    if postgres.cache_info().currsize:
        postgres().dispose()
    if async_postgres.cache_info().currsize:
        wait(async_postgres().dispose())
    if _folder.cache_info().currsize:
        _folder().cleanup()


class _Stores:
    """Stores at numbered places, which are emptied once their store is closed, and used again."""

    survives_reopening = True
    examples: ClassVar[settings] = settings(max_examples=10)
    free: ClassVar[list[Any]]
    opened: ClassVar[dict[int, tuple[Any, Any, Any]]] = {}

    def make_store(self) -> Any:
        """Return an empty store."""
        return self._at(self.free.pop() if self.free else self.new_place())

    def reopen(self, store: Any) -> Any:
        """Close a store and open its place again."""
        return self._at(self._closed(store))

    def close(self, store: Any) -> None:
        """Close a store and empty its place for the next one; a store that was reopened is closed already."""
        if id(store) not in self.opened:
            return
        place = self._closed(store)
        self.clear(place)
        self.free.append(place)

    def _at(self, place: Any) -> Any:
        inner = self.open(place)
        store = self.wrapped(inner)
        self.opened[id(store)] = (store, inner, place)
        return store

    def _closed(self, store: Any) -> Any:
        _, inner, place = self.opened.pop(id(store))
        inner.close()
        return place

    def wrapped(self, store: Any) -> Any:
        """Return the port under test, which may lie over the store."""
        return store

    def new_place(self) -> Any:
        """Name a place that was never used."""
        raise NotImplementedError

    def open(self, place: Any) -> Any:
        """Open the store at a place."""
        raise NotImplementedError

    def clear(self, place: Any) -> None:
        """Empty a place."""
        raise NotImplementedError


class OnSqlite(_Stores):
    """A file each."""

    free: ClassVar[list[Any]] = []

    def new_place(self) -> Path:
        return Path(_folder().name) / f"{next(_NUMBERS)}.db"

    def open(self, place: Path) -> Any:
        return SqlAlchemyStore(f"sqlite:///{place}")

    def clear(self, place: Path) -> None:
        with sqlite3.connect(place) as connection:
            for table in _TABLES:
                connection.execute(f"DELETE FROM xbcommerce_{table}")  # noqa: S608 (names of ours)
        connection.close()


class OnAsyncSqlite(OnSqlite):
    """A file each, through aiosqlite."""

    def open(self, place: Path) -> Any:
        return Waiting(wait(AsyncSqlAlchemyStore(f"sqlite:///{place}").open()))


class OnPostgres(_Stores):
    """A schema each, of one server."""

    free: ClassVar[list[Any]] = []

    def new_place(self) -> str:
        return f"store_{next(_NUMBERS)}"

    def open(self, place: str) -> Any:
        return SqlAlchemyStore(postgres(), schema=place)

    def clear(self, place: str) -> None:
        with postgres().begin() as connection:
            for table in _TABLES:
                connection.execute(text(f"DELETE FROM {place}.xbcommerce_{table}"))  # noqa: S608 (names of ours)


class OnAsyncPostgres(OnPostgres):
    """A schema each, through psycopg's asynchronous side."""

    def open(self, place: str) -> Any:
        return Waiting(wait(AsyncSqlAlchemyStore(async_postgres(), schema=place).open()))

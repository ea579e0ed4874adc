"""From an address, or from the engine that a host has, to an engine and a layout."""

from __future__ import annotations

import re
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Dialect, Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from xbcommerce.adapters.failures import BadUrlError
from xbcommerce.adapters.sqlite.file import refuse_missing_folder

from .layout import Layout
from .transaction import AUTOCOMMIT

_EXTRAS = {"postgresql": "postgres", "sqlite": "sqlalchemy"}
_MARKS = {"qmark": "?", "numeric_dollar": "$n"}
_LOGIN = re.compile(r"(?<=//).*(?=@)")
_SEVERAL_AT_ONCE = {"psycopg", "psycopg2"}  # drivers that take several statements in one string


def sync_engine(url: str | URL, wait_s: float) -> Engine:
    """Make an engine for an address; connects to nothing yet.

    Raises:
        BadUrlError: It cannot be read, or names a database or driver that is not there.
        NoFileError: It names a file in a folder that does not exist.
    """
    address = _address(url)
    with _explaining(address):
        if address.get_dialect().is_async:
            msg = f"{shown(address)}: {address.drivername} is asynchronous; use AsyncSqlAlchemyStore"
            raise BadUrlError(msg)
        return create_engine(address, **_options(address, wait_s))


def async_engine(url: str | URL, wait_s: float) -> AsyncEngine:
    """Make an asynchronous engine for an address; connects to nothing yet. ``sqlite:`` means aiosqlite.

    Raises:
        BadUrlError: It cannot be read, or names a database or driver that is not there.
        NoFileError: It names a file in a folder that does not exist.
    """
    address = _address(url)
    if address.drivername == "sqlite":
        address = address.set(drivername="sqlite+aiosqlite")
    with _explaining(address):
        if not address.get_dialect().is_async and address.get_driver_name() != "psycopg":  # which is both
            msg = f"{shown(address)}: {address.drivername} is not asynchronous; use SqlAlchemyStore"
            raise BadUrlError(msg)
        return create_async_engine(address, **_options(address, wait_s))


def layout_of(engine: Engine, *, prefix: str, schema: str | None, wait_s: float) -> Layout:
    """Describe where the tables of a store are.

    Raises:
        BadUrlError: The engine's database is neither PostgreSQL nor SQLite.
        InvalidValueError: ``prefix`` or ``schema`` is no name for it.
    """
    dialect: Dialect = engine.dialect
    if dialect.name not in _EXTRAS:
        msg = f"{shown(engine.url)}: a store needs PostgreSQL or SQLite, not {dialect.name}"
        raise BadUrlError(msg)
    one_trip = dialect.driver.removesuffix("_async") in _SEVERAL_AT_ONCE
    mark = _MARKS.get(dialect.paramstyle, "%s")
    return Layout(dialect.name, shown(engine.url), prefix, schema, wait_s, one_trip, mark)


def shown(url: URL) -> str:
    """Return an address as it may be shown: a file by its path, a server without its password."""
    if url.get_backend_name() == "sqlite" and url.database:
        return url.database
    return url.set(query={}).render_as_string(hide_password=True)


def _address(url: str | URL) -> URL:
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:
        said = _LOGIN.sub("***", str(url))
        msg = f"{said!r} is no database URL; write postgresql://user:password@host/database or sqlite:///file.db"
        raise BadUrlError(msg) from error
    if address.get_backend_name() != "sqlite":
        return address
    if address.database in {None, "", ":memory:"}:
        msg = (
            f"{url}: a database in memory is another one for each connection; use MemoryStore, "
            "or name a file, e.g. sqlite:///shop.db"
        )
        raise BadUrlError(msg)
    file = str(address.database)
    if not file.startswith("file:"):
        refuse_missing_folder(file)
    return address


def _options(address: URL, wait_s: float) -> dict[str, Any]:
    """Return the options of an engine that is all ours: its transactions are ended in any case."""
    waits = {"timeout": wait_s} if address.get_backend_name() == "sqlite" else {}
    return {**AUTOCOMMIT, "pool_reset_on_return": None, "connect_args": waits}


@contextmanager
def _explaining(address: URL) -> Generator[None]:
    name = address.get_backend_name()
    try:
        yield
    except NoSuchModuleError as error:
        hint = "postgresql" if name == "postgres" else " or ".join(_EXTRAS)
        msg = f"{shown(address)}: there is no database or driver {address.drivername!r}; did you mean {hint}?"
        raise BadUrlError(msg) from error
    except ImportError as error:
        extra = _EXTRAS.get(name, "sqlalchemy")
        msg = f"{shown(address)}: its driver is not installed ({error}); pip install 'xbcommerce[{extra}]'"
        raise BadUrlError(msg) from error
    except (ArgumentError, TypeError, ValueError) as error:
        msg = f"{shown(address)}: {error}"
        raise BadUrlError(msg) from error

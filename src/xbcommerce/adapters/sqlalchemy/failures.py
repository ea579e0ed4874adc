"""What a database says, told to the owner of the shop."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError, TimeoutError  # noqa: A004 (SQLAlchemy's own)

from xbcommerce.adapters import failures
from xbcommerce.adapters.sqlite.failures import explained as explained_by_sqlite
from xbcommerce.kernel.ports import StorageError

from .layout import Layout

_LOCKED = {"55P03", "57014", "40P01", "40001"}  # lock timeout, cancelled, deadlock, not serialisable
_READ_ONLY = {"25006", "42501"}
_CORRUPT = {"XX001", "XX002"}
_GONE = {"42P01", "3F000"}
_FULL = "53100"
_LOST = {"57P01", "57P02", "57P03", "57P05"}


def explained(error: SQLAlchemyError, layout: Layout) -> StorageError:
    """Turn what SQLAlchemy and the driver say into a cause and a way out."""
    if isinstance(error, TimeoutError):
        msg = f"{layout.where}: all connections are in use; give the engine a larger pool_size, or try again"
        return failures.LockedStoreError(msg)
    if not isinstance(error, DBAPIError) or error.orig is None:
        return StorageError(f"{layout.where}: {_first_line(error)}")
    cause = _sqlite_error(error.orig)
    if cause is not None:
        return explained_by_sqlite(cause, Path(layout.where), layout.wait_s)
    return _explained_by_postgresql(error, error.orig, layout)


def _sqlite_error(cause: BaseException) -> sqlite3.Error | None:
    """Return what sqlite3 raised; the asynchronous driver's adapter wraps it."""
    seen: BaseException | None = cause
    while seen is not None and not isinstance(seen, sqlite3.Error):
        seen = seen.__cause__
    return seen


def _explained_by_postgresql(error: DBAPIError, cause: BaseException, layout: Layout) -> StorageError:
    state: str = getattr(cause, "sqlstate", None) or getattr(cause, "pgcode", None) or ""
    said = _first_line(cause)
    if error.connection_invalidated or state in _LOST or state.startswith("08"):
        msg = f"{layout.where}: the connection was lost ({said}); nothing was written, try again"
        return failures.UnreachableStoreError(msg)
    if state in _LOCKED:
        msg = (
            f"{layout.where}: others are writing ({said}); nothing was written, try again, or raise wait_s "
            f"(now {layout.wait_s:g})"
        )
        return failures.LockedStoreError(msg)
    if state in _READ_ONLY:
        msg = f"{layout.where} may be read only ({said}); grant this user the right to write"
        return failures.ReadOnlyStoreError(msg)
    if state in _CORRUPT:
        return failures.CorruptStoreError(f"{layout.where} is damaged ({said}); restore a backup")
    if state == _FULL:
        return failures.FullStoreError(
            f"{layout.where}: the disk is full; nothing was written, free some space"
        )
    if state in _GONE:
        msg = f"{layout.where} lost its tables ({said}); open the store again to create them"
        return StorageError(msg)
    if not state:  # the driver knows no code for a connection that never came about
        msg = (
            f"{layout.where} cannot be reached ({said}); check that the server runs, and host, port, "
            "database, user and password"
        )
        return failures.UnreachableStoreError(msg)
    return StorageError(f"{layout.where}: {said}")


def uncertain(error: SQLAlchemyError, layout: Layout) -> StorageError:
    """Say that the connection broke between the order to commit and its confirmation."""
    msg = (
        f"{layout.where}: the connection was lost while a write was confirmed ({_first_line(error)}); read "
        "before you write again: the version tells whether it was stored"
    )
    return failures.UncertainWriteError(msg)


def _first_line(error: BaseException) -> str:
    return str(error.args[0] if isinstance(error, DBAPIError) and error.args else error).partition("\n")[0]

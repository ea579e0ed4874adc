"""One operation on one connection: read at once, or written wholly or not at all.

Connections are in the driver's autocommit mode, and transactions are opened and ended in words. So reading
takes one trip to the server, and opening a transaction brings along how long to wait and whose turn it is.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from xbcommerce.adapters.failures import UnreachableStoreError
from xbcommerce.kernel.ports import StorageError

from .driver import say
from .failures import explained, uncertain
from .layout import Layout
from .operation import OneStatement, Operation, is_one_statement

T = TypeVar("T")

AUTOCOMMIT = {"isolation_level": "AUTOCOMMIT"}


class StaleConnectionError(UnreachableStoreError):
    """The pool's connection had died before anything was done with it; another one may live."""


def read(connection: Connection, operation: Operation[T], layout: Layout) -> T:
    """Run an operation that only reads, or is one statement.

    Raises:
        StaleConnectionError: The connection was dead; nothing happened.
        StorageError: The database could not.
    """
    try:
        return operation(connection)
    except SQLAlchemyError as error:
        raise _stale_or(explained(error, layout), error) from error


def write(connection: Connection, operation: Operation[T], layout: Layout, *, ordered: bool) -> T:
    """Run an operation in a transaction of its own, and commit or leave no trace.

    Raises:
        StaleConnectionError: The connection was dead before the transaction began; nothing happened.
        UncertainWriteError: The connection died while the commit was confirmed.
        StorageError: The database could not; nothing was stored.
    """
    if is_one_statement(operation) and not layout.postgresql:
        done = _at_once(connection, operation, layout)
        if done is not None:
            return done
    begin(connection, layout, ordered=ordered)
    try:
        result = operation(connection)
    except SQLAlchemyError as error:
        _roll_back(connection)
        raise explained(error, layout) from error
    except BaseException:
        _roll_back(connection)
        raise
    commit(connection, layout)
    return result


def _at_once(connection: Connection, operation: OneStatement[T], layout: Layout) -> T | None:
    """Do what SQLite commits by itself, unless something has begun a transaction around it."""
    if sqlite_has_begun(connection):
        return None
    return read(connection, operation.at_once, layout)


def begin(connection: Connection, layout: Layout, *, ordered: bool) -> None:
    """Open a transaction; see `write` for what it raises."""
    try:
        if not connection.in_transaction():
            connection.begin()  # sends nothing, but a host's engine may have listeners that do
        if not layout.postgresql and sqlite_has_begun(connection):
            say(connection, "ROLLBACK")  # such as for SQLite, where it is perhaps for reading
        for statement in layout.opening(ordered=ordered):
            say(connection, statement)
    except SQLAlchemyError as error:
        _roll_back(connection)
        raise _stale_or(explained(error, layout), error) from error
    except BaseException:
        _roll_back(connection)
        raise


def sqlite_has_begun(connection: Connection) -> bool:
    """Tell whether SQLite is in a transaction, whatever SQLAlchemy calls begun."""
    driver: object = connection.connection.driver_connection
    return bool(getattr(driver, "in_transaction", True))


def commit(connection: Connection, layout: Layout) -> None:
    """Commit; see `write` for what it raises."""
    try:
        say(connection, "COMMIT")  # in words: some drivers take their own commit() for idle here
    except DBAPIError as error:
        _roll_back(connection)
        broken = error.connection_invalidated
        raise (uncertain if broken else explained)(error, layout) from error
    except BaseException:  # cancelled: the connection is in no known state
        _roll_back(connection)
        raise


def _stale_or(reason: StorageError, error: SQLAlchemyError) -> StorageError:
    broken = isinstance(error, DBAPIError) and error.connection_invalidated
    return StaleConnectionError(str(reason)) if broken else reason


def _roll_back(connection: Connection) -> None:
    """End a failed transaction; a connection that cannot even do that is thrown away."""
    if connection.invalidated:
        return
    try:
        _end(connection)
    except SQLAlchemyError:
        with suppress(SQLAlchemyError):
            connection.invalidate()


def _end(connection: Connection) -> None:
    try:
        say(connection, "ROLLBACK")
    except DBAPIError as error:
        # SQLite has rolled back by itself after some failures, and says that there is nothing to roll back
        if error.connection_invalidated or "no transaction is active" not in str(error.orig):
            raise

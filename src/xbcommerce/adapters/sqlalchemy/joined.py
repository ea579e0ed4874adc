"""The store within a transaction of its host: stored when the host commits, gone when it rolls back."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from xbcommerce.kernel.errors import InvalidValueError

from .async_methods import AsyncStoreMethods
from .driver import say
from .failures import explained
from .layout import Layout
from .methods import Operations, StoreMethods
from .operation import Operation
from .transaction import sqlite_has_begun

T = TypeVar("T")


class JoinedStore(StoreMethods):
    """What `SqlAlchemyStore.on` gives: the same methods on the host's connection, never a commit.

    After a `VersionConflictError` or an `EffectConflictError` the host's transaction is as it was before the
    call, and may go on. After a `StorageError` it must be rolled back.
    """

    def __init__(self, connection: Connection, does: Operations) -> None:
        refuse_autocommit(connection)
        self._connection = connection
        self._does = does

    def _read(self, operation: Operation[T]) -> T:
        return join(self._connection, operation, self._does.layout, writing=False, ordered=False)

    def _write(self, operation: Operation[T], *, ordered: bool = False) -> T:
        return join(self._connection, operation, self._does.layout, writing=True, ordered=ordered)


class AsyncJoinedStore(AsyncStoreMethods):
    """What `AsyncSqlAlchemyStore.on` gives; see `JoinedStore`."""

    def __init__(self, connection: AsyncConnection, does: Operations) -> None:
        if connection.sync_connection is None:
            msg = "the connection is not started; use `async with engine.connect()`"
            raise InvalidValueError(msg)
        refuse_autocommit(connection.sync_connection)
        self._connection = connection
        self._does = does

    async def _read(self, operation: Operation[T]) -> T:
        return await self._connection.run_sync(
            join, operation, self._does.layout, writing=False, ordered=False
        )

    async def _write(self, operation: Operation[T], *, ordered: bool = False) -> T:
        return await self._connection.run_sync(
            join, operation, self._does.layout, writing=True, ordered=ordered
        )


def join(
    connection: Connection, operation: Operation[T], layout: Layout, *, writing: bool, ordered: bool
) -> T:
    """Run an operation within the host's transaction, which begins here if it has not.

    Raises:
        StorageError: The database could not; the host's transaction must be rolled back.
    """
    try:
        if writing:
            _really_begin(connection, layout)
        if ordered and layout.turn:
            say(connection, layout.turn)
        return operation(connection)
    except SQLAlchemyError as error:
        raise explained(error, layout) from error


def _really_begin(connection: Connection, layout: Layout) -> None:
    """Begin what SQLAlchemy calls begun: Python's sqlite3 puts it off until the first write is under way."""
    if not connection.in_transaction():
        connection.begin()
    if not layout.postgresql and not sqlite_has_begun(connection):
        say(connection, "BEGIN IMMEDIATE")


def refuse_autocommit(connection: Connection) -> None:
    """Refuse a connection that would store each statement at once, whatever the host does later.

    Raises:
        InvalidValueError: It is one.
    """
    level = connection.get_execution_options().get("isolation_level")
    driver = connection.connection.dbapi_connection
    by_itself = connection.dialect.name == "postgresql" and bool(getattr(driver, "autocommit", False))
    if level == "AUTOCOMMIT" or by_itself:
        msg = "the connection commits every statement by itself; give one of an engine with transactions"
        raise InvalidValueError(msg)

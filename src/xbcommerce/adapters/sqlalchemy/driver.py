"""Statements said to the driver in its own words, with its own tuples as parameters and rows.

SQLite answers without a trip, so SQLAlchemy's way to a statement takes longer than the statement: it is left
out there, and kept where errors are told. PostgreSQL hears everything through SQLAlchemy.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

_COUNTING = {"preserve_rowcount": True}

Parameters = tuple[str | int, ...]


def say(connection: Connection, statement: str, parameters: Parameters = ()) -> int:
    """Run a statement and return how many rows it wrote.

    Raises:
        DBAPIError: The database could not.
    """
    if connection.dialect.name != "sqlite":
        said = connection.exec_driver_sql(statement, parameters or None, execution_options=_COUNTING)
        return said.rowcount
    cursor = connection.connection.cursor()
    try:
        cursor.execute(statement, parameters)
    except BaseException as error:
        _tell(connection, statement, error)
        raise
    else:
        return cursor.rowcount
    finally:
        cursor.close()


def say_each(connection: Connection, statement: str, rows: Sequence[Parameters]) -> None:
    """Run a statement for each of some rows, of which there is at least one.

    Raises:
        DBAPIError: The database could not.
    """
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(statement, list(rows))
        return
    cursor = connection.connection.cursor()
    try:
        cursor.executemany(statement, rows)
    except BaseException as error:
        _tell(connection, statement, error)
        raise
    finally:
        cursor.close()


def ask(connection: Connection, statement: str, parameters: Parameters) -> Sequence[Sequence[Any]]:
    """Run a query and return its rows.

    Raises:
        DBAPIError: The database could not.
    """
    if connection.dialect.name == "sqlite":
        cursor = connection.connection.cursor()
    else:
        cursor = connection.exec_driver_sql(statement, parameters).context.cursor
    try:
        if connection.dialect.name == "sqlite":
            cursor.execute(statement, parameters)
        return cursor.fetchall()
    except BaseException as error:
        _tell(connection, statement, error)
        raise
    finally:
        cursor.close()


def _tell(connection: Connection, statement: str, error: BaseException) -> None:
    """Raise what the driver raised as SQLAlchemy does; what was interrupted is in no known state."""
    dialect = connection.dialect
    if isinstance(error, dialect.loaded_dbapi.Error):
        lost = dialect.is_disconnect(error, connection.connection, None)
        if lost:
            connection.invalidate(error)
        raise DBAPIError(statement, None, error, connection_invalidated=lost) from error
    if not isinstance(error, Exception):
        connection.invalidate(error)

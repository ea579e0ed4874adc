"""What one call does on opening: look, and create or upgrade only what is ours to."""

from __future__ import annotations

from attrs import evolve
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from xbcommerce.adapters.sqlite.patience import patiently

from .failures import explained
from .layout import Layout
from .schema import STEPS, upgrade, version_of
from .transaction import read, write


def prepare(connection: Connection, layout: Layout, *, whole_file: bool) -> Layout:
    """Look at a store without touching it; create or upgrade its tables where they are older.

    Returns the layout with what the database alone knows.

    Args:
        connection: In autocommit mode.
        layout: Where the tables are.
        whole_file: Whether an empty SQLite file is all ours, so that it gets a write-ahead log.
    """
    if read(connection, lambda it: version_of(it, layout), layout) < len(STEPS):
        if whole_file and not layout.postgresql:
            patiently(lambda: _write_ahead(connection, layout), layout.wait_s)
        write(connection, lambda it: upgrade(it, layout), layout, ordered=False)
    return read(connection, lambda it: evolve(layout, home=_home(it, layout)), layout)


def _home(connection: Connection, layout: Layout) -> str:
    """Return the schema of the tables, where there are schemas: stores of one schema and prefix are one."""
    if not layout.postgresql:
        return ""
    query = (
        "SELECT nspname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace "  # noqa: S608 (checked)
        f"WHERE pg_class.oid = '{layout.quoted('event')}'::regclass"
    )
    return str(connection.exec_driver_sql(query).scalar_one())


def _write_ahead(connection: Connection, layout: Layout) -> None:
    """Keep a write-ahead log in an empty file."""
    try:
        if not connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar():
            connection.exec_driver_sql("PRAGMA journal_mode = WAL").all()
    except DBAPIError as error:
        raise explained(error, layout) from error

"""The tables, as the list of steps that made them. A released step never changes; a new one is appended."""

from __future__ import annotations

from sqlalchemy import Connection, inspect

from xbcommerce.adapters.failures import ForeignDatabaseError, NewerStoreError
from xbcommerce.kernel.ports import StorageError

from .layout import Layout, number_of

STEPS: tuple[tuple[str, ...], ...] = (
    (
        """
        CREATE TABLE {event} (
            position {serial},
            stream {text} NOT NULL,
            version BIGINT NOT NULL CHECK (version > 0),
            kind {text} NOT NULL,
            data TEXT NOT NULL,
            at TEXT NOT NULL,
            UNIQUE (stream, version)
        )
        """,
        """
        CREATE TABLE {document} (
            key {text} PRIMARY KEY NOT NULL,
            version BIGINT NOT NULL CHECK (version > 0),
            body TEXT NOT NULL
        )
        """,
    ),
    (
        """
        CREATE TABLE {effect} (
            position {serial},
            key {text} NOT NULL UNIQUE,
            stream {text} NOT NULL,
            kind {text} NOT NULL,
            data TEXT NOT NULL,
            due_us BIGINT NOT NULL,
            attempts BIGINT NOT NULL DEFAULT 0 CHECK (attempts >= 0),
            last_error TEXT NOT NULL DEFAULT '',
            parked BOOLEAN NOT NULL DEFAULT FALSE,
            claimed_until_us BIGINT,
            delivered_us BIGINT
        )
        """,
        "CREATE INDEX {waiting} ON {effect} (position) WHERE delivered_us IS NULL",
    ),
)
"""Step n brings a store from version n to n + 1; its version is the one row of the table ``schema``."""

_TYPES = {
    "postgresql": {
        "serial": "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
        "text": 'TEXT COLLATE "C"',  # by code point, whatever the language of the database
    },
    "sqlite": {"serial": "INTEGER PRIMARY KEY AUTOINCREMENT", "text": "TEXT"},
}


def version_of(connection: Connection, layout: Layout) -> int:
    """Return the version of a store; 0 where there is none. Reads only.

    Raises:
        NewerStoreError: The store was written by a newer version of this library.
    """
    tables = inspect(connection)
    if tables.has_table(layout.named("schema"), schema=layout.schema):
        found = connection.exec_driver_sql(f"SELECT max(version) FROM {layout.quoted('schema')}").scalar()  # noqa: S608 (checked names)
        version = int(found or 0)
        if version > len(STEPS):
            msg = (
                f"{layout.where} has a store of version {version}, this library reads up to {len(STEPS)}; "
                "it was left untouched, upgrade xbcommerce"
            )
            raise NewerStoreError(msg)
        return version
    return 0


def _refuse_other_tables(connection: Connection, layout: Layout) -> None:
    tables = inspect(connection)
    for name in ("event", "document", "effect"):
        if tables.has_table(layout.named(name), schema=layout.schema):
            msg = (
                f"{layout.where} has a table {layout.named(name)} of another program; "
                "it was left untouched, choose another prefix"
            )
            raise ForeignDatabaseError(msg)


def upgrade(connection: Connection, layout: Layout) -> None:
    """Bring a store to the newest version within the present transaction, whoever else tries the same.

    Raises:
        ForeignDatabaseError: Tables of those names exist that are not ours.
        NewerStoreError: The store was written by a newer version of this library.
    """
    if layout.postgresql:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({number_of(layout.prefix)})")
        if layout.schema:
            connection.exec_driver_sql(f'CREATE SCHEMA IF NOT EXISTS "{layout.schema}"')
        _refuse_other_alphabets(connection, layout)
    version = version_of(connection, layout)
    book = layout.quoted("schema")
    if version == 0:
        _refuse_other_tables(connection, layout)
        connection.exec_driver_sql(f"CREATE TABLE {book} (version BIGINT NOT NULL)")
        connection.exec_driver_sql(f"INSERT INTO {book} (version) VALUES (0)")  # noqa: S608 (checked names)
    names = {name: layout.quoted(name) for name in ("event", "document", "effect")}
    names["waiting"] = f'"{layout.named("effect_waiting")}"'
    for step in STEPS[version:]:
        for statement in step:
            connection.exec_driver_sql(statement.format(**names, **_TYPES[layout.dialect]))
    connection.exec_driver_sql(f"UPDATE {book} SET version = {len(STEPS)}")  # noqa: S608 (checked names)


def _refuse_other_alphabets(connection: Connection, layout: Layout) -> None:
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
    if encoding != "UTF8":
        msg = f"{layout.where} keeps text as {encoding}, which has no room for every language; "
        msg += "create a database with ENCODING 'UTF8' TEMPLATE template0"
        raise StorageError(msg)

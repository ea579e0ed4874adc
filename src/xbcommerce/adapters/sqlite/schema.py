"""The tables, as the list of steps that made them. A released step never changes; a new one is appended."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from xbcommerce.adapters.failures import ForeignDatabaseError, NewerStoreError

APPLICATION = 0x7862636D
"""Marks a SQLite file as ours (`PRAGMA application_id`): "xbcm"."""

STEPS: tuple[tuple[str, ...], ...] = (
    (
        """
        CREATE TABLE event (
            position INTEGER PRIMARY KEY AUTOINCREMENT,
            stream TEXT NOT NULL,
            version INTEGER NOT NULL CHECK (version > 0),
            kind TEXT NOT NULL,
            data TEXT NOT NULL,
            at TEXT NOT NULL,
            UNIQUE (stream, version)
        )
        """,
        """
        CREATE TABLE document (
            key TEXT PRIMARY KEY NOT NULL,
            version INTEGER NOT NULL CHECK (version > 0),
            body TEXT NOT NULL
        )
        """,
    ),
    (
        """
        CREATE TABLE effect (
            position INTEGER PRIMARY KEY AUTOINCREMENT,
            key TEXT NOT NULL UNIQUE,
            stream TEXT NOT NULL,
            event_version INTEGER,
            kind TEXT NOT NULL,
            data TEXT NOT NULL,
            due_us INTEGER NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
            last_error TEXT NOT NULL DEFAULT '',
            parked INTEGER NOT NULL DEFAULT 0 CHECK (parked IN (0, 1)),
            claimed_until_us INTEGER,
            delivered_us INTEGER,
            FOREIGN KEY (stream, event_version) REFERENCES event (stream, version)
        )
        """,
        "CREATE INDEX effect_pending ON effect (position) WHERE delivered_us IS NULL",
    ),
)
"""Step n brings a file from version n to n + 1; a file's version is its ``user_version``."""


def version_of(connection: sqlite3.Connection, path: Path) -> int:
    """Return the version of a file; 0 for an empty one. Reads only.

    Raises:
        ForeignDatabaseError: It belongs to another program.
        NewerStoreError: It was written by a newer version of this library.
    """
    application, version, tables = (
        connection.execute(question).fetchone()[0]
        for question in (
            "PRAGMA application_id",
            "PRAGMA user_version",
            "SELECT count(*) FROM sqlite_master",
        )
    )
    if application != APPLICATION and (application or version or tables):
        msg = f"{path} is a database of another program; it was left untouched, name another file"
        raise ForeignDatabaseError(msg)
    if version > len(STEPS):
        msg = (
            f"{path} has version {version}, this library reads up to {len(STEPS)}; "
            "it was left untouched, upgrade xbcommerce"
        )
        raise NewerStoreError(msg)
    return int(version)


def upgrade(connection: sqlite3.Connection, path: Path) -> None:
    """Bring a file to the newest version within the present transaction, whoever else tries the same."""
    for step in STEPS[version_of(connection, path) :]:
        for statement in step:
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {len(STEPS)}")

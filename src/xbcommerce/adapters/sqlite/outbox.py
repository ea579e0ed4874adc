"""Effects in a file, in the transaction of their events."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from xbcommerce.adapters.effects import COLUMNS, Claim, distinct, is_known, microseconds, pending_effect
from xbcommerce.kernel.errors import whole
from xbcommerce.kernel.ports import (
    NewEffect,
    NewEvent,
    PendingEffect,
    UnknownEffectError,
    checked_name,
    checked_text,
    may_exist,
)

from .events import SqliteEvents, insert_events
from .file import LARGEST

_COLUMNS = ", ".join(COLUMNS)


class SqliteOutbox(SqliteEvents):
    """The outbox of a file; see `Outbox` for what the methods promise."""

    def record(
        self,
        stream: str,
        events: Sequence[NewEvent],
        effects: Sequence[NewEffect],
        *,
        expected_version: int,
    ) -> int:
        """Store all of the events and effects, or nothing; see `Outbox.record`."""
        checked_name(stream, "stream")
        whole(expected_version, "expected_version")
        with self._writing() as connection:
            version = insert_events(connection, stream, events, expected_version)
            for effect in distinct(effects):
                if not is_known(stream, effect, _found(connection, effect.key)):
                    _insert(connection, stream, version, effect)
            return version

    def claim(self, *, at: datetime, until: datetime, limit: int = 100) -> tuple[PendingEffect, ...]:
        """Take effects to be sent; see `Outbox.claim`."""
        claim = Claim.of(at, until, limit)
        with self._writing() as connection:
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM effect WHERE delivered_us IS NULL AND NOT parked AND due_us <= ? "  # noqa: S608 (names of ours)
                "AND (claimed_until_us IS NULL OR claimed_until_us <= ?) ORDER BY position LIMIT ?",
                (claim.at_us, claim.at_us, min(claim.limit, LARGEST)),
            ).fetchall()
            claimed = tuple(map(pending_effect, rows))
            connection.executemany(
                "UPDATE effect SET claimed_until_us = ? WHERE position = ?",
                [(claim.until_us, effect.position) for effect in claimed],
            )
        return claimed

    def delivered(self, key: str, *, at: datetime) -> None:
        """Report that an effect was carried out; see `Outbox.delivered`."""
        self._report(key, "delivered_us = ?", microseconds(at))

    def failed(self, key: str, error: str, *, retry_at: datetime) -> None:
        """Report that an attempt failed; see `Outbox.failed`."""
        self._report(
            key,
            "attempts = attempts + 1, last_error = ?, due_us = ?, claimed_until_us = NULL",
            checked_text(error, "error"),
            microseconds(retry_at),
        )

    def park(self, key: str, error: str) -> None:
        """Report that an attempt failed for good; see `Outbox.park`."""
        self._report(
            key,
            "attempts = attempts + 1, last_error = ?, parked = 1, claimed_until_us = NULL",
            checked_text(error, "error"),
        )

    def retry(self, key: str, *, due_at: datetime) -> None:
        """Start anew; see `Outbox.retry`."""
        self._report(
            key, "attempts = 0, due_us = ?, parked = 0, claimed_until_us = NULL", microseconds(due_at)
        )

    def pending(self, *, parked: bool | None = None) -> tuple[PendingEffect, ...]:
        """Return every effect that is not delivered; see `Outbox.pending`."""
        rows = self._rows(
            f"SELECT {_COLUMNS} FROM effect WHERE delivered_us IS NULL AND parked IN (?, ?) "  # noqa: S608 (names of ours)
            "ORDER BY position",
            *((0, 1) if parked is None else (parked, parked)),
        )
        return tuple(map(pending_effect, rows))

    def _report(self, key: str, changes: str, *figures: object) -> None:
        """Change an effect unless it is delivered."""
        if not may_exist(key):
            raise UnknownEffectError(key)
        with self._writing() as connection:
            changed = connection.execute(
                f"UPDATE effect SET {changes} WHERE key = ? AND delivered_us IS NULL",  # noqa: S608 (clauses of ours)
                (*figures, key),
            )
            if not changed.rowcount and not _found(connection, key):
                raise UnknownEffectError(key)


def _found(connection: sqlite3.Connection, key: str) -> tuple[str, str, str] | None:
    row: tuple[str, str, str] | None = connection.execute(
        "SELECT stream, kind, data FROM effect WHERE key = ?", (key,)
    ).fetchone()
    return row


def _insert(connection: sqlite3.Connection, stream: str, version: int, effect: NewEffect) -> None:
    connection.execute(
        "INSERT INTO effect (key, stream, event_version, kind, data, due_us) VALUES (?, ?, ?, ?, ?, ?)",
        (effect.key, stream, version or None, effect.kind, effect.data, microseconds(effect.due_at)),
    )

"""The store: all three ports over one connection."""

from __future__ import annotations

from .documents import SqliteDocuments
from .outbox import SqliteOutbox


class SqliteStore(SqliteOutbox, SqliteDocuments):
    """Event log, documents and outbox in one file; see `kernel.ports` for what the methods promise.

    Writes are durable when they return (write-ahead log, ``synchronous = FULL``), at the price of waiting
    for the disk once a write. Threads may share a store; a forked process opens its own.
    """

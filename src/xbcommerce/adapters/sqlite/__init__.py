"""Event log, documents and outbox in one SQLite file, with Python's own sqlite3.

One call opens, creates and upgrades the file. Whatever a method has returned is on disk: a crash, a kill or
a power cut loses nothing that was acknowledged and doubles nothing. Any number of processes and threads may
write; they take turns.

Example:
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from xbcommerce.adapters.sqlite import SqliteStore
    >>> with TemporaryDirectory() as folder, SqliteStore(Path(folder) / "shop.db") as store:
    ...     store.put("plan", '{"quantity": 40}', expected_version=0)
    Document(key='plan', version=1, body='{"quantity": 40}')
"""

from xbcommerce.adapters.failures import (
    CorruptStoreError,
    ForeignDatabaseError,
    FullStoreError,
    LockedStoreError,
    NewerStoreError,
    NoFileError,
    OlderStoreError,
    ReadOnlyStoreError,
)

from .store import SqliteStore

__all__ = [
    "CorruptStoreError",
    "ForeignDatabaseError",
    "FullStoreError",
    "LockedStoreError",
    "NewerStoreError",
    "NoFileError",
    "OlderStoreError",
    "ReadOnlyStoreError",
    "SqliteStore",
]

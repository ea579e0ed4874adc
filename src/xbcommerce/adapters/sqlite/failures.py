"""What SQLite says, told to the owner of the file."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from xbcommerce.adapters.failures import (
    CorruptStoreError,
    FullStoreError,
    LockedStoreError,
    NoFileError,
    ReadOnlyStoreError,
)
from xbcommerce.kernel.ports import StorageError


def explained(error: sqlite3.Error, path: Path, wait_s: float) -> StorageError:
    """Turn what SQLite says into what it means for the owner of the file."""
    primary = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    match primary:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            msg = (
                f"{path}: another process has been writing for over {wait_s:g} s; try again, or raise wait_s"
            )
            return LockedStoreError(msg)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            msg = f"{path} may be read only; give write access to the file and its folder, or only read"
            return ReadOnlyStoreError(msg)
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
            msg = f"{path} is no SQLite database or is damaged ({error}); restore a backup or name another"
            return CorruptStoreError(msg)
        case sqlite3.SQLITE_CANTOPEN:
            msg = f"{path} cannot be opened ({error}); check that it is a file and that you may read it"
            return NoFileError(msg)
        case sqlite3.SQLITE_FULL:
            return FullStoreError(f"{path}: the disk is full; nothing was written, free some space")
        case sqlite3.SQLITE_IOERR:
            msg = f"{path}: the disk failed ({error}); nothing was written, check its room, quota and health"
            return StorageError(msg)
        case _:
            return StorageError(f"{path}: {error}")

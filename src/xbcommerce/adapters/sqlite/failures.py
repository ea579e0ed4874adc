"""Why a file cannot serve as a store, and what to do about it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from xbcommerce.kernel.ports import StorageError


class NoFileError(StorageError):
    """There is no file to open at that path, and none can be made."""

    code = "no_file"


class CorruptStoreError(StorageError):
    """The file is no SQLite database, or a damaged one."""

    code = "corrupt_store"


class ForeignDatabaseError(StorageError):
    """The file is a healthy database of some other program."""

    code = "foreign_database"


class NewerStoreError(StorageError):
    """The file was written by a newer version of this library."""

    code = "newer_store"


class ReadOnlyStoreError(StorageError):
    """The file may be read only."""

    code = "read_only_store"


class LockedStoreError(StorageError):
    """Another process has been writing for longer than one is willing to wait."""

    code = "locked_store"


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
            return StorageError(f"{path}: the disk is full; nothing was written, free some space")
        case _:
            return StorageError(f"{path}: {error}")

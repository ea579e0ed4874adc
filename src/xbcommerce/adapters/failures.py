"""Why a store cannot do its work: one family for all adapters, so that a host handles each cause once.

Every class is a `StorageError` and an `OSError`; the message names the cause and the way out.
"""

from __future__ import annotations

from xbcommerce.kernel.ports import StorageError


class NoFileError(StorageError):
    """There is no file to open at that path, and none can be made."""

    code = "no_file"


class BadUrlError(StorageError):
    """The address of a database cannot be read, or names a database or driver that is not there."""

    code = "bad_url"


class UnreachableStoreError(StorageError):
    """No database answers at that address, or it does not let us in."""

    code = "unreachable_store"


class CorruptStoreError(StorageError):
    """The file is no SQLite database, or a damaged one."""

    code = "corrupt_store"


class ForeignDatabaseError(StorageError):
    """The database is a healthy one of some other program."""

    code = "foreign_database"


class NewerStoreError(StorageError):
    """The store was written by a newer version of this library."""

    code = "newer_store"


class OlderStoreError(StorageError):
    """The store was written by an older version of this library, and may not be upgraded here."""

    code = "older_store"


class ReadOnlyStoreError(StorageError):
    """The store may be read only."""

    code = "read_only_store"


class LockedStoreError(StorageError):
    """Others have been writing for longer than one is willing to wait."""

    code = "locked_store"


class FullStoreError(StorageError):
    """There is no room left on the disk."""

    code = "full_store"


class UncertainWriteError(StorageError):
    """The connection broke while a write was confirmed: nobody here knows whether it is stored.

    Read before you write again: the version that the write expected tells which it was.
    """

    code = "uncertain_write"

"""One file, opened, looked at and upgraded; one short transaction a write."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any, Self

from xbcommerce.adapters.failures import NoFileError, OlderStoreError

from .failures import explained
from .patience import patiently
from .schema import STEPS, upgrade, version_of

LAST = "\U0010ffff"
"""No name has it, so every name with a prefix sorts before ``prefix + LAST``."""

LARGEST = 2**63 - 1
"""The largest whole number that a column holds."""


def refuse_missing_folder(file: str | Path) -> None:
    """Refuse a file that cannot be made: a folder may be missing by a typing mistake.

    Raises:
        NoFileError: The folder of the file does not exist.
    """
    if not Path(file).absolute().parent.is_dir():
        msg = f"{file}: its folder does not exist; create it first"
        raise NoFileError(msg)


class SqliteFile:
    """A connection to a file that is known to be ours."""

    def __init__(
        self,
        path: str | Path,
        *,
        wait_s: float = 10.0,
        survive_power_cut: bool = True,
        read_only: bool = False,
    ) -> None:
        """Open a file, create it if there is none, and bring it to the newest version.

        Args:
            path: The file; its folder must exist.
            wait_s: How many seconds to wait while another process writes.
            survive_power_cut: Wait for the disk at every write. Without it writes are some times faster and
                still survive any crash of the process, but a power cut may take back the last of them.
            read_only: Never write to the file; it must exist and be of the newest version.

        Raises:
            NoFileError: The folder does not exist, or there is no such file to read.
            CorruptStoreError: The file is no SQLite database, or damaged.
            ForeignDatabaseError: It is the database of another program.
            NewerStoreError: It was written by a newer version of this library.
            OlderStoreError: It was written by an older one, and may only be read.
            ReadOnlyStoreError: It would have to be written, and may not.
            LockedStoreError: Another process was writing for longer than ``wait_s``.
        """
        self.path = Path(path)
        self._wait_s = wait_s
        self._lock = RLock()
        refuse_missing_folder(self.path)
        mode = "ro" if read_only else "rwc"
        with self._explaining():
            self._connection = sqlite3.connect(
                f"{self.path.absolute().as_uri()}?mode={mode}",
                uri=True,
                timeout=wait_s,
                isolation_level=None,  # transactions are ours
                check_same_thread=False,  # the lock serialises threads
            )
        try:
            with self._explaining():
                self._prepare("FULL" if survive_power_cut else "NORMAL", read_only=read_only)
        except BaseException:
            self._connection.close()
            raise

    def _prepare(self, synchronous: str, *, read_only: bool) -> None:
        """Look first, and touch the file only once it is known to be ours or empty."""
        self._connection.execute("BEGIN")  # one look, however many others are creating the file now
        try:
            version = version_of(self._connection, self.path)
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        if read_only:
            if version < len(STEPS):
                msg = f"{self.path} has version {version} of {len(STEPS)}; open it for writing once"
                raise OlderStoreError(msg)
            return
        patiently(self._write_ahead, self._wait_s)
        self._connection.execute(f"PRAGMA synchronous = {synchronous}")
        self._connection.execute("PRAGMA foreign_keys = ON")
        if version < len(STEPS):
            with self._writing() as connection:
                upgrade(connection, self.path)

    def _write_ahead(self) -> None:
        """Keep a write-ahead log from now on."""
        with self._explaining():
            self._connection.execute("PRAGMA journal_mode = WAL")

    def close(self) -> None:
        """Close the file; closing twice is no mistake."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _rows(self, query: str, *parameters: object) -> list[tuple[Any, ...]]:
        with self._lock:
            try:
                return self._connection.execute(query, parameters).fetchall()
            except sqlite3.Error as error:
                raise explained(error, self.path, self._wait_s) from error

    @contextmanager
    def _writing(self) -> Generator[sqlite3.Connection]:
        """Hold the write lock of the file; commit at the end, or leave no trace."""
        with self._lock, self._explaining():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # some failures have rolled back already
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _explaining(self) -> Generator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise explained(error, self.path, self._wait_s) from error

"""The store: a write is tried on the state in memory, then made a line, forced to disk, and acknowledged."""

from __future__ import annotations

import os
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from errno import ENOSPC
from fcntl import LOCK_EX, LOCK_SH, LOCK_UN, flock
from pathlib import Path
from threading import RLock
from typing import Any

from xbcommerce.adapters.failures import CorruptStoreError, ForeignDatabaseError, FullStoreError, NoFileError
from xbcommerce.adapters.memory import MemoryStore
from xbcommerce.kernel.codec import BadDocumentError, from_json, to_json
from xbcommerce.kernel.ports import Document, NewEffect, NewEvent, PendingEffect, StorageError, StoredEvent

from .writes import Claim, Delivered, Failed, Park, Put, Record, Retry, Write

HEAD = b'{"format": "xbcommerce_jsonl/1"}\n'


class JsonLinesStore:
    """Events, documents and effects in one file; `xbcommerce.kernel.ports` says what the methods promise."""

    def __init__(self, path: str | Path) -> None:
        """Open a file, or begin one; its folder must exist."""
        self.path = Path(path)
        try:
            self._file = self.path.open("a+b", buffering=0)
        except OSError as error:
            msg = f"{self.path} cannot be opened: {error.strerror}; check the folder and your rights"
            raise NoFileError(msg) from error
        self._lock = RLock()
        self._forget()
        try:
            with self._held(LOCK_EX):
                if not self._known_to:
                    self._add(HEAD)
        except BaseException:
            self.close()
            raise

    def append(self, stream: str, events: Sequence[NewEvent], *, expected_version: int) -> int:
        """Store all of the events or none."""
        return self.record(stream, events, (), expected_version=expected_version)

    def record(
        self,
        stream: str,
        events: Sequence[NewEvent],
        effects: Sequence[NewEffect],
        *,
        expected_version: int,
    ) -> int:
        """Store all of the events and effects, or nothing."""
        return self._write(Record(stream, tuple(events), tuple(effects), expected_version))

    def put(self, key: str, body: str, *, expected_version: int) -> Document:
        """Write a document if it is still at the version last seen."""
        return self._write(Put(key, body, expected_version))

    def claim(self, *, at: datetime, until: datetime, limit: int = 100) -> Sequence[PendingEffect]:
        """Take effects that are due."""
        return self._write(Claim(at, until, limit))

    def delivered(self, key: str, *, at: datetime) -> None:
        """Report an effect as carried out."""
        self._write(Delivered(key, at))

    def failed(self, key: str, error: str, *, retry_at: datetime) -> None:
        """Report an attempt as failed."""
        self._write(Failed(key, error, retry_at))

    def park(self, key: str, error: str) -> None:
        """Report an effect as poison."""
        self._write(Park(key, error))

    def retry(self, key: str, *, due_at: datetime) -> None:
        """Take a parked effect up again."""
        self._write(Retry(key, due_at))

    def read(self, stream: str, *, after: int = 0) -> Sequence[StoredEvent]:
        """Return the events behind version ``after``."""
        with self._held(LOCK_SH):
            return self._state.read(stream, after=after)

    def streams(self, prefix: str = "") -> Sequence[str]:
        """Return the names of streams."""
        with self._held(LOCK_SH):
            return self._state.streams(prefix)

    def get(self, key: str) -> Document | None:
        """Return a document, or None."""
        with self._held(LOCK_SH):
            return self._state.get(key)

    def keys(self, prefix: str = "") -> Sequence[str]:
        """Return the keys of documents."""
        with self._held(LOCK_SH):
            return self._state.keys(prefix)

    def pending(self, *, parked: bool | None = None) -> Sequence[PendingEffect]:
        """Return the effects that are not delivered."""
        with self._held(LOCK_SH):
            return self._state.pending(parked=parked)

    def close(self) -> None:
        """Close the file; closing twice is no mistake."""
        self._file.close()

    def _forget(self) -> None:
        self._state, self._known_to, self._lines = MemoryStore(), 0, 0

    def _write(self, write: Write) -> Any:  # noqa: ANN401 (what the write gives)
        with self._held(LOCK_EX):
            result = write.do(self._state)  # refused: raises, and nothing is written
            if not isinstance(write, Claim) or result:
                self._add(to_json(write).encode() + b"\n")
            return result

    def _add(self, line: bytes) -> None:
        """Force a line to disk; if that fails, leave the file as it was and read it anew the next time."""
        try:
            os.ftruncate(self._file.fileno(), self._known_to)  # what a killed writer left of its line
            if self._file.write(line) != len(line):
                raise OSError(ENOSPC, os.strerror(ENOSPC))  # noqa: TRY301 (one way out for all failures)
            os.fsync(self._file.fileno())
        except OSError as error:
            with suppress(OSError):
                os.ftruncate(self._file.fileno(), self._known_to)
            self._forget()
            kind = FullStoreError if error.errno == ENOSPC else StorageError
            msg = f"{self.path}: nothing was written: {error.strerror}"
            raise kind(msg) from error
        self._known_to += len(line)
        self._lines += 1

    @contextmanager
    def _held(self, how: int) -> Generator[None]:
        """Hold the file against others, and know what they have written."""
        with self._lock:
            flock(self._file, how)
            try:
                self._catch_up()
                yield
            finally:
                flock(self._file, LOCK_UN)

    def _catch_up(self) -> None:
        self._file.seek(self._known_to)
        found = self._file.read()
        if not self._known_to and found[: len(HEAD)] != HEAD[: len(found)]:
            msg = f"{self.path} is a file of another program, or of a newer version; it was left untouched"
            raise ForeignDatabaseError(msg)
        for line in found[: found.rfind(b"\n") + 1].splitlines(keepends=True):
            if self._known_to:
                self._redo(line)
            self._known_to += len(line)
            self._lines += 1

    def _redo(self, line: bytes) -> None:
        try:
            write: Write = from_json(line.decode(), Write)
        except (BadDocumentError, UnicodeDecodeError) as error:
            msg = f"{self.path}, line {self._lines + 1} is damaged ({error}); restore a backup"
            raise CorruptStoreError(msg) from error
        write.do(self._state)

"""What a line of the file says: one write, as a value that can be done again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from attrs import frozen

from xbcommerce.kernel.ports import Document, NewEffect, NewEvent, PendingEffect, Store


@frozen
class Record:
    """Events, and the effects they ask for."""

    stream: str
    events: tuple[NewEvent, ...]
    effects: tuple[NewEffect, ...]
    expected_version: int

    def do(self, store: Store) -> int:
        """Do it."""
        return store.record(self.stream, self.events, self.effects, expected_version=self.expected_version)


@frozen
class Put:
    """A document."""

    key: str
    body: str
    expected_version: int

    def do(self, store: Store) -> Document:
        """Do it."""
        return store.put(self.key, self.body, expected_version=self.expected_version)


@frozen
class Claim:
    """Effects taken by a driver."""

    at: datetime
    until: datetime
    limit: int

    def do(self, store: Store) -> Sequence[PendingEffect]:
        """Do it."""
        return store.claim(at=self.at, until=self.until, limit=self.limit)


@frozen
class Delivered:
    """An effect carried out."""

    key: str
    at: datetime

    def do(self, store: Store) -> None:
        """Do it."""
        store.delivered(self.key, at=self.at)


@frozen
class Failed:
    """An attempt that failed."""

    key: str
    error: str
    retry_at: datetime

    def do(self, store: Store) -> None:
        """Do it."""
        store.failed(self.key, self.error, retry_at=self.retry_at)


@frozen
class Park:
    """An attempt that failed for good."""

    key: str
    error: str

    def do(self, store: Store) -> None:
        """Do it."""
        store.park(self.key, self.error)


@frozen
class Retry:
    """A parked effect, taken up again."""

    key: str
    due_at: datetime

    def do(self, store: Store) -> None:
        """Do it."""
        store.retry(self.key, due_at=self.due_at)


Write = Record | Put | Claim | Delivered | Failed | Park | Retry
"""Everything a store ever writes."""

"""What a host supplies so that decisions are remembered: an event log, versioned documents, an outbox.

    EventLog    what happened, in streams, appended and never changed
    Documents   texts by key, replaced as a whole
    Outbox      what the outside world must do, stored with the events that ask for it
    Store       all three on one database

They are small Protocols; nothing is subclassed. `xbcommerce.adapters` has them in memory, on SQLite and over
SQLAlchemy, and `xbcommerce.testing.contracts` proves any other implementation. Concurrency is optimistic: a
writer names the version it has seen, and is refused if somebody wrote meanwhile.

Example:
    >>> from datetime import UTC, datetime
    >>> from xbcommerce.adapters.memory import MemoryEventLog
    >>> from xbcommerce.kernel.ports import EventLog, NewEvent
    >>> log: EventLog = MemoryEventLog()
    >>> paid = NewEvent("Paid", '{"amount_minor": 1999}', datetime(2026, 3, 1, tzinfo=UTC))
    >>> log.append("order/A-1", [paid], expected_version=0)
    1
    >>> log.append("order/A-1", [paid], expected_version=0)
    Traceback (most recent call last):
    ...
    xbcommerce.kernel.ports.errors.VersionConflictError: order/A-1 is at version 1, not 0; read and ...
"""

from .documents import Document, Documents
from .errors import EffectConflictError, StorageError, UnknownEffectError, VersionConflictError
from .events import EventLog, NewEvent, StoredEvent
from .names import NAME_LENGTH, checked_name, checked_text, keepable, may_exist, utc
from .outbox import AsyncOutbox, NewEffect, Outbox, PendingEffect
from .store import Store

__all__ = [
    "NAME_LENGTH",
    "AsyncOutbox",
    "Document",
    "Documents",
    "EffectConflictError",
    "EventLog",
    "NewEffect",
    "NewEvent",
    "Outbox",
    "PendingEffect",
    "StorageError",
    "Store",
    "StoredEvent",
    "UnknownEffectError",
    "VersionConflictError",
    "checked_name",
    "checked_text",
    "keepable",
    "may_exist",
    "utc",
]

"""All three ports on one database."""

from __future__ import annotations

from typing import Protocol

from .documents import Documents
from .events import EventLog
from .outbox import Outbox


class Store(EventLog, Documents, Outbox, Protocol):
    """Events, documents and effects in one database, so that one transaction covers what belongs together."""

"""The memory adapters keep the contracts that every adapter keeps."""

from __future__ import annotations

from xbcommerce.adapters.memory import MemoryDocuments, MemoryEventLog
from xbcommerce.testing.contracts import DocumentsContract, EventLogContract


class TestMemoryEventLog(EventLogContract):
    """Events in memory."""

    def make_store(self) -> MemoryEventLog:
        """Return an empty log."""
        return MemoryEventLog()


class TestMemoryDocuments(DocumentsContract):
    """Documents in memory."""

    def make_store(self) -> MemoryDocuments:
        """Return no documents."""
        return MemoryDocuments()

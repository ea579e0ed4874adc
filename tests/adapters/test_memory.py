"""The memory adapters keep the contracts that every adapter keeps."""

from __future__ import annotations

from xbcommerce.adapters.memory import MemoryDocuments, MemoryEventLog, MemoryStore
from xbcommerce.kernel.ports import Store
from xbcommerce.testing.contracts import DocumentsContract, EventLogContract, OutboxContract


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


class TestMemoryOutbox(OutboxContract):
    """Effects in memory."""

    def make_store(self) -> MemoryStore:
        """Return an empty store."""
        return MemoryStore()


def test_one_object_is_the_whole_store() -> None:
    """Events, documents and effects in one; names of one port mean nothing to another."""
    store: Store = MemoryStore()
    assert store.put("order/A-1", "{}", expected_version=0).version == 1
    assert store.read("order/A-1") == ()
    assert store.keys() == ("order/A-1",)
    assert store.streams() == ()

"""Proofs for adapters: subclass one, say how to make a fresh store, and run pytest.

    from xbcommerce.testing.contracts import EventLogContract

    class TestMyEventLog(EventLogContract):
        def make_store(self):
            return MyEventLog(fresh_database())

Every law then runs against your store. Abilities that not every store has are flags on the class.

Example:
    >>> from xbcommerce.adapters.memory import MemoryEventLog
    >>> from xbcommerce.testing.contracts import EventLogContract
    >>> class TestMemory(EventLogContract):
    ...     def make_store(self):
    ...         return MemoryEventLog()
    >>> TestMemory().test_a_new_stream_is_empty()
"""

from .contract import Contract, law
from .documents import DocumentsContract
from .event_log import EventLogContract
from .outbox import OutboxContract

__all__ = ["Contract", "DocumentsContract", "EventLogContract", "OutboxContract", "law"]

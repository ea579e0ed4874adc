"""Proofs for adapters: subclass one, say how to make a fresh store, and run pytest.

    from xbcommerce.testing.contracts import EventLogContract

    class TestMyEventLog(EventLogContract):
        def make_store(self):
            return MyEventLog(fresh_database())

Every law then runs against your store. Abilities that not every store has are flags on the class; a law
cannot be overridden.

    EventLogContract, DocumentsContract, OutboxContract    the ports of a store (`xbcommerce.kernel.ports`)
    JournalContract                                        the books of the payments room
    RuleSetsContract                                       rule sets, every version of them
    StockJournalContract                                   what happened to stock, of the supply room

Example:
    >>> from xbcommerce.adapters.memory import MemoryEventLog
    >>> from xbcommerce.testing.contracts import EventLogContract
    >>> class TestMemory(EventLogContract):
    ...     def make_store(self):
    ...         return MemoryEventLog()
    >>> TestMemory().test_a_new_stream_is_empty()
"""

from .contract import Contract, OverriddenLawError, law
from .documents import DocumentsContract
from .event_log import EventLogContract
from .journal import JournalContract
from .outbox import OutboxContract
from .rule_sets import RuleSetsContract
from .stock_journal import StockJournalContract

__all__ = [
    "Contract",
    "DocumentsContract",
    "EventLogContract",
    "JournalContract",
    "OutboxContract",
    "OverriddenLawError",
    "RuleSetsContract",
    "StockJournalContract",
    "law",
]

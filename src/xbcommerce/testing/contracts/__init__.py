"""Proofs for adapters: subclass one, say how to make a fresh store, and run pytest.

    from xbcommerce.testing.contracts import EventLogContract

    class TestMyEventLog(EventLogContract):
        def make_store(self):
            return MyEventLog(fresh_database())

Every law then runs against your store. Abilities that not every store has are flags on the class; a law
cannot be overridden.

    EventLogContract, DocumentsContract, OutboxContract    the ports of a store (`xbcommerce.kernel.ports`)
    JournalContract                                        the books of the payments room
    DutyRatesContract                                      what the border takes
    RuleSetsContract                                       rule sets, every version of them
    RuleSourceContract                                     where one rule set comes from: a folder, a package
    PaymentGatewayContract, AsyncPaymentGatewayContract    where effects of a settlement are carried out
    PaymentRequestsContract                                the same for requests about payments
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
from .duty_rates import DutyRatesContract
from .event_log import EventLogContract
from .gateways import AsyncPaymentGatewayContract, PaymentGatewayContract, PaymentRequestsContract
from .journal import JournalContract
from .outbox import OutboxContract
from .rule_sets import RuleSetsContract
from .rule_source import RuleSourceContract
from .stock_journal import StockJournalContract

__all__ = [
    "AsyncPaymentGatewayContract",
    "Contract",
    "DocumentsContract",
    "DutyRatesContract",
    "EventLogContract",
    "JournalContract",
    "OutboxContract",
    "OverriddenLawError",
    "PaymentGatewayContract",
    "PaymentRequestsContract",
    "RuleSetsContract",
    "RuleSourceContract",
    "StockJournalContract",
    "law",
]

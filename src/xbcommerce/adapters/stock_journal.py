"""What happened to stock, over any event log: one stream for each stock.

Example:
    >>> from datetime import UTC, date, datetime
    >>> from moneyed import Money
    >>> from xbcommerce.adapters.memory import MemoryStore
    >>> from xbcommerce.adapters.stock_journal import EventStockJournal
    >>> from xbcommerce.supply.ports import stock_of
    >>> from xbcommerce.supply.stock import GoodsReceipt, Place, StockRules, record
    >>> journal, rules = EventStockJournal(MemoryStore()), StockRules("EUR")
    >>> receipt = GoodsReceipt.of("grn-1", date(2026, 3, 2), "mug", 9, Place("hall"), Money("31.50", "EUR"))
    >>> done = record(stock_of(journal.read("shop-cn"), rules), receipt)
    >>> journal.append("shop-cn", [done.entry.move], at=datetime(2026, 3, 2, 9, tzinfo=UTC), expected_count=0)
    1
    >>> stock_of(journal.read("shop-cn"), rules).units("mug")
    9
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from attrs import frozen

from xbcommerce.kernel.codec import Kinds
from xbcommerce.kernel.ports import EventLog, VersionConflictError, checked_name
from xbcommerce.supply.ports import StockRecord, WrittenStock

from .typed import TypedEvents

_KINDS = Kinds.of(StockRecord)


@frozen
class EventStockJournal:
    """A stock journal in the streams of an event log; see `StockJournal` for what the methods promise.

    Attributes:
        log: Where it is kept, e.g. a `SqliteStore`.
        prefix: The beginning of the names of its streams; the stock's name is the rest.
    """

    log: EventLog
    prefix: str = "stock/"

    def append(self, stock: str, records: Sequence[StockRecord], *, at: datetime, expected_count: int) -> int:
        """Write all of the records or none; see `StockJournal.append`."""
        stream = self.prefix + checked_name(stock, "stock")
        typed = TypedEvents[StockRecord](self.log, _KINDS)
        try:
            return typed.append(stream, records, at=at, expected_version=expected_count)
        except VersionConflictError as conflict:
            raise VersionConflictError(stock, conflict.expected, conflict.actual) from None

    def read(self, stock: str, *, after: int = 0) -> tuple[WrittenStock, ...]:
        """Return the records behind number ``after``, in order.

        Raises:
            BadDocumentError: The stream holds something else, or was written by a newer version.
        """
        stored = self.log.read(self.prefix + stock, after=after)
        return tuple(WrittenStock(event.version, event.at, _KINDS.from_json(event.data)) for event in stored)

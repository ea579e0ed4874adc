"""The books of the payments room over any event log: one stream for each set of books.

Example:
    >>> from datetime import UTC, date, datetime
    >>> from moneyed import Money
    >>> from xbcommerce.adapters.journal import EventJournal
    >>> from xbcommerce.adapters.memory import MemoryStore
    >>> from xbcommerce.payments import Line, Post, ledger_of, post
    >>> journal = EventJournal(MemoryStore())
    >>> books = ledger_of(journal.read("shop-cn"))
    >>> sale = Post("s1", date(2026, 4, 1), "sale", (
    ...     Line.of("provider", Money("100.00", "USD")), Line.of("seller", Money("-100.00", "USD"))))
    >>> entry = post(books, sale).entry
    >>> journal.append("shop-cn", [entry], at=datetime(2026, 4, 1, 9, tzinfo=UTC), expected_count=0)
    1
    >>> print(ledger_of(journal.read("shop-cn")).balance("provider"))
    100.00 USD
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from attrs import frozen

from xbcommerce.kernel.codec import Kinds
from xbcommerce.kernel.ports import EventLog, VersionConflictError, checked_name
from xbcommerce.payments import JournalRecord, Written

from .typed import TypedEvents

_KINDS = Kinds.of(JournalRecord)


@frozen
class EventJournal:
    """A journal in the streams of an event log; see `Journal` for what the methods promise.

    Attributes:
        log: Where it is kept, e.g. a `SqliteStore`.
        prefix: The beginning of the names of its streams; books are the rest.
    """

    log: EventLog
    prefix: str = "journal/"

    def append(
        self, books: str, records: Sequence[JournalRecord], *, at: datetime, expected_count: int
    ) -> int:
        """Write all of the records or none; see `Journal.append`."""
        stream = self.prefix + checked_name(books, "books")
        typed = TypedEvents[JournalRecord](self.log, _KINDS)
        try:
            return typed.append(stream, records, at=at, expected_version=expected_count)
        except VersionConflictError as conflict:
            raise VersionConflictError(books, conflict.expected, conflict.actual) from None

    def read(self, books: str, *, after: int = 0) -> tuple[Written, ...]:
        """Return the records behind number ``after``, in order.

        Raises:
            BadDocumentError: The stream holds something else, or was written by a newer version.
        """
        stored = self.log.read(self.prefix + books, after=after)
        return tuple(Written(event.version, event.at, _KINDS.from_json(event.data)) for event in stored)

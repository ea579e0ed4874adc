"""The books survive over every event log, with every period that was closed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from attrs import evolve
from moneyed import Money

from xbcommerce.adapters.journal import EventJournal
from xbcommerce.adapters.memory import MemoryStore
from xbcommerce.kernel.codec import UnknownKindError
from xbcommerce.kernel.ports import NewEvent, VersionConflictError
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.payments import Chart, Line, Post, Posted, Replayed, Reverse, Sealed, ledger_of, post
from xbcommerce.payments.ledger import AccountType, Bounds, ChartAccount
from xbcommerce.testing.contracts import JournalContract

AT = datetime(2026, 5, 2, tzinfo=UTC)
SALE = Post(
    "s1",
    date(2026, 4, 1),
    "sale",
    (Line.of("provider", Money("96.80", "USD")), Line.of("seller", Money("-96.80", "USD"))),
)


class TestMemoryJournal(JournalContract):
    """Books over events in memory."""

    def make_store(self) -> EventJournal:
        """Return empty books."""
        return EventJournal(MemoryStore())


def test_an_entry_into_a_closed_period_is_refused_after_a_restart() -> None:
    """The period was closed by another process: whoever reads the books knows."""
    store = MemoryStore()
    EventJournal(store).append("b", [Sealed(date(2026, 4, 30))], at=AT, expected_count=0)
    refused = post(ledger_of(EventJournal(store).read("b")), SALE)
    assert isinstance(refused, Refusal)
    assert refused.codes == ("ledger.period_sealed",)


def test_a_decision_on_outdated_books_is_not_written() -> None:
    """Two people reverse one entry: the second one's count is over, and reading again shows why."""
    journal = EventJournal(MemoryStore())
    sold = post(ledger_of(()), SALE)
    assert isinstance(sold, Posted)
    journal.append("b", [sold.entry], at=AT, expected_count=0)
    decided = [post(sold.ledger, Reverse(name, AT.date(), "s1")) for name in ("r1", "r2")]
    entries = [each.entry for each in decided if isinstance(each, Posted)]
    assert journal.append("b", entries[:1], at=AT, expected_count=1) == 2
    with pytest.raises(VersionConflictError, match="b is at version 2, not 1; read and decide again"):
        journal.append("b", entries[1:], at=AT, expected_count=1)
    again = post(ledger_of(journal.read("b")), Reverse("r2", AT.date(), "s1"))
    assert isinstance(again, Refusal)
    assert again.codes == ("ledger.already_reversed",)


def test_a_record_of_an_unknown_kind_is_named() -> None:
    """Something else in the stream is no record that may be skipped."""
    store = MemoryStore()
    data = '{"schema": "xbcommerce/1", "kind": "Guess", "version": 1, "data": {}}'
    store.append("journal/b", [NewEvent("Guess", data, AT)], expected_version=0)
    with pytest.raises(UnknownKindError, match="Guess"):
        EventJournal(store).read("b")


def test_books_lie_beside_other_streams() -> None:
    """Books called like an order do not meet the order's stream."""
    store = MemoryStore()
    store.append("order/A-1", [NewEvent("Placed", "{}", AT)], expected_version=0)
    EventJournal(store).append("order/A-1", [Sealed(date(2026, 4, 30))], at=AT, expected_count=0)
    assert store.streams() == ("journal/order/A-1", "order/A-1")


def test_books_written_before_lines_had_references_are_read() -> None:
    """A line without the field belongs to nothing, and the command is still a replay."""
    store = MemoryStore()
    sold = post(ledger_of(()), SALE)
    assert isinstance(sold, Posted)
    EventJournal(store).append("b", [sold.entry], at=AT, expected_count=0)
    (event,) = store.read("journal/b")
    assert '"reference":""' in event.data.replace(" ", "")
    old = event.data.replace(" ", "").replace(',"reference":""', "").replace('"reference":"",', "")
    store.append("journal/old", [NewEvent(event.kind, old, AT)], expected_version=0)
    assert isinstance(post(ledger_of(EventJournal(store).read("old")), SALE), Replayed)


def test_bounds_hold_over_books_that_were_read() -> None:
    """The chart is the host's; it is laid over whatever was written."""
    store = MemoryStore()
    sold = post(ledger_of(()), SALE)
    assert isinstance(sold, Posted)
    EventJournal(store).append("b", [sold.entry], at=AT, expected_count=0)
    chart = Chart((ChartAccount("seller", AccountType.LIABILITY, (Bounds(minimum=Money("-100", "USD")),)),))
    refused = post(ledger_of(EventJournal(store).read("b"), chart), evolve(SALE, id="s2"))
    assert isinstance(refused, Refusal)
    assert refused.codes == ("ledger.below_minimum",)

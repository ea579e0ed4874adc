"""Stock survives over every event log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import settings

from xbcommerce.adapters.memory import MemoryStore
from xbcommerce.adapters.sqlite import SqliteStore
from xbcommerce.adapters.stock_journal import EventStockJournal
from xbcommerce.kernel.codec import UnknownKindError
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.ports import NewEvent, VersionConflictError
from xbcommerce.supply.ports import stock_of
from xbcommerce.supply.stock import GoodsIssue, GoodsReceipt, Place, Recorded, StockRules, record
from xbcommerce.testing.contracts import StockJournalContract

AT = datetime(2026, 5, 2, tzinfo=UTC)
HALL = Place("hall")
CAME = GoodsReceipt("grn-1", date(2026, 5, 1), "mug", 9, HALL, 3150, "EUR")
RULES = StockRules("EUR")


class TestMemoryStockJournal(StockJournalContract):
    """Stock over events in memory."""

    examples = settings(max_examples=40)

    def make_store(self) -> EventStockJournal:
        """Return an empty journal."""
        return EventStockJournal(MemoryStore())


@pytest.fixture(scope="class")
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Give a contract class one folder for all its stores."""
    request.cls.folder = tmp_path_factory.mktemp("stores")


@pytest.mark.usefixtures("folder")
class TestSqliteStockJournal(StockJournalContract):
    """Stock on disk, in the events."""

    folder: ClassVar[Path]
    numbers: ClassVar[Iterator[int]] = count()
    survives_reopening = True
    examples = settings(max_examples=10)

    def make_store(self) -> EventStockJournal:
        """Return an empty journal in a new file."""
        return EventStockJournal(SqliteStore(self.folder / f"{next(self.numbers)}.db"))

    def reopen(self, store: EventStockJournal) -> EventStockJournal:
        """Close the file and open it again."""
        file = self._file(store)
        file.close()
        return EventStockJournal(SqliteStore(file.path))

    def close(self, store: EventStockJournal) -> None:
        """Close the file and delete it."""
        file = self._file(store)
        file.close()
        file.path.unlink(missing_ok=True)

    @staticmethod
    def _file(store: EventStockJournal) -> SqliteStore:
        assert isinstance(store.log, SqliteStore)
        return store.log


def test_the_last_unit_is_not_sold_twice() -> None:
    """Two shops issue the last nine units: the second one's count is over, and reading again shows why."""
    journal = EventStockJournal(MemoryStore())
    journal.append("shop", [CAME], at=AT, expected_count=0)
    seen = stock_of(journal.read("shop"), RULES)
    decided = [record(seen, GoodsIssue(name, AT.date(), "mug", 9, HALL)) for name in ("so-1", "so-2")]
    moves = [each.entry.move for each in decided if isinstance(each, Recorded)]
    assert journal.append("shop", moves[:1], at=AT, expected_count=1) == 2
    with pytest.raises(VersionConflictError, match="shop is at version 2, not 1; read and decide again"):
        journal.append("shop", moves[1:], at=AT, expected_count=1)
    again = record(stock_of(journal.read("shop"), RULES), GoodsIssue("so-2", AT.date(), "mug", 9, HALL))
    assert str(again) == "stock.short at so-2 (sku=mug, place=hall, units=0, quantity=9)"


def test_a_record_of_an_unknown_kind_is_named() -> None:
    """Something else in the stream is no record that may be skipped."""
    store = MemoryStore()
    data = '{"schema": "xbcommerce/1", "kind": "Guess", "version": 1, "data": {}}'
    store.append("stock/shop", [NewEvent("Guess", data, AT)], expected_version=0)
    with pytest.raises(UnknownKindError, match="Guess"):
        EventStockJournal(store).read("shop")


def test_stock_written_under_other_rules_is_named() -> None:
    """A ledger in euros cannot be read as one in dollars."""
    journal = EventStockJournal(MemoryStore())
    journal.append("shop", [CAME], at=AT, expected_count=0)
    with pytest.raises(InvalidValueError, match=r"moves\[0\] .* stock\.other_currency at grn-1"):
        stock_of(journal.read("shop"), StockRules("USD"))

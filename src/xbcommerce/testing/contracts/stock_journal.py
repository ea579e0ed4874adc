"""The contract of a stock journal."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from xbcommerce.supply.ports import StockJournal, StockRecord, WrittenStock, reservations_of, stock_of
from xbcommerce.supply.stock import (
    GoodsIssue,
    GoodsReceipt,
    Place,
    Release,
    Reserve,
    StockLedger,
    StockRules,
    record_all,
)
from xbcommerce.testing.strategies.stock import stock_ledgers, written_stocks

from .contract import law
from .records import AT, RecordsContract, records_of

_HALL = Place("hall")
_CAME = GoodsReceipt("grn-1", date(2026, 5, 1), "mug", 9, _HALL, 3150, "EUR", expires_on=date(2027, 5, 1))
_WENT = GoodsIssue("so-1", date(2026, 5, 2), "mug", 2, _HALL)
_HELD, _FREED = Reserve("so-2", "mug", "hall", 3, AT), Release("so-2", AT + timedelta(hours=1))


class StockJournalContract(RecordsContract[StockJournal]):
    """Subclass it, return your journal from ``make_store``, and run pytest."""

    @classmethod
    def drawn(cls) -> st.SearchStrategy[list[StockRecord]]:
        """Draw moves and reservations."""
        return written_stocks().map(records_of)

    @classmethod
    def sample(cls, number: int) -> StockRecord:
        """Return a receipt, then sales."""
        return GoodsIssue(f"so-{number}", _WENT.on, "mug", 1, _HALL) if number else _CAME

    @classmethod
    def written(cls, number: int, at: datetime, record: StockRecord) -> WrittenStock:
        """Number a record."""
        return WrittenStock(number, at, record)

    @law(ledger=stock_ledgers())
    def test_stock_that_is_read_back_is_the_same(self, ledger: StockLedger) -> None:
        """The ledger made from it has the same moves and the same value."""
        with self.fresh() as journal:
            journal.append("s", ledger.moves, at=AT, expected_count=0)
            kept = stock_of(journal.read("s"), ledger.rules)
            assert kept == ledger
            assert kept.totals() == ledger.totals()

    def test_a_reservation_stays_reserved(self) -> None:
        """What is held and let go is a record like any move, and outlives whoever held it."""
        with self.fresh() as journal:
            journal.append("s", [_CAME, _HELD], at=AT, expected_count=0)
            assert reservations_of(journal.read("s")).reserved("mug", "hall", at=AT) == _HELD.quantity
            journal.append("s", [_FREED], at=AT, expected_count=2)
            assert not reservations_of(journal.read("s")).reserved("mug", "hall", at=_FREED.at)

    def test_a_replay_is_known_after_a_restart(self) -> None:
        """The ledger that is read back knows every id, so that recording a move again changes nothing."""
        with self.fresh() as journal:
            journal.append("s", [_CAME, _WENT], at=AT, expected_count=0)
            kept = stock_of(journal.read("s"), StockRules("EUR"))
            assert record_all(kept, [_CAME, _WENT]) == (kept, ())

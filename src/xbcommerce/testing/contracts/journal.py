"""The contract of a journal."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from xbcommerce.payments import (
    Entry,
    Journal,
    JournalRecord,
    Line,
    Post,
    Sealed,
    Written,
    ledger_of,
    trial_balance,
)
from xbcommerce.testing.strategies.storage import journals

from .contract import law
from .records import AT, RecordsContract, records_of

_SOLD = Post("s1", date(2026, 4, 1), "sale", (Line("provider", "USD", 9680), Line("seller", "USD", -9680)))


def _records() -> st.SearchStrategy[list[JournalRecord]]:
    return journals().map(records_of)


class JournalContract(RecordsContract[Journal]):
    """Subclass it, return your journal from ``make_store``, and run pytest."""

    @classmethod
    def drawn(cls) -> st.SearchStrategy[list[JournalRecord]]:
        """Draw entries and seals of one set of books."""
        return _records()

    @classmethod
    def sample(cls, number: int) -> JournalRecord:
        """Return a sale, then seals of later and later days."""
        return Sealed(date(2026, 4, 30) + timedelta(days=number)) if number else Entry(_SOLD, _SOLD.lines)

    @classmethod
    def written(cls, number: int, at: datetime, record: JournalRecord) -> Written:
        """Number a record."""
        return Written(number, at, record)

    def test_a_period_stays_closed(self) -> None:
        """That books were closed is a record like any other, and outlives the ledger that was closed."""
        march, april = Sealed(date(2026, 3, 31)), Sealed(date(2026, 4, 30))
        with self.fresh() as journal:
            journal.append("b", [march], at=AT, expected_count=0)
            journal.append("b", [april], at=AT, expected_count=1)
            assert ledger_of(journal.read("b")).sealed_through == april.through

    @law(records=_records())
    def test_books_that_are_read_back_balance(self, records: list[JournalRecord]) -> None:
        """The ledger made from them adds up to nothing in every currency."""
        with self.fresh() as journal:
            journal.append("b", records, at=AT, expected_count=0)
            assert not trial_balance(ledger_of(journal.read("b"))).difference

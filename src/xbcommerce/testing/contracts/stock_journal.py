"""The contract of a stock journal."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from xbcommerce.kernel.errors import InvalidValueError, NaiveDatetimeError
from xbcommerce.kernel.ports import VersionConflictError
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

from .at_once import at_once
from .breaking_off import BreaksOff, BrokenOffError
from .contract import Contract, law
from .machine import StoreMachine, play
from .names import ALIKE, broken_names, short_names

_AT = datetime(2026, 5, 2, 8, 30, 0, 123456, tzinfo=UTC)
_HALL = Place("hall")
_CAME = GoodsReceipt("grn-1", date(2026, 5, 1), "mug", 9, _HALL, 3150, "EUR", expires_on=date(2027, 5, 1))
_WENT = GoodsIssue("so-1", date(2026, 5, 2), "mug", 2, _HALL)
_HELD, _FREED = Reserve("so-2", "mug", "hall", 3, _AT), Release("so-2", _AT + timedelta(hours=1))
_FEW = st.lists(st.sampled_from([_CAME, _WENT, _HELD, _FREED]), max_size=2)


def _records() -> st.SearchStrategy[list[StockRecord]]:
    return written_stocks().map(_of)


def _of(written: Sequence[WrittenStock]) -> list[StockRecord]:
    return [each.record for each in written]


class StockJournalContract(Contract[StockJournal]):
    """Subclass it, return your journal from ``make_store``, and run pytest."""

    def test_unknown_stock_is_empty(self) -> None:
        """Nothing was written of stock that nobody has begun."""
        with self.fresh() as journal:
            assert tuple(journal.read("shop-cn")) == ()

    @law(stock=short_names(), records=_records())
    def test_what_is_written_is_read_back(self, stock: str, records: list[StockRecord]) -> None:
        """Every record comes back to the last minor unit, in order, numbered from 1, with its instant."""
        with self.fresh() as journal:
            assert journal.append(stock, records, at=_AT, expected_count=0) == len(records)
            written = tuple(
                WrittenStock(number, _AT, record) for number, record in enumerate(records, start=1)
            )
            assert tuple(journal.read(stock)) == written

    @law(ledger=stock_ledgers(), cut=st.integers(0, 12))
    def test_later_records_go_behind(self, ledger: StockLedger, cut: int) -> None:
        """The count goes on, reading after a number leaves out all up to it, and the ledger is the same."""
        first, second = ledger.moves[:cut], ledger.moves[cut:]
        with self.fresh() as journal:
            count = journal.append("s", first, at=_AT, expected_count=0)
            later = _AT + timedelta(days=1)
            assert journal.append("s", second, at=later, expected_count=count) == len(ledger.moves)
            written = tuple(journal.read("s"))
            assert [each.at for each in written] == [_AT] * len(first) + [later] * len(second)
            for after in range(len(written) + 2):
                assert tuple(journal.read("s", after=after)) == written[after:]
            kept = stock_of(written, ledger.rules)
            assert kept == ledger
            assert kept.totals() == ledger.totals()

    @law(records=_records(), seen=st.integers(0, 8))
    def test_an_outdated_writer_is_refused(self, records: list[StockRecord], seen: int) -> None:
        """Naming any count but the present one writes nothing and says both counts."""
        with self.fresh() as journal:
            count = journal.append("s", records, at=_AT, expected_count=0)
            if seen == count:
                return
            with pytest.raises(VersionConflictError) as refused:
                journal.append("s", [_CAME], at=_AT, expected_count=seen)
            error = refused.value
            assert (error.stream, error.expected, error.actual) == ("s", seen, count)
            assert _of(journal.read("s")) == records

    def test_a_reservation_stays_reserved(self) -> None:
        """What is held and let go is a record like any move, and outlives whoever held it."""
        with self.fresh() as journal:
            journal.append("s", [_CAME, _HELD], at=_AT, expected_count=0)
            assert reservations_of(journal.read("s")).reserved("mug", "hall", at=_AT) == _HELD.quantity
            journal.append("s", [_FREED], at=_AT, expected_count=2)
            assert not reservations_of(journal.read("s")).reserved("mug", "hall", at=_FREED.at)

    def test_a_replay_is_known_after_a_restart(self) -> None:
        """The ledger that is read back knows every id, so that recording a move again changes nothing."""
        with self.fresh() as journal:
            journal.append("s", [_CAME, _WENT], at=_AT, expected_count=0)
            kept = stock_of(journal.read("s"), StockRules("EUR"))
            assert record_all(kept, [_CAME, _WENT]) == (kept, ())

    def test_records_that_break_off_leave_no_trace(self) -> None:
        """If a record cannot be had, none of the call is written, and the journal goes on working."""
        with self.fresh() as journal:
            with pytest.raises(BrokenOffError):
                journal.append("s", BreaksOff(_CAME), at=_AT, expected_count=0)
            assert tuple(journal.read("s")) == ()
            assert journal.append("s", [_CAME], at=_AT, expected_count=0) == 1

    def test_stock_that_looks_alike_is_told_apart(self) -> None:
        """Case, accents, width and length make other stock."""
        moves = [GoodsIssue(f"so-{number}", _WENT.on, "mug", 1, _HALL) for number in range(len(ALIKE))]
        with self.fresh() as journal:
            for stock, move in zip(ALIKE, moves, strict=True):
                journal.append(stock, [move], at=_AT, expected_count=0)
            assert [_of(journal.read(stock)) for stock in ALIKE] == [[move] for move in moves]

    @law(stock=broken_names())
    def test_names_that_not_every_store_keeps_are_refused(self, stock: str) -> None:
        """Empty, too long, with control characters, lone surrogates or outer spaces."""
        with self.fresh() as journal, pytest.raises(InvalidValueError):
            journal.append(stock, [_CAME], at=_AT, expected_count=0)

    def test_an_instant_without_zone_or_a_count_that_is_none_is_refused(self) -> None:
        """Nothing is written."""
        with self.fresh() as journal:
            with pytest.raises(NaiveDatetimeError):
                journal.append("s", [_CAME], at=_AT.replace(tzinfo=None), expected_count=0)
            for count in (-1, False, 1.0):
                with pytest.raises(InvalidValueError):
                    journal.append("s", [_CAME], at=_AT, expected_count=count)  # type: ignore[arg-type]
            assert tuple(journal.read("s")) == ()

    def test_it_behaves_like_a_dict_of_lists(self) -> None:
        """Over any course of right and outdated writes, journals equal those of the simplest model."""
        play(StockJournalMachine, self)

    def test_of_writers_at_once_one_wins(self) -> None:
        """Threads that all write into a new journal: one is accepted, the others are told of the conflict."""
        if not self.shared_by_threads:
            return
        with self.fresh() as journal:
            accepted: list[int] = []

            def write(_number: int) -> None:
                with suppress(VersionConflictError):
                    accepted.append(journal.append("s", [_CAME, _WENT], at=_AT, expected_count=0))

            at_once(write)
            assert accepted == [2]
            assert _of(journal.read("s")) == [_CAME, _WENT]

    @law(records=_records())
    def test_a_reopened_store_has_everything(self, records: list[StockRecord]) -> None:
        """What was written is there after closing and opening, and writing goes on from there."""
        if not self.survives_reopening:
            return
        with self.fresh() as first:
            count = first.append("s", records, at=_AT, expected_count=0)
            with self._closing(self.reopen(first)) as journal:
                assert _of(journal.read("s")) == records
                assert journal.append("s", [_CAME], at=_AT, expected_count=count) == count + 1


class StockJournalMachine(StoreMachine[StockJournal]):
    """The stock of two shops, written by right and outdated writers."""

    def __init__(self) -> None:
        super().__init__()
        self.model: dict[str, list[StockRecord]] = {"shop-cn": [], "shop-de": []}

    @rule(stock=st.sampled_from(["shop-cn", "shop-de"]), records=_FEW, off=st.integers(-1, 1))
    def append(self, stock: str, records: list[StockRecord], off: int) -> None:
        """Write at the right count, one too low, or one too high."""
        count = len(self.model[stock])
        expected = max(0, count + off)
        if expected == count:
            self.model[stock] += records
            assert self.store.append(stock, records, at=_AT, expected_count=count) == count + len(records)
        else:
            with pytest.raises(VersionConflictError):
                self.store.append(stock, records, at=_AT, expected_count=expected)

    @invariant()
    def journals_are_the_models(self) -> None:
        """Each holds what was accepted, numbered from 1."""
        for stock, records in self.model.items():
            written = self.store.read(stock)
            assert _of(written) == records
            assert [each.number for each in written] == list(range(1, len(records) + 1))

"""The contract of a journal."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from xbcommerce.kernel.errors import InvalidValueError, NaiveDatetimeError
from xbcommerce.kernel.ports import VersionConflictError
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

from .at_once import at_once
from .breaking_off import BreaksOff, BrokenOffError
from .contract import Contract, law
from .machine import StoreMachine, play
from .names import ALIKE, broken_names, short_names

_AT = datetime(2026, 5, 2, 8, 30, 0, 123456, tzinfo=UTC)
_MARCH, _APRIL = Sealed(date(2026, 3, 31)), Sealed(date(2026, 4, 30))
_SOLD = Post("s1", date(2026, 4, 1), "sale", (Line("provider", "USD", 9680), Line("seller", "USD", -9680)))
_FEW = st.lists(st.sampled_from([_MARCH, _APRIL, Entry(_SOLD, _SOLD.lines)]), max_size=2)


def _records() -> st.SearchStrategy[list[JournalRecord]]:
    return journals().map(_of)


def _of(written: Sequence[Written]) -> list[JournalRecord]:
    return [each.record for each in written]


class JournalContract(Contract[Journal]):
    """Subclass it, return your journal from ``make_store``, and run pytest."""

    def test_unknown_books_are_empty(self) -> None:
        """Nothing was written into books that nobody has opened."""
        with self.fresh() as journal:
            assert tuple(journal.read("shop-cn")) == ()

    @law(books=short_names(), records=_records())
    def test_what_is_written_is_read_back(self, books: str, records: list[JournalRecord]) -> None:
        """Every record comes back to the last minor unit, in order, numbered from 1, with its instant."""
        with self.fresh() as journal:
            assert journal.append(books, records, at=_AT, expected_count=0) == len(records)
            written = tuple(Written(number, _AT, record) for number, record in enumerate(records, start=1))
            assert tuple(journal.read(books)) == written

    @law(first=_records(), second=_records())
    def test_later_records_go_behind(self, first: list[JournalRecord], second: list[JournalRecord]) -> None:
        """The count goes on, reading after a number leaves out all up to it, and the books balance."""
        with self.fresh() as journal:
            count = journal.append("b", first, at=_AT, expected_count=0)
            later = _AT + timedelta(days=1)
            assert journal.append("b", second, at=later, expected_count=count) == len(first + second)
            written = tuple(journal.read("b"))
            assert [each.at for each in written] == [_AT] * len(first) + [later] * len(second)
            for after in range(len(written) + 2):
                assert tuple(journal.read("b", after=after)) == written[after:]
            assert not trial_balance(ledger_of(written)).difference

    @law(records=_records(), seen=st.integers(0, 8))
    def test_an_outdated_writer_is_refused(self, records: list[JournalRecord], seen: int) -> None:
        """Naming any count but the present one writes nothing and says both counts."""
        with self.fresh() as journal:
            count = journal.append("b", records, at=_AT, expected_count=0)
            if seen == count:
                return
            with pytest.raises(VersionConflictError) as refused:
                journal.append("b", [_MARCH], at=_AT, expected_count=seen)
            error = refused.value
            assert (error.stream, error.expected, error.actual) == ("b", seen, count)
            assert _of(journal.read("b")) == records

    def test_a_period_stays_closed(self) -> None:
        """That books were closed is a record like any other, and outlives the ledger that was closed."""
        with self.fresh() as journal:
            journal.append("b", [_MARCH], at=_AT, expected_count=0)
            journal.append("b", [_APRIL], at=_AT, expected_count=1)
            assert ledger_of(journal.read("b")).sealed_through == _APRIL.through

    def test_records_that_break_off_leave_no_trace(self) -> None:
        """If a record cannot be had, none of the call is written, and the journal goes on working."""
        with self.fresh() as journal:
            with pytest.raises(BrokenOffError):
                journal.append("b", BreaksOff(_MARCH), at=_AT, expected_count=0)
            assert tuple(journal.read("b")) == ()
            assert journal.append("b", [_MARCH], at=_AT, expected_count=0) == 1

    def test_books_that_look_alike_are_told_apart(self) -> None:
        """Case, accents, width and length make other books."""
        with self.fresh() as journal:
            for number, books in enumerate(ALIKE, start=1):
                journal.append(books, [Sealed(date(2026, 1, number))], at=_AT, expected_count=0)
            assert [_of(journal.read(books)) for books in ALIKE] == [
                [Sealed(date(2026, 1, number))] for number in range(1, len(ALIKE) + 1)
            ]

    @law(books=broken_names())
    def test_books_that_not_every_store_keeps_are_refused(self, books: str) -> None:
        """Empty, too long, with control characters, lone surrogates or outer spaces."""
        with self.fresh() as journal, pytest.raises(InvalidValueError):
            journal.append(books, [_MARCH], at=_AT, expected_count=0)

    def test_an_instant_without_zone_or_a_count_that_is_none_is_refused(self) -> None:
        """Nothing is written."""
        with self.fresh() as journal:
            with pytest.raises(NaiveDatetimeError):
                journal.append("b", [_MARCH], at=_AT.replace(tzinfo=None), expected_count=0)
            for count in (-1, False, 1.0):
                with pytest.raises(InvalidValueError):
                    journal.append("b", [_MARCH], at=_AT, expected_count=count)  # type: ignore[arg-type]
            assert tuple(journal.read("b")) == ()

    def test_it_behaves_like_a_dict_of_lists(self) -> None:
        """Over any course of right and outdated writes, books equal those of the simplest model."""
        play(JournalMachine, self)

    def test_of_writers_at_once_one_wins(self) -> None:
        """Threads that all write into new books: one is accepted, the others are told of the conflict."""
        if not self.shared_by_threads:
            return
        with self.fresh() as journal:
            accepted: list[int] = []

            def write(_number: int) -> None:
                with suppress(VersionConflictError):
                    accepted.append(journal.append("b", [_MARCH, _APRIL], at=_AT, expected_count=0))

            at_once(write)
            assert accepted == [2]
            assert _of(journal.read("b")) == [_MARCH, _APRIL]

    @law(records=_records())
    def test_a_reopened_store_has_everything(self, records: list[JournalRecord]) -> None:
        """What was written is there after closing and opening, and writing goes on from there."""
        if not self.survives_reopening:
            return
        with self.fresh() as first:
            count = first.append("b", records, at=_AT, expected_count=0)
            with self._closing(self.reopen(first)) as journal:
                assert _of(journal.read("b")) == records
                assert journal.append("b", [_APRIL], at=_AT, expected_count=count) == count + 1


class JournalMachine(StoreMachine[Journal]):
    """Two sets of books, written by right and outdated writers."""

    def __init__(self) -> None:
        super().__init__()
        self.model: dict[str, list[JournalRecord]] = {"shop-cn": [], "shop-de": []}

    @rule(books=st.sampled_from(["shop-cn", "shop-de"]), records=_FEW, off=st.integers(-1, 1))
    def append(self, books: str, records: list[JournalRecord], off: int) -> None:
        """Write at the right count, one too low, or one too high."""
        count = len(self.model[books])
        expected = max(0, count + off)
        if expected == count:
            self.model[books] += records
            assert self.store.append(books, records, at=_AT, expected_count=count) == count + len(records)
        else:
            with pytest.raises(VersionConflictError):
                self.store.append(books, records, at=_AT, expected_count=expected)

    @invariant()
    def books_are_the_models(self) -> None:
        """Each holds what was accepted, numbered from 1."""
        for books, records in self.model.items():
            written = self.store.read(books)
            assert _of(written) == records
            assert [each.number for each in written] == list(range(1, len(records) + 1))

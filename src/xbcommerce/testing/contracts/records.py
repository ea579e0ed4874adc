"""What the journals of all rooms promise: records in the order they were written, numbered, never changed."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol, TypeVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from xbcommerce.kernel.errors import InvalidValueError, NaiveDatetimeError
from xbcommerce.kernel.ports import VersionConflictError

from .at_once import at_once
from .breaking_off import BreaksOff, BrokenOffError
from .contract import Contract, law
from .machine import StoreMachine, play
from .names import ALIKE, broken_names, short_names

AT = datetime(2026, 5, 2, 8, 30, 0, 123456, tzinfo=UTC)
"""When the laws write."""


class Records(Protocol):
    """A journal of any room."""

    def append(self, name: str, records: Sequence[Any], /, *, at: datetime, expected_count: int) -> int:
        """Write all of the records or none of them, behind what the journal holds."""
        ...

    def read(self, name: str, /, *, after: int = 0) -> Sequence[Any]:
        """Return the records behind number ``after``, in order."""
        ...


S = TypeVar("S", bound=Records)


def records_of(written: Sequence[Any]) -> list[Any]:
    """Take the records out of their numbers and instants."""
    return [each.record for each in written]


class RecordsContract(Contract[S]):
    """Base of the contracts of journals: a subclass says which records there are."""

    @classmethod
    @abstractmethod
    def drawn(cls) -> st.SearchStrategy[list[Any]]:
        """Draw records that may be written one after another."""

    @classmethod
    @abstractmethod
    def sample(cls, number: int) -> Any:  # noqa: ANN401 - of whatever kind the journal keeps
        """Return a record, another one for each number; the first two may follow each other."""

    @classmethod
    @abstractmethod
    def written(cls, number: int, at: datetime, record: Any) -> Any:  # noqa: ANN401
        """Return a record as the journal gives it back."""

    def test_a_journal_that_nobody_began_is_empty(self) -> None:
        """Nothing was written under that name."""
        with self.fresh() as journal:
            assert tuple(journal.read("shop-cn")) == ()

    @law(name=short_names(), records=lambda suite: suite.drawn())
    def test_what_is_written_is_read_back(self, name: str, records: list[Any]) -> None:
        """Every record comes back to the last digit, in order, numbered from 1, with its instant."""
        with self.fresh() as journal:
            assert journal.append(name, records, at=AT, expected_count=0) == len(records)
            written = tuple(
                self.written(number, AT, record) for number, record in enumerate(records, start=1)
            )
            assert tuple(journal.read(name)) == written

    @law(records=lambda suite: suite.drawn(), cut=st.integers(0, 12))
    def test_later_records_go_behind(self, records: list[Any], cut: int) -> None:
        """The count goes on, and reading after a number leaves out all up to it."""
        first, second = records[:cut], records[cut:]
        with self.fresh() as journal:
            count = journal.append("b", first, at=AT, expected_count=0)
            later = AT + timedelta(days=1)
            assert journal.append("b", second, at=later, expected_count=count) == len(records)
            written = tuple(journal.read("b"))
            assert [each.at for each in written] == [AT] * len(first) + [later] * len(second)
            for after in range(len(written) + 2):
                assert tuple(journal.read("b", after=after)) == written[after:]

    @law(records=lambda suite: suite.drawn(), seen=st.integers(0, 8))
    def test_an_outdated_writer_is_refused(self, records: list[Any], seen: int) -> None:
        """Naming any count but the present one writes nothing and says both counts."""
        with self.fresh() as journal:
            count = journal.append("b", records, at=AT, expected_count=0)
            if seen == count:
                return
            with pytest.raises(VersionConflictError) as refused:
                journal.append("b", [self.sample(0)], at=AT, expected_count=seen)
            error = refused.value
            assert (error.stream, error.expected, error.actual) == ("b", seen, count)
            assert records_of(journal.read("b")) == records

    def test_records_that_break_off_leave_no_trace(self) -> None:
        """If a record cannot be had, none of the call is written, and the journal goes on working."""
        with self.fresh() as journal:
            with pytest.raises(BrokenOffError):
                journal.append("b", BreaksOff(self.sample(0)), at=AT, expected_count=0)
            assert tuple(journal.read("b")) == ()
            assert journal.append("b", [self.sample(0)], at=AT, expected_count=0) == 1

    def test_names_that_look_alike_are_told_apart(self) -> None:
        """Case, accents, width and length make other journals."""
        records = [self.sample(number) for number in range(len(ALIKE))]
        with self.fresh() as journal:
            for name, record in zip(ALIKE, records, strict=True):
                journal.append(name, [record], at=AT, expected_count=0)
            assert [records_of(journal.read(name)) for name in ALIKE] == [[record] for record in records]

    @law(name=broken_names())
    def test_names_that_not_every_store_keeps_are_refused(self, name: str) -> None:
        """Empty, too long, with control characters, lone surrogates or outer spaces."""
        with self.fresh() as journal, pytest.raises(InvalidValueError):
            journal.append(name, [self.sample(0)], at=AT, expected_count=0)

    def test_an_instant_without_zone_or_a_count_that_is_none_is_refused(self) -> None:
        """Nothing is written."""
        with self.fresh() as journal:
            with pytest.raises(NaiveDatetimeError):
                journal.append("b", [self.sample(0)], at=AT.replace(tzinfo=None), expected_count=0)
            for count in (-1, False, 1.0):
                with pytest.raises(InvalidValueError):
                    journal.append("b", [self.sample(0)], at=AT, expected_count=count)  # type: ignore[arg-type]
            assert tuple(journal.read("b")) == ()

    def test_it_behaves_like_a_dict_of_lists(self) -> None:
        """Over any course of right and outdated writes, journals equal those of the simplest model."""
        play(RecordsMachine, self)

    def test_of_writers_at_once_one_wins(self) -> None:
        """Threads that all write into a new journal: one is accepted, the others are told of the conflict."""
        if not self.shared_by_threads:
            return
        both = [self.sample(0), self.sample(1)]
        with self.fresh() as journal:
            accepted: list[int] = []

            def write(_number: int) -> None:
                with suppress(VersionConflictError):
                    accepted.append(journal.append("b", both, at=AT, expected_count=0))

            at_once(write)
            assert accepted == [2]
            assert records_of(journal.read("b")) == both

    @law(records=lambda suite: suite.drawn())
    def test_a_reopened_store_has_everything(self, records: list[Any]) -> None:
        """What was written is there after closing and opening, and writing goes on from there."""
        if not self.survives_reopening:
            return
        with self.fresh() as first:
            count = first.append("b", records, at=AT, expected_count=0)
            with self._closing(self.reopen(first)) as journal:
                assert records_of(journal.read("b")) == records
                assert journal.append("b", [self.sample(0)], at=AT, expected_count=count) == count + 1


class RecordsMachine(StoreMachine[Records]):
    """Two journals, written by right and outdated writers."""

    def __init__(self) -> None:
        super().__init__()
        self.model: dict[str, list[Any]] = {"shop-cn": [], "shop-de": []}

    @rule(
        name=st.sampled_from(["shop-cn", "shop-de"]),
        numbers=st.lists(st.integers(0, 1), max_size=2),
        off=st.integers(-1, 1),
    )
    def append(self, name: str, numbers: list[int], off: int) -> None:
        """Write at the right count, one too low, or one too high."""
        assert isinstance(self.contract, RecordsContract)
        records = [self.contract.sample(number) for number in numbers]
        count = len(self.model[name])
        expected = max(0, count + off)
        if expected == count:
            self.model[name] += records
            assert self.store.append(name, records, at=AT, expected_count=count) == count + len(records)
        else:
            with pytest.raises(VersionConflictError):
                self.store.append(name, records, at=AT, expected_count=expected)

    @invariant()
    def journals_are_the_models(self) -> None:
        """Each holds what was accepted, numbered from 1."""
        for name, records in self.model.items():
            written = self.store.read(name)
            assert records_of(written) == records
            assert [each.number for each in written] == list(range(1, len(records) + 1))

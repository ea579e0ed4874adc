"""The contract of an event log."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.ports import EventLog, NewEvent, StoredEvent, VersionConflictError
from xbcommerce.testing.strategies.storage import names

from .at_once import at_once
from .breaking_off import BreaksOff, BrokenOffError
from .contract import Contract, law
from .machine import StoreMachine, play
from .names import ALIKE, PATTERNS, batches, broken_names, broken_texts, prefixes, unheard_of

_PAID = NewEvent("Paid", "{}", datetime(2026, 3, 1, 9, 30, tzinfo=UTC))


def _appended(events: Iterable[StoredEvent]) -> list[NewEvent]:
    """Return what was appended to give these events."""
    return [NewEvent(event.kind, event.data, event.at) for event in events]


class EventLogContract(Contract[EventLog]):
    """Subclass it, return your event log from ``make_store``, and run pytest."""

    def test_a_new_stream_is_empty(self) -> None:
        """An unknown stream reads as no events, and is not listed."""
        with self.fresh() as log:
            assert tuple(log.read("order/A-1")) == ()
            assert tuple(log.streams()) == ()

    @law(stream=names(), batch=batches())
    def test_what_is_appended_is_read_back(self, stream: str, batch: list[NewEvent]) -> None:
        """Events come back as they were, once each, in order, numbered from 1."""
        with self.fresh() as log:
            assert log.append(stream, batch, expected_version=0) == len(batch)
            events = log.read(stream)
            assert _appended(events) == batch
            assert [event.version for event in events] == list(range(1, len(batch) + 1))
            assert {event.stream for event in events} == {stream}

    @law(stream=names(), first=batches(), second=batches())
    def test_a_later_append_goes_behind(
        self, stream: str, first: list[NewEvent], second: list[NewEvent]
    ) -> None:
        """A second append continues the numbers, and reading after a version leaves out all up to it."""
        with self.fresh() as log:
            version = log.append(stream, first, expected_version=0)
            assert log.append(stream, second, expected_version=version) == len(first + second)
            events = tuple(log.read(stream))
            assert _appended(events) == first + second
            for after in range(len(events) + 2):
                assert tuple(log.read(stream, after=after)) == events[after:]
            assert tuple(log.read(stream, after=2**64)) == ()

    @law(stream=names(), batch=batches(), seen=st.integers(0, 6))
    def test_an_outdated_writer_is_refused(self, stream: str, batch: list[NewEvent], seen: int) -> None:
        """Naming any version but the present one stores nothing and says both versions."""
        with self.fresh() as log:
            version = log.append(stream, batch, expected_version=0)
            before = tuple(log.read(stream))
            if seen == version:
                return
            with pytest.raises(VersionConflictError) as refused:
                log.append(stream, [_PAID], expected_version=seen)
            error = refused.value
            assert (error.stream, error.expected, error.actual) == (stream, seen, version)
            assert tuple(log.read(stream)) == before

    def test_a_batch_that_breaks_off_leaves_no_trace(self) -> None:
        """If an event of a batch cannot be had, none of the batch is stored, and the log goes on working."""
        with self.fresh() as log:
            log.append("order/A-1", [_PAID], expected_version=0)
            with pytest.raises(BrokenOffError):
                log.append("order/A-1", BreaksOff(_PAID), expected_version=1)
            assert len(log.read("order/A-1")) == 1
            assert log.append("order/A-1", [_PAID, _PAID], expected_version=1) == 3  # noqa: PLR2004

    @law(stream=names())
    def test_an_empty_batch_only_checks_the_version(self, stream: str) -> None:
        """Appending nothing makes no stream, and is refused as any append is."""
        with self.fresh() as log:
            assert log.append(stream, [], expected_version=0) == 0
            assert tuple(log.streams()) == ()
            with pytest.raises(VersionConflictError):
                log.append(stream, [], expected_version=1)

    def test_names_that_look_alike_are_told_apart(self) -> None:
        """Case, accents, width and length make another stream."""
        with self.fresh() as log:
            for number, stream in enumerate(ALIKE):
                log.append(stream, [NewEvent("Paid", str(number), _PAID.at)], expected_version=0)
            assert [event.data for stream in ALIKE for event in log.read(stream)] == [
                *map(str, range(len(ALIKE)))
            ]
            assert list(log.streams()) == sorted(ALIKE)

    @law(streams=st.lists(names(), min_size=2, max_size=4, unique=True), batch=batches())
    def test_streams_know_nothing_of_each_other(self, streams: list[str], batch: list[NewEvent]) -> None:
        """Each stream has its own events, numbered from 1, and positions rise over all of them."""
        with self.fresh() as log:
            for stream in streams:
                log.append(stream, batch, expected_version=0)
            stored = [event for stream in streams for event in log.read(stream)]
            assert [event.stream for event in stored] == [name for name in streams for _ in batch]
            positions = [event.position for event in stored]
            assert positions == sorted(set(positions))

    @law(streams=st.lists(names(), max_size=5, unique=True), prefix=prefixes())
    def test_streams_are_listed_by_prefix(self, streams: list[str], prefix: str) -> None:
        """Every stream that begins with the prefix, no other, sorted by code point."""
        with self.fresh() as log:
            for stream in streams:
                log.append(stream, [_PAID], expected_version=0)
            assert list(log.streams(prefix)) == sorted(name for name in streams if name.startswith(prefix))

    def test_a_prefix_is_no_pattern(self) -> None:
        """Signs that some database gives a meaning in patterns mean themselves."""
        with self.fresh() as log:
            for stream in PATTERNS:
                log.append(stream, [_PAID], expected_version=0)
            for prefix in PATTERNS:
                assert list(log.streams(prefix)) == sorted(
                    name for name in PATTERNS if name.startswith(prefix)
                )

    @law(batch=batches())
    def test_what_was_read_does_not_change(self, batch: list[NewEvent]) -> None:
        """Neither later appends, nor a caller who changes lists of its own, reach what was stored or read."""
        with self.fresh() as log:
            given = list(batch)
            log.append("order/A-1", given, expected_version=0)
            given.clear()
            read = log.read("order/A-1")
            kept = tuple(read)
            log.append("order/A-1", [_PAID], expected_version=len(batch))
            assert tuple(read) == kept
            if isinstance(read, list):
                read.clear()
            assert tuple(log.read("order/A-1"))[: len(batch)] == kept

    @law(stream=broken_names())
    def test_a_name_that_not_every_store_keeps_is_refused(self, stream: str) -> None:
        """Empty, too long, with control characters, lone surrogates or outer spaces: nothing is stored."""
        with self.fresh() as log:
            with pytest.raises(InvalidValueError):
                log.append(stream, [_PAID], expected_version=0)
            assert tuple(log.streams()) == ()

    @law(stream=unheard_of(), prefix=broken_texts())
    def test_a_name_that_no_store_keeps_is_not_found(self, stream: str, prefix: str) -> None:
        """Looking is not refused: there is nothing under it, nor beginning with it, nor under its like."""
        with self.fresh() as log:
            for like in ("order", "a", "ab"):
                log.append(like, [_PAID], expected_version=0)
            assert tuple(log.read(stream)) == ()
            assert tuple(log.streams(prefix)) == ()

    @pytest.mark.parametrize("version", [-1, True, 1.0])
    def test_a_version_that_is_no_count_is_refused(self, version: int) -> None:
        """Negative, truth values and floats are no versions."""
        with self.fresh() as log:
            with pytest.raises(InvalidValueError):
                log.append("order/A-1", [_PAID], expected_version=version)
            with pytest.raises(InvalidValueError):
                log.read("order/A-1", after=version)

    def test_it_behaves_like_a_dict_of_lists(self) -> None:
        """Over any course of right and outdated appends, contents equal those of the simplest model."""
        play(EventLogMachine, self)

    def test_of_writers_at_once_one_wins(self) -> None:
        """Threads that all append to a new stream: one is accepted, the others are told of the conflict."""
        if not self.shared_by_threads:
            return
        with self.fresh() as log:
            accepted: list[int] = []

            def write(_number: int) -> None:
                with suppress(VersionConflictError):
                    accepted.append(log.append("order/A-1", [_PAID, _PAID], expected_version=0))

            at_once(write)
            assert accepted == [2]
            assert [event.version for event in log.read("order/A-1")] == [1, 2]

    @law(batch=batches())
    def test_a_reopened_store_has_everything(self, batch: list[NewEvent]) -> None:
        """What was appended is there after closing and opening, and appends go on from there."""
        if not self.survives_reopening:
            return
        with self.fresh() as first:
            version = first.append("order/A-1", batch, expected_version=0)
            before = tuple(first.read("order/A-1"))
            with self._closing(self.reopen(first)) as log:
                assert tuple(log.read("order/A-1")) == before
                assert log.append("order/A-1", [_PAID], expected_version=version) == version + 1
                assert log.read("order/A-1")[-1].position > before[-1].position


class EventLogMachine(StoreMachine[EventLog]):
    """Appends to three streams, right and outdated ones."""

    def __init__(self) -> None:
        super().__init__()
        self.model: dict[str, list[NewEvent]] = {}

    @rule(stream=st.sampled_from(["a", "b", "a/b"]), batch=batches(), off=st.integers(-1, 1))
    def append(self, stream: str, batch: list[NewEvent], off: int) -> None:
        """Append at the right version, one too low, or one too high."""
        version = len(self.model.get(stream, []))
        expected = max(0, version + off)
        if expected == version:
            self.model.setdefault(stream, []).extend(batch)
            assert self.store.append(stream, batch, expected_version=expected) == version + len(batch)
        else:
            with pytest.raises(VersionConflictError):
                self.store.append(stream, batch, expected_version=expected)

    @invariant()
    def contents_are_the_models(self) -> None:
        """Every stream holds what was accepted, numbered from 1."""
        stored = {name: self.store.read(name) for name in self.store.streams()}
        assert {name: _appended(events) for name, events in stored.items()} == self.model
        for events in stored.values():
            assert [event.version for event in events] == list(range(1, len(events) + 1))

"""A contract that lets a broken store pass proves nothing: each way of breaking one is caught."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from attrs import evolve
from hypothesis import Phase, settings

from xbcommerce.adapters.memory import MemoryDocuments, MemoryEventLog
from xbcommerce.kernel.errors import XbcommerceError
from xbcommerce.kernel.ports import Document, NewEvent, StoredEvent
from xbcommerce.testing.contracts import Contract, DocumentsContract, EventLogContract

QUICK = settings(max_examples=100, database=None, phases=[Phase.generate], report_multiple_bugs=False)


class LosesTheLastEvent(MemoryEventLog):
    """Of several events at once, the last one is not stored."""

    def append(self, stream: str, events: Sequence[NewEvent], *, expected_version: int) -> int:
        """Say that all were stored."""
        kept = events[:-1] if len(events) > 1 else events
        super().append(stream, kept, expected_version=expected_version)
        return expected_version + len(events)


class StoresTwice(MemoryEventLog):
    """A retry after success stores everything a second time."""

    def append(self, stream: str, events: Sequence[NewEvent], *, expected_version: int) -> int:
        """Append, and append again."""
        version = super().append(stream, events, expected_version=expected_version)
        return super().append(stream, events, expected_version=version)


class ReadsNewestFirst(MemoryEventLog):
    """Events come back in the wrong order."""

    def read(self, stream: str, *, after: int = 0) -> tuple[StoredEvent, ...]:
        """Return the newest first."""
        return tuple(reversed(super().read(stream, after=after)))


class IgnoresTheVersion(MemoryEventLog):
    """The last writer wins."""

    def append(self, stream: str, events: Sequence[NewEvent], *, expected_version: int) -> int:
        """Append at whatever version it is."""
        del expected_version
        return super().append(stream, events, expected_version=len(self.read(stream)))


class StoresHalfABatch(MemoryEventLog):
    """Events are stored one by one, so that a batch that breaks off is there in part."""

    def append(self, stream: str, events: Sequence[NewEvent], *, expected_version: int) -> int:
        """Append each as it comes."""
        version = super().append(stream, [], expected_version=expected_version)
        for event in events:
            version = super().append(stream, [event], expected_version=version)
        return version


class SharesItsLists(MemoryEventLog):
    """What a caller does to the list it read, it does to the store."""

    def __init__(self) -> None:
        super().__init__()
        self.lists: dict[str, list[StoredEvent]] = {}

    def append(self, stream: str, events: Sequence[NewEvent], *, expected_version: int) -> int:
        """Keep a list beside."""
        version = super().append(stream, events, expected_version=expected_version)
        if version:
            self.lists.setdefault(stream, []).extend(super().read(stream, after=expected_version))
        return version

    def read(self, stream: str, *, after: int = 0) -> Any:  # noqa: ANN401 (wrong on purpose)
        """Give away the list itself where all of it was asked for."""
        whole = self.lists.get(stream, [])
        return whole[super().read(stream)[0].version - 1 + after :] if after else whole


class MixesUpCase(MemoryEventLog):
    """Names that differ in case alone are one stream, as in some databases."""

    def append(self, stream: str, events: Sequence[NewEvent], *, expected_version: int) -> int:
        """Append under the lower-case name."""
        return super().append(stream.lower(), events, expected_version=expected_version)

    def read(self, stream: str, *, after: int = 0) -> tuple[StoredEvent, ...]:
        """Read under the lower-case name, and say it was the other."""
        return tuple(evolve(event, stream=stream) for event in super().read(stream.lower(), after=after))


class TakesPrefixesForPatterns(MemoryEventLog):
    """A prefix is given to LIKE without escaping."""

    def streams(self, prefix: str = "") -> tuple[str, ...]:
        """Let an underscore stand for any character, and a per cent sign for any text."""
        import re

        pattern = re.escape(prefix).replace("%", ".*").replace("_", ".")
        return tuple(sorted(name for name in super().streams() if re.match(pattern, name)))


class CutsToSeconds(MemoryEventLog):
    """The instant loses its microseconds, as in some databases."""

    def append(self, stream: str, events: Sequence[NewEvent], *, expected_version: int) -> int:
        """Append with whole seconds."""
        cut = [evolve(event, at=event.at.replace(microsecond=0)) for event in events]
        return super().append(stream, cut, expected_version=expected_version)


class AnyVersionDocuments(MemoryDocuments):
    """The last writer wins."""

    def put(self, key: str, body: str, *, expected_version: int) -> Document:
        """Write over whatever version it is."""
        del expected_version
        found = self.get(key)
        return super().put(key, body, expected_version=found.version if found else 0)


class StripsTexts(MemoryDocuments):
    """Bodies lose their outer white space."""

    def put(self, key: str, body: str, *, expected_version: int) -> Document:
        """Write the stripped text, and answer as if it were whole."""
        stripped = super().put(key, body.strip(), expected_version=expected_version)
        return evolve(stripped, body=body)


class CachesReads(MemoryDocuments):
    """A document once read is read for ever."""

    def __init__(self) -> None:
        super().__init__()
        self.cache: dict[str, Document] = {}

    def get(self, key: str) -> Document | None:
        """Answer from the cache if possible."""
        found = self.cache.get(key) or super().get(key)
        if found:
            self.cache[key] = found
        return found


BROKEN_LOGS = {
    LosesTheLastEvent: "what_is_appended_is_read_back",
    StoresTwice: "what_is_appended_is_read_back",
    ReadsNewestFirst: "what_is_appended_is_read_back",
    CutsToSeconds: "what_is_appended_is_read_back",
    IgnoresTheVersion: "an_outdated_writer_is_refused",
    StoresHalfABatch: "a_batch_that_breaks_off_leaves_no_trace",
    SharesItsLists: "what_was_read_does_not_change",
    MixesUpCase: "names_that_look_alike_are_told_apart",
    TakesPrefixesForPatterns: "streams_are_listed_by_prefix",
}
BROKEN_DOCUMENTS = {
    AnyVersionDocuments: "an_outdated_writer_is_refused",
    StripsTexts: "the_last_text_is_read_back",
    CachesReads: "it_behaves_like_a_dict",
}


def run(contract: type[Contract[Any]], store: type[object], name: str) -> None:
    """Run one law of a contract over a store, as pytest would."""

    def make_store(_self: object) -> object:
        return store()

    suite = type(f"Test{store.__name__}", (contract,), {"make_store": make_store, "examples": QUICK})
    getattr(suite(), f"test_{name}")()


@pytest.mark.parametrize(("store", "name"), BROKEN_LOGS.items())
def test_a_broken_event_log_is_caught(store: type[MemoryEventLog], name: str) -> None:
    """The law that a log breaks fails, and holds for the sound log that it was made from."""
    run(EventLogContract, MemoryEventLog, name)
    with pytest.raises((AssertionError, pytest.fail.Exception, XbcommerceError)):
        run(EventLogContract, store, name)


@pytest.mark.parametrize(("store", "name"), BROKEN_DOCUMENTS.items())
def test_broken_documents_are_caught(store: type[MemoryDocuments], name: str) -> None:
    """The law that documents break fails, and holds for the sound ones that they were made from."""
    run(DocumentsContract, MemoryDocuments, name)
    with pytest.raises((AssertionError, pytest.fail.Exception, XbcommerceError)):
        run(DocumentsContract, store, name)


def test_a_contract_itself_is_not_collected() -> None:
    """Only a subclass that names a store is run; a further contract is not."""

    class FurtherContract(EventLogContract):
        """Another base."""

    class TestMine(FurtherContract):
        """A concrete one."""

    assert (EventLogContract.__test__, FurtherContract.__test__, TestMine.__test__) == (False, False, True)


def test_each_subclass_owns_its_laws() -> None:
    """Two suites share no law, so Hypothesis keeps their examples apart."""

    class TestOne(EventLogContract):
        """One suite."""

    class TestTwo(EventLogContract):
        """Another."""

    one, two = TestOne.test_what_is_appended_is_read_back, TestTwo.test_what_is_appended_is_read_back
    assert one is not two
    assert one.hypothesis.inner_test.__qualname__ != two.hypothesis.inner_test.__qualname__

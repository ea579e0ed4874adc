"""Event logs and documents with one thing wrong each, as an adapter in a hurry might have it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from attrs import evolve

from xbcommerce.adapters.memory import MemoryDocuments, MemoryEventLog
from xbcommerce.kernel.ports import Document, NewEvent, StoredEvent


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
        return whole[after:] if after else whole


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

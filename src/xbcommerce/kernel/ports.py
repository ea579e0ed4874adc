"""What a host supplies so that decisions are remembered: an event log and versioned documents.

Both are small Protocols; nothing is subclassed. `xbcommerce.adapters` has them in memory and on SQLite, and
`xbcommerce.testing.contracts` proves any other implementation. Concurrency is optimistic: a writer names the
version it has seen, and is refused if somebody wrote meanwhile.

Example:
    >>> from datetime import UTC, datetime
    >>> from xbcommerce.adapters.memory import MemoryEventLog
    >>> from xbcommerce.kernel.ports import EventLog, NewEvent
    >>> log: EventLog = MemoryEventLog()
    >>> paid = NewEvent("Paid", '{"amount_minor": 1999}', datetime(2026, 3, 1, tzinfo=UTC))
    >>> log.append("order/A-1", [paid], expected_version=0)
    1
    >>> log.append("order/A-1", [paid], expected_version=0)
    Traceback (most recent call last):
    ...
    xbcommerce.kernel.ports.VersionConflictError: order/A-1 is at version 1, not 0; read and decide again
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from attrs import field, frozen

from .errors import InvalidValueError, XbcommerceError, aware, positive_field

if TYPE_CHECKING:
    from attrs import Attribute

NAME_LENGTH = 200
"""The most characters a stream, key or kind may have."""

_NAME = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff\U0010ffff]+")
_NO_TEXT = re.compile(r"[\x00\ud800-\udfff]")


class VersionConflictError(XbcommerceError, RuntimeError):
    """Somebody else has written since the caller looked.

    Attributes:
        stream: The stream, or the key of the document.
        expected: The version the caller has seen.
        actual: The version it has now.
    """

    code = "version_conflict"

    def __init__(self, stream: str, expected: int, actual: int) -> None:
        self.stream, self.expected, self.actual = stream, expected, actual
        msg = f"{stream} is at version {actual}, not {expected}; read and decide again"
        super().__init__(msg)

    def __reduce__(self) -> tuple[type[VersionConflictError], tuple[str, int, int]]:
        return (type(self), (self.stream, self.expected, self.actual))


class StorageError(XbcommerceError, OSError):
    """A store that cannot do its work; the message names the cause and the way out. Nothing was changed."""

    code = "storage"


def checked_name(name: str, what: str) -> str:
    """Return the name of a stream, document or kind if every store can keep it.

    Allowed are 1 to 200 characters of Unicode text without control characters, line separators, lone
    surrogates and non-characters, and without spaces at either end. Names are compared exactly.

    Raises:
        InvalidValueError: It is another one.
    """
    if len(name) > NAME_LENGTH or name != name.strip() or not _NAME.fullmatch(name):
        msg = (
            f"{what}={name!r}: expected 1 to {NAME_LENGTH} characters, no control characters, no outer spaces"
        )
        raise InvalidValueError(msg)
    return name


def checked_text(text: str, what: str) -> str:
    """Return text if every store can keep it: no NUL and no lone surrogates.

    Raises:
        InvalidValueError: It has one; in JSON, write it as an escape.
    """
    found = _NO_TEXT.search(text)
    if found:
        msg = f"{what} has {found[0]!r} at character {found.start()}, which not every store keeps"
        raise InvalidValueError(msg)
    return text


def _name_field(_instance: object, attribute: Attribute[str], value: str) -> None:
    checked_name(value, attribute.name)


def _text_field(_instance: object, attribute: Attribute[str], value: str) -> None:
    checked_text(value, attribute.name)


def _utc(at: datetime) -> datetime:
    try:
        return aware(at, "at").astimezone(UTC)
    except OverflowError:
        msg = f"at={at.isoformat()} lies outside the years 1 to 9999 in UTC"
        raise InvalidValueError(msg) from None


@frozen
class NewEvent:
    """Something that happened, before it is stored.

    Attributes:
        kind: The name of its class, for the reader to find the right one.
        data: What happened, as JSON text.
        at: When it happened; kept in UTC.
    """

    kind: str = field(validator=_name_field)
    data: str = field(validator=_text_field)
    at: datetime = field(converter=_utc)


@frozen
class StoredEvent:
    """An event with its place in the log.

    Attributes:
        stream: The stream it belongs to, e.g. ``"order/A-1"``.
        version: Its number within the stream: 1, 2, 3, without gaps.
        kind: As appended.
        data: As appended.
        at: As appended, in UTC.
        position: Its place among all streams: later events have higher positions; gaps may occur.
    """

    stream: str = field(validator=_name_field)
    version: int = field(validator=positive_field)
    kind: str = field(validator=_name_field)
    data: str = field(validator=_text_field)
    at: datetime = field(converter=_utc)
    position: int = field(validator=positive_field)


@frozen
class Document:
    """A text that changes, with the number of times it was written."""

    key: str = field(validator=_name_field)
    version: int = field(validator=positive_field)
    body: str = field(validator=_text_field)


class EventLog(Protocol):
    """Events in streams, appended and never changed. The contract is `EventLogContract`."""

    def append(self, stream: str, events: Sequence[NewEvent], *, expected_version: int) -> int:
        """Store all of the events or none of them, behind what the stream holds.

        Args:
            stream: A name, see `checked_name`; a stream exists once it has an event.
            events: In the order they happened; none at all only checks the version.
            expected_version: The version last seen, which is the number of events; 0 for a new stream.

        Returns:
            The version of the stream now.

        Raises:
            VersionConflictError: The stream is at another version; nothing was stored.
            StorageError: The store could not; nothing was stored.
        """
        ...

    def read(self, stream: str, *, after: int = 0) -> Sequence[StoredEvent]:
        """Return the events of a stream behind version ``after``, in order; none of an unknown stream."""
        ...

    def streams(self, prefix: str = "") -> Sequence[str]:
        """Return the names of all streams that begin with ``prefix``, sorted by code point."""
        ...


class Documents(Protocol):
    """Texts by key, replaced as a whole. The contract is `DocumentsContract`."""

    def get(self, key: str) -> Document | None:
        """Return the document as last written, or None if there is none."""
        ...

    def put(self, key: str, body: str, *, expected_version: int) -> Document:
        """Write a document if it is still at the version last seen; 0 for a new one.

        Raises:
            VersionConflictError: It is at another version; nothing was stored.
            StorageError: The store could not; nothing was stored.
        """
        ...

    def keys(self, prefix: str = "") -> Sequence[str]:
        """Return the keys of all documents that begin with ``prefix``, sorted by code point."""
        ...

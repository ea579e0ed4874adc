"""What happened, in streams: appended and never changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from attrs import field, frozen

from xbcommerce.kernel.errors import positive_field

from .names import name_field, text_field, utc


@frozen
class NewEvent:
    """Something that happened, before it is stored.

    Attributes:
        kind: The name of its class, for the reader to find the right one.
        data: What happened, as JSON text.
        at: When it happened; kept in UTC.
    """

    kind: str = field(validator=name_field)
    data: str = field(validator=text_field)
    at: datetime = field(converter=utc)


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

    stream: str = field(validator=name_field)
    version: int = field(validator=positive_field)
    kind: str = field(validator=name_field)
    data: str = field(validator=text_field)
    at: datetime = field(converter=utc)
    position: int = field(validator=positive_field)


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
        """Return the events of a stream behind version ``after``, in order.

        Of an unknown stream there are none; nor of a name that no store keeps, see `may_exist`.
        """
        ...

    def streams(self, prefix: str = "") -> Sequence[str]:
        """Return the names of all streams that begin with ``prefix``, sorted by code point."""
        ...

"""How a database has an event, in one place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from xbcommerce.kernel.ports import StoredEvent, utc

COLUMNS = ("stream", "version", "kind", "data", "at", "position")
"""What a database tells of an event, in the order of `stored_events`."""

_PUT = tuple(getattr(StoredEvent, name).__set__ for name in COLUMNS)


def stored_events(rows: Iterable[Sequence[Any]]) -> tuple[StoredEvent, ...]:
    """Make events of their `COLUMNS`, as a store of ours has written them.

    Names and texts were checked when they went in, so they are not checked again coming out: that would take
    more than half of the time of reading. An instant is, since a database would take any text for it.

    Raises:
        NaiveDatetimeError: An instant has no time zone.
    """
    new, instant, checked = StoredEvent.__new__, datetime.fromisoformat, utc
    put_stream, put_version, put_kind, put_data, put_at, put_position = _PUT
    events: list[StoredEvent] = []
    for stream, version, kind, data, at, position in rows:
        event = new(StoredEvent)
        put_stream(event, stream)
        put_version(event, version)
        put_kind(event, kind)
        put_data(event, data)
        put_at(event, checked(instant(at)))
        put_position(event, position)
        events.append(event)
    return tuple(events)

"""An event read from a row is the event that its class would have made, and an instant in it is one."""

from __future__ import annotations

import pickle
from datetime import datetime

import pytest
from attrs import astuple, evolve, fields
from attrs.exceptions import FrozenInstanceError
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.adapters.events import COLUMNS, stored_events
from xbcommerce.kernel.codec import from_json, to_json
from xbcommerce.kernel.errors import NaiveDatetimeError
from xbcommerce.kernel.ports import StoredEvent
from xbcommerce.testing.strategies.storage import stored_events as some_stored_events

ROW = ("order/A-1", 1, "Paid", "{}", "2026-03-01T09:30:00+00:00", 7)


def _row(event: StoredEvent) -> tuple[object, ...]:
    return (event.stream, event.version, event.kind, event.data, event.at.isoformat(), event.position)


def test_every_field_has_its_column_in_order() -> None:
    """A field that is added to the class would be missing from events that skip its constructor."""
    assert tuple(field.name for field in fields(StoredEvent)) == COLUMNS


@given(st.lists(some_stored_events(), max_size=3))
def test_what_a_row_gives_is_what_the_class_makes(events: list[StoredEvent]) -> None:
    """Equal, of equal hash, and fit for all that an event is used for."""
    made = stored_events([_row(event) for event in events])
    assert made == tuple(events)
    for one, event in zip(made, events, strict=True):
        assert type(one) is StoredEvent
        assert (hash(one), astuple(one)) == (hash(event), astuple(event))
        assert one.at.tzinfo is event.at.tzinfo
        assert pickle.loads(pickle.dumps(one)) == evolve(one) == event  # noqa: S301 (our own)
        assert from_json(to_json(one, StoredEvent), StoredEvent) == event


def test_an_event_from_a_row_cannot_change() -> None:
    """It is as frozen as any other."""
    (event,) = stored_events([ROW])
    with pytest.raises(FrozenInstanceError):
        event.version = 2  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]


@pytest.mark.parametrize("text", ["2026-03-01T09:30:00", "2026-03-01"])
def test_an_instant_without_zone_in_a_row_is_refused(text: str) -> None:
    """A database takes any text, so somebody's hand may have been there."""
    with pytest.raises(NaiveDatetimeError):
        stored_events([(*ROW[:4], text, 7)])


def test_an_instant_of_another_zone_in_a_row_is_named_in_utc() -> None:
    """As every event's instant is."""
    (event,) = stored_events([(*ROW[:4], "2026-03-01T17:30:00+08:00", 7)])
    assert event.at == datetime.fromisoformat(ROW[4])
    assert event.at.isoformat() == ROW[4]

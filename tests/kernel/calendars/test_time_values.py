"""Calendars, hours and measures as values: each goes through JSON and comes back equal."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xbcommerce.kernel.calendars import (
    BusinessHours,
    Closure,
    Interval,
    PublicHolidays,
    TimeSpan,
    Week,
    Weekend,
    WorkCalendar,
)
from xbcommerce.kernel.codec import BadDocumentError, from_json, to_json
from xbcommerce.kernel.measures import Dimensions, Mass, Measure, Unit
from xbcommerce.testing.strategies import time

VALUES = {
    BusinessHours: time.business_hours(),
    Closure: time.closures(),
    Dimensions: time.dimensions(),
    Interval: time.intervals(),
    Mass: time.masses(),
    Measure: time.measures(),
    PublicHolidays: time.public_holidays(),
    TimeSpan: time.time_spans(),
    Unit: time.units(),
    Week: time.weeks(),
    Weekend: time.weekends(),
    WorkCalendar: time.work_calendars(),
}


@pytest.mark.parametrize("kind", VALUES)
@settings(max_examples=25)  # twelve kinds
@given(data=st.data())
def test_a_value_comes_back_from_json_as_it_went(kind: type, data: st.DataObject) -> None:
    """Nothing is lost, and what is only remembered for speed is not written."""
    value = data.draw(VALUES[kind])
    text = to_json(value)
    assert "index" not in text
    assert from_json(text, kind) == value


def test_a_document_that_breaks_a_rule_is_refused() -> None:
    """What a constructor refuses, a document may not smuggle in."""
    text = to_json(BusinessHours("UTC", Week.parse("mon 09:00-17:00")))
    with pytest.raises(BadDocumentError, match="Nowhere"):
        from_json(text.replace("UTC", "Nowhere"), BusinessHours)
    with pytest.raises(BadDocumentError):
        from_json(text.replace("32400", "99999"), BusinessHours)

"""When captured money is free: the cut-off, closed days, and lags of both kinds."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.calendars import WorkCalendar
from xbcommerce.kernel.errors import NaiveDatetimeError, XbcommerceError
from xbcommerce.payments.payouts import Availability, AvailabilityTerms, Lag, availability
from xbcommerce.testing.strategies.payouts import availabilities, availability_terms
from xbcommerce.testing.strategies.time import instants

BERLIN = ZoneInfo("Europe/Berlin")
EASTER = WorkCalendar.of(holidays=[date(2026, 4, 3), date(2026, 4, 6)])


def terms(lag_days: int, lag: Lag = Lag.BUSINESS) -> AvailabilityTerms:
    """Cut off at four in Berlin."""
    return AvailabilityTerms(time(16), lag_days, lag, zone="Europe/Berlin", calendar=EASTER)


@pytest.mark.parametrize(
    ("captured", "rule", "processed", "free"),
    [
        (datetime(2026, 4, 2, 16, 0, tzinfo=BERLIN), terms(2), date(2026, 4, 2), date(2026, 4, 8)),
        (datetime(2026, 4, 2, 16, 0, 0, 1, BERLIN), terms(2), date(2026, 4, 7), date(2026, 4, 9)),
        (datetime(2026, 4, 2, 14, 0, tzinfo=UTC), terms(0), date(2026, 4, 2), date(2026, 4, 2)),
        (datetime(2026, 4, 1, 23, 0, tzinfo=UTC), terms(0), date(2026, 4, 2), date(2026, 4, 2)),
        (datetime(2026, 4, 4, 9, 0, tzinfo=BERLIN), terms(1), date(2026, 4, 7), date(2026, 4, 8)),
        (
            datetime(2026, 4, 1, 9, 0, tzinfo=BERLIN),
            terms(2, Lag.CALENDAR),
            date(2026, 4, 1),
            date(2026, 4, 7),
        ),
        (
            datetime(2026, 4, 1, 9, 0, tzinfo=BERLIN),
            terms(1, Lag.CALENDAR),
            date(2026, 4, 1),
            date(2026, 4, 2),
        ),
    ],
    ids=["at_cutoff", "just_late", "utc_at_cutoff", "after_midnight", "closed_day", "rolls", "calendar"],
)
def test_captures_around_easter(
    captured: datetime, rule: AvailabilityTerms, processed: date, free: date
) -> None:
    """Good Friday and Easter Monday are closed; the local clock decides."""
    found = availability(captured, rule)
    assert (found.processed_on, found.available_on) == (processed, free)


@given(availabilities())
def test_money_is_free_on_a_working_day_and_not_before_its_lag(found: Availability) -> None:
    """Processed on a working day not before the capture, free no earlier than the lag says."""
    rule = found.terms
    assert rule.calendar.is_working_day(found.processed_on)
    assert rule.calendar.is_working_day(found.available_on)
    assert found.captured_at.date() <= found.processed_on
    assert found.available_on >= found.processed_on + timedelta(days=rule.lag_days)
    if rule.lag is Lag.BUSINESS:
        assert rule.calendar.count(found.processed_on, found.available_on) == rule.lag_days


@given(
    availability_terms(), instants(first=date(2026, 10, 30), last=date(2026, 11, 20)), st.integers(0, 10**6)
)
def test_a_later_capture_is_never_free_earlier(
    rule: AvailabilityTerms, first: datetime, seconds: int
) -> None:
    """Whatever the calendar."""
    later = first + timedelta(seconds=seconds)
    assert availability(first, rule).available_on <= availability(later, rule).available_on


def test_the_days_are_explained() -> None:
    """In time or not, the processing day, the lag."""
    found = availability(datetime(2026, 4, 1, 9, 30, tzinfo=BERLIN), terms(2, Lag.CALENDAR))
    assert str(found) == (
        "Captured on Apr 1, 2026 at 09:30, in time for the cut-off at 16:00\n"
        "Processed on Apr 1, 2026\n"
        "Available 2 days later, on the next working day, Apr 7, 2026"
    )


def test_terms_and_captures_that_make_no_sense_are_refused() -> None:
    """A clock in two zones, a zone that is none, days below zero, an instant without a zone."""
    for wrong in (
        {"cutoff": time(16, tzinfo=UTC)},
        {"cutoff": "16:00"},
        {"zone": "Europe/Berln"},
        {"lag_days": -1},
    ):
        with pytest.raises(XbcommerceError):
            evolve(terms(1), **wrong)
    for days in (10**7, 10**10):
        with pytest.raises(XbcommerceError):
            availability(datetime(2026, 4, 1, 9, tzinfo=UTC), evolve(terms(days), lag=Lag.CALENDAR))
    with pytest.raises(NaiveDatetimeError):
        availability(datetime(2026, 4, 1, 9), terms(1))  # noqa: DTZ001

"""When captured money becomes available: cut-off, closed days, and the provider's lag.

A capture after the cut-off, or on a closed day, is processed on the next working day; one at the cut-off is
still in time. The lag counts from the processing day, in working days, or in calendar days that roll forward
to a working day.

Example:
    >>> from datetime import date, datetime, time
    >>> from zoneinfo import ZoneInfo
    >>> from xbcommerce.kernel.calendars import WorkCalendar
    >>> from xbcommerce.payments.payouts import AvailabilityTerms, Lag, availability
    >>> easter = WorkCalendar.of(holidays=[date(2026, 4, 3), date(2026, 4, 6)])
    >>> terms = AvailabilityTerms(time(16), 2, Lag.BUSINESS, zone="Europe/Berlin", calendar=easter)
    >>> print(availability(datetime(2026, 4, 2, 16, 0, 1, tzinfo=ZoneInfo("Europe/Berlin")), terms))
    Captured on Apr 2, 2026 at 16:00:01, after the cut-off at 16:00 or on a closed day
    Processed on Apr 7, 2026
    Available 2 working days later, on Apr 9, 2026
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import Enum

from attrs import Attribute, field, frozen

from xbcommerce.kernel.calendars import Roll, WorkCalendar
from xbcommerce.kernel.calendars.zones import zone_of
from xbcommerce.kernel.errors import InvalidValueError, aware, count_field, member_of
from xbcommerce.kernel.unmet import Note, Param

from .messages import ENGLISH


class Lag(Enum):
    """What the days of a lag are."""

    BUSINESS = "business"
    """Working days."""
    CALENDAR = "calendar"
    """All days; a day that is not worked rolls forward."""


def known_zone(_instance: object, _field: Attribute[str], zone: str) -> None:
    """Refuse a time zone that there is not; for ``attrs.field(validator=known_zone)``."""
    zone_of(zone)


def _wall_clock(_instance: object, attribute: Attribute[time], cutoff: time) -> None:
    if not isinstance(cutoff, time):
        msg = f"{attribute.name}={cutoff!r}: expected a time of day such as time(16, 0)"
        raise InvalidValueError(msg)
    if cutoff.tzinfo is not None:
        msg = f"{attribute.name}={cutoff.isoformat()}: a time on the clock of `zone` has no zone of its own"
        raise InvalidValueError(msg)


@frozen
class AvailabilityTerms:
    """A provider's rule for when captured money may be paid out.

    Attributes:
        cutoff: Local time of day until which a capture is processed on its day, that time included.
        lag_days: Days from the processing day.
        lag: Which days they are.
        zone: IANA name of the zone whose clock and date decide.
        calendar: Which days the provider works.
    """

    cutoff: time = field(validator=_wall_clock)
    lag_days: int = field(validator=count_field)
    lag: Lag = field(default=Lag.BUSINESS, validator=member_of(Lag))
    zone: str = field(default="UTC", validator=known_zone, kw_only=True)
    calendar: WorkCalendar = field(factory=WorkCalendar.of, kw_only=True)


@frozen
class Availability:
    """When a capture is processed and when its money is available.

    Attributes:
        captured_at: The instant of the capture, on the clock of the terms.
        processed_on: The day on which the provider deals with it.
        available_on: The first day on which it may be paid out.
        terms: The rule that decided.
    """

    captured_at: datetime
    processed_on: date
    available_on: date
    terms: AvailabilityTerms

    def why(self) -> tuple[Note, ...]:
        """Return the steps with their days."""
        at, terms = self.captured_at, self.terms
        in_time, business = at.date() == self.processed_on, terms.lag is Lag.BUSINESS
        capture: dict[str, Param] = {
            "on": at.date(),
            "clock": _clock(at.time()),
            "cutoff": _clock(terms.cutoff),
        }
        lag: dict[str, Param] = {"days": terms.lag_days, "on": self.available_on}
        return (
            Note("availability.in_time" if in_time else "availability.too_late", capture),
            Note("availability.processed", {"on": self.processed_on}),
            Note("availability.business_lag" if business else "availability.calendar_lag", lag),
        )

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def _clock(at: time) -> str:
    return at.isoformat("seconds" if at.second else "minutes")


def _after(processed: date, lag_days: int) -> date:
    try:
        return processed + timedelta(days=lag_days)
    except OverflowError:
        msg = f"lag_days={lag_days} from {processed}: lies beyond the year 9999"
        raise InvalidValueError(msg) from None


def availability(captured_at: datetime, terms: AvailabilityTerms) -> Availability:
    """Say when a capture is processed and when its money is available.

    Args:
        captured_at: The instant of the capture, in any zone.
        terms: The provider's rule.

    Raises:
        NaiveDatetimeError: ``captured_at`` has no time zone.
        NoWorkingDayError: The calendar ends before that day.
        UncoveredDateError: The calendar does not know the day.
    """
    local = aware(captured_at, "captured_at").astimezone(zone_of(terms.zone))
    calendar = terms.calendar
    processed = calendar.processing_day(local, terms.zone, terms.cutoff, cutoff_counts=True)
    if terms.lag is Lag.BUSINESS:
        free = calendar.add_working_days(processed, terms.lag_days)
    else:
        free = calendar.roll(_after(processed, terms.lag_days), Roll.FOLLOWING)
    return Availability(local, processed, free, terms)

"""Working days and business hours: when a firm works, when a day counts, when something is due.

    WorkCalendar                 dated weekends, holidays, make-up days, closures; add, roll, count, cut-off
    Weekend, Weekday, Closure    its parts
    Roll                         where a due date goes that is not worked
    BusinessHours                a week of hours in a zone, with holidays and dated shifts
    Week, Interval, intervals    its parts, read as they stand on the door
    TimeSpan, intersection       open spans, pauses, when two desks are open at once
    holidays_from                public holidays of the optional package ``holidays``

Example:
    >>> from datetime import UTC, date, datetime, timedelta
    >>> from xbcommerce.kernel.calendars import BusinessHours, Week, WorkCalendar
    >>> calendar = WorkCalendar.of(holidays=[date(2026, 4, 3), date(2026, 4, 6)])  # Easter in Germany
    >>> calendar.add_working_days(date(2026, 4, 2), 2).isoformat()
    '2026-04-08'
    >>> desk = BusinessHours("Europe/Berlin", Week.parse("mon-fri 09:00-18:00"), calendar.holidays)
    >>> desk.deadline(datetime(2026, 4, 2, 15, tzinfo=UTC), timedelta(hours=2)).isoformat()
    '2026-04-07T08:00:00+00:00'
"""

from .business_hours import BusinessHours, NoOpeningHoursError, intersection
from .closures import Closure
from .days import NoWorkingDayError, UncoveredDateError
from .holidays_source import (
    MissingCalendarsExtraError,
    PublicHolidays,
    UnknownHolidaysError,
    holidays_from,
)
from .roll import Roll
from .spans import TimeSpan
from .week import Interval, InvalidHoursError, Week, intervals
from .weekends import WEEKDAYS, Weekday, Weekend
from .working_days import WorkCalendar

__all__ = [
    "WEEKDAYS",
    "BusinessHours",
    "Closure",
    "Interval",
    "InvalidHoursError",
    "MissingCalendarsExtraError",
    "NoOpeningHoursError",
    "NoWorkingDayError",
    "PublicHolidays",
    "Roll",
    "TimeSpan",
    "UncoveredDateError",
    "UnknownHolidaysError",
    "Week",
    "Weekday",
    "Weekend",
    "WorkCalendar",
    "holidays_from",
    "intersection",
    "intervals",
]

"""Plain dates, sets of them, and what is raised when a calendar cannot answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from xbcommerce.kernel.dated import NotADayError
from xbcommerce.kernel.errors import XbcommerceError


class NoWorkingDayError(XbcommerceError, LookupError):
    """A calendar without the working day asked for, because it has none at all or ends before it."""

    code = "no_working_day"


class UncoveredDateError(XbcommerceError, LookupError):
    """A date for which a calendar has no weekend record, so that nobody knows whether it is worked."""

    code = "uncovered_date"


def dates(values: Iterable[date]) -> frozenset[date]:
    """Take any container of dates.

    Datetimes are refused, because they never equal a date and would silently count for nothing.

    Raises:
        NotADayError: A member is no plain date.
    """
    taken = frozenset(values)
    for value in taken:
        ordinal_of(value)
    return taken


def ordinal_of(day: date) -> int:
    """Return the number of a day, 1 January of year 1 being 1.

    Raises:
        NotADayError: ``day`` is a datetime or no date at all.
    """
    if type(day) is not date:
        msg = f"{day!r} is no plain date; of a datetime take .date() in the zone you mean"
        raise NotADayError(msg)
    return day.toordinal()

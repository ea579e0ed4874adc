"""From which day to which day something holds: half-open calendar dates of the jurisdiction.

A law starts and ends on days of the place it rules, never at instants: stored as UTC timestamps, a change
starts a day late east of Greenwich. An open end is None, never a sentinel such as ``9999-12-31``.

Example:
    >>> from datetime import date
    >>> from xbcommerce.kernel.dated import Validity
    >>> cut = Validity.from_inclusive(date(2020, 7, 1), date(2020, 12, 31))
    >>> cut
    Validity(start=datetime.date(2020, 7, 1), end=datetime.date(2021, 1, 1))
    >>> print(cut)
    2020-07-01 to 2020-12-31
    >>> cut.covers(date(2020, 12, 31)), cut.covers(date(2021, 1, 1))
    (True, False)
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from attrs import Attribute, field, frozen
from attrs.validators import optional

from xbcommerce.kernel.errors import InvalidValueError, XbcommerceError, aware

_DAY = timedelta(days=1)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_OPEN_YEARS = {"0000", "0001", "9999"}


class EmptyValidityError(InvalidValueError):
    """A period that ends before it starts, or covers no day."""

    code = "empty_validity"


class NotADayError(InvalidValueError):
    """Something that is no calendar day, where one is needed."""

    code = "not_a_day"


class UnknownZoneError(XbcommerceError, LookupError):
    """A time zone that the IANA database does not list."""

    code = "unknown_zone"


def calendar_day(value: date, name: str) -> date:
    """Return ``value`` if it is a plain calendar day, refuse an instant or anything else.

    Raises:
        NotADayError: ``value`` is a datetime (say in which zone: `local_date`) or no date at all.
    """
    if isinstance(value, datetime):
        msg = f"{name}={value.isoformat()} is an instant; take its day with local_date(instant, zone)"
        raise NotADayError(msg)
    if not isinstance(value, date):
        msg = f"{name}={value!r}: expected a datetime.date"
        raise NotADayError(msg)
    return value


def day_field(_instance: object, attribute: Attribute[date], value: date) -> None:
    """Refuse what is no plain calendar day; for ``attrs.field(validator=day_field)``."""
    calendar_day(value, attribute.name)


@frozen
class Validity:
    """Days from ``start`` up to, not including, ``end``; None is open.

    Raises:
        EmptyValidityError: ``end`` is not after ``start``.
        NotADayError: A boundary is an instant.
    """

    start: date | None = field(default=None, validator=optional(day_field))
    end: date | None = field(default=None, validator=optional(day_field))

    def __attrs_post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.end <= self.start:
            hint = "the same day is empty" if self.end == self.start else "the ends are swapped"
            msg = (
                f"a period from {self.start} until before {self.end} covers no day ({hint}); "
                "for an inclusive last day use Validity.from_inclusive"
            )
            raise EmptyValidityError(msg)

    @classmethod
    def from_inclusive(cls, start: date | None, stop: date | None) -> Validity:
        """Make a period from its first and its last day, as many data sets write it.

        Args:
            start: First day, None for open.
            stop: Last day on which it still holds, None for open.
        """
        if stop is None or stop == date.max:
            return cls(start, None)
        return cls(start, calendar_day(stop, "stop") + _DAY)

    @property
    def last_day(self) -> date | None:
        """The last day covered, None if open."""
        return None if self.end is None else self.end - _DAY

    def covers(self, day: date) -> bool:
        """Say whether ``day`` lies in the period."""
        calendar_day(day, "day")
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def overlaps(self, other: Validity) -> bool:
        """Say whether a day lies in both; symmetric, and touching periods do not overlap."""
        return _before(self.start, other.end) and _before(other.start, self.end)

    def intersection(self, other: Validity) -> Validity | None:
        """Return the days that lie in both, None if there are none."""
        if not self.overlaps(other):
            return None
        starts = [start for start in (self.start, other.start) if start is not None]
        ends = [end for end in (self.end, other.end) if end is not None]
        return Validity(max(starts, default=None), min(ends, default=None))

    def __str__(self) -> str:
        if self.start is None:
            return "always" if self.end is None else f"until {self.last_day}"
        return f"from {self.start}" if self.end is None else f"{self.start} to {self.last_day}"


ALWAYS = Validity(None, None)
"""Every day."""


def _before(start: date | None, end: date | None) -> bool:
    return start is None or end is None or start < end


def parse_day(text: str) -> date | None:
    """Read an ISO calendar day; sentinels of other data sets for "no limit" become None.

    Args:
        text: ``YYYY-MM-DD``. Years 0000, 0001 and 9999 stand for an open end.

    Raises:
        NotADayError: Anything else, such as ``2023-02-30``, an instant, or an empty cell (an importer must
            decide what an empty cell means).

    Example:
        >>> parse_day("2024-02-29"), parse_day("0000-01-01"), parse_day("9999-12-31")
        (datetime.date(2024, 2, 29), None, None)
    """
    if not _ISO_DAY.fullmatch(text):
        msg = f"{text!r} is no calendar day; expected YYYY-MM-DD, or None for an open end"
        raise NotADayError(msg)
    if text[:4] in _OPEN_YEARS:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        msg = f"{text!r} is not in the calendar"
        raise NotADayError(msg) from None


def local_date(instant: datetime, zone: str) -> date:
    """Return the calendar day on which an instant falls in a jurisdiction.

    Args:
        instant: An aware datetime.
        zone: IANA name of the jurisdiction's zone, e.g. ``"Europe/Bucharest"``.

    Raises:
        NaiveDatetimeError: ``instant`` has no zone.
        UnknownZoneError: The zone is not in the IANA database.

    Example:
        >>> from datetime import UTC, datetime
        >>> local_date(datetime(2025, 7, 31, 21, tzinfo=UTC), "Europe/Bucharest")
        datetime.date(2025, 8, 1)
    """
    aware(instant, "instant")
    try:
        place = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        msg = f"unknown time zone {zone!r}; expected an IANA name such as 'Europe/Berlin'"
        raise UnknownZoneError(msg) from None
    return instant.astimezone(place).date()

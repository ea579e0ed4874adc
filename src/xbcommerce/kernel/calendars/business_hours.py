"""Business hours across zones and clock changes: deadlines, elapsed open time, the next opening.

What decides a local date, the first that applies: a holiday closes it, a dated shift gives its hours, the
week gives its hours. Ends of intervals are wall times of the zone, turned into instants with fold 0 (PEP
495); from there on everything is exact time in UTC.

Example:
    >>> from datetime import UTC, date, datetime, timedelta
    >>> from xbcommerce.kernel.calendars import BusinessHours, Week
    >>> desk = BusinessHours(
    ...     "Asia/Shanghai", Week.parse("mon-fri 09:00-12:00 13:30-18:00"), holidays={date(2026, 1, 1)}
    ... )
    >>> asked = datetime(2025, 12, 31, 9, 0, tzinfo=UTC)  # 17:00 in Shanghai, the eve of a holiday
    >>> desk.deadline(asked, timedelta(hours=2)).isoformat()
    '2026-01-02T02:00:00+00:00'
    >>> desk.elapsed(asked, datetime(2026, 1, 2, 2, 0, tzinfo=UTC))
    datetime.timedelta(seconds=7200)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import cached_property

from attrs import Attribute, field, frozen

from xbcommerce.kernel.errors import InvalidValueError, XbcommerceError
from xbcommerce.kernel.frozen import FrozenMap

from .days import dates
from .open_index import CHUNK_US, OpenIndex
from .spans import EPOCH, SECOND_US, Range, TimeSpan, common, from_us, instant_us, merged, span_of, to_us
from .week import DAY_S, Interval, Week, disjoint
from .zones import zone_of

_CENTURY_CHUNKS = 100 * 13 + 5  # of four weeks: how far a search for open time looks ahead
_CENTURY_US = _CENTURY_CHUNKS * CHUNK_US


class NoOpeningHoursError(XbcommerceError, ValueError):
    """Open time that never comes, or not within a century."""

    code = "no_opening_hours"


def _shifts(values: Mapping[date, Iterable[Interval]]) -> FrozenMap[date, tuple[Interval, ...]]:
    dates(values)
    return FrozenMap({day: disjoint(hours) for day, hours in values.items()})


def _known_zone(_instance: object, _field: Attribute[str], value: str) -> None:
    zone_of(value)


@frozen
class BusinessHours:
    """When a desk, warehouse or shop is open.

    Attributes:
        zone: IANA name of the zone whose clock and dates the hours follow.
        week: The usual hours.
        holidays: Dates without hours, whatever week and shifts say.
        shifts: Hours that replace the week's on their date, e.g. on a make-up Saturday; ``()`` closes it.

    Raises:
        UnknownZoneError: ``zone`` is no IANA name.
        InvalidHoursError: Hours of one date overlap.
        InvalidValueError: A holiday or the date of a shift is no plain date.
    """

    zone: str = field(validator=_known_zone)
    week: Week
    holidays: frozenset[date] = field(default=frozenset[date](), converter=dates)
    shifts: FrozenMap[date, tuple[Interval, ...]] = field(
        factory=FrozenMap[date, tuple[Interval, ...]], converter=_shifts
    )

    def hours_on(self, day: date) -> tuple[Interval, ...]:
        """Return the hours of a local date; empty where it is closed."""
        if day in self.holidays:
            return ()
        shift = self.shifts.get(day)
        return self.week.days[day.weekday()] if shift is None else shift

    def is_open(self, at: datetime) -> bool:
        """Say whether it is open; at the closing instant it is not.

        Raises:
            NaiveDatetimeError: ``at`` has no zone.
        """
        us = instant_us(at, "at")
        return self._index.chunk(us // CHUNK_US).next_open(us) == us

    def next_open(self, at: datetime) -> datetime:
        """Return ``at`` if it is open then, else the next opening, in UTC.

        Raises:
            NaiveDatetimeError: ``at`` has no zone.
            NoOpeningHoursError: It never opens again.
        """
        return from_us(self._next_open(instant_us(at, "at")))

    def deadline(self, start: datetime, work: timedelta, pauses: Iterable[TimeSpan] = ()) -> datetime:
        """Return the earliest instant at which ``work`` is done, in UTC.

        Work that ends exactly at closing time is due at closing time. No work at all is done at once if it
        is open, else at the next opening.

        Args:
            start: When the clock starts; it runs only while open.
            work: Open time needed.
            pauses: Spans during which the clock stands still; they may overlap.

        Raises:
            NaiveDatetimeError: ``start`` has no zone.
            InvalidValueError: ``work`` is negative.
            NoOpeningHoursError: There is not that much open time ahead.
        """
        left = work // timedelta.resolution
        if left < 0:
            msg = f"work={work}: expected none or more"
            raise InvalidValueError(msg)
        now = instant_us(start, "start")
        for pause, resume in _union(pauses) if pauses else ():
            if resume <= now:
                continue
            if pause - now > _CENTURY_US:
                break
            free = self._index.elapsed(now, pause) if pause > now else 0
            if free and free >= left:
                break
            left -= free
            now = resume
        return from_us(self._reach(now, left) if left else self._next_open(now))

    def elapsed(self, start: datetime, end: datetime, pauses: Iterable[TimeSpan] = ()) -> timedelta:
        """Return the open time from ``start`` to ``end`` without the pauses.

        Raises:
            NaiveDatetimeError: ``start`` or ``end`` has no zone.
            InvalidValueError: ``end`` lies before ``start``, or more than a century after it.
        """
        first, last = _range(start, end)
        open_us = self._index.elapsed(first, last)
        for pause, resume in _union(pauses) if pauses else ():
            if pause < last and resume > first:
                open_us -= self._index.elapsed(max(pause, first), min(resume, last))
        return timedelta(microseconds=open_us)

    def open_spans(self, start: datetime, end: datetime) -> tuple[TimeSpan, ...]:
        """Return the open spans in ``[start, end)``, cut at its ends, in UTC.

        Raises:
            NaiveDatetimeError: ``start`` or ``end`` has no zone.
            InvalidValueError: ``end`` lies before ``start``, or more than a century after it.
        """
        return tuple(span_of(piece) for piece in self._index.spans(*_range(start, end)))

    @cached_property
    def _index(self) -> OpenIndex:
        return OpenIndex(zone_of(self.zone), self.hours_on)

    @cached_property
    def _last_chunk(self) -> int:
        """The last chunk in which it may be open."""
        if any(self.week.days):
            last = date.max.toordinal()
        else:
            last = max((day.toordinal() for day, hours in self.shifts.items() if hours), default=0) + 2
        return (last - EPOCH.toordinal()) * DAY_S * SECOND_US // CHUNK_US

    def _next_open(self, us: int) -> int:
        first = us // CHUNK_US
        for number in self._ahead(first):
            reached = self._index.chunk(number).next_open(us)
            if reached is not None:
                return reached
        raise self._never(us, timedelta())

    def _reach(self, us: int, work_us: int) -> int:
        """Return the earliest instant at which open time after ``us`` amounts to ``work_us``, above zero."""
        first = us // CHUNK_US
        chunk = self._index.chunk(first)
        target = work_us + chunk.before(us)
        if target <= chunk.total:
            return chunk.reach(target)
        for number in self._ahead(first + 1):
            target -= chunk.total
            chunk = self._index.chunk(number)
            if target <= chunk.total:
                return chunk.reach(target)
        raise self._never(us, timedelta(microseconds=work_us))

    def _ahead(self, first: int) -> range:
        return range(first, min(self._last_chunk, first + _CENTURY_CHUNKS) + 1)

    def _never(self, us: int, work: timedelta) -> NoOpeningHoursError:
        wanted = f"{work} of open time" if work else "an opening"
        hours = str(self.week) or "none in the week"
        msg = (
            f"no {wanted} after {from_us(us).isoformat()} within a century (hours in {self.zone}: {hours}); "
            "give the week hours or add shifts"
        )
        return NoOpeningHoursError(msg)


def intersection(
    first: BusinessHours, second: BusinessHours, start: datetime, end: datetime
) -> tuple[TimeSpan, ...]:
    """Return when both are open in ``[start, end)``, each by its own zone, in UTC.

    Raises:
        NaiveDatetimeError: ``start`` or ``end`` has no zone.
        InvalidValueError: ``end`` lies before ``start``, or more than a century after it.

    Example:
        >>> from datetime import UTC, datetime
        >>> from xbcommerce.kernel.calendars import BusinessHours, Week
        >>> berlin = BusinessHours("Europe/Berlin", Week.parse("mon-fri 09:00-18:00"))
        >>> new_york = BusinessHours("America/New_York", Week.parse("mon-fri 09:00-17:00"))
        >>> monday = datetime(2024, 1, 15, tzinfo=UTC), datetime(2024, 1, 16, tzinfo=UTC)
        >>> [str(span) for span in intersection(berlin, new_york, *monday)]
        ['2024-01-15T14:00:00+00:00/2024-01-15T17:00:00+00:00']
    """
    ours, theirs = first.open_spans(start, end), second.open_spans(start, end)
    return tuple(span_of(piece) for piece in common(_union(ours), _union(theirs)))


def _union(spans: Iterable[TimeSpan]) -> list[Range]:
    return merged((to_us(span.start), to_us(span.end)) for span in spans)


def _range(start: datetime, end: datetime) -> Range:
    first, last = instant_us(start, "start"), instant_us(end, "end")
    if last < first:
        msg = f"from {start.isoformat()} to {end.isoformat()}: the end lies before the start"
        raise InvalidValueError(msg)
    if last - first > _CENTURY_US:
        msg = f"from {start.isoformat()} to {end.isoformat()} is more than a century; is one a sentinel?"
        raise InvalidValueError(msg)
    return first, last

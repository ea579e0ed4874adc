"""Public holidays from the ``holidays`` package, read once into plain dates (extra ``calendars``).

The package is slow to import and to ask; what comes out of here is a value that costs nothing. It is one
source among others: Islamic dates, and Chinese ones beyond the last announcement, are its estimates, and it
does not say so reliably. A year it does not cover is refused instead of answered with no holidays at all.

Example:
    >>> from xbcommerce.kernel.calendars import holidays_from
    >>> china = holidays_from("CN", [2026])
    >>> sorted(day.isoformat() for day in china.working_days)[:3]  # make-up days
    ['2026-01-04', '2026-02-14', '2026-02-28']
    >>> china.calendar().count(date(2026, 2, 1), date(2026, 3, 1))
    16
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Protocol

from attrs import frozen

from xbcommerce.kernel.dated import Validity
from xbcommerce.kernel.errors import XbcommerceError

from .weekends import Weekday, Weekend
from .working_days import WorkCalendar


class MissingCalendarsExtraError(XbcommerceError, ImportError):
    """The package ``holidays`` is not installed."""

    code = "missing_extra"


class UnknownHolidaysError(XbcommerceError, LookupError):
    """A country, subdivision or year of which the source knows no holidays."""

    code = "unknown_holidays"


@frozen
class PublicHolidays:
    """The public holidays of one country over some years.

    Attributes:
        country: ISO 3166 code.
        subdivision: Code of a state or province, empty for the whole country.
        known: The years covered; outside them nothing is known.
        holidays: Days off.
        working_days: Weekend days declared working days, where the source knows them.
        weekends: The weekends of these years.
        source: Name and version of the package.
    """

    country: str
    subdivision: str
    known: Validity
    holidays: frozenset[date]
    working_days: frozenset[date]
    weekends: tuple[Weekend, ...]
    source: str

    def calendar(self) -> WorkCalendar:
        """Return the calendar of these years.

        A date outside them is refused, because its holidays are not known.
        """
        return WorkCalendar(self.weekends, self.holidays, self.working_days)


class _Package(Protocol):
    """What is used of the package's holiday object."""

    weekend_workdays: set[date]

    def __iter__(self) -> Iterator[date]: ...
    def is_weekend(self, key: date, /) -> bool: ...


def holidays_from(country: str, years: Iterable[int], *, subdivision: str = "") -> PublicHolidays:
    """Read public holidays, weekends and make-up working days from the ``holidays`` package.

    Args:
        country: ISO 3166 code, e.g. ``"CN"``.
        years: Which years; those between the first and the last are read too.
        subdivision: Code of a state or province whose own holidays to add, e.g. ``"BY"`` of Germany.

    Raises:
        MissingCalendarsExtraError: The package is not installed.
        UnknownHolidaysError: It does not know the country, the subdivision or one of the years.
    """
    from importlib.metadata import version

    try:
        import holidays
    except ImportError:
        msg = "public holidays need the package 'holidays'; install 'xbcommerce[calendars]'"
        raise MissingCalendarsExtraError(msg) from None
    named = sorted(years)
    if not named:
        msg = "years=(): name at least one"
        raise UnknownHolidaysError(msg)
    wanted = range(named[0], named[-1] + 1)
    try:
        found = holidays.country_holidays(country, subdiv=subdivision or None, years=wanted)
    except NotImplementedError as error:
        msg = f"the package 'holidays' has none for {country!r} {subdivision}: {error}"
        raise UnknownHolidaysError(msg) from None
    if wanted[0] < found.start_year or wanted[-1] > found.end_year:
        covered = f"{found.start_year} to {found.end_year}"
        msg = f"the package 'holidays' covers {country} from {covered}, not all of {named[0]} to {named[-1]}"
        raise UnknownHolidaysError(msg)
    start, end = date(wanted[0], 1, 1), date(wanted[-1] + 1, 1, 1)
    return PublicHolidays(
        country,
        subdivision,
        Validity(start, end),
        frozenset(day for day in found if day.year in wanted),
        frozenset(day for day in found.weekend_workdays if day.year in wanted),
        _weekends(found, start, end),
        f"holidays {version('holidays')}",
    )


def _weekends(package: _Package, start: date, end: date) -> tuple[Weekend, ...]:
    """Cut the years where the package starts to call other weekdays a weekend."""
    length = (end - start).days
    days = [start + timedelta(number) for number in range(length + 6)]
    off = [package.is_weekend(day) for day in days]
    begun: list[tuple[date, frozenset[Weekday]]] = []
    for number in range(length):
        if begun and (Weekday.of(days[number]) in begun[-1][1]) == off[number]:
            continue
        week = frozenset(Weekday.of(days[n]) for n in range(number, number + 7) if off[n])
        begun.append((days[number], week))
    stops = [*(first for first, _ in begun[1:]), end]
    return tuple(
        Weekend(week, Validity(first, stop)) for (first, week), stop in zip(begun, stops, strict=True)
    )

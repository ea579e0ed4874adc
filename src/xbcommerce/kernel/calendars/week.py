"""Opening hours of a week, as a shop writes them on its door.

Example:
    >>> from xbcommerce.kernel.calendars import Week
    >>> week = Week.parse("mon-fri 09:00-12:00 13:30-18:00; sat 10:00-14:00")
    >>> [str(interval) for interval in week.days[0]], week.days[6]
    (['09:00-12:00', '13:30-18:00'], ())
    >>> print(week)
    mon-fri 09:00-12:00 13:30-18:00; sat 10:00-14:00
    >>> Week.parse("fri 22:00-02:00")
    Traceback (most recent call last):
    ...
    xbcommerce.kernel...InvalidHoursError: '22:00-02:00' does not run forward; split overnight hours at ...
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby, pairwise

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError

from .weekends import WEEKDAYS, Weekday

DAY_S = 86_400
"""Seconds of a local day as its clock counts them; a day of a clock change lasts shorter or longer."""


class InvalidHoursError(InvalidValueError):
    """Opening hours that cannot be read, run backwards, or overlap."""

    code = "invalid_hours"


@frozen(order=True)
class Interval:
    """Local opening hours within one day, ``[start, end)``, as the clock on the wall shows them.

    Attributes:
        start_s: Seconds after 00:00.
        end_s: Seconds after 00:00; 86,400 is 24:00, the midnight that ends the day.

    Raises:
        InvalidHoursError: It is empty, runs backwards or leaves the day.
    """

    start_s: int
    end_s: int

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.start_s < self.end_s <= DAY_S:
            msg = f"{str(self)!r} does not run forward; split overnight hours at 24:00/00:00"
            raise InvalidHoursError(msg)

    @classmethod
    def parse(cls, text: str) -> Interval:
        """Read ``"09:00-17:30"``, with seconds where needed: ``"09:00:30-24:00"``.

        Raises:
            InvalidHoursError: The text is no such interval.
        """
        start, dash, end = text.partition("-")
        if not dash:
            msg = f"{text!r}: expected hours such as '09:00-17:30'"
            raise InvalidHoursError(msg)
        return cls(_seconds(start), _seconds(end))

    def __str__(self) -> str:
        return f"{_clock(self.start_s)}-{_clock(self.end_s)}"


_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?", re.ASCII)


def _seconds(text: str) -> int:
    found = _CLOCK.fullmatch(text)
    hour, minute, second = (int(part or 0) for part in found.groups()) if found else (0, 60, 0)
    seconds = (hour * 60 + minute) * 60 + second
    if minute > 59 or second > 59 or seconds > DAY_S:  # noqa: PLR2004  # a clock
        msg = f"{text!r} is no time of day; expected 00:00 to 24:00"
        raise InvalidHoursError(msg)
    return seconds


def _clock(seconds: int) -> str:
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}" + (f":{second:02}" if second else "")


def intervals(text: str) -> tuple[Interval, ...]:
    """Read the hours of one day: ``"09:00-12:00 13:30-18:00"``; empty text is a closed day.

    Raises:
        InvalidHoursError: An interval cannot be read or runs backwards, or two overlap.
    """
    return disjoint(Interval.parse(part) for part in text.split())


def disjoint(hours: Iterable[Interval]) -> tuple[Interval, ...]:
    """Sort the hours of one day; they may touch.

    Raises:
        InvalidHoursError: Two overlap.
    """
    ordered = tuple(sorted(hours))
    for one, following in pairwise(ordered):
        if following.start_s < one.end_s:
            msg = f"{one} and {following} overlap; write them as one interval"
            raise InvalidHoursError(msg)
    return ordered


Days = tuple[tuple[Interval, ...], ...]


def _days(values: Iterable[Iterable[Interval]]) -> Days:
    days = tuple(disjoint(day) for day in values)
    if len(days) != len(WEEKDAYS):
        msg = f"{len(days)} days: a week has seven, Monday first"
        raise InvalidHoursError(msg)
    return days


@frozen
class Week:
    """The opening hours of seven days, Monday first; a day without intervals is closed.

    Raises:
        InvalidHoursError: There are not seven days, or hours of one day overlap.
    """

    days: Days = field(converter=_days)

    @classmethod
    def parse(cls, text: str) -> Week:
        """Read ``"mon-fri 09:00-12:00 13:30-18:00; sat,sun 10:00-14:00"``.

        Groups are parted by ``;``. A group is weekdays (a range or a list), then the hours of each. Weekdays
        not named are closed.

        Raises:
            InvalidValueError: A weekday is unknown, or named twice.
            InvalidHoursError: Hours cannot be read, run backwards or overlap.
        """
        days: dict[Weekday, tuple[Interval, ...]] = {}
        for group in text.split(";"):
            names, _, hours = group.strip().partition(" ")
            if names and not hours:
                msg = f"{names!r} has no hours; a closed day is left out"
                raise InvalidHoursError(msg)
            for day in _named(names) if names else ():
                if day in days:
                    msg = f"{day} is named twice in {text!r}"
                    raise InvalidHoursError(msg)
                days[day] = intervals(hours)
        return cls(days.get(day, ()) for day in WEEKDAYS)

    def __str__(self) -> str:
        groups = groupby(WEEKDAYS, key=lambda day: self.days[WEEKDAYS.index(day)])
        return "; ".join(_group(list(days), hours) for hours, days in groups if hours)


def _named(text: str) -> list[Weekday]:
    """Read ``"mon-fri"``, ``"sat"``, ``"mon,wed-fri"``; a range may run over Sunday."""
    days: list[Weekday] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        start = WEEKDAYS.index(Weekday.parse(first))
        length = (WEEKDAYS.index(Weekday.parse(last or first)) - start) % len(WEEKDAYS) + 1
        days += [WEEKDAYS[(start + number) % len(WEEKDAYS)] for number in range(length)]
    return days


def _group(days: list[Weekday], hours: tuple[Interval, ...]) -> str:
    name = str(days[0]) if len(days) == 1 else f"{days[0]}-{days[-1]}"
    return " ".join((name, *map(str, hours)))

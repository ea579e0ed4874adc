"""Weekdays, and weekends as dated records, because weekends change too.

The United Arab Emirates rested on Friday and Saturday until 2021 and on Saturday and Sunday since.

Example:
    >>> from datetime import date
    >>> from xbcommerce.kernel.calendars import Weekend
    >>> old = Weekend.of("fri", "sat", end=date(2022, 1, 1))
    >>> new = Weekend.of("sat", "sun", start=date(2022, 1, 1))
    >>> old.covers(date(2021, 12, 31)), old.covers(date(2022, 1, 1)), new.covers(date(2022, 1, 1))
    (True, False, True)
    >>> sorted(str(day) for day in Weekend.from_week("1111110").days)
    ['sun']
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum

from attrs import field, frozen

from xbcommerce.kernel.dated import ALWAYS, Validity
from xbcommerce.kernel.errors import InvalidValueError


class Weekday(Enum):
    """A day of the week, Monday first."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"

    def __str__(self) -> str:
        return self.value

    @classmethod
    def of(cls, day: date) -> Weekday:
        """Return the weekday of a date."""
        return WEEKDAYS[day.weekday()]

    @classmethod
    def parse(cls, text: str) -> Weekday:
        """Read an English name, short or long, in any case: ``"Sat"``, ``"saturday"``.

        Raises:
            InvalidValueError: ``text`` names no weekday.
        """
        name = text.strip().lower()
        for day in cls:
            if name in {day.value, _LONG[day]}:
                return day
        msg = f"{text!r} is no weekday; expected one of {', '.join(day.value for day in cls)}"
        raise InvalidValueError(msg)


WEEKDAYS = tuple(Weekday)
"""Monday to Sunday, so that ``WEEKDAYS[day.weekday()]`` is the weekday of a date."""

_LONG = dict(
    zip(
        WEEKDAYS,
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        strict=True,
    )
)


def weekdays(names: Iterable[Weekday | str]) -> frozenset[Weekday]:
    """Read a set of weekdays.

    Raises:
        InvalidValueError: A name is no weekday, or the names came as one string.
    """
    if isinstance(names, str):
        msg = f"{names!r}: expected several weekdays, such as ('sat', 'sun')"
        raise InvalidValueError(msg)
    return frozenset(Weekday.parse(name) if isinstance(name, str) else name for name in names)


@frozen
class Weekend:
    """The weekdays that are not worked, from one date until another.

    Attributes:
        days: The weekdays off; empty where every day is worked.
        validity: When this holds, ``[start, end)``; open ends are None.
    """

    days: frozenset[Weekday] = field(converter=weekdays)
    validity: Validity = ALWAYS

    @classmethod
    def of(cls, *days: Weekday | str, start: date | None = None, end: date | None = None) -> Weekend:
        """Make a weekend from names: ``Weekend.of("fri", "sat", end=date(2022, 1, 1))``.

        Args:
            *days: Weekdays or their English names; none means that every day is worked.
            start: First date on which this weekend holds; None for always before.
            end: First date on which it holds no more; None for open.

        Raises:
            InvalidValueError: A name is no weekday, or the dates are reversed.
        """
        return cls(weekdays(days), Validity(start, end))

    @classmethod
    def from_week(cls, week: str | Sequence[int]) -> Weekend:
        """Make a weekend from a week mask, Monday first: ``"1111100"`` or ``[1, 1, 1, 1, 1, 0, 0]``.

        Raises:
            InvalidValueError: The mask is not seven times 0 or 1.
        """
        marks = [int(mark) if mark in {"0", "1", 0, 1} else -1 for mark in week]
        if len(marks) != len(WEEKDAYS) or -1 in marks:
            msg = f"week={week!r}: expected seven marks, Monday first, 1 for worked and 0 for not"
            raise InvalidValueError(msg)
        return cls(frozenset(day for day, mark in zip(WEEKDAYS, marks, strict=True) if not mark))

    def covers(self, day: date) -> bool:
        """Say whether this record holds on a date."""
        return self.validity.covers(day)

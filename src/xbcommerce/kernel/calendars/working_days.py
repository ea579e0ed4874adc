"""Working days: weekends, public holidays, make-up working days and a firm's own closures, counted exactly.

What decides a day, the first that applies: a closure shuts it, an extra working day opens it, a holiday shuts
it, the weekend of that date shuts it, else it is worked.

Example:
    >>> from datetime import date
    >>> from xbcommerce.kernel.calendars import Roll, WorkCalendar
    >>> china = WorkCalendar.of(
    ...     holidays=[date(2026, 2, day) for day in (16, 17, 18, 19, 20, 23)],
    ...     working_days=[date(2026, 2, 14), date(2026, 2, 28)],  # Saturdays worked to make up
    ... )
    >>> china.add_working_days(date(2026, 2, 13), 5).isoformat()
    '2026-02-27'
    >>> china.roll(date(2026, 2, 21), Roll.FOLLOWING).isoformat()
    '2026-02-24'
    >>> china.count(date(2026, 2, 1), date(2026, 3, 1))
    16
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from functools import cached_property
from itertools import pairwise

from attrs import field, frozen

from xbcommerce.kernel.dated import Validity
from xbcommerce.kernel.errors import InvalidValueError, aware

from .closures import Closure
from .day_index import DayIndex, build
from .days import NoWorkingDayError, UncoveredDateError, dates, ordinal_of
from .roll import Roll
from .weekends import WEEKDAYS, Weekday, Weekend
from .zones import zone_of


def _weekends(values: Iterable[Weekend]) -> tuple[Weekend, ...]:
    return tuple(sorted(values, key=lambda weekend: weekend.validity.start or date.min))


def _closures(values: Iterable[Closure]) -> tuple[Closure, ...]:
    return tuple(sorted(values))


@frozen
class WorkCalendar:
    """Which days are worked.

    Attributes:
        weekends: Dated weekends that follow each other without gap or overlap.
        holidays: Days off, in any order and on any weekday.
        extra_working_days: Days worked although they are a weekend or holiday (make-up days).
        closures: The firm's own closed days; they beat everything.

    Raises:
        InvalidValueError: Weekends overlap or leave a gap, or a day is no plain date.
        NoWorkingDayError: No day at all would be worked.
    """

    weekends: tuple[Weekend, ...] = field(converter=_weekends)
    holidays: frozenset[date] = field(default=frozenset[date](), converter=dates)
    extra_working_days: frozenset[date] = field(default=frozenset[date](), converter=dates)
    closures: tuple[Closure, ...] = field(default=(), converter=_closures)

    def __attrs_post_init__(self) -> None:
        if not self.weekends:
            msg = "weekends=(): name one; Weekend.of() says that every day is worked"
            raise InvalidValueError(msg)
        for one, following in pairwise(self.weekends):
            if one.validity.end is None or one.validity.end != following.validity.start:
                msg = (
                    f"weekends {one.validity} and {following.validity} overlap or leave a gap; let them touch"
                )
                raise InvalidValueError(msg)
        if not self._index.total:
            off = ", ".join(str(day) for day in WEEKDAYS if day in self.weekends[-1].days)
            msg = f"no day is ever worked (weekend: {off}); leave a weekday open or add a working day"
            raise NoWorkingDayError(msg)

    @classmethod
    def of(
        cls,
        weekend: Iterable[Weekday | str] = ("sat", "sun"),
        holidays: Iterable[date] = (),
        working_days: Iterable[date] = (),
        closures: Iterable[Closure] = (),
    ) -> WorkCalendar:
        """Make a calendar whose weekend never changes.

        Args:
            weekend: Weekdays off; empty where every day is worked.
            holidays: Any container of dates.
            working_days: Make-up days, worked although they are a weekend or holiday.
            closures: The firm's own closed days.
        """
        return cls((Weekend(weekend),), holidays, working_days, closures)

    def is_working_day(self, day: date) -> bool:
        """Say whether a day is worked.

        Raises:
            UncoveredDateError: No weekend record covers it.
        """
        return self._index.is_worked(self._covered(day))

    def add_working_days(self, day: date, n: int, *, roll_start: bool = False) -> date:
        """Return the ``n``-th working day after ``day``, which is not counted itself.

        Zero days from a working day is that day, from a closed day the next working day. Carriers and
        suppliers count otherwise from a closed day: it first rolls to a working day, which is day 0.

        Args:
            day: Where to start; need not be worked.
            n: Working days to go; negative to go back.
            roll_start: Roll a closed start first, forward (backward where ``n`` is negative), as day 0.

        Raises:
            NoWorkingDayError: The calendar ends before that day.
            UncoveredDateError: No weekend record covers ``day``.
            InvalidValueError: ``n`` is no whole number.
        """
        if type(n) is not int:
            msg = f"n={n!r}: expected a whole number of working days"
            raise InvalidValueError(msg)
        ordinal = self._covered(day)
        if n > 0:
            first = self._index.count_before(ordinal if roll_start else ordinal + 1)
            return self._nth(first + n - (not roll_start), day)
        if n == 0:
            return self._nth(self._index.count_before(ordinal), day)
        last = self._index.count_before(ordinal + 1 if roll_start else ordinal)
        return self._nth(last + n - roll_start, day)

    def next(self, day: date) -> date:
        """Return the first working day after ``day``."""
        return self.add_working_days(day, 1)

    def previous(self, day: date) -> date:
        """Return the last working day before ``day``."""
        return self.add_working_days(day, -1)

    def roll(self, day: date, convention: Roll) -> date:
        """Move a date that is not worked, as the convention says.

        Raises:
            NoWorkingDayError: The calendar has no working day on that side.
            UncoveredDateError: No weekend record covers ``day``.
        """
        if convention is Roll.UNADJUSTED or self.is_working_day(day):
            return day
        forward = convention in {Roll.FOLLOWING, Roll.MODIFIED_FOLLOWING}
        rolled = self.next(day) if forward else self.previous(day)
        modified = convention in {Roll.MODIFIED_FOLLOWING, Roll.MODIFIED_PRECEDING}
        if modified and (rolled.year, rolled.month) != (day.year, day.month):
            return self.previous(day) if forward else self.next(day)
        return rolled

    def count(self, start: date, end: date) -> int:
        """Count the working days from ``start`` up to, not including, ``end``.

        Raises:
            InvalidValueError: ``end`` lies before ``start``.
            UncoveredDateError: No weekend record covers one of the days.
        """
        first, last = self._span(start, end)
        return self._index.count_before(last) - self._index.count_before(first)

    def working_days(self, start: date, end: date) -> tuple[date, ...]:
        """List the working days from ``start`` up to, not including, ``end``; refuses what `count` does."""
        first, last = self._span(start, end)
        indices = range(self._index.count_before(first), self._index.count_before(last))
        return tuple(self._nth(index, start) for index in indices)

    def nth_working_day_of_month(self, year: int, month: int, n: int) -> date:
        """Return a month's ``n``-th working day; -1 is the last one, -2 the one before.

        Raises:
            InvalidValueError: ``n`` is 0.
            NoWorkingDayError: The month has fewer working days.
        """
        first = date(year, month, 1)
        last = first.replace(day=monthrange(year, month)[1])
        before = self._index.count_before(self._covered(first))
        in_month = self._index.count_before(self._covered(last) + 1) - before
        if not n:
            msg = "n=0: the first working day of a month is n=1, the last one n=-1"
            raise InvalidValueError(msg)
        if abs(n) > in_month:
            msg = f"{first:%Y-%m} has {in_month} working days; there is no n={n}"
            raise NoWorkingDayError(msg)
        return self._nth(before + (n - 1 if n > 0 else in_month + n), first)

    def processing_day(
        self,
        instant: datetime,
        zone: str,
        cutoff: time | Mapping[Weekday, time],
        *,
        cutoff_counts: bool = False,
    ) -> date:
        """Return the day on which something that came in at ``instant`` is dealt with.

        That day itself if it is worked and the local clock shows less than the cut-off, else the next
        working day.

        Args:
            instant: When it came in.
            zone: IANA name of the zone whose clock and date decide, e.g. ``"Asia/Shanghai"``.
            cutoff: Local time of day, or one for each weekday that has one; without one, the day is too late.
            cutoff_counts: Whether the cut-off itself is still in time. Customs says no, most carriers and
                banks say yes, so read the contract.

        Raises:
            NaiveDatetimeError: ``instant`` has no zone.
            InvalidValueError: ``zone`` is unknown.
        """
        local = aware(instant, "instant").astimezone(zone_of(zone))
        day = local.date()
        limit = cutoff if isinstance(cutoff, time) else cutoff.get(Weekday.of(day))
        clock = local.time()
        in_time = limit is not None and (clock < limit or (cutoff_counts and clock == limit))
        return day if in_time and self.is_working_day(day) else self.next(day)

    @cached_property
    def _index(self) -> DayIndex:
        weeks = [
            (
                ordinal_of(weekend.validity.start or date.min),
                tuple(day not in weekend.days for day in WEEKDAYS),
            )
            for weekend in self.weekends
        ]
        last = self.weekends[-1].validity.end
        return build(
            weeks,
            date.max.toordinal() + 1 if last is None else last.toordinal(),
            worked={day.toordinal() for day in self.extra_working_days},
            closed={day.toordinal() for day in self.holidays},
            shut=[(closure.first.toordinal(), closure.last.toordinal() + 1) for closure in self.closures],
        )

    def _covered(self, day: date) -> int:
        ordinal = ordinal_of(day)
        starts = self._index.starts
        if not starts[0] <= ordinal < starts[-1]:
            raise self._uncovered(str(day))
        return ordinal

    def _span(self, start: date, end: date) -> tuple[int, int]:
        first, last = ordinal_of(start), ordinal_of(end)
        if last < first:
            msg = f"from {start} to {end}: the end lies before the start"
            raise InvalidValueError(msg)
        if first < self._index.starts[0] or last > self._index.starts[-1]:
            days = f"all of {start} to {end}"
            raise self._uncovered(days)
        return first, last

    def _uncovered(self, days: str) -> UncoveredDateError:
        msg = f"no weekend record covers {days}; known is {self._known}"
        return UncoveredDateError(msg)

    @property
    def _known(self) -> Validity:
        return Validity(self.weekends[0].validity.start, self.weekends[-1].validity.end)

    def _nth(self, index: int, day: date) -> date:
        ordinal = self._index.nth(index)
        if ordinal is None:
            msg = f"no such working day counted from {day}: the calendar {self._known} has not enough of them"
            raise NoWorkingDayError(msg)
        return date.fromordinal(ordinal)

"""Working days: laws against a walk day by day, published tables, and what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from xbcommerce.kernel.calendars import (
    WEEKDAYS,
    Closure,
    NoWorkingDayError,
    Roll,
    UncoveredDateError,
    Weekday,
    Weekend,
    WorkCalendar,
)
from xbcommerce.kernel.dated import NotADayError
from xbcommerce.kernel.errors import InvalidValueError, NaiveDatetimeError
from xbcommerce.testing.strategies.time import closures, days, work_calendars

DAY = timedelta(days=1)
WEEK = WorkCalendar.of()
CHINA = WorkCalendar.of(
    holidays=[date(2026, 2, day) for day in (16, 17, 18, 19, 20, 23)],
    working_days=[date(2026, 2, 14), date(2026, 2, 28)],
)


def worked(calendar: WorkCalendar, day: date) -> bool:
    """Decide one day from the parts of a calendar, the slow and obvious way."""
    if any(day in closure for closure in calendar.closures):
        return False
    if day in calendar.extra_working_days:
        return True
    if day in calendar.holidays:
        return False
    weekend = next(weekend for weekend in calendar.weekends if weekend.covers(day))
    return WEEKDAYS[day.weekday()] not in weekend.days


def walk(calendar: WorkCalendar, day: date, n: int) -> date:
    """Take ``n`` working days one calendar day at a time."""
    step, left = (DAY if n >= 0 else -DAY), abs(n)
    while left or (not n and not worked(calendar, day)):
        day += step
        left -= bool(n) and worked(calendar, day)
    return day


@given(work_calendars(), days())
def test_a_day_is_decided_by_closure_then_make_up_day_then_holiday_then_weekend(
    calendar: WorkCalendar, day: date
) -> None:
    """The index answers each day as its parts do, near every exception too."""
    edges = [*calendar.holidays, *calendar.extra_working_days, *(c.first for c in calendar.closures)]
    for near in (day, *edges, *(edge + DAY for edge in edges), *(edge - DAY for edge in edges)):
        assert calendar.is_working_day(near) == worked(calendar, near)


@given(work_calendars(), days(), st.integers(-40, 40))
@example(CHINA, date(2026, 2, 13), 5)
@example(CHINA, date(2026, 2, 21), 0)
def test_adding_working_days_equals_walking_over_them(calendar: WorkCalendar, day: date, n: int) -> None:
    """Arithmetic and bisection find the day that a walk finds; the start is not counted."""
    assert calendar.add_working_days(day, n) == walk(calendar, day, n)


@given(work_calendars(), days(), st.integers(-40, 40))
def test_a_rolled_start_is_day_zero(calendar: WorkCalendar, day: date, n: int) -> None:
    """The way of carriers: roll a closed start forward (backward to go back), then count."""
    start = calendar.roll(day, Roll.FOLLOWING if n >= 0 else Roll.PRECEDING)
    assert calendar.add_working_days(day, n, roll_start=True) == walk(calendar, start, n)


@given(work_calendars(), days(), st.integers(-60, 60))
def test_adding_and_subtracting_from_a_working_day_returns_to_it(
    calendar: WorkCalendar, day: date, n: int
) -> None:
    """From an open day, there and back again."""
    start = calendar.roll(day, Roll.FOLLOWING)
    assert calendar.add_working_days(calendar.add_working_days(start, n), -n) == start


@given(work_calendars(), days(), st.integers(0, 40), st.integers(0, 40))
def test_adding_in_two_steps_equals_adding_at_once(
    calendar: WorkCalendar, day: date, first: int, second: int
) -> None:
    """From an open day, the way may be split anywhere."""
    start = calendar.roll(day, Roll.FOLLOWING)
    stop = calendar.add_working_days(start, first)
    assert calendar.add_working_days(stop, second) == calendar.add_working_days(start, first + second)


@given(work_calendars(), days(), st.integers(0, 200), st.integers(0, 200))
def test_a_count_is_half_open_and_adds_up(calendar: WorkCalendar, start: date, one: int, two: int) -> None:
    """Counts equal a brute count and the sum of their parts, and the list agrees with them."""
    middle = start + one * DAY
    end = middle + two * DAY
    brute = [start + n * DAY for n in range(one + two) if worked(calendar, start + n * DAY)]
    assert calendar.count(start, end) == len(brute)
    assert calendar.count(start, middle) + calendar.count(middle, end) == len(brute)
    assert calendar.working_days(start, end) == tuple(brute)


@given(work_calendars(), days(), st.integers(1, 40))
def test_n_working_days_lie_between_a_day_and_the_nth_after_it(
    calendar: WorkCalendar, day: date, n: int
) -> None:
    """Adding and counting agree."""
    assert calendar.count(day + DAY, calendar.add_working_days(day, n) + DAY) == n


@given(work_calendars(), days(), st.sampled_from(Roll))
def test_rolling_twice_is_rolling_once(calendar: WorkCalendar, day: date, convention: Roll) -> None:
    """A rolled date is worked, and stays (unless it was not to be adjusted)."""
    rolled = calendar.roll(day, convention)
    assert calendar.roll(rolled, convention) == rolled
    assert convention is Roll.UNADJUSTED or calendar.is_working_day(rolled)


@given(work_calendars(), days(), st.sampled_from((Roll.MODIFIED_FOLLOWING, Roll.MODIFIED_PRECEDING)))
def test_a_modified_roll_stays_in_a_month_that_has_working_days(
    calendar: WorkCalendar, day: date, convention: Roll
) -> None:
    """It only leaves a month that is closed throughout."""
    first = day.replace(day=1)
    assume(calendar.count(first, (first + 31 * DAY).replace(day=1)))
    rolled = calendar.roll(day, convention)
    assert (rolled.year, rolled.month) == (day.year, day.month)


@given(work_calendars(), closures(), days(), st.integers(0, 40))
def test_a_further_closure_never_makes_a_day_come_earlier(
    calendar: WorkCalendar, closure: Closure, day: date, n: int
) -> None:
    """Shutting longer delays or changes nothing."""
    shut = WorkCalendar(
        calendar.weekends, calendar.holidays, calendar.extra_working_days, (*calendar.closures, closure)
    )
    assert shut.add_working_days(day, n) >= calendar.add_working_days(day, n)


@given(work_calendars(), st.integers(2010, 2030), st.integers(1, 12))
def test_the_nth_working_day_of_a_month_is_the_nth_of_its_list(
    calendar: WorkCalendar, year: int, month: int
) -> None:
    """Counted from the front and from the back."""
    first = date(year, month, 1)
    listed = calendar.working_days(first, (first + 31 * DAY).replace(day=1))
    for n, day in enumerate(listed, 1):
        assert calendar.nth_working_day_of_month(year, month, n) == day
        assert calendar.nth_working_day_of_month(year, month, n - 1 - len(listed)) == day
    with pytest.raises(NoWorkingDayError, match=f"has {len(listed)} working days"):
        calendar.nth_working_day_of_month(year, month, len(listed) + 1)


@pytest.mark.parametrize("mask", ["1111100", "1111110", "0111110", "1111011", "1010101", "0000001"])
@given(day=days(), n=st.integers(-300, 300), holidays=st.frozensets(days(), max_size=20))
def test_it_agrees_with_numpy(mask: str, day: date, n: int, holidays: frozenset[date]) -> None:
    """Two independent implementations give the same offsets and counts."""
    numpy = pytest.importorskip("numpy")
    calendar = WorkCalendar((Weekend.from_week(mask),), holidays)
    off = [holiday.isoformat() for holiday in holidays]
    theirs = numpy.busday_offset(
        day.isoformat(), n, roll="forward" if n >= 0 else "backward", weekmask=mask, holidays=off
    )
    assert calendar.add_working_days(day, n, roll_start=True).isoformat() == str(theirs)
    end = day + abs(n) * DAY
    assert calendar.count(day, end) == numpy.busday_count(day, end, weekmask=mask, holidays=off)


@pytest.mark.parametrize(
    ("calendar", "start", "n", "expected"),
    [
        (CHINA, date(2026, 2, 13), 5, date(2026, 2, 27)),
        (WorkCalendar.of(holidays=CHINA.holidays), date(2026, 2, 13), 5, date(2026, 3, 2)),
        (WEEK, date(2026, 2, 13), 5, date(2026, 2, 20)),
        (WEEK, date(2026, 8, 15), 1, date(2026, 8, 17)),  # a Saturday: the first day after it
        (WEEK, date(2026, 8, 15), 0, date(2026, 8, 17)),
        (WEEK, date(2026, 8, 16), -1, date(2026, 8, 14)),
        (WorkCalendar.of(("fri", "sat")), date(2026, 5, 7), 1, date(2026, 5, 10)),
        (WorkCalendar.of(()), date(2026, 5, 7), 365, date(2027, 5, 7)),
        (WEEK, date(2026, 1, 2), 5 * 52_178, date(2026, 1, 2) + timedelta(weeks=52_178)),
    ],
)
def test_working_days_of_the_field(calendar: WorkCalendar, start: date, n: int, expected: date) -> None:
    """China's make-up Saturdays, other weekends, closed starts, and a thousand years."""
    assert calendar.add_working_days(start, n) == expected


def test_carriers_count_a_saturday_order_from_monday() -> None:
    """The two ways to count differ from a closed start only."""
    assert WEEK.add_working_days(date(2026, 8, 15), 1, roll_start=True) == date(2026, 8, 18)
    assert WEEK.add_working_days(date(2026, 8, 14), 1, roll_start=True) == date(2026, 8, 17)
    assert WEEK.add_working_days(date(2026, 8, 16), -1, roll_start=True) == date(2026, 8, 13)


def test_a_weekend_changes_with_its_record() -> None:
    """The Emirates worked on Sundays until the end of 2021 and on Fridays since."""
    emirates = WorkCalendar(
        (
            Weekend.of("Sat", "Sunday", start=date(2022, 1, 1)),
            Weekend.of("fri", "sat", end=date(2022, 1, 1)),
        )
    )
    answers = {
        date(2021, 12, 24): False,  # Friday
        date(2021, 12, 26): True,  # Sunday
        date(2021, 12, 31): False,
        date(2022, 1, 2): False,
        date(2022, 1, 7): True,
    }
    assert {day: emirates.is_working_day(day) for day in answers} == answers
    assert emirates.add_working_days(date(2021, 12, 30), 1) == date(2022, 1, 3)


def test_a_closure_beats_a_make_up_day() -> None:
    """A factory that says it is shut is shut on the government's working Saturday too."""
    factory = WorkCalendar(
        CHINA.weekends,
        CHINA.holidays,
        CHINA.extra_working_days,
        (Closure(date(2026, 2, 9), date(2026, 2, 28), "Spring Festival"),),
    )
    assert not factory.is_working_day(date(2026, 2, 14))
    assert factory.next(date(2026, 2, 6)) == date(2026, 3, 2)
    assert factory.previous(date(2026, 3, 2)) == date(2026, 2, 6)


def test_the_days_of_a_closure_may_serve_as_holidays() -> None:
    """Then make-up days beat them, where a source lists public holidays as ranges."""
    rest = Closure(date(2026, 2, 14), date(2026, 2, 23))
    listed = WorkCalendar.of(holidays=rest, working_days=[date(2026, 2, 14)])
    assert rest.days == len(list(rest)) == 10
    assert listed.working_days(date(2026, 2, 13), date(2026, 2, 24)) == (
        date(2026, 2, 13),
        date(2026, 2, 14),
    )


@pytest.mark.parametrize(
    "further",
    [
        (date(2026, 3, 4), date(2026, 3, 5)),  # inside
        (date(2026, 3, 10), date(2026, 3, 17)),  # overlapping
        (date(2026, 3, 14), date(2026, 3, 17)),  # touching
        (date(2026, 2, 20), date(2026, 3, 2)),
        (date(2026, 3, 2), date(2026, 3, 3)),  # from the same day
    ],
)
def test_closures_may_overlap(further: tuple[date, date]) -> None:
    """Shut is whatever one of them shuts."""
    closures = (Closure(date(2026, 3, 2), date(2026, 3, 13)), Closure(*further))
    shut = WorkCalendar.of((), closures=closures)
    march = [date(2026, 2, 1) + n * DAY for n in range(60)]
    assert {day for day in march if not shut.is_working_day(day)} == {*closures[0], *closures[1]}


def test_a_closure_for_good_ends_the_calendar() -> None:
    """No search runs on for ever: beyond the last working day the answer is an error."""
    closing = WorkCalendar.of(closures=[Closure(date(2030, 1, 1), date.max)])
    assert closing.add_working_days(date(2029, 12, 28), 1) == date(2029, 12, 31)
    with pytest.raises(NoWorkingDayError):
        closing.next(date(2029, 12, 31))


@pytest.mark.parametrize(
    ("convention", "day", "expected"),
    [
        (Roll.FOLLOWING, date(2026, 5, 31), date(2026, 6, 1)),
        (Roll.MODIFIED_FOLLOWING, date(2026, 5, 31), date(2026, 5, 29)),
        (Roll.PRECEDING, date(2026, 8, 1), date(2026, 7, 31)),
        (Roll.MODIFIED_PRECEDING, date(2026, 3, 1), date(2026, 3, 2)),
        (Roll.UNADJUSTED, date(2026, 3, 1), date(2026, 3, 1)),
        (Roll.MODIFIED_FOLLOWING, date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_roll_conventions(convention: Roll, day: date, expected: date) -> None:
    """Each convention on a date where it matters."""
    assert WEEK.roll(day, convention) == expected


LONDON = WorkCalendar.of(holidays=[date(2026, 12, 25), date(2026, 12, 28)])


@pytest.mark.parametrize(
    ("instant", "counts", "expected"),
    [
        ("2026-12-24T14:59:59+00:00", False, date(2026, 12, 24)),
        ("2026-12-24T15:00:00+00:00", False, date(2026, 12, 29)),
        ("2026-12-24T15:00:00+00:00", True, date(2026, 12, 24)),
        ("2026-12-24T15:00:01+00:00", True, date(2026, 12, 29)),
        ("2026-12-26T09:00:00+00:00", True, date(2026, 12, 29)),  # a Saturday
        ("2026-07-01T14:30:00+00:00", True, date(2026, 7, 2)),  # 15:30 in London's summer
        ("2026-07-01T23:30:00+00:00", True, date(2026, 7, 2)),  # already the next local day
    ],
)
def test_the_local_clock_and_date_decide_the_cut_off(instant: str, counts: bool, expected: date) -> None:  # noqa: FBT001
    """Before it, at it in both readings, after it, on a closed day, and across the zone's midnight."""
    at = datetime.fromisoformat(instant)
    assert LONDON.processing_day(at, "Europe/London", time(15), cutoff_counts=counts) == expected


def test_a_weekday_without_cut_off_is_too_late() -> None:
    """A make-up Saturday is worked, but nothing is collected if no time is given for Saturdays."""
    limits = dict.fromkeys(WEEKDAYS[:5], time(15)) | {Weekday.FRI: time(17)}
    saturday, friday = "2026-02-28T09:00:00+08:00", "2026-03-06T16:30:00+08:00"
    zone = "Asia/Shanghai"
    assert CHINA.processing_day(datetime.fromisoformat(saturday), zone, limits) == date(2026, 3, 2)
    assert CHINA.processing_day(datetime.fromisoformat(friday), zone, limits) == date(2026, 3, 6)


def test_a_calendar_without_any_working_day_is_refused_when_it_is_built() -> None:
    """Nothing loops over an empty week."""
    with pytest.raises(NoWorkingDayError, match="mon, tue, wed, thu, fri, sat, sun"):
        WorkCalendar((Weekend.from_week("0000000"),))
    with pytest.raises(NoWorkingDayError):
        WorkCalendar.of(closures=[Closure(date.min, date.max)])


def test_one_make_up_day_is_enough_for_a_calendar() -> None:
    """It answers what it can and refuses beyond."""
    once = WorkCalendar.of(WEEKDAYS, working_days=[date(2026, 2, 14)])
    assert once.next(date(2000, 1, 1)) == date(2026, 2, 14)
    with pytest.raises(NoWorkingDayError, match="2026-02-14"):
        once.next(date(2026, 2, 14))


@pytest.mark.parametrize(
    "weekends",
    [
        (),
        (Weekend.of("sat"), Weekend.of("sun")),
        (Weekend.of("sat", end=date(2022, 1, 1)), Weekend.of("sun", start=date(2022, 1, 2))),
        (Weekend.of("sat", end=date(2022, 1, 2)), Weekend.of("sun", start=date(2022, 1, 1))),
    ],
)
def test_weekends_that_overlap_or_leave_a_gap_are_refused(weekends: tuple[Weekend, ...]) -> None:
    """So is none at all, because nobody would know whether a Sunday is worked."""
    with pytest.raises(InvalidValueError, match=r"overlap or leave a gap|name one"):
        WorkCalendar(weekends)


def test_a_date_without_weekend_record_is_refused() -> None:
    """Unknown is not the same as worked."""
    known = WorkCalendar((Weekend.of("sat", "sun", start=date(2026, 1, 1), end=date(2027, 1, 1)),))
    assert known.count(date(2026, 1, 1), date(2027, 1, 1)) == 261
    for day in (date(2025, 12, 31), date(2027, 1, 1)):
        with pytest.raises(UncoveredDateError, match="2026-01-01 to 2026-12-31"):
            known.is_working_day(day)
    with pytest.raises(UncoveredDateError):
        known.count(date(2026, 12, 1), date(2027, 1, 2))
    with pytest.raises(NoWorkingDayError):
        known.next(date(2026, 12, 31))


def test_instants_are_no_days() -> None:
    """A datetime among dates would silently never match."""
    noon = datetime(2026, 2, 16, 12, tzinfo=UTC)
    with pytest.raises(NotADayError, match=r"take \.date"):
        WorkCalendar.of(holidays=[noon])
    with pytest.raises(NotADayError):
        WEEK.is_working_day(noon)


def test_what_else_is_refused() -> None:
    """Reversed ranges, naive instants, unknown zones and weekdays, the zeroth day."""
    with pytest.raises(InvalidValueError, match="before the start"):
        WEEK.count(date(2026, 2, 2), date(2026, 2, 1))
    with pytest.raises(NaiveDatetimeError):
        WEEK.processing_day(datetime(2026, 2, 2), "UTC", time(15))  # noqa: DTZ001  # the point
    with pytest.raises(LookupError, match="did you mean 'Asia/Shanghai'"):
        WEEK.processing_day(datetime(2026, 2, 2, tzinfo=UTC), "Asia/Shangai", time(15))
    with pytest.raises(InvalidValueError, match="'funday' is no weekday"):
        WorkCalendar.of(("funday",))
    with pytest.raises(InvalidValueError, match="'sat'"):
        WorkCalendar.of("sat")
    with pytest.raises(InvalidValueError, match=r"first working day .* is n=1"):
        WEEK.nth_working_day_of_month(2026, 2, 0)
    with pytest.raises(InvalidValueError, match="last day lies before"):
        Closure(date(2026, 2, 2), date(2026, 2, 1))
    for week in ("11111", "1111102", [1, 1, 1, 1, 1, 0]):
        with pytest.raises(InvalidValueError, match="seven marks"):
            Weekend.from_week(week)


def test_equal_calendars_are_equal_whatever_they_have_answered() -> None:
    """What a calendar remembers to be fast is no part of its value."""
    again = WorkCalendar.of(holidays=sorted(CHINA.holidays), working_days=list(CHINA.extra_working_days))
    CHINA.next(date(2026, 2, 13))
    assert (again, hash(again)) == (CHINA, hash(CHINA))

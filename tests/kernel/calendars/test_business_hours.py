"""Business hours: laws, a linear scan as a second opinion, clock changes, and known defects of others."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from xbcommerce.kernel.calendars import (
    BusinessHours,
    Interval,
    InvalidHoursError,
    NoOpeningHoursError,
    TimeSpan,
    Week,
    intersection,
    intervals,
)
from xbcommerce.kernel.errors import InvalidValueError, NaiveDatetimeError
from xbcommerce.testing.strategies.time import business_hours, instants, time_spans, weeks

OFFICE = Week.parse("mon-fri 09:00-17:00")
ALWAYS = Week.parse("mon-sun 00:00-24:00")
NONE = timedelta()
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)

moments = instants(first=date(2011, 6, 1), last=date(2026, 12, 31))
works = st.integers(0, 40 * 3600).map(lambda seconds: timedelta(seconds=seconds))
pause_lists = st.lists(time_spans(first=date(2011, 6, 1), last=date(2026, 12, 31)), max_size=3)


def utc(text: str) -> datetime:
    """Read an instant that is written as UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def near(start: datetime, offsets: Sequence[tuple[int, int]]) -> list[TimeSpan]:
    """Make pauses close to an instant, where they matter: (hours after it, minutes long)."""
    return [
        TimeSpan(start + hours * HOUR, start + hours * HOUR + minutes * SECOND * 60)
        for hours, minutes in offsets
    ]


close_by = st.lists(st.tuples(st.integers(-30, 120), st.integers(0, 3_000)), max_size=4)


def scan(hours: BusinessHours, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    """List open time date by date with aware datetimes, joined where it touches or overlaps."""
    zone = ZoneInfo(hours.zone)
    pieces: list[tuple[datetime, datetime]] = []
    day = start.date() - 2 * DAY
    while day <= end.date() + 2 * DAY:
        midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
        noon = midnight + 12 * HOUR
        if noon.astimezone(UTC).astimezone(zone).date() == day:
            for interval in hours.hours_on(day):
                ends = (interval.start_s, interval.end_s)
                a, b = ((midnight + timedelta(seconds=second)).astimezone(UTC) for second in ends)
                pieces.append((max(a, start), min(b, end)))
        day += DAY
    joined: list[tuple[datetime, datetime]] = []
    for a, b in sorted(piece for piece in pieces if piece[0] < piece[1]):
        if joined and a <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(b, joined[-1][1]))
        else:
            joined.append((a, b))
    return joined


@given(business_hours(), moments, st.integers(0, 70 * 24 * 3600))
def test_open_spans_are_those_of_a_scan_date_by_date(
    hours: BusinessHours, start: datetime, seconds: int
) -> None:
    """They are what the scan finds, however the chunks inside are cut."""
    end = start + seconds * SECOND
    expected = scan(hours, start, end)
    assert [(span.start, span.end) for span in hours.open_spans(start, end)] == expected
    assert hours.elapsed(start, end) == sum((b - a for a, b in expected), NONE)


@given(business_hours(), moments, works, close_by)
def test_elapsed_time_up_to_a_deadline_is_the_work(
    hours: BusinessHours, start: datetime, work: timedelta, offsets: list[tuple[int, int]]
) -> None:
    """With pauses and without; and one instant earlier the work was not yet done."""
    pauses = near(start, offsets)
    due = hours.deadline(start, work, pauses)
    assert due >= start
    assert hours.elapsed(start, due, pauses) == work
    if work:
        assert hours.elapsed(start, due - timedelta.resolution, pauses) < work


@given(business_hours(), moments, close_by)
def test_no_work_is_done_at_the_first_instant_that_counts(
    hours: BusinessHours, start: datetime, offsets: list[tuple[int, int]]
) -> None:
    """It is open then, and nothing was open and unpaused before."""
    pauses = near(start, offsets)
    due = hours.deadline(start, NONE, pauses)
    assert hours.is_open(due)
    assert not any(pause.start <= due < pause.end for pause in pauses)
    assert hours.elapsed(start, due, pauses) == NONE
    assert hours.elapsed(start, due + timedelta.resolution, pauses) > NONE


@given(business_hours(), moments)
def test_edges_belong_to_the_side_they_should(hours: BusinessHours, start: datetime) -> None:
    """Work that fills time up to a closing is due at it; a closing is closed and an opening open."""
    for span in hours.open_spans(start, start + 9 * DAY)[:-1]:
        work = hours.elapsed(start, span.end)
        assert hours.deadline(start, work) == span.end
        assert hours.deadline(start, work, [TimeSpan(span.end, span.end + DAY)]) == span.end
        assert hours.is_open(span.start)
        assert not hours.is_open(span.end)
        assert hours.next_open(span.end) == hours.deadline(span.end, NONE) > span.end


@given(business_hours(), moments, works, works, close_by)
def test_deadlines_never_fall_when_start_or_work_grow(
    hours: BusinessHours, start: datetime, work: timedelta, more: timedelta, offsets: list[tuple[int, int]]
) -> None:
    """Monotone in both."""
    pauses = near(start, offsets)
    due = hours.deadline(start, work, pauses)
    assert hours.deadline(start, work + more, pauses) >= due
    assert hours.deadline(start + more, work, pauses) >= due


@given(business_hours(), moments, works, works)
def test_work_may_be_done_in_two_parts(
    hours: BusinessHours, start: datetime, first: timedelta, second: timedelta
) -> None:
    """What is left after the first part is due when the whole is."""
    assume(second)
    half = hours.deadline(start, first)
    assert hours.deadline(half, second) == hours.deadline(start, first + second)


@given(business_hours(), st.lists(moments, min_size=3, max_size=3).map(sorted), pause_lists)
def test_elapsed_time_adds_up_over_a_split(
    hours: BusinessHours, times: list[datetime], pauses: list[TimeSpan]
) -> None:
    """Whole equals sum of parts, over years too."""
    start, middle, end = times
    parts = hours.elapsed(start, middle, pauses) + hours.elapsed(middle, end, pauses)
    assert hours.elapsed(start, end, pauses) == parts


@given(business_hours(), moments, works, close_by, st.tuples(st.integers(-30, 120), st.integers(0, 3_000)))
def test_a_pause_never_brings_a_deadline_forward(
    hours: BusinessHours,
    start: datetime,
    work: timedelta,
    offsets: list[tuple[int, int]],
    further: tuple[int, int],
) -> None:
    """It delays it, or falls where nobody works."""
    before = hours.deadline(start, work, near(start, offsets))
    assert hours.deadline(start, work, near(start, [*offsets, further])) >= before


@given(business_hours(), moments, works, close_by)
def test_pauses_are_a_union(
    hours: BusinessHours, start: datetime, work: timedelta, offsets: list[tuple[int, int]]
) -> None:
    """Given twice, in any order, they stop the clock once."""
    once = near(start, offsets)
    twice = [*reversed(once), *once]
    due = hours.deadline(start, work, once)
    assert hours.deadline(start, work, twice) == due
    assert hours.elapsed(start, due + DAY, twice) == hours.elapsed(start, due + DAY, once)


@given(business_hours(), moments)
def test_the_next_opening_is_open_and_nothing_before_it_is(hours: BusinessHours, at: datetime) -> None:
    """It is the instant itself exactly when that is open."""
    opening = hours.next_open(at)
    assert hours.is_open(opening)
    assert hours.elapsed(at, opening) == NONE
    assert (opening == at) == hours.is_open(at)


@given(business_hours(), business_hours(), moments, st.integers(0, 20 * 24 * 3600))
def test_an_intersection_lies_in_both_and_misses_nothing(
    first: BusinessHours, second: BusinessHours, start: datetime, seconds: int
) -> None:
    """Its spans are open in both; its length follows from the two and their union."""
    end = start + seconds * SECOND
    spans = intersection(first, second, start, end)
    assert spans == intersection(second, first, start, end)
    assert all(a.end < b.start for a, b in pairwise(spans))
    for span in spans:
        for hours in (first, second):
            assert hours.elapsed(span.start, span.end) == span.length > NONE
    shared = sum((span.length for span in spans), NONE)
    alone = first.elapsed(start, end, second.open_spans(start, end))
    assert shared + alone == first.elapsed(start, end)


@given(weeks())
def test_a_week_is_read_back_as_it_is_written(week: Week) -> None:
    """``parse`` undoes ``str``."""
    assert Week.parse(str(week)) == week


@given(business_hours(), moments, works)
def test_hours_are_values(hours: BusinessHours, start: datetime, work: timedelta) -> None:
    """Equal, hashed alike, copied and pickled, whatever one of them has computed already."""
    due = hours.deadline(start, work)
    copy = pickle.loads(pickle.dumps(hours))  # noqa: S301  # our own bytes
    for same in (copy, evolve(hours), BusinessHours(hours.zone, hours.week, hours.holidays, hours.shifts)):
        assert (same, hash(same), same.deadline(start, work)) == (hours, hash(hours), due)


NEW_YORK, LORD_HOWE = "America/New_York", "Australia/Lord_Howe"


@pytest.mark.parametrize(
    ("zone", "week", "start", "end", "hours_open"),
    [
        (NEW_YORK, "mon-sun 00:00-24:00", "2024-03-10T05:00", "2024-03-11T04:00", 23),
        (NEW_YORK, "mon-sun 00:00-24:00", "2024-11-03T04:00", "2024-11-04T05:00", 25),
        (NEW_YORK, "sun 01:00-03:30", "2024-03-10T00:00", "2024-03-11T00:00", 1.5),
        (NEW_YORK, "sun 01:00-03:30", "2024-11-03T00:00", "2024-11-04T12:00", 3.5),
        (NEW_YORK, "sun 01:00-01:30", "2024-11-03T00:00", "2024-11-04T12:00", 0.5),
        (NEW_YORK, "sun 02:00-02:30", "2024-03-10T00:00", "2024-03-11T00:00", 0.5),
        (NEW_YORK, "sun 02:30-03:15", "2024-03-10T00:00", "2024-03-11T00:00", 0),
        (NEW_YORK, "sun 01:00-02:45 03:00-04:00", "2024-03-10T00:00", "2024-03-11T00:00", 2),
        (LORD_HOWE, "sun 00:00-24:00", "2024-10-05T00:00", "2024-10-07T00:00", 23.5),
        ("Pacific/Apia", "mon-sun 09:00-17:00", "2011-12-29T10:00", "2011-12-31T10:00", 16),
        ("America/Nuuk", "sat 09:00-17:00", "2024-03-30T02:00", "2024-03-31T02:00", 8),  # without 23:30
        ("America/Toronto", "sun 23:00-24:00", "1919-03-30T05:00", "1919-04-01T05:00", 1),
        ("Asia/Kolkata", "mon 09:00-17:00", "2024-08-12T00:00", "2024-08-13T00:00", 8),
        ("Europe/London", "mon-sun 00:00-24:00", "2024-03-30T12:00", "2024-03-31T12:00", 24),
    ],
)
def test_open_time_across_clock_changes(
    zone: str, week: str, start: str, end: str, hours_open: float
) -> None:
    """Gaps, repeated hours, half-hour changes and a skipped date; ends inside a gap are of fold 0."""
    hours = BusinessHours(zone, Week.parse(week))
    assert hours.elapsed(utc(start), utc(end)) == hours_open * HOUR


@pytest.mark.parametrize(
    ("zone", "week", "start", "work", "due"),
    [
        ("UTC", "mon-fri 09:00-17:00", "2024-01-19T16:00", HOUR, "2024-01-19T17:00"),
        ("UTC", "mon-fri 09:00-17:00", "2024-01-19T17:00", NONE, "2024-01-22T09:00"),
        ("UTC", "mon-fri 09:00-17:00", "2024-01-19T16:59:59", NONE, "2024-01-19T16:59:59"),
        ("UTC", "mon 22:00-24:00; tue 00:00-02:00", "2024-01-15T23:00", 2 * HOUR, "2024-01-16T01:00"),
        (NEW_YORK, "mon-sun 00:00-24:00", "2024-03-09T17:00", DAY, "2024-03-10T17:00"),
        ("Pacific/Apia", "mon-fri 09:00-17:00", "2011-12-30T02:00", 2 * HOUR, "2012-01-01T20:00"),
        ("UTC", "sat 12:00:01-12:00:02", "2024-01-01T00:00", 3 * SECOND, "2024-01-20T12:00:02"),
    ],
)
def test_deadlines_of_the_field(zone: str, week: str, start: str, work: timedelta, due: str) -> None:
    """Closing time is in time; 24 hours are not "same time tomorrow"; a date that never was has no hours."""
    assert BusinessHours(zone, Week.parse(week)).deadline(utc(start), work) == utc(due)


@pytest.mark.parametrize("working_days", [1, 2, 19, 20, 21, 45])
def test_a_full_number_of_days_is_due_at_closing_time(working_days: int) -> None:
    """From every opening of a quarter, whatever weeks are indexed together."""
    hours = BusinessHours("UTC", OFFICE)
    start = utc("2024-01-01T00:00")
    spans = hours.open_spans(start, start + 180 * DAY)
    for opening, closing in zip(spans[:65], spans[working_days - 1 :], strict=False):
        assert hours.deadline(opening.start, working_days * 8 * HOUR) == closing.end


def test_a_deadline_is_exact_to_the_microsecond() -> None:
    """Nothing is cut to minutes or seconds on the way."""
    hours = BusinessHours("UTC", OFFICE)
    start, work = utc("2024-01-17T16:59:59.999999"), timedelta(microseconds=3)
    assert hours.deadline(start, work) == utc("2024-01-18T09:00:00.000002")


def test_an_instant_may_come_in_any_zone() -> None:
    """Also inside a repeated hour, where only the fold tells which of two instants is meant."""
    hours = BusinessHours("UTC", ALWAYS)
    berlin = ZoneInfo("Europe/Berlin")
    first = datetime(2024, 10, 27, 2, 30, tzinfo=berlin)
    second = first.replace(fold=1)
    assert hours.elapsed(first, second) == HOUR
    assert TimeSpan(first, second).length == HOUR
    assert hours.deadline(second, NONE) == utc("2024-10-27T01:30")


def test_a_holiday_beats_a_shift_and_a_shift_beats_the_week() -> None:
    """In China a week off, then a Sunday worked to make up for it."""
    hours = BusinessHours(
        "Asia/Shanghai",
        Week.parse("mon-fri 09:00-12:00 13:30-18:00"),
        [date(2024, 2, day) for day in range(10, 18)],
        {
            date(2024, 2, 17): intervals("09:00-18:00"),
            date(2024, 2, 18): intervals("09:00-12:00 13:30-18:00"),
            date(2024, 2, 19): (),
        },
    )
    start = utc("2024-02-09T09:00")
    assert hours.deadline(start, 8 * HOUR) == utc("2024-02-18T09:30")
    assert hours.elapsed(utc("2024-02-18T16:00"), utc("2024-02-19T16:00")) == NONE
    assert hours.hours_on(date(2024, 2, 17)) == ()


def test_two_zones_meet_only_where_both_are_open() -> None:
    """Another library keeps the first zone only and finds eight hours a day instead of three."""
    berlin = BusinessHours("Europe/Berlin", Week.parse("mon-fri 09:00-18:00"))
    new_york = BusinessHours(NEW_YORK, OFFICE)
    spans = intersection(berlin, new_york, utc("2024-01-15T00:00"), utc("2024-01-17T15:00"))
    assert [(span.start.hour, span.length) for span in spans] == [(14, 3 * HOUR), (14, 3 * HOUR), (14, HOUR)]


def test_open_around_the_clock_is_one_span() -> None:
    """Midnight, month ends and clock changes leave no seam."""
    hours = BusinessHours(NEW_YORK, ALWAYS)
    start, end = utc("2024-01-01T00:00"), utc("2025-01-01T00:00")
    assert hours.open_spans(start, end) == (TimeSpan(start, end),)


def test_a_pause_costs_its_open_part_only() -> None:
    """Over a weekend, to the second, and at the border of a working day."""
    hours = BusinessHours("UTC", OFFICE)
    start, end = utc("2024-01-19T16:00"), utc("2024-01-22T10:00")
    weekend = TimeSpan(utc("2024-01-19T16:30"), utc("2024-01-22T09:30"))
    assert hours.elapsed(start, end, [weekend]) == HOUR
    assert hours.deadline(start, HOUR, [weekend]) == end
    odd = TimeSpan(utc("2024-01-19T16:00:07"), utc("2024-01-19T16:00:50"))
    assert hours.deadline(start, SECOND * 8, [odd]) == utc("2024-01-19T16:00:51")
    assert hours.deadline(start, SECOND * 7, [odd]) == utc("2024-01-19T16:00:07")


@pytest.mark.parametrize(
    ("week", "shifts", "work"),
    [
        ("", {}, HOUR),
        ("", {}, NONE),
        ("", {date(2024, 1, 20): intervals("09:00-10:00")}, 2 * HOUR),
        ("", {date(2024, 1, 18): intervals("09:00-10:00")}, HOUR),
        ("mon 09:00-09:01", {}, 5_300 * SECOND * 60),
    ],
)
def test_open_time_that_never_comes_is_an_error(
    week: str, shifts: dict[date, tuple[Interval, ...]], work: timedelta
) -> None:
    """Another library falls back to the wall clock; a search here ends after a century."""
    hours = BusinessHours("UTC", Week.parse(week), (), shifts)
    with pytest.raises(NoOpeningHoursError, match="within a century"):
        hours.deadline(utc("2024-01-19T16:00"), work)


def test_a_finite_calendar_gives_what_it_has() -> None:
    """Exactly all its open time is still in time."""
    hours = BusinessHours("UTC", Week.parse(""), (), {date(2044, 1, 20): intervals("09:00-10:00")})
    assert hours.deadline(utc("2024-01-19T16:00"), HOUR) == utc("2044-01-20T10:00")
    assert hours.next_open(utc("2024-01-19T16:00")) == utc("2044-01-20T09:00")


def test_the_ends_of_the_calendar_are_no_trap() -> None:
    """Instants at the first and last day that Python knows are answered or refused, never crash."""
    hours = BusinessHours(NEW_YORK, ALWAYS)
    first, last = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    assert hours.next_open(first) < utc("0001-01-04T00:00")
    with pytest.raises(NoOpeningHoursError):
        hours.deadline(last, HOUR)
    now, ever = utc("2024-01-19T16:00"), TimeSpan(utc("2024-01-19T17:00"), last)
    assert hours.deadline(now, HOUR, [TimeSpan(last, last)]) == utc("2024-01-19T17:00")
    assert hours.deadline(now, HOUR, [TimeSpan(last - HOUR, last)]) == utc("2024-01-19T17:00")
    with pytest.raises(NoOpeningHoursError):
        hours.deadline(now, 2 * HOUR, [ever])


def test_naive_datetimes_are_refused() -> None:
    """An instant needs a zone, everywhere."""
    hours = BusinessHours("UTC", OFFICE)
    naive, at = datetime(2024, 1, 19, 16), utc("2024-01-19T16:00")  # noqa: DTZ001  # the point
    for call in (
        lambda: hours.is_open(naive),
        lambda: hours.next_open(naive),
        lambda: hours.deadline(naive, HOUR),
        lambda: hours.elapsed(at, naive),
        lambda: hours.open_spans(naive, at),
        lambda: TimeSpan(naive, at),
    ):
        with pytest.raises(NaiveDatetimeError):
            call()


@pytest.mark.parametrize(
    "text",
    [
        "mon 17:00-09:00",
        "mon 09:00-09:00",
        "mon 09:00-12:00 11:59-13:00",
        "mon 09:00-24:01",
        "mon 09:60-10:00",
        "mon 9-17",
        "mon-fri",
        "mon 09:00",
        "mon-tue 09:00-10:00; tue 11:00-12:00",
    ],
)
def test_hours_that_run_backwards_overlap_or_cannot_be_read_are_refused(text: str) -> None:
    """Overnight hours are split at midnight; touching ones are fine."""
    with pytest.raises(InvalidHoursError):
        Week.parse(text)


def test_hours_may_touch_and_are_sorted() -> None:
    """Only overlaps are refused, and order does not matter."""
    assert Week.parse("mon 13:00-17:00 09:00-13:00") == Week.parse("mon 09:00-13:00 13:00-17:00")


def test_a_range_of_weekdays_may_run_over_sunday() -> None:
    """Lists and ranges mix."""
    assert Week.parse("fri-mon,wed 10:00-12:00") == Week.parse("mon,wed,fri,sat,sun 10:00-12:00")
    assert str(Week.parse("sunday 10:00-12:00")) == "sun 10:00-12:00"


def test_what_else_is_refused() -> None:
    """Unknown zones and weekdays, reversed spans, negative work, a week of eight days."""
    hours = BusinessHours("UTC", OFFICE)
    now, later = utc("2024-01-19T16:00"), utc("2024-01-19T17:00")
    with pytest.raises(LookupError, match="did you mean 'Europe/Berlin'"):
        BusinessHours("Europe/Berln", OFFICE)
    with pytest.raises(InvalidValueError, match="'noday'"):
        Week.parse("noday 09:00-10:00")
    with pytest.raises(InvalidValueError, match="ends before"):
        TimeSpan(later, now)
    with pytest.raises(InvalidValueError, match="before the start"):
        hours.elapsed(later, now)
    with pytest.raises(InvalidValueError, match="more than a century"):
        hours.open_spans(now, utc("9999-12-31T00:00"))
    with pytest.raises(InvalidValueError, match="work=-1 day"):
        hours.deadline(now, -HOUR)
    with pytest.raises(InvalidHoursError, match="8 days"):
        Week([()] * 8)
    with pytest.raises(InvalidValueError, match="no plain date"):
        BusinessHours("UTC", OFFICE, [now])
    with pytest.raises(InvalidHoursError, match="overlap"):
        BusinessHours("UTC", OFFICE, (), {date(2024, 1, 20): [Interval(0, 7_200), Interval(3_600, 9_000)]})

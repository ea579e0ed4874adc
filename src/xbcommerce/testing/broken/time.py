"""Hours, weeks, calendars and closures with one defect."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from xbcommerce.kernel.calendars import (
    WEEKDAYS,
    BusinessHours,
    Closure,
    Interval,
    InvalidHoursError,
    NoWorkingDayError,
    TimeSpan,
    Week,
    Weekend,
    WorkCalendar,
)
from xbcommerce.kernel.dated import UnknownZoneError, Validity
from xbcommerce.testing.strategies.time import business_hours, closures, time_spans

from .twin import Broken, Wrong, calls, twins

_MIDNIGHT_S = 86_400


def broken_intervals() -> st.SearchStrategy[Broken]:
    """Hours that run backwards or leave the day, and texts that name none."""
    backwards = Wrong[None](
        "runs_backwards", "end_s", st.integers(0, 79_200), "split overnight hours", InvalidHoursError, _clock
    )
    too_late = Wrong[None](
        "leaves_the_day", "end_s", st.integers(_MIDNIGHT_S + 60, 2 * _MIDNIGHT_S), "split overnight hours",
        InvalidHoursError, _clock,
    )  # fmt: skip
    texts = Wrong[None](
        "names_no_hours", "text", st.sampled_from(["9 to 5", "closed", "24h"]), "such as '09:00-17:30'",
        InvalidHoursError,
    )  # fmt: skip
    clocks = Wrong[None](
        "no_time_of_day", "text", st.sampled_from(["09:00-25:00", "09:60-17:00", "9-17"]),
        "expected 00:00 to 24:00", InvalidHoursError, lambda _: "is no time of day",
    )  # fmt: skip
    return calls(Interval, backwards, too_late, start_s=79_200) | calls(Interval.parse, texts, clocks)


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}"


def broken_weeks() -> st.SearchStrategy[Broken]:
    """Weeks of too few days, with hours that overlap, or with weekdays that are none."""
    morning, longer = Interval(8 * 3600, 12 * 3600), Interval(11 * 3600, 17 * 3600)
    days = st.integers(0, 9).filter(lambda count: count != len(WEEKDAYS)).map(lambda count: ((),) * count)
    clash = st.integers(0, 6).map(lambda day: [(morning, longer) if n == day else () for n in range(7)])
    built = calls(
        Week,
        Wrong(
            "not_seven_days", "days", days, "a week has seven", InvalidHoursError, lambda d: f"{len(d)} days"
        ),
        Wrong(
            "hours_overlap", "days", clash, "write them as one interval", InvalidHoursError,
            lambda _: f"{morning} and {longer}",
        ),
    )  # fmt: skip
    read = calls(
        Week.parse,
        Wrong(
            "no_weekday", "text", st.just("mon-fry 09:00-17:00"), "expected one of", shows=lambda _: "'fry'"
        ),
        Wrong(
            "a_day_twice", "text", st.just("mon-fri 9:00-17:00; wed 9:00-12:00"), "named twice",
            InvalidHoursError, lambda _: "wed",
        ),
        Wrong("no_hours", "text", st.just("sat"), "a closed day is left out", InvalidHoursError),
    )  # fmt: skip
    return built | read


def broken_business_hours() -> st.SearchStrategy[Broken]:
    """Hours of a zone that is none, or that overlap on one date."""
    morning, longer = Interval(8 * 3600, 12 * 3600), Interval(11 * 3600, 17 * 3600)

    def clash(_sound: BusinessHours) -> st.SearchStrategy[object]:
        return st.dates(date(2026, 1, 1), date(2026, 12, 31)).map(lambda day: {day: (morning, longer)})

    zones = st.sampled_from(["Europe/Berlinn", "CEST", "UTC+1", ""])
    return twins(
        business_hours(),
        Wrong("unknown_zone", "zone", zones, "", UnknownZoneError),
        Wrong(
            "shift_overlaps", "shifts", clash, "write them as one interval", InvalidHoursError,
            lambda _: f"{morning} and {longer}",
        ),
    )  # fmt: skip


def broken_work_calendars() -> st.SearchStrategy[Broken]:
    """Calendars without a working day, and weekends that leave days to nobody."""
    change = date(2022, 1, 1)

    def weekends(gap_days: int) -> tuple[Weekend, Weekend]:
        later = Validity(change + timedelta(days=gap_days), None)
        return Weekend.of("fri", "sat", end=change), Weekend(Weekend.of("sat", "sun").days, later)

    gaps = st.integers(-30, 30).filter(bool).map(weekends)
    return calls(
        WorkCalendar,
        Wrong("weekends_do_not_touch", "weekends", gaps, "let them touch", shows=_second_start),
        Wrong("no_weekend", "weekends", st.just(()), "Weekend.of() says that every day is worked"),
        Wrong(
            "never_worked", "weekends", st.just((Weekend(frozenset(WEEKDAYS)),)), "leave a weekday open",
            NoWorkingDayError, lambda _: "mon, tue, wed, thu, fri, sat, sun",
        ),
        holidays=frozenset[date](),
        extra_working_days=frozenset[date](),
    )  # fmt: skip


def _second_start(weekends: tuple[Weekend, ...]) -> str:
    return str(weekends[1].validity.start)


def broken_closures() -> st.SearchStrategy[Broken]:
    """Closures that end before they begin."""

    def before(sound: Closure) -> st.SearchStrategy[date]:
        return st.integers(1, 40).map(lambda back: sound.first - timedelta(days=back))

    return twins(
        closures(), Wrong("ends_before_it_begins", "last", before, "lies before the first", shows=str)
    )


def broken_time_spans() -> st.SearchStrategy[Broken]:
    """Spans that end before they begin."""

    def before(sound: TimeSpan) -> st.SearchStrategy[object]:
        return st.integers(1, 9_000).map(lambda back: sound.start - timedelta(seconds=back))

    return twins(time_spans(), Wrong("ends_before_it_begins", "end", before, shows=lambda at: at.isoformat()))

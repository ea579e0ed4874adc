"""Calendars, business hours, spans, and measured values.

Zones come from those where clocks do something: change by an hour or by half of one, skipped a date, stand
still.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import strategies as st

from xbcommerce.kernel.calendars import (
    WEEKDAYS,
    BusinessHours,
    Closure,
    Interval,
    PublicHolidays,
    TimeSpan,
    Week,
    Weekend,
    WorkCalendar,
)
from xbcommerce.kernel.dated import Validity
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.measures import UNITS, Dimensions, Mass, Measure, Unit

ZONES = (
    "UTC",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Kolkata",
    "Asia/Shanghai",
    "Australia/Lord_Howe",
    "Europe/Berlin",
    "Pacific/Apia",
)
"""Zones that business hours are drawn from."""

_FIRST, _LAST = date(2009, 1, 1), date(2031, 12, 31)
_DAY_S = 86_400
_MASKS = 2 ** len(WEEKDAYS) - 1
_SAT_SUN = 0b1111100


def days() -> st.SearchStrategy[date]:
    """Dates of about twenty years around now."""
    return st.dates(_FIRST, _LAST)


def instants(*, first: date = _FIRST, last: date = _LAST) -> st.SearchStrategy[datetime]:
    """Instants in UTC, to the second, on dates from ``first`` to ``last``."""
    seconds = st.integers(0, ((last - first).days + 1) * _DAY_S - 1)
    start = datetime(first.year, first.month, first.day, tzinfo=UTC)
    return seconds.map(lambda second: start + timedelta(seconds=second))


@st.composite
def time_spans(draw: st.DrawFn, *, first: date = _FIRST, last: date = _LAST) -> TimeSpan:
    """Spans of up to ten days, some of them empty."""
    start = draw(instants(first=first, last=last))
    return TimeSpan(start, start + timedelta(seconds=draw(st.integers(0, 10 * _DAY_S))))


def weekends() -> st.SearchStrategy[Weekend]:
    """Weekends of up to six days that hold for ever; the simplest is Saturday and Sunday."""
    turns = st.integers(0, _MASKS - 1)
    return turns.map(lambda turn: Weekend.from_week(f"{(_SAT_SUN - 1 + turn) % _MASKS + 1:07b}"))


@st.composite
def closures(draw: st.DrawFn) -> Closure:
    """Closures of up to seven weeks."""
    first, reason = draw(days()), draw(st.sampled_from(("", "stocktaking", "Spring Festival")))
    return Closure(first, first + timedelta(days=draw(st.integers(0, 48))), reason)


def work_calendars() -> st.SearchStrategy[WorkCalendar]:
    """Calendars with one weekend, or two that follow each other, and every kind of exception."""
    sets = st.frozensets(days(), max_size=5)
    return st.builds(
        WorkCalendar, _series(), sets, sets, st.lists(closures(), max_size=2).map(tuple[Closure, ...])
    )


@st.composite
def _series(draw: st.DrawFn) -> tuple[Weekend, ...]:
    first, second = draw(weekends()), draw(weekends())
    if draw(st.booleans()):
        return (first,)
    change = draw(days())
    return (
        Weekend(first.days, Validity(None, change)),
        Weekend(second.days, Validity(change, None)),
    )


def intervals() -> st.SearchStrategy[Interval]:
    """Hours within one day, to the second."""
    edges = st.lists(st.integers(0, _DAY_S), min_size=2, max_size=2, unique=True)
    return edges.map(sorted).map(lambda ends: Interval(*ends))


def interval_lists() -> st.SearchStrategy[tuple[Interval, ...]]:
    """The hours of one day: none to three intervals, some touching, to the half hour or to the second."""
    half_hours = st.integers(0, 48).map(lambda number: number * 1_800)
    seconds = st.integers(0, _DAY_S)
    return st.one_of(_lists(half_hours), _lists(seconds))


def _lists(edges: st.SearchStrategy[int]) -> st.SearchStrategy[tuple[Interval, ...]]:
    sets = st.frozensets(edges, max_size=4).map(sorted)
    opened = sets.map(lambda ends: tuple(Interval(a, b) for a, b in pairwise(ends)))
    return st.one_of(opened, opened.map(lambda hours: hours[::2]))


@st.composite
def weeks(draw: st.DrawFn) -> Week:
    """Weeks of one or two kinds of open day and of closed days, as most shops have; open at least once."""
    kinds = [*draw(st.lists(interval_lists().filter(bool), min_size=1, max_size=2)), ()]
    number = draw(st.integers(0, len(kinds) ** 7 - 2))  # a digit a day; the last number is closed all week
    days = list[tuple[Interval, ...]]()
    for _ in WEEKDAYS:
        number, kind = divmod(number, len(kinds))
        days.append(kinds[kind])
    return Week(days)


@st.composite
def business_hours(draw: st.DrawFn, *, zones: st.SearchStrategy[str] | None = None) -> BusinessHours:
    """Hours in any of ``zones`` (default `ZONES`), with holidays and dated shifts."""
    return BusinessHours(
        draw(st.sampled_from(ZONES) if zones is None else zones),
        draw(weeks()),
        draw(st.frozensets(days(), max_size=4)),
        FrozenMap(draw(st.dictionaries(days(), interval_lists(), max_size=2))),
    )


def public_holidays() -> st.SearchStrategy[PublicHolidays]:
    """Public holidays of one year of a country."""
    year = st.integers(2024, 2027)
    return year.flatmap(_holidays_of)


def _holidays_of(year: int) -> st.SearchStrategy[PublicHolidays]:
    known = Validity(date(year, 1, 1), date(year + 1, 1, 1))
    within = st.frozensets(st.dates(date(year, 1, 1), date(year, 12, 31)), max_size=8)
    series = weekends().map(lambda weekend: (Weekend(weekend.days, known),))
    countries, parts = st.sampled_from(("CN", "DE", "US")), st.sampled_from(("", "BY"))
    return st.builds(
        PublicHolidays, countries, parts, st.just(known), within, within, series, st.just("holidays 0.109")
    )


def units() -> st.SearchStrategy[Unit]:
    """All units there are."""
    return st.sampled_from(tuple(UNITS.values()))


def measures() -> st.SearchStrategy[Measure]:
    """Measured values in any unit, with up to four decimals."""
    values = st.decimals(0, 100_000, places=4)
    return st.builds(Measure, values, st.sampled_from(sorted(UNITS)))


def masses(*, weight_g_max: int = 30_000) -> st.SearchStrategy[Mass]:
    """Masses up to ``weight_g_max``, zero included."""
    return st.builds(Mass, st.integers(0, weight_g_max))


def dimensions(*, side_mm_max: int = 2_000) -> st.SearchStrategy[Dimensions]:
    """Boxes with sides up to ``side_mm_max``."""
    sides = st.integers(1, side_mm_max)
    return st.builds(Dimensions, sides, sides, sides)

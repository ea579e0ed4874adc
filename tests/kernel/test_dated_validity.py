"""Periods of calendar days: half-open, open ends, never an instant."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given

from xbcommerce.kernel.dated import (
    ALWAYS,
    EmptyValidityError,
    NotADayError,
    UnknownZoneError,
    Validity,
    local_date,
    parse_day,
    series_findings,
)
from xbcommerce.kernel.errors import NaiveDatetimeError
from xbcommerce.testing.strategies.rules import days, validities

DAY = timedelta(days=1)


@given(validities(), validities())
def test_overlap_is_symmetric(one: Validity, other: Validity) -> None:
    """(March, year) and (year, March) give the same answer."""
    assert one.overlaps(other) == other.overlaps(one) == (one.intersection(other) is not None)
    assert one.intersection(other) == other.intersection(one)


def test_a_month_inside_a_year_overlaps_it_both_ways() -> None:
    """A known defect elsewhere: False one way, True the other."""
    march, year = Validity(date(2024, 3, 1), date(2024, 4, 1)), Validity(date(2024, 1, 1), date(2025, 1, 1))
    assert march.overlaps(year)
    assert year.overlaps(march)


@given(validities(), validities(), days())
def test_the_intersection_covers_what_both_cover(one: Validity, other: Validity, day: date) -> None:
    """A day lies in the intersection exactly if it lies in both."""
    both = one.intersection(other)
    assert (both is not None and both.covers(day)) == (one.covers(day) and other.covers(day))


@given(days())
def test_touching_periods_do_not_overlap(day: date) -> None:
    """The end of one is the start of the next: no day is in both, none is lost."""
    before, after = Validity(None, day), Validity(day, None)
    assert not before.overlaps(after)
    assert before.covers(day - DAY)
    assert not before.covers(day)
    assert after.covers(day)


@given(validities())
def test_every_period_overlaps_itself_and_always(period: Validity) -> None:
    """A period is never empty."""
    assert period.overlaps(period)
    assert period.intersection(ALWAYS) == period


@given(validities())
def test_an_inclusive_end_goes_there_and_back(period: Validity) -> None:
    """First and last day make the same period again."""
    assert Validity.from_inclusive(period.start, period.last_day) == period


def test_the_last_day_of_all_is_an_open_end() -> None:
    """An inclusive end on the last day there is has no day after it."""
    assert Validity.from_inclusive(None, date.max) == ALWAYS


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2024, 5, 1), date(2024, 5, 1), "from 2024-05-01 until before 2024-05-01 .* empty"),
        (date(2024, 5, 2), date(2024, 5, 1), "from 2024-05-02 until before 2024-05-01 .* swapped"),
    ],
)
def test_a_period_without_a_day_is_refused_with_its_values(start: date, end: date, words: str) -> None:
    """The message shows both ends and the way out."""
    with pytest.raises(EmptyValidityError, match=words) as refused:
        Validity(start, end)
    assert "from_inclusive" in str(refused.value)
    assert refused.value.code == "empty_validity"


@pytest.mark.parametrize("instant", [datetime(2024, 5, 1, tzinfo=UTC), datetime(2024, 5, 1)])  # noqa: DTZ001
def test_an_instant_is_no_day(instant: datetime) -> None:
    """A datetime is a date to Python, and must not slip in as one."""
    with pytest.raises(NotADayError, match=r"start=2024-05-01.*local_date"):
        Validity(instant, None)
    with pytest.raises(NotADayError, match="day="):
        ALWAYS.covers(instant)


def test_a_text_is_no_day() -> None:
    """An unparsed date is refused where it is stored."""
    with pytest.raises(NotADayError, match="end='2024-05-01'"):
        Validity(None, "2024-05-01")  # type: ignore[arg-type]


@pytest.mark.parametrize("sentinel", ["0000-01-01", "0001-01-01", "9999-12-31"])
def test_sentinels_of_data_sets_are_open_ends(sentinel: str) -> None:
    """0000-01-01 is not in the calendar; the others are not meant as days."""
    assert parse_day(sentinel) is None


@given(days())
def test_a_day_is_read_as_written(day: date) -> None:
    """ISO text gives the day back."""
    assert parse_day(day.isoformat()) == day


@pytest.mark.parametrize(
    "text", ["2023-02-30", "2023-13-01", "", "20230101", "2025-08-01T21:00:00Z", "1.1.2023"]
)
def test_what_is_no_calendar_day_is_refused(text: str) -> None:
    """The message shows the text."""
    with pytest.raises(NotADayError, match=re.escape(repr(text))):
        parse_day(text)


@pytest.mark.parametrize(
    ("instant", "zone", "day"),
    [
        ("2025-07-31T21:00:00+00:00", "Europe/Bucharest", date(2025, 8, 1)),
        ("2025-08-01T21:00:00+00:00", "Europe/Bucharest", date(2025, 8, 2)),
        ("2026-01-01T03:00:00+00:00", "America/New_York", date(2025, 12, 31)),
    ],
)
def test_a_change_falls_on_the_day_of_the_jurisdiction(instant: str, zone: str, day: date) -> None:
    """Stored as a UTC instant, the Romanian change of August 2025 started a day late."""
    assert local_date(datetime.fromisoformat(instant), zone) == day


def test_a_local_day_needs_an_instant_and_a_zone() -> None:
    """Naive times and unknown zones are refused."""
    with pytest.raises(NaiveDatetimeError):
        local_date(datetime(2026, 1, 1), "Europe/Berlin")  # noqa: DTZ001
    with pytest.raises(UnknownZoneError, match="Europe/Belrin"):
        local_date(datetime(2026, 1, 1, tzinfo=UTC), "Europe/Belrin")


def test_an_inclusive_series_read_as_half_open_has_one_day_gaps() -> None:
    """Switzerland in a public data set: 2017-12-31 belongs to nobody."""
    half_open = [Validity(date(2017, 1, 1), date(2017, 12, 31)), Validity(date(2018, 1, 1), None)]
    assert [str(finding) for finding in series_findings(half_open)] == ["gap 2017-12-31 to 2017-12-31"]
    inclusive = [Validity.from_inclusive(date(2017, 1, 1), date(2017, 12, 31)), half_open[1]]
    assert series_findings(inclusive) == ()


@given(days(), days())
def test_a_series_that_fits_has_no_finding(one: date, other: date) -> None:
    """Periods that touch, in any order, are fine."""
    first, second = sorted((one, other))
    middle = [Validity(first, second)] if first < second else []
    assert series_findings([Validity(second, None), Validity(None, first), *middle]) == ()


def test_nested_and_later_periods_are_all_found() -> None:
    """The furthest end counts: a gap after a long period is no gap."""
    year = [
        Validity(date(2020, 1, 1), date(2021, 1, 1)),
        Validity(date(2020, 3, 1), date(2020, 4, 1)),
        Validity(date(2020, 6, 1), date(2020, 7, 1)),
        Validity(date(2021, 2, 1), None),
    ]
    assert [str(finding) for finding in series_findings(year)] == [
        "overlap 2020-03-01 to 2020-03-31",
        "overlap 2020-06-01 to 2020-06-30",
        "gap 2021-01-01 to 2021-01-31",
    ]


@pytest.mark.parametrize(
    ("period", "text"),
    [
        (ALWAYS, "always"),
        (Validity(None, date(2020, 1, 1)), "until 2019-12-31"),
        (Validity(date(2020, 1, 1), None), "from 2020-01-01"),
        (Validity(date(2020, 1, 1), date(2020, 1, 3)), "2020-01-01 to 2020-01-02"),
    ],
)
def test_a_period_reads_with_its_last_day(period: Validity, text: str) -> None:
    """People read inclusive ends."""
    assert str(period) == text

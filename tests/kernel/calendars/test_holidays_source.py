"""The optional package as a source of dates, against published tables and against its absence."""

from __future__ import annotations

import csv
import gzip
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from xbcommerce.kernel.calendars import (
    MissingCalendarsExtraError,
    UncoveredDateError,
    UnknownHolidaysError,
    Weekend,
    WorkCalendar,
    holidays_from,
)
from xbcommerce.kernel.dated import Validity

DATA = Path(__file__).parents[4] / "shared" / "data" / "customs" / "calendars"


def rows(name: str) -> Iterator[dict[str, str]]:
    """Read a table of the data folder beside the repository, or skip where it is absent."""
    path = DATA / name
    if not path.exists():
        pytest.skip(f"the optional input ../shared/data/customs/calendars/{name} is absent")
    data = path.read_bytes()
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode()
    yield from csv.DictReader(text.splitlines())


def published() -> dict[str, WorkCalendar]:
    """Make one calendar a country from the published tables."""
    days: dict[tuple[str, str], list[date]] = {}
    for row in rows("holidays_2024_2027.csv.gz"):
        days.setdefault((row["country"], row["kind"]), []).append(date.fromisoformat(row["date"]))
    return {
        row["country"]: WorkCalendar.of(
            row["weekend_days"].split(),
            days.get((row["country"], "holiday"), ()),
            days.get((row["country"], "working-weekend"), ()),
        )
        for row in rows("weekends.csv")
    }


def test_make_up_days_of_the_published_tables_are_worked() -> None:
    """China, Hungary and Latvia declare Saturdays and Sundays worked; no other row opens a weekend."""
    calendars = published()
    moved = {row["country"] for row in rows("holidays_2024_2027.csv.gz") if row["kind"] == "working-weekend"}
    assert moved == {"CN", "HU", "LV"}
    for row in rows("holidays_2024_2027.csv.gz"):
        open_ = calendars[row["country"]].is_working_day(date.fromisoformat(row["date"]))
        assert open_ == (row["kind"] == "working-weekend"), row


@pytest.mark.parametrize(
    ("country", "year", "working_days"),
    # Germany: 261 weekdays less nine nationwide holidays, two of which fall on a weekend.
    # China: 261 weekdays, 19 of them off, and 6 weekend days worked to make up.
    [("DE", 2026, 254), ("CN", 2026, 248)],
)
def test_a_year_of_the_published_tables_has_as_many_working_days_as_counted_by_hand(
    country: str, year: int, working_days: int
) -> None:
    """Totals counted by hand from the calendar of 2026."""
    assert published()[country].count(date(year, 1, 1), date(year + 1, 1, 1)) == working_days


def test_the_package_and_the_published_tables_agree_on_every_day() -> None:
    """All 47 countries, three years, day by day; regional holidays are in neither."""
    pytest.importorskip("holidays")
    start, end = date(2024, 1, 1), date(2027, 1, 1)
    for country, calendar in published().items():
        found = holidays_from(country, [2024, 2026]).calendar()
        assert found.working_days(start, end) == calendar.working_days(start, end), country


def test_a_weekend_that_moved_comes_out_as_dated_records() -> None:
    """The Emirates changed with the first Sunday of 2022, Saudi Arabia in the middle of 2013."""
    pytest.importorskip("holidays")
    known = Validity(date(2021, 1, 1), date(2023, 1, 1))
    emirates = holidays_from("AE", [2021, 2022])
    assert emirates.known == known
    assert [weekend.days for weekend in emirates.weekends] == [
        Weekend.of("fri", "sat").days,
        Weekend.of("sat", "sun").days,
    ]
    assert not emirates.calendar().is_working_day(date(2021, 12, 31))
    assert emirates.calendar().is_working_day(date(2022, 1, 7))
    saudi = holidays_from("SA", [2013]).calendar()
    assert (saudi.is_working_day(date(2013, 6, 22)), saudi.is_working_day(date(2013, 7, 6))) == (True, False)


def test_a_subdivision_adds_its_own_holidays() -> None:
    """Epiphany is a holiday in Bavaria, not in all of Germany."""
    pytest.importorskip("holidays")
    epiphany = date(2026, 1, 6)
    assert epiphany not in holidays_from("DE", [2026]).holidays
    bavaria = holidays_from("DE", [2026], subdivision="BY")
    assert epiphany in bavaria.holidays
    assert bavaria.source.startswith("holidays ")


def test_what_the_package_does_not_know_is_refused() -> None:
    """Unknown countries, parts and years would otherwise come out as "no holidays"."""
    pytest.importorskip("holidays")
    for country, years, part in (
        ("QQ", [2026], ""),
        ("DE", [2026], "XX"),
        ("CN", [1900], ""),
        ("CN", [2026, 2222], ""),
        ("CN", [], ""),
    ):
        with pytest.raises(UnknownHolidaysError):
            holidays_from(country, years, subdivision=part)
    with pytest.raises(UncoveredDateError):
        holidays_from("CN", [2026]).calendar().is_working_day(date(2027, 1, 1))


def test_without_the_package_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """The way out stands in the message."""
    monkeypatch.setitem(sys.modules, "holidays", None)
    with pytest.raises(MissingCalendarsExtraError, match=r"install 'xbcommerce\[calendars\]'"):
        holidays_from("CN", [2026])

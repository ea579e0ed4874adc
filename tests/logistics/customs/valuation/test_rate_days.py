"""Which day's exchange rate counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.calendars import WorkCalendar
from xbcommerce.kernel.dated import Found
from xbcommerce.kernel.unmet import Unmet
from xbcommerce.logistics.customs import DateBasis, Place, TradeDates
from xbcommerce.logistics.customs.valuation import (
    RateDay,
    RatePick,
    Valuation,
    fx_day,
    valuation_in,
)
from xbcommerce.reference import messages
from xbcommerce.reference.customs.valuations import valuations
from xbcommerce.testing.strategies.customs_valuation import rate_days
from xbcommerce.testing.strategies.customs_valuation import valuations as drawn_valuations

WEDNESDAY = 2
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
TRADE = TradeDates(
    sold=date(2026, 6, 1),
    paid=date(2026, 6, 2),
    exported=date(2026, 6, 9),
    shipped_directly=date(2026, 6, 10),
    arrived=date(2026, 7, 4),
    imported=date(2026, 7, 6),
    entered=date(2026, 7, 7),
    presented=date(2026, 7, 8),
)


def law(code: str) -> Valuation:
    """Return a packaged rule."""
    found = valuation_in(valuations(), [code], date(2026, 7, 6))
    assert isinstance(found, Found)
    return found.value


@pytest.mark.parametrize(
    ("country", "word", "day"),
    [
        ("AU", "date-of-export", "2026-06-09"),
        ("BR", "trading-day-before", "2026-07-06"),
        ("CA", "date-of-direct-shipment", "2026-06-10"),
        ("CH", "trading-day-before", "2026-07-03"),
        ("CN", "monthly-rate", "2026-06-17"),
        ("DE", "monthly-rate", "2026-06-17"),
        ("GB", "monthly-rate", "2026-07-06"),
        ("IN", "bill-of-entry-presentation", "2026-07-08"),
        ("JP", "weekly-rate", "2026-07-07"),
        ("KR", "weekly-rate", "2026-07-07"),
        ("NO", "date-of-entry", "2026-07-07"),
        ("NZ", "date-of-entry", "2026-07-07"),
        ("SG", "weekly-rate", "2026-07-06"),
        ("US", "date-of-export", "2026-06-09"),
        ("XI", "monthly-rate", "2026-07-06"),
    ],
)
def test_each_country_has_its_own_day(country: str, word: str, day: str) -> None:
    """One trade, fifteen answers; the sixth of July 2026 is a Monday."""
    on = date(2026, 7, 6)
    found = valuation_in(valuations(), Place(country).jurisdictions(on).duty, on)
    assert isinstance(found, Found)
    assert found.value.rate_day.word == word
    assert fx_day(found.value, TRADE) == date.fromisoformat(day)


def test_great_britain_valued_by_the_rule_of_the_union_until_it_had_one_of_its_own() -> None:
    """The last day of 2020 and the first of 2021."""
    for on, key in ((date(2020, 12, 31), "valuation/EU"), (date(2021, 1, 1), "valuation/GB")):
        found = valuation_in(valuations(), Place("GB").jurisdictions(on).duty, on)
        assert isinstance(found, Found)
        assert found.record.key == key


@given(DAYS)
def test_the_union_takes_the_last_wednesday_but_one_of_the_month_before(event: date) -> None:
    """Seven days later comes another Wednesday of that month, fourteen days later none."""
    day = RateDay(DateBasis.IMPORTED, RatePick.PENULTIMATE_WEDNESDAY).after(event)
    last_of_month = event.replace(day=1) - timedelta(days=1)
    assert day.weekday() == WEDNESDAY
    assert (day.year, day.month) == (last_of_month.year, last_of_month.month)
    assert timedelta(days=7) <= last_of_month - day < timedelta(days=14)


@given(DAYS)
def test_china_takes_the_third_wednesday_of_the_month_before(event: date) -> None:
    """From the fifteenth to the twenty-first."""
    day = RateDay(DateBasis.ENTERED, RatePick.THIRD_WEDNESDAY).after(event)
    assert day.weekday() == WEDNESDAY
    assert 15 <= day.day <= 21
    assert timedelta(days=8) <= event.replace(day=1) - day <= timedelta(days=17)


@given(DAYS)
def test_a_trading_day_before_is_before_and_no_weekend(event: date) -> None:
    """Three days at most, where no holiday is in between."""
    day = RateDay(DateBasis.IMPORTED, RatePick.TRADING_DAY_BEFORE).after(event)
    assert day.isoweekday() <= 5
    assert timedelta(days=1) <= event - day <= timedelta(days=3)


def test_a_calendar_of_the_market_knows_its_holidays() -> None:
    """After Easter 2026 the rate is that of Thursday."""
    easter = WorkCalendar.of(holidays=[date(2026, 4, 3), date(2026, 4, 6)])
    swiss = law("CH")
    assert fx_day(swiss, TradeDates(imported=date(2026, 4, 7)), trading=easter) == date(2026, 4, 2)
    assert fx_day(swiss, TradeDates(imported=date(2026, 4, 7))) == date(2026, 4, 6)


@given(drawn_valuations(), st.sampled_from(DateBasis))
def test_a_day_that_is_not_known_is_not_replaced(valuation: Valuation, known: DateBasis) -> None:
    """Only the event that the law names will do."""
    answer = fx_day(valuation, TradeDates(**{known.value: date(2026, 7, 6)}))
    if known is valuation.rate_day.basis:
        assert isinstance(answer, date)
    else:
        assert isinstance(answer, Unmet)
        assert answer.where == f"dates.{valuation.rate_day.basis.value}"


@given(rate_days())
def test_every_day_has_a_stable_word(rate_day: RateDay) -> None:
    """Small letters and hyphens."""
    assert set(rate_day.word) <= set("abcdefghijklmnopqrstuvwxyz-")


def test_an_unknown_day_is_told_in_words() -> None:
    """In English and in Chinese."""
    unmet = fx_day(law("AU"), TradeDates(imported=date(2026, 7, 6)))
    assert isinstance(unmet, Unmet)
    assert messages().render(unmet, "en") == (
        "dates.exported is not known; the exchange rate that counts goes by it (date-of-export)"
    )
    assert "dates.exported未知" in messages().render(unmet, "zh_Hans")

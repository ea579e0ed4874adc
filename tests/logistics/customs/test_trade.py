"""The days of a trade: each is known or not, and no other is put in its place."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.dated import NotADayError
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.logistics.customs import DateBasis, TradeDates
from xbcommerce.testing.strategies.rules import days

DAY = date(2026, 3, 1)


@given(st.dictionaries(st.sampled_from(DateBasis), days(), min_size=1))
def test_each_day_is_the_one_that_was_given_or_not_known(given_days: dict[DateBasis, date]) -> None:
    """A rule that goes by a day that nobody gave is told so, and gets no other day."""
    dates = TradeDates(**{basis.value: day for basis, day in given_days.items()})
    assert {basis: dates.on(basis) for basis in DateBasis} == {**dict.fromkeys(DateBasis), **given_days}


@given(days())
def test_a_trade_of_one_day_has_all_its_days(day: date) -> None:
    """For a quote of today, where nothing has happened."""
    assert {TradeDates.all_on(day).on(basis) for basis in DateBasis} == {day}


def test_a_trade_without_any_day_is_refused() -> None:
    """The message names the way out."""
    with pytest.raises(InvalidValueError, match=r"no day at all; .*TradeDates\.all_on\(day\)"):
        TradeDates()


@pytest.mark.parametrize("basis", DateBasis)
def test_an_instant_is_no_day(basis: DateBasis) -> None:
    """It is another day in another zone; the caller says in which."""
    instant = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    with pytest.raises(NotADayError, match=rf"{basis.value}=2026-03-01T23:30:00\+00:00.*local_date"):
        TradeDates(**{basis.value: instant})

"""Amounts of many currencies in one: exact, at rates that are all told, or refused with all that lack."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.dated import NotADayError
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.fx import Rate, RateTable
from xbcommerce.kernel.money import exponent_of, from_minor, minor
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.logistics.customs import Exchange, UnaskedRateError, exchange_rates
from xbcommerce.reference import languages, messages
from xbcommerce.testing.strategies.customs_trade import exchanges
from xbcommerce.testing.strategies.money import CURRENCIES, moneys

DAY = date(2026, 3, 2)


def table(day: date = DAY, **fixing: str) -> RateTable:
    """Make a table with one fixing against the euro."""
    return RateTable("EUR", "a bank", {day: {code: Decimal(rate) for code, rate in fixing.items()}})


AMOUNTS = st.integers(-(10**12), 10**12)


@given(exchanges(), st.sampled_from(CURRENCIES), AMOUNTS, AMOUNTS)
def test_conversion_adds_up_exactly(rates: Exchange, code: str, one: int, other: int) -> None:
    """Nothing is rounded: the parts of a sum come to the sum."""
    parts = from_minor(one, code), from_minor(other, code)
    assert rates.units(parts[0]) + rates.units(parts[1]) == rates.units(parts[0] + parts[1])
    assert rates.units(parts[0]) == rates.exactly(parts[0])


@given(moneys())
def test_money_in_the_currency_itself_needs_no_rate(money: Money) -> None:
    """It is its own minor units, whatever its digits."""
    assert Exchange(money.currency.code, FrozenMap({})).units(money) == minor(money)


@given(exchanges())
def test_a_rate_is_of_whole_units_whatever_their_digits(rates: Exchange) -> None:
    """One yen has no hundredths and one dinar has a thousand."""
    for code, rate in rates.rates.items():
        assert rates.units(Money(1, code)) == rate.value * 10 ** exponent_of(rates.currency)


CONVERTED = {
    "yen into euro": (Money(1000, "JPY"), "EUR", "0.0054", Fraction(540)),
    "euro into yen": (Money("12.34", "EUR"), "JPY", "185", Fraction("2282.9")),
    "dinars into dollars": (Money("1.005", "KWD"), "USD", "3.25", Fraction("326.625")),
    "dollars into francs": (Money("0.01", "USD"), "CHF", "0.79", Fraction(79, 100)),
}


@pytest.mark.parametrize(("money", "into", "rate", "units"), CONVERTED.values(), ids=CONVERTED)
def test_amounts_become_minor_units_of_the_other_currency(
    money: Money, into: str, rate: str, units: Fraction
) -> None:
    """Exactly, down to parts of the smallest one."""
    code = money.currency.code
    rates = Exchange(into, FrozenMap({code: Rate(code, into, Decimal(rate), DAY, "a bank")}))
    assert rates.units(money) == units


@given(st.dictionaries(st.sampled_from(CURRENCIES[1:]), st.booleans(), min_size=1))
def test_every_rate_that_lacks_is_named_and_no_other(known: Mapping[str, bool]) -> None:
    """All at once, so that the host fetches them in one go."""
    rates = table(**{code: "1.5" for code, there in known.items() if there})
    found = exchange_rates(known, "EUR", DAY, rates)
    lacking = sorted(code for code, there in known.items() if not there)
    if lacking:
        assert isinstance(found, Refusal)
        assert [unmet.where for unmet in found.unmet] == [f"{code}/EUR" for code in lacking]
    else:
        assert isinstance(found, Exchange)
        assert set(found.rates) == set(known)


@given(st.integers(0, 60))
def test_a_rate_is_good_for_a_month(age_days: int) -> None:
    """On the last day it still is; later it is refused with the day it is of."""
    found = exchange_rates({"USD"}, "EUR", DAY + timedelta(days=age_days), table(USD="1.16"))
    fresh = age_days <= 31
    assert isinstance(found, Exchange if fresh else Refusal)
    if isinstance(found, Refusal):
        assert found.codes == ("fx.stale_rate",)
        assert found.unmet[0].params["age_days"] == age_days


def test_a_caller_may_ask_for_fresher_rates() -> None:
    """Up to and with the number of days that is given."""
    asked = [
        exchange_rates({"USD"}, "EUR", DAY + timedelta(days=late), table(USD="1.16"), max_age_days=2)
        for late in (2, 3)
    ]
    assert [type(found) for found in asked] == [Exchange, Refusal]


def test_a_day_before_the_first_rate_has_none() -> None:
    """A later rate is not taken back to it."""
    found = exchange_rates({"USD"}, "EUR", DAY - timedelta(days=1), table(USD="1.16"))
    assert isinstance(found, Refusal)
    assert found.codes == ("fx.no_rate",)


def test_where_all_is_in_one_currency_no_rate_is_asked_for() -> None:
    """Not even of a source that has none."""
    assert exchange_rates({"CNY"}, "CNY", DAY, table()) == Exchange("CNY", FrozenMap({}))
    assert exchange_rates((), "CNY", DAY, table()) == Exchange("CNY", FrozenMap({}))


def test_a_rate_through_a_third_currency_is_exact() -> None:
    """Dollars into francs by a table that is against the euro."""
    found = exchange_rates({"USD"}, "CHF", DAY, table(USD="1.2", CHF="0.9"))
    assert isinstance(found, Exchange)
    assert found.units(Money("4.00", "USD")) == 300


@pytest.mark.parametrize("language", languages())
def test_what_lacks_is_told_in_words(language: str) -> None:
    """No code is left bare."""
    found = exchange_rates({"CNY", "USD"}, "EUR", DAY, table(USD="1.16", day=date(2025, 1, 1)))
    assert isinstance(found, Refusal)
    said = messages().explain(found, language)
    assert len(said.splitlines()) == 2
    assert "fx." not in said


def test_an_amount_without_its_rate_is_a_programming_error() -> None:
    """It is never counted as zero."""
    with pytest.raises(UnaskedRateError, match=r"1\.00 USD cannot become EUR: name USD to exchange_rates"):
        Exchange("EUR", FrozenMap({})).units(Money("1.00", "USD"))


def test_an_instant_is_no_day_for_a_rate() -> None:
    """It is refused before a source is asked, which would compare it with days."""
    with pytest.raises(NotADayError, match="on=2026-03-01T12:00:00 is an instant"):
        exchange_rates({"USD"}, "EUR", datetime(2026, 3, 1, 12), table(USD="1.16"))  # noqa: DTZ001

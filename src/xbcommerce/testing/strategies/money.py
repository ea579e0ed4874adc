"""Amounts, exchange rates, tables of fixings and quotes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st
from moneyed import Currency, Money

from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.fx import BPS, Conversion, Fixed, NoRate, Quote, Rate, RateTable, StaleRate, convert
from xbcommerce.kernel.money import Bag, Rounding, currency_of, from_minor

CURRENCIES = ("EUR", "USD", "GBP", "CHF", "CNY", "JPY", "KWD", "CLF")
"""Currencies with 0, 2, 3 and 4 digits; failing examples shrink towards the first."""

_DAYS = (date(2026, 1, 5), date(2026, 10, 30))
_PPM = 10**6
_NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


def currencies(*, codes: Sequence[str] = CURRENCIES) -> st.SearchStrategy[Currency]:
    """Currencies as moneyed has them, by default with 0, 2, 3 and 4 digits."""
    return st.sampled_from(codes).map(currency_of)


def currency_codes() -> st.SearchStrategy[str]:
    """Codes of currencies that carry money, with 0, 2, 3 and 4 digits."""
    return st.sampled_from(CURRENCIES)


@st.composite
def moneys(
    draw: st.DrawFn,
    *,
    currencies: Sequence[str] = CURRENCIES,
    minor_min: int = -(10**12),
    minor_max: int = 10**12,
) -> Money:
    """Exact amounts of either sign, by default up to a million millions of minor units."""
    code = draw(st.sampled_from(currencies))  # first, so that examples shrink to it first
    return from_minor(draw(st.integers(minor_min, minor_max)), code)


def bags() -> st.SearchStrategy[Bag]:
    """Amounts of several currencies held together, some bags empty."""
    return st.lists(moneys(), max_size=4).map(Bag.of)


def rate_values() -> st.SearchStrategy[Fraction]:
    """Positive rates as they are quoted: up to six decimals, from a hundredth to thousands; simplest is 1."""
    above_one = st.integers(10_000 - _PPM, 10**10 - _PPM)
    return above_one.map(lambda ppm: 1 + Fraction(ppm, _PPM))


@st.composite
def rates(draw: st.DrawFn, *, base: str | None = None, quote: str | None = None) -> Rate:
    """Rates of a day, of any two currencies or of a given pair."""
    ours = base or draw(currency_codes())
    theirs = quote or draw(currency_codes().filter(lambda code: code != ours))
    day = draw(st.dates(*_DAYS))
    return Rate(ours, theirs, draw(rate_values()), day, "a bank")


@st.composite
def rate_tables(draw: st.DrawFn) -> RateTable:
    """Up to eight fixings against the euro, with currencies missing here and there."""
    others = [code for code in CURRENCIES if code != "EUR"]
    fixings = st.dictionaries(st.sampled_from(others), rate_values(), max_size=4)
    days = st.dates(date(2026, 10, 1), date(2026, 10, 30))
    return RateTable("EUR", "a bank", draw(st.dictionaries(days, fixings.map(FrozenMap), max_size=8)))


@st.composite
def rate_answers(draw: st.DrawFn) -> Rate | NoRate | StaleRate:
    """Everything a look-up may answer."""
    table = draw(rate_tables())
    on = draw(st.dates(date(2026, 9, 28), date(2026, 11, 10)))
    return table.as_of(draw(currency_codes()), draw(currency_codes()), on, max_age_days=5)


@st.composite
def conversions(draw: st.DrawFn) -> Conversion:
    """Money before and after, at any rate and in any rounding."""
    rate = draw(rates())
    money = draw(moneys(currencies=(rate.base,)))
    return convert(money, rate, draw(st.sampled_from(Rounding)))


@st.composite
def quotes(draw: st.DrawFn) -> Quote:
    """Offers of either fixed side, open for an hour, some of them used."""
    rate = draw(rates())
    fixed = draw(st.sampled_from(Fixed))
    code = rate.base if fixed is Fixed.SOURCE else rate.quote
    return Quote(
        draw(st.text("abc123", min_size=1, max_size=6)),
        rate.base,
        rate.quote,
        fixed,
        draw(moneys(currencies=(code,), minor_min=1)),
        mid=rate.value,
        spread_bps=draw(st.integers(0, BPS // 2)) / Fraction(10),
        rate_digits=draw(st.integers(4, 12)),
        rounding=draw(st.none() | st.sampled_from(Rounding)),
        locked_at=_NINE,
        expires_at=_NINE + timedelta(hours=1),
        used_by=draw(st.sampled_from(["", "order-7"])),
    )


def percents() -> st.SearchStrategy[Decimal]:
    """Percentages as contracts write them: 0 to 10, two decimals."""
    return st.integers(0, 1_000).map(lambda hundredths: Decimal(hundredths).scaleb(-2))

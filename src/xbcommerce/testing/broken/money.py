"""Amounts, rates, tables and quotes with one defect."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from hypothesis import strategies as st
from moneyed import Currency, Money

from xbcommerce.kernel.errors import NaiveDatetimeError
from xbcommerce.kernel.fx import BPS, MalformedRatesError, Quote, RateTable
from xbcommerce.kernel.money import (
    CurrencyMismatchError,
    InexactAmountError,
    MalformedAmountError,
    NoMinorUnitError,
    NotFiniteError,
    TooLargeError,
    UnknownCurrencyError,
    from_minor,
    minor,
    parse_amount,
    plain,
)
from xbcommerce.testing.strategies.money import moneys, quotes, rate_tables, rates

from .twin import Broken, Wrong, calls, twins

_NOT_FINITE = st.sampled_from(["NaN", "Infinity", "-Infinity"])
_HUGE = st.sampled_from([Money(Decimal("1E+999999"), "EUR"), Money(Decimal("-1E-1001"), "JPY")])
_MISSPELT = st.sampled_from(["EURO", "eur", "US$", "GBR", "JPN"])
_THREE_CAPITALS = "three capital letters such as 'EUR'"


def _amount(money: Money) -> str:
    return f"{money.amount} {money.currency.code}"


@st.composite
def _too_fine(draw: st.DrawFn) -> Money:
    sound = draw(moneys(currencies=("EUR", "JPY", "KWD"), minor_min=0, minor_max=10**6))
    return Money(sound.amount + Decimal("0.0001") * draw(st.integers(1, 9)), sound.currency)


def broken_moneys() -> st.SearchStrategy[Broken]:
    """Amounts that are none, in currencies that are none, and texts that only look like amounts."""
    not_finite = _NOT_FINITE.map(lambda text: Money(Decimal(text), "EUR"))
    unlisted = _MISSPELT.map(lambda code: Money(5, Currency(code)))
    amounts = calls(
        minor,
        Wrong(
            "finer_than_the_minor_unit", "money", _too_fine(), "name a rounding", InexactAmountError, _amount
        ),
        Wrong("not_finite", "money", not_finite, "", NotFiniteError, _amount),
        Wrong("too_large", "money", _HUGE, "expected an amount of money", TooLargeError, _amount),
        Wrong("unknown_currency", "money", unlisted, "", UnknownCurrencyError, _code_of),
        Wrong("no_minor_unit", "money", st.just(Money(5, "XAU")), "cannot carry", NoMinorUnitError, _code_of),
    )
    looks_right = st.sampled_from(["1,234.50", "1.234,50", " 5", "5.", ".5", "1e3", "+-5", "", "EUR 5", "５"])
    texts = calls(
        parse_amount,
        Wrong("not_canonical", "text", looks_right, "such as '1234.50'", MalformedAmountError),
        Wrong("text_not_finite", "text", _NOT_FINITE, "is no amount", NotFiniteError),
        currency="EUR",
    )
    codes = calls(
        from_minor,
        Wrong("misspelt_currency", "currency", st.just("EURO"), "did you mean 'EUR'?", UnknownCurrencyError),
        amount_minor=1999,
    )
    return amounts | texts | codes


def _code_of(money: Money) -> str:
    return money.currency.code


def broken_rates() -> st.SearchStrategy[Broken]:
    """Rates of no currency, of zero or below, and inexact ones."""
    wrong_codes = st.sampled_from(["eur", "EURO", "", "E1R"])
    return twins(
        rates(),
        Wrong("base_is_no_code", "base", wrong_codes, _THREE_CAPITALS),
        Wrong("quote_is_no_code", "quote", wrong_codes, _THREE_CAPITALS),
        Wrong("rate_not_positive", "value", st.integers(-5, 0), "above zero", shows=str),
        Wrong("rate_is_a_float", "value", st.sampled_from([1.1, 0.5])),
        Wrong("rate_not_finite", "value", _NOT_FINITE.map(Decimal), shows=str),
    )


def broken_rate_tables() -> st.SearchStrategy[Broken]:
    """Tables with a fixing that is none, and files of which one line is wrong."""
    header, good = "Date,USD,JPY", "2026-10-29,1.1172,163.06"
    zero = st.sampled_from(["USD", "JPY"]).map(lambda code: {code: 0})
    table = twins(
        rate_tables(),
        Wrong("base_is_no_code", "base", st.sampled_from(["eur", "EURO"]), _THREE_CAPITALS),
        Wrong(
            "fixing_not_positive",
            "fixings",
            st.tuples(st.dates(), zero).map(lambda pair: {pair[0]: pair[1]}),
            "above zero",
            shows=lambda _: "rate=0",
        ),
    )

    def of_lines(defect: str, lines: list[str], shows: str, way_out: str) -> Wrong[None]:
        return Wrong(defect, "lines", st.just(lines), way_out, MalformedRatesError, lambda _: shows)

    file = calls(
        RateTable.from_csv,
        of_lines("no_header", [good], "2026-10-29", "expected 'Date,USD,...'"),
        of_lines("no_date", [header, good, "30.10.2026,1.1,163"], "line 3: '30.10.2026'", "like 2026-10-30"),
        of_lines("day_twice", [header, good, good], "line 3: 2026-10-29", "stands twice"),
        of_lines("no_number", [header, good, "2026-10-30,1.1,16O"], "line 3, JPY: '16O'", "positive number"),
        source="a bank",
    )
    return table | file


def broken_quotes() -> st.SearchStrategy[Broken]:
    """Offers that keep all, end before they begin, or fix nothing."""

    def other_side(sound: Quote) -> st.SearchStrategy[Money]:
        codes = [code for code in ("EUR", "GBP", "JPY", "USD") if code != sound.amount.currency.code]
        return moneys(currencies=codes, minor_min=1, minor_max=10**6)

    def nothing(sound: Quote) -> st.SearchStrategy[Money]:
        return moneys(currencies=(sound.amount.currency.code,), minor_min=-(10**6), minor_max=0)

    def before(sound: Quote) -> st.SearchStrategy[object]:
        return st.integers(0, 60).map(lambda minutes: sound.locked_at - timedelta(minutes=minutes))

    def naive(sound: Quote) -> st.SearchStrategy[object]:
        return st.just(sound.expires_at.replace(tzinfo=None))

    return twins(
        quotes(),
        Wrong(
            "amount_of_the_other_side",
            "amount",
            other_side,
            "the fixed side is",
            CurrencyMismatchError,
            plain,
        ),
        Wrong("nothing_to_exchange", "amount", nothing, "expected more than nothing", shows=plain),
        Wrong("spread_takes_all", "spread_bps", st.integers(BPS, 2 * BPS), f"below {BPS}", shows=str),
        Wrong("negative_spread", "spread_bps", st.integers(-100, -1), "at least 0", shows=str),
        Wrong("ends_before_it_begins", "expires_at", before, "is not after locked_at", shows=str),
        Wrong("no_time_zone", "expires_at", naive, "give one", NaiveDatetimeError, lambda at: at.isoformat()),
    )

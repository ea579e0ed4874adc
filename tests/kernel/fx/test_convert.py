"""Converting: exact but for one named rounding, whose cost is told."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, NaiveDatetimeError
from xbcommerce.kernel.fx import (
    Fixed,
    NoFixedRateError,
    Quote,
    QuoteUse,
    Rate,
    RateTable,
    UnusableRateError,
    convert,
    decide_quote,
    fixed_triangulation,
    fund,
)
from xbcommerce.kernel.money import CurrencyMismatchError, Rounding, exponent_of, minor, plain
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.reference import messages
from xbcommerce.testing.strategies.money import moneys, quotes, rates

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = date(2026, 10, 30)


@given(st.data(), rates(), st.sampled_from(Rounding))
def test_amount_and_residue_make_the_exact_amount(
    data: st.DataObject, rate: Rate, rounding: Rounding
) -> None:
    """Nothing disappears between exact and rounded, and the residue is less than a unit."""
    money = data.draw(moneys(currencies=(rate.base,)))
    done = convert(money, rate, rounding)
    exact = Fraction(money.amount) * rate.value * 10 ** exponent_of(rate.quote)
    assert minor(done.amount) + done.residue == exact
    assert abs(done.residue) < 1


@given(st.data(), rates())
def test_what_funds_a_target_suffices_and_is_the_least(data: st.DataObject, rate: Rate) -> None:
    """The source buys the target at the rate; a unit less would not."""
    target = data.draw(moneys(currencies=(rate.quote,), minor_min=1))
    source = fund(target, rate).source
    worth = Fraction(source.amount) * rate.value
    unit = Fraction(1, 10 ** exponent_of(rate.base)) * rate.value
    assert worth >= Fraction(target.amount) > worth - unit


def test_converting_back_does_not_restore_the_amount() -> None:
    """One yen becomes a cent becomes two yen: keep the original."""
    rate = Rate("JPY", "EUR", Fraction(25, 4392), DAY, "ECB")
    cent = convert(Money("1", "JPY"), rate, Rounding.HALF_UP).amount
    back = convert(cent, rate.inverse(), Rounding.HALF_UP).amount
    assert (plain(cent), plain(back)) == ("0.01 EUR", "2 JPY")


TABLE = RateTable("EUR", "ECB", {date(2026, 10, 1): {"GBP": Decimal("0.8338")}})
MISSING = TABLE.as_of("GBP", "EUR", date(2026, 9, 1), max_age_days=5)
UNKNOWN = TABLE.as_of("GBP", "CNY", DAY, max_age_days=5)
STALE = TABLE.as_of("GBP", "EUR", DAY, max_age_days=5)


@pytest.mark.parametrize(
    ("answer", "sentence", "way_out"),
    [
        (MISSING, "GBP/EUR: no exchange rate from GBP to EUR for Sep 1, 2026", "isinstance(rate, Rate)"),
        (UNKNOWN, "GBP/CNY: the rate table does not know CNY", "isinstance(rate, Rate)"),
        (
            STALE,
            "GBP/EUR: the last rate from GBP to EUR is of Oct 1, 2026, 29 days old; at most 5 are allowed",
            "pass its .latest",
        ),
        (1.18, "1.18 is no Rate but of type float", "RateTable.as_of"),
    ],
)
def test_no_rate_is_no_rate(answer: object, sentence: str, way_out: str) -> None:
    """An answer that there is no rate reads as English, and converting with it says so and what to do."""
    assert sentence.startswith(str(answer))
    for attempt in (
        lambda: convert(Money("5.00", "GBP"), answer, Rounding.HALF_UP),  # type: ignore[arg-type]
        lambda: fund(Money("5.00", "EUR"), answer),  # type: ignore[arg-type]
    ):
        with pytest.raises(UnusableRateError) as error:
            attempt()
        assert str(error.value).startswith(f"{sentence}; ")
        assert way_out in str(error.value)


def test_a_conversion_explains_itself_in_the_reader_s_language() -> None:
    """Amounts, rate and day as the reader writes them."""
    rate = Rate("GBP", "CNY", Decimal("8.9141281"), DAY, "Source: ECB statistics")
    deal = convert(Money("1050.00", "GBP"), rate, Rounding.HALF_UP)
    assert {lang: messages().explain(deal, lang) for lang in ("en", "de", "zh_Hans", "zh_Hant")} == {
        "en": "GBP 1,050.00 = CNY 9,359.83\n1 GBP = 8.9141281 CNY on Oct 30, 2026 (Source: ECB statistics)",
        "de": "GBP 1.050,00 = CNY 9.359,83\n1 GBP = 8,9141281 CNY on 30.10.2026 (Source: ECB statistics)",
        "zh_Hans": "GBP 1,050.00 = CNY 9,359.83\n"
        "1 GBP = 8.9141281 CNY（2026年10月30日，Source: ECB statistics）",
        "zh_Hant": "GBP 1,050.00 = CNY 9,359.83\n"
        "1 GBP = 8.9141281 CNY（2026年10月30日，Source: ECB statistics）",
    }


def test_a_rate_of_another_pair_is_refused_with_the_way_out() -> None:
    """Turning the rate round is the caller's decision."""
    rate = Rate("EUR", "USD", Decimal("1.1172"), DAY, "ECB")
    with pytest.raises(CurrencyMismatchError, match=r"use rate.inverse\(\)"):
        convert(Money("5.00", "USD"), rate, Rounding.HALF_UP)
    with pytest.raises(CurrencyMismatchError, match="expected EUR"):
        convert(Money("5.00", "GBP"), rate, Rounding.HALF_UP)


def test_fixed_rates_round_in_the_middle() -> None:
    """100 DEM are 335.38 FRF; one step would say 335.39."""
    per_euro = {"DEM": Decimal("1.95583"), "FRF": Decimal("6.55957")}
    done = fixed_triangulation(Decimal(100), "DEM", "FRF", per_euro)
    assert (done.amount, done.euro) == (Decimal("335.38"), Decimal("51.129"))
    straight = Fraction(100) / Fraction("1.95583") * Fraction("6.55957")
    assert round(straight * 100) == 33539


def test_fixed_rates_refuse_what_the_regulation_forbids() -> None:
    """Fewer than three digits in the middle, currencies without a fixed rate, what is no amount."""
    per_euro = {"DEM": Decimal("1.95583"), "FRF": Decimal("6.55957")}
    with pytest.raises(InvalidValueError):
        fixed_triangulation(Decimal(1), "DEM", "FRF", per_euro, intermediate_digits=2)
    with pytest.raises(NoFixedRateError, match="known: DEM, FRF"):
        fixed_triangulation(Decimal(1), "DEM", "ITL", per_euro)
    for odd in (Decimal("NaN"), 1.5):
        with pytest.raises(InvalidValueError):
            fixed_triangulation(odd, "DEM", "EUR", per_euro)  # type: ignore[arg-type]


@given(quotes())
def test_a_quote_costs_its_spread_and_not_more_than_rounding_beside(quote: Quote) -> None:
    """The free side differs from mid by the spread of it, a unit of rounding, and the digits of the rate."""
    free = quote.target if quote.fixed is Fixed.SOURCE else quote.source
    slack = 2 + Fraction(abs(minor(free)) + abs(minor(quote.cost))) * Fraction(10) ** (2 - quote.rate_digits)
    worth = abs(minor(free)) + abs(minor(quote.cost)) + 1
    most = worth * quote.spread_bps / (10_000 - quote.spread_bps) + slack
    assert -slack <= minor(quote.cost) <= most


@given(quotes())
def test_a_fixed_target_is_funded(quote: Quote) -> None:
    """At the client's own rate, the source is worth the target."""
    if quote.fixed is Fixed.TARGET and quote.rounding in {None, Rounding.CEILING, Rounding.UP}:
        assert Fraction(quote.source.amount) * Fraction(quote.client_rate) >= Fraction(quote.target.amount)


@given(quotes(), st.integers(-60, 180))
def test_a_quote_is_open_from_its_lock_to_before_its_expiry(quote: Quote, minutes: int) -> None:
    """The instant of expiry is already outside, and what is not open cannot be spent."""
    at = NINE + timedelta(minutes=minutes)
    assert quote.is_open(at) == (0 <= minutes < 60)
    spent = quote.spend("order-8", at=at)
    assert isinstance(spent, Quote) == (quote.is_open(at) and not quote.used_by)


@given(quotes())
def test_a_quote_spent_twice_is_refused(quote: Quote) -> None:
    """Another deal gets a refusal; the same deal, delivered again, gets the same answer even after expiry."""
    first = quote.spend("order-7", at=NINE)
    assert isinstance(first, Quote)
    second = first.spend("order-8", at=NINE)
    assert isinstance(second, Refusal)
    assert second.codes == ("fx.quote_used",)
    assert first.spend("order-7", at=NINE + timedelta(days=1)) == first


def test_a_used_and_expired_quote_tells_both() -> None:
    """A refusal lists everything."""
    quote = _quote().spend("order-7", at=NINE)
    assert isinstance(quote, Quote)
    late = quote.spend("order-8", at=NINE + timedelta(hours=2))
    assert isinstance(late, Refusal)
    assert late.codes == ("fx.quote_used", "fx.quote_expired")


def test_the_tolerance_is_inclusive_and_works_both_ways() -> None:
    """Exactly 25 bps up or down is still honoured; a hair more is not."""
    after = NINE + timedelta(hours=1)
    for market, use in [
        ("1.10275", QuoteUse.USE_WITHIN_TOLERANCE),
        ("1.09725", QuoteUse.USE_WITHIN_TOLERANCE),
        ("1.102751", QuoteUse.REQUOTE),
    ]:
        assert decide_quote(_quote(), Decimal(market), at=after, tolerance_bps=25).use is use


def test_bad_quotes_are_refused() -> None:
    """The wrong side, nothing, a spread of everything, an expiry before the lock, a clock without zone."""
    with pytest.raises(CurrencyMismatchError):
        _quote(amount=Money("1.00", "USD"))
    with pytest.raises(InvalidValueError):
        _quote(amount=Money("0.00", "EUR"))
    with pytest.raises(InvalidValueError):
        _quote(spread_bps=10_000)
    with pytest.raises(InvalidValueError):
        _quote(expires_at=NINE)
    with pytest.raises(NaiveDatetimeError):
        _quote().spend("order-7", at=datetime(2026, 3, 2, 9))  # noqa: DTZ001  # naive is the point


def _quote(
    *,
    amount: Money = Money("1.00", "EUR"),  # noqa: B008  # nobody changes it
    spread_bps: int = 0,
    expires_at: datetime = NINE + timedelta(hours=1),
) -> Quote:
    return Quote(
        "q1",
        "EUR",
        "USD",
        Fixed.SOURCE,
        amount,
        mid=Decimal("1.1"),
        spread_bps=spread_bps,
        locked_at=NINE,
        expires_at=expires_at,
    )

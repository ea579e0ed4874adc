"""A quote between authorisation and capture: used, honoured, asked for again, or left."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.fx import BPS, Fixed, NoRate, Quote, QuoteUse, Rate, StaleRate
from xbcommerce.kernel.money import CurrencyMismatchError
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.payments import CaptureTerms, capture_rate
from xbcommerce.payments.fx import Beyond, CaptureRate
from xbcommerce.payments.fx.messages import ENGLISH
from xbcommerce.testing.strategies.routing import capture_rates

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = NINE + timedelta(days=2)
EIGHTY = Money("80.00", "EUR")
QUOTE = Quote(
    "q1",
    "EUR",
    "USD",
    Fixed.SOURCE,
    EIGHTY,
    mid=Decimal("1.10"),
    spread_bps=100,
    locked_at=NINE,
    expires_at=NINE + timedelta(hours=1),
)
TERMS = CaptureTerms(25)


def market(value: str) -> Rate:
    """Make the market's rate."""
    return Rate("EUR", "USD", Decimal(value), date(2026, 3, 4), "a bank")


def decided(value: str, terms: CaptureTerms = TERMS, at: datetime = LATER) -> CaptureRate:
    """Decide at a market rate; no refusal."""
    answer = capture_rate(QUOTE, market(value), EIGHTY, "order-7", terms, at=at)
    assert isinstance(answer, CaptureRate)
    return answer


def test_a_quote_that_stands_is_used_whatever_the_market() -> None:
    """And the market need not be known."""
    unknown = NoRate("EUR", "USD", date(2026, 3, 2))
    answer = capture_rate(QUOTE, unknown, EIGHTY, "order-7", TERMS, at=NINE + timedelta(minutes=59))
    assert isinstance(answer, CaptureRate)
    assert (answer.use, answer.quote.used_by, answer.move_bps) == (QuoteUse.USE_QUOTE, "order-7", None)
    assert answer.actual == answer.promised
    assert str(answer).splitlines()[1] == "As quoted: EUR 80.00 = USD 87.12 at 1.089"


@pytest.mark.parametrize(
    ("value", "use"),
    [
        ("1.10275", QuoteUse.USE_WITHIN_TOLERANCE),
        ("1.09725", QuoteUse.USE_WITHIN_TOLERANCE),
        ("1.1028", QuoteUse.REQUOTE),
        ("1.0972", QuoteUse.REQUOTE),
    ],
)
def test_the_tolerance_holds_both_ways_and_includes_its_limit(value: str, use: QuoteUse) -> None:
    """25 basis points of 1.10 are 0.00275."""
    assert decided(value).use is use


def test_at_the_instant_of_expiry_a_quote_no_longer_stands() -> None:
    """Its validity is half open."""
    assert decided("1.11", at=NINE + timedelta(hours=1)).use is QuoteUse.REQUOTE


def test_what_is_honoured_is_marked_as_used_and_pays_what_was_promised() -> None:
    """So that no other deal can have it."""
    answer = decided("1.1022")
    assert answer.quote == evolve(QUOTE, used_by="order-7")
    assert answer.difference == Money("0.00", "USD")
    assert answer.move_bps == 20


def test_beyond_the_tolerance_the_terms_decide() -> None:
    """A new quote first; the market with the seller bearing the difference; or no capture."""
    first = decided("1.05")
    assert (first.actual, first.difference, first.quote) == (None, None, QUOTE)
    assert "Ask for a new quote" in str(first)
    today = decided("1.05", CaptureTerms(25, Beyond.AT_MARKET))
    assert today.difference == Money("-3.96", "USD")
    assert str(today).splitlines()[1:] == [
        "Captured at the market: EUR 80.00 = USD 83.16 at 1.0395",
        "- USD 87.12 had been promised: a difference of USD -3.96",
    ]
    left = capture_rate(
        QUOTE, market("1.05"), EIGHTY, "order-7", CaptureTerms(25, Beyond.DO_NOT_CAPTURE), at=LATER
    )
    assert isinstance(left, Refusal)
    assert left.codes == ("capture_rate.moved",)
    assert "the terms forbid the capture" in ENGLISH.explain(left)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (NoRate("EUR", "USD", date(2026, 3, 4)), "fx.no_rate"),
        (NoRate("EUR", "USD", date(2026, 3, 4), ("USD",)), "fx.unknown_currency"),
        (StaleRate(Rate("EUR", "USD", 1, date(2026, 2, 1), "a bank"), date(2026, 3, 4), 5), "fx.stale_rate"),
    ],
)
def test_a_market_that_nobody_knows_is_never_guessed(answer: NoRate | StaleRate, code: str) -> None:
    """The capture waits."""
    refused = capture_rate(QUOTE, answer, EIGHTY, "order-7", TERMS, at=LATER)
    assert isinstance(refused, Refusal)
    assert refused.codes == (code,)


def test_a_quote_is_for_one_deal_and_the_same_deal_may_ask_again() -> None:
    """Also after it has expired, with the same answer."""
    used = evolve(QUOTE, used_by="order-7")
    again = capture_rate(used, market("2.00"), EIGHTY, "order-7", TERMS, at=LATER)
    assert isinstance(again, CaptureRate)
    assert again.use is QuoteUse.USE_QUOTE
    other = capture_rate(used, market("1.10"), EIGHTY, "order-8", TERMS, at=NINE)
    assert isinstance(other, Refusal)
    assert "fx.quote_used" in other.codes
    early = capture_rate(QUOTE, market("1.10"), EIGHTY, "order-7", TERMS, at=NINE - timedelta(hours=1))
    assert isinstance(early, Refusal)
    assert early.codes == ("fx.quote_not_yet",)


@given(capture_rates())
def test_within_the_tolerance_the_seller_gets_what_was_promised(answer: CaptureRate) -> None:
    """The move is measured exactly, and decides."""
    if answer.move_bps is None:
        assert answer.use is QuoteUse.USE_QUOTE
    else:
        within = abs(answer.move_bps) <= answer.terms.tolerance_bps
        assert (answer.use is QuoteUse.USE_WITHIN_TOLERANCE) is within
    honoured = answer.use is not QuoteUse.REQUOTE
    assert bool(answer.quote.used_by) is honoured
    if honoured:
        assert answer.actual == answer.promised
        kept = 1 - answer.quote.spread_bps / BPS
        assert abs(answer.promised.rate.value / (answer.quote.mid * kept) - 1) < Fraction(1, 1_000)


def test_what_does_not_fit_the_quote_is_refused() -> None:
    """Another currency, another pair, no deal, no tolerance below nothing."""
    with pytest.raises(CurrencyMismatchError):
        capture_rate(QUOTE, market("1.10"), Money("80.00", "USD"), "order-7", TERMS, at=LATER)
    with pytest.raises(CurrencyMismatchError, match="the quote EUR/USD"):
        capture_rate(QUOTE, market("1.10").inverse(), EIGHTY, "order-7", TERMS, at=LATER)
    with pytest.raises(InvalidValueError):
        capture_rate(QUOTE, market("1.10"), EIGHTY, "", TERMS, at=NINE)
    with pytest.raises(InvalidValueError):
        CaptureTerms(-1)

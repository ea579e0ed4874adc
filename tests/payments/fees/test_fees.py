"""Fees, the price that covers them, and the breakdown of a payment: every cent has a line."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.fx import Rate
from xbcommerce.kernel.money import CurrencyMismatchError, minor, plain
from xbcommerce.payments import (
    Breakdown,
    FeeSchedule,
    Surcharge,
    Tier,
    TierMode,
    UnreachableNetError,
    gross_up,
    quote_fee,
    settle,
)
from xbcommerce.payments.fees import FeeKind
from xbcommerce.payments.fees.units import fee_units
from xbcommerce.reference.rates import ecb_rates
from xbcommerce.testing.strategies.money import moneys
from xbcommerce.testing.strategies.payments import breakdowns, fee_schedules

CARD = FeeSchedule(percent=Decimal("2.9"), fixed=Money("0.30", "USD"))
AMOUNTS = moneys(currencies=("USD",), minor_min=0, minor_max=10**7)


def exact_fee(schedule: FeeSchedule, units: int) -> Fraction:
    """Compute the percentages again, the long way, without rounding."""
    share = Fraction(schedule.percent) + sum(Fraction(extra.percent) for extra in schedule.surcharges)
    fee, low = units * share / 100, 0
    for tier in schedule.tiers:
        high = units if tier.up_to is None else minor(tier.up_to)
        if schedule.tier_mode is TierMode.MARGINAL:
            fee += max(0, min(units, high) - low) * Fraction(tier.percent) / 100
        elif low < units <= high or units == low == 0:
            fee += units * Fraction(tier.percent) / 100
        low = high
    return fee


@given(fee_schedules(), AMOUNTS)
def test_the_lines_of_a_fee_add_up_to_it(schedule: FeeSchedule, amount: Money) -> None:
    """Percentages, fixed parts, minimum and cap: their sum is the fee, and fee and net are the amount."""
    quote = quote_fee(schedule, amount)
    assert sum(minor(line.amount) for line in quote.lines) == minor(quote.total)
    assert minor(quote.total) + minor(quote.net) == minor(amount)


@given(fee_schedules(), AMOUNTS)
def test_the_short_way_charges_the_same(schedule: FeeSchedule, amount: Money) -> None:
    """The integer fee that `settle` uses is the total of the quote."""
    assert fee_units(schedule, minor(amount)) == minor(quote_fee(schedule, amount).total)


def test_a_surcharge_named_like_a_line_is_still_a_surcharge() -> None:
    """A minimum does not overwrite a surcharge called "minimum"; nor does any other line."""
    named = FeeSchedule(
        percent=Decimal(1),
        fixed=Money("1.00", "USD"),
        minimum=Money("5.00", "USD"),
        surcharges=tuple(
            Surcharge(name, fixed=Money("0.25", "USD")) for name in ("minimum", "cap", "percent", "fixed")
        ),
    )
    quote = quote_fee(named, Money("100.00", "USD"))
    assert plain(quote.total) == "5.00 USD"
    assert fee_units(named, 10_000) == 500
    assert [(line.kind, line.name, plain(line.amount)) for line in quote.lines] == [
        (FeeKind.PERCENT, "percent", "1.00 USD"),
        (FeeKind.SURCHARGE, "minimum", "0.25 USD"),
        (FeeKind.SURCHARGE, "cap", "0.25 USD"),
        (FeeKind.SURCHARGE, "percent", "0.25 USD"),
        (FeeKind.SURCHARGE, "fixed", "0.25 USD"),
        (FeeKind.FIXED, "fixed", "1.00 USD"),
        (FeeKind.MINIMUM, "minimum", "2.00 USD"),
    ]
    assert str(quote).splitlines()[2] == "  surcharge minimum: USD 0.25"


def test_two_surcharges_of_one_name_have_a_line_each() -> None:
    """A list may well name two extras alike."""
    twice = FeeSchedule(surcharges=(Surcharge("abroad", Decimal(1)), Surcharge("abroad", Decimal(2))))
    assert [plain(line.amount) for line in quote_fee(twice, Money("10.00", "EUR")).lines] == [
        "0.10 EUR",
        "0.20 EUR",
    ]


@given(fee_schedules(), AMOUNTS)
def test_a_fee_is_its_exact_percentages_rounded(schedule: FeeSchedule, amount: Money) -> None:
    """Within a unit a percentage line of the exact sum, then between minimum and cap."""
    fixed = [schedule.fixed, *(extra.fixed for extra in schedule.surcharges)]
    exact = exact_fee(schedule, minor(amount)) + sum(minor(part) for part in fixed if part is not None)
    slack = 1 + len(schedule.surcharges) if schedule.round_each else 1
    low, high = schedule.bounds
    total = minor(quote_fee(schedule, amount).total)
    assert low <= total
    assert high is None or total <= high
    bounded = max(exact, low) if high is None else min(max(exact, low), high)
    assert abs(total - bounded) < slack


@given(fee_schedules(), st.integers(0, 1_500))
def test_grossing_up_finds_the_smallest_sufficient_amount(schedule: FeeSchedule, wanted: int) -> None:
    """No smaller amount leaves as much: checked against all of them."""
    quote = gross_up(schedule, Money(Decimal(wanted).scaleb(-2), "USD"))
    assert minor(quote.net) >= wanted
    assert all(units - fee_units(schedule, units) < wanted for units in range(minor(quote.amount)))


def test_the_closed_formula_is_a_cent_short() -> None:
    """Calculators say 103.29, which leaves 99.99."""
    assert plain(gross_up(CARD, Money("100.00", "USD")).amount) == "103.30 USD"
    assert plain(quote_fee(CARD, Money("103.29", "USD")).net) == "99.99 USD"


def test_a_small_payment_may_cost_more_than_it_brings() -> None:
    """A negative net is shown, not clamped."""
    assert plain(quote_fee(CARD, Money("0.20", "USD")).net) == "-0.11 USD"


def test_a_fee_of_everything_cannot_be_grossed_up() -> None:
    """Unless a cap stops it."""
    everything = FeeSchedule(percent=Decimal(100))
    with pytest.raises(UnreachableNetError):
        gross_up(everything, Money("1.00", "USD"))
    capped = FeeSchedule(percent=Decimal(100), cap=Money("5.00", "USD"))
    assert plain(gross_up(capped, Money("1.00", "USD")).amount) == "6.00 USD"


def test_a_fee_of_nearly_everything_is_grossed_up_at_once() -> None:
    """The answer is far away, and is not walked to."""
    nearly = FeeSchedule(percent=Decimal("99.9999999999"))
    quote = gross_up(nearly, Money("1.00", "USD"))
    assert (plain(quote.amount), plain(quote.net)) == ("995000000000.01 USD", "1.00 USD")


def test_schedules_that_cannot_be_meant_are_refused() -> None:
    """Two currencies, negative or inexact parts, tiers without an end, more than everything."""
    dollars, euros = Money("0.30", "USD"), Money("5.00", "EUR")
    for broken in (
        lambda: FeeSchedule(fixed=dollars, cap=euros),
        lambda: FeeSchedule(percent=Decimal(-1)),
        lambda: FeeSchedule(percent=Decimal("NaN")),
        lambda: FeeSchedule(percent=2.9),  # type: ignore[arg-type]
        lambda: FeeSchedule(percent=Decimal(60), surcharges=(Surcharge("x", Decimal(50)),)),
        lambda: FeeSchedule(minimum=Money("2.00", "USD"), cap=Money("1.00", "USD")),
        lambda: FeeSchedule(fixed=Money("0.305", "USD")),
        lambda: FeeSchedule(tiers=(Tier(euros, Decimal(1)),)),
        lambda: FeeSchedule(tiers=(Tier(None, Decimal(1)), Tier(None, Decimal(2)))),
        lambda: FeeSchedule(tiers=(Tier(euros, Decimal(1)), Tier(euros, Decimal(2)), Tier(None, Decimal(3)))),
    ):
        with pytest.raises(InvalidValueError):
            broken()


def test_a_schedule_prices_its_own_currency_only() -> None:
    """Percentages alone fit any currency; a fixed part does not."""
    with pytest.raises(CurrencyMismatchError):
        quote_fee(CARD, Money("10.00", "EUR"))
    assert plain(quote_fee(FeeSchedule(percent=Decimal("3.6")), Money("500", "JPY")).total) == "18 JPY"
    with pytest.raises(InvalidValueError):
        quote_fee(CARD, Money("-10.00", "USD"))


@given(breakdowns())
def test_a_breakdown_loses_nothing(done: Breakdown) -> None:
    """Gross is fee and reserve and payable; the converted amount is spread and shares."""
    assert done.gross_minor == done.fee_minor + done.reserve_minor + minor(done.payable)
    assert done.at_mid_minor == done.spread_minor + sum(done.shares_minor)
    assert minor(done.net) == minor(done.reserve) + minor(done.payable)


@given(breakdowns())
def test_a_breakdown_rounds_each_step_by_less_than_a_unit(done: Breakdown) -> None:
    """The conversion is within half a unit of exact, and the reserve never takes what is not there."""
    exact = Fraction(done.payable.amount) * done.rate.value
    assert abs(Fraction(done.converted_at_mid.amount) - exact) * 2 <= Fraction(10) ** -_digits(done)
    assert 0 <= done.reserve_minor <= max(0, minor(done.net))


def _digits(done: Breakdown) -> int:
    return -int(done.converted_at_mid.amount.as_tuple().exponent)


def test_a_breakdown_refuses_what_does_not_fit() -> None:
    """A rate of another pair, a share above everything, parties without weight, floats."""
    rate = _euros_per_dollar()
    amount = Money("149.99", "USD")
    with pytest.raises(CurrencyMismatchError):
        settle(Money("1.00", "EUR"), CARD, rate)
    for broken in (
        lambda: settle(amount, CARD, rate, reserve_bps=10_001),
        lambda: settle(amount, CARD, rate, spread_bps=-1),
        lambda: settle(amount, CARD, rate, spread_bps=1.5),  # type: ignore[arg-type]
        lambda: settle(amount, CARD, rate, weights=[0, 0]),
        lambda: settle(amount, CARD, rate, weights=[]),
        lambda: settle(Money("-1.00", "USD"), CARD, rate),
        lambda: settle(Money("NaN", "USD"), CARD, rate),
    ):
        with pytest.raises(InvalidValueError):
            broken()


def _euros_per_dollar() -> Rate:
    table = ecb_rates()
    rate = table.as_of("USD", "EUR", table.days[-1], max_age_days=0)
    assert isinstance(rate, Rate)
    return rate


def test_a_percentage_may_be_written_as_text() -> None:
    """As other figures may; what is no number is refused."""
    assert FeeSchedule(percent="2.9") == FeeSchedule(percent=Decimal("2.9"))
    with pytest.raises(InvalidValueError, match=r"percent='2,9': expected a number such as '2\.9'"):
        FeeSchedule(percent="2,9")
    with pytest.raises(InvalidValueError, match="percent=NaN"):
        Surcharge("card from abroad", "NaN")

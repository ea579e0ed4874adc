"""What exchange rates do to claims and debts between booking and settlement."""

from __future__ import annotations

import gzip
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.fx import NoRate, Rate, RateTable, UnusableRateError
from xbcommerce.kernel.money import CurrencyMismatchError, plain
from xbcommerce.payments.fx import FX_DIFFERENCE, FxDifference, Position, fx_difference
from xbcommerce.testing.strategies.routing import fx_differences

FILE = Path(__file__).parents[4] / "shared/data/payments/ecb/eurofxref-hist.csv.gz"
BOOKED = Rate("USD", "EUR", Decimal("0.92"), date(2026, 3, 2), "a bank")
SETTLED = Rate("USD", "EUR", Decimal("0.95"), date(2026, 3, 20), "a bank")
HUNDRED = Money("100.00", "USD")


@pytest.mark.parametrize(
    ("position", "gain"), [(Position.RECEIVABLE, "3.00 EUR"), (Position.PAYABLE, "-3.00 EUR")]
)
def test_a_dearer_currency_is_good_for_who_is_owed_it(position: Position, gain: str) -> None:
    """And bad for who owes it."""
    assert plain(fx_difference(HUNDRED, BOOKED, SETTLED, position).gain) == gain


def test_the_difference_goes_to_an_account_of_its_own() -> None:
    """A gain is a credit there, a loss a debit; the claim or debt takes the other side."""
    gained = fx_difference(HUNDRED, BOOKED, SETTLED, Position.RECEIVABLE).lines("provider_clearing")
    lost = fx_difference(HUNDRED, BOOKED, SETTLED, Position.PAYABLE).lines("refunds_payable")
    assert [(line.account, line.amount_minor) for line in (*gained, *lost)] == [
        ("provider_clearing", 300),
        (FX_DIFFERENCE, -300),
        ("refunds_payable", -300),
        (FX_DIFFERENCE, 300),
    ]


@given(fx_differences())
def test_what_one_side_gains_the_other_loses(done: FxDifference) -> None:
    """The lines balance, and the claim ends at its settled value."""
    other = evolve(done, position=next(each for each in Position if each is not done.position))
    assert done.gain_minor == -other.gain_minor
    lines = done.lines("somewhere")
    assert sum(line.amount_minor for line in lines) == 0
    assert bool(lines) is bool(done.gain_minor)
    assert ("brought" in str(done)) is (done.gain_minor >= 0)


def test_rates_that_do_not_belong_together_are_refused() -> None:
    """Two pairs, an amount of neither, no rate, and a sign that the position should carry."""
    with pytest.raises(CurrencyMismatchError, match="one pair"):
        fx_difference(HUNDRED, BOOKED, SETTLED.inverse(), Position.PAYABLE)
    with pytest.raises(CurrencyMismatchError):
        fx_difference(Money("1.00", "GBP"), BOOKED, SETTLED, Position.PAYABLE)
    with pytest.raises(UnusableRateError):
        fx_difference(HUNDRED, BOOKED, NoRate("USD", "EUR", date(2026, 3, 2)), Position.PAYABLE)  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError, match=r"Position\.PAYABLE"):
        fx_difference(-HUNDRED, BOOKED, SETTLED, Position.RECEIVABLE)


@pytest.mark.skipif(not FILE.exists(), reason=f"{FILE} is not here")
def test_a_real_month_of_the_dollar() -> None:
    """Booked on a Friday, settled on a Sunday three weeks later: the newest fixing before it counts."""
    with gzip.open(FILE, "rt", encoding="utf-8", newline="") as lines:
        table = RateTable.from_csv(lines, source="Source: ECB statistics", currencies=["USD"])
    booked = table.as_of("USD", "EUR", date(2022, 9, 2), max_age_days=5)
    settled = table.as_of("USD", "EUR", date(2022, 9, 25), max_age_days=5)
    assert isinstance(booked, Rate)
    assert isinstance(settled, Rate)
    assert (booked.as_of, settled.as_of) == (date(2022, 9, 2), date(2022, 9, 23))
    done = fx_difference(HUNDRED, booked, settled, Position.RECEIVABLE)
    assert [plain(each) for each in (done.booked.amount, done.settled.amount, done.gain)] == [
        "100.07 EUR",
        "102.52 EUR",
        "2.45 EUR",
    ]

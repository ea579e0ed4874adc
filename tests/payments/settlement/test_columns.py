"""A column of payments is settled as each of them is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from operator import add, floordiv, gt, lt, mul, sub
from typing import Self

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from tests.payments.sizes import HALF
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.fx import Rate
from xbcommerce.kernel.money import from_minor, minor
from xbcommerce.payments import Breakdown, FeeSchedule, quote_fee
from xbcommerce.payments.fees.units import fee_units
from xbcommerce.payments.settlement import SettledColumns, SettlementTerms, settle_columns
from xbcommerce.testing.strategies.payments import START, fee_schedules
from xbcommerce.testing.strategies.settlement_terms import settlement_terms

UNITS = st.integers(0, 10**7) | st.integers(0, 500) | st.integers(10**15, 10**25)


class Lane:
    """The plainest column there is: a list that calculates element by element."""

    def __init__(self, values: Sequence[int]) -> None:
        self.values = list(values)

    def _each(self, operation: Callable[[int, int], int], other: Self | int) -> Self:
        others = [other] * len(self.values) if isinstance(other, int) else other.values
        return type(self)([int(operation(*pair)) for pair in zip(self.values, others, strict=True)])

    def __add__(self, other: Self | int, /) -> Self:
        return self._each(add, other)

    def __sub__(self, other: Self | int, /) -> Self:
        return self._each(sub, other)

    def __mul__(self, other: Self | int, /) -> Self:
        return self._each(mul, other)

    def __floordiv__(self, other: Self | int, /) -> Self:
        return self._each(floordiv, other)

    def __lt__(self, other: Self | int, /) -> Self:
        return self._each(lt, other)

    def __gt__(self, other: Self | int, /) -> Self:
        return self._each(gt, other)


def of_one(done: Breakdown) -> SettledColumns[int]:
    """Read the figures of one payment."""
    return SettledColumns(
        done.fee_minor,
        minor(done.net),
        done.reserve_minor,
        minor(done.payable),
        done.at_mid_minor,
        done.spread_minor,
        minor(done.remitted),
        done.shares_minor,
    )


def row(columns: SettledColumns[Lane], index: int) -> SettledColumns[int]:
    """Read one row of a column."""
    names = ("fee", "net", "reserve", "payable", "at_mid", "spread", "remitted")
    figures = [getattr(columns, f"{name}_minor").values[index] for name in names]
    return SettledColumns(*figures, tuple(share.values[index] for share in columns.shares_minor))


@given(settlement_terms(), st.lists(UNITS, min_size=1, max_size=20))
def test_a_list_is_settled_as_each_payment_is(terms: SettlementTerms, amounts: list[int]) -> None:
    """Fees of every shape, negative nets, nothing, and amounts beyond 64 bits."""
    columns = settle_columns(terms, Lane(amounts))
    for index, units in enumerate(amounts):
        alone = terms.settle(from_minor(units, terms.currency))
        assert row(columns, index) == of_one(alone) == settle_columns(terms, units)


@HALF
@given(settlement_terms(), st.lists(st.tuples(UNITS, st.integers(1, 10**9)), min_size=1, max_size=9))
def test_a_rate_may_differ_row_by_row(terms: SettlementTerms, sales: list[tuple[int, int]]) -> None:
    """As if each row had terms of its own, whatever digits the currencies have."""
    amounts, numerators = zip(*sales, strict=True)
    columns = settle_columns(terms, Lane(amounts), rate=(Lane(numerators), 10**8))
    for index, (units, numerator) in enumerate(sales):
        own = evolve(terms, rate=evolve(terms.rate, value=Fraction(numerator, 10**8)))
        assert row(columns, index) == of_one(own.settle(from_minor(units, terms.currency)))


@given(fee_schedules(), UNITS)
def test_the_formula_charges_what_the_quote_says(schedule: FeeSchedule, units: int) -> None:
    """Tiers, rounding line by line, minimum and cap: without the lines, the same total."""
    assert fee_units(schedule, units) == minor(quote_fee(schedule, from_minor(units, "USD")).total)


def test_terms_say_what_settle_would_say() -> None:
    """A wrong share is refused when the terms are made, not at the first payment."""
    rate = Rate("USD", "EUR", Decimal("0.8951"), START.date(), "a bank")
    with pytest.raises(InvalidValueError, match=r"reserve_bps=10001: expected 0 to 10000"):
        SettlementTerms(FeeSchedule(), rate, reserve_bps=10_001)
    terms = SettlementTerms(FeeSchedule(), rate, weights=("0.75", "0.25"))
    assert (terms.currency, terms.target, terms.whole_weights) == ("USD", "EUR", (3, 1))
    assert terms.settle(Money("100.00", "USD")).shares_minor == (6713, 2238)

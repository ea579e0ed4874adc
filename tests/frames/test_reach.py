"""Bounds are calculated by the formula itself, so no figure of a column can leave 64 bits unnoticed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from operator import add, floordiv, gt, lt, mul, sub
from typing import Self

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xbcommerce.kernel.fx import Rate
from xbcommerce.payments import FeeSchedule
from xbcommerce.payments.settlement import SettlementTerms, settle_columns
from xbcommerce.testing.strategies.settlement_terms import settlement_terms

pytest.importorskip("narwhals", reason="narwhals is not installed; it comes with xbcommerce[frames]")

from xbcommerce.frames.parts import figures
from xbcommerce.frames.reach import INT64_MAX, Reach, fits, greatest


class Witness:
    """A number that remembers the greatest that was met on the way to it."""

    def __init__(self, value: int, peak: int = 0) -> None:
        self.value = value
        self.peak = max(peak, abs(value))

    def _with(self, operation: Callable[[int, int], int], other: Self | int) -> Self:
        value, peak = (other, abs(other)) if isinstance(other, int) else (other.value, other.peak)
        return type(self)(int(operation(self.value, value)), max(self.peak, peak))

    def __add__(self, other: Self | int, /) -> Self:
        return self._with(add, other)

    def __sub__(self, other: Self | int, /) -> Self:
        return self._with(sub, other)

    def __mul__(self, other: Self | int, /) -> Self:
        return self._with(mul, other)

    def __floordiv__(self, other: Self | int, /) -> Self:
        return self._with(floordiv, other)

    def __lt__(self, other: Self | int, /) -> Self:
        return self._with(lt, other)

    def __gt__(self, other: Self | int, /) -> Self:
        return self._with(gt, other)


@given(settlement_terms(), st.integers(0, 10**20), st.data())
def test_no_step_goes_further_than_its_bound(terms: SettlementTerms, top: int, data: st.DataObject) -> None:
    """Whatever the terms, every figure on the way of every amount up to the top."""
    units = data.draw(st.just(top) | st.integers(0, top))
    bounds = figures(settle_columns(terms, Reach(top)))
    for name, met in figures(settle_columns(terms, Witness(units))).items():
        assert met.peak <= bounds[name].peak
        assert abs(met.value) <= bounds[name].size


def limit_of(terms: SettlementTerms) -> int:
    """Find the greatest amount that is sure to stay within 64 bits on the way."""
    return greatest(
        lambda units: fits(*figures(settle_columns(terms, Reach(units))).values()),
        INT64_MAX,
    )


@settings(max_examples=15)
@given(settlement_terms())
def test_up_to_the_limit_nothing_leaves_64_bits(terms: SettlementTerms) -> None:
    """Not one step of the greatest amount that is left to columns."""
    met = figures(settle_columns(terms, Witness(limit_of(terms)))).values()
    assert max(witness.peak for witness in met) <= INT64_MAX


def test_bounds_give_little_room_away() -> None:
    """A card's terms at a rate of eight decimals: at least a quarter of what the products leave is used."""
    rate = Rate("USD", "EUR", Fraction(89_512_345, 10**8), date(2026, 10, 30), "a bank")
    terms = SettlementTerms(FeeSchedule(percent=Decimal("2.9")), rate, spread_bps=150)
    product = 2 * rate.value.numerator
    assert INT64_MAX // product // 4 < limit_of(terms) <= INT64_MAX // product * 2


@pytest.mark.parametrize(("bound", "top", "found"), [(7, 100, 7), (7, 5, 5), (-1, 100, -1), (99, 100, 99)])
def test_the_greatest_is_found_by_halving(bound: int, top: int, found: int) -> None:
    """Up to the top, and -1 where nothing holds."""
    assert greatest(lambda number: number <= bound, top) == found

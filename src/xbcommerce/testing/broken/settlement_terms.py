"""Terms of settlement with one defect."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from xbcommerce.kernel.money import AllocationError, CurrencyMismatchError
from xbcommerce.payments import FeeSchedule
from xbcommerce.testing.strategies.money import moneys
from xbcommerce.testing.strategies.settlement_terms import settlement_terms

from .twin import Broken, Wrong, twins


def broken_settlement_terms() -> st.SearchStrategy[Broken]:
    """Terms that hold back more than all, cost more than nothing can, or pay nobody."""
    in_yen = moneys(currencies=("JPY",), minor_min=1, minor_max=500).map(
        lambda fixed: FeeSchedule(percent=Decimal("3.6"), fixed=fixed)
    )
    return twins(
        settlement_terms(currency="USD"),
        Wrong("reserve_of_more_than_all", "reserve_bps", st.integers(10_001, 20_000), "expected 0 to 10000"),
        Wrong("negative_spread", "spread_bps", st.integers(-500, -1), "expected 0 to 10000"),
        Wrong("spread_is_a_float", "spread_bps", st.sampled_from([1.5, 0.1]), "say Decimal(str(x))"),
        Wrong(
            "nobody_is_paid",
            "weights",
            st.sampled_from([(Fraction(0),), (Fraction(0), Fraction(0))]),
            "nobody is entitled",
            AllocationError,
            shows=lambda _: "weights are zero",
        ),
        Wrong(
            "negative_weight",
            "weights",
            st.just((Fraction(-1), Fraction(2))),
            "expected none below zero",
            AllocationError,
            shows=lambda _: "-1",
        ),
        Wrong(
            "price_list_in_another_currency",
            "schedule",
            in_yen,
            "does not fit the rate USD/",
            CurrencyMismatchError,
            shows=lambda _: "JPY",
        ),
    )

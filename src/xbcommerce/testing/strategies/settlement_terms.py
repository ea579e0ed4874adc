"""Terms of settlement of every shape: what a whole table of payments is settled under."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from xbcommerce.payments.settlement import SettlementTerms

from .money import rates
from .payments import fee_schedules


@st.composite
def settlement_terms(
    draw: st.DrawFn, *, currency: str | None = None, parties: int | None = None
) -> SettlementTerms:
    """Terms for any currency or a given one, with up to four parties or a given number.

    Some have shares that no decimal can write, so that denominators grow.
    """
    rate = draw(rates(base=currency))
    low, high = (1, 4) if parties is None else (parties, parties)
    weights = draw(st.lists(st.integers(0, 100), min_size=low, max_size=high))
    return SettlementTerms(
        draw(fee_schedules(currency=rate.base)),
        rate,
        reserve_bps=draw(st.integers(0, 2_000) | st.just(Fraction(2_000, 3))),
        spread_bps=draw(st.integers(0, 500) | st.just(Fraction(25, 7))),
        weights=[weights[0] + 1, *weights[1:]],
    )

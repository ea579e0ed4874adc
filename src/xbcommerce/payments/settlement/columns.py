"""What becomes of a whole column of payments under the same terms: `settle`, for a table.

The formula is written with plain operators, so a column is whatever has them: an int, an array of int64, a
column of a data frame (`xbcommerce.frames`). It must be able to hold the amounts times the terms' numerators.

Example:
    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.fx import Rate
    >>> from xbcommerce.payments import FeeSchedule
    >>> from xbcommerce.payments.settlement import SettlementTerms, settle_columns
    >>> card = FeeSchedule(percent=Decimal("2.9"), fixed=Money("0.30", "USD"))
    >>> rate = Rate("USD", "EUR", Decimal("0.8951"), date(2026, 10, 30), "Source: ECB statistics")
    >>> terms = SettlementTerms(card, rate, reserve_bps=1000, spread_bps=150, weights=(3, 1))
    >>> columns = settle_columns(terms, 14_999)
    >>> columns.fee_minor, columns.remitted_minor, columns.shares_minor
    (465, 11533, (8650, 2883))
    >>> terms.settle(Money("149.99", "USD")).shares_minor
    (8650, 2883)
"""

from __future__ import annotations

from typing import Generic

from attrs import frozen

from xbcommerce.kernel.money.ranks import shares_by_rank
from xbcommerce.kernel.money.whole import N
from xbcommerce.payments.fees.units import fee_units

from .steps import minor_digits, steps
from .terms import SettlementTerms


@frozen
class SettledColumns(Generic[N]):
    """The figures of a `Breakdown`, in minor units, for one payment or a column of them.

    Attributes:
        fee_minor: What the provider keeps.
        net_minor: What is left after the fee; may be negative.
        reserve_minor: What the provider holds back for a while.
        payable_minor: What is converted and sent.
        at_mid_minor: The payable amount in the target currency, at the rate without spread.
        spread_minor: What the exchange costs, in the target currency.
        remitted_minor: What is sent to the bank, in the target currency.
        shares_minor: What each party gets of it, in the order of the weights.
    """

    fee_minor: N
    net_minor: N
    reserve_minor: N
    payable_minor: N
    at_mid_minor: N
    spread_minor: N
    remitted_minor: N
    shares_minor: tuple[N, ...]


def settle_columns(
    terms: SettlementTerms, units: N, *, rate: tuple[N | int, N | int] | None = None
) -> SettledColumns[N]:
    """Compute what becomes of payments: `settle` in minor units, one or a column of them.

    Args:
        terms: What the provider takes, and how the rest is converted and shared.
        units: What buyers pay, in minor units of the terms' currency, not negative.
        rate: Numerator and denominator of a mid rate that differs row by row, both positive; default the
            rate of the terms.
    """
    mid: tuple[N | int, N | int] = terms.mid
    if rate is not None:
        up, down = minor_digits(terms.rate)
        mid = (rate[0] * up, rate[1] * down)
    fee = fee_units(terms.schedule, units)
    reserve, at_mid, spread = steps(units, fee, reserve=terms.reserve, mid=mid, spread=terms.spread)
    net = units - fee
    remitted = at_mid - spread
    shares = tuple(shares_by_rank(remitted, terms.whole_weights))
    return SettledColumns(fee, net, reserve, net - reserve, at_mid, spread, remitted, shares)

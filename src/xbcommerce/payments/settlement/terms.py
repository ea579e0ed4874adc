"""What is agreed for the payments of one currency: price list, rate, reserve, cost of the exchange, shares.

Example:
    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.fx import Rate
    >>> from xbcommerce.payments import FeeSchedule
    >>> from xbcommerce.payments.settlement import SettlementTerms
    >>> rate = Rate("GBP", "EUR", Decimal("1.1993"), date(2026, 10, 30), "Source: ECB statistics")
    >>> terms = SettlementTerms(FeeSchedule(percent=Decimal("1.4")), rate, weights=("0.8", "0.2"))
    >>> [str(share.amount) for share in terms.settle(Money("50.00", "GBP")).shares]
    ['47.30', '11.83']
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.figures import Figure, figure
from xbcommerce.kernel.fx import Rate, usable
from xbcommerce.kernel.money import CurrencyMismatchError
from xbcommerce.kernel.money.allocation import shared_weights
from xbcommerce.payments.fees.schedule import FeeSchedule

from .breakdown import Breakdown, settle
from .steps import Ratio, bps_ratio


def _figures(values: Iterable[Figure]) -> tuple[Fraction, ...]:
    return tuple(figure(value) for value in values)


@frozen
class SettlementTerms:
    """What `settle` takes beside the amount, kept together for many payments.

    Attributes:
        schedule: What the provider takes.
        rate: Mid rate from the payments' currency to the bank account's; a rate of 1 where they are the same.
        reserve_bps: Share of what is left after the fee that is held back.
        spread_bps: Share of the converted amount that the exchange costs.
        weights: How the remittance is shared.
    """

    schedule: FeeSchedule
    rate: Rate
    reserve_bps: Fraction = field(default=Fraction(0), converter=figure, kw_only=True)
    spread_bps: Fraction = field(default=Fraction(0), converter=figure, kw_only=True)
    weights: tuple[Fraction, ...] = field(default=(Fraction(1),), converter=_figures, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Refuse what `settle` would refuse for any amount."""
        base = usable(self.rate).base
        if self.schedule.currency not in {None, base}:
            msg = f"a price list in {self.schedule.currency} does not fit the rate {base}/{self.rate.quote}"
            raise CurrencyMismatchError(msg)
        _ = self.reserve, self.spread, self.whole_weights

    @property
    def currency(self) -> str:
        """What buyers pay in."""
        return self.rate.base

    @property
    def target(self) -> str:
        """What the bank account is in."""
        return self.rate.quote

    @cached_property
    def reserve(self) -> Ratio:
        """The reserve as a share of what the fee leaves."""
        return bps_ratio(self.reserve_bps, "reserve_bps")

    @cached_property
    def mid(self) -> Ratio:
        """Minor units of the target for one of the payments'."""
        return self.rate.per_minor.as_integer_ratio()

    @cached_property
    def spread(self) -> Ratio:
        """The spread as a share of what is converted."""
        return bps_ratio(self.spread_bps, "spread_bps")

    @cached_property
    def whole_weights(self) -> tuple[int, ...]:
        """The weights over their common denominator."""
        return tuple(shared_weights(self.weights))

    def settle(self, gross: Money) -> Breakdown:
        """Compute what becomes of one payment; see `settle`."""
        return settle(
            gross,
            self.schedule,
            self.rate,
            reserve_bps=self.reserve_bps,
            spread_bps=self.spread_bps,
            weights=self.weights,
        )

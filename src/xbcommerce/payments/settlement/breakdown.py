"""Where an amount goes between the buyer and the parties, computed on whole minor units.

The order of steps is a contract, because each one rounds: fee (as the price list says), reserve (floor of
what is left), conversion of the rest at mid (half up), spread (half up of the converted amount), split of the
remittance by largest remainder.

Example:
    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.fx import Rate
    >>> from xbcommerce.payments import FeeSchedule, settle
    >>> card = FeeSchedule(percent=Decimal("2.9"), fixed=Money("0.30", "USD"))
    >>> rate = Rate("USD", "EUR", Decimal("0.8951"), date(2026, 10, 30), "Source: ECB statistics")
    >>> print(settle(Money("149.99", "USD"), card, rate, reserve_bps=1000, spread_bps=150, weights=[3, 1]))
    The buyer paid USD 149.99
    - the provider keeps USD 4.65 as its fee, which leaves USD 145.34
    - USD 14.53 is held back as a reserve
    = USD 130.81 is paid out
    At 0.8951 per unit on Oct 30, 2026 (Source: ECB statistics) that is EUR 117.09
    - the exchange costs EUR 1.76 beside that rate
    = EUR 115.33 is sent to the bank
      part 1: EUR 86.50
      part 2: EUR 28.83
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.fx import Rate, rate_text, usable
from xbcommerce.kernel.money import (
    Allocate,
    CurrencyMismatchError,
    Exact,
    allocate_units,
    from_minor,
    plain,
)
from xbcommerce.kernel.unmet import Note, Param
from xbcommerce.payments.fees.quote import fee_base
from xbcommerce.payments.fees.schedule import FeeSchedule
from xbcommerce.payments.fees.units import fee_units
from xbcommerce.payments.messages import ENGLISH

from .steps import bps_ratio, steps

# Looking a member up through its class costs more than a step of the arithmetic.
_LARGEST_REMAINDER = Allocate.LARGEST_REMAINDER


@frozen
class Breakdown:
    """Where an amount went; whole minor units inside, money on request.

    ``gross = fee + reserve + payable`` in the currency of the payment, and
    ``converted at mid = spread + sum(shares)`` in the currency of the bank account, always.

    Attributes:
        currency: What the buyer paid in.
        target: What the bank account is in.
        gross_minor: What the buyer paid.
        fee_minor: What the provider keeps.
        reserve_minor: What the provider holds back for a while.
        at_mid_minor: The payable amount in ``target``, at the rate without spread.
        spread_minor: What the exchange costs, in ``target``.
        shares_minor: What each party gets, in the order of the weights.
        rate: The mid rate, with its day and source.
    """

    currency: str
    target: str
    gross_minor: int
    fee_minor: int
    reserve_minor: int
    at_mid_minor: int
    spread_minor: int
    shares_minor: tuple[int, ...]
    rate: Rate

    @property
    def gross(self) -> Money:
        """What the buyer paid."""
        return from_minor(self.gross_minor, self.currency)

    @property
    def fee(self) -> Money:
        """What the provider keeps."""
        return from_minor(self.fee_minor, self.currency)

    @property
    def net(self) -> Money:
        """What is left after the fee; may be negative."""
        return from_minor(self.gross_minor - self.fee_minor, self.currency)

    @property
    def reserve(self) -> Money:
        """What the provider holds back for a while."""
        return from_minor(self.reserve_minor, self.currency)

    @property
    def payable(self) -> Money:
        """What is converted and sent."""
        return from_minor(self.gross_minor - self.fee_minor - self.reserve_minor, self.currency)

    @property
    def converted_at_mid(self) -> Money:
        """The payable amount in the bank's currency, before the spread."""
        return from_minor(self.at_mid_minor, self.target)

    @property
    def spread(self) -> Money:
        """What the exchange costs."""
        return from_minor(self.spread_minor, self.target)

    @property
    def remitted(self) -> Money:
        """What is sent to the bank."""
        return from_minor(self.at_mid_minor - self.spread_minor, self.target)

    @property
    def shares(self) -> tuple[Money, ...]:
        """What each party gets; adds up to `remitted`."""
        return tuple(from_minor(share, self.target) for share in self.shares_minor)

    def why(self) -> tuple[Note, ...]:
        """Return every step with its figure."""
        at_mid: dict[str, Param] = {
            "rate": rate_text(self.rate.value),
            "on": self.rate.as_of,
            "source": self.rate.source,
            "converted": self.converted_at_mid,
        }
        notes = [
            Note("breakdown.gross", {"gross": self.gross}),
            Note("breakdown.fee", {"fee": self.fee, "net": self.net}),
            Note("breakdown.reserve", {"reserve": self.reserve}),
            Note("breakdown.payable", {"payable": self.payable}),
        ]
        if self.currency != self.target:
            notes += [Note("breakdown.at_mid", at_mid), Note("breakdown.spread", {"spread": self.spread})]
        notes.append(Note("breakdown.remitted", {"remitted": self.remitted}))
        if len(self.shares_minor) > 1:
            notes += [
                Note("breakdown.share", {"part": part, "share": share})
                for part, share in enumerate(self.shares, 1)
            ]
        return tuple(notes)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def settle(
    gross: Money,
    schedule: FeeSchedule,
    rate: Rate,
    *,
    reserve_bps: Exact = 0,
    spread_bps: Exact = 0,
    weights: Sequence[Exact] = (1,),
) -> Breakdown:
    """Compute what becomes of a payment, step by step, without losing a minor unit.

    Args:
        gross: What the buyer pays, in ``rate.base``.
        schedule: What the provider takes.
        rate: Mid rate from the payment's currency to the bank account's; a rate of 1 where they are the same.
        reserve_bps: Share of what is left after the fee that is held back; nothing if that is negative.
        spread_bps: Share of the converted amount that the exchange costs.
        weights: How the remittance is shared; see `allocate`.

    Raises:
        CurrencyMismatchError: ``gross`` or the schedule does not fit the rate's base currency.
        UnusableRateError: ``rate`` is `NoRate` or `StaleRate`; the message carries its sentence.
        InvalidValueError: A negative amount, a share outside 0 to 10,000 bps, weights nobody can be paid by.
    """
    units = fee_base(schedule, gross)
    if gross.currency.code != usable(rate).base:
        msg = f"{plain(gross)} does not fit the rate {rate.base}/{rate.quote}"
        raise CurrencyMismatchError(msg)
    fee = fee_units(schedule, units)
    reserve, at_mid, spread = steps(
        units,
        fee,
        reserve=bps_ratio(reserve_bps, "reserve_bps"),
        mid=rate.per_minor.as_integer_ratio(),
        spread=bps_ratio(spread_bps, "spread_bps"),
    )
    shares = allocate_units(at_mid - spread, weights, _LARGEST_REMAINDER).shares
    return Breakdown(rate.base, rate.quote, units, fee, reserve, at_mid, spread, shares, rate)

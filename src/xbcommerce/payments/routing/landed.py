"""What of a payment reaches the seller's bank, in the seller's currency.

The fees come off first, then what is left is exchanged at the market rate less the spread, rounded half up
once, then the payout takes its fee. Fees that the provider's list states in the seller's currency come off
after the exchange, as providers take them from the balance.

Example:
    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.fx import Rate
    >>> from xbcommerce.payments import Candidate, FeeSchedule, Purchase
    >>> from xbcommerce.payments.providers import MethodKind, MethodOffer
    >>> from xbcommerce.payments.routing import landed_net
    >>> paypal = MethodOffer(MethodKind.PAYPAL, "PayPal", currencies={"USD"}, countries={"US"})
    >>> candidate = Candidate(provider="paypal", offer=paypal,
    ...     fees=(FeeSchedule(percent=Decimal("3.49"), fixed=Money("0.49", "USD")),), payout=FeeSchedule(),
    ...     rate=Rate("USD", "EUR", Decimal("0.92"), date(2026, 3, 2), "a bank"), spread_bps=300)
    >>> landed = landed_net(candidate, Purchase(Money("100.00", "USD"), "US", "EUR"))
    >>> str(landed.net.amount), str(landed.spread.amount)
    ('85.69', '2.65')
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.fx import BPS, Rate, UnusableRateError, usable
from xbcommerce.kernel.money import Rounding, from_minor, minor, round_fraction
from xbcommerce.payments.fees.schedule import FeeSchedule
from xbcommerce.payments.fees.units import fee_units

from .candidate import Candidate, Purchase

T = TypeVar("T")


@frozen
class LandedNet:
    """A payment from the buyer to the seller's bank, step by step.

    Attributes:
        gross: What the buyer pays.
        fees: What is taken before the exchange, in the buyer's currency.
        fees_after: What is taken after the exchange, in the seller's currency.
        at_mid: What is left after ``fees``, at the market rate.
        spread: What the exchange costs beside that rate.
        payout_fee: What the payout costs.
        net: What reaches the bank; may be negative.
        rate: The market rate; None where nothing is exchanged.
    """

    gross: Money
    fees: Money
    fees_after: Money
    at_mid: Money
    spread: Money
    payout_fee: Money
    net: Money
    rate: Rate | None = None


def landed_net(candidate: Candidate, purchase: Purchase) -> LandedNet:
    """Compute what of a payment reaches the seller.

    Args:
        candidate: Who takes it; nothing of it may be unknown, see `route_reasons`.
        purchase: What is paid.

    Raises:
        UnusableRateError: The rate is missing or stale where the amount must be exchanged.
        InvalidValueError: Fees, payout fee or spread are unknown.
    """
    base, settlement = purchase.amount.currency.code, purchase.settlement
    units = minor(purchase.amount)
    schedules = _known(candidate.fees, candidate, "fees")
    payout = _known(candidate.payout, candidate, "payout")
    before = _taken((each for each in schedules if each.currency in {None, base}), units)
    at_mid, received = _exchanged(candidate, purchase, units - before)
    after = _taken((each for each in schedules if each.currency not in {None, base}), max(0, received))
    left = received - after
    payout_fee = fee_units(payout, max(0, left))
    return LandedNet(
        purchase.amount,
        from_minor(before, base),
        from_minor(after, settlement),
        from_minor(at_mid, settlement),
        from_minor(at_mid - received, settlement),
        from_minor(payout_fee, settlement),
        from_minor(left - payout_fee, settlement),
        candidate.rate if isinstance(candidate.rate, Rate) else None,
    )


def _taken(schedules: Iterable[FeeSchedule], units: int) -> int:
    return sum(fee_units(schedule, units) for schedule in schedules)


def _exchanged(candidate: Candidate, purchase: Purchase, units: int) -> tuple[int, int]:
    """Return an amount at the market rate and as it is received, each rounded half up once."""
    if candidate.rate is None and not purchase.situation.is_converted:
        return units, units
    if candidate.rate is None:
        raise UnusableRateError.from_answer(None)
    rate = usable(candidate.rate)
    exact = units * rate.per_minor
    kept = 1 - _known(candidate.spread_bps, candidate, "spread_bps") / BPS
    return round_fraction(exact, Rounding.HALF_UP), round_fraction(exact * kept, Rounding.HALF_UP)


def _known(value: T | None, candidate: Candidate, name: str) -> T:
    if value is None:
        msg = f"{name} of {candidate.place} is not known; ask route_reasons before the arithmetic"
        raise InvalidValueError(msg)
    return value

"""The steps between what the buyer pays and what is sent to the bank, each of which rounds.

Their order is a contract: reserve (floor of what the fee leaves), conversion of the rest at mid (half up),
spread (half up of the converted amount). `settle` takes them for one payment, `settle_columns` for a table.
"""

from __future__ import annotations

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.fx import BPS, Rate
from xbcommerce.kernel.money import Exact, Rounding, exact, exponent_of
from xbcommerce.kernel.money.rounding import rounded
from xbcommerce.kernel.money.whole import N

Ratio = tuple[int, int]
"""Numerator and denominator."""

# Looking a member up through its class costs more than a step of the arithmetic.
_HALF_UP = Rounding.HALF_UP


def steps(units: N, fee: N, *, reserve: Ratio, mid: tuple[N | int, N | int], spread: Ratio) -> tuple[N, N, N]:
    """Compute reserve, amount at mid and spread, in minor units: of one payment, or a column of them.

    Args:
        units: What the buyer pays.
        fee: What the provider takes of it, or more.
        reserve: Share that is held back; nothing where the fee leaves nothing.
        mid: Minor units of the target for one of the payment's, see `Rate.per_minor`; may differ row by row.
        spread: Share that the exchange costs.
    """
    net = units - fee
    held = net * (net > 0) * reserve[0] // reserve[1]
    at_mid = rounded((net - held) * mid[0], mid[1], _HALF_UP)
    return held, at_mid, rounded(at_mid * spread[0], spread[1], _HALF_UP)


def bps_ratio(bps: Exact, name: str) -> Ratio:
    """Take basis points as a share of the whole.

    Raises:
        InvalidValueError: Not exact, or outside 0 to 10,000.
    """
    numerator, denominator = (bps, 1) if type(bps) is int else exact(bps, name).as_integer_ratio()
    if not 0 <= numerator <= denominator * BPS:
        msg = f"{name}={bps}: expected 0 to {BPS}"
        raise InvalidValueError(msg)
    return numerator, denominator * BPS


def minor_digits(rate: Rate) -> Ratio:
    """Return what a rate's numerator and denominator are multiplied with to hold between minor units."""
    digits = exponent_of(rate.quote) - exponent_of(rate.base)
    return (10**digits, 1) if digits >= 0 else (1, 10**-digits)

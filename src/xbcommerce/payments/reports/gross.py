"""A payment brought into the currency of its settlement, so that gross minus fees can be held against net."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from xbcommerce.kernel.money import Rounding, divide, exponent_of

_HALF_UP = Rounding.HALF_UP


def gross_of(
    paid_minor: int, paid_in: str, rate: Fraction | None, currency: str, fee_minor: int, net_minor: int
) -> int:
    """Return the payment in the settlement's currency: ``half_up(paid x rate - fee) + fee``, rounded once.

    Where the row does not say enough to compute it, what it reports is taken: net plus fee.

    Args:
        paid_minor: What the buyer paid, in minor units of ``paid_in``.
        paid_in: The buyer's currency; empty where the row does not say what was paid.
        rate: Units of the settlement's currency for one of the buyer's; None where the row does not say.
        currency: The settlement's.
        fee_minor: What was taken off.
        net_minor: What the row says is left.
    """
    if not paid_in or (rate is None and paid_in != currency):
        return net_minor + fee_minor
    numerator, denominator = (1, 1) if rate is None else (rate.numerator, rate.denominator)
    factor, per = _per_minor(paid_in, currency, numerator, denominator)
    if factor == per:
        return paid_minor
    return divide(paid_minor * factor - fee_minor * per, per, _HALF_UP) + fee_minor


@lru_cache(maxsize=1_024)
def _per_minor(base: str, quote: str, numerator: int, denominator: int) -> tuple[int, int]:
    """Return the factor between minor units; a batch has few rates."""
    factor = Fraction(numerator * 10 ** exponent_of(quote), denominator * 10 ** exponent_of(base))
    return factor.numerator, factor.denominator

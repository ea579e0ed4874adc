"""A payment brought into the currency of its settlement, so that gross minus fees can be held against net."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from attrs import frozen

from xbcommerce.kernel.money import Rounding, divide, exponent_of


@frozen
class Converted:
    """The figures of a row that was converted.

    Attributes:
        paid_minor: What the buyer paid, in minor units of ``paid_in``.
        paid_in: The buyer's currency; empty where the row does not say what was paid.
        rate: Units of the settlement's currency for one of the buyer's; None where the row does not say.
        currency: The settlement's.
        fee_minor: What was taken off.
        net_minor: What the row says is left.
    """

    paid_minor: int
    paid_in: str
    rate: Fraction | None
    currency: str
    fee_minor: int
    net_minor: int

    @property
    def is_comparable(self) -> bool:
        """Whether the row says enough to compute its net."""
        return bool(self.paid_in) and (self.rate is not None or self.paid_in == self.currency)

    @property
    def gross_minor(self) -> int:
        """The payment in the settlement's currency: ``half_up(paid x rate - fee) + fee``, rounded once.

        Where the row does not say enough, what it reports is taken: net plus fee.
        """
        if not self.is_comparable:
            return self.net_minor + self.fee_minor
        factor, per = _per_minor(self.paid_in, self.currency, self.rate)
        exact = self.paid_minor * factor - self.fee_minor * per
        return divide(exact, per, Rounding.HALF_UP) + self.fee_minor


@lru_cache(maxsize=1_024)
def _per_minor(base: str, quote: str, rate: Fraction | None) -> tuple[int, int]:
    """Return the factor between minor units; one currency needs no rate."""
    factor = (rate or 1) * Fraction(10 ** exponent_of(quote), 10 ** exponent_of(base))
    return factor.numerator, factor.denominator

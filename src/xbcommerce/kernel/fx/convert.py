"""Turn money into another currency: one multiplication, one named rounding, and what the rounding cost.

Example:
    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.fx import Rate, convert, fund
    >>> from xbcommerce.kernel.money import Rounding, plain
    >>> rate = Rate("USD", "INR", Decimal("82.42135"), date(2026, 3, 2), "a bank")
    >>> deal = convert(Money("100.00", "USD"), rate, Rounding.HALF_UP)
    >>> plain(deal.amount), deal.residue
    ('8242.14 INR', Fraction(-1, 2))
    >>> plain(fund(Money("8242.14", "INR"), rate).source)
    '100.01 USD'
"""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.money import (
    CurrencyMismatchError,
    Rounding,
    code_of,
    from_minor,
    minor,
    plain,
    round_fraction,
)
from xbcommerce.kernel.unmet import Note

from .rate import Rate, usable


@frozen
class Conversion:
    """Money before and after.

    Attributes:
        source: What is given.
        amount: What is received, in the rate's quote currency.
        residue: Exact amount minus rounded, in minor units of the side that was rounded; add them up to see
            what rounding costs over many deals.
        rate: The rate that was used, with its day and source.
    """

    source: Money
    amount: Money
    residue: Fraction
    rate: Rate

    def why(self) -> tuple[Note, ...]:
        """Return both amounts and the rate, for any reader's language."""
        return Note("fx.converted", {"given": self.source, "received": self.amount}), self.rate.note()

    def __str__(self) -> str:
        return f"{plain(self.source)} = {plain(self.amount)} at {self.rate}"


def convert(money: Money, rate: Rate, rounding: Rounding) -> Conversion:
    """Convert money at a rate, rounding once to the minor unit of the target.

    Converting back does not restore the amount (1 JPY gives 0.01 EUR gives 2 JPY); keep the original.

    Args:
        money: An exact amount of ``rate.base``, of either sign.
        rate: Units of the target for one unit of the source.
        rounding: Where an amount between two minor units goes.

    Raises:
        CurrencyMismatchError: ``money`` is not of ``rate.base``.
        UnusableRateError: ``rate`` is `NoRate` or `StaleRate`; the message carries its sentence.
        NoMinorUnitError: A currency of the pair carries no money.
        UnknownCurrencyError: A currency of the pair is not an active one.
    """
    _matching(money, usable(rate).base, rate)
    exact = minor(money) * rate.per_minor
    units = round_fraction(exact, rounding)
    return Conversion(money, from_minor(units, rate.quote), exact - units, rate)


def fund(target: Money, rate: Rate, rounding: Rounding = Rounding.CEILING) -> Conversion:
    """Find how much must be given to receive a fixed amount; rounded up, so that it suffices.

    Args:
        target: An exact amount of ``rate.quote``.
        rate: Units of the target for one unit of the source.
        rounding: Where a source amount between two minor units goes.

    Returns:
        The conversion; its ``residue`` is in minor units of the source.

    Raises:
        CurrencyMismatchError: ``target`` is not of ``rate.quote``.
        UnusableRateError: ``rate`` is `NoRate` or `StaleRate`; the message carries its sentence.
    """
    _matching(target, usable(rate).quote, rate)
    exact = minor(target) / rate.per_minor
    units = round_fraction(exact, rounding)
    return Conversion(from_minor(units, rate.base), target, exact - units, rate)


def _matching(money: Money, code: str, rate: Rate) -> None:
    given = code_of(money)
    if given != code:
        way_out = "; use rate.inverse()" if given in {rate.base, rate.quote} else ""
        msg = f"{plain(money)} does not fit the rate {rate.base}/{rate.quote}: expected {code}{way_out}"
        raise CurrencyMismatchError(msg)

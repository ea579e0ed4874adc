"""How a provider writes amounts on the wire: an integer with digits of its own, in steps of its own.

The digits of ISO 4217 are not the digits of the wire. Adyen writes ISK with two (5 ISK is 500), Stripe wants
KWD in multiples of 10; reading the one by the other's rule is wrong by a factor of a hundred. An amount that
the wire cannot carry is refused, unless the caller names a rounding.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.money import Rounding, plain
    >>> from xbcommerce.payments.providers import WireFormat, from_wire, to_wire
    >>> kwd = WireFormat(exponent=3, increment=10)
    >>> to_wire(Money("5.120", "KWD"), kwd), to_wire(Money("5.124", "KWD"), kwd, Rounding.HALF_UP)
    (5120, 5120)
    >>> to_wire(Money("5.124", "KWD"), kwd)
    Traceback (most recent call last):
    ...
    xbcommerce...NotRepresentableError: 5.124 KWD is no multiple of 0.010 KWD, the step of the wire; ...
    >>> plain(from_wire(500, "ISK", WireFormat(exponent=2, increment=100)))
    '5 ISK'
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from attrs import field, frozen
from attrs.validators import optional
from moneyed import Currency, Money

from xbcommerce.kernel.errors import InvalidValueError, count_field, positive_field
from xbcommerce.kernel.money import (
    Rounding,
    code_of,
    exact,
    exponent_of,
    from_minor,
    plain,
    round_fraction,
)


class NotRepresentableError(InvalidValueError):
    """An amount that lies between two steps of the wire, or of the currency."""

    code = "not_representable"


class NotAMultipleError(InvalidValueError):
    """An integer from the wire that is no multiple of the provider's increment: read by the wrong rule."""

    code = "not_a_multiple_of_increment"


@frozen
class WireFormat:
    """How one provider writes amounts of one currency for one operation.

    Attributes:
        exponent: Decimal digits that the integer carries; None for those of ISO 4217.
        increment: The integer must be a multiple of this.
    """

    exponent: int | None = field(default=None, validator=optional(count_field))
    increment: int = field(default=1, validator=positive_field)

    def digits(self, currency: str) -> int:
        """Return the decimal digits that the integer carries for a currency.

        Raises:
            UnknownCurrencyError: The code is not on the list of ISO 4217.
            NoMinorUnitError: It carries no money.
        """
        iso = exponent_of(currency)
        return iso if self.exponent is None else self.exponent

    def step(self, currency: str) -> int:
        """Return the step of the integer: the coarser of the increment and the currency's minor unit."""
        finer = max(0, self.digits(currency) - exponent_of(currency))
        return lcm(self.increment, 10**finer)


def to_wire(amount: Money, wire: WireFormat, rounding: Rounding | None = None) -> int:
    """Write an amount for the provider.

    Args:
        amount: Any finite amount.
        wire: The provider's rule for its currency.
        rounding: Where an amount between two steps goes; None refuses it rather than change it.

    Raises:
        NotRepresentableError: The amount lies between two steps and no rounding is named.
        InvalidValueError: The amount is NaN or infinite, or ``rounding`` is no `Rounding`.
    """
    code = code_of(amount)
    step = wire.step(code)
    per_major: int = 10 ** wire.digits(code)
    steps = exact(amount.amount, "amount") * per_major / step
    if rounding is None:
        if steps.denominator != 1:
            size = _shown(Fraction(step, per_major), wire.digits(code))
            msg = (
                f"{plain(amount)} is no multiple of {size} {code}, the step of the wire; "
                "name a rounding, or charge another amount"
            )
            raise NotRepresentableError(msg)
        return steps.numerator * step
    return round_fraction(steps, rounding) * step


def from_wire(units: int, currency: str | Currency, wire: WireFormat) -> Money:
    """Read an amount of the provider's; never rounds, because the money has been moved as it stands.

    Args:
        units: The integer, of either sign.
        currency: A code of ISO 4217, or a moneyed currency.
        wire: The provider's rule for it.

    Raises:
        NotAMultipleError: ``units`` is no multiple of the increment.
        NotRepresentableError: ``units`` is finer than the currency's minor unit.
        InvalidValueError: ``units`` is no ``int``.
    """
    if type(units) is not int:
        msg = f"units={units!r}: expected the integer of the wire"
        raise InvalidValueError(msg)
    code = currency.code if isinstance(currency, Currency) else currency
    if units % wire.increment:
        msg = f"{units} is no multiple of {wire.increment}, the increment for {code}: check the profile"
        raise NotAMultipleError(msg)
    amount = Fraction(units, 10 ** wire.digits(code)) * 10 ** exponent_of(code)
    if amount.denominator != 1:
        msg = f"{units} on the wire is finer than the minor unit of {code}: check the profile"
        raise NotRepresentableError(msg)
    return from_minor(amount.numerator, code)


def _shown(size: Fraction, digits: int) -> str:
    """Write a step such as 1/100 with its digits."""
    whole, rest = divmod(size.numerator * 10**digits // size.denominator, 10**digits)
    return f"{whole}.{rest:0{digits}}" if digits else str(whole)

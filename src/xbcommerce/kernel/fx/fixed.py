"""Conversion between currencies that share a fixed rate to the euro.

Council Regulation (EC) 1103/97, article 4: divide by the fixed rate, round the euro amount to at least three
decimals, multiply by the other rate, round. Inverse rates and one-step cross rates are not allowed, and give
other cents: 100 DEM are 335.38 FRF, not 335.39. The procedure outlives its first currencies: it applies
whenever a country joins (Croatia 2023, Bulgaria 2026). Codes may have left ISO 4217, so amounts are Decimals.

Example:
    >>> from decimal import Decimal
    >>> from xbcommerce.kernel.fx import fixed_triangulation
    >>> rates = {"DEM": Decimal("1.95583"), "FRF": Decimal("6.55957")}
    >>> fixed_triangulation(Decimal("100.00"), "DEM", "FRF", rates)
    FixedConversion(amount=Decimal('335.38'), euro=Decimal('51.129'))
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from xbcommerce.kernel.errors import InvalidValueError, XbcommerceError, whole
from xbcommerce.kernel.money import Rounding, exact, round_fraction

from .rate import positive_rate

EURO = "EUR"
_INTERMEDIATE_DIGITS_MIN = 3


class NoFixedRateError(XbcommerceError, LookupError):
    """A currency without a fixed rate to the euro."""

    code = "no_fixed_rate"


@frozen
class FixedConversion:
    """The result and the euro amount on the way; ``euro`` is None where there was none to round."""

    amount: Decimal
    euro: Decimal | None = None


def fixed_triangulation(
    amount: Decimal,
    source: str,
    target: str,
    rates_per_euro: Mapping[str, Decimal],
    *,
    intermediate_digits: int = 3,
    target_digits: int = 2,
) -> FixedConversion:
    """Convert by the rule of the regulation; halves go up (away from zero).

    Args:
        amount: A finite amount of ``source``.
        source: A code of ``rates_per_euro``, or ``"EUR"``.
        target: Likewise.
        rates_per_euro: The fixed rates, units for one euro, as adopted (not rounded, not inverted).
        intermediate_digits: Decimals of the euro amount on the way, at least 3.
        target_digits: Decimals of the result.

    Raises:
        NoFixedRateError: A currency is neither the euro nor in ``rates_per_euro``.
        InvalidValueError: Fewer than 3 intermediate digits, or a number that is not finite and exact.
    """
    whole(intermediate_digits, "intermediate_digits", minimum=_INTERMEDIATE_DIGITS_MIN)
    whole(target_digits, "target_digits")
    if not isinstance(amount, Decimal):
        msg = f"amount={amount!r}: expected a Decimal"
        raise InvalidValueError(msg)
    value = exact(amount, "amount")
    per_source, per_target = _fixed(source, rates_per_euro), _fixed(target, rates_per_euro)
    if source == target or EURO in {source, target}:
        return FixedConversion(_half_up(value / per_source * per_target, target_digits))
    euro = _half_up(value / per_source, intermediate_digits)
    return FixedConversion(_half_up(Fraction(euro) * per_target, target_digits), euro)


def _fixed(code: str, rates: Mapping[str, Decimal]) -> Fraction:
    if code == EURO:
        return Fraction(1)
    if code not in rates:
        msg = f"{code} has no fixed rate to the euro here; known: {', '.join(sorted(rates)) or 'none'}"
        raise NoFixedRateError(msg)
    return positive_rate(rates[code])


def _half_up(value: Fraction, digits: int) -> Decimal:
    return Decimal(f"{round_fraction(value * 10**digits, Rounding.HALF_UP)}e-{digits}")

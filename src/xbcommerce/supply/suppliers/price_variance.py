"""What a purchase cost more than planned, and how much of it was the price and how much the exchange rate.

The price effect is taken at the standard rate, the rate effect on the actual price; exactly, the two add up.
Each figure is rounded once, half to even, so shown figures may differ from their sum by a minor unit.

Example:
    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.fx import Rate
    >>> from xbcommerce.supply.suppliers import price_variance
    >>> budget = Rate("USD", "EUR", Decimal("0.79"), date(2026, 1, 2), "budget")
    >>> paid = Rate("USD", "EUR", Decimal("0.81"), date(2026, 6, 1), "bank")
    >>> print(price_variance(1008, Money("3.20", "USD"), Money("3.35", "USD"), budget, paid))
    Paid EUR 186.98 more than planned: EUR 119.45 by the price, EUR 67.54 by the exchange rate
"""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.errors import whole
from xbcommerce.kernel.fx import Rate
from xbcommerce.kernel.money import (
    CurrencyMismatchError,
    Rounding,
    exponent_of,
    from_minor,
    plain,
    round_fraction,
    same_currency,
)
from xbcommerce.kernel.unmet import Note

from .messages import ENGLISH


@frozen
class PriceVariance:
    """Exact differences in the reporting currency; above zero is dearer than planned.

    Attributes:
        currency: The reporting currency.
        price_exact: By the price, in units of the currency.
        fx_exact: By the exchange rate.
    """

    currency: str
    price_exact: Fraction
    fx_exact: Fraction

    @property
    def by_price(self) -> Money:
        """The price effect, rounded half to even."""
        return _shown(self.price_exact, self.currency)

    @property
    def by_rate(self) -> Money:
        """The rate effect, rounded half to even."""
        return _shown(self.fx_exact, self.currency)

    @property
    def total(self) -> Money:
        """Both together, rounded half to even."""
        return _shown(self.price_exact + self.fx_exact, self.currency)

    def why(self) -> tuple[Note, ...]:
        """Return the total and its two parts."""
        saved = self.price_exact + self.fx_exact < 0
        figures = {"total": -self.total if saved else self.total, "price": self.by_price, "fx": self.by_rate}
        return (Note("supplier.price_variance_saved" if saved else "supplier.price_variance", figures),)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def price_variance(
    quantity: int, standard_price: Money, actual_price: Money, standard_rate: Rate, actual_rate: Rate
) -> PriceVariance:
    """Separate the price from the exchange rate in what a purchase cost.

    Args:
        quantity: Units.
        standard_price: What a unit was planned to cost, in the supplier's currency; may be finer than it.
        actual_price: What it cost.
        standard_rate: Planned rate from the supplier's currency to the reporting currency.
        actual_rate: The rate paid.

    Raises:
        CurrencyMismatchError: Prices of two currencies, or rates that do not price them in one currency.
        InvalidValueError: A negative quantity.
    """
    whole(quantity, "quantity")
    same_currency(actual_price, standard_price.currency.code)
    for rate in (standard_rate, actual_rate):
        if (rate.base, rate.quote) != (standard_price.currency.code, standard_rate.quote):
            msg = f"{rate.base}/{rate.quote} does not price {plain(actual_price)} in {standard_rate.quote}"
            raise CurrencyMismatchError(msg)
    standard, actual = Fraction(standard_price.amount), Fraction(actual_price.amount)
    before, after = Fraction(standard_rate.value), Fraction(actual_rate.value)
    return PriceVariance(
        standard_rate.quote, (actual - standard) * quantity * before, actual * quantity * (after - before)
    )


def _shown(exact: Fraction, currency: str) -> Money:
    return from_minor(round_fraction(exact * 10 ** exponent_of(currency), Rounding.HALF_EVEN), currency)

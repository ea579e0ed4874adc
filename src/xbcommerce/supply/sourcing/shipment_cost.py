"""What the units of one shipment cost on the shelf: freight, insurance and fees shared, duty and tax added.

Customs value is price, freight and insurance under CIF, the price alone under FOB; tax that is not recovered
is charged on customs value and duty. Nothing is rounded before the end: unit figures to six decimals for
readers, the total once to the minor unit, half to even.

Example:
    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.fx import Rate
    >>> from xbcommerce.supply.sourcing import Duty, landed_shipment
    >>> rate = Rate("USD", "GBP", Decimal("0.79"), date(2026, 3, 2), "a bank")
    >>> print(landed_shipment(1008, Money("3.20", "USD"), rate, Duty("0.065"), freight=Money("420", "GBP"),
    ...     insurance=Money("18", "GBP"), fees=Money("95", "GBP")))
    1,008 units cost GBP 3,275.33 on the shelf, GBP 3.249334 each: price GBP 2.528, freight, insurance and ...
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.errors import whole
from xbcommerce.kernel.fx import Rate
from xbcommerce.kernel.money import (
    CurrencyMismatchError,
    Rounding,
    currency_of,
    exponent_of,
    from_minor,
    plain,
    round_fraction,
    same_currency,
)
from xbcommerce.kernel.unmet import Note

from .duty import Duty, DutyBasis
from .messages import SPOKEN

UNIT_DECIMALS = 6
"""Decimals of a unit's figures for readers."""


@frozen
class LandedShipment:
    """The cost of a shipment, exactly, by unit and in units of the reporting currency.

    Attributes:
        quantity: Units shipped.
        currency: The reporting currency.
        price: What the supplier gets for a unit.
        carriage: Freight, insurance and fees of a unit.
        customs_value: What duty is charged on.
        duty: What customs gets.
        tax: What the tax office gets and keeps.
    """

    quantity: int
    currency: str
    price: Fraction
    carriage: Fraction
    customs_value: Fraction
    duty: Fraction
    tax: Fraction

    @property
    def landed_unit_cost(self) -> Fraction:
        """All of it, for a unit."""
        return self.price + self.carriage + self.duty + self.tax

    @property
    def total(self) -> Money:
        """All of it, for the shipment, rounded once, half to even."""
        exact = self.landed_unit_cost * self.quantity * 10 ** exponent_of(self.currency)
        return from_minor(round_fraction(exact, Rounding.HALF_EVEN), self.currency)

    def why(self) -> tuple[Note, ...]:
        """Return the total and its parts a unit."""
        return (
            Note(
                "shipment.landed",
                {
                    "quantity_units": self.quantity,
                    "total": self.total,
                    "unit": self._shown(self.landed_unit_cost),
                    "price": self._shown(self.price),
                    "carriage": self._shown(self.carriage),
                    "duty": self._shown(self.duty),
                    "tax": self._shown(self.tax),
                    "customs_value": self._shown(self.customs_value),
                },
            ),
        )

    def _shown(self, exact: Fraction) -> Money:
        return Money(shown_unit(exact).normalize(), currency_of(self.currency))

    def __str__(self) -> str:
        return SPOKEN.explain(self)


def shown_unit(exact: Fraction) -> Decimal:
    """Return a unit figure with six decimals, rounded half to even."""
    return Decimal(round_fraction(exact * 10**UNIT_DECIMALS, Rounding.HALF_EVEN)).scaleb(-UNIT_DECIMALS)


def landed_shipment(
    quantity: int,
    unit_price: Money,
    rate: Rate | None,
    duty: Duty,
    *,
    freight: Money,
    insurance: Money | None = None,
    fees: Money | None = None,
) -> LandedShipment:
    """Work out what the units of a shipment cost.

    Args:
        quantity: Units, at least 1.
        unit_price: What the supplier gets for one; may be finer than the currency pays in.
        rate: From the supplier's currency into the reporting currency; None where they are the same.
        duty: What the border takes.
        freight: Of the whole shipment, in the reporting currency.
        insurance: Likewise; None for none.
        fees: Handling and clearance, not part of the customs value; None for none.

    Raises:
        CurrencyMismatchError: Costs in another than the reporting currency, or a rate that does not price.
        InvalidValueError: No units.
    """
    whole(quantity, "quantity", minimum=1)
    currency = freight.currency.code
    fx = _factor(unit_price, rate, currency)
    price = Fraction(unit_price.amount) * fx
    freight_unit, insurance_unit, fees_unit = (
        _share(money, currency, quantity) for money in (freight, insurance, fees)
    )
    customs_value = price + freight_unit + insurance_unit if duty.basis is DutyBasis.CIF else price
    taken = customs_value * duty.rate
    tax = (customs_value + taken) * duty.nonrecoverable_tax_rate
    carriage = freight_unit + insurance_unit + fees_unit
    return LandedShipment(quantity, currency, price, carriage, customs_value, taken, tax)


def _factor(unit_price: Money, rate: Rate | None, currency: str) -> Fraction:
    if rate is None:
        same_currency(unit_price, currency)
        return Fraction(1)
    if (rate.base, rate.quote) != (unit_price.currency.code, currency):
        msg = f"{rate.base}/{rate.quote} does not price {plain(unit_price)} in {currency}"
        raise CurrencyMismatchError(msg)
    return Fraction(rate.value)


def _share(money: Money | None, currency: str, quantity: int) -> Fraction:
    if money is None:
        return Fraction(0)
    same_currency(money, currency)
    return Fraction(money.amount) / quantity

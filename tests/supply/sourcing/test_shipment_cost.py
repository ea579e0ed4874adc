"""Facts about what the units of a shipment cost."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.fx import Rate
from xbcommerce.kernel.money import CurrencyMismatchError, Rounding, from_minor, round_fraction
from xbcommerce.supply.sourcing import Duty, DutyBasis, LandedShipment, landed_shipment, shown_unit
from xbcommerce.testing.strategies.sourcing import landed_shipments

RATE = Rate("USD", "GBP", Fraction("0.79"), date(2026, 3, 2), "a bank")
PRICE, FREIGHT = Money("3.20", "USD"), Money("420.00", "GBP")


@given(landed_shipments())
def test_the_total_is_rounded_once(shipment: LandedShipment) -> None:
    """Parts add up exactly; the total is their sum, half to even."""
    parts = shipment.price + shipment.carriage + shipment.duty + shipment.tax
    assert shipment.landed_unit_cost == parts
    assert shipment.total == from_minor(
        round_fraction(parts * shipment.quantity * 100, Rounding.HALF_EVEN), "EUR"
    )


@pytest.mark.parametrize(
    ("basis", "customs_value", "duty", "unit", "total"),
    [
        (DutyBasis.CIF, "2.962524", "0.192564", "3.249334", "3275.33"),
        (DutyBasis.FOB, "2.528000", "0.164320", "3.221090", "3246.86"),
    ],
)
def test_freight_and_insurance_are_part_of_a_cif_value_alone(
    basis: DutyBasis, customs_value: str, duty: str, unit: str, total: str
) -> None:
    """A shipment of 1,008 at USD 3.20."""
    found = landed_shipment(
        1008,
        PRICE,
        RATE,
        Duty("0.065", basis),
        freight=FREIGHT,
        insurance=Money(18, "GBP"),
        fees=Money(95, "GBP"),
    )
    shown = [str(shown_unit(part)) for part in (found.customs_value, found.duty, found.landed_unit_cost)]
    assert shown == [customs_value, duty, unit]
    assert found.total == Money(total, "GBP")


def test_tax_is_charged_on_value_and_duty() -> None:
    """For importers who do not get it back."""
    duty = Duty("0.12", nonrecoverable_tax_rate="0.20")
    found = landed_shipment(1, Money(100, "GBP"), None, duty, freight=Money(0, "GBP"))
    assert (found.duty, found.tax, found.total) == (12, Fraction("22.4"), Money("134.40", "GBP"))


def test_costs_in_another_currency_are_refused_instead_of_added() -> None:
    """A known defect: a missing rate was logged, and the unconverted amount used."""
    with pytest.raises(CurrencyMismatchError):
        landed_shipment(1, PRICE, None, Duty(0), freight=FREIGHT)
    with pytest.raises(CurrencyMismatchError):
        landed_shipment(1, PRICE, RATE.inverse(), Duty(0), freight=FREIGHT)
    with pytest.raises(CurrencyMismatchError):
        landed_shipment(1, PRICE, RATE, Duty(0), freight=FREIGHT, fees=Money(1, "USD"))
    with pytest.raises(InvalidValueError):
        landed_shipment(0, PRICE, RATE, Duty(0), freight=FREIGHT)

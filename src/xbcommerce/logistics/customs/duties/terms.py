"""What a duty is made of: shares of a value, amounts per unit, and components that need another table.

    AdValorem                a percentage of the customs value
    RetailShare              a percentage of the price at which the goods are retailed: tobacco excise
    Specific                 an amount per measurement unit, or one amount for the line
    AgriculturalComponent    ``AC``, ``SD``, ``FD``: what a Meursing code decides
    Free                     ``NIHIL``: no duty
    SupplementaryUnit        no duty at all, but the unit in which the goods are declared

Amounts are decimals of at least 0; a sign is the business of a `Sum`. Printed, a term is canonical: trailing
zeros and thousands commas are gone.

Example:
    >>> from xbcommerce.logistics.customs.duties import AdValorem, Specific
    >>> print(AdValorem("8.00")), print(Specific("35.10", "EUR", "DTN"))
    8 %
    35.1 EUR / 100 kg
    (None, None)
    >>> Specific("35.10", "EUR", "DTX")
    Traceback (most recent call last):
    ...
    xbcommerce...UnknownMeasurementUnitError: unknown measurement unit 'DTX'; did you mean 'DTN'?
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

from attrs import field, frozen
from attrs.validators import optional

from xbcommerce.kernel.errors import member_of
from xbcommerce.kernel.figures import figure
from xbcommerce.kernel.money import exponent_of

from .decimals import decimal_text, printable
from .units import MeasurementUnit, measurement_unit


@frozen
class AdValorem:
    """A percentage of the customs value."""

    rate_pct: Fraction = field(converter=figure, validator=printable)

    def __str__(self) -> str:
        return f"{decimal_text(self.rate_pct)} %"


@frozen
class RetailShare:
    """A percentage of the retail price."""

    rate_pct: Fraction = field(converter=figure, validator=printable)

    def __str__(self) -> str:
        return f"{decimal_text(self.rate_pct)} % / Retail Price"


def _money(_instance: object, _attribute: object, value: str) -> None:
    exponent_of(value)


def _unit(_instance: object, _attribute: object, value: str) -> None:
    measurement_unit(value)


@frozen
class Specific:
    """An amount per measurement unit.

    Attributes:
        amount: In whole ``currency``, e.g. ``"35.10"``.
        currency: Code of ISO 4217; need not be the one the duty is paid in.
        unit: Code of the unit, e.g. ``"DTN"`` for 100 kg; None for one amount, whatever the quantity.

    Raises:
        UnknownMeasurementUnitError: There is no such unit.
        UnknownCurrencyError: There is no such currency.
    """

    amount: Fraction = field(converter=figure, validator=printable)
    currency: str = field(validator=_money)
    unit: str | None = field(default=None, validator=optional(_unit))

    @property
    def measurement_unit(self) -> MeasurementUnit | None:
        """The unit itself."""
        return None if self.unit is None else measurement_unit(self.unit)

    def __str__(self) -> str:
        per = "" if self.unit is None else f" / {self.measurement_unit}"
        return f"{decimal_text(self.amount)} {self.currency}{per}"


class Component(Enum):
    """What a Meursing code decides, from the milk fat, milk protein, starch and sugar in the goods.

    Named as the UK prints them; the Union prints ``EA``, ``ADSZ``, ``ADFM``, with ``R`` for reduced ones.
    """

    AGRICULTURAL = "AC"
    AGRICULTURAL_REDUCED = "AC (reduced)"
    SUGAR = "SD"
    SUGAR_REDUCED = "SD (reduced)"
    FLOUR = "FD"
    FLOUR_REDUCED = "FD (reduced)"


@frozen
class AgriculturalComponent:
    """A part of the duty that stands in another table, under the goods' Meursing code."""

    component: Component = field(validator=member_of(Component))

    def __str__(self) -> str:
        return self.component.value


Term = AdValorem | RetailShare | Specific | AgriculturalComponent
"""What may be added up and compared."""


@frozen
class Free:
    """No duty: a known nothing, which takes no amount and no unit."""

    def __str__(self) -> str:
        return "NIHIL"


@frozen
class SupplementaryUnit:
    """The unit in which goods are declared beside their mass; says nothing about a duty."""

    unit: str = field(validator=_unit)

    def __str__(self) -> str:
        return str(measurement_unit(self.unit))

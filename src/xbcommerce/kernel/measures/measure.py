"""A measured value as it was given, compared and converted exactly.

Example:
    >>> from xbcommerce.kernel.measures import Measure, compare, grams
    >>> from xbcommerce.kernel.money import Rounding
    >>> compare(Measure.parse("0.4536 kg"), Measure.parse("1 lb"))
    1
    >>> Measure.parse("13.5 in").to("cm")
    Fraction(3429, 100)
    >>> grams(Measure.parse("1 lb"), Rounding.CEILING)
    454
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from attrs import Attribute, field, frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import Rounding, round_fraction

from .units import Kind, convert, measured, unit_of


class MalformedMeasureError(InvalidValueError):
    """Text that is no number followed by a unit."""

    code = "malformed"


_WRITTEN = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)\s*([a-z]\w*)", re.ASCII)


def _decimal(value: Decimal | int) -> Decimal:
    return Decimal(value) if type(value) is int else value  # type: ignore[return-value]


def _not_negative(_instance: object, _field: Attribute[Decimal], value: Decimal) -> None:
    measured(value)


def _known(_instance: object, _field: Attribute[str], value: str) -> None:
    unit_of(value)


@frozen
class Measure:
    """A value and its unit, kept as given; equal only to itself as given (`compare` looks at the size).

    Attributes:
        value: A finite decimal, none below zero.
        unit: Code of the unit, e.g. ``"kg"``, ``"in"``, ``"cm3"``.

    Raises:
        InvalidValueError: ``value`` is negative, a float, NaN or infinite.
        UnknownUnitError: ``unit`` is not on the list.
    """

    value: Decimal = field(converter=_decimal, validator=_not_negative)
    unit: str = field(validator=_known)

    @classmethod
    def parse(cls, text: str) -> Measure:
        """Read a number and a unit: ``"0.4536 kg"``, ``"12in"``.

        Raises:
            MalformedMeasureError: The text is something else.
            InvalidValueError: The number is negative.
            UnknownUnitError: The unit is not on the list.
        """
        found = _WRITTEN.fullmatch(text.strip())
        if found is None:
            msg = f"{text!r}: expected a number and a unit, such as '0.45 kg'"
            raise MalformedMeasureError(msg)
        return cls(Decimal(found[1]), found[2])

    @property
    def kind(self) -> Kind:
        """What it measures."""
        return unit_of(self.unit).kind

    def to(self, unit: str) -> Fraction:
        """Express it in another unit of the same kind, exactly.

        Raises:
            UnknownUnitError: ``unit`` is not on the list.
            UnitMismatchError: It measures something else.
        """
        return convert(self.value, self.unit, unit)

    def __str__(self) -> str:
        return f"{self.value:f} {self.unit}"


def compare(first: Measure, second: Measure) -> int:
    """Return -1, 0 or 1 as ``first`` is less than, as much as or more than ``second``, on exact values.

    Raises:
        UnitMismatchError: They measure different things.
    """
    a, b = first.to(first.unit), second.to(first.unit)
    return (a > b) - (a < b)


def grams(measure: Measure, rounding: Rounding) -> int:
    """Return a mass in whole grams, rounded once and in a named way.

    Raises:
        UnitMismatchError: It is no mass.
    """
    return round_fraction(measure.to("g"), rounding)


def millimetres(measure: Measure, rounding: Rounding) -> int:
    """Return a length in whole millimetres, rounded once and in a named way.

    Raises:
        UnitMismatchError: It is no length.
    """
    return round_fraction(measure.to("mm"), rounding)

"""Units of mass, length and volume, and exact conversion between them.

A conversion never rounds: 1 lb is 453.59237 g and 25.4 cm are 10 in, so neither becomes more on its way into
a carrier's rounding rule. Sources: the international yard and pound agreement of 1959 for lb, oz, in and ft;
the SI for the rest.

Example:
    >>> from decimal import Decimal
    >>> from xbcommerce.kernel.measures import convert
    >>> convert(1, "lb", "g"), convert(Decimal("25.4"), "cm", "in")
    (Fraction(45359237, 100000), Fraction(10, 1))
    >>> convert(1, "lb", "cm")
    Traceback (most recent call last):
    ...
    xbcommerce.kernel.measures.units.UnitMismatchError: 'lb' measures mass, 'cm' length; there ...
    >>> convert(1, "lbs", "g")
    Traceback (most recent call last):
    ...
    xbcommerce.kernel.measures.units.UnknownUnitError: unknown unit 'lbs'; known are mass g, kg, ...
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

from attrs import frozen

from xbcommerce.kernel.errors import InvalidValueError, XbcommerceError
from xbcommerce.kernel.money import Exact, exact


class UnknownUnitError(XbcommerceError, LookupError):
    """A unit that is not on the list."""

    code = "unknown_unit"


class UnitMismatchError(InvalidValueError):
    """Units of different kinds, such as pounds and centimetres, where one kind is needed."""

    code = "unit_mismatch"


class Kind(Enum):
    """What a unit measures."""

    MASS = "mass"
    LENGTH = "length"
    VOLUME = "volume"

    def __str__(self) -> str:
        return self.value


@frozen
class Unit:
    """One unit.

    Attributes:
        code: How it is written, e.g. ``"lb"``.
        kind: What it measures.
        size: How many g, mm or mm3 it is, exactly.
    """

    code: str
    kind: Kind
    size: Fraction


_INCH = Fraction("25.4")
_POUND = Fraction("453.59237")

UNITS = {
    unit.code: unit
    for unit in (
        Unit("g", Kind.MASS, Fraction(1)),
        Unit("kg", Kind.MASS, Fraction(1_000)),
        Unit("t", Kind.MASS, Fraction(1_000_000)),
        Unit("oz", Kind.MASS, _POUND / 16),
        Unit("lb", Kind.MASS, _POUND),
        Unit("mm", Kind.LENGTH, Fraction(1)),
        Unit("cm", Kind.LENGTH, Fraction(10)),
        Unit("m", Kind.LENGTH, Fraction(1_000)),
        Unit("in", Kind.LENGTH, _INCH),
        Unit("ft", Kind.LENGTH, 12 * _INCH),
        Unit("mm3", Kind.VOLUME, Fraction(1)),
        Unit("cm3", Kind.VOLUME, Fraction(1_000)),
        Unit("l", Kind.VOLUME, Fraction(1_000_000)),
        Unit("m3", Kind.VOLUME, Fraction(1_000_000_000)),
        Unit("in3", Kind.VOLUME, _INCH**3),
        Unit("ft3", Kind.VOLUME, (12 * _INCH) ** 3),
    )
}
"""All units by code."""


def unit_of(code: str) -> Unit:
    """Look up a unit.

    Raises:
        UnknownUnitError: There is none of that code; the message lists those there are.
    """
    found = UNITS.get(code)
    if found is None:
        known = "; ".join(
            f"{kind} {', '.join(unit.code for unit in UNITS.values() if unit.kind is kind)}" for kind in Kind
        )
        msg = f"unknown unit {code!r}; known are {known}"
        raise UnknownUnitError(msg)
    return found


def convert(value: Exact, unit: str, to: str) -> Fraction:
    """Express a measured value in another unit of the same kind, exactly.

    Args:
        value: A number without error, none below zero.
        unit: The unit it is given in.
        to: The unit wanted.

    Raises:
        UnknownUnitError: A unit is not on the list.
        UnitMismatchError: The units measure different things.
        InvalidValueError: ``value`` is negative, a float, NaN or infinite.
    """
    source, target = unit_of(unit), unit_of(to)
    if source.kind is not target.kind:
        msg = f"{unit!r} measures {source.kind}, {to!r} {target.kind}; there is no way from one to the other"
        raise UnitMismatchError(msg)
    return measured(value) * source.size / target.size


def measured(value: Exact) -> Fraction:
    """Return a measured value as the fraction it is.

    Raises:
        InvalidValueError: It is negative, a float, NaN or infinite.
    """
    taken = exact(value, "value")
    if taken < 0:
        msg = f"value={value}: nothing measures less than zero"
        raise InvalidValueError(msg)
    return taken

"""The units that specific duties are stated in, and the quantities of a line that each one counts.

A unit multiplies the quantities it needs: ``% vol/hl`` is litres times the strength in % vol, by 100;
``l alc. 100%`` is the same number, litres of pure alcohol; ``x SPR`` multiplies it by the relief of a small
producer. Quantities are those of the whole line.

Spaces and thousands commas in a unit mean nothing, nor do capitals: ``1,000 p/st`` is ``1000p/st``.

Example:
    >>> from fractions import Fraction
    >>> from xbcommerce.logistics.customs.duties import measurement_unit, unit_spelled
    >>> sugar = measurement_unit("DTNZ")
    >>> sugar.abbreviation, sugar.quantities
    ('100 kg/net/%sacchar.', ('kg', 'brix'))
    >>> sugar.count((Fraction(2_450), Fraction(65)))
    Fraction(3185, 2)
    >>> unit_spelled("1,000 p/st").code, unit_spelled("foobar")
    ('MIL', None)
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cache
from math import prod

from attrs import frozen

from xbcommerce.kernel.errors import XbcommerceError
from xbcommerce.kernel.naming import nearest

from ._unit_table import ALIASES, PRINTED_APART, QUALIFIERS, rows


class UnknownMeasurementUnitError(XbcommerceError, LookupError):
    """A code that is not among the units a duty may be stated in."""

    code = "unknown_measurement_unit"


@frozen
class MeasurementUnit:
    """One unit of the tariff.

    Attributes:
        code: As TARIC has it, with the qualifier's letter behind it, e.g. ``"DTN"``, ``"DTNZ"``.
        abbreviation: As it is printed, without commas, e.g. ``"100 kg"``.
        multiplier: How many units one of the product of the quantities is: 1/100 for ``100 kg``.
        quantities: What of a line it counts, e.g. ``("litres", "abv")``.
    """

    code: str
    abbreviation: str
    multiplier: Fraction
    quantities: tuple[str, ...]

    def count(self, quantities: Iterable[Fraction]) -> Fraction:
        """Return how many units a line is, from its quantities in the order of the names."""
        return prod(quantities, start=self.multiplier)

    def __str__(self) -> str:
        return self.abbreviation


UNITS: Mapping[str, MeasurementUnit] = {
    code: MeasurementUnit(code, abbreviation, Fraction(multiplier), quantities)
    for code, abbreviation, multiplier, quantities in rows()
}
"""All units by code."""


def measurement_unit(code: str) -> MeasurementUnit:
    """Look up a unit by its code.

    Raises:
        UnknownMeasurementUnitError: There is none; the message names the nearest one.
    """
    found = UNITS.get(code)
    if found is None:
        near = nearest(code, UNITS)
        hint = f"did you mean {near!r}?" if near else "expected one such as 'KGM' or 'DTN'"
        msg = f"unknown measurement unit {code!r}; {hint}"
        raise UnknownMeasurementUnitError(msg)
    return found


def unit_spelled(text: str) -> MeasurementUnit | None:
    """Find a unit by how it is printed; None where nothing is printed so."""
    return _by_spelling().get(_plain(text))


def is_qualifier(text: str) -> bool:
    """Say whether some unit has this qualifier."""
    return _plain(text) in _qualifiers()


def _plain(text: str) -> str:
    """Leave out what means nothing in a unit: blanks, commas, capitals, and how small a digit is printed."""
    return unicodedata.normalize("NFKC", "".join(text.split()).replace(",", "")).casefold()


@cache
def _by_spelling() -> Mapping[str, MeasurementUnit]:
    return {_plain(spelling): unit for unit in UNITS.values() for spelling in _spellings(unit)}


@cache
def _qualifiers() -> frozenset[str]:
    return frozenset(_plain(spelling) for spellings in QUALIFIERS.values() for spelling in spellings)


def _spellings(unit: MeasurementUnit) -> Iterator[str]:
    yield unit.abbreviation
    yield from ALIASES.get(unit.code, ())
    base, letter = UNITS.get(unit.code[:-1]), unit.code[-1]
    if base is not None and letter in QUALIFIERS:
        for qualifier in PRINTED_APART.get(unit.code, QUALIFIERS[letter]):
            yield f"{base.abbreviation}/{qualifier}"
            yield f"{base.abbreviation} {qualifier}"

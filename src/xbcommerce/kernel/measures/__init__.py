"""Mass and size: measured values as they were given, converted exactly; whole grams and millimetres inside.

    Measure                 a value with its unit, kept as given; `to` converts without rounding
    compare                 which of two is more, on exact values
    convert                 a bare number from one unit to another, exactly
    grams, millimetres      whole units, by a named rounding
    Mass, Dimensions        the house's own values: ``weight_g``; ``length_mm``, ``width_mm``, ``height_mm``
    UNITS                   g kg t oz lb, mm cm m in ft, mm3 cm3 l m3 in3 ft3

Example:
    >>> from xbcommerce.kernel.measures import Dimensions, Measure, compare
    >>> compare(Measure.parse("66 lb"), Measure.parse("30 kg"))  # 29.93709642 kg
    -1
    >>> Dimensions(400, 300, 200).volume_mm3
    24000000
"""

from .body import Dimensions, Mass
from .measure import MalformedMeasureError, Measure, compare, grams, millimetres
from .units import UNITS, Kind, Unit, UnitMismatchError, UnknownUnitError, convert, unit_of

__all__ = [
    "UNITS",
    "Dimensions",
    "Kind",
    "MalformedMeasureError",
    "Mass",
    "Measure",
    "Unit",
    "UnitMismatchError",
    "UnknownUnitError",
    "compare",
    "convert",
    "grams",
    "millimetres",
    "unit_of",
]

"""What goods take on their way: volume and gross weight, exactly, in the units freight is sold by.

A started carton counts fully: it is neither lighter nor smaller on the ship.

Example:
    >>> from xbcommerce.supply.lots import Carton
    >>> carton = Carton.of_cm(24, ("60", "40", "35"), gross_kg="12.5")
    >>> carton.number(1000), str(carton.load(1000))
    (42, '3.528 m³, 525 kg')
"""

from __future__ import annotations

from fractions import Fraction

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError, positive_field, whole
from xbcommerce.kernel.figures import Figure, decimal_of, figure, not_negative

_CM3_PER_M3 = 1_000_000


@frozen
class Load:
    """Volume and gross weight.

    Attributes:
        volume_m3: Cubic metres ("CBM").
        weight_kg: Kilograms, packing included.
    """

    volume_m3: Fraction = field(default=Fraction(0), converter=figure, validator=not_negative)
    weight_kg: Fraction = field(default=Fraction(0), converter=figure, validator=not_negative)

    def __add__(self, other: Load) -> Load:
        return Load(self.volume_m3 + other.volume_m3, self.weight_kg + other.weight_kg)

    def times(self, number: int) -> Load:
        """Return the load of several alike."""
        return Load(self.volume_m3 * number, self.weight_kg * number)

    def fits(self, capacity: Load) -> bool:
        """Say whether neither volume nor weight is more than ``capacity`` has."""
        return self.volume_m3 <= capacity.volume_m3 and self.weight_kg <= capacity.weight_kg

    def __str__(self) -> str:
        return f"{decimal_of(self.volume_m3)} m³, {decimal_of(self.weight_kg)} kg"


def _takes_something(_instance: object, _field: object, value: Load) -> None:
    if not value.volume_m3 and not value.weight_kg:
        msg = f"a carton of {value}: expected a volume or a weight above 0"
        raise InvalidValueError(msg)


@frozen
class Carton:
    """A shipping carton.

    Attributes:
        units: Units in it.
        gross: What one takes.
    """

    units: int = field(validator=positive_field)
    gross: Load = field(validator=_takes_something)

    @classmethod
    def of_cm(cls, units: int, sides_cm: tuple[Figure, Figure, Figure], *, gross_kg: Figure) -> Carton:
        """Make a carton from its outer sides and gross weight.

        Args:
            units: Units in it.
            sides_cm: Length, width, height in centimetres, as packing lists print them.
            gross_kg: Weight with packing.
        """
        length, width, height = map(figure, sides_cm)
        return cls(units, Load(length * width * height / _CM3_PER_M3, gross_kg))

    def number(self, units: int) -> int:
        """Return how many cartons hold so many units, a started one included."""
        return -(-whole(units, "units") // self.units)

    def load(self, units: int) -> Load:
        """Return what so many units take."""
        return self.gross.times(self.number(units))

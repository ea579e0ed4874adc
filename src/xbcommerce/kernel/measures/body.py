"""Mass and size inside the house: whole grams and whole millimetres.

Example:
    >>> from xbcommerce.kernel.measures import Dimensions, Mass, Measure
    >>> from xbcommerce.kernel.money import Rounding
    >>> box = Dimensions.of(Measure.parse("8.5 in"), Measure.parse("11.1 in"), Measure.parse("6.2 in"),
    ...                     rounding=Rounding.CEILING)
    >>> box.sorted_mm, box.girth_mm, box.length_plus_girth_mm
    ((282, 216, 158), 748, 1030)
    >>> sum([Mass(450)] * 3, Mass(120))
    Mass(weight_g=1470)
"""

from __future__ import annotations

from attrs import field, frozen

from xbcommerce.kernel.errors import count_field, positive_field, whole
from xbcommerce.kernel.money import Rounding

from .measure import Measure, grams, millimetres


@frozen(order=True)
class Mass:
    """A mass in whole grams.

    Raises:
        InvalidValueError: ``weight_g`` is negative or no whole number.
    """

    weight_g: int = field(validator=count_field)

    @classmethod
    def of(cls, measure: Measure, *, rounding: Rounding) -> Mass:
        """Make a mass from a measured one, rounded once.

        Raises:
            UnitMismatchError: ``measure`` is no mass.
        """
        return cls(grams(measure, rounding))

    def __add__(self, other: Mass) -> Mass:
        return Mass(self.weight_g + other.weight_g)

    def __mul__(self, count: int) -> Mass:
        """Return the mass of ``count`` alike.

        Raises:
            InvalidValueError: ``count`` is negative or no whole number.
        """
        return Mass(self.weight_g * whole(count, "count"))

    def __str__(self) -> str:
        return f"{self.weight_g} g"


@frozen
class Dimensions:
    """The sides of a box in whole millimetres, as named by whoever measured it.

    Limits of carriers look at `sorted_mm`, so that it does not matter which side was called the length.

    Raises:
        InvalidValueError: A side is below 1 mm or no whole number.
    """

    length_mm: int = field(validator=positive_field)
    width_mm: int = field(validator=positive_field)
    height_mm: int = field(validator=positive_field)

    @classmethod
    def of(cls, length: Measure, width: Measure, height: Measure, *, rounding: Rounding) -> Dimensions:
        """Make dimensions from measured sides, each rounded once.

        Raises:
            UnitMismatchError: A side is no length.
            InvalidValueError: A side rounds to nothing.
        """
        return cls(*(millimetres(side, rounding) for side in (length, width, height)))

    @property
    def sorted_mm(self) -> tuple[int, int, int]:
        """The sides, longest first."""
        third, second, first = sorted((self.length_mm, self.width_mm, self.height_mm))
        return first, second, third

    @property
    def longest_mm(self) -> int:
        """The longest side."""
        return self.sorted_mm[0]

    @property
    def volume_mm3(self) -> int:
        """The product of the sides."""
        return self.length_mm * self.width_mm * self.height_mm

    @property
    def girth_mm(self) -> int:
        """Once around, across the longest side: ``2 * (second + third)``."""
        _, second, third = self.sorted_mm
        return 2 * (second + third)

    @property
    def length_plus_girth_mm(self) -> int:
        """The longest side and once around it: what posts and couriers limit."""
        return self.longest_mm + self.girth_mm

    @property
    def sum_of_sides_mm(self) -> int:
        """The three sides added: what some carriers limit instead of the girth."""
        return self.length_mm + self.width_mm + self.height_mm

    def fits_in(self, other: Dimensions) -> bool:
        """Say whether it fits into ``other`` in some turning along the sides; touching fits."""
        return all(mine <= theirs for mine, theirs in zip(self.sorted_mm, other.sorted_mm, strict=True))

    def __str__(self) -> str:
        return f"{self.length_mm} x {self.width_mm} x {self.height_mm} mm"

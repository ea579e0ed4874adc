"""All parcels of one shipment, measured once for every channel that is asked.

Example:
    >>> from xbcommerce.kernel.measures import Dimensions
    >>> from xbcommerce.logistics import Consignment, Parcel
    >>> both = Consignment([Parcel(Dimensions(300, 200, 150), 1_840), Parcel(Dimensions(600, 80, 80), 900)])
    >>> both.weight_g, both.numbers["longest_mm"], both.numbers["volume_mm3"]
    (2740, Fraction(600, 1), Fraction(9000000, 1))
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError

from .limits import Size
from .parcel import Parcel


def _some(parcels: Parcel | Iterable[Parcel]) -> tuple[Parcel, ...]:
    found = (parcels,) if isinstance(parcels, Parcel) else tuple(parcels)
    if not found:
        msg = "parcels=(): nothing to send; pack the items first"
        raise InvalidValueError(msg)
    return found


@frozen
class Consignment:
    """The parcels that go together; a single one may be given as it is.

    Raises:
        InvalidValueError: There are none.
    """

    parcels: tuple[Parcel, ...] = field(converter=_some)

    @cached_property
    def sizes(self) -> tuple[Size, ...]:
        """The size of each parcel."""
        return tuple(Size.of(parcel.dimensions.sorted_mm) for parcel in self.parcels)

    @cached_property
    def weight_g(self) -> int:
        """What the scale says of all of them."""
        return sum(parcel.weight_g for parcel in self.parcels)

    @cached_property
    def numbers(self) -> dict[str, Fraction]:
        """What surcharges may ask about: weight and count of all, measures of the largest."""
        return {
            "actual_weight_g": Fraction(self.weight_g),
            "parcels": Fraction(len(self.parcels)),
            "longest_mm": max(size.length_mm for size in self.sizes),
            "second_mm": max(size.second_mm for size in self.sizes),
            "girth_mm": max(size.girth_mm for size in self.sizes),
            "length_plus_girth_mm": max(size.length_plus_girth_mm for size in self.sizes),
            "volume_mm3": max(size.volume_mm3 for size in self.sizes),
        }

    @cached_property
    def volume_mm3(self) -> Fraction:
        """The room all of them take up."""
        return sum((size.volume_mm3 for size in self.sizes), Fraction(0))

    @cached_property
    def weighed(self) -> tuple[tuple[Size, Fraction], ...]:
        """Size and gross weight of each, as chargeable rules take them."""
        weights = (Fraction(parcel.weight_g) for parcel in self.parcels)
        return tuple(zip(self.sizes, weights, strict=True))

    @cached_property
    def alone(self) -> tuple[Consignment, ...]:
        """Each parcel as a consignment of its own."""
        return (self,) if len(self.parcels) == 1 else tuple(Consignment((each,)) for each in self.parcels)

    @cached_property
    def whole(self) -> tuple[int, ...] | None:
        """Length, other sides, girth, length plus girth, sum, volume and weight of a single parcel.

        In whole millimetres and grams; None for several parcels.
        """
        if len(self.parcels) != 1:
            return None
        (parcel,) = self.parcels
        a, b, c = parcel.dimensions.sorted_mm
        girth = 2 * (b + c)
        return (a, b, c, girth, a + girth, a + b + c, a * b * c, parcel.weight_g)

    def place(self, channel: str, number: int) -> str:
        """Name a parcel by its channel, and by its number where there are several; reads in any language."""
        return channel if len(self.parcels) == 1 else f"{channel} #{number}"

    def declared_value(self, currency: str) -> Fraction | None:
        """Add up the declared values; None where one is unknown or in another currency."""
        total = Fraction(0)
        for parcel in self.parcels:
            if parcel.value is None or parcel.value.currency.code != currency:
                return None
            total += Fraction(parcel.value.amount)
        return total

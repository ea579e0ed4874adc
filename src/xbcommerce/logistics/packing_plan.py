"""What is packed, and where each item lies: coordinates in whole millimetres from a carton's inner corner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from fractions import Fraction
from itertools import permutations
from math import prod

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import positive_field
from xbcommerce.kernel.measures import Dimensions
from xbcommerce.kernel.money import total
from xbcommerce.kernel.unmet import Note, Param, Unmet

from .messages import ENGLISH
from .parcel import GENERAL, Carton, Parcel, goods_classes, not_negative_money, some_classes

Triple = tuple[int, int, int]
"""Along length, width and height, in millimetres."""


class Orientation(Enum):
    """How an item may be turned."""

    ANY = "any"
    """All six ways."""
    FLAT = "flat"
    """The height stays upright; turning on the spot is allowed."""


@frozen
class PackingItem:
    """Something to pack, one or several of it.

    Attributes:
        id: The shop's name for it, e.g. its SKU; each item of an order has its own.
        dimensions: Its sides; the height is the one that ``Orientation.FLAT`` keeps upright.
        weight_g: Of one.
        quantity: How many.
        orientation: How it may be turned.
        goods: Classes that carriers have rules about.
        value: Declared value of one; None if unknown.
    """

    id: str
    dimensions: Dimensions
    weight_g: int = field(validator=positive_field)
    quantity: int = field(default=1, validator=positive_field)
    orientation: Orientation = Orientation.ANY
    goods: frozenset[str] = field(
        default=frozenset({GENERAL}), converter=goods_classes, validator=some_classes
    )
    value: Money | None = field(default=None, validator=not_negative_money)

    @property
    def turnings(self) -> tuple[Triple, ...]:
        """The different sizes it can be placed with, in a fixed order."""
        length, width, height = (
            self.dimensions.length_mm,
            self.dimensions.width_mm,
            self.dimensions.height_mm,
        )
        if self.orientation is Orientation.FLAT:
            return tuple(sorted({(length, width, height), (width, length, height)}))
        return tuple(sorted({(a, b, c) for a, b, c in permutations((length, width, height))}))


@frozen
class Placement:
    """One piece in a carton: its lower corner and its size as turned."""

    item_id: str
    at_mm: Triple
    size_mm: Triple


@frozen
class PackedCarton:
    """A carton with what lies in it."""

    carton: Carton
    placements: tuple[Placement, ...]


@frozen
class Unpacked:
    """Pieces that could not be packed, and why."""

    item_id: str
    quantity: int
    reason: Unmet


@frozen
class PackingPlan:
    """Which cartons, and where everything lies.

    Attributes:
        items: What was to be packed.
        cartons: What is used, in the order it was filled.
        unpacked: What no carton takes; the rest is packed all the same.
    """

    items: tuple[PackingItem, ...]
    cartons: tuple[PackedCarton, ...]
    unpacked: tuple[Unpacked, ...] = ()

    @property
    def parcels(self) -> tuple[Parcel, ...]:
        """The packed cartons as carriers see them: outside, gross weight, goods classes, declared value."""
        items = {item.id: item for item in self.items}
        return tuple(
            _parcel(packed.carton, [items[each.item_id] for each in packed.placements])
            for packed in self.cartons
        )

    def why(self) -> tuple[Note | Unmet, ...]:
        """Return each carton with its filling, and the reason for each piece left out."""
        notes: list[Note | Unmet] = []
        for packed, parcel in zip(self.cartons, self.parcels, strict=True):
            volume = sum(prod(each.size_mm) for each in packed.placements)
            params: dict[str, Param] = {
                "carton": packed.carton.id,
                "pieces": len(packed.placements),
                "weight_g": parcel.weight_g,
                "filled": Fraction(100 * volume // packed.carton.inner.volume_mm3),
            }
            notes.append(Note("packing.carton", params))
        return (*notes, *(each.reason for each in self.unpacked))

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def _parcel(carton: Carton, pieces: Iterable[PackingItem]) -> Parcel:
    weight_g, goods, values = carton.tare_g, set[str](), list[Money | None]()
    for piece in pieces:
        weight_g += piece.weight_g
        goods |= piece.goods
        values.append(piece.value)
    return Parcel(carton.outer, weight_g, goods, _sum(values))


def _sum(values: Sequence[Money | None]) -> Money | None:
    """Add declared values; unknown if one is unknown or currencies differ."""
    known = [value for value in values if value is not None]
    if len(known) < len(values) or len({value.currency.code for value in known}) != 1:
        return None
    return total(known, known[0].currency)

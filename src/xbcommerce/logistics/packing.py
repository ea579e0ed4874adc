"""Which cartons, and what goes where: the smallest carton that takes all, else the one that takes most.

A carton is filled largest piece first into the largest empty spaces, in a few fixed ways, and the fullest
result is kept. Whole millimetres throughout, no chance and no clock: the same order gives the same plan, in
whatever sequence its items are listed. `xbcommerce.logistics.check_plan` verifies any plan on its own.

Example:
    >>> from xbcommerce.kernel.measures import Dimensions
    >>> from xbcommerce.logistics import Carton, PackingItem, check_plan, pack
    >>> small = Carton("S", Dimensions(200, 150, 100), Dimensions(206, 156, 106), 90, 10_000)
    >>> large = Carton("L", Dimensions(400, 300, 200), Dimensions(408, 308, 208), 260, 20_000)
    >>> mugs = PackingItem("MUG", Dimensions(130, 100, 95), 380, quantity=4)
    >>> lamp = PackingItem("LAMP", Dimensions(500, 80, 80), 700)
    >>> plan = pack([mugs, lamp], [small, large])
    >>> print(plan)
    carton L (pieces: 4): 1,780 g, 20 % full
    LAMP: 500 x 80 x 80 mm does not fit into any carton
    >>> check_plan(plan)
    ()
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import define, field, frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.naming import repeated
from xbcommerce.kernel.unmet import Unmet

from .packing_plan import PackedCarton, PackingItem, PackingPlan, Placement, Triple, Unpacked
from .parcel import Carton
from .spaces import Space, without


@frozen
class _Piece:
    item: PackingItem
    turnings: tuple[Triple, ...]
    volume_mm3: int


_Order = Callable[[_Piece], tuple[int, ...]]
_ORDERS: tuple[_Order, ...] = (
    lambda piece: (-piece.volume_mm3, -piece.item.dimensions.longest_mm),
    lambda piece: (-piece.item.dimensions.longest_mm, -piece.volume_mm3),
)
_Corner = Callable[[Space, Triple], tuple[int, ...]]


def _lowest(space: Space, size: Triple) -> tuple[int, ...]:
    """Prefer the lowest corner, there the turning with the broadest base."""
    return (space[2], space[1], space[0], -size[0] * size[1])


def _snug(space: Space, size: Triple) -> tuple[int, ...]:
    """Prefer the space that fits closest along one side, then along the others, then the lowest."""
    gaps = sorted(
        (space[3] - space[0] - size[0], space[4] - space[1] - size[1], space[5] - space[2] - size[2])
    )
    return (*gaps, space[2], space[1], space[0])


def _upright(space: Space, size: Triple) -> tuple[int, ...]:
    """Prefer the lowest corner, there the turning with the narrowest base."""
    return (space[2], space[1], space[0], size[0] * size[1])


_CORNERS: tuple[_Corner, ...] = (_snug, _lowest, _upright)


def pack(items: Sequence[PackingItem], cartons: Sequence[Carton]) -> PackingPlan:
    """Pack items into as many cartons as they need.

    Args:
        items: In any order, each with its own id.
        cartons: Kinds of carton, each available without limit.

    Returns:
        A plan; what no carton takes is listed in it with the reason, and the rest is packed.

    Raises:
        InvalidValueError: Two items or two cartons have one id.
    """
    _refuse_twins("item", [item.id for item in items])
    _refuse_twins("carton", [carton.id for carton in cartons])
    kinds = sorted(cartons, key=lambda carton: (carton.inner.volume_mm3, carton.id))
    left, unpacked = list[_Piece](), list[Unpacked]()
    for item in sorted(items, key=lambda each: each.id):
        piece = _Piece(item, item.turnings, item.dimensions.volume_mm3)
        reason = _impossible(piece, kinds)
        if reason is None:
            left += [piece] * item.quantity
        else:
            unpacked.append(Unpacked(item.id, item.quantity, reason))
    filled: list[PackedCarton] = []
    while left:
        packed, left = _next_carton(left, kinds)
        filled.append(packed)
    return PackingPlan(tuple(items), tuple(filled), tuple(unpacked))


def _refuse_twins(what: str, ids: Sequence[str]) -> None:
    if twins := repeated(ids):
        msg = f"{what} ids {twins} occur twice; give each {what} its own, and say how many with quantity"
        raise InvalidValueError(msg)


def _impossible(piece: _Piece, cartons: Sequence[Carton]) -> Unmet | None:
    """Say why no carton takes the piece even alone; None if one does."""
    item = piece.item
    fitting = [carton for carton in cartons if _fits(piece, carton)]
    if not fitting:
        return Unmet("packing.too_large", item.id, {"size": str(item.dimensions)})
    room_g = max(carton.max_gross_g - carton.tare_g for carton in fitting)
    if item.weight_g > room_g:
        return Unmet("packing.too_heavy", item.id, {"weight_g": item.weight_g, "weight_g_max": room_g})
    return None


def _fits(piece: _Piece, carton: Carton) -> bool:
    room = (carton.inner.length_mm, carton.inner.width_mm, carton.inner.height_mm)
    return any(all(side <= most for side, most in zip(size, room, strict=True)) for size in piece.turnings)


def _next_carton(pieces: Sequence[_Piece], cartons: Sequence[Carton]) -> tuple[PackedCarton, list[_Piece]]:
    """Fill the smallest carton that takes everything, else the one that takes the most volume."""
    fillings: list[_Filling] = []
    for carton in cartons:
        filling = _fullest(carton, pieces)
        fillings.append(filling)
        if not filling.left:
            break
    best = min(fillings, key=lambda filling: (bool(filling.left), -filling.volume_mm3))
    return PackedCarton(best.carton, tuple(best.placements)), best.left


@define
class _Filling:
    """A carton while pieces are put in."""

    carton: Carton
    room_g: int
    spaces: list[Space]
    placements: list[Placement] = field(factory=list[Placement])
    left: list[_Piece] = field(factory=list[_Piece])
    volume_mm3: int = 0

    def put(self, piece: _Piece, corner: _Corner) -> bool:
        """Place a piece where it lies best; False if there is no such place."""
        spots = [
            (corner(space, size), space, size)
            for space in self.spaces
            for size in piece.turnings
            if space[0] + size[0] <= space[3]
            and space[1] + size[1] <= space[4]
            and space[2] + size[2] <= space[5]
        ]
        if not spots:
            return False
        _, (x, y, z, *_rest), (length, width, height) = min(spots)
        self.placements.append(Placement(piece.item.id, (x, y, z), (length, width, height)))
        self.spaces = without(self.spaces, (x, y, z, x + length, y + width, z + height))
        self.room_g -= piece.item.weight_g
        self.volume_mm3 += piece.volume_mm3
        return True


def _fullest(carton: Carton, pieces: Sequence[_Piece]) -> _Filling:
    """Fill one carton in a few ways and keep the fullest; stop at the first that takes everything."""
    tries: list[_Filling] = []
    for order in _ORDERS:
        ordered = sorted(pieces, key=lambda piece: (order(piece), piece.item.id))
        for corner in _CORNERS:
            filling = _fill(carton, ordered, corner)
            if not filling.left:
                return filling
            tries.append(filling)
    return max(tries, key=lambda filling: filling.volume_mm3)


def _fill(carton: Carton, pieces: Sequence[_Piece], corner: _Corner) -> _Filling:
    inner = carton.inner
    room = (0, 0, 0, inner.length_mm, inner.width_mm, inner.height_mm)
    filling = _Filling(carton, carton.max_gross_g - carton.tare_g, [room])
    full_for: set[tuple[Triple, ...]] = set()
    for piece in pieces:
        if piece.item.weight_g > filling.room_g or piece.turnings in full_for:
            filling.left.append(piece)
        elif not filling.put(piece, corner):
            full_for.add(piece.turnings)
            filling.left.append(piece)
    return filling

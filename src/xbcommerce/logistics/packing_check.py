"""Is a packing plan true: an independent check, sharing no code with the one who packs.

Touching faces are no overlap; every bound is inclusive.

Example:
    >>> from xbcommerce.kernel.measures import Dimensions
    >>> from xbcommerce.logistics import (
    ...     Carton, PackedCarton, PackingItem, PackingPlan, Placement, check_plan)
    >>> carton = Carton("S", Dimensions(10, 10, 10), Dimensions(11, 11, 11), 200, 5_000)
    >>> books = PackingItem("BOOK", Dimensions(5, 10, 10), 100, quantity=2)
    >>> def plan(x):
    ...     lie = (Placement("BOOK", (0, 0, 0), (5, 10, 10)), Placement("BOOK", (x, 0, 0), (5, 10, 10)))
    ...     return PackingPlan((books,), (PackedCarton(carton, lie),))
    >>> check_plan(plan(5))
    ()
    >>> print(check_plan(plan(4))[0])
    packing.overlap at carton 1 (first=BOOK, second=BOOK)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

from xbcommerce.kernel.figures import Figure, figure
from xbcommerce.kernel.unmet import Unmet

from .packing_plan import Orientation, PackedCarton, PackingItem, PackingPlan, Placement


def check_plan(plan: PackingPlan, *, min_support: Figure = 0) -> tuple[Unmet, ...]:
    """List everything that is wrong with a plan; nothing means it can be packed so.

    Args:
        plan: By whomever.
        min_support: Share of each piece's base that must rest on the floor or on tops at exactly its height.
    """
    items = {item.id: item for item in plan.items}
    found: list[Unmet] = []
    for number, packed in enumerate(plan.cartons, 1):
        known = [each for each in packed.placements if each.item_id in items]
        where = f"carton {number}"
        found += _pieces(packed, known, items, where)
        found += _overlaps(packed.placements, where)
        found += _support(packed.placements, figure(min_support), where)
        weight_g = packed.carton.tare_g + sum(items[each.item_id].weight_g for each in known)
        if weight_g > packed.carton.max_gross_g:
            params = {"weight_g": weight_g, "weight_g_max": packed.carton.max_gross_g}
            found.append(Unmet("packing.overweight", where, params))
    return (*found, *_counts(plan, items))


def _pieces(
    packed: PackedCarton, known: Sequence[Placement], items: dict[str, PackingItem], where: str
) -> list[Unmet]:
    inner, found = packed.carton.inner, list[Unmet]()
    room = (inner.length_mm, inner.width_mm, inner.height_mm)
    for each in packed.placements:
        ends = zip(each.at_mm, each.size_mm, room, strict=True)
        if any(start < 0 or size <= 0 or start + size > most for start, size, most in ends):
            found.append(Unmet("packing.out_of_bounds", f"{where}, {each.item_id}"))
    for each in known:
        item = items[each.item_id]
        sides = (item.dimensions.length_mm, item.dimensions.width_mm, item.dimensions.height_mm)
        if sorted(each.size_mm) != sorted(sides):
            found.append(Unmet("packing.size_mismatch", f"{where}, {each.item_id}"))
        elif item.orientation is Orientation.FLAT and each.size_mm[2] != sides[2]:
            found.append(Unmet("packing.orientation", f"{where}, {each.item_id}"))
    return found


def _overlaps(placements: Sequence[Placement], where: str) -> list[Unmet]:
    return [
        Unmet("packing.overlap", where, {"first": one.item_id, "second": other.item_id})
        for one, other in combinations(placements, 2)
        if all(_shared(one, other, axis) > 0 for axis in range(3))
    ]


def _shared(one: Placement, other: Placement, axis: int) -> int:
    """Return the length two pieces share along an axis; none if they only touch."""
    start = max(one.at_mm[axis], other.at_mm[axis])
    end = min(one.at_mm[axis] + one.size_mm[axis], other.at_mm[axis] + other.size_mm[axis])
    return end - start


def _support(placements: Sequence[Placement], least: Fraction, where: str) -> list[Unmet]:
    found: list[Unmet] = []
    for piece in placements:
        height = piece.at_mm[2]
        if height == 0 or least == 0:
            continue
        below = (other for other in placements if other.at_mm[2] + other.size_mm[2] == height)
        areas = ((_shared(piece, other, 0), _shared(piece, other, 1)) for other in below)
        resting = sum(length * width for length, width in areas if length > 0 and width > 0)
        supported = Fraction(resting, piece.size_mm[0] * piece.size_mm[1])
        if supported < least:
            params = {"supported": supported, "supported_min": least}
            found.append(Unmet("packing.unsupported", f"{where}, {piece.item_id}", params))
    return found


def _counts(plan: PackingPlan, items: dict[str, PackingItem]) -> list[Unmet]:
    """Compare what is placed or listed as unpacked with what was to be packed."""
    placed = Counter(each.item_id for packed in plan.cartons for each in packed.placements)
    for left in plan.unpacked:
        placed[left.item_id] += left.quantity
    found = [Unmet("packing.unknown_item", item_id) for item_id in sorted(placed.keys() - items.keys())]
    for item in plan.items:
        params = {"placed": placed[item.id], "quantity": item.quantity}
        if placed[item.id] < item.quantity:
            found.append(Unmet("packing.missing", item.id, params))
        elif placed[item.id] > item.quantity:
            found.append(Unmet("packing.extra", item.id, params))
    return found

"""Cartons, layers, pallets: a need in packs, with a pack that is nearly full completed.

Example:
    >>> from xbcommerce.supply import PackLevel, pack
    >>> levels = [PackLevel("carton", 24), PackLevel("layer", 240), PackLevel("pallet", 960)]
    >>> packed = pack(910, levels, round_up_share="0.8")
    >>> packed.quantity, dict(packed.packs)
    (960, {'pallet': 1, 'layer': 0, 'carton': 0})
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError, positive_field
from xbcommerce.kernel.figures import Figure, figure
from xbcommerce.kernel.frozen import FrozenMap


@frozen
class PackLevel:
    """One size of pack, in units."""

    name: str
    units: int = field(validator=positive_field)


@frozen
class Packed:
    """A quantity in packs, largest first."""

    quantity: int
    packs: FrozenMap[str, int]


def pack(need: int, levels: Sequence[PackLevel], *, round_up_share: Figure) -> Packed:
    """Round a need up to the smallest pack, then complete each larger pack that is started far enough.

    Args:
        need: Units; at or below zero nothing is packed.
        levels: From small to large, each a whole number of the one before.
        round_up_share: Started share from which a larger pack is completed.

    Raises:
        InvalidValueError: No level, or one that is no multiple of the one before.
    """
    if not levels:
        msg = "no pack to pack in; give at least one PackLevel"
        raise InvalidValueError(msg)
    for small, large in pairwise(levels):
        if large.units % small.units or large.units <= small.units:
            msg = f"{large.name} of {large.units} is no multiple of {small.name} of {small.units}"
            raise InvalidValueError(msg)
    share = figure(round_up_share)
    quantity = max(0, -(-need // levels[0].units) * levels[0].units)
    for level in levels[1:]:
        started = quantity % level.units
        if started and started >= share * level.units:
            quantity += level.units - started
    packs: dict[str, int] = {}
    rest = quantity
    for level in reversed(levels):
        packs[level.name], rest = divmod(rest, level.units)
    return Packed(quantity, FrozenMap(packs))

"""The room that is left in a box: all largest empty cuboids, as whole millimetres.

Spaces may overlap each other and never overlap a placed piece; every piece that still fits, fits into one
of them.
"""

from __future__ import annotations

from collections.abc import Iterable

Space = tuple[int, int, int, int, int, int]
"""Lower corner and upper corner: x1, y1, z1, x2, y2, z2."""


def without(spaces: Iterable[Space], piece: Space) -> list[Space]:
    """Take a placed piece out of the empty spaces and keep only the largest."""
    kept: list[Space] = []
    cut: list[Space] = []
    px1, py1, pz1, px2, py2, pz2 = piece
    for space in spaces:
        x1, y1, z1, x2, y2, z2 = space
        if px1 >= x2 or px2 <= x1 or py1 >= y2 or py2 <= y1 or pz1 >= z2 or pz2 <= z1:
            kept.append(space)
            continue
        if px1 > x1:
            cut.append((x1, y1, z1, px1, y2, z2))
        if px2 < x2:
            cut.append((px2, y1, z1, x2, y2, z2))
        if py1 > y1:
            cut.append((x1, y1, z1, x2, py1, z2))
        if py2 < y2:
            cut.append((x1, py2, z1, x2, y2, z2))
        if pz1 > z1:
            cut.append((x1, y1, z1, x2, y2, pz1))
        if pz2 < z2:
            cut.append((x1, y1, pz2, x2, y2, z2))
    return _largest(kept, cut)


def _largest(kept: list[Space], cut: list[Space]) -> list[Space]:
    """Drop every new space that lies in another one; the old ones contain no each other."""
    fresh = sorted(set(cut), key=_volume, reverse=True)
    for space in fresh:
        if not any(_within(space, other) for other in kept):
            kept.append(space)
    return kept


def _within(inner: Space, outer: Space) -> bool:
    return (
        inner[0] >= outer[0]
        and inner[1] >= outer[1]
        and inner[2] >= outer[2]
        and inner[3] <= outer[3]
        and inner[4] <= outer[4]
        and inner[5] <= outer[5]
    )


def _volume(space: Space) -> int:
    return (space[3] - space[0]) * (space[4] - space[1]) * (space[5] - space[2])

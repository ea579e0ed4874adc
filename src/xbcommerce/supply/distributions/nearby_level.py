"""The smallest whole stock level that gives a service, found by walking from a level that is near it.

Poisson and negative binomial chances follow each other by ``P(k) = P(k - 1) (a + b / k)`` (Panjer, 1981), so
one look at the tails is enough where the guess was good: the rest are a few multiplications a unit.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from attrs import define

STEPS_MAX = 400
"""Whoever has further to go is faster by strides."""
TOO_CLOSE = 1e-11
"""Nearer than this to the service wanted, as between two humps, only a fresh look can tell."""


@define
class Part:
    """One case of a mixture, at the level where the walk stands.

    Attributes:
        weight: How likely the case is.
        chance: Of exactly the level, in this case.
        a: Of Panjer's recursion.
        b: Of Panjer's recursion.
    """

    weight: float
    chance: float
    a: float
    b: float


def nearby_level(parts: Sequence[Part], level: int, service: float, wanted: float) -> int | None:
    """Walk to the smallest level whose service reaches ``wanted``.

    None if it is far, or nothing for sums of floats.

    Args:
        parts: The mixture; is used up.
        level: Where to start, at least 0.
        service: Its service.
        wanted: Between 0 and 1.
    """
    if not all(part.chance for part in parts):
        return None
    return (_up if service < wanted else _down)(parts, level, service, wanted)


def _up(parts: Sequence[Part], level: int, service: float, wanted: float) -> int | None:
    for k in range(level + 1, level + STEPS_MAX):
        for part in parts:
            part.chance *= part.a + part.b / k
            service += part.weight * part.chance
        if service > wanted - TOO_CLOSE:
            return k if service > wanted + TOO_CLOSE else None
    return None


def _down(parts: Sequence[Part], level: int, service: float, wanted: float) -> int | None:
    for k in range(level, max(-1, level - STEPS_MAX), -1):
        service -= math.fsum(part.weight * part.chance for part in parts)
        if service < wanted + TOO_CLOSE:
            return k if service < wanted - TOO_CLOSE else None
        if k:
            for part in parts:
                part.chance /= part.a + part.b / k
    return None if level >= STEPS_MAX else 0

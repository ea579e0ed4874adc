"""The smallest whole stock level that gives a service, with few looks at a costly distribution."""

from __future__ import annotations

import math
from collections.abc import Callable

from attrs import frozen


@frozen
class _At:
    """A level and the service it gives."""

    level: int
    service: float


def smallest_level(service_at: Callable[[int], float], wanted: float, *, guess: float, spread: float) -> int:
    """Return the smallest level of at least 0 whose service reaches ``wanted``.

    Strides from the guess until the answer is enclosed, then closes in by interpolation, halving where that
    is slow.

    Args:
        service_at: Service of a level; never falls.
        wanted: Between 0 and 1.
        guess: Where to start.
        spread: About how far off the guess may be.
    """
    stride = math.ceil(spread / 4) + 1
    start = max(0, math.floor(guess))
    at = _At(start, service_at(start))
    if at.service < wanted:
        below, above = at, _look(service_at, at.level + stride)
        while above.service < wanted:
            stride *= 2
            below, above = above, _look(service_at, above.level + stride)
    else:
        above, below = at, _look(service_at, max(-1, at.level - stride))
        while below.service >= wanted:
            stride *= 2
            above, below = below, _look(service_at, max(-1, below.level - stride))
    return _close_in(service_at, wanted, below, above)


def _look(service_at: Callable[[int], float], level: int) -> _At:
    return _At(level, service_at(level) if level >= 0 else 0.0)


def _close_in(service_at: Callable[[int], float], wanted: float, below: _At, above: _At) -> int:
    halve = False
    while (width := above.level - below.level) > 1:
        part = 0.5 if halve else (wanted - below.service) / (above.service - below.service)
        level = below.level + min(width - 1, max(1, math.ceil(part * width)))
        at = _look(service_at, level)
        if at.service >= wanted:
            above = at
        else:
            below = at
        halve = not halve and (above.level - below.level) * 2 > width
    return above.level

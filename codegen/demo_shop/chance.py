"""Chance with a seed, from `Random.random` alone, which gives the same numbers on every Python."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")
_TENTH = 0.1


def draw(chance: Random, choices: Sequence[tuple[T, int]]) -> T:
    """Choose one by weight."""
    left = chance.random() * sum(weight for _, weight in choices)
    for choice, weight in choices:
        left -= weight
        if left < 0:
            return choice
    return choices[-1][0]


def units(chance: Random, mean: float) -> int:
    """Draw a number of units with a mean, as many tenths of a chance as it takes."""
    return sum(chance.random() < _TENTH for _ in range(round(mean * 10)))

"""The words of sharing: who gets what is left over, who goes first, and what comes of it."""

from __future__ import annotations

from enum import Enum

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError


class AllocationError(InvalidValueError):
    """Weights or an amount that cannot be allocated; ``code`` says which rule was broken."""


class Allocate(Enum):
    """Who gets the units that are left after every share is floored."""

    TO_FIRST = "to_first"
    """The earlier parts, one unit each."""
    LARGEST_REMAINDER = "largest_remainder"
    """The parts whose exact share lost most (Hamilton): each share is within one unit of exact."""
    LARGEST_RATIO = "largest_ratio"
    """The parts of largest weight."""
    SEPARATE = "separate"
    """Nobody: they are returned as the remainder."""
    BLOCK_SEPARATE = "block_separate"
    """Nobody, and only whole blocks of the reduced weights are handed out."""


class Ties(Enum):
    """Which part goes first when two are otherwise equal."""

    POSITION = "position"
    """The earlier one: for payments, where parties stand in a contract's order."""
    WEIGHT_THEN_KEY = "weight_then_key"
    """The heavier one, then the smaller key: for carts, where line order must not matter."""


class ZeroWeights(Enum):
    """What to do when all weights are zero."""

    REFUSE = "refuse"
    """Raise: nobody is entitled to anything."""
    EQUAL = "equal"
    """Treat all parts alike."""


@frozen
class Allocation:
    """An amount and its parts: ``sum(shares) + remainder`` is the amount, always."""

    shares: tuple[Money, ...]
    remainder: Money


@frozen
class Split:
    """The same in whole units."""

    shares: tuple[int, ...]
    remainder: int

"""When a surcharge is due: comparisons with facts of the shipment or of one parcel.

Example:
    >>> from xbcommerce.logistics.conditions import Compare, Facts, Op
    >>> large = Compare("length_plus_girth_mm", Op.OVER, 2_660)
    >>> [large.holds(Facts({"length_plus_girth_mm": mm})) for mm in (2_660, 2_661)]
    [False, True]
    >>> large.holds(Facts()) is None
    True
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from fractions import Fraction

from attrs import field, frozen

from xbcommerce.kernel.figures import Figure, figure
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.naming import name_set


def _numbers(numbers: Mapping[str, Figure]) -> FrozenMap[str, Fraction]:
    return FrozenMap({name: figure(value) for name, value in numbers.items()})


def _zones(zones: Iterable[str]) -> frozenset[str]:
    return name_set(zones, "zones")


def _flags(flags: Mapping[str, bool]) -> FrozenMap[str, bool]:
    return flags if isinstance(flags, FrozenMap) else FrozenMap(flags)


@frozen
class Facts:
    """What is known of a shipment or of one parcel; what is absent is unknown.

    Attributes:
        numbers: E.g. ``weight_g``, ``longest_mm``; names carry their unit last.
        flags: E.g. ``remote``, ``residential``.
        zone: The zone of the card the destination lies in.
    """

    numbers: FrozenMap[str, Fraction] = field(factory=FrozenMap[str, Fraction], converter=_numbers)
    flags: FrozenMap[str, bool] = field(factory=FrozenMap[str, bool], converter=_flags)
    zone: str | None = None


class Op(Enum):
    """How a fact is compared with a value."""

    OVER = "over"
    """Strictly more: exactly the value does not count."""
    AT_LEAST = "at_least"
    UNDER = "under"
    """Strictly less."""
    AT_MOST = "at_most"


@frozen
class Compare:
    """A number against a limit."""

    fact: str
    op: Op
    value: Fraction = field(converter=figure)

    def holds(self, facts: Facts) -> bool | None:
        """Say whether the condition is met; None where the fact is unknown."""
        number = facts.numbers.get(self.fact)
        if number is None:
            return None
        match self.op:
            case Op.OVER:
                return number > self.value
            case Op.AT_LEAST:
                return number >= self.value
            case Op.UNDER:
                return number < self.value
            case Op.AT_MOST:
                return number <= self.value


@frozen
class Flag:
    """Something that is so, or is not."""

    fact: str
    value: bool = True

    def holds(self, facts: Facts) -> bool | None:
        """Say whether the condition is met; None where the fact is unknown."""
        flag = facts.flags.get(self.fact)
        return None if flag is None else flag is self.value


@frozen
class InZone:
    """The destination lies in one of some zones of the card."""

    zones: frozenset[str] = field(converter=_zones)

    @property
    def fact(self) -> str:
        """The fact that must be known."""
        return "zone"

    def holds(self, facts: Facts) -> bool | None:
        """Say whether the condition is met; None where the zone is unknown."""
        return None if facts.zone is None else facts.zone in self.zones


Condition = Compare | Flag | InZone
"""When a surcharge is due."""

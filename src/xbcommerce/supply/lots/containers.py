"""Containers: how many a load needs, what binds, and the cheapest mix of sizes.

Loads are counted as if goods were poured: packing in three dimensions loses some of the volume, so give the
capacity that your forwarder plans with, not the inner measure of the box.

Example:
    >>> from xbcommerce.supply.lots import Container, Load, cheapest_containers, containers_for
    >>> small = Container("20GP", Load(28, 21_700), cost=2100)
    >>> large = Container("40GP", Load(58, 26_500), cost=3400)
    >>> high = Container("40HC", Load(68, 26_300), cost=3600)
    >>> print(containers_for(Load("61.2", 9800), large))
    2 x 40GP, bound by volume: 52.8 % of the volume and 18.5 % of the weight are used
    >>> print(cheapest_containers(Load(80, 12_000), [small, large, high]))
    1 x 20GP, 1 x 40GP cost 5,500
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from enum import Enum
from fractions import Fraction

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import decimal_of, figure, not_negative
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.naming import repeated
from xbcommerce.kernel.unmet import Note

from .loads import Load
from .messages import ENGLISH

MIXES_MAX = 1_000_000
"""A load with more mixes to compare than this is refused: name fewer sizes, or split the load."""


class Binding(Enum):
    """Which of the two fills a container first."""

    VOLUME = "volume"
    WEIGHT = "weight"


def _takes_both(_instance: object, _field: object, value: Load) -> None:
    if not value.volume_m3 or not value.weight_kg:
        msg = f"a capacity of {value}: expected volume and weight above 0"
        raise InvalidValueError(msg)


@frozen
class Container:
    """One size of container.

    Attributes:
        name: For people, e.g. ``"40HC"``.
        capacity: What it takes; both above zero.
        cost: Of one, in any one unit of money.
    """

    name: str
    capacity: Load = field(validator=_takes_both)
    cost: Fraction = field(default=Fraction(0), converter=figure, validator=not_negative)

    def number(self, load: Load) -> int:
        """Return how many of this size hold a load."""
        return max(
            math.ceil(load.volume_m3 / self.capacity.volume_m3),
            math.ceil(load.weight_kg / self.capacity.weight_kg),
        )


@frozen
class ContainersNeeded:
    """How many containers of one size a load needs.

    Attributes:
        name: The size.
        number: How many.
        binding: What fills them first; volume where both do.
        volume_share: Share of their volume that is used; 0 where nothing is loaded.
        weight_share: Share of their weight.
    """

    name: str
    number: int
    binding: Binding
    volume_share: Fraction
    weight_share: Fraction

    def why(self) -> tuple[Note, ...]:
        """Return the number, what binds, and how full they are."""
        return (
            Note(
                f"container.needed.{self.binding.value}",
                {
                    "number": self.number,
                    "name": self.name,
                    "volume_pct": decimal_of(self.volume_share * 100, 1),
                    "weight_pct": decimal_of(self.weight_share * 100, 1),
                },
            ),
        )

    def __str__(self) -> str:
        return ENGLISH.explain(self)


@frozen
class ContainerMix:
    """Containers of several sizes.

    Attributes:
        numbers: How many of each size, in the order given; 0 where none.
        cost: Of all together.
    """

    numbers: FrozenMap[str, int]
    cost: Fraction

    def why(self) -> tuple[Note, ...]:
        """Return the sizes taken and the cost."""
        taken = ", ".join(f"{number} x {name}" for name, number in self.numbers.items() if number)
        return (Note("container.mix", {"mix": taken or "0", "cost": decimal_of(self.cost)}),)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def containers_for(load: Load, container: Container) -> ContainersNeeded:
    """Count the containers of one size that hold a load by volume and by weight."""
    number = container.number(load)
    volume = load.volume_m3 / (container.capacity.volume_m3 * max(1, number))
    weight = load.weight_kg / (container.capacity.weight_kg * max(1, number))
    binding = Binding.VOLUME if volume >= weight else Binding.WEIGHT
    return ContainersNeeded(container.name, number, binding, volume, weight)


def cheapest_containers(load: Load, containers: Sequence[Container]) -> ContainerMix:
    """Find the cheapest set of containers that holds a load, over all mixes of the sizes.

    Of equal costs the set of fewest containers is taken, then the one with more of the size named first.

    Args:
        load: Volume and weight; the set must hold both.
        containers: The sizes to be had, with different names.

    Raises:
        InvalidValueError: No size, two of one name, or more than `MIXES_MAX` mixes to compare.
    """
    if not containers or repeated(size.name for size in containers):
        msg = f"sizes {[size.name for size in containers]}: expected at least one, each with its own name"
        raise InvalidValueError(msg)
    mixes = math.prod(size.number(load) + 1 for size in containers[:-1])
    if mixes > MIXES_MAX:
        msg = f"{mixes:,} mixes for {load}; name fewer sizes or split the load"
        raise InvalidValueError(msg)
    numbers = min(_mixes(load, containers), key=lambda taken: _rank(taken, containers))
    names = [size.name for size in containers]
    return ContainerMix(FrozenMap(dict(zip(names, numbers, strict=True))), _cost(numbers, containers))


def _mixes(load: Load, containers: Sequence[Container]) -> Iterator[tuple[int, ...]]:
    """Yield the sets that hold the load and none of whose last size could be left out."""
    first, *others = containers
    needed = first.number(load)
    if not others:
        yield (needed,)
        return
    for number in range(needed + 1):
        for rest in _mixes(_left(load, first.capacity.times(number)), others):
            yield (number, *rest)


def _left(load: Load, taken: Load) -> Load:
    return Load(
        max(Fraction(0), load.volume_m3 - taken.volume_m3), max(Fraction(0), load.weight_kg - taken.weight_kg)
    )


def _rank(numbers: tuple[int, ...], containers: Sequence[Container]) -> tuple[Fraction, int, tuple[int, ...]]:
    return _cost(numbers, containers), sum(numbers), tuple(-number for number in numbers)


def _cost(numbers: tuple[int, ...], containers: Sequence[Container]) -> Fraction:
    return sum((size.cost * number for size, number in zip(containers, numbers, strict=True)), Fraction(0))

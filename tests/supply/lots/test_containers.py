"""Facts about cartons, containers and the cheapest mix of them."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.supply.lots import Binding, Carton, Container, Load, cheapest_containers, containers_for
from xbcommerce.testing.strategies.sourcing import cartons, containers, loads

SIZES = (
    Container("20GP", Load(28, 21_700), 2100),
    Container("40GP", Load(58, 26_500), 3400),
    Container("40HC", Load(68, 26_300), 3600),
)


@given(cartons(), st.integers(0, 5_000), st.integers(0, 5_000))
def test_cartons_of_two_needs_are_at_least_those_of_both_together(
    carton: Carton, one: int, other: int
) -> None:
    """A started carton counts fully, and at most one more is started."""
    together = carton.number(one + other)
    assert together <= carton.number(one) + carton.number(other) <= together + 1
    assert carton.number(one) * carton.units >= one


def test_a_packing_list_is_read_exactly() -> None:
    """58.5 x 42.3 x 31.7 cm, 14.35 kg."""
    carton = Carton.of_cm(36, ("58.5", "42.3", "31.7"), gross_kg="14.35")
    assert carton.number(4321) == 121
    assert carton.load(4321) == Load("9.491631435", "1736.35")


@given(loads(), containers())
def test_a_number_of_containers_holds_the_load_and_one_less_does_not(load: Load, size: Container) -> None:
    """By volume and by weight."""
    needed = containers_for(load, size)
    assert load.fits(size.capacity.times(needed.number))
    if needed.number:
        assert not load.fits(size.capacity.times(needed.number - 1))
    assert max(needed.volume_share, needed.weight_share) <= 1
    assert (needed.binding is Binding.VOLUME) == (needed.volume_share >= needed.weight_share)


@given(st.builds(Load, st.integers(0, 150), st.integers(0, 60_000)))
def test_no_mix_is_cheaper_than_the_one_found(load: Load) -> None:
    """Of all mixes; ties take fewer containers, then more of the first."""
    mixes = [
        (
            sum(n * size.cost for n, size in zip(numbers, SIZES, strict=True)),
            sum(numbers),
            [-n for n in numbers],
        )
        for numbers in product(range(7), range(4), range(4))
        if load.fits(sum((size.capacity.times(n) for n, size in zip(numbers, SIZES, strict=True)), Load()))
    ]
    cost, _, negated = min(mixes)
    found = cheapest_containers(load, SIZES)
    assert (found.cost, list(found.numbers.values())) == (cost, [-n for n in negated])


def test_too_many_mixes_are_refused_instead_of_tried() -> None:
    """A load of a whole ship."""
    with pytest.raises(InvalidValueError, match="name fewer sizes"):
        cheapest_containers(Load(5_000_000, 1), SIZES)


@pytest.mark.parametrize("sizes", [(), (SIZES[0], SIZES[0])])
def test_sizes_need_names_of_their_own(sizes: tuple[Container, ...]) -> None:
    """At least one, each different."""
    with pytest.raises(InvalidValueError, match="each with its own name"):
        cheapest_containers(Load(1, 1), sizes)


def test_what_binds_is_said() -> None:
    """Weight, here."""
    needed = containers_for(Load(20, 43_400), SIZES[0])
    assert (needed.number, needed.weight_share, needed.volume_share) == (2, 1, Fraction(5, 14))
    assert str(needed).startswith("2 x 20GP, bound by weight")

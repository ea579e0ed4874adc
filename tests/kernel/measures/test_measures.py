"""Exact conversion, comparison, and the whole units inside the house."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.measures import (
    UNITS,
    Dimensions,
    Kind,
    MalformedMeasureError,
    Mass,
    Measure,
    UnitMismatchError,
    UnknownUnitError,
    compare,
    convert,
    grams,
    millimetres,
)
from xbcommerce.kernel.money import Rounding, round_fraction
from xbcommerce.testing.strategies.time import dimensions, masses, measures

of_a_kind = st.sampled_from(Kind).flatmap(
    lambda kind: st.tuples(
        *[st.sampled_from([unit.code for unit in UNITS.values() if unit.kind is kind])] * 3
    )
)
values = st.fractions(0, 10**9)


@given(values, of_a_kind)
def test_a_conversion_and_its_way_back_lose_nothing(value: Fraction, units: tuple[str, str, str]) -> None:
    """There and back, and by way of a third unit."""
    first, second, third = units
    there = convert(value, first, second)
    assert convert(there, second, first) == value
    assert convert(there, second, third) == convert(value, first, third)


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        ("1", "lb", "g", "453.59237"),
        ("1", "lb", "oz", "16"),
        ("1", "oz", "g", "28.349523125"),
        ("1", "in", "mm", "25.4"),
        ("1", "ft", "in", "12"),
        ("1", "ft", "m", "0.3048"),
        ("13.5", "in", "cm", "34.29"),
        ("1.2", "t", "kg", "1200"),
        ("1", "in3", "cm3", "16.387064"),
        ("1", "ft3", "l", "28.316846592"),
        ("1", "m3", "l", "1000"),
        ("1", "l", "cm3", "1000"),
        ("1", "cm3", "mm3", "1000"),
    ],
)
def test_units_are_as_their_treaties_define_them(value: str, unit: str, to: str, expected: str) -> None:
    """Every unit, exactly."""
    assert convert(Decimal(value), unit, to) == Fraction(expected)


def test_ten_inches_given_in_centimetres_stay_ten_under_a_next_inch_rule() -> None:
    """A detour over a rounded number makes eleven of them, and a dearer parcel."""
    inches = Measure.parse("25.4 cm").to("in")
    assert round_fraction(inches, Rounding.CEILING) == 10


def test_a_comparison_looks_at_exact_values() -> None:
    """Another library takes a pound for 0.45 kg, because it rounds to two decimals first."""
    assert compare(Measure.parse("0.4536 kg"), Measure.parse("1 lb")) == 1
    assert compare(Measure.parse("0.45359237 kg"), Measure.parse("1lb")) == 0
    assert compare(Measure.parse("66 lb"), Measure.parse("30 kg")) == -1


@given(measures(), measures())
def test_a_comparison_is_antisymmetric_and_agrees_with_conversion(one: Measure, two: Measure) -> None:
    """Measures of different kinds cannot be compared at all."""
    if one.kind is not two.kind:
        with pytest.raises(UnitMismatchError):
            compare(one, two)
        return
    assert compare(one, two) == -compare(two, one)
    assert (compare(one, two) == 0) == (one.to(two.unit) == two.value)


@given(measures())
def test_a_measure_keeps_its_value_and_is_read_as_it_is_written(measure: Measure) -> None:
    """Digits and unit as they were given."""
    again = Measure.parse(str(measure))
    assert (again, str(again)) == (measure, str(measure))
    assert measure.to(measure.unit) == measure.value


def test_whole_units_are_rounded_once_in_a_named_way() -> None:
    """A carrier rounds up, a customs form may not."""
    pound = Measure(1, "lb")
    assert (grams(pound, Rounding.CEILING), grams(pound, Rounding.HALF_EVEN)) == (454, 454)
    assert grams(pound, Rounding.DOWN) == 453
    assert millimetres(Measure.parse("0.02 in"), Rounding.HALF_UP) == 1
    assert Mass.of(pound, rounding=Rounding.UP) == Mass(454)


@given(st.lists(masses(), min_size=1), st.integers(0, 9))
def test_masses_add_up(parts: list[Mass], count: int) -> None:
    """In whole grams, in order of weight."""
    total = sum(parts, Mass(0))
    assert total.weight_g == sum(part.weight_g for part in parts)
    assert max(parts) <= total
    assert (parts[0] * count).weight_g == parts[0].weight_g * count


@given(dimensions())
def test_what_a_carrier_limits_does_not_depend_on_the_names_of_the_sides(box: Dimensions) -> None:
    """Turned any way, a box has the same sides, volume and girth, and fits into itself."""
    for sides in permutations((box.length_mm, box.width_mm, box.height_mm)):
        turned = Dimensions(*sides)
        assert turned.sorted_mm == box.sorted_mm
        assert turned.volume_mm3 == box.volume_mm3
        assert turned.length_plus_girth_mm == box.length_plus_girth_mm
        assert turned.fits_in(box)


@given(dimensions(), dimensions())
def test_what_fits_is_no_larger(one: Dimensions, two: Dimensions) -> None:
    """In volume and in every side; two that fit into each other have the same sides."""
    if one.fits_in(two):
        assert one.volume_mm3 <= two.volume_mm3
        assert one.longest_mm <= two.longest_mm
        assert two.fits_in(one) == (one.sorted_mm == two.sorted_mm)


def test_girth_goes_around_the_two_shorter_sides() -> None:
    """Length plus girth is what posts and couriers limit."""
    box = Dimensions(200, 600, 300)
    assert (box.sorted_mm, box.girth_mm, box.length_plus_girth_mm) == ((600, 300, 200), 1_000, 1_600)
    assert (box.volume_mm3, box.sum_of_sides_mm, str(box)) == (36_000_000, 1_100, "200 x 600 x 300 mm")


@pytest.mark.parametrize("value", [-1, 0.5, float("nan"), Decimal("NaN"), Decimal("Infinity"), True])
def test_values_without_meaning_are_refused(value: object) -> None:
    """Negative, inexact or not finite: the message shows what came."""
    with pytest.raises(InvalidValueError, match="value="):
        convert(value, "kg", "g")  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError, match="value="):
        Measure(value, "kg")  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "kg", "NaN kg", "1,5 kg", "1e3 kg", "1 kg 2", "12"])
def test_text_that_is_no_measure_is_refused(text: str) -> None:
    """A number and a unit, nothing else."""
    with pytest.raises(MalformedMeasureError, match=r"such as '0\.45 kg'"):
        Measure.parse(text)


def test_unknown_and_mixed_units_are_refused_with_the_way_out() -> None:
    """The message lists what there is."""
    with pytest.raises(UnknownUnitError, match="'lbs'; known are mass g, kg, t, oz, lb; length"):
        Measure(Decimal(1), "lbs")
    with pytest.raises(UnitMismatchError, match="'lb' measures mass, 'cm' length"):
        convert(1, "lb", "cm")
    with pytest.raises(InvalidValueError, match="less than zero"):
        Measure.parse("-1 kg")


def test_bodies_without_size_are_refused() -> None:
    """No side below a millimetre, no negative mass, no fractions of a unit."""
    for sides in ((0, 1, 1), (1, -1, 1), (1, 1, 1.5)):
        with pytest.raises(InvalidValueError, match="_mm="):
            Dimensions(*sides)  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError, match="height_mm=0"):
        Dimensions.of(*map(Measure.parse, ("1 cm", "1 cm", "0.4 mm")), rounding=Rounding.HALF_UP)
    for weight in (-1, 1.5):
        with pytest.raises(InvalidValueError, match="weight_g="):
            Mass(weight)  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError, match="count=-1"):
        Mass(1) * -1

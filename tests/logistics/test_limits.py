"""Size and weight limits: all violations at once, every limit inclusive."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.logistics import Size, SizeLimits, Tube
from xbcommerce.testing.strategies.logistics import size_limits, sizes

PARCEL = SizeLimits(length_mm=1_200, second_mm=600, third_mm=600, length_plus_girth_mm=3_600, weight_g=31_500)


def codes(limits: SizeLimits, sides: tuple[int, int, int], weight_g: int) -> list[str]:
    """Return the codes of the violations."""
    return [unmet.code for unmet in limits.violations(Size.of(sides), weight_g)]


def test_a_parcel_exactly_at_every_limit_is_taken() -> None:
    """DHL Paket: 120 x 60 x 60 cm and 31.5 kg."""
    assert codes(PARCEL, (600, 1_200, 600), 31_500) == []


def test_every_violation_is_told() -> None:
    """Not the first alone."""
    assert codes(PARCEL, (1_201, 601, 601), 31_501) == [
        "limit.length",
        "limit.second",
        "limit.third",
        "limit.length_plus_girth",
        "limit.weight",
    ]


def test_smallest_sides_compare_longest_with_longest() -> None:
    """14 x 9 cm is below 15 x 11 cm whatever way it is turned."""
    least = SizeLimits(min_sides_mm=(1, 110, 150))
    assert codes(least, (90, 1, 140), 10) == ["limit.min_sides"]
    assert codes(least, (1, 150, 110), 10) == []


def test_sides_are_told_with_all_their_digits() -> None:
    """What is a hair too short must not read as if it were long enough."""
    (short,) = SizeLimits(min_sides_mm=(1, 1, 1_234_568)).violations(Size.of((1, 1, "1234567.5")), 10)
    assert dict(short.params) == {"sides_mm": "1234567.5 x 1 x 1", "sides_mm_min": "1234568 x 1 x 1"}


def test_a_tube_has_the_volume_of_a_cylinder() -> None:
    """One client library pins a value pi times too large."""
    tube = Tube(400, 55)
    assert float(tube.volume_mm3) == pytest.approx(math.pi / 4 * 55**2 * 400)
    assert float(tube.girth_mm) == pytest.approx(math.pi * 55)


def test_tubes_have_limits_of_their_own() -> None:
    """Length and two diameters, inclusive."""
    post = SizeLimits(tube_length_mm=900, tube_length_plus_2d_mm=1_040, weight_g=2_000)
    assert post.tube_violations(Tube(600, 220), 2_000) == ()
    assert [unmet.code for unmet in post.tube_violations(Tube(901, 220), 2_001)] == [
        "limit.tube_length",
        "limit.tube_length_plus_2d",
        "limit.weight",
    ]


@pytest.mark.parametrize("sides", [(), (100, 100), (100, 100, 0), (100, 100, -1)])
def test_what_is_no_box_is_refused(sides: tuple[int, ...]) -> None:
    """Three sides, each above zero."""
    with pytest.raises(InvalidValueError, match="expected three"):
        Size.of(sides)


def test_a_limit_of_zero_is_refused() -> None:
    """None is no limit; zero would refuse everything in silence."""
    with pytest.raises(InvalidValueError, match="weight_g=0"):
        SizeLimits(weight_g=0)


@given(size_limits(), sizes(), st.integers(1, 50_000))
def test_a_smaller_and_lighter_parcel_breaks_no_other_upper_limit(
    limits: SizeLimits, size: Size, weight_g: int
) -> None:
    """Upper limits are monotone; half the parcel breaks at most what the whole breaks."""
    half = Size.of([side / 2 for side in size.sides_mm])
    whole_codes = {unmet.code for unmet in limits.violations(size, weight_g)}
    half_codes = {unmet.code for unmet in limits.violations(half, max(1, weight_g // 2))}
    assert half_codes - {"limit.min_sides"} <= whole_codes

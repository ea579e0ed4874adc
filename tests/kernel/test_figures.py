"""Numbers of cards: exact, or refused with the value and the way out."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import decimal_of, figure
from xbcommerce.kernel.money import Rounding
from xbcommerce.logistics import FlatBand, Step


@pytest.mark.parametrize("value", [0.25, Decimal("NaN"), Decimal("Infinity"), "nan", "12,5", True])
def test_what_is_no_exact_number_is_refused(value: object) -> None:
    """Floats, NaN, infinities, booleans and text that is no number raise, and the message shows the value."""
    with pytest.raises(InvalidValueError, match=str(value)):
        figure(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["1e1001", "-1e999999999", "1e-999999999", "9" * 1_002])
def test_text_that_writes_a_number_too_large_to_print_is_refused_at_once(text: str) -> None:
    """A file that says it must not keep a host busy for minutes."""
    with pytest.raises(InvalidValueError, match="no number of at most 1000 digits"):
        figure(text)


@pytest.mark.parametrize("digits", ["1e28", "123456789012345678901234567890.123456", "1e1000", "-1e30"])
def test_a_large_number_is_shown_to_the_last_digit(digits: str) -> None:
    """However many digits the decimal context of the thread keeps."""
    assert decimal_of(figure(digits)) == Decimal(digits)


def test_a_printed_number_is_the_fraction_it_is() -> None:
    """Text and decimals lose nothing on the way in."""
    assert figure("0.1") * 3 == Fraction(3, 10)
    assert FlatBand(0, "0.5", "3.10").amount == Fraction("3.10")


def test_a_step_of_zero_is_refused() -> None:
    """The message says to leave the step out instead."""
    with pytest.raises(InvalidValueError, match="leave the step out"):
        Step.of(0)


@given(st.fractions(0, 100), st.fractions(Fraction(1, 100), 10), st.sampled_from(Rounding))
def test_rounding_to_a_step_lands_on_it_and_moves_less_than_one(
    value: Fraction, size: Fraction, rounding: Rounding
) -> None:
    """Whatever the mode, the result is a multiple of the step, less than one step away."""
    rounded = Step(size, rounding).round(value)
    assert (rounded / size).denominator == 1
    assert abs(rounded - value) < size


@given(st.integers(0, 1_000), st.fractions(Fraction(1, 100), 10), st.sampled_from(Rounding))
def test_a_number_on_the_grid_stays(steps: int, size: Fraction, rounding: Rounding) -> None:
    """An amount already on a step is not rounded to the next."""
    assert Step(size, rounding).round(steps * size) == steps * size

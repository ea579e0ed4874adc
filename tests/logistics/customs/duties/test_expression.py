"""Trees hold only what can be printed, so that equal duties have equal text."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.logistics.customs.duties import AdValorem, Limited, Specific, Sum, Unparsed, parse_duty
from xbcommerce.logistics.customs.duties.decimals import decimal_text
from xbcommerce.testing.strategies.customs_duties import printed_numbers


@pytest.mark.parametrize("number", ["-0.1", Fraction(1, 3), Fraction(1, 7)])
def test_a_number_that_no_tariff_can_print_is_refused(number: str | Fraction) -> None:
    """Below zero, or without end."""
    with pytest.raises(InvalidValueError, match="as tariffs print them"):
        AdValorem(number)
    with pytest.raises(InvalidValueError, match="as tariffs print them"):
        Specific(number, "EUR", "KGM")


def test_a_single_term_is_not_dressed_up() -> None:
    """A sum of one, a duty within no bounds, a text refused for no reason: none of them is another duty."""
    for alone in (
        lambda: Sum(AdValorem(8), ()),
        lambda: Limited(AdValorem(8), ()),
        lambda: Unparsed("8 %", ()),
    ):
        with pytest.raises(InvalidValueError, match=r"=\(\)"):
            alone()


@given(printed_numbers())
def test_a_number_is_printed_with_all_its_decimals_and_no_more(number: Fraction) -> None:
    """No exponent, no trailing zero."""
    text = decimal_text(number)
    assert Fraction(text) == number
    assert "." not in text or not text.endswith("0")


def test_trailing_zeros_and_commas_do_not_make_another_duty() -> None:
    """The printed form is canonical."""
    assert parse_duty("35.100 EUR / 1,000 kg") == parse_duty("35.1EUR/1000kg")
    assert str(parse_duty("35.100 EUR / 1,000 kg")) == "35.1 EUR / 1000 kg"

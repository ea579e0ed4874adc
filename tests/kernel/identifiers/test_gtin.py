"""Article numbers: every mistyped digit is found, and what may be listed is told by the prefix."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.catalog import Gtin as ListedGtin
from xbcommerce.kernel.identifiers import Gtin, Use
from xbcommerce.kernel.identifiers.check_digits import gs1_digit
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.testing.strategies.identifiers import gtins


@given(gtins(), st.integers(0, 13), st.integers(1, 9))
def test_a_mistyped_digit_is_always_found(text: str, place: int, step: int) -> None:
    """Weights 3 and 1 catch every change of a single digit."""
    place %= len(text)
    wrong = text[:place] + str((int(text[place]) + step) % 10) + text[place + 1 :]
    assert isinstance(Gtin.parse(text), Gtin)
    refusal = Gtin.parse(wrong)
    assert isinstance(refusal, Refusal)
    assert refusal.codes in {("gtin.check_digit",), ("gtin.zero",)}


@given(gtins())
def test_the_canonical_form_is_read_as_the_same_number(text: str) -> None:
    """Filled up to fourteen digits; a number of eight may then be another kind with another use."""
    number = Gtin.parse(text)
    assert isinstance(number, Gtin)
    again = Gtin.parse(number.gtin14)
    assert isinstance(again, Gtin)
    assert again.gtin14 == number.gtin14


@pytest.mark.parametrize(
    ("body", "use", "listable"),
    [
        ("400638133393", Use.PRODUCT, True),
        ("978316148410", Use.BOOK, True),
        ("977123456789", Use.SERIAL, True),
        ("201234567890", Use.RESTRICTED, False),
        ("981234567890", Use.COUPON, False),
        ("980123456789", Use.REFUND_RECEIPT, False),
        ("2012345", Use.RESTRICTED, False),
        ("9638507", Use.PRODUCT, True),
    ],
)
def test_the_prefix_tells_the_use(body: str, use: Use, *, listable: bool) -> None:
    """Numbers for use inside a company, coupons and receipts name no listed product."""
    number = Gtin.parse(body + gs1_digit(body))
    assert isinstance(number, Gtin)
    assert (number.use, number.listable) == (use, listable)
    assert bool(number.unlistable()) is not listable


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "gtin.not_digits"),
        ("4006381 333931", "gtin.not_digits"),
        ("４００６３８１３３３９３１", "gtin.not_digits"),
        ("400638133393", "gtin.check_digit"),
        ("4006381", "gtin.length"),
        ("1" * 40_000, "gtin.length"),
        ("00000000", "gtin.zero"),
    ],
)
def test_what_is_no_article_number_is_refused(text: str, code: str) -> None:
    """A listing takes digits only: other systems compare them sign by sign."""
    refusal = Gtin.parse(text)
    assert isinstance(refusal, Refusal)
    assert refusal.codes == (code,)


def test_the_catalogue_names_the_same_class() -> None:
    """Nothing is written twice."""
    assert ListedGtin is Gtin

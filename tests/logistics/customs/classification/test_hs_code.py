"""HS codes: what is read, what is refused, and that nothing is ever padded or cut."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.unmet import Refusal
from xbcommerce.logistics.customs.classification import HsCode, HsLevel, InvalidHsCodeError, hs_code_field
from xbcommerce.testing.strategies.customs_classification import hs_codes


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("6109.10", "610910"),
        ("6109.10.00.40", "6109100040"),
        ("61 09 10 00", "61091000"),
        ("6109 10 00 40", "6109100040"),
        (" 6109.10 ", "610910"),
        ("0102.21", "010221"),
        ("01", "01"),
        ("9903.01.25", "99030125"),
        ("851713001234", "851713001234"),
    ],
)
def test_codes_are_read_as_people_and_tariffs_write_them(text: str, digits: str) -> None:
    """Dots, spaces and the no-break spaces of web pages may stand between pairs."""
    assert HsCode.parse(text) == HsCode(digits)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["too_short"]),
        (" ", ["too_short"]),
        (".", ["too_short"]),
        ("6", ["odd_length"]),
        ("61091", ["odd_length"]),
        ("102.21", ["odd_length"]),  # 0102.21, taken for a number
        ("6109.1", ["odd_length"]),  # 6109.10, taken for a number
        ("101.1", ["separator"]),  # 0101.10, which lost a zero at both ends
        ("6.10910", ["separator"]),
        ("6109..10", ["separator"]),
        ("6109.10.", ["separator"]),
        ("6109.10-00", ["not_digits"]),
        ("HS610910", ["not_digits"]),
        ("６１０９", ["not_digits"]),
        ("٦١٠٩", ["not_digits"]),
        ("6109\n10", ["not_digits"]),
        ("77", ["chapter_reserved"]),
        ("771234", ["chapter_reserved"]),
        ("77123", ["odd_length", "chapter_reserved"]),
        ("001234", ["no_chapter"]),
        ("85171300123456", ["too_long"]),
        ("771713001234567", ["odd_length", "too_long", "chapter_reserved"]),
    ],
)
def test_what_is_no_code_is_refused_with_every_reason(text: str, codes: list[str]) -> None:
    """A short code stays with the shop; a wrong well-formed one would be a false declaration."""
    refusal = HsCode.parse(text, "line 2")
    assert isinstance(refusal, Refusal)
    assert refusal.codes == tuple(f"hs_code.{code}" for code in codes)
    assert {item.where for item in refusal.unmet} == {"line 2"}


def test_where_a_code_must_be_sound_the_error_speaks_the_refusals_words() -> None:
    """Its code is that of the first reason."""
    with pytest.raises(InvalidHsCodeError, match=r"has 5 digits.*\n.*chapter 77, which is reserved") as error:
        HsCode.of("77123", "goods.hs_code")
    assert error.value.code == "hs_code.odd_length"
    assert str(error.value).startswith("goods.hs_code: ")


@pytest.mark.parametrize("number", [610910, 102.21, None])
def test_a_number_is_no_code_since_it_lost_its_zeros(number: object) -> None:
    """Whether it is read or must be sound."""
    takers: tuple[Callable[[Any], object], ...] = (HsCode.parse, HsCode.of, HsCode, hs_code_field)
    for take in takers:
        with pytest.raises(InvalidHsCodeError, match=r"0102\.21"):
            take(number)


def test_a_code_is_kept_by_its_digits_alone() -> None:
    """One code is one value, however it was typed."""
    with pytest.raises(InvalidHsCodeError, match=r"read typed codes with HsCode\.of"):
        HsCode("6109.10")
    with pytest.raises(InvalidHsCodeError, match="has 5 digits"):
        HsCode("61091")
    assert hs_code_field("6109.10") == hs_code_field(HsCode("610910"))


@pytest.mark.parametrize(
    ("digits", "level", "heading", "subheading"),
    [
        ("61", HsLevel.CHAPTER, None, None),
        ("6109", HsLevel.HEADING, "6109", None),
        ("610910", HsLevel.SUBHEADING, "6109", "610910"),
        ("61091000", HsLevel.NATIONAL, "6109", "610910"),
        ("6109100040", HsLevel.NATIONAL, "6109", "610910"),
    ],
)
def test_a_code_has_the_levels_it_goes_to_and_none_beyond(
    digits: str, level: HsLevel, heading: str | None, subheading: str | None
) -> None:
    """A heading is no subheading with zeros behind it."""
    code = HsCode(digits)
    assert (code.chapter, code.level) == ("61", level)
    assert (code.heading, code.subheading) == (heading, subheading)
    assert code.declarable is (subheading is not None)


def test_within_compares_digits_from_the_left() -> None:
    """A code is within itself; a shorter one is not within a longer."""
    shirt = HsCode("61091000")
    assert shirt.within("61")
    assert shirt.within(HsCode("610910"))
    assert shirt.within(shirt)
    assert not shirt.within("6110")
    assert not HsCode("6109").within("610910")


def test_only_chapters_98_and_99_mean_nothing_abroad() -> None:
    """The convention leaves them to each country."""
    assert not HsCode("99030125").international
    assert not HsCode("98").international
    assert HsCode("970110").international


@given(hs_codes())
def test_a_printed_code_reads_back(code: HsCode) -> None:
    """With dots, and without."""
    assert HsCode.parse(str(code)) == HsCode.parse(code.digits) == code
    assert code.within(code.chapter)


@given(st.text("0123456789. ", max_size=16))
def test_a_text_is_taken_digit_by_digit_or_refused(text: str) -> None:
    """No digit is ever put in or left out."""
    code = HsCode.parse(text)
    if isinstance(code, HsCode):
        assert code.digits == "".join(sign for sign in text if sign.isdigit())
    else:
        assert code.codes


@given(hs_codes().filter(lambda code: code.digits[0] == "0"))
def test_a_lost_leading_zero_never_passes(code: HsCode) -> None:
    """Written as a number a code of chapters 1 to 9 is refused, with and without its dots."""
    assert isinstance(HsCode.parse(code.digits.lstrip("0") or "0"), Refusal)
    assert isinstance(HsCode.parse(str(code)[1:]), Refusal)


@pytest.mark.parametrize("text", ["a" * 50_000, "1" * 50_000, "1" * 49_999, "00" * 30_000])
def test_a_text_of_a_page_is_refused_in_a_line(text: str) -> None:
    """A message is for people to read."""
    with pytest.raises(InvalidHsCodeError) as caught:
        HsCode.of(text)
    assert len(str(caught.value)) < 500

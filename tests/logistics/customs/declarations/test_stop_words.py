"""Descriptions that say nothing, however they are written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.dated import Found
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.logistics.customs.declarations import StopWords
from xbcommerce.reference.customs.requirements import requirements


def words_of(jurisdiction: str) -> StopWords:
    """Return the list of a jurisdiction."""
    found = requirements().as_of(f"requirement/{jurisdiction}/stop-words", date(2026, 11, 25))
    assert isinstance(found, Found)
    assert isinstance(found.value, StopWords)
    return found.value


WORLD, EU = words_of("WORLD"), words_of("EU")


@pytest.mark.parametrize(
    "text",
    [
        "goods", "Goods", "GOODS.", "good", "gift", "Gifts!", "a gift", "parts", "Part", "spare-parts",
        "2 x spare parts", "samples", "Commercial Samples", "sample", "general  cargo", "Said to contain",
        "freight of all kinds", "N/A", "clothes", "Clothing", "electronics", "gifts and samples",
        "parts, accessories; goods", "various goods", "Various gifts", "toys", "textile", "accessory", "123",
        "---", "Ｇｏｏｄｓ", "góods", "items (3 pcs)",
    ],
)  # fmt: skip
def test_vague_descriptions_are_found_however_written(text: str) -> None:
    """Case, plural, punctuation, spaces, numbers, wide letters and accents make no difference."""
    assert WORLD.vague(text)


@pytest.mark.parametrize(
    "text",
    [
        "cotton t-shirt", "ceramic mug", "brake parts of steel", "gift box of chocolates", "toy car, plastic",
        "sample of ceramic tiles", "women's leather shoes", "electronic thermometer", "tool bag", "商品",
        "Geschenk", "parts and brake discs", "goodies",
    ],
)  # fmt: skip
def test_descriptions_that_name_goods_are_left_alone(text: str) -> None:
    """A stop word inside a description that says more is no stop word; other languages are not judged."""
    assert not WORLD.vague(text)


@pytest.mark.parametrize("text", ["", " ", "\n\t"])
def test_a_blank_description_is_missing_and_not_vague(text: str) -> None:
    """It is told once, as missing."""
    assert not WORLD.vague(text)


@given(
    st.sampled_from(sorted(WORLD.terms | EU.terms)),
    st.sampled_from([str.upper, str.title, "{}.".format, " {}  ".format, "1 {}".format, "{}, {0}".format]),
)
def test_every_term_is_vague_in_any_dress(term: str, dress: object) -> None:
    """As published, in capitals, with a full stop, a number, twice."""
    assert callable(dress)
    written = term if dress == "{}, {0}".format else str(dress(term))
    assert (WORLD if term in WORLD.terms else EU).vague(written)


@given(st.sampled_from(sorted(WORLD.terms)), st.sampled_from(["porcelain", "brake", "cotton", "木製"]))
def test_one_word_that_says_something_is_enough(term: str, word: str) -> None:
    """Before or behind."""
    assert not WORLD.vague(f"{word} {term}")
    assert not WORLD.vague(f"{term} {word}")


@given(st.frozensets(st.sampled_from(sorted(EU.terms))), st.sampled_from(sorted(EU.terms)))
def test_more_terms_never_make_a_description_clearer(some: frozenset[str], term: str) -> None:
    """What a short list finds, a longer one finds."""
    assert StopWords(some).vague(term) <= EU.vague(term)


def test_a_list_is_no_single_word() -> None:
    """It would become its letters."""
    with pytest.raises(InvalidValueError, match="expected several names"):
        StopWords("gift")
    assert not StopWords(()).vague("gift")

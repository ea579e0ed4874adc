"""The algorithms by themselves: published examples, and which typing errors each one finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.identifiers.check_digits import (
    counting_down,
    ends_in,
    gs1_digit,
    is_luhn,
    is_mod_11_10,
    luhn_remainder,
    remainder_97,
    weighted,
)
from xbcommerce.kernel.identifiers.writing import fits, foreign_signs, plain, up_to, zero_led

DIGITS = st.text("0123456789", min_size=2, max_size=30)
STEPS = st.integers(1, 9)


def with_one_digit_off(number: str, place: int, step: int) -> str:
    """Return a number with another digit in one place."""
    place %= len(number)
    return f"{number[:place]}{(int(number[place]) + step) % 10}{number[place + 1 :]}"


@pytest.mark.parametrize("number", ["49927398716", "4539578763621486", "79927398713"])
def test_published_numbers_are_sound_by_luhn(number: str) -> None:
    """Examples of the standard's literature."""
    assert is_luhn(number)


@pytest.mark.parametrize(("body", "digit"), [("400638133393", "1"), ("629104150021", "3"), ("1234567", "0")])
def test_the_gs1_digit_of_published_numbers(body: str, digit: str) -> None:
    """Of eight digits and of thirteen, counted from the right."""
    assert gs1_digit(body) == digit


def test_the_example_of_iso_7064_is_sound() -> None:
    """The pure system mod 97-10 and the hybrid mod 11,10."""
    assert remainder_97("79444") == 1
    assert is_mod_11_10("07945")
    assert not is_mod_11_10("07946")


@given(DIGITS, st.integers(0, 30), STEPS)
def test_luhn_finds_every_wrong_digit(body: str, place: int, step: int) -> None:
    """Doubling every second digit permutes the ten."""
    number = body + str(-luhn_remainder(f"{body}0") % 10)
    assert is_luhn(number)
    assert not is_luhn(with_one_digit_off(number, place, step))


@given(DIGITS, st.integers(0, 30), STEPS)
def test_mod_11_10_finds_every_wrong_digit(body: str, place: int, step: int) -> None:
    """And there is exactly one right last digit."""
    (number,) = (found for digit in range(10) if is_mod_11_10(found := f"{body}{digit}"))
    assert not is_mod_11_10(with_one_digit_off(number, place, step))


@given(DIGITS, st.integers(0, 30), STEPS)
def test_mod_97_finds_every_wrong_digit(number: str, place: int, step: int) -> None:
    """97 is a prime larger than any difference, and no divisor of a power of ten."""
    assert remainder_97(number) != remainder_97(with_one_digit_off(number, place, step))


@given(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=20), st.integers(0, 20), STEPS)
def test_luhn_of_36_signs_finds_every_wrong_sign(number: str, place: int, step: int) -> None:
    """An even base keeps doubling one-to-one on sums of digits."""
    signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    place %= len(number)
    wrong = number[:place] + signs[(signs.index(number[place]) + step) % 36] + number[place + 1 :]
    assert luhn_remainder(number, 36) != luhn_remainder(wrong, 36)


def test_ten_is_no_check_digit() -> None:
    """A modulus of eleven leaves ten for one number in eleven, and those are never given out."""
    assert not ends_in("0", 10)
    assert counting_down("123", 2) == 1 * 4 + 2 * 3 + 3 * 2
    assert weighted("9A", (1, 2, 3)) == 9 + 2 * 10


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("de 136.695-976", "DE136695976"),
        ("71.290.269/0673-59", "71290269067359"),
        ("\u3000ＤＥ１３６\u00a06９５９７６\t", "DE136695976"),
        ("FI1234567\u20138", "FI12345678"),
        ("", ""),
    ],
)
def test_what_people_type_becomes_plain(typed: str, number: str) -> None:
    """Separators, small letters and full-width signs are the same number."""
    assert plain(typed) == number
    assert foreign_signs(plain(typed)) == ()


@pytest.mark.parametrize("sign", ["ı", "ſ", "ß", "İ", "²", "①", "٣", "๓", "Ⅸ", "О", "\u200b", "𝟙"])
def test_a_sign_that_only_looks_right_stays_as_it_is(sign: str) -> None:
    """None of them may become a letter or digit: int() reads some, upper() and NFKC turn others."""
    assert foreign_signs(plain(f"de{sign}1")) != ()
    assert not fits(plain(sign), "#")
    assert not fits(plain(sign), "?")


def test_shapes_are_matched_sign_by_sign() -> None:
    """Digit, digit but zero, letter, either, or the sign itself; and the length counts."""
    assert fits("U1A0", "U&@?")
    assert not fits("U0A0", "U&@?")
    assert not fits("U1A", "U&@?")
    assert up_to(3, shortest=2) == ("##", "###")
    assert (zero_led("12", 3), zero_led("1", 3), zero_led("123", 3)) == ("012", "1", "123")

"""Article numbers and numbers of every other kind with one defect."""

from __future__ import annotations

from string import digits

from hypothesis import strategies as st

from xbcommerce.kernel.identifiers import CheckedNumber, Gtin, Kind
from xbcommerce.kernel.identifiers.check_digits import gs1_digit
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.testing.strategies.identifiers import checked_numbers, gtins

from .twin import Broken, Wrong, calls, twins

_FINDS_EVERY_DIGIT = ("DE", "DK", "EE", "FI", "HR", "HU", "LU", "PL")  # prefixes whose rule misses no digit


@st.composite
def _one_digit_off(draw: st.DrawFn) -> str:
    sound = draw(gtins())
    return sound[:-1] + str((int(sound[-1]) + draw(st.integers(1, 9))) % 10)


def broken_gtins() -> st.SearchStrategy[Broken]:
    """Numbers of a wrong length or check digit, of zeros alone, or with other signs; refused, not raised."""
    lengths = st.integers(1, 20).filter(lambda length: length not in {8, 12, 13, 14})
    signs = st.sampled_from(
        ["4006381 333931", "978-3-16-148410-0", "４００６３８１３３３９３１", "40O6381333931"]
    )
    return calls(
        Gtin.parse,
        Wrong("check_digit", "text", _one_digit_off(), "expected=", Refusal, _with_right_digit),
        Wrong("length", "text", lengths.map("4".__mul__), "gtin.length", Refusal, str),
        Wrong("not_digits", "text", signs, "gtin.not_digits", Refusal, str),
        Wrong("zero", "text", st.just("00000000"), "gtin.zero", Refusal, str),
    )


def _with_right_digit(text: str) -> str:
    return f"value={text}, expected={gs1_digit(text[:-1])}"


@st.composite
def _mistyped(draw: st.DrawFn) -> str:
    sound = draw(
        checked_numbers(kind=Kind.EU_VAT, prefix=draw(st.sampled_from(_FINDS_EVERY_DIGIT)))
    ).canonical
    place = draw(st.integers(3, len(sound) - 1))  # the third sign may not become 0
    wrong = draw(st.sampled_from([digit for digit in digits if digit != sound[place]]))
    return f"{sound[:place]}{wrong}{sound[place + 1 :]}"


def broken_vat_numbers() -> st.SearchStrategy[Broken]:
    """VAT numbers as typed with a wrong digit, sign, length or country; refused, not raised."""
    foreign = st.sampled_from(["DE١٣٦٦٩٥٩٧٦", "FIı1246980", "DE13669597²", "ſE894467928401"])
    lengths = st.integers(1, 30).filter(lambda length: length != len("136695976"))
    countries = st.sampled_from(["US123456789", "CH123456788", "ZZ1"])
    return calls(
        CheckedNumber.parse,
        Wrong("mistyped", "text", _mistyped(), "id.check", Refusal, str),
        Wrong("foreign_sign", "text", foreign, "id.foreign_sign", Refusal, str),
        Wrong("length", "text", lengths.map(lambda length: f"DE{'1' * length}"), "id.length", Refusal, str),
        Wrong("no_such_country", "text", countries, "id.country", Refusal, str),
        Wrong(
            "blank",
            "text",
            st.sampled_from(["", "  ", "\u3000\t"]),
            "id.missing",
            Refusal,
            lambda _: "eu-vat",
        ),
        kind=Kind.EU_VAT,
    )


def broken_checked_numbers() -> st.SearchStrategy[Broken]:
    """Values that are not canonical, or not numbers of their kind."""
    way_out = "read it with CheckedNumber.parse"

    def small(sound: CheckedNumber) -> st.SearchStrategy[str]:
        return st.just(f"{sound.canonical[:-1]} {sound.canonical[-1]}")

    return twins(
        checked_numbers(),
        Wrong("not_canonical", "canonical", small, way_out),
        Wrong("no_number", "canonical", st.sampled_from(["", "mug", "DE1"]), way_out),
    )

"""Numbers of every kind: read as typed, written in one way, refused with reasons, and told apart."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.identifiers import CheckedNumber, Checksum, Kind, identify
from xbcommerce.kernel.identifiers.kinds import schemes
from xbcommerce.kernel.identifiers.messages import ENGLISH
from xbcommerce.kernel.places import country, eu_members
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.testing.strategies.identifiers import checked_numbers

UNKNOWN = {Kind.EORI, Kind.IOSS, Kind.IOSS_INTERMEDIARY, Kind.KR_PCCC, Kind.OSS_NON_UNION}
FINDS_EVERY_DIGIT = (  # kinds and prefixes whose check rule changes with any single digit
    *((Kind.EU_VAT, prefix) for prefix in ("AT", "BE", "CY", "DE", "DK", "EE", "FI", "HR", "HU")),
    *((Kind.EU_VAT, prefix) for prefix in ("LU", "MT", "PL", "SI")),
    *((kind, "") for kind in (Kind.AU_ABN, Kind.CN_USCC, Kind.IN_GSTIN, Kind.NO_MVA, Kind.NO_ORGNR)),
    (Kind.CH_UID, "CHE"),
    (Kind.CH_VAT, "CHE"),
)
WAYS_TO_TYPE = st.sampled_from([" ", "-", ".", "\u00a0", "/", "\u2013"])


def read(text: str, kind: Kind, *, of: str | None = None, on: date | None = None) -> CheckedNumber:
    """Read a number that must be taken."""
    number = CheckedNumber.parse(text, kind, country=of, on=on)
    assert isinstance(number, CheckedNumber), number
    return number


def codes(text: str, kind: Kind, *, of: str | None = None, on: date | None = None) -> tuple[str, ...]:
    """Read a number that must be refused, and return why."""
    refusal = CheckedNumber.parse(text, kind, country=of, on=on)
    assert isinstance(refusal, Refusal), refusal
    assert len(ENGLISH.explain(refusal).splitlines()) == len(refusal.unmet)
    return refusal.codes


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_reads_what_it_writes(kind: Kind) -> None:
    """parse(str(x)) is x, and x is what it says it is."""

    @given(checked_numbers(kind=kind))
    def holds(number: CheckedNumber) -> None:
        assert CheckedNumber.parse(str(number), kind) == number
        assert number.checksum is (Checksum.UNKNOWN if kind in UNKNOWN else Checksum.PASSED)
        assert number.valid is CheckedNumber.is_valid(str(number), kind)
        assert number.country == "XI" or country(number.country).alpha2 == number.country
        assert number in identify(str(number))

    holds()


@given(checked_numbers(), WAYS_TO_TYPE, st.integers(0, 20), st.sampled_from(["", "small", "wide"]))
def test_however_it_is_typed_it_is_the_same_number(
    number: CheckedNumber,
    separator: str,
    place: int,
    signs: str,
) -> None:
    """Separators anywhere, small letters, full-width signs; and what is canonical stays so."""
    typed = f" {number.canonical[:place]}{separator}{number.canonical[place:]} "
    typed = typed.lower() if signs == "small" else typed
    wide_signs = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
    typed = typed.translate(wide_signs) if signs == "wide" else typed
    assert CheckedNumber.parse(typed, number.kind) == number


@given(checked_numbers())
def test_the_country_may_stand_in_for_the_prefix(number: CheckedNumber) -> None:
    """Given the country, a number is read with its prefix, and without it where the rest is enough."""
    assert CheckedNumber.parse(number.canonical, number.kind, country=number.country) == number
    (prefix,) = [
        prefix
        for prefix, rule in schemes()[number.kind].rules.items()
        if number.canonical.startswith(prefix) and rule.country in {number.country, ""}
    ]
    bare = number.canonical.removeprefix(prefix)
    if not bare.startswith(prefix):
        assert CheckedNumber.parse(bare, number.kind, country=number.country) == number


@pytest.mark.parametrize(("kind", "prefix"), FINDS_EVERY_DIGIT)
def test_a_wrong_digit_is_always_found(kind: Kind, prefix: str) -> None:
    """Where no two digits weigh the same to the modulus, a typing error cannot pass."""

    @given(checked_numbers(kind=kind, prefix=prefix), st.integers(0, 20), st.integers(1, 9))
    def holds(number: CheckedNumber, place: int, step: int) -> None:
        text = number.canonical
        places = [at for at, sign in enumerate(text) if sign.isdecimal()]
        place = places[place % len(places)]
        wrong = f"{text[:place]}{(int(text[place]) + step) % 10}{text[place + 1 :]}"
        assert isinstance(CheckedNumber.parse(wrong, kind), Refusal)

    holds()


@given(st.text(max_size=30), st.sampled_from(Kind))
def test_any_text_is_answered(text: str, kind: Kind) -> None:
    """With a number that reads back, or with reasons that have words; never with an error."""
    answer = CheckedNumber.parse(text, kind)
    if isinstance(answer, Refusal):
        assert all(item.code in ENGLISH.templates for item in answer.unmet)
    else:
        assert CheckedNumber.parse(answer.canonical, kind) == answer


@given(st.text("0123456789ABCDEGHIKLMNOPRSTUVWXYZ", min_size=2, max_size=20), st.sampled_from(Kind))
def test_no_check_rule_stumbles_over_a_number_of_any_shape(text: str, kind: Kind) -> None:
    """Signs of identifiers in any order; a check rule sees only shapes that it knows."""
    prefix = next(iter(schemes()[kind].rules))
    CheckedNumber.parse(text, kind)
    CheckedNumber.parse(prefix + text, kind)


@pytest.mark.parametrize("text", ["", " ", "\t\u3000\u00a0", "--", " . / "])
def test_nothing_but_separators_is_no_number(text: str) -> None:
    """Told as missing, not as mistyped."""
    assert codes(text, Kind.EU_VAT) == ("id.missing",)
    assert identify(text) == ()


@pytest.mark.parametrize("kind", Kind)
def test_forty_thousand_characters_are_refused_at_once(kind: Kind) -> None:
    """Without being read as one huge integer, and without being repeated in the answer."""
    refusal = CheckedNumber.parse("1" * 40_000, kind)
    assert isinstance(refusal, Refusal)
    assert refusal.codes == ("id.too_long",)
    assert len(str(refusal)) < 100
    assert identify("1" * 40_000) == ()
    with pytest.raises(InvalidValueError) as refused:
        CheckedNumber(kind, "1" * 40_000)
    assert len(str(refused.value)) < 300


@pytest.mark.parametrize(
    "text",
    ["DE13669597²", "DE١٣٦٦٩٥٩٧٦", "ſE894467928401", "FıE12345678", "DE1366959\u200b76", "DE1366959Ⅶ6"],
)
def test_signs_of_other_scripts_are_refused_by_name(text: str) -> None:
    """The refusal shows them: nobody can see a zero-width space."""
    assert codes(text, Kind.EU_VAT) == ("id.foreign_sign",)


def test_the_turkish_dotless_i_does_not_become_a_capital_i() -> None:
    """str.upper() would turn a typing error in an IOSS number into the number of somebody."""
    assert "ı".upper() == "I"
    assert codes("ım3720000224", Kind.IOSS) == ("id.foreign_sign",)
    assert read("im3720000224", Kind.IOSS).canonical == "IM3720000224"


def test_a_number_of_another_kind_is_named() -> None:
    """So that the shop can put it into the right field."""
    refusal = CheckedNumber.parse("EU372022452", Kind.IOSS, "customs.ioss")
    assert isinstance(refusal, Refusal)
    assert refusal.unmet[-1].params["kind_found"] == "oss-non-union"
    assert {item.where for item in refusal.unmet} == {"customs.ioss"}
    assert codes("IE6388047V", Kind.IOSS) == ("id.prefix", "id.other_kind")
    assert codes("IM3720000224", Kind.EU_VAT) == ("id.country", "id.other_kind")
    assert codes("GB997177844", Kind.EU_VAT) == ("id.country", "id.other_kind")
    assert codes("CHE107787577", Kind.CH_VAT) == ("id.length", "id.other_kind")


def test_digits_alone_are_not_said_to_be_of_another_kind() -> None:
    """Eleven digits pass as somebody's number too often by chance; ask `identify` to see them all."""
    assert codes("59545767774", Kind.AU_ABN) == ("id.check",)
    assert Kind.BR_CPF in {number.kind for number in identify("59545767774")}


def test_a_mistyped_number_is_not_taken_for_another_kind() -> None:
    """A VAT number with a digit wrong or missing has the shape of an EORI number; that is no hint."""
    assert codes("DE136695977", Kind.EU_VAT) == ("id.check",)
    assert codes("DE13669597", Kind.EU_VAT) == ("id.length",)


def test_a_number_of_another_country_is_named() -> None:
    """Instead of being read without its prefix."""
    refusal = CheckedNumber.parse("FR40303265045", Kind.EU_VAT, country="DE")
    assert isinstance(refusal, Refusal)
    assert [(item.code, item.params["country_found"]) for item in refusal.unmet] == [
        ("id.other_country", "FR")
    ]
    assert codes("RR473124829GB", Kind.S10, of="DE") == ("id.other_country",)
    assert codes("83914571673", Kind.AU_ABN, of="NZ") == ("id.other_country",)
    assert codes("123456789", Kind.EU_VAT, of="US") == ("id.country",)


def test_digits_without_a_prefix_need_a_country() -> None:
    """Where several countries have the kind, nothing is guessed."""
    assert codes("136695976", Kind.EU_VAT) == ("id.country_missing",)
    assert read("136695976", Kind.EU_VAT, of="DE").canonical == "DE136695976"
    assert read("997177844", Kind.GB_VAT).canonical == "GB997177844"


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("DE13669597", Kind.EU_VAT, ("id.length",)),
        ("DE036695976", Kind.EU_VAT, ("id.form",)),
        ("DE136695977", Kind.EU_VAT, ("id.check",)),
        ("123123123123", Kind.KR_PCCC, ("id.prefix",)),
        ("IM8260000224", Kind.IOSS, ("id.country",)),
        ("US1234567", Kind.EORI, ("id.country",)),
        ("RR473124829ZZ", Kind.S10, ("id.country",)),
        ("RR473124828GB", Kind.S10, ("id.check",)),
    ],
)
def test_each_reason_has_its_code(text: str, kind: Kind, expected: tuple[str, ...]) -> None:
    """Length, form, check digit, prefix, country."""
    assert codes(text, kind) == expected


def test_a_value_cannot_be_made_unsound() -> None:
    """Neither by hand nor by a document; and what is no text or no kind is a mistake."""
    with pytest.raises(InvalidValueError, match="read it with CheckedNumber"):
        CheckedNumber(Kind.EU_VAT, "de136695976")
    with pytest.raises(InvalidValueError, match="expected one of"):
        CheckedNumber.parse("DE136695976", "eu-vat")  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError, match="leading zeros"):
        CheckedNumber.parse(136695976, Kind.EU_VAT)  # type: ignore[arg-type]


def test_the_union_has_the_states_that_it_has() -> None:
    """VAT, IOSS and EORI agree with the table of places; XI counts for goods, GB does not."""
    states = eu_members(date(2026, 11, 1))
    assert {rule.country for rule in schemes()[Kind.EU_VAT].rules.values()} == states | {"XI"}
    assert {rule.country for rule in schemes()[Kind.IOSS].rules.values()} == states
    assert schemes()[Kind.EORI].rules.keys() == states | {"XI", "GB"}
    assert read("XI980780684", Kind.EU_VAT).in_eu
    assert not read("GB980780684", Kind.GB_VAT).in_eu

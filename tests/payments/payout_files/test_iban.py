"""Account numbers and the other identifiers of a payout: sound ones pass, and one wrong sign is seen."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.identifiers.check_digits import remainder_97
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.payments.payout_files import Iban
from xbcommerce.payments.payout_files.characters import text_unmet
from xbcommerce.payments.payout_files.identifiers import (
    bic_unmet,
    creditor_reference_unmet,
    id_unmet,
    uetr_unmet,
)
from xbcommerce.testing.strategies.payout_files import ibans

DIGITS = st.sampled_from("0123456789")


@pytest.mark.parametrize(
    "number",
    [  # examples that the standard and central banks print
        "GB82 WEST 1234 5698 7654 32",
        "DE89370400440532013000",
        "FR14 2004 1010 0505 0001 3M02 606",
        "KW81CBKU0000000000001234560101",
        "NO93 8601 1117 947",
        "MT84 MALT 0110 0001 2345 MTLC AST0 01S",
    ],
)
def test_printed_examples_are_sound(number: str) -> None:
    """With spaces or without, and printed back as paper has them."""
    read = Iban.parse(number)
    assert isinstance(read, Iban)
    assert Iban.is_valid(number)
    assert str(read) == " ".join(re.findall(".{1,4}", number.replace(" ", "")))


@given(ibans())
def test_a_number_is_what_its_parts_make(iban: Iban) -> None:
    """Country, check digits and account number give it back; the whole leaves 1 when divided by 97."""
    assert Iban.from_bban(iban.country, iban.bban) == iban
    assert Iban.parse(str(iban)) == iban
    assert remainder_97(iban.bban + iban.compact[:4]) == 1
    assert 2 <= int(iban.compact[2:4]) <= 98


@given(ibans(), st.data())
def test_one_wrong_digit_is_always_seen(iban: Iban, data: st.DataObject) -> None:
    """97 is prime, so no single error of a digit hides."""
    places = [i for i, sign in enumerate(iban.compact) if sign.isdigit()]
    place = data.draw(st.sampled_from(places))
    digit = data.draw(DIGITS.filter(lambda sign: sign != iban.compact[place]))
    assert not Iban.is_valid(iban.compact[:place] + digit + iban.compact[place + 1 :])


@given(ibans(), st.data())
def test_two_neighbours_exchanged_are_always_seen(iban: Iban, data: st.DataObject) -> None:
    """The commonest slip of all."""
    place = data.draw(st.integers(4, max(4, len(iban.compact) - 2)))
    one, two = iban.compact[place : place + 1], iban.compact[place + 1 : place + 2]
    swapped = iban.compact[:place] + two + one + iban.compact[place + 2 :]
    assert swapped == iban.compact or not (one + two).isdigit() or not Iban.is_valid(swapped)


@pytest.mark.parametrize(
    "number",
    ["gb82west12345698765432", "", "DE", "DE8", "DE89", "D189370400440532013000", "DE89-3704", "DE893704é",
     "DE8937040044053201300٠", "DE89" + "0" * 31, "DE89\t370400440532013000"],
)  # fmt: skip
def test_what_is_no_number_at_all_is_refused(number: str) -> None:
    """Lower case, other alphabets' digits, tabs, hyphens, too short, too long."""
    refusal = Iban.parse(number, "seller")
    assert isinstance(refusal, Refusal)
    assert refusal.codes == ("iban.malformed",)
    assert refusal.unmet[0].where == "seller"


@pytest.mark.parametrize("country_and_body", [("DE", "3704"), ("GB", "WEST12"), ("FR", "9")])
def test_check_digits_that_leave_one_but_are_out_of_range_are_refused(
    country_and_body: tuple[str, str],
) -> None:
    """00, 01 and 99 leave the remainders of 97, 98 and 02, and are none."""
    country, body = country_and_body
    for digits in ("00", "01", "99"):
        assert not Iban.is_valid(f"{country}{digits}{body}")


def test_lengths_are_checked_where_the_host_trusts_a_table() -> None:
    """A sound number of another length, or of a country without any, is refused by name."""
    short = Iban.from_bban("DE", "3704")
    lengths = {"DE": 22}
    assert Iban.is_valid(short.compact)
    refusal = Iban.parse(short.compact, lengths=lengths)
    assert isinstance(refusal, Refusal)
    assert str(refusal) == f"iban.length at iban (value={short.compact}, country=DE, length=8, expected=22)"
    other = Iban.parse("GB82 WEST 1234 5698 7654 32", lengths=lengths)
    assert isinstance(other, Refusal)
    assert other.codes == ("iban.unknown_country",)


def test_an_unsound_number_cannot_be_made() -> None:
    """The class says no by itself, and says how to ask."""
    with pytest.raises(InvalidValueError, match=r"expected=89.*read typed numbers with Iban.parse"):
        Iban("DE88370400440532013000")
    with pytest.raises(InvalidValueError, match="expected such as 'DE'"):
        Iban.from_bban("de", "3704")
    with pytest.raises(InvalidValueError, match="None: expected text"):
        Iban.is_valid(None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("bic", "sound"),
    [("COBADEFFXXX", True), ("HDFCINBB", True), ("E097AEXX", True), ("COBADEFF12", False),
     ("cobadeff", False), ("COBAXXFF", False), ("COBADEF", False), ("NBKOXKPR", True), ("", False)],
)  # fmt: skip
def test_a_bic_has_eight_or_eleven_signs_and_a_country(bic: str, *, sound: bool) -> None:
    """Letters or digits for the bank since 2014; Kosovo's XK is in use, XX is nowhere."""
    assert (bic_unmet(bic, "bic") == ()) == sound


@pytest.mark.parametrize(
    ("uetr", "sound"),
    [("9b2630f3-b69e-4c1b-82dd-a488cf72d75d", True), ("9B2630F3-B69E-4C1B-82DD-A488CF72D75D", False),
     ("9b2630f3-b69e-1c1b-82dd-a488cf72d75d", False), ("9b2630f3-b69e-4c1b-c2dd-a488cf72d75d", False),
     ("9b2630f3b69e4c1b82dda488cf72d75d", False)],
)  # fmt: skip
def test_a_uetr_is_version_4_in_lower_case(uetr: str, *, sound: bool) -> None:
    """Another version, another variant, capitals and missing hyphens are refused."""
    assert (uetr_unmet(uetr, "uetr") == ()) == sound


@pytest.mark.parametrize(
    ("reference", "sound"),
    [("RF18 5390 0754 7034", True), ("RF18539007547034", True), ("RF19539007547034", False), ("RFQ-7", True),
     ("order 7", True), ("", True)],
)  # fmt: skip
def test_only_references_that_claim_to_be_iso_11649_are_checked(reference: str, *, sound: bool) -> None:
    """RF and two digits are the claim; a request for quotation is none."""
    assert (creditor_reference_unmet(reference, "reference") == ()) == sound


@pytest.mark.parametrize(
    ("text", "codes", "codes_swift"),
    [
        ("PO-1", [], []),
        ("X" * 35, [], []),
        ("X" * 36, ["payout_file.id_too_long"], ["payout_file.id_too_long"]),
        ("  ", ["payout_file.id_missing"], ["payout_file.id_missing"]),
        ("/PO", [], ["payout_file.bad_slashes"]),
        ("PO//1", [], ["payout_file.bad_slashes"]),
        ("订单7", [], ["payout_file.bad_character"]),
        ("PO_1", [], ["payout_file.bad_character"]),
        ("PO\n1", ["payout_file.bad_character"], ["payout_file.bad_character"]),
    ],
)
def test_ids_are_held_to_what_was_agreed(text: str, codes: list[str], codes_swift: list[str]) -> None:
    """Any single line of 35 characters by the standard, SWIFT's own set where a bank asks for it."""
    assert [unmet.code for unmet in id_unmet(text, "id")] == codes
    assert [unmet.code for unmet in id_unmet(text, "id", swift=True)] == codes_swift


@pytest.mark.parametrize(
    "sign", ["\x00", "\x0b", "\x1f", "\x7f", "\x85", "\ud800", "\ufffe", "\uffff", "\r", "\t"]
)
def test_what_xml_cannot_carry_is_named_by_its_code_point(sign: str) -> None:
    """Nobody could see it otherwise."""
    (unmet,) = text_unmet(f"a{sign}b", "name")
    assert unmet.params["characters"] == (f"U+{ord(sign):04X}",)

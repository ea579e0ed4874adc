"""Numbers on customs forms: EORI by country and day, IOSS and its neighbours, items, personal codes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.identifiers import CheckedNumber, Checksum, Kind
from xbcommerce.kernel.identifiers.korean_customs import PcccTerm
from xbcommerce.kernel.identifiers.messages import ENGLISH
from xbcommerce.kernel.identifiers.postal_item import PostalService
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.testing.strategies.identifiers import checked_numbers, pccc_terms


def taken(text: str, kind: Kind, *, on: date | None = None) -> bool:
    """Say whether a number is taken on a day."""
    return isinstance(CheckedNumber.parse(text, kind, on=on), CheckedNumber)


@pytest.mark.parametrize(
    "text",
    [
        "ATEOS1000012345", "BE0123456789", "BG123456789", "CY12345678X", "CZ12345678", "DE1234567",
        "DE123456789012345", "DK12345678", "EE12345678", "ESB34548321", "FI1234567-8", "FR123456789",
        "FRUS12345678", "GR123456789", "HR12345678901", "HU0000012345", "IE1234567X", "IE1234567WA",
        "IT12345678901", "LT123456789", "LU12345678", "LV12345678901", "MT12345678", "NL123456789",
        "PL123456789000000", "PT123456789", "RO12345678", "SE1234567890", "SI12345678", "SK1234567890",
        "GB123456789000", "XI123456789000",
    ],
)  # fmt: skip
def test_each_country_has_its_own_shapes(text: str) -> None:
    """python-stdnum issue 512: no rule for the whole Union fits all of them."""
    number = CheckedNumber.parse(text, Kind.EORI)
    assert isinstance(number, CheckedNumber)
    assert number.checksum is Checksum.UNKNOWN
    assert number.country == text[:2]
    assert number.in_eu is (text[:2] != "GB")


@pytest.mark.parametrize(
    "text",
    [
        "GB123456789", "GB1234567890000", "XI12345678900", "DE123456", "DE1234567890123456", "BE123456789",
        "NL12345678", "PL12345678", "FR12345678", "FR1234567890", "FRUS12345678901234", "ES12345678",
        "US123456789", "CH123456789", "123456789000", "SE123456789012",
    ],
)  # fmt: skip
def test_a_number_of_another_shape_is_refused(text: str) -> None:
    """Too short, too long, or of a country that gives out none."""
    assert not taken(text, Kind.EORI)


def test_an_eori_number_begins_with_the_iso_code() -> None:
    """Greece is GR here and EL in its VAT number; either is understood."""
    assert str(CheckedNumber.parse("EL 123456789", Kind.EORI)) == "GR123456789"


def test_french_numbers_of_establishments_ended_with_2025() -> None:
    """Taken on the day before, not on the day; without a day they are known for what they were."""
    establishment = "FR30127281100037"
    assert taken(establishment, Kind.EORI)
    assert taken(establishment, Kind.EORI, on=date(2025, 12, 31))
    refusal = CheckedNumber.parse(establishment, Kind.EORI, on=date(2026, 1, 1))
    assert isinstance(refusal, Refusal)
    assert ENGLISH.explain(refusal) == (
        "numbers such as FR30127281100037 are no longer accepted since Jan 1, 2026"
    )
    assert taken("FR301272811", Kind.EORI, on=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("kind", "text", "state"),
    [
        (Kind.IOSS, "IM3720000224", "IE"),
        (Kind.IOSS, "im 528 0000461", "NL"),
        (Kind.IOSS_INTERMEDIARY, "IN2760000224", "DE"),
        (Kind.OSS_NON_UNION, "EU372022452", "IE"),
    ],
)
def test_one_stop_numbers_tell_the_member_state(kind: Kind, text: str, state: str) -> None:
    """By the three digits of ISO 3166-1; the check digit's rule is not public."""
    number = CheckedNumber.parse(text, kind)
    assert isinstance(number, CheckedNumber)
    assert (number.country, number.checksum, number.valid) == (state, Checksum.UNKNOWN, False)


@pytest.mark.parametrize("text", ["IM37200002", "IM37200002245", "IM8260000224", "IM0000000224", "372000022"])
def test_an_ioss_number_has_ten_digits_and_a_member_state(text: str) -> None:
    """The United Kingdom is none."""
    assert not taken(text, Kind.IOSS)


@pytest.mark.parametrize(
    ("text", "found"), [("IN3720000224", "ioss-intermediary"), ("EU372022452", "oss-non-union")]
)
def test_the_neighbours_of_an_ioss_number_are_named(text: str, found: str) -> None:
    """An intermediary's number on a parcel is a common mistake."""
    refusal = CheckedNumber.parse(text, Kind.IOSS)
    assert isinstance(refusal, Refusal)
    assert refusal.unmet[-1].params["kind_found"] == found


@pytest.mark.parametrize(
    ("text", "service", "country"),
    [
        ("RR473124829GB", PostalService.REGISTERED, "GB"),
        ("EE876543216CN", PostalService.EMS, "CN"),
        ("CP123456785JP", PostalService.PARCEL, "JP"),
        ("ZZ123456785DE", PostalService.OTHER, "DE"),
    ],
)
def test_a_postal_item_tells_service_and_country(text: str, service: PostalService, country: str) -> None:
    """The first letter, and the post that gave it out."""
    item = CheckedNumber.parse(text, Kind.S10)
    assert isinstance(item, CheckedNumber)
    assert (PostalService.of(item), item.country) == (service, country)


@given(checked_numbers(kind=Kind.S10), st.integers(0, 7), st.integers(1, 9))
def test_a_wrong_digit_of_a_postal_item_is_found_unless_two_results_are_both_written_5(
    item: CheckedNumber, place: int, step: int
) -> None:
    """Six and eleven share a digit; nothing else does."""
    text = item.canonical
    place += 2
    wrong = f"{text[:place]}{(int(text[place]) + step) % 10}{text[place + 1 :]}"
    assert not taken(wrong, Kind.S10) or text[10] == "5"


def test_only_postal_items_tell_a_service() -> None:
    """A VAT number has none."""
    with pytest.raises(InvalidValueError, match="only s10 tells a service"):
        PostalService.of(CheckedNumber(Kind.EU_VAT, "DE136695976"))


@pytest.mark.parametrize(("text", "sound"), [
    ("P123123123123", True), ("p 1231-2312-3123", True), ("P12312312312", False), ("P1231231231234", False),
    ("123123123123", False), ("M123123123123", False),
])  # fmt: skip
def test_a_personal_code_is_p_and_twelve_digits(text: str, *, sound: bool) -> None:
    """Of right shape is all that can be said."""
    assert taken(text, Kind.KR_PCCC) is sound
    assert not CheckedNumber.is_valid(text, Kind.KR_PCCC)


@pytest.mark.parametrize(
    ("issued_on", "birthday", "expires_on"),
    [
        (date(2026, 1, 1), None, date(2027, 1, 1)),
        (date(2028, 2, 29), None, date(2029, 2, 28)),
        (date(2026, 6, 1), date(1990, 5, 5), date(2027, 6, 1)),
        (date(2025, 12, 31), date(1990, 5, 5), date(2027, 5, 5)),
        (date(2012, 3, 1), date(1996, 2, 29), date(2027, 2, 28)),
    ],
)
def test_a_personal_code_expires_by_issue_or_birthday(
    issued_on: date, birthday: date | None, expires_on: date
) -> None:
    """A year after its issue; from before 2026, on the birthday in 2027."""
    term = PcccTerm.of(issued_on, birthday=birthday)
    assert isinstance(term, PcccTerm)
    assert term.expires_on == expires_on


def test_an_old_code_without_a_birthday_is_not_guessed() -> None:
    """Neither for ever nor for a year."""
    refusal = PcccTerm.of(date(2025, 12, 31), where="buyer.birthday")
    assert isinstance(refusal, Refusal)
    assert [(item.code, item.where) for item in refusal.unmet] == [("id.birthday_missing", "buyer.birthday")]


@given(pccc_terms())
def test_a_personal_code_is_good_from_its_issue_to_its_last_day(term: PcccTerm) -> None:
    """And may be renewed thirty days before and after that."""
    assert term.covers(term.issued_on)
    assert term.covers(term.expires_on)
    assert not term.covers(date.fromordinal(term.issued_on.toordinal() - 1))
    assert not term.covers(date.fromordinal(term.expires_on.toordinal() + 1))
    assert (term.renewable_until - term.renewable_from).days == 60


def test_a_term_that_ends_before_it_begins_is_refused() -> None:
    """By hand or from a document."""
    with pytest.raises(InvalidValueError, match="expected a day after"):
        PcccTerm(date(2026, 3, 1), date(2026, 3, 1))

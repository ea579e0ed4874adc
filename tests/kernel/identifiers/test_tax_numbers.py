"""Numbers of tax offices and registers: real and published examples, country by country."""

from __future__ import annotations

import pytest

from xbcommerce.kernel.identifiers import CheckedNumber, Kind
from xbcommerce.kernel.identifiers.birth_numbers import is_bulgarian, is_czech, is_latvian

EU_VAT = [
    "ATU13585627", "BE0428759497", "BE403019261", "BG175074752", "BG7523169263", "CY10259033P",
    "CZ25123891", "CZ640903926", "CZ7103192745", "DE136695976", "DK13585628", "EE100931558", "EL094259216",
    "ES54362315K", "ESX2482300W", "ESX5253868R", "ESJ99216582", "ESM1234567L", "FI20774740", "FR40303265045",
    "FR23334175221", "FR83404833048", "FRK7399859412", "FR53000004605", "HR33392005961", "HU12892312",
    "IE6433435F", "IE6433435OA", "IE8D79739I", "IT00743110157", "LT119511515", "LT100001919017",
    "LT100004801610", "LU15027442", "LV40003521600", "LV16117519997", "MT11679112", "NL004495445B01",
    "NL000099998B57", "PL8567346215", "PT501964843", "RO18547290", "SE123456789701", "SI50223054",
    "SK2022749619", "XI980780684",
]  # fmt: skip


@pytest.mark.parametrize("text", EU_VAT)
def test_a_published_vat_number_passes(text: str) -> None:
    """Examples of the tax offices and of firms' imprints, one for every shape and rule."""
    assert CheckedNumber.is_valid(text, Kind.EU_VAT)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("GR094259216", "EL094259216"),
        ("gr 94259216", "EL094259216"),
        ("BE 428.759.497", "BE0428759497"),
        ("IE-8D79739I", "IE8D79739I"),
    ],
)
def test_older_and_other_spellings_become_the_one_of_today(text: str, canonical: str) -> None:
    """Greece's ISO code, and numbers from before a zero was put in front."""
    assert str(CheckedNumber.parse(text, Kind.EU_VAT)) == canonical


def test_greece_is_gr_as_a_country_and_el_as_a_prefix() -> None:
    """Either may be given; the number says EL, the country GR."""
    for country in ("GR", "EL"):
        number = CheckedNumber.parse("094259216", Kind.EU_VAT, country=country)
        assert isinstance(number, CheckedNumber)
        assert (number.canonical, number.country) == ("EL094259216", "GR")


@pytest.mark.parametrize(
    "text",
    [
        "ATU13585626", "BE0428759498", "BG175074751", "BG7523169260", "CY12000139V", "CZ95123891",
        "CZ640903925", "CZ7102292745", "ESJ99216583", "ESA9921658C", "ESI99216582", "ESTA2345678",
        "FR84323140391", "FRII399859412", "FR3O303265045", "IE6433435E", "IT00743119997", "IT00000000000",
        "LT100001919018", "LV40003521601", "LV19139912347", "NL123456789B90", "NL004495445B00", "PT501964842",
        "SE123456789700", "SE123456789795", "SI02345679", "SK2022749618", "SK2012749619",
    ],
)  # fmt: skip
def test_a_vat_number_with_one_thing_wrong_does_not_pass(text: str) -> None:
    """A digit, a date of birth, a tax office, a letter that is never given out."""
    assert not CheckedNumber.is_valid(text, Kind.EU_VAT)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.GB_VAT, "GB980780684"),
        (Kind.GB_VAT, "GB980780684001"),
        (Kind.GB_VAT, "GBGD001"),
        (Kind.GB_VAT, "GBHA599"),
        (Kind.CH_UID, "CHE-100.155.212"),
        (Kind.CH_VAT, "CHE-107.787.577 MWST"),
        (Kind.NO_ORGNR, "988 077 917"),
        (Kind.NO_MVA, "NO 995 525 828 MVA"),
        (Kind.AU_ABN, "83 914 571 673"),
        (Kind.NZ_IRD, "49-091-850"),
        (Kind.NZ_IRD, "136-410-132"),
        (Kind.BR_CNPJ, "16.727.230/0001-97"),
        (Kind.BR_CNPJ, "12.ABC.345/01DE-35"),
        (Kind.BR_CPF, "390.533.447-05"),
        (Kind.IN_GSTIN, "27AAPFU0939F1ZV"),
        (Kind.JP_CN, "5-8356-7825-6246"),
        (Kind.CN_USCC, "91110000600037341L"),
        (Kind.KR_BRN, "116-82-00276"),
        (Kind.SG_UEN, "00192200M"),
        (Kind.SG_UEN, "197401143C"),
        (Kind.SG_UEN, "T01FC6132D"),
    ],
)
def test_published_numbers_of_other_countries_pass(kind: Kind, text: str) -> None:
    """As their registers write them."""
    assert CheckedNumber.is_valid(text, kind)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.GB_VAT, "GBGD500"),
        (Kind.GB_VAT, "GBHA499"),
        (Kind.BR_CNPJ, "00000000000000"),
        (Kind.BR_CPF, "111.111.111-11"),
        (Kind.BR_CNPJ, "12.ABC.345/01DE-3A"),
        (Kind.IN_GSTIN, "99AAPFU0939F1ZV"),
        (Kind.CN_USCC, "91110000600037341I"),
        (Kind.NZ_IRD, "9125568"),
        (Kind.NO_MVA, "988 077 917"),
        (Kind.JP_CN, "0835678256246"),
        (Kind.SG_UEN, "00192200N"),
        (Kind.SG_UEN, "197401143D"),
        (Kind.SG_UEN, "T01FC6132E"),
        (Kind.SG_UEN, "T01FI6132D"),
    ],
)
def test_numbers_that_nobody_has_do_not_pass(kind: Kind, text: str) -> None:
    """Ranges, repeated signs, letters as check digits."""
    assert not CheckedNumber.is_valid(text, kind)


def test_swiss_vat_reads_the_same_in_four_languages() -> None:
    """One number, so one way to write it."""
    texts = {str(CheckedNumber.parse(f"CHE-107.787.577 {word}", Kind.CH_VAT)) for word in
             ("MWST", "TVA", "IVA", "TPV")}  # fmt: skip
    assert texts == {"CHE107787577MWST"}


@pytest.mark.parametrize("number", ["7523169263", "7501020018", "0041010002", "9921010000"])
def test_a_bulgarian_birth_date_may_lie_in_three_centuries(number: str) -> None:
    """The month tells; one that no century has is refused."""
    sound = {f"{number[:9]}{digit}" for digit in range(10) if is_bulgarian(f"{number[:9]}{digit}")}
    assert len(sound) == 1
    assert not is_bulgarian(f"{number[:2]}99{number[4:]}")


def test_czech_birth_numbers_before_and_after_1954() -> None:
    """Nine digits without a check digit; ten with one; 10 written as 0 until 1985."""
    assert is_czech("530101123")
    assert not is_czech("540101123")
    assert is_czech("7103192745")
    assert is_czech("8001010040")  # leaves 10
    later = next(f"860101{serial:03}0" for serial in range(1000) if int(f"860101{serial:03}") % 11 == 10)
    assert not is_czech(later)
    assert is_czech("0531130006")  # 20 added to November
    assert not is_czech("0331130004")  # which nobody did in 2003


def test_latvian_personal_codes_with_and_without_a_date() -> None:
    """Since 2017 they begin with 32 and tell no date."""
    assert is_latvian("16117519997")
    dateless = [f"3299999999{digit}" for digit in range(10)]
    assert sum(map(is_latvian, dateless)) == 1
    dated = [f"3199990999{digit}" for digit in range(10)]
    assert not any(map(is_latvian, dated))

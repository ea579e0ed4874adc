"""The checker of any pain.001: samples of others pass, and every sabotage that a schema takes is caught."""

from __future__ import annotations

import re

import pytest

from tests.payments.payout_files.payouts import SELLER, data_file, payout_file, transfer, written
from xbcommerce.kernel.unmet import Unmet
from xbcommerce.payments.payout_files import FileRules, Pain001Version, check_pain001, check_payout_file

UETR = "9b2630f3-b69e-4c1b-82dd-a488cf72d75d"
FILE = payout_file(
    transfer("163060", "JPY", id="a", uetr=UETR),
    transfer("1234.567", "KWD", id="b", uetr=UETR.replace("9b26", "9b27")),
)
SOUND = written(FILE).decode()
TRANSFER = "PmtInf[1]/CdtTrfTxInf[1]"


def complaints(document: str | bytes) -> list[tuple[str, str]]:
    """Return code and place of every error."""
    return [(unmet.code.removeprefix("payout_file."), unmet.where) for unmet in check_pain001(document)]


@pytest.mark.parametrize("version", ["03", "09"])
def test_a_sound_document_of_another_program_passes(version: str) -> None:
    """The samples, as text and as bytes."""
    document = data_file(f"pain_samples/pain.001.001.{version}.sample.xml").read_bytes()
    assert check_pain001(document) == ()
    assert check_pain001(document.decode()) == ()


SABOTAGES = [
    (r"(?<=</CreDtTm>)<NbOfTxs>2", "<NbOfTxs>3", "count_differs", "GrpHdr/NbOfTxs"),
    (r"(?<=</PmtMtd>)<NbOfTxs>2", "<NbOfTxs>1", "count_differs", "PmtInf[1]/NbOfTxs"),
    (
        r"(?<=</NbOfTxs>)<CtrlSum>164294.567(?=.*GrpHdr)",
        "<CtrlSum>164294.568",
        "sum_differs",
        "GrpHdr/CtrlSum",
    ),
    (r"<CtrlSum>164294.567(?!.*GrpHdr)", "<CtrlSum>1642.94567", "sum_differs", "PmtInf[1]/CtrlSum"),
    (r'"JPY">163060<', '"JPY">163060.00<', "excess_precision", f"{TRANSFER}/Amt"),
    (r"<EndToEndId>b<", "<EndToEndId>a<", "duplicate_id", "PmtInf[1]/CdtTrfTxInf[2]/PmtId/EndToEndId"),
    (r"9b27", "9b26", "duplicate_uetr", "PmtInf[1]/CdtTrfTxInf[2]/PmtId/UETR"),
    (r"<IBAN>DE89", "<IBAN>DE88", "iban.check_digits", "PmtInf[1]/DbtrAcct/Id/IBAN"),
    (r"HDFCINBB", "HDFCXXBB", "bad_bic", f"{TRANSFER}/CdtrAgt/BICFI"),
    (r'"JPY"', '"DEM"', "unknown_or_inactive_currency", f"{TRANSFER}/Amt"),
    (r"<CdtrAcct>.*?</CdtrAcct>", "", "no_account", f"{TRANSFER}/CdtrAcct"),
    (r"</Cdtr>", "<CtryOfRes>UK</CtryOfRes></Cdtr>", "bad_country", f"{TRANSFER}/Cdtr/CtryOfRes"),
    (
        r"</CdtrAcct>",
        "</CdtrAcct><RmtInf><Strd><CdtrRefInf><Ref>RF19539007547034</Ref></CdtrRefInf></Strd></RmtInf>",
        "bad_reference",
        f"{TRANSFER}/RmtInf/Strd/CdtrRefInf/Ref",
    ),
]


@pytest.mark.parametrize(("what", "becomes", "code", "where"), SABOTAGES)
def test_each_sabotage_is_caught_alone(what: str, becomes: str, code: str, where: str) -> None:
    """What the schema takes: counts, sums, decimals, ids, check digits, countries, currencies."""
    sabotaged, times = re.subn(what, becomes, SOUND, count=1, flags=re.DOTALL)
    assert times == 1
    assert complaints(SOUND) == []
    assert complaints(sabotaged) == [(code, where)]
    assert_valid_by_schema(sabotaged)


def assert_valid_by_schema(document: str) -> None:
    """Show that the schema is blind to it, where the schema is at hand."""
    etree = pytest.importorskip("lxml.etree", reason="lxml is not installed; it reads the schemas")
    schema = etree.XMLSchema(file=str(data_file(f"{Pain001Version.V09.value}.xsd")))
    schema.assertValid(etree.fromstring(document.encode()))


def test_nothing_to_pay_out_is_caught_where_the_sums_still_agree() -> None:
    """A schema takes an amount of nothing."""
    document = SOUND.replace('"JPY">163060<', '"JPY">0<').replace("164294.567", "1234.567")
    assert complaints(document) == [("amount_not_positive", f"{TRANSFER}/Amt")]


def test_what_is_said_for_the_batch_may_not_be_said_again() -> None:
    """Who bears the charges stands once; the schema allows both places."""
    document = re.sub("(</DbtrAgt>|</Amt>)", r"\1<ChrgBr>SHAR</ChrgBr>", SOUND)
    assert complaints(document) == [
        ("said_twice", f"PmtInf[1]/CdtTrfTxInf[{number}]/ChrgBr") for number in (1, 2)
    ]


def test_an_id_that_was_not_provided_may_stand_twice() -> None:
    """It is a word for none."""
    document = re.sub("<EndToEndId>.<", "<EndToEndId>NOTPROVIDED<", SOUND)
    assert complaints(document) == []


def test_all_errors_are_told_at_once() -> None:
    """A document of many errors has many complaints."""
    broken = SOUND
    for what, becomes, *_ in SABOTAGES[4:8]:
        broken = re.sub(what, becomes, broken, count=1)
    assert [code for code, _ in complaints(broken)] == [
        "iban.check_digits", "excess_precision", "duplicate_id", "duplicate_uetr",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("", "malformed_xml"),
        (b"\xff\xfe\x00", "malformed_xml"),
        ("<Document>", "malformed_xml"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "malformed_xml"),
        ("\ud800", "malformed_xml"),
        (SOUND.replace("<Document", "<!DOCTYPE Document><Document"), "doctype"),
        ("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "doctype"),
        ("<Document/>", "other_message"),
        (SOUND.replace("pain.001.001.09", "camt.053.001.08"), "other_message"),
        (SOUND.replace("CstmrCdtTrfInitn", "CstmrDrctDbtInitn"), "element_missing"),
    ],
)
def test_what_is_no_such_document_is_said_so(document: str | bytes, code: str) -> None:
    """Nothing crashes, and nothing declared in a DOCTYPE is ever expanded."""
    assert [found for found, _ in complaints(document)] == [code]


@pytest.mark.parametrize("figure", ["", "1e3", "1_000", "١٢", "NaN", "--1", ".", "0x10"])
def test_a_number_that_is_none_is_no_crash(figure: str) -> None:
    """Python's own reading of numbers is wider than a message's."""
    codes = [code for code, _ in complaints(re.sub("(?<=<CtrlSum>)164294.567", figure, SOUND))]
    assert codes == ["malformed_number", "malformed_number"]
    amount = SOUND.replace('"JPY">163060<', f'"JPY">{figure}<')
    assert [code for code, _ in complaints(amount)] == ["sum_differs", "sum_differs", "malformed_amount"]


def test_sums_of_any_length_are_exact() -> None:
    """Thirty digits of one, and a thousandth of another."""
    document = SOUND.replace("163060", "9" * 30).replace("164294.567", f"1{'0' * 26}1233.567")
    assert complaints(document) == [("amount_too_large", f"{TRANSFER}/Amt")]


def test_other_encodings_and_prefixes_are_read() -> None:
    """UTF-16 with its mark, Latin-1 by its declaration, names with a prefix."""
    assert complaints(SOUND.replace("UTF-8", "UTF-16").encode("utf-16")) == []
    latin = SOUND.replace("UTF-8", "ISO-8859-1").replace(SELLER.name, "Müller")
    assert complaints(latin.encode("latin-1")) == []
    prefixed = re.sub("<(/?)(?=[A-Z])", r"<\1p:", SOUND).replace("xmlns=", "xmlns:p=")
    assert complaints(prefixed) == []


def test_cheques_need_no_account() -> None:
    """They go to a name."""
    document = re.sub("<CdtrAcct>.*?</CdtrAcct>", "", SOUND.replace("TRF", "CHK"))
    assert complaints(document) == []


def test_what_a_bank_asks_beyond_the_standard_is_asked_of_documents_too() -> None:
    """A structured address, here of two creditors."""
    found = check_pain001(SOUND, rules=FileRules(structured_addresses=True, iban_lengths={"DE": 21}))
    assert [unmet.code.removeprefix("payout_file.") for unmet in found] == [
        "iban.length", "town_missing", "country_missing", "town_missing", "country_missing",
    ]  # fmt: skip


def test_the_same_rule_speaks_the_same_way_of_a_value_and_of_a_document() -> None:
    """Code and figures are one; only the place differs."""
    value = payout_file(transfer("163060.55", "JPY"))
    document = written(payout_file(transfer("163060", "JPY"))).decode().replace("163060", "163060.55")
    (ours,) = check_payout_file(value, Pain001Version.V09)
    (theirs,) = check_pain001(document)
    assert Unmet(ours.code, "", ours.params) == Unmet(theirs.code, "", theirs.params)

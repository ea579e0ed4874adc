"""Payout files: what is written is valid and says what was asked; what is wrong is not written at all."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from decimal import Decimal, localcontext
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.payments.payout_files.payouts import (
    AT,
    SELLER,
    SHOP,
    V09,
    amount,
    batch,
    data_file,
    payout_file,
    transfer,
    written,
)
from xbcommerce.kernel.errors import InvalidValueError, NaiveDatetimeError
from xbcommerce.kernel.money import plain
from xbcommerce.kernel.places import Address
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.payments import PayoutFile, write_pain001
from xbcommerce.payments.payout_files import (
    BankAccount,
    FileRules,
    PaidInvoice,
    Pain001Version,
    Party,
    PaymentInstruction,
    PostalAddress,
    Remittance,
    Transfer,
    check_pain001,
    check_payout_file,
    stream_pain001,
)
from xbcommerce.payments.payout_files.xml_reading import child, children, read_message, text_at
from xbcommerce.testing.strategies.payout_files import payout_files

VERSIONS = list(Pain001Version)
SOME = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
BODY = "CstmrCdtTrfInitn"


@cache
def schema(version: Pain001Version) -> Any:  # noqa: ANN401
    """Read the schema of a version."""
    etree = pytest.importorskip("lxml.etree", reason="lxml is not installed; it reads the schemas")
    return etree.XMLSchema(file=str(data_file(f"{version.value}.xsd")))


def assert_valid(document: bytes, version: Pain001Version) -> None:
    """Hold a document to the schema of its version."""
    etree = pytest.importorskip("lxml.etree", reason="lxml is not installed; it reads the schemas")
    schema(version).assertValid(etree.fromstring(document))


def read(document: bytes) -> Element:
    """Read a document of ours."""
    root = read_message(document, "pain.001")
    assert not isinstance(root, Refusal)
    return root


def codes(file: PayoutFile, version: Pain001Version = V09, **rules: Any) -> list[tuple[str, str]]:  # noqa: ANN401
    """Return code and place of everything that is wrong with a file."""
    found = check_payout_file(file, version, rules=FileRules(**rules))
    return [(unmet.code.removeprefix("payout_file."), unmet.where) for unmet in found]


@settings(SOME, max_examples=40)
@given(payout_files())
def test_what_is_written_is_valid_by_the_schema_and_by_our_own_checker(file: PayoutFile) -> None:
    """Every sound file, in all four versions; writer and checker agree on every rule beside the schema's."""
    for version in VERSIONS:
        document = written(file, version)
        assert check_pain001(document) == ()
        assert_valid(document, version)


@settings(SOME, max_examples=30)
@given(payout_files(), st.sampled_from(VERSIONS))
def test_what_is_written_says_what_was_asked(file: PayoutFile, version: Pain001Version) -> None:
    """Ids, names, amounts and counts come back letter by letter; yen stay whole, dinars keep three digits."""
    root = read(written(file, version))
    transfers = list(children(root, f"{BODY}/PmtInf/CdtTrfTxInf"))
    assert [text_at(one, "PmtId/EndToEndId") for one in transfers] == [one.id for one in file.transfers]
    assert [text_at(one, "Cdtr/Nm") for one in transfers] == [one.creditor.name for one in file.transfers]
    shown = [f"{text_at(one, 'Amt/InstdAmt')} {_currency(one)}" for one in transfers]
    assert shown == [plain(one.amount) for one in file.transfers]
    assert text_at(root, f"{BODY}/GrpHdr/NbOfTxs") == str(len(transfers))
    assert Decimal(text_at(root, f"{BODY}/GrpHdr/CtrlSum")) == sum(
        one.amount.amount for one in file.transfers
    )
    sums = [Decimal(text_at(one, "CtrlSum")) for one in children(root, f"{BODY}/PmtInf")]
    assert sums == [sum(one.amount.amount for one in each.transfers) for each in file.batches]


def _currency(transfer: Element) -> str:
    found = child(transfer, "Amt/InstdAmt")
    assert found is not None
    return found.attrib["Ccy"]


@settings(SOME, max_examples=20)
@given(payout_files(), st.sampled_from(VERSIONS), st.integers(1, 3))
def test_one_file_gives_the_same_bytes_whatever_the_context(
    file: PayoutFile, version: Pain001Version, precision: int
) -> None:
    """Neither the decimal context nor the way of writing changes a byte."""
    once = written(file, version)
    with localcontext() as context:
        context.prec = precision
        pieces = stream_pain001(file, version)
        assert not isinstance(pieces, Refusal)
        assert b"".join(pieces) == once


WORDS = st.sampled_from(
    ["", " ", "A", "x" * 35, "é" * 70, "a/b", "]]>", "\t", "DE", "SUPP", "RF18539007547034"]
)
WORDS |= st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=36)
CODES = st.sampled_from(["", "SUPP", "A1", "a"])


@st.composite
def wild_files(draw: st.DrawFn) -> PayoutFile:
    """A sound transfer with one part replaced by anything that its type allows."""
    amounts = st.builds(
        amount,
        st.decimals(allow_nan=False, allow_infinity=False).map(str)
        | st.sampled_from(["5", "1e15", "-0", "1e-5"]),
        st.sampled_from(["EUR", "JPY", "KWD", "CLF", "DEM", "XAU"]),
    )
    addresses = st.builds(
        PostalAddress, **dict.fromkeys(["town", "street", "building", "postal_code", "subdivision"], WORDS),
        country=st.sampled_from(["", "DE", "UK"]), lines=st.lists(WORDS, max_size=8),
    )  # fmt: skip
    accounts = st.builds(
        BankAccount, number=WORDS, bic=st.sampled_from(["", "COBADEFF", "E097AEXX", "COBADE01"]),
        clearing_system=WORDS, member_id=WORDS,
    )  # fmt: skip
    invoices = st.lists(st.builds(PaidInvoice, WORDS), max_size=2)
    change = draw(
        st.one_of(
            st.fixed_dictionaries({"id": WORDS}),
            st.fixed_dictionaries({"amount": amounts}),
            st.fixed_dictionaries({"creditor": st.builds(Party, WORDS, st.none() | addresses)}),
            st.fixed_dictionaries({"account": accounts}),
            st.fixed_dictionaries({"purpose": CODES}),
            st.fixed_dictionaries(
                {"remittance": st.builds(Remittance, text=WORDS, reference=WORDS, invoices=invoices)}
            ),
        )
    )
    levels = {name: draw(CODES) for name in ("service_level", "category_purpose")}
    return PayoutFile("M", AT, SHOP, [evolve(batch(evolve(transfer(), **change)), **levels)])


@settings(SOME, max_examples=100)
@given(wild_files(), st.sampled_from(VERSIONS))
def test_a_file_without_a_complaint_gives_a_valid_document(file: PayoutFile, version: Pain001Version) -> None:
    """Whatever stands in it: either it is refused, or the schema and the checker take what is written."""
    document = write_pain001(file, version)
    if not isinstance(document, Refusal):
        assert_valid(document, version)
        assert check_pain001(document) == ()


def test_yen_and_dinars_pass_unchanged() -> None:
    """A writer that always divides by 100 makes 1,630.60 of 163,060 yen; ours asks ISO 4217."""
    document = written(
        payout_file(
            transfer("163060", "JPY", id="a"),
            transfer("1234.567", "KWD", id="b"),
            transfer("0.0001", "CLF", id="c"),
        )
    )
    for shown in ('"JPY">163060<', '"KWD">1234.567<', '"CLF">0.0001<', "<CtrlSum>164294.5671<"):
        assert shown in document.decode()


def test_equal_amounts_are_written_alike() -> None:
    """Ten euros are 10.00, however the host wrote them."""
    assert written(payout_file(transfer("10"))) == written(payout_file(transfer("10.000")))


def test_the_versions_differ_where_the_schemas_do() -> None:
    """03 has no UETR, a plain date and a BIC; later ones have all three in their own way."""
    uetr = "9b2630f3-b69e-4c1b-82dd-a488cf72d75d"
    file = payout_file(transfer(uetr=uetr))
    old, new = written(file, Pain001Version.V03).decode(), written(file, V09).decode()
    assert "<ReqdExctnDt>2026-11-02</ReqdExctnDt>" in old
    assert "<BIC>HDFCINBB</BIC>" in old
    assert uetr not in old
    assert "<ReqdExctnDt><Dt>2026-11-02</Dt></ReqdExctnDt>" in new
    assert "<BICFI>HDFCINBB</BICFI>" in new
    assert f"<UETR>{uetr}</UETR>" in new


def test_the_instant_is_written_in_utc_and_may_not_be_naive() -> None:
    """An offset of old local time has seconds, which no message can write."""
    odd = timezone(timedelta(hours=8, minutes=5, seconds=43))
    file = evolve(payout_file(transfer()), created_at=AT.astimezone(odd))
    assert written(file) == written(payout_file(transfer()))
    with pytest.raises(NaiveDatetimeError):
        evolve(file, created_at=datetime(2026, 10, 30, 9))  # noqa: DTZ001 (the defect)


@pytest.mark.parametrize("version", VERSIONS)
def test_everything_a_file_can_say_is_valid(version: Pain001Version) -> None:
    """Address, clearing system, purpose, references, invoices, service level: all at once, everywhere."""
    shop = Address("Kavya Textiles", ("Unit 7", "Gate 2"), "Mumbai", "IN", "400020", "IN-MH")
    rich = Transfer(
        "PO-1",
        amount("8242.14", "INR"),
        Party("Kavya & Söhne", PostalAddress.of(shop)),
        BankAccount(number="501", bic="HDFCINBB", clearing_system="INFSC", member_id="HDFC0000001"),
        remittance=Remittance(
            text="PAYOUT",
            reference="RF18 5390 0754 7034",
            invoices=[PaidInvoice("R-1"), PaidInvoice("R-2", AT.date())],
        ),
        purpose="SUPP",
    )
    bank = BankAccount(iban="DE89 3704 0044 0532 0130 00")
    mine = PaymentInstruction(
        "B1", AT.date(), SHOP, bank, [rich], service_level="URGP", category_purpose="TRAD"
    )
    document = written(PayoutFile("MSG-1", AT, SHOP, [mine]), version)
    assert_valid(document, version)
    for shown in (
        "<TwnNm>Mumbai</TwnNm><CtrySubDvsn>IN-MH</CtrySubDvsn><Ctry>IN</Ctry><AdrLine>Unit 7</AdrLine>",
        "<Issr>ISO</Issr></Tp><Ref>RF18539007547034</Ref>",
        "<Nb>R-2</Nb><RltdDt>2026-10-30</RltdDt>",
        "<DbtrAgt><FinInstnId><Othr><Id>NOTPROVIDED</Id>",
        "<ClrSysId><Cd>INFSC</Cd></ClrSysId><MmbId>HDFC0000001</MmbId>",
    ):
        assert shown in document.decode()


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (transfer(id=""), "id_missing"),
        (transfer(id="X" * 36), "id_too_long"),
        (transfer("1.00", "DEM"), "unknown_or_inactive_currency"),
        (transfer("1", "XAU"), "no_minor_unit"),
        (transfer("NaN"), "amount_not_finite"),
        (transfer("163060.55", "JPY"), "excess_precision"),
        (transfer("0.00"), "amount_not_positive"),
        (transfer("0.00", "JPY"), "amount_not_positive"),
        (transfer("-1.00"), "amount_not_positive"),
        (transfer("1E+16"), "amount_too_large"),
        (transfer(uetr="9B2630F3-B69E-4C1B-82DD-A488CF72D75D"), "bad_uetr"),
        (evolve(transfer(), account=BankAccount()), "no_account"),
        (evolve(transfer(), account=BankAccount(iban="DE88370400440532013000")), "iban.check_digits"),
        (evolve(transfer(), account=BankAccount(iban="DE89370400440532013000", number="1")), "two_accounts"),
        (evolve(transfer(), account=BankAccount(number="1" * 35)), "text_too_long"),
        (evolve(transfer(), account=BankAccount(number="1", bic="HDFCXXBB")), "bad_bic"),
        (evolve(transfer(), account=BankAccount(number="1", member_id="021000021")), "clearing_incomplete"),
        (evolve(transfer(), creditor=Party(" ")), "text_missing"),
        (evolve(transfer(), creditor=Party("X" * 141)), "text_too_long"),
        (evolve(transfer(), creditor=Party("Ding\a")), "bad_character"),
        (evolve(transfer(), creditor=Party("Two\nlines")), "bad_character"),
        (evolve(transfer(), creditor=Party("X", PostalAddress(country="UK"))), "bad_country"),
        (evolve(transfer(), creditor=Party("X", PostalAddress(lines=["x"] * 8))), "too_many_lines"),
        (evolve(transfer(), purpose="SUPPLY"), "bad_code"),
        (evolve(transfer(), remittance=Remittance(text="X" * 141)), "text_too_long"),
        (evolve(transfer(), remittance=Remittance(reference="RF19539007547034")), "bad_reference"),
        (evolve(transfer(), remittance=Remittance(invoices=[PaidInvoice("")])), "id_missing"),
    ],
)
def test_each_defect_alone_is_refused_by_name(wrong: Transfer, code: str) -> None:
    """One complaint for one defect, at its place, and not a byte is written."""
    file = payout_file(wrong)
    ((found, where),) = codes(file)
    assert found == code
    assert where.startswith("batches[0].transfers[0].")
    assert isinstance(write_pain001(file, V09), Refusal)
    assert isinstance(stream_pain001(file, V09), Refusal)


def test_every_defect_is_told_at_once_in_the_files_own_order() -> None:
    """Those of a batch before those of its transfers, several of one transfer too."""
    uetr = "9b2630f3-b69e-4c1b-82dd-a488cf72d75d"
    bad = evolve(
        batch(transfer("-0.001", "EUR", uetr=uetr), transfer("1", id="PO-1", uetr=uetr)),
        account=BankAccount(),
    )
    file = PayoutFile("", AT, Party(""), [bad, batch(id="B1"), batch(transfer(id="X" * 36), id="B3")])
    assert codes(file) == [
        ("id_missing", "message_id"),
        ("text_missing", "initiating_party.name"),
        ("no_account", "batches[0].account"),
        ("excess_precision", "batches[0].transfers[0].amount"),
        ("amount_not_positive", "batches[0].transfers[0].amount"),
        ("duplicate_id", "batches[0].transfers[1].id"),
        ("duplicate_uetr", "batches[0].transfers[1].uetr"),
        ("duplicate_id", "batches[1].id"),
        ("empty_batch", "batches[1]"),
        ("id_too_long", "batches[2].transfers[0].id"),
    ]


def test_ids_of_transfers_are_unique_in_the_file() -> None:
    """Two batches do not share one, or a report about it could be about either."""
    file = PayoutFile("M", AT, SHOP, [batch(transfer()), batch(transfer(), id="B2")])
    assert codes(file) == [("duplicate_id", "batches[1].transfers[0].id")]


def test_a_space_does_not_make_another_id() -> None:
    """A bank trims ids, so one with a space before it would be the same."""
    assert codes(payout_file(transfer(id="a"), transfer(id=" a"))) == [
        ("duplicate_id", "batches[0].transfers[1].id")
    ]


def test_a_file_of_nothing_is_refused() -> None:
    """There is nothing to pay."""
    assert codes(PayoutFile("M", AT, SHOP, [])) == [("no_batches", "batches")]


def test_a_sum_of_more_digits_than_a_message_has_is_refused() -> None:
    """Each amount fits, their sum does not, and the schema would refuse the file."""
    large = "9999999999999999.00"
    file = payout_file(transfer(large, id="a"), transfer(large, id="b"))
    assert codes(file) == [("sum_too_large", "batches")]
    assert codes(payout_file(transfer(large))) == []


def test_a_bic_that_an_old_version_cannot_write_is_refused_there_only() -> None:
    """Digits in a bank's code came in 2014."""
    file = payout_file(evolve(transfer(), account=BankAccount(number="1", bic="E097AEXX")))
    assert codes(file, Pain001Version.V03) == [("bic_not_in_version", "batches[0].transfers[0].account.bic")]
    assert codes(file) == []


def test_what_a_bank_asks_beyond_the_standard_is_held_to() -> None:
    """SWIFT's characters, structured addresses, lengths of IBANs: only where asked for."""
    german = BankAccount(iban="DE68 2105 0170 0012 3456 78")
    fine = evolve(transfer(), account=german, creditor=Party("Müller", PostalAddress(lines=["a"] * 3)))
    file = payout_file(fine)
    assert codes(file) == []
    assert codes(file, swift_characters=True) == [("bad_character", "batches[0].transfers[0].creditor.name")]
    address = "batches[0].transfers[0].creditor.address"
    assert codes(file, structured_addresses=True) == [
        ("town_missing", address),
        ("country_missing", address),
        ("too_many_lines", address),
    ]
    assert (
        codes(payout_file(evolve(fine, creditor=SELLER)), structured_addresses=True)[0][0] == "town_missing"
    )
    assert codes(file, iban_lengths={"DE": 22}) == []
    assert [code for code, _ in codes(file, iban_lengths={"DE": 23})] == ["iban.length", "iban.length"]


def test_markup_in_a_name_is_only_a_name() -> None:
    """What looks like an element, an entity or the end of a section comes back as it was."""
    name = "</Nm><Evil/> & ]]> &lt; <![CDATA["
    root = read(written(payout_file(evolve(transfer(), creditor=Party(name)))))
    assert text_at(root, f"{BODY}/PmtInf/CdtTrfTxInf/Cdtr/Nm") == name


def test_the_name_of_a_version_is_no_version() -> None:
    """The message lists those that banks take."""
    with pytest.raises(InvalidValueError, match=r"version='09': expected one of Pain001Version\.V03"):
        write_pain001(payout_file(), "09")  # type: ignore[arg-type]

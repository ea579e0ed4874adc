"""The bank's answer: whatever order its reports come in, each payout has one fate, and no yes is made up."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.payments.payout_files.payouts import payout_file, transfer
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.payments.payout_files import Fate, PayoutFate, PayoutFates, StatusFact, StatusReport, fates_of
from xbcommerce.payments.payout_files.messages import ENGLISH
from xbcommerce.reference import messages
from xbcommerce.testing.strategies.payout_files import all_fates, single_fates, status_reports

FILE = payout_file(transfer(id="a"), transfer(id="b"), transfer(id="c"))
SILENT = StatusFact("")


def told(*reports: StatusReport) -> list[str]:
    """Return the fates of the three transfers, in one word each."""
    return [one.fate.value for one in fates_of(FILE, reports).by_id.values()]


def report(group: str = "", *facts: StatusFact, batch: str = "") -> StatusReport:
    """Make a report about the file."""
    batches = (StatusFact(batch, batch_id="B1"),) if batch else ()
    return StatusReport("MSG-1", StatusFact(group), batches, facts)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(st.lists(status_reports(file=FILE), max_size=4), st.randoms(use_true_random=True))
def test_neither_order_nor_repetition_changes_a_fate(reports: list[StatusReport], chance: object) -> None:
    """Reports come late, twice and in any order."""
    shuffled = [*reports, *reports]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert fates_of(FILE, shuffled) == fates_of(FILE, reports)


@given(single_fates(), single_fates(), single_fates())
def test_joining_is_a_join(one: PayoutFate, two: PayoutFate, three: PayoutFate) -> None:
    """Idempotent, commutative, associative: the reason why order cannot matter."""
    assert one.join(one) == one
    assert one.join(two) == two.join(one)
    assert one.join(two).join(three) == one.join(two.join(three))


def test_the_nearer_report_counts() -> None:
    """The transfer's own before its batch's before the file's."""
    rejected = StatusFact("RJCT", ("AC04",), "b", "B1")
    assert told(report("ACSC")) == ["settled"] * 3
    assert told(report("ACSC", rejected)) == ["settled", "rejected", "settled"]
    assert told(report("PART", rejected, batch="ACSP")) == ["accepted", "rejected", "accepted"]
    assert told(report("RJCT")) == ["rejected"] * 3


def test_partly_accepted_is_no_yes_to_anyone() -> None:
    """A bank that lists only what it rejects leaves the others open."""
    assert told(report("PART", StatusFact("RJCT", (), "b"))) == ["pending", "rejected", "pending"]


def test_what_nobody_said_is_unreported_and_what_no_list_knows_unknown() -> None:
    """Neither is a yes."""
    assert told() == ["unreported"] * 3
    assert told(report("", StatusFact("WXYZ", (), "a"))) == ["unknown", "unreported", "unreported"]
    assert told(StatusReport("MSG-2", StatusFact("ACSC"))) == ["unreported"] * 3


def test_a_late_report_never_undoes_a_final_one_and_two_finals_conflict() -> None:
    """An old "accepted" after "settled" changes nothing; settled and rejected is a question for the bank."""
    settled, accepted = StatusFact("ACSC", (), "a"), StatusFact("ACSP", (), "a")
    rejected = StatusFact("RJCT", ("AM04",), "a")
    assert told(report("", settled), report("", accepted))[0] == "settled"
    both = fates_of(FILE, [report("", settled), report("", rejected)])
    assert both.by_id["a"] == PayoutFate(Fate.CONFLICTED, ("ACSC", "RJCT"), ("AM04",))


def test_an_id_that_the_file_does_not_have_is_named() -> None:
    """It may belong to another file under the same message id, which is worth knowing."""
    fates = fates_of(FILE, [report("", StatusFact("ACSC", (), "z"))])
    assert fates.strangers == ("z",)
    assert str(fates).splitlines()[-1] == "z: reported, but the file has no such transfer"


def test_a_transfer_is_known_by_its_uetr_alone() -> None:
    """Some banks name nothing else."""
    uetr = "9b2630f3-b69e-4c1b-82dd-a488cf72d75d"
    file = payout_file(transfer(id="a", uetr=uetr), transfer(id="b"))
    fates = fates_of(file, [report("", StatusFact("ACSC", uetr=uetr), StatusFact("ACSC", uetr="other"))])
    assert [one.fate for one in fates.by_id.values()] == [Fate.SETTLED, Fate.UNREPORTED]
    assert fates.strangers == ("other",)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=15)
@given(all_fates())
def test_every_fate_explains_itself_in_every_language(fates: PayoutFates) -> None:
    """No code without a text."""
    for language in ("en", "zh_Hans", "zh_Hant"):
        assert "payout_fate." not in messages().explain(fates, language)


def test_every_text_of_the_street_is_in_every_language() -> None:
    """English, Simplified and Traditional Chinese."""
    known = messages().templates
    assert [code for code in ENGLISH.templates if len(known[code]) < 3] == []


DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.{version}"><CstmrPmtStsRpt>
<GrpHdr><MsgId>R-1</MsgId><CreDtTm>2026-11-02T09:00:00Z</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>MSG-1</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>
<GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
<OrgnlPmtInfAndSts><OrgnlPmtInfId>B1</OrgnlPmtInfId><PmtInfSts>PART</PmtInfSts>
<TxInfAndSts><OrgnlEndToEndId>a</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts>
<TxInfAndSts><OrgnlEndToEndId>b</OrgnlEndToEndId><OrgnlUETR>9b2630f3-b69e-4c1b-82dd-a488cf72d75d</OrgnlUETR>
<TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>Account </AddtlInf><AddtlInf>closed</AddtlInf>
</StsRsnInf><StsRsnInf><Rsn><Prtry>X7</Prtry></Rsn></StsRsnInf></TxInfAndSts>
</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>"""


@pytest.mark.parametrize("version", ["03", "10", "14"])
def test_a_report_is_read_in_any_version(version: str) -> None:
    """Statuses, reasons and ids of transfers, and what is said above them."""
    read = StatusReport.read(DOCUMENT.format(version=version).encode())
    assert isinstance(read, StatusReport)
    assert (read.message_id, read.group.status, read.batches[0].status) == ("MSG-1", "PART", "PART")
    assert read.facts[0] == StatusFact("ACSC", (), "a", "B1")
    assert read.facts[1].reasons == ("AC04 Account closed", "X7")
    assert read.facts[1].uetr == "9b2630f3-b69e-4c1b-82dd-a488cf72d75d"
    assert told(read) == ["settled", "rejected", "pending"]


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("<Document", "malformed_xml"),
        ("<!DOCTYPE a><a/>", "doctype"),
        (DOCUMENT.format(version="10").replace("pain.002", "pain.001"), "other_message"),
        (DOCUMENT.format(version="10").replace("OrgnlMsgId", "OrgnlMsgIds"), "element_missing"),
    ],
)
def test_what_is_no_report_is_refused(document: str, code: str) -> None:
    """A DOCTYPE, another message, a report about nothing."""
    refusal = StatusReport.read(document.partition("?>\n")[2] or document)
    assert isinstance(refusal, Refusal)
    assert refusal.codes == (f"payout_file.{code}",)

"""Messages of banks: signs, sums, versions, and what is never parsed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.money import from_minor, plain
from xbcommerce.payments.reports import BadReportError, Balance, BankStatement, read_camt
from xbcommerce.testing.strategies.reports import bank_statements

SAMPLES = Path(__file__).parents[4] / "shared" / "data" / "payments" / "iso20022" / "camt_samples"
BOMB = '<!DOCTYPE x [<!ENTITY a "' + "x" * 1_000 + '"><!ENTITY b "&a;&a;">]><Document>&b;</Document>'


def amount(units: Money) -> str:
    """Write an amount with its sign beside it."""
    text, code = plain(units).split()
    sign = "DBIT" if text.startswith("-") else "CRDT"
    return f'<Amt Ccy="{code}">{text.removeprefix("-")}</Amt><CdtDbtInd>{sign}</CdtDbtInd>'


def message(statement: BankStatement, version: str = "08") -> str:
    """Write a statement as a bank does."""
    parts = [f"<Id>{statement.id}</Id><Acct><Id><IBAN>{statement.account}</IBAN></Id></Acct>"]
    for balance in statement.balances:
        on = f"<Dt><Dt>{balance.on}</Dt></Dt>" if balance.on else ""
        parts.append(
            f"<Bal><Tp><CdOrPrtry><Cd>{balance.code}</Cd></CdOrPrtry></Tp>{amount(balance.amount)}{on}</Bal>"
        )
    for entry in statement.entries:
        days = f"<BookgDt><Dt>{entry.booked_on}</Dt></BookgDt>" if entry.booked_on else ""
        days += f"<ValDt><DtTm>{entry.value_on}T09:00:00+01:00</DtTm></ValDt>" if entry.value_on else ""
        details = "".join(
            f"<TxDtls><Refs><AcctSvcrRef>{each.ref}</AcctSvcrRef><EndToEndId>{each.end_to_end_id}</EndToEndId>"
            f"</Refs>{amount(from_minor(each.amount_minor, each.currency))}"
            "</TxDtls>"
            for each in entry.transactions
            if each.currency
        )
        reversal = "<RvslInd>true</RvslInd>" if entry.is_reversal else ""
        parts.append(
            f"<Ntry>{amount(entry.amount)}{reversal}<Sts><Cd>{entry.status}</Cd></Sts>{days}"
            f"<AcctSvcrRef>{entry.ref}</AcctSvcrRef><NtryDtls>{details}</NtryDtls></Ntry>"
        )
    name = f"urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"
    return f'<Document xmlns="{name}"><BkToCstmrStmt><Stmt>{"".join(parts)}</Stmt></BkToCstmrStmt></Document>'


@given(bank_statements(), st.sampled_from(["02", "08"]), st.sampled_from(["utf-8", "utf-16"]))
def test_what_is_written_is_read(statement: BankStatement, version: str, encoding: str) -> None:
    """Balances, entries, transactions, signs and days; sums as they are."""
    found = read_camt(message(statement, version).encode(encoding))
    assert (found.problems, found.message) == ((), f"camt.053.001.{version}")
    (read,) = found.statements
    assert read.balances == statement.balances
    assert [entry.amount for entry in read.entries] == [entry.amount for entry in statement.entries]
    assert [entry.value_on for entry in read.entries] == [entry.value_on for entry in statement.entries]
    assert [[each for each in entry.transactions if each.currency] for entry in statement.entries] == [
        list(entry.transactions) for entry in read.entries
    ]
    assert read.arithmetic == statement.arithmetic


@given(bank_statements())
def test_booked_entries_are_lines_and_no_cent_more(statement: BankStatement) -> None:
    """Broken down or not, the lines of an entry come to the entry; pending ones are none."""
    lines: dict[str, int] = {}
    for line in statement.lines():
        lines[line.currency] = lines.get(line.currency, 0) + line.net_minor
    booked: dict[str, int] = {}
    for entry in statement.entries:
        if entry.is_booked:
            booked[entry.currency] = booked.get(entry.currency, 0) + entry.amount_minor
    assert lines == booked
    assert len({line.id for line in statement.lines()}) == len(statement.lines())


@pytest.mark.parametrize(
    "content", [BOMB, BOMB.encode(), BOMB.encode("utf-16"), b"\xef\xbb\xbf" + BOMB.encode()]
)
def test_a_document_type_is_refused_before_anything_is_expanded(content: str | bytes) -> None:
    """In any encoding."""
    assert [problem.code for problem in read_camt(content).problems] == ["report.doctype"]


def test_an_encoding_that_nobody_asked_for_is_refused() -> None:
    """Codecs of Python that are no encodings of text are never tried."""
    found = read_camt(b'<?xml version="1.0" encoding="unicode_escape"?><Document/>')
    assert [problem.code for problem in found.problems] == ["report.encoding"]
    assert read_camt('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>'.encode("latin-1")).problems[
        0
    ].code == ("report.not_camt")


def test_everything_wrong_in_a_message_is_said_with_its_path() -> None:
    """A half yen, a sign that is none, a status that is none, a day that is none."""
    text = (
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>'
        '<Bal><Amt Ccy="JPY">100.50</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>'
        '<Ntry><Amt Ccy="EUR">1.00</Amt><CdtDbtInd>CREDIT</CdtDbtInd><Sts>BOOK</Sts></Ntry>'
        '<Ntry><Amt Ccy="EUR">1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>DONE</Sts>'
        "<BookgDt><Dt>2026-02-30</Dt></BookgDt></Ntry>"
        "</Stmt></BkToCstmrStmt></Document>"
    )
    found = read_camt(text)
    assert sorted(problem.where for problem in found.problems) == [
        "Stmt[1]/Bal[1]/Amt",
        "Stmt[1]/Id",
        "Stmt[1]/Ntry[1]/CdtDbtInd",
        "Stmt[1]/Ntry[2]/BookgDt",
        "Stmt[1]/Ntry[2]/Sts",
    ]
    with pytest.raises(BadReportError, match="finer than the 0 digits of JPY"):
        _ = found.accepted


def test_a_statement_that_does_not_add_up_is_never_accepted() -> None:
    """It is read, with the difference."""
    found = read_camt(_unbalanced())
    assert found.problems == ()
    with pytest.raises(BadReportError, match=r"off by EUR -0\.01"):
        _ = found.accepted


def _unbalanced() -> str:
    ends = (Balance("PRCD", "EUR", 100), Balance("CLBD", "EUR", 99))
    return message(BankStatement("statement", "S", "", ends, ()))


def test_all_published_samples_are_read() -> None:
    """Versions 01 to 08 of three messages; the one without a statement is refused."""
    if not SAMPLES.exists():
        pytest.skip("the optional input ../shared/data/payments/iso20022 is absent")
    found = {path.name: read_camt(path.read_bytes()) for path in SAMPLES.glob("*.xml")}
    assert {name for name, read in found.items() if read.problems} == {"camt053.v2.wrong.xml"}
    assert found["camt052.v1.xml"].message == "camt.052.001.01"
    (entry,) = found["camt053.v2.minimal.xml"].statements[0].entries
    assert (entry.booked_on, entry.value_on) == (date(2014, 12, 31), date(2015, 1, 2))

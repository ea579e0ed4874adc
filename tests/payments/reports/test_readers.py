"""Whatever is read back is what was written, and whatever is wrong is said, with its place; nothing else."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import Rounding, exponent_of, from_minor, plain, round_fraction
from xbcommerce.payments import ENGLISH as ROOM
from xbcommerce.payments import StatementLine
from xbcommerce.payments.reports import (
    ENGLISH,
    BadReportError,
    BankMessage,
    Report,
    Table,
    conversions,
    read_adyen,
    read_antom,
    read_camt,
    read_paypal,
    read_stripe,
    read_stripe_payouts,
)
from xbcommerce.payments.reports.cells import CellError, day
from xbcommerce.testing.strategies.money import rate_values

DATA = Path(__file__).parents[4] / "shared" / "data" / "payments"
READERS: tuple[Callable[[str | bytes], Report | BankMessage], ...] = (
    read_adyen,
    read_antom,
    read_camt,
    read_paypal,
    read_stripe,
    read_stripe_payouts,
)
CODES = ("EUR", "USD", "JPY", "KWD")
AMOUNTS = st.integers(-(10**9), 10**9)
HEADERS = {
    read_adyen: "Type,Psp Reference,Batch Number,Gross Currency,Gross Credit (GC),Gross Debit (GC),"
    "Exchange Rate,Net Currency,Net Credit (NC),Net Debit (NC)\n",
    read_antom: "transactionType,transactionId,settlementBatchId,transactionAmountValue,transactionCurrency,"
    "settlementAmountValue,settlementCurrency\n",
    read_paypal: "CH,Transaction ID,Transaction Event Code,Transaction  Debit or Credit,"
    "Gross Transaction Amount,Gross Transaction Currency\n",
    read_stripe: "id,source,type,currency,amount,fee,net\n",
    read_stripe_payouts: "id,currency,amount\n",
    read_camt: '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>',
}


def written(rows: Iterable[dict[str, object]]) -> str:
    """Write rows as a comma-separated report."""
    out, found = io.StringIO(), list(rows)
    writer = csv.DictWriter(out, list(found[0]))
    writer.writeheader()
    writer.writerows(found)
    return out.getvalue()


def text(units: int, code: str) -> str:
    """Write minor units as a report does."""
    return plain(from_minor(units, code)).split()[0]


@pytest.mark.parametrize("read", READERS)
@given(content=st.binary() | st.text() | st.text('",\n\r0123456789.-<>&;/ABCRDSF\x00\ufeff'))
def test_no_content_makes_a_reader_raise(
    read: Callable[[str | bytes], Report | BankMessage], content: str | bytes
) -> None:
    """Arbitrary bytes and text, alone and after a header, give problems, each with a text."""
    tailed = HEADERS[read] + content if isinstance(content, str) else HEADERS[read].encode() + content
    for found in (read(content), read(tailed)):
        assert all(problem.code in ENGLISH.templates for problem in found.problems)
        assert str(found)


@pytest.mark.parametrize("read", READERS)
def test_what_is_no_content_is_refused(read: Callable[[object], object]) -> None:
    """A path, say, or a number: the host opens files."""
    with pytest.raises((InvalidValueError, TypeError)):
        read(7)


@st.composite
def adyen_rows(draw: st.DrawFn) -> tuple[dict[str, object], StatementLine]:
    """A row of a settlement detail report whose figures hold, and the line it means."""
    paid_in, code = draw(st.sampled_from(CODES)), draw(st.sampled_from(CODES))
    paid, fees = draw(AMOUNTS), draw(st.lists(st.integers(-50, 500), min_size=2, max_size=2))
    rate = draw(st.integers(1, 10**9).map(lambda units: Fraction(units, 10**6)))
    exact = paid * rate * 10 ** exponent_of(code) / 10 ** exponent_of(paid_in) - sum(fees)
    net = round_fraction(exact, Rounding.HALF_UP)
    number = draw(st.integers(0, 10**6))
    row: dict[str, object] = {
        "Net Currency": code,
        "Net Credit (NC)": text(net, code) if net > 0 else "",
        "Net Debit (NC)": text(-net, code) if net < 0 else "",
        "Commission (NC)": text(fees[0], code),
        "Interchange (NC)": text(fees[1], code) if fees[1] else "",
        "Exchange Rate": f"{float(rate):.6f}",
        "Gross Currency": paid_in,
        "Gross Credit (GC)": text(paid, paid_in) if paid > 0 else "",
        "Gross Debit (GC)": text(-paid, paid_in) if paid < 0 else "",
        "Type": "Settled",
        "Psp Reference": f"P{number}",
        "Batch Number": "7",
    }
    presentment = None if paid_in == code or not paid else from_minor(paid, paid_in)
    expected = StatementLine(
        f"Settled:P{number}:", f"P{number}", "payment", code, net + sum(fees), sum(fees), net,
        rate=rate, presentment=presentment, payout_id="7", provider="adyen",
    )  # fmt: skip
    return row, expected


@given(st.lists(adyen_rows(), min_size=1, max_size=5), st.randoms(use_true_random=True))
def test_adyen_rows_come_back_in_any_order_of_columns(
    drawn: list[tuple[dict[str, object], StatementLine]], chance: object
) -> None:
    """Gross x rate - fees = net on every row with a rate."""
    names = list(drawn[0][0])
    chance.shuffle(names)  # type: ignore[attr-defined]
    report = read_adyen(written({name: row[name] for name in names} for row, _ in drawn))
    assert report.lines == tuple(line for _, line in drawn)
    assert report.problems == ()


@given(adyen_rows(), st.integers(1, 1_000))
def test_an_adyen_row_that_does_not_hold_is_a_line_and_a_problem(
    drawn: tuple[dict[str, object], StatementLine], off: int
) -> None:
    """The difference is said to the unit, also of a row that is all fees."""
    row, line = drawn
    net = line.net_minor + off
    row |= {
        "Net Credit (NC)": text(net, line.currency) if net > 0 else "",
        "Net Debit (NC)": text(-net, line.currency) if net < 0 else "",
    }
    report = read_adyen(written([row]))
    (problem,) = report.problems
    assert problem.code == "report.broken_sum"
    assert problem.params["difference"] == from_minor(off, line.currency)
    assert not report.lines[0].adds_up


@given(st.lists(st.tuples(AMOUNTS, st.integers(-100, 1_000), st.sampled_from(CODES)), min_size=1, max_size=5))
def test_stripe_rows_come_back(drawn: list[tuple[int, int, str]]) -> None:
    """Whole numbers on the wire; currencies of three digits and of none."""
    rows: list[dict[str, object]] = [
        {"id": f"t{i}", "source": f"c{i}", "type": "charge", "currency": code.lower(), "amount": gross,
         "fee": fee, "net": gross - fee, "payout_id": "po"}
        for i, (gross, fee, code) in enumerate(drawn)
    ]  # fmt: skip
    lines = read_stripe(written(rows)).accepted
    figures = [(line.gross_minor, line.fee_minor, line.currency) for line in lines]
    assert figures == drawn
    assert {line.payout_id for line in lines} == {"po"}


@given(st.lists(st.tuples(AMOUNTS, st.integers(-100, 1_000), st.sampled_from(CODES)), min_size=1, max_size=5))
def test_itemised_stripe_rows_come_back(drawn: list[tuple[int, int, str]]) -> None:
    """The same in decimals."""
    rows: list[dict[str, object]] = [
        {"balance_transaction_id": f"t{i}", "source_id": f"c{i}", "reporting_category": "charge",
         "currency": code.lower(), "gross": text(gross, code), "fee": text(fee, code),
         "net": text(gross - fee, code)}
        for i, (gross, fee, code) in enumerate(drawn)
    ]  # fmt: skip
    figures = [
        (line.gross_minor, line.fee_minor, line.currency) for line in read_stripe(written(rows)).accepted
    ]
    assert figures == drawn


def paypal_text(drawn: list[tuple[int, int, str]], sums: Iterable[str] = ()) -> str:
    """Write a settlement report with two implied digits in every currency."""
    lines = [
        '"RH","A"',
        '"FH",1',
        '"SH","from","to"',
        HEADERS[read_paypal].strip() + ",Fee Debit or Credit,Fee Amount",
    ]
    for number, (gross, fee, code) in enumerate(drawn):
        wire = 10 ** (2 - exponent_of(code))
        sides = ["DR" if gross < 0 else "CR", "CR" if fee < 0 else "DR"]
        lines.append(f"SB,T{number},T0006,{sides[0]},{abs(gross) * wire},{code},{sides[1]},{abs(fee) * wire}")
    return "\n".join([*lines, *sums, f"SC,{len(drawn)}", "FF,1"])


PAYPAL = st.lists(st.tuples(AMOUNTS, st.integers(-100, 1_000), st.sampled_from(("EUR", "JPY"))), min_size=1)


@given(PAYPAL, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_paypal_rows_come_back_from_any_encoding(drawn: list[tuple[int, int, str]], encoding: str) -> None:
    """A hundred yen are 10000 on the wire; the fee has a direction of its own."""
    lines = read_paypal(paypal_text(drawn).encode(encoding)).accepted
    assert [(line.gross_minor, line.fee_minor, line.currency) for line in lines] == drawn


def test_the_control_sums_of_a_paypal_section_are_checked() -> None:
    """Credits and debits, of amounts and of fees; and the count of rows."""
    drawn = [(1_000, 30, "EUR"), (-200, -5, "EUR")]
    good = read_paypal(paypal_text(drawn, ['SF,"EUR",1000,200,5,30']))
    assert good.problems == ()
    bad = read_paypal(paypal_text(drawn, ["SF,EUR,1000,201,5,30", "SC,3"]))
    assert [(problem.code, problem.where) for problem in bad.problems] == [
        ("report.broken_control_sum", "row 7, total gross debits"),
        ("report.broken_count", "row 8, count"),
    ]


def test_a_paypal_fee_in_another_currency_is_a_line_of_its_own() -> None:
    """Nothing is added across currencies, and nothing is lost."""
    head = HEADERS[read_paypal].strip() + ",Fee Debit or Credit,Fee Amount,Fee Currency\n"
    lines = read_paypal(head + "SB,T1,T0006,CR,1000,EUR,DR,40,USD\n").accepted
    assert [(line.kind, line.net) for line in lines] == [
        ("payment", Money("10.00", "EUR")),
        ("provider_fee", Money("-0.40", "USD")),
    ]


def test_a_paypal_exchange_has_an_exact_rate() -> None:
    """Bought by sold, as a fraction."""
    head = HEADERS[read_paypal].strip() + ",PayPal Reference ID\n"
    rows = "SB,T1,T0200,DR,1840,BRL,R\nSB,T2,T0200,CR,327,USD,R\n"
    (made,) = conversions(read_paypal(head + rows).accepted)
    assert made.rate == Fraction(327, 1840)


@given(AMOUNTS, st.integers(-500, 500), st.sampled_from(CODES), st.sampled_from(CODES), rate_values())
def test_antom_rows_come_back(paid: int, fee: int, paid_in: str, code: str, rate: Fraction) -> None:
    """Fees carry their sign; the quote counts in the direction of the settlement."""
    price = Fraction(max(1, int(rate * 10**4)), 10**4)
    factor = price if paid_in != code else 1
    exact = paid * factor * Fraction(10 ** exponent_of(code), 10 ** exponent_of(paid_in)) - fee
    net = round_fraction(exact, Rounding.HALF_UP)
    row: dict[str, object] = {
        "transactionType": "PAYMENT", "transactionId": "T1", "settlementBatchId": "B",
        "transactionAmountValue": text(paid, paid_in), "transactionCurrency": paid_in,
        "settlementAmountValue": text(net, code),
        "settlementCurrency": code, "interchangeFeeAmountValue": text(-fee, code),
        "quoteCurrencyPair": f"{paid_in}/{code}" if paid_in != code else "",
        "quotePrice": f"{float(price):.4f}" if paid_in != code else "",
    }  # fmt: skip
    (line,) = read_antom(written([row]) + "<END>\n").accepted
    assert (line.fee_minor, line.net_minor, line.currency) == (fee, net, code)


def test_an_antom_refund_that_adds_money_is_refused() -> None:
    """A report without signs would turn every refund into income."""
    report = read_antom(HEADERS[read_antom] + "REFUND,T1,B,9000,KRW,7.25,USD\n")
    assert [problem.code for problem in report.problems] == ["report.unexpected_sign"]


def test_every_bad_cell_of_every_row_is_said() -> None:
    """Not the first only; and sound rows between them are read."""
    report = read_stripe(
        HEADERS[read_stripe]
        + "t1,c1,charge,usd,1.0,x,10\n"
        + "t2,c2,charge,usd,10,0,10\n"
        + ",c3,charge,eru,10,0,1_0\n"
        + "t4,c4\n"
    )
    assert [problem.where for problem in report.problems] == [
        "row 2, amount",
        "row 2, fee",
        "row 4, currency",
        "row 4, net",
        "row 4, id",
        "row 5",
    ]
    assert [line.id for line in report.lines] == ["t2"]
    with pytest.raises(BadReportError, match="row 5: 2 cells, the header has 7"):
        _ = report.accepted


@pytest.mark.parametrize(
    ("amount", "code", "problem"),
    [
        ("10.005", "EUR", "report.excess_precision"),
        ("10.50", "JPY", "report.excess_precision"),
        ("10.", "EUR", "report.malformed_amount"),
        ("10.", "JPY", "report.malformed_amount"),
        (".5", "EUR", "report.malformed_amount"),
        ("1e3", "EUR", "report.malformed_amount"),
        ("1,000.00", "EUR", "report.malformed_amount"),
        ("NaN", "EUR", "report.malformed_amount"),
        ("+1.00", "EUR", "report.malformed_amount"),
        ("١.٠٠", "EUR", "report.malformed_amount"),
        ("9" * 5_000, "EUR", "report.malformed_amount"),
        ("1.00", "EURO", "report.unknown_currency"),
        ("1.00", "XAU", "report.unknown_currency"),
    ],
)
def test_what_is_no_amount_is_refused(amount: str, code: str, problem: str) -> None:
    """Finer than the currency, not canonical, not finite, in no currency."""
    row = f'T1,P,7,{code},"{amount}",,1,{code},0,\n'
    codes = {found.code for found in read_adyen(HEADERS[read_adyen] + row).problems}
    assert codes == {problem}


def test_zeros_beyond_the_digits_are_accepted() -> None:
    """1.500 EUR and 15.00 JPY say nothing finer."""
    rows = "Settled,P,7,EUR,1.500,,1.000,EUR,1.5,\nSettled,Q,7,JPY,15.00,,1,JPY,15,\n"
    lines = read_adyen(HEADERS[read_adyen] + rows).accepted
    assert [line.net_minor for line in lines] == [150, 15]


@pytest.mark.parametrize("read", [each for each in READERS if each is not read_camt])
def test_a_report_without_a_column_is_refused_whole(read: Callable[[str], Report]) -> None:
    """Each missing column is named."""
    names = HEADERS[read].strip().split(",")  # type: ignore[index]
    first = 1 if names[0] == "CH" else 0
    report = read(",".join([*names[:first], "other"]) + "\n1,2\n")
    missing = {problem.params["column"] for problem in report.problems if "column" in problem.params}
    assert len(missing) >= len(names) - first
    assert report.lines == ()


def test_a_column_that_stands_twice_is_refused() -> None:
    """Which of them counts, nobody knows."""
    (problem,) = Table(("net",)).rows("net,NET\n1,2\n")
    assert getattr(problem, "code", "") == "report.column_repeated"


def test_lines_of_an_open_file_are_read_as_the_whole_text() -> None:
    """With a byte order mark at the start, and quoted line ends within."""
    content = '\ufeffid,currency,amount,metadata\npo_1,usd,100,"a\nb"\n'
    assert read_stripe_payouts(io.StringIO(content, newline="")) == read_stripe_payouts(content)
    assert read_stripe_payouts(content).accepted[0].net == Money("-1.00", "USD")


def test_wire_digits_of_stripe_are_its_own() -> None:
    """Krona are sent times a hundred, and only in hundreds."""
    report = read_stripe(
        HEADERS[read_stripe] + "t1,c1,charge,isk,50000,0,50000\nt2,c2,charge,isk,50050,0,0\n"
    )
    assert [line.net for line in report.lines] == [Money(500, "ISK")]
    assert [problem.code for problem in report.problems] == ["report.excess_precision"]


def test_seconds_since_1970_are_a_day_at_stripe_and_never_the_year_1701() -> None:
    """The API writes instants so; eight of the ten figures may look like a day."""
    row = "t1,c1,charge,usd,10,0,10,{}\n"
    report = read_stripe(
        "id,source,type,currency,amount,fee,net,created\n"
        + row.format("1701021500")
        + row.format("20231126")
        + row.format("2023-11-26 23:59:59")
        + row.format("17010215001")
    )
    assert [line.booked_on for line in report.lines] == [date(2023, 11, 26)] * 3
    assert str(report.problems[0]).startswith("report.malformed_date at row 5, created (found=17010215001")
    with pytest.raises(CellError, match="'1701021500': expected a day"):
        day("1701021500")


def test_published_rows_of_stripe_hold() -> None:
    """Amount - fee = net on all nine."""
    path = DATA / "stripe" / "balance_transaction_data.csv"
    if not path.exists():
        pytest.skip("the optional input ../shared/data/payments/stripe is absent")
    lines = read_stripe(path.read_bytes()).accepted
    assert len(lines) == 9
    assert all(line.adds_up for line in lines)


def test_every_text_of_the_reports_is_one_of_the_room() -> None:
    """No code says two things."""
    assert not ROOM.templates.keys() & ENGLISH.templates.keys()


def test_days_headed_in_utc_are_days() -> None:
    """Exports that say ``created_utc`` once lost their days in silence."""
    header = "balance_transaction_id,source_id,reporting_category,currency,gross,fee,net"
    row = "txn_1,ch_1,charge,usd,20.00,0.88,19.12"
    report = read_stripe(f"{header},created_utc,available_on_utc\n{row},2026-10-01 09:30:00,2026-10-03\n")
    (line,) = report.accepted
    assert (str(line.booked_on), str(line.value_on)) == ("2026-10-01", "2026-10-03")

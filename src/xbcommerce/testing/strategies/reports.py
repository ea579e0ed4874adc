"""Lines of statements, what was expected of them, and what readers of reports find."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from xbcommerce.kernel.money import from_minor
from xbcommerce.kernel.unmet import Unmet
from xbcommerce.payments import Expected, StatementLine
from xbcommerce.payments.reports import (
    Arithmetic,
    Balance,
    BankMessage,
    BankStatement,
    ControlSum,
    Entry,
    ExchangeMade,
    PayoutBatch,
    Report,
    Row,
    Table,
    Transaction,
    control_sums,
    payout_batch,
)

from .money import CURRENCIES, moneys, rate_values

_LARGE = 10**9
_KINDS = ("payment", "refund", "payout", "chargeback", "reserve_hold", "provider_fee", "fx_conversion")


def _amounts() -> st.SearchStrategy[int]:
    return st.integers(-_LARGE, _LARGE)


def _ids() -> st.SearchStrategy[str]:
    return st.text("abcxyz0123456789-", min_size=1, max_size=12)


def _days() -> st.SearchStrategy[date]:
    return st.dates(date(2025, 1, 1), date(2027, 12, 31))


def _codes() -> st.SearchStrategy[str]:
    return st.sampled_from(CURRENCIES)


@st.composite
def statement_lines(draw: st.DrawFn, *, broken_sums: bool = True) -> StatementLine:
    """Lines in any currency; now and then their figures do not add up, unless told not to."""
    gross, fee = draw(_amounts()), draw(st.integers(-1_000, 10_000))
    off = draw(st.sampled_from([0, 0, 0, 1, -500])) if broken_sums else 0
    return StatementLine(
        draw(_ids()),
        draw(_ids()),
        draw(st.sampled_from(_KINDS)),
        draw(_codes()),
        gross,
        fee,
        gross - fee + off,
        rate=draw(st.none() | rate_values().map(Fraction)),
        presentment=draw(st.none() | moneys()),
        booked_on=draw(st.none() | _days()),
        value_on=draw(st.none() | _days()),
        payout_id=draw(st.just("") | _ids()),
        provider=draw(st.sampled_from(["", "adyen", "stripe"])),
        status=draw(st.sampled_from(["", "paid"])),
    )


def expectations() -> st.SearchStrategy[Expected]:
    """What should appear, in any currency."""
    fees = st.integers(0, 10_000)
    presented = st.none() | moneys()
    return st.builds(
        Expected, _ids(), st.sampled_from(_KINDS), _codes(), _amounts(), _days(), fees, presentment=presented
    )


def reports() -> st.SearchStrategy[Report]:
    """Reports with lines and problems."""
    problem = st.builds(Unmet, st.just("report.cell_empty"), st.integers(2, 99).map("row {}, net".format))
    lines = st.lists(statement_lines(), max_size=4)
    return st.builds(Report, st.sampled_from(["adyen", "paypal"]), lines, st.lists(problem, max_size=2))


def sums_of_lines() -> st.SearchStrategy[ControlSum]:
    """What drawn lines come to, in one of their currencies."""
    lines = st.lists(statement_lines(), min_size=1, max_size=5)
    return lines.flatmap(lambda drawn: st.sampled_from(sorted(control_sums(drawn).values(), key=repr)))


@st.composite
def exchanges_made(draw: st.DrawFn) -> ExchangeMade:
    """Money of one currency given for money of another."""
    sold, bought = draw(st.permutations(CURRENCIES))[:2]
    amounts = st.integers(1, _LARGE)
    return ExchangeMade(draw(_ids()), from_minor(draw(amounts), sold), from_minor(draw(amounts), bought))


@st.composite
def batches(draw: st.DrawFn) -> PayoutBatch:
    """Payouts beside their lines: balanced, not balanced, or not paid yet."""
    code, nets = draw(_codes()), draw(st.lists(_amounts(), max_size=4))
    paid = draw(st.just(sum(nets)) | _amounts() | st.none())
    if paid is None:
        return PayoutBatch(draw(_ids()), code, len(nets), sum(nets), None)
    return payout_batch(draw(_ids()), [from_minor(net, code) for net in nets], from_minor(paid, code))


def balances() -> st.SearchStrategy[Balance]:
    """Balances of every usual code."""
    codes = st.sampled_from(["OPBD", "PRCD", "CLBD", "ITBD", "CLAV"])
    return st.builds(Balance, codes, _codes(), _amounts(), st.none() | _days())


def transactions() -> st.SearchStrategy[Transaction]:
    """Transactions with and without an amount."""
    refs = st.just("") | _ids()
    return st.builds(Transaction, refs, refs) | st.builds(Transaction, refs, refs, _codes(), _amounts())


@st.composite
def bank_entries(draw: st.DrawFn, *, currency: str | None = None) -> Entry:
    """Entries, some broken down into transactions that come to the whole."""
    code, amount = currency or draw(_codes()), draw(_amounts())
    parts = draw(st.lists(transactions(), max_size=2))
    if draw(st.booleans()):
        first = draw(_amounts())
        parts = [Transaction(draw(_ids()), "", code, part) for part in (first, amount - first)]
    status = draw(st.sampled_from(["BOOK", "BOOK", "PDNG", "INFO"]))
    days = st.none() | _days()
    return Entry(
        draw(_ids()), code, amount, status, draw(st.booleans()), draw(days), draw(days), tuple(parts)
    )


def arithmetics() -> st.SearchStrategy[Arithmetic]:
    """Sums of statements that hold or not."""
    return st.builds(Arithmetic, _codes(), _amounts(), _amounts(), _amounts())


@st.composite
def bank_statements(draw: st.DrawFn) -> BankStatement:
    """Statements in one currency that add up, and statements of anything."""
    if draw(st.booleans()):
        found = st.lists(balances(), max_size=3), st.lists(bank_entries(), max_size=3)
        return BankStatement("report", draw(_ids()), draw(_ids()), draw(found[0]), draw(found[1]))
    code, opening = draw(_codes()), draw(_amounts())
    entries = draw(st.lists(bank_entries(currency=code), max_size=4))
    closing = opening + sum(entry.amount_minor for entry in entries if entry.is_booked)
    ends = (Balance("OPBD", code, opening), Balance("CLBD", code, closing))
    return BankStatement("statement", draw(_ids()), draw(_ids()), ends, entries)


def bank_messages() -> st.SearchStrategy[BankMessage]:
    """Messages of any usual version."""
    names = st.sampled_from(["camt.053.001.02", "camt.053.001.08", "camt.052.001.06"])
    return st.builds(BankMessage, names, st.lists(bank_statements(), max_size=2))


def tables() -> st.SearchStrategy[Table]:
    """Tables that ask for a few columns."""
    names = st.lists(_ids(), min_size=1, max_size=4, unique=True)
    return names.map(lambda drawn: Table(drawn[:2], optional=drawn[2:]))


def table_rows() -> st.SearchStrategy[Row]:
    """Rows of a few cells."""
    cells = st.lists(st.text(max_size=5), max_size=4).map(tuple[str, ...])
    return st.builds(Row, st.integers(2, 10**6), cells)

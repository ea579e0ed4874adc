r"""PayPal: the settlement report (STL), a file of sections, each with its header and its control sums.

Amounts are unsigned whole numbers with two implied digits in *every* currency (100 yen are 10000); CR and DR
say the direction, for the amount and for the fee each on its own. The text may begin with a byte order mark
or be UTF-16, and one column's name has a double space. Records are told by their first cell: RH, FH and SH
open the report, the file and a section, CH names the columns, SB is a row, SF and RF hold the sums of a
section and of the report, SC and RC count rows, FF closes the file.

The names of the columns are those of the public specification. The order within SF and RF (gross credits,
gross debits, fee credits, fee debits) is from memory of it: no real file with sums was at hand.

Example:
    >>> from xbcommerce.payments.reports import read_paypal
    >>> text = '''"CH","Transaction ID","Transaction Event Code","Transaction  Debit or Credit",\
    ... "Gross Transaction Amount","Gross Transaction Currency",\
    ... "Fee Debit or Credit","Fee Amount","Fee Currency"
    ... "SB","T1","T0006","CR",10000,"JPY","DR",400,"JPY"
    ... "SF","JPY",10000,0,0,500
    ... '''
    >>> report = read_paypal(text)
    >>> report.lines[0].net
    Money('96', 'JPY')
    >>> print(report)
    Report of paypal: 1 lines read, 1 problems
    row 3, total fee debits: JPY 5 reported, the rows come to JPY 4
"""

from __future__ import annotations

from collections.abc import Iterator

from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import from_minor
from xbcommerce.kernel.unmet import Unmet
from xbcommerce.payments.reconciliation.statement import StatementLine

from .gather import Gatherer, Strict
from .report import Report, gathered
from .source import Source
from .table import SHOWN_MAX, Table, records_of

PROVIDER = "paypal"
WIRE_DIGITS = 2

KINDS: FrozenMap[str, str] = FrozenMap(
    {
        "T00": "payment",
        "T01": "provider_fee",
        "T02": "fx_conversion",
        "T03": "funding",
        "T04": "payout",
        "T11": "refund",
        "T1106": "chargeback",
        "T12": "adjustment",
        "T1201": "chargeback",
        "T1202": "chargeback_reversal",
        "T1207": "chargeback_reversal",
        "T15": "reserve",
        "T21": "reserve",
    }
)
"""Event codes, or their first three characters, in the words of reconciliation; holds go by their sign."""

_TABLE = Table(
    (
        "Transaction ID",
        "Transaction Event Code",
        "Transaction Debit or Credit",
        "Gross Transaction Amount",
        "Gross Transaction Currency",
    ),
    optional=(
        "Fee Debit or Credit",
        "Fee Amount",
        "Fee Currency",
        "Invoice ID",
        "PayPal Reference ID",
        "Transaction Completion Date",
        "Transaction Initiation Date",
    ),
)
_TOTALS = ("total gross credits", "total gross debits", "total fee credits", "total fee debits")
_OPENINGS = frozenset({"RH", "FH", "FF"})


def read_paypal(source: Source) -> Report:
    """Read a settlement report; see `paypal_lines`."""
    return gathered(PROVIDER, paypal_lines(source))


def paypal_lines(source: Source) -> Iterator[StatementLine | Unmet]:
    """Stream a settlement report: a line for each row that can be read, and everything that is wrong.

    A line's reference is the invoice id, else the id of the transaction it refers to, else its own; the two
    rows of an exchange carry the id they share. A fee in another currency than its amount is a line of its
    own, of the kind ``provider_fee``. Sums and counts of the footers are compared with the rows read.
    """
    sections = _Sections()
    nothing = True
    for number, record in records_of(source):
        nothing = False
        if isinstance(record, Unmet):
            yield record
        else:
            yield from sections.take(number, record)
    if nothing:
        yield Unmet("report.empty")


class _Sections:
    """What has been read of the report and of its open section."""

    def __init__(self) -> None:
        self._gather = Gatherer(lambda _: WIRE_DIGITS)
        self._positions: tuple[int, ...] | None = None
        self._width = 0
        self._section = _Totals()
        self._report = _Totals()

    def take(self, number: int, record: list[str]) -> Iterator[StatementLine | Unmet]:
        self._gather.row = number
        match record[0]:
            case "SB":
                yield from self._row(number, record)
            case "CH":
                yield from self._header(number, record)
            case "SH":
                self._positions, self._section = None, _Totals()
            case "SF" | "RF" as kind:
                yield from self._sums(record, self._section if kind == "SF" else self._report)
            case "SC" | "RC" as kind:
                yield from self._count(record, self._section if kind == "SC" else self._report)
            case kind if kind in _OPENINGS:
                pass
            case kind:
                yield Unmet("report.unknown_record", f"row {number}", {"found": kind[:SHOWN_MAX]})

    def _header(self, number: int, record: list[str]) -> Iterator[Unmet]:
        found = _TABLE.positions(record, f"row {number}")
        self._width = len(record)
        self._positions = None if isinstance(found, list) else found
        if isinstance(found, list):
            yield from found

    def _row(self, number: int, record: list[str]) -> Iterator[StatementLine | Unmet]:
        self._section.rows += 1
        self._report.rows += 1
        if self._positions is None:
            yield Unmet("report.no_header", f"row {number}")
        elif len(record) != self._width:
            yield Unmet("report.row_length", f"row {number}", {"found": len(record), "expected": self._width})
        else:
            record.append("")
            lines = _lines([record[place] for place in self._positions], self._gather)
            yield from self._gather.fetch()
            for line in lines:
                self._section.add(line)
                self._report.add(line)
                yield line

    def _sums(self, record: list[str], totals: _Totals) -> Iterator[Unmet]:
        _, currency, *cells = [*record, *[""] * len(_TOTALS), ""][: 2 + len(_TOTALS)]
        code = self._gather.currency(currency, "currency")
        for name, text, computed in zip(_TOTALS, cells, totals.of(code), strict=True):
            amount = self._gather.wire_units(text, code, name)
            if not self._gather.failed and amount != computed:
                figures = {"amount": from_minor(amount, code), "computed": from_minor(computed, code)}
                self._gather.say("report.broken_control_sum", name, **figures)
            yield from self._gather.fetch()

    def _count(self, record: list[str], totals: _Totals) -> Iterator[Unmet]:
        count = self._gather.whole(record[1] if len(record) > 1 else "", "count")
        if not self._gather.failed and count != totals.rows:
            self._gather.say("report.broken_count", "count", found=count, expected=totals.rows)
        yield from self._gather.fetch()


class _Totals:
    """Sums of rows by currency: gross credits, gross debits, fee credits, fee debits."""

    def __init__(self) -> None:
        self.rows = 0
        self._sums: dict[str, list[int]] = {}

    def add(self, line: StatementLine) -> None:
        sums = self._sums.setdefault(line.currency, [0] * len(_TOTALS))
        for place, amount in ((0, line.gross_minor), (2, -line.fee_minor)):
            sums[place if amount > 0 else place + 1] += abs(amount)

    def of(self, code: str) -> list[int]:
        return self._sums.get(code, [0] * len(_TOTALS))


def _lines(cells: list[str], gather: Strict) -> tuple[StatementLine, ...]:
    """Make the line of a row, and of its fee where that is in another currency."""
    line_id, event, side, amount, code, fee_side, fee_amount, fee_code, invoice, shared, done, begun = cells
    code = gather.currency(code, "Gross Transaction Currency")
    gross = _signed(gather, amount, side, code, "Gross Transaction")
    fee_code = gather.currency(fee_code, "Fee Currency") if fee_amount and fee_code else code
    fee = -_signed(gather, fee_amount, fee_side, fee_code, "Fee")
    booked_on = gather.day(done or begun, "Transaction Completion Date")
    gather.needed(line_id, "Transaction ID")
    if gather.failed:
        return ()
    kind = kind_of(event, gross)
    ref = (shared or invoice) if kind == "fx_conversion" else (invoice or shared)
    apart = fee and fee_code != code

    def line(suffix: str, kind: str, code: str, gross: int, fee: int) -> StatementLine:
        name = line_id + suffix
        return StatementLine(
            name, ref or line_id, kind, code, gross, fee, gross - fee, booked_on=booked_on, provider=PROVIDER
        )

    main = line("", kind, code, gross, 0 if apart else fee)
    return (main, line(":fee", "provider_fee", fee_code, 0, fee)) if apart else (main,)


def _signed(gather: Strict, text: str, side: str, code: str, column: str) -> int:
    if not text:
        return 0
    amount = gather.wire_units(text, code, f"{column} Amount")
    if amount < 0 or (amount and side not in {"CR", "DR"}):
        gather.say("report.unknown_side", f"{column} Debit or Credit", found=(side or text)[:SHOWN_MAX])
    return -amount if side == "DR" else amount


def kind_of(event: str, gross_minor: int) -> str:
    """Say an event code in the words of reconciliation; a code without one stays what it is."""
    kind = KINDS[event] if event in KINDS else KINDS.get(event[:3], event)
    if kind == "reserve":
        return "reserve_hold" if gross_minor < 0 else "reserve_release"
    return kind

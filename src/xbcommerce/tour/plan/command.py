"""The options of ``plan`` and its exit code: 0 planned, 2 nothing could be planned."""

from __future__ import annotations

import argparse
import codecs
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path

from xbcommerce.kernel.errors import XbcommerceError
from xbcommerce.kernel.money import exponent_of
from xbcommerce.supply import CycleService, LotTerms, Pmf

from .assumptions import CLOSURE_FREE_SEA, Assumptions, MeasuredLeadTime
from .history import Ledger, match_returns, weekly_history
from .output import write_results
from .planning import choose_method, plan_items
from .progress import Progress
from .rows import RowReader
from .sales_file import UnreadableFileError, open_sales
from .stock_file import read_stock
from .summary import LANGUAGES, Result, summarise

_EVERY_ROWS = 8_192
_DEFAULT_SD_SHARE = Fraction(1, 5)
_LONGEST_DAYS = 1_000


def main(argv: Sequence[str]) -> int:
    """Plan reorders for a sales file.

    Args:
        argv: The arguments after ``plan``.

    Returns:
        0 if a plan was written; 2 if the arguments or the file allow none, with one message on stderr.
    """
    try:
        options = _parser().parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    progress = Progress(sys.stderr, shown=options.progress or sys.stderr.isatty())
    try:
        result = _run(options, progress)
        progress.end()
    except XbcommerceError as error:
        progress.end()
        print(f"plan: {error}", file=sys.stderr)
        return 2
    print(summarise(result, options.lang))
    return 0


def _run(options: argparse.Namespace, progress: Progress) -> Result:
    exponent_of(options.currency)
    stock = read_stock(options.stock) if options.stock else None
    ledger, first, last = _read(options, progress)
    given = Assumptions(
        on=options.on or last + timedelta(days=1),
        target=options.service,
        lead_time=_lead_time(options),
        terms=LotTerms(moq=options.moq, multiple=options.case_pack),
        currency=options.currency,
        stock=stock,
    )
    matched = match_returns(ledger)
    sunday = last + timedelta(days=6 - last.weekday())
    history = weekly_history(ledger, matched, first, min(sunday, given.on - timedelta(days=1)))
    if history is None:
        msg = f"{options.file}: sales from {first} to {last} hold no whole week from Monday to Sunday"
        raise UnreadableFileError(msg)
    selection = choose_method(history, given.horizon_weeks)
    plans = plan_items(
        ledger, history, selection, given, lambda done, of: progress.draw("planning", done / of, done)
    )
    write_results(options.out, plans, ledger.rejected)
    return Result(options.file, options.out, first, last, given, ledger, matched, history, selection, plans)


def _read(options: argparse.Namespace, progress: Progress) -> tuple[Ledger, date, date]:
    ledger = Ledger()
    with open_sales(options.file, options.encoding) as file:
        reader = RowReader(file, before=options.on)
        for number, record in enumerate(file.records):
            ledger.add(reader.read(record))
            if number % _EVERY_ROWS == 0:
                progress.draw("reading ", file.share_read(), number)
    progress.draw("reading ", 1.0, ledger.rows)
    progress.end()
    days = [day for item in ledger.items.values() for day in (min(item.days), max(item.days))]
    if not days:
        reasons = "; ".join(f"line {row.line}, {row.field}: {row.reason}" for row in ledger.rejected[:3])
        msg = f"{options.file}: none of {ledger.rows} rows is a sale{': ' if reasons else ''}{reasons}"
        raise UnreadableFileError(msg)
    return ledger, min(days), max(days)


def _lead_time(options: argparse.Namespace) -> Pmf | MeasuredLeadTime:
    mean, sd = options.lead_time_days, options.lead_time_sd
    if mean is None and sd is None:
        return CLOSURE_FREE_SEA
    mean = CLOSURE_FREE_SEA.mean if mean is None else mean
    return MeasuredLeadTime(mean, mean * _DEFAULT_SD_SHARE if sd is None else sd)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m xbcommerce plan",
        description="Plan reorders for a sales file with the columns of the UCI Online Retail data set.",
    )
    add = parser.add_argument
    add("file", type=Path, metavar="FILE", help="CSV, plain or gzip")
    add("--out", type=Path, default=Path(), help="folder for plan.csv and rejected.csv (default: this one)")
    add("--on", type=_day, help="day of the plan; later sales are left out (default: after the last sale)")
    add("--service", type=_service, default="0.95", help="share of order cycles without a stock-out (0.95)")
    add("--lead-time-days", type=_days, help="mean days from order to shelf (default: by sea, see summary)")
    add("--lead-time-sd", type=_days, help="their standard deviation (default: a fifth of the mean)")
    add("--moq", type=_units, default=0, help="minimum order quantity of every item (default: none)")
    add("--case-pack", type=_pack, default=1, help="units in a pack; orders are whole packs (default: 1)")
    add("--stock", type=Path, help="CSV with StockCode, OnHand, OnOrder (default: empty shelves)")
    add("--currency", default="GBP", help="of the prices in the file (default: GBP)")
    add("--encoding", type=_encoding, default="utf-8-sig", help="of the file, e.g. latin-1 (default: UTF-8)")
    add("--lang", choices=LANGUAGES, default="en", help="of the summary (default: en)")
    add("--progress", action="store_true", help="draw the progress bar even if stderr is no terminal")
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        msg = f"{text!r} is no date such as 2011-12-10"
        raise argparse.ArgumentTypeError(msg) from None


def _service(text: str) -> CycleService:
    try:
        return CycleService(text)
    except XbcommerceError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _days(text: str) -> Fraction:
    try:
        days = Decimal(text)
    except InvalidOperation:
        days = Decimal("NaN")
    if not days.is_finite() or not 0 <= days <= _LONGEST_DAYS:
        msg = f"{text!r}: expected days between 0 and {_LONGEST_DAYS}"
        raise argparse.ArgumentTypeError(msg)
    return Fraction(days)


def _units(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        msg = f"{text!r}: expected whole units of at least 0"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def _pack(text: str) -> int:
    if not _units(text):
        msg = f"{text!r}: a pack holds at least 1 unit"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def _encoding(text: str) -> str:
    try:
        codecs.lookup(text)
    except LookupError:
        msg = f"{text!r} is no encoding that Python knows, such as utf-8 or latin-1"
        raise argparse.ArgumentTypeError(msg) from None
    return text

"""The options of ``plan`` and its exit code: 0 planned, 2 nothing could be planned."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from xbcommerce.kernel.errors import XbcommerceError
from xbcommerce.kernel.money import exponent_of
from xbcommerce.supply import LotTerms, Pmf

from .assumptions import CLOSURE_FREE_SEA, Assumptions, MeasuredLeadTime
from .history import match_returns, net_revenues, weekly_history
from .ledger import Ledger
from .options import parser
from .output import write_results
from .planning import choose_method, plan_items
from .progress import Progress
from .proof import prove
from .rows import Kind, RowReader
from .sales_file import UnreadableFileError, open_sales
from .stock_file import read_stock
from .summary import Result, summarise

_EVERY_ROWS = 8_192
_DEFAULT_SD_SHARE = Fraction(1, 5)


def main(argv: Sequence[str]) -> int:
    """Plan reorders for a sales file.

    Args:
        argv: The arguments after ``plan``.

    Returns:
        0 if a plan was written; 2 if the arguments or the file allow none, with one message on stderr.
    """
    try:
        options = parser().parse_args(argv)
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
    end = min(sunday, given.on - timedelta(days=1))
    history = weekly_history(ledger, matched, first, end, stated=options.closed)
    if history is None:
        msg = f"{options.file}: sales from {first} to {last} hold no whole week from Monday to Sunday"
        raise UnreadableFileError(msg)
    selection = choose_method(history, given.horizon_weeks)
    revenues = net_revenues(ledger, matched)
    plans = plan_items(
        ledger,
        revenues,
        history,
        selection,
        given,
        tick=lambda done, of: progress.draw("planning", done / of, done),
    )
    write_results(options.out, plans, ledger.rejected)
    proof = prove(history, [plan.code for plan in plans], given)
    return Result(
        options.file, options.out, first, last, given, ledger, matched, history, selection, plans, proof
    )


def _read(options: argparse.Namespace, progress: Progress) -> tuple[Ledger, date, date]:
    ledger = Ledger()
    with open_sales(options.file, options.encoding) as file:
        reader = RowReader(file, before=options.on, encoding=options.encoding)
        for number, record in enumerate(file.records):
            ledger.add(reader.read(record))
            if number % _EVERY_ROWS == 0:
                progress.draw("reading ", file.share_read(), number)
    progress.draw("reading ", 1.0, ledger.rows)
    progress.end()
    days = [day for item in ledger.items.values() for day in (min(item.days), max(item.days))]
    if not days and ledger.later_first is not None:
        msg = (
            f"{options.file}: all {ledger.counts[Kind.LATER]:,} sales lie on or after {options.on}, the day "
            f"of the plan, the first on {ledger.later_first}; give a later --on, or none"
        )
        raise UnreadableFileError(msg)
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

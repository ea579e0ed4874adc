"""The options of ``plan``, each refused in one line that says what is expected."""

from __future__ import annotations

import argparse
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from typing import NoReturn

from xbcommerce.kernel.errors import XbcommerceError
from xbcommerce.kernel.text import closest
from xbcommerce.reference import languages
from xbcommerce.supply import CycleService

from .output import PLAN, REJECTED
from .rows import UNITS_MAX, comma_hint

_LONGEST_DAYS = 1_000
_EPILOG = f"""\
The result, both files replaced if they exist, whole or not at all:
  {PLAN:13} one row an item, highest revenue first: class by revenue, revenue without cancelled sales,
                units sold and returned, demand per day, reorder point with its safety stock, units to
                order, order_by, and a remark where nothing is to be ordered
  {REJECTED:13} each row that cannot be read, with line, field, value and reason
Each column is explained in docs/supply.md.
"""


class _Parser(argparse.ArgumentParser):
    """Refuses in one line instead of printing the whole usage."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"plan: {message}; --help lists the options\n")


def parser() -> argparse.ArgumentParser:
    """Make the parser of ``plan``."""
    made = _Parser(
        prog="python -m xbcommerce plan",
        description="Plan reorders for a sales file with the columns of the UCI Online Retail data set.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = made.add_argument
    add("file", type=Path, metavar="FILE", help="CSV, plain or gzip")
    add(
        "--out",
        type=Path,
        default=Path(),
        help=f"folder for {PLAN} and {REJECTED} (default: the current folder)",
    )
    add("--on", type=_day, help="day of the plan; later sales are left out (default: after the last sale)")
    add(
        "--closed",
        type=_days_list,
        action="extend",
        default=[],
        metavar="DATE[,DATE]",
        help="days on which the shop was closed; their weeks count as missing; may be repeated",
    )
    add("--service", type=_service, default="0.95", help="share of order cycles without a stock-out (0.95)")
    add("--lead-time-days", type=_days, help="mean days from order to shelf (default: by sea, see summary)")
    add("--lead-time-sd", type=_days, help="their standard deviation (default: a fifth of the mean)")
    add("--moq", type=_units, default=0, help="minimum order quantity of every item (default: none)")
    add("--case-pack", type=_pack, default=1, help="units in a pack; orders are whole packs (default: 1)")
    add("--stock", type=Path, help="CSV with StockCode, OnHand, OnOrder (default: empty shelves)")
    add("--currency", default="GBP", help="of the prices in the file (default: GBP)")
    add("--encoding", type=_encoding, default="utf-8-sig", help="of the file, e.g. latin-1 (default: UTF-8)")
    add("--lang", type=_lang, default="en", help="of the summary: en, zh_Hans, zh_Hant, or e.g. zh-TW (en)")
    add("--progress", action="store_true", help="draw the progress bar even if stderr is no terminal")
    return made


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        msg = f"{text!r} is no date such as 2011-12-10"
        raise argparse.ArgumentTypeError(msg) from None


def _days_list(text: str) -> list[date]:
    return [_day(part.strip()) for part in text.split(",")]


def _service(text: str) -> CycleService:
    try:
        return CycleService(text)
    except XbcommerceError as error:
        raise argparse.ArgumentTypeError(str(error) + comma_hint(text)) from None


def _days(text: str) -> Fraction:
    try:
        days = Decimal(text)
    except InvalidOperation:
        days = Decimal("NaN")
    if not days.is_finite() or not 0 <= days <= _LONGEST_DAYS:
        msg = f"{text!r}: expected days between 0 and {_LONGEST_DAYS}{comma_hint(text)}"
        raise argparse.ArgumentTypeError(msg)
    return Fraction(days)


def _units(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        msg = f"{text!r}: expected whole units of at least 0"
        raise argparse.ArgumentTypeError(msg)
    if len(text) > len(str(UNITS_MAX)):
        msg = f"{text}: expected at most {UNITS_MAX:,} units"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def _pack(text: str) -> int:
    if not _units(text):
        msg = f"{text!r}: a pack holds at least 1 unit"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def _encoding(text: str) -> str:
    try:
        "".encode(text)
    except LookupError:
        msg = f"{text!r} is no text encoding that Python knows, such as utf-8 or latin-1"
        raise argparse.ArgumentTypeError(msg) from None
    return text


def _lang(text: str) -> str:
    try:
        found = closest(languages(), text)
    except XbcommerceError:
        found = None
    if found is None:
        msg = f"there are no texts in {text!r}; choose {', '.join(languages())} or one close to them"
        raise argparse.ArgumentTypeError(msg)
    return found

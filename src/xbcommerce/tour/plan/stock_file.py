"""Stock on hand, from a small CSV file: StockCode, OnHand and, if known, OnOrder."""

from __future__ import annotations

import csv
from pathlib import Path

from .sales_file import UnreadableFileError

_SHOWN = 5


def read_stock(path: Path) -> dict[str, int]:
    """Read units on hand and on order by stock code.

    Raises:
        UnreadableFileError: The file cannot be read, or rows of it cannot; up to five are named.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        msg = f"stock file {path} cannot be read: {error}"
        raise UnreadableFileError(msg) from None
    rows = csv.DictReader(text.splitlines())
    names = set(rows.fieldnames or ())
    if not {"StockCode", "OnHand"} <= names:
        msg = f"stock file {path} needs the columns StockCode and OnHand; it has {', '.join(sorted(names))}"
        raise UnreadableFileError(msg)
    stock: dict[str, int] = {}
    problems: list[str] = []
    for row in rows:
        code, counts = row["StockCode"] or "", (row["OnHand"] or "", row.get("OnOrder") or "0")
        if not code or code in stock or not all(count.isascii() and count.isdecimal() for count in counts):
            problems.append(f"line {rows.line_num}: {code!r} with {' and '.join(counts)!r}")
            continue
        stock[code] = sum(map(int, counts))
    if problems:
        more = f" and {len(problems) - _SHOWN} more" if len(problems) > _SHOWN else ""
        msg = (
            f"stock file {path}: {'; '.join(problems[:_SHOWN])}{more}; "
            "give each stock code once, with whole units of at least 0"
        )
        raise UnreadableFileError(msg)
    return stock

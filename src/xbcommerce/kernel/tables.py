"""A table that a caller gives, and all that is wrong with it at once: codes, their texts, and row numbers.

Codes: ``table.no_column`` (``_near`` where one looks like it), ``table.column_taken`` (the answer has one of
that name), ``table.not_whole`` (no integers), ``table.missing``, ``table.too_small``,
``table.unknown_currency``, ``table.too_large`` (beyond 64 bits). Rows are counted from 0.

Example:
    >>> from xbcommerce.kernel.tables import ENGLISH, spans
    >>> from xbcommerce.kernel.unmet import Unmet
    >>> ENGLISH.render(Unmet("table.missing", "gross_minor", {"rows": spans([0, 3, 4, 5, 9])}))
    'gross_minor: missing in rows 0, 3-5, 9'
"""

from __future__ import annotations

from collections.abc import Iterable

from .messages import Messages

ENGLISH = Messages.english(
    {
        "table.no_column": "{where}: there is no such column; there are {columns}",
        "table.no_column_near": "{where}: there is no such column; did you mean {near}?",
        "table.column_taken": "{where}: the answer has a column of this name; rename the one in the table",
        "table.not_whole": "{where}: expected integers, got {dtype}; bring amounts to whole minor units",
        "table.missing": "{where}: missing in rows {rows}",
        "table.too_small": "{where}: at least {minimum} is expected, rows {rows} go down to {lowest}",
        "table.unknown_currency": "{where}: no terms for {value} (rows {rows}); there are terms for {known}",
        "table.too_large": "{where}: what follows from it does not fit into 64 bits, in rows {rows}",
    }
)


def spans(rows: Iterable[int]) -> tuple[str, ...]:
    """Write rising row numbers shortly: neighbours as a span, so that a whole column is one."""
    ends: list[list[int]] = []
    for row in rows:
        if ends and row == ends[-1][1] + 1:
            ends[-1][1] = row
        else:
            ends.append([row, row])
    return tuple(str(first) if first == last else f"{first}-{last}" for first, last in ends)

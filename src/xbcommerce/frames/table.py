"""Taking a caller's table: which engine, which columns, and everything that is wrong with them at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeGuard

import narwhals.stable.v2 as nw

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.naming import nearest
from xbcommerce.kernel.tables import spans
from xbcommerce.kernel.unmet import Param, Unmet

ROW = "row"
"""Where a working table keeps the number of the row."""


class NotAFrameError(InvalidValueError, TypeError):
    """What was given is no table in memory; the message says how to make it one."""

    code = "not_a_frame"


def table_of(frame: object) -> nw.DataFrame[Any]:
    """Take a native table.

    Raises:
        NotAFrameError: It is lazy, or of no engine that narwhals knows.
    """
    taken: object = nw.from_native(frame, pass_through=True)
    if isinstance(taken, nw.LazyFrame):
        msg = f"{type(frame).__name__}: rows are checked before any is settled; collect it first"
        raise NotAFrameError(msg)
    if not _in_memory(taken):
        msg = f"{type(frame).__name__}: expected a data frame of polars, pandas or pyarrow"
        raise NotAFrameError(msg)
    return taken


def _in_memory(taken: object) -> TypeGuard[nw.DataFrame[Any]]:
    return isinstance(taken, nw.DataFrame)


def numbered(table: nw.DataFrame[Any]) -> nw.DataFrame[Any]:
    """Number the rows from 0, so that they can be put back in order."""
    return table.with_row_index(ROW).with_columns(nw.col(ROW).cast(nw.Int64))


def column_problems(table: nw.DataFrame[Any], needed: Sequence[str], given: Sequence[str]) -> Iterator[Unmet]:
    """Name the columns that a table lacks, and those that the answer would overwrite."""
    for name in needed:
        if name not in table.columns:
            near = nearest(name, table.columns)
            code = "table.no_column_near" if near else "table.no_column"
            yield Unmet(code, name, {"near": near} if near else {"columns": tuple(table.columns)})
    for name in given:
        if name in table.columns:
            yield Unmet("table.column_taken", name)


def gaps(table: nw.DataFrame[Any], name: str) -> Iterator[Unmet]:
    """Name the rows in which a column says nothing."""
    if missing := rows_where(table, name, nw.col(name).is_null()):
        yield Unmet("table.missing", name, {"rows": spans(missing)})


def whole_problems(table: nw.DataFrame[Any], name: str, *, minimum: int) -> Iterator[Unmet]:
    """Say what keeps a column from being whole numbers of at least ``minimum``, with every row."""
    dtype = table[name].dtype
    if not dtype.is_integer():
        yield Unmet("table.not_whole", name, {"dtype": str(dtype)})
        return
    yield from gaps(table, name)
    if small := rows_where(table, name, nw.col(name) < minimum):
        figures: dict[str, Param] = {"minimum": minimum, "lowest": int(table[name].min())}
        yield Unmet("table.too_small", name, {**figures, "rows": spans(small)})


def rows_where(table: nw.DataFrame[Any], name: str, holds: nw.Expr) -> list[int]:
    """Return the numbers, from 0, of the rows in which something holds for a column."""
    found: list[int] = table.select(name).with_columns(met=holds)["met"].arg_true().to_list()
    return found

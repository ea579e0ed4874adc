"""Settling the rows of one currency: in columns as far as 64 bits reach, on Python's integers beyond."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import narwhals.stable.v2 as nw
from attrs import frozen

from xbcommerce.kernel.money.whole import N
from xbcommerce.payments.settlement import SettledColumns, SettlementTerms, settle_columns

from .column import Column
from .reach import INT64_MAX, Reach, fits, greatest
from .table import ROW

UNITS, TOP, BOTTOM, TARGET = "units", "top", "bottom", "target"
"""Working columns: gross amount, numerator and denominator of the row's rate; the currency of the answer."""

_FIGURES = (
    "fee_minor",
    "net_minor",
    "reserve_minor",
    "payable_minor",
    "at_mid_minor",
    "spread_minor",
    "remitted_minor",
)


@frozen
class Part:
    """Rows settled.

    Attributes:
        tables: Row number, target currency and every figure; rows in any order.
        too_large: Rows with a figure that no column of 64 bits can hold; they are in no table.
    """

    tables: tuple[nw.DataFrame[Any], ...]
    too_large: tuple[int, ...] = ()


def figure_names(parties: int) -> tuple[str, ...]:
    """Name the columns of whole minor units that an answer has."""
    return (*_FIGURES, *(f"share_{party}_minor" for party in range(1, parties + 1)))


def settle_part(rows: nw.DataFrame[Any], terms: SettlementTerms, per: int) -> Part:
    """Settle rows under the same terms.

    Args:
        rows: Row number, amount, and the rate's numerator and denominator where they differ row by row.
        terms: What is agreed.
        per: The denominator of rates that have none of their own.
    """
    if rows.is_empty():
        return Part((_in_columns(rows, terms, per),))

    def holds(units: int) -> bool:
        bounds = {name: Reach(int(rows[name].max())) for name in rows.columns if name != ROW}
        settled = _settle({**bounds, UNITS: Reach(units)}.__getitem__, rows, terms, per)
        return fits(*figures(settled).values())

    most = int(rows[UNITS].max())
    limit = greatest(holds, most)
    if limit == most:
        return Part((_in_columns(rows, terms, per),))
    near = _in_columns(rows.filter(nw.col(UNITS) <= limit), terms, per)
    far = _one_by_one(rows.filter(nw.col(UNITS) > limit), terms, per)
    return Part((near, *far.tables), far.too_large)


def figures(settled: SettledColumns[N]) -> Mapping[str, N]:
    """Return the figures by the names of their columns."""
    values = (*(getattr(settled, name) for name in _FIGURES), *settled.shares_minor)
    return dict(zip(figure_names(len(settled.shares_minor)), values, strict=True))


def _settle(
    taken: Callable[[str], N], rows: nw.DataFrame[Any], terms: SettlementTerms, per: int
) -> SettledColumns[N]:
    """Settle with what each working column is taken for: columns, bounds, or the integers of one row."""
    if TOP not in rows.columns:
        return settle_columns(terms, taken(UNITS))
    below = taken(BOTTOM) if BOTTOM in rows.columns else per
    return settle_columns(terms, taken(UNITS), rate=(taken(TOP), below))


def _in_columns(rows: nw.DataFrame[Any], terms: SettlementTerms, per: int) -> nw.DataFrame[Any]:
    settled = _settle(lambda name: Column(rows[name].cast(nw.Int64)), rows, terms, per)
    columns = (figure.series.alias(name) for name, figure in figures(settled).items())
    return rows.select(ROW).with_columns(nw.lit(terms.target).alias(TARGET), *columns)


def _one_by_one(rows: nw.DataFrame[Any], terms: SettlementTerms, per: int) -> Part:
    answers: dict[str, list[Any]] = {name: [] for name in (ROW, TARGET, *figure_names(len(terms.weights)))}
    too_large: list[int] = []
    for row in rows.rows(named=True):
        settled = figures(_settle(row.__getitem__, rows, terms, per))
        if any(abs(figure) > INT64_MAX for figure in settled.values()):
            too_large.append(row[ROW])
            continue
        for name, value in {ROW: row[ROW], TARGET: terms.target, **settled}.items():
            answers[name].append(value)
    if not answers[ROW]:
        return Part((), tuple(too_large))
    return Part((nw.from_dict(answers, backend=rows.implementation),), tuple(too_large))

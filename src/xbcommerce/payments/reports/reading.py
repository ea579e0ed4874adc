"""One way to stream any table of a provider: each row is a line, or everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from xbcommerce.kernel.money import from_minor
from xbcommerce.kernel.unmet import Unmet
from xbcommerce.payments.reconciliation.statement import StatementLine

from .gather import Gatherer, WireDigits, as_iso
from .table import Row

ReadRow = Callable[[tuple[str, ...], Gatherer], StatementLine | None]
"""Make a line of the cells; None where the gatherer has kept a problem."""


def streamed(
    rows: Iterable[Row | Unmet],
    read: ReadRow,
    net_column: str,
    wire_digits: WireDigits = as_iso,
) -> Iterator[StatementLine | Unmet]:
    """Stream lines and problems in the order of the rows.

    Args:
        rows: Of a `Table`.
        read: Makes a line.
        net_column: Where a sum that does not hold is reported.
        wire_digits: The digits that the provider gives a currency on the wire.
    """
    gather = Gatherer(wire_digits)
    for row in rows:
        if isinstance(row, Unmet):
            yield row
            continue
        gather.row = row.number
        line = read(row.cells, gather)
        if line is None:
            yield from gather.fetch()
            continue
        yield line
        if line.gross_minor - line.fee_minor != line.net_minor:
            yield broken_sum(line, f"row {row.number}, {net_column}")


def broken_sum(line: StatementLine, where: str) -> Unmet:
    """Say by how much a line's own figures do not add up: reported minus computed."""
    computed = line.gross_minor - line.fee_minor
    return Unmet(
        "report.broken_sum",
        where,
        {
            "amount": line.net,
            "computed": from_minor(computed, line.currency),
            "difference": from_minor(line.net_minor - computed, line.currency),
        },
    )

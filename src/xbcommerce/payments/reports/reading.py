"""One way to stream any table of a provider: each row is a line, or everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from xbcommerce.kernel.money import from_minor
from xbcommerce.kernel.unmet import Unmet
from xbcommerce.payments.reconciliation.statement import StatementLine

from .cells import CellError
from .gather import Gatherer, Strict, WireDigits, as_iso
from .table import Cells

ReadRow = Callable[[tuple[str, ...], Strict], StatementLine | None]
"""Make a line of the cells; None where the reader has kept a problem."""


def streamed(
    rows: Iterable[Cells | Unmet],
    read: ReadRow,
    net_column: str,
    wire_digits: WireDigits = as_iso,
) -> Iterator[StatementLine | Unmet]:
    """Stream lines and problems in the order of the rows.

    Args:
        rows: Of a `Table`, numbered.
        read: Makes a line.
        net_column: Where a sum that does not hold is reported.
        wire_digits: The digits that the provider gives a currency on the wire.
    """
    strict, gatherer = Strict(wire_digits), Gatherer(wire_digits)
    for row in rows:
        if isinstance(row, Unmet):
            yield row
            continue
        number, cells = row
        strict.row = gatherer.row = number
        try:
            line = read(cells, strict)
        except CellError:
            line = read(cells, gatherer)
            yield from gatherer.fetch()
        if line is not None:
            yield line
            if line.gross_minor - line.fee_minor != line.net_minor:
                yield broken_sum(line, f"row {number}, {net_column}")


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

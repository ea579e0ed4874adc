r"""Comma-separated reports by the names of their columns: order, case and spaces of the header do not matter.

Example:
    >>> from xbcommerce.payments.reports.table import Table
    >>> text = "currency,Gross  Amount\nEUR,1.00\nEUR\n"
    >>> for row in Table(("gross amount", "currency")).rows(text):
    ...     print(row)
    Row(number=2, cells=('1.00', 'EUR'))
    report.row_length at row 3 (found=1, expected=2)
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from attrs import field, frozen

from xbcommerce.kernel.unmet import Unmet

from .cells import CellError
from .source import Source, lines_of

SHOWN_MAX = 40
"""Cells are shown up to this length."""


@frozen
class Row:
    """The cells of one row that were asked for.

    Attributes:
        number: Its place in the file; the header is row 1. (A row of quoted text may span several lines.)
        cells: In the order of the columns asked for; the empty text where the report has no such column.
    """

    number: int
    cells: tuple[str, ...]


Cells = tuple[int, tuple[str, ...]]
"""The same, bare: a report has many rows."""


def named(column: str) -> str:
    """Write a column's name the one way it is compared: PayPal has one with a double space."""
    return " ".join(column.split()).casefold()


@frozen
class Table:
    """Which columns a report must have, and which it may have.

    Attributes:
        columns: Needed; a report without one of them is refused whole.
        optional: Read where the report has them.
        end: A row whose first cell is this ends the report.
    """

    columns: tuple[str, ...] = field(converter=tuple[str, ...])
    optional: tuple[str, ...] = field(default=(), converter=tuple[str, ...], kw_only=True)
    end: str = field(default="", kw_only=True)

    def rows(self, source: Source) -> Iterator[Row | Unmet]:
        """Go through the rows, and through what is wrong with them.

        Never raises on content: a missing column, a row of another length, bytes that are no text, quotes
        without an end are each an `Unmet` with its place. Empty rows are no rows.
        """
        for row in self.cells_of(records_of(source)):
            yield row if isinstance(row, Unmet) else Row(*row)

    def cells_of(self, records: Iterable[tuple[int, list[str] | Unmet]]) -> Iterator[Cells | Unmet]:
        """Do the same, bare, for records that have been split already; the first one is the header."""
        records = iter(records)
        first = next(records, None)
        if first is None:
            yield Unmet("report.empty")
            return
        number, header = first
        if isinstance(header, Unmet):
            yield header
            return
        found = self.positions(header, f"row {number}")
        if isinstance(found, list):
            yield from found
        else:
            yield from self._rows(records, found, len(header))

    def _rows(
        self, records: Iterable[tuple[int, list[str] | Unmet]], positions: Sequence[int], width: int
    ) -> Iterator[Cells | Unmet]:
        pick = itemgetter(*positions, -1, -1)
        for number, record in records:
            if isinstance(record, Unmet):
                yield record
            elif self.end and record[0] == self.end:
                return
            elif len(record) != width:
                yield Unmet("report.row_length", f"row {number}", {"found": len(record), "expected": width})
            else:
                record.append("")
                yield number, pick(record)[:-2]

    def positions(self, header: Sequence[str], where: str) -> tuple[int, ...] | list[Unmet]:
        """Find the columns in a header: their positions, -1 for an absent one, or all problems."""
        names = [named(column) for column in header]
        wanted = [*self.columns, *self.optional]
        places = {name: place for place, name in enumerate(names)}
        problems = [
            Unmet("report.column_missing", where, {"column": column})
            for column in dict.fromkeys(self.columns)
            if named(column) not in places
        ]
        problems += [
            Unmet("report.column_repeated", where, {"column": column})
            for column in dict.fromkeys(wanted)
            if names.count(named(column)) > 1
        ]
        return problems or tuple(places.get(named(column), -1) for column in wanted)


def records_of(source: Source) -> Iterator[tuple[int, list[str] | Unmet]]:
    """Split a report into numbered records of cells; where it cannot be split, say so and stop."""
    number = 0
    try:
        for number, record in enumerate(csv.reader(lines_of(source), strict=True), start=1):
            if record:
                yield number, record
    except csv.Error as error:
        yield number + 1, Unmet("report.malformed_table", f"row {number + 1}", {"reason": str(error)})
    except CellError as error:
        yield number + 1, Unmet(error.code, "", {"reason": str(error)})

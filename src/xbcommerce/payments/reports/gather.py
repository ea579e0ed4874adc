"""Two ways to read the cells of a row, with the same verbs: strictly and fast, or keeping every problem.

Nearly all rows have nothing wrong. `Strict` stops at the first bad cell; the row is then read again by a
`Gatherer`, which goes on after it, so that one bad cell does not hide the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from typing import TypeVar

from xbcommerce.kernel.unmet import Param, Unmet

from . import cells
from .cells import CellError
from .table import SHOWN_MAX

T = TypeVar("T")
WireDigits = Callable[[str], int | None]
"""The digits a provider gives a currency on the wire; None where they are those of ISO 4217."""


def as_iso(_currency: str) -> None:
    """Give every currency the digits of ISO 4217."""


class Strict:
    """Reads cells; raises `CellError` at the first that is wrong. An empty cell is nothing, or None.

    Attributes:
        row: The current row.
        failed: Whether something wrong was kept; never here.
    """

    failed: bool = False

    def __init__(self, wire_digits: WireDigits) -> None:
        self.row = 0
        self._wire_digits = wire_digits

    def say(self, code: str, column: str, **params: Param) -> None:
        """Refuse the row."""
        raise CellError.because(code, f"{column}: {params}")

    def units(self, text: str, currency: str, _column: str) -> int:
        """Read decimal text as minor units."""
        return cells.units(text, currency) if text else 0

    def wire_units(self, text: str, currency: str, _column: str) -> int:
        """Read a whole number of the provider's smallest units as minor units."""
        digits = self._wire_digits(currency)
        if digits is None:
            return cells.whole(text) if text else 0
        return cells.wire_units(text, currency, digits) if text else 0

    def whole(self, text: str, _column: str) -> int:
        """Read a whole number."""
        return cells.whole(text)

    def currency(self, text: str, _column: str) -> str:
        """Read a currency's code, in capitals or not."""
        return cells.currency(text)

    def rate(self, text: str, _column: str) -> Fraction | None:
        """Read a rate."""
        return cells.rate(text) if text else None

    def day(self, text: str, _column: str) -> date | None:
        """Read a day."""
        return cells.day(text) if text else None

    def day_or_seconds(self, text: str, _column: str) -> date | None:
        """Read a day, or seconds since 1970 as their day in UTC."""
        return cells.day_or_seconds(text) if text else None

    def needed(self, text: str, column: str) -> None:
        """Refuse an empty cell."""
        if not text:
            self.say("report.cell_empty", column)


class Gatherer(Strict):
    """Reads cells and keeps what is wrong, until it is fetched; what cannot be read is nothing."""

    def __init__(self, wire_digits: WireDigits) -> None:
        super().__init__(wire_digits)
        self._found: list[Unmet] = []

    def say(self, code: str, column: str, **params: Param) -> None:
        """Keep a problem of the current row."""
        self.failed = True
        self._found.append(Unmet(code, f"row {self.row}, {column}", params))

    def fetch(self) -> Iterator[Unmet]:
        """Hand out what was kept, once."""
        found, self._found, self.failed = self._found, [], False
        yield from found

    def units(self, text: str, currency: str, column: str) -> int:
        """Read decimal text as minor units; an unknown currency is said of its own column."""
        return self._kept(lambda: Strict.units(self, text, currency, column), text, column) or 0

    def wire_units(self, text: str, currency: str, column: str) -> int:
        """Read a whole number as minor units; an unknown currency is said of its own column."""
        return self._kept(lambda: Strict.wire_units(self, text, currency, column), text, column) or 0

    def whole(self, text: str, column: str) -> int:
        """Read a whole number."""
        return self._kept(lambda: cells.whole(text), text, column) or 0

    def currency(self, text: str, column: str) -> str:
        """Read a currency's code."""
        code = text.upper()
        try:
            cells.digits_of(code)
        except CellError as error:
            self.say(error.code, column, found=text[:SHOWN_MAX], reason=str(error))
        return code

    def rate(self, text: str, column: str) -> Fraction | None:
        """Read a rate."""
        return self._kept(lambda: Strict.rate(self, text, column), text, column)

    def day(self, text: str, column: str) -> date | None:
        """Read a day."""
        return self._kept(lambda: Strict.day(self, text, column), text, column)

    def day_or_seconds(self, text: str, column: str) -> date | None:
        """Read a day, or seconds since 1970."""
        return self._kept(lambda: Strict.day_or_seconds(self, text, column), text, column)

    def _kept(self, read: Callable[[], T], text: str, column: str) -> T | None:
        try:
            return read()
        except CellError as error:
            if error.code != "report.unknown_currency":
                self.say(error.code, column, found=text[:SHOWN_MAX], reason=str(error))
            return None

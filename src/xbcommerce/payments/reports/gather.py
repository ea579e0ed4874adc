"""Reading cells so that one bad cell does not hide the next: every problem is kept, with row and field."""

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


class Gatherer:
    """Reads the cells of one report and keeps what is wrong, until it is fetched."""

    def __init__(self, wire_digits: WireDigits) -> None:
        self.row = 0
        self._wire_digits = wire_digits
        self._found: list[Unmet] = []

    def __bool__(self) -> bool:
        return bool(self._found)

    def say(self, code: str, column: str, **params: Param) -> None:
        """Keep a problem of the current row."""
        self._found.append(Unmet(code, f"row {self.row}, {column}", params))

    def fetch(self) -> Iterator[Unmet]:
        """Hand out what was kept, once."""
        found, self._found = self._found, []
        yield from found

    def units(self, text: str, currency: str, column: str) -> int:
        """Read decimal text as minor units; an empty cell is nothing."""
        if not text:
            return 0
        try:
            return cells.units(text, currency)
        except CellError as error:
            if error.code != "report.unknown_currency":  # said already, of the currency's own column
                self._keep(error, text, column)
            return 0

    def wire_units(self, text: str, currency: str, column: str) -> int:
        """Read a whole number of the provider's smallest units as minor units; an empty cell is nothing."""
        if not text:
            return 0
        try:
            digits = self._wire_digits(currency)
            return cells.whole(text) if digits is None else cells.wire_units(text, currency, digits)
        except CellError as error:
            if error.code != "report.unknown_currency":
                self._keep(error, text, column)
            return 0

    def whole(self, text: str, column: str) -> int:
        """Read a whole number."""
        return self._read(cells.whole, text, column) or 0

    def currency(self, text: str, column: str) -> str:
        """Read a currency's code, in capitals or not."""
        code = text.upper()
        try:
            cells.digits_of(code)
        except CellError as error:
            self._keep(error, text, column)
        return code

    def rate(self, text: str, column: str) -> Fraction | None:
        """Read a rate; an empty cell is none."""
        return self._read(cells.rate, text, column) if text else None

    def day(self, text: str, column: str) -> date | None:
        """Read a day; an empty cell is none."""
        return self._read(cells.day, text, column) if text else None

    def needed(self, text: str, column: str) -> str:
        """Read a cell that must not be empty."""
        if not text:
            self.say("report.cell_empty", column)
        return text

    def _read(self, read: Callable[[str], T], text: str, column: str) -> T | None:
        try:
            return read(text)
        except CellError as error:
            self._keep(error, text, column)
            return None

    def _keep(self, error: CellError, text: str, column: str) -> None:
        self.say(error.code, column, found=text[:SHOWN_MAX], reason=str(error))

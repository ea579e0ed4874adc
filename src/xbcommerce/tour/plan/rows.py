"""What each row of a sales file is; every row is exactly one of these kinds."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TypeVar

from attrs import frozen

from .sales_file import Record, SalesFile

NOT_GOODS = frozenset(
    ("POST", "D", "M", "m", "DOT", "BANK CHARGES", "AMAZONFEE", "C2", "CRUK", "PADS", "S", "B")
)
"""Stock codes that are postage, discounts, fees, samples or bookings; case matters."""
NOT_GOODS_PREFIXES = ("gift", "DCGS")
MICRO = 1_000_000
"""Prices are kept in millionths, so that sums stay whole numbers."""


class Kind(Enum):
    """What a row is, the first that fits in this order."""

    UNREADABLE = "unreadable"
    CANCELLED = "cancelled"
    ADJUSTED = "adjusted"
    """Less than nothing without a cancellation: breakage, losses, corrections of the books."""
    NOT_GOODS = "not_goods"
    FREE = "free"
    """Goods without a price: samples, found stock."""
    LATER = "later"
    """Sold on or after the day of the plan."""
    SALE = "sale"


@frozen
class Row:
    """One readable row."""

    kind: Kind
    code: str
    description: str
    quantity: int
    on: date
    price_micro: int
    customer: str


@frozen
class RejectedRow:
    """One row that cannot be read, and why."""

    line: int
    field: str
    value: str
    reason: str
    on: date | None = None
    """Its day, if that can be read."""


class BadFieldError(ValueError):
    """A field that cannot be read."""

    def __init__(self, field: str, value: str, reason: str) -> None:
        super().__init__(field, value, reason)
        self.field, self.value, self.reason = field, value, reason


T = TypeVar("T")
_INVOICE = re.compile(r"[A-Za-z]?[0-9]+", re.ASCII)
_WHOLE = re.compile(r"-?[0-9]+", re.ASCII)
_PRICE = re.compile(r"-?([0-9]+)(\.[0-9]{1,6})?", re.ASCII)
_COMMA = re.compile(r"-?[0-9]+,[0-9]+", re.ASCII)
UNITS_MAX = 999_999_999
PRICE_BELOW = 1_000_000_000_000
"""Beyond these a row is a mistake, not a sale."""
_LONGEST_DIGITS = 20
_AMERICAN = "%m/%d/%Y %H:%M"


class RowReader:
    """Reads records into rows; texts seen before are not parsed again."""

    def __init__(self, file: SalesFile, before: date | None = None, encoding: str = "utf-8-sig") -> None:
        at = file.positions
        self._width = file.width
        self._at = (
            at["InvoiceNo"],
            at["StockCode"],
            at["Description"],
            at["Quantity"],
            at["InvoiceDate"],
            at["UnitPrice"],
            at["CustomerID"],
            at["Country"],
        )
        self._before = before
        self._bad_bytes = _bad_bytes(encoding)
        self._quantity = _Remembered("Quantity", _quantity)
        self._day = _Remembered("InvoiceDate", _day)
        self._price = _Remembered("UnitPrice", _price)
        self._goods = _Remembered("StockCode", _goods)

    def read(self, record: Record) -> Row | RejectedRow:
        """Read one record."""
        try:
            return self._row(record)
        except BadFieldError as error:
            shown = error.value.encode("ascii", "backslashreplace").decode() if error.value else ""
            return RejectedRow(record.line, error.field, shown, error.reason, self._day_of(record))

    def _day_of(self, record: Record) -> date | None:
        """Return the day of a row that is rejected for something else."""
        if record.problem or len(record.fields) != self._width:
            return None
        try:
            return self._day[record.fields[self._at[4]]]
        except BadFieldError:
            return None

    def _row(self, record: Record) -> Row:
        fields = record.fields
        if record.problem:
            raise BadFieldError("", "", record.problem)
        if len(fields) != self._width:
            found = f"expected {self._width} fields, found {len(fields)}"
            raise BadFieldError("", ",".join(fields)[:80], found)
        invoice, code, description, quantity, day, price, customer, country = (
            fields[index] for index in self._at
        )
        if not _INVOICE.fullmatch(invoice):
            raise BadFieldError("InvoiceNo", invoice, "expected digits, after a letter or not")
        goods = self._goods[code]
        for field, text in (("Description", description), ("Country", country)):
            if not text.isascii() and _is_broken(text):
                raise BadFieldError(field, text, self._bad_bytes)
        if not country:
            raise BadFieldError("Country", country, "expected a country")
        units, on, price_micro = self._quantity[quantity], self._day[day], self._price[price]
        kind = self._kind(invoice, units, price_micro, on, goods=goods)
        return Row(kind, code, description, units, on, price_micro, customer)

    def _kind(self, invoice: str, units: int, price_micro: int, on: date, *, goods: bool) -> Kind:
        if invoice[0] == "C":
            if units > 0:
                raise BadFieldError("Quantity", str(units), "a cancellation gives back, expected below 0")
            return Kind.CANCELLED
        if units < 0 or invoice[0] == "A":
            return Kind.ADJUSTED
        if not goods:
            return Kind.NOT_GOODS
        if price_micro <= 0:
            return Kind.FREE
        if self._before is not None and on >= self._before:
            return Kind.LATER
        return Kind.SALE


class _Remembered(dict[str, T]):
    """A parser that remembers its answers."""

    def __init__(self, field: str, parse: Callable[[str], T]) -> None:
        super().__init__()
        self._field, self._parse = field, parse

    def __missing__(self, text: str) -> T:
        try:
            self[text] = value = self._parse(text)
        except ValueError as error:
            raise BadFieldError(self._field, text, str(error)) from None
        return value


def comma_hint(text: str) -> str:
    """Return how to write a number that has a comma in it; empty if that is not the trouble."""
    if not _COMMA.fullmatch(text):
        return ""
    whole, _, rest = text.partition(",")
    if len(rest) == len("000"):
        return f"; a comma: write {whole}.{rest} for decimals or {whole}{rest} for thousands"
    return f"; a decimal comma: write {whole}.{rest}"


def _quantity(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        msg = f"expected whole units{comma_hint(text)}"
        raise ValueError(msg)
    if len(text) > _LONGEST_DIGITS or abs(int(text)) > UNITS_MAX:
        msg = f"expected at most {UNITS_MAX:,} units"
        raise ValueError(msg)
    if not int(text):
        msg = "expected units, not 0"
        raise ValueError(msg)
    return int(text)


def _price(text: str) -> int:
    found = _PRICE.fullmatch(text)
    if not found:
        msg = f"expected a price such as 2.55, at most six decimals{comma_hint(text)}"
        raise ValueError(msg)
    if len(found[1]) > _LONGEST_DIGITS or int(found[1]) >= PRICE_BELOW:
        msg = f"expected a price below {PRICE_BELOW:,}"
        raise ValueError(msg)
    return int(Decimal(text) * MICRO)


def _day(text: str) -> date:
    try:
        if "/" in text:
            return datetime.strptime(text, _AMERICAN).date()  # noqa: DTZ007  # a shop's day has no zone
        return datetime.fromisoformat(text).date()
    except ValueError:
        msg = "expected a time such as 2010-12-01 08:26:00 or 12/1/2010 8:26"
        raise ValueError(msg) from None


def _goods(code: str) -> bool:
    if not code or _is_broken(code):
        msg = "expected a stock code"
        raise ValueError(msg)
    return code not in NOT_GOODS and not code.startswith(NOT_GOODS_PREFIXES)


def _bad_bytes(encoding: str) -> str:
    """Return why a text cannot be read, and what may help."""
    name = codecs.lookup(encoding).name.removesuffix("-sig")
    other = (
        "--encoding latin-1 if it comes from an older program" if name == "utf-8" else "another --encoding"
    )
    return f"bytes that are not {name}, the file's encoding; try {other}"


def _is_broken(text: str) -> bool:
    """Say whether a text holds bytes that could not be decoded."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False

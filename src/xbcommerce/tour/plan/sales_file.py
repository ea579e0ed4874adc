"""Opening a sales file: plain or gzip, its header checked before a row is believed."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from attrs import frozen

from xbcommerce.kernel.errors import XbcommerceError

COLUMNS = (
    "InvoiceNo",
    "StockCode",
    "Description",
    "Quantity",
    "InvoiceDate",
    "UnitPrice",
    "CustomerID",
    "Country",
)
OTHER_NAMES = {"Invoice": "InvoiceNo", "Price": "UnitPrice", "Customer ID": "CustomerID"}
"""Names in the publisher's second edition."""

_GZIP_MAGIC = b"\x1f\x8b"
_SHOWN_CHARACTERS = 60


class UnreadableFileError(XbcommerceError, OSError):
    """A file from which nothing can be planned; the message says why and what to do."""

    code = "unreadable_file"


class _Rows(Protocol):
    """What `csv.reader` returns."""

    @property
    def line_num(self) -> int: ...

    def __next__(self) -> list[str]: ...


@frozen
class Record:
    """One record of the file.

    Attributes:
        line: Line on which it ends, the header being line 1.
        fields: Its fields in the file's order; empty if it could not be split.
        problem: Why it could not be split.
    """

    line: int
    fields: list[str]
    problem: str = ""


@frozen
class SalesFile:
    """An open file: where each column is, its records, and how far it has been read."""

    positions: dict[str, int]
    width: int
    records: Iterator[Record]
    raw: BinaryIO
    size: int

    def share_read(self) -> float:
        """Return which share of the bytes on disk has been read."""
        return self.raw.tell() / self.size if self.size else 1.0


@contextmanager
def open_sales(path: Path, encoding: str) -> Generator[SalesFile]:
    """Open a sales file and check its header.

    Args:
        path: A CSV file, plain or compressed with gzip, whatever its name.
        encoding: Of its text; bytes that do not fit are kept and make their row unreadable.

    Raises:
        UnreadableFileError: Missing, unreadable, cut off, no CSV, or columns missing.
    """
    try:
        with path.open("rb") as raw:
            zipped = raw.read(2) == _GZIP_MAGIC
            size = raw.seek(0, io.SEEK_END)
            raw.seek(0)
            plain = gzip.GzipFile(fileobj=raw) if zipped else raw
            text = io.TextIOWrapper(plain, encoding, errors="surrogateescape", newline="")
            rows = csv.reader(text, strict=True)
            header = _header(rows, path)
            yield SalesFile(_positions(header, path), len(header), _records(rows), raw, size)
    except UnreadableFileError:
        raise
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        msg = f"{path} is a damaged or cut off gzip file ({error}); fetch it again"
        raise UnreadableFileError(msg) from None
    except UnicodeError as error:
        msg = f"{path} is no text in the encoding {encoding} ({error}); name the right one with --encoding"
        raise UnreadableFileError(msg) from None
    except OSError as error:
        msg = f"{path} cannot be read: {error.strerror or error}; check the path and its permissions"
        raise UnreadableFileError(msg) from None


def _header(rows: Iterator[list[str]], path: Path) -> list[str]:
    try:
        header = next(rows, None)
    except csv.Error as error:
        msg = f"{path} does not look like a CSV file ({error}); expected the columns {', '.join(COLUMNS)}"
        raise UnreadableFileError(msg) from None
    if not header:
        msg = f"{path} is empty; expected the columns {', '.join(COLUMNS)}"
        raise UnreadableFileError(msg)
    return [name.strip().removeprefix("\ufeff") for name in header]


def _positions(header: list[str], path: Path) -> dict[str, int]:
    positions: dict[str, int] = {}
    for index, name in enumerate(header):
        known = OTHER_NAMES.get(name, name)
        if known in positions:
            msg = f"{path} has two columns {known!r}; keep one"
            raise UnreadableFileError(msg)
        positions[known] = index
    missing = [name for name in COLUMNS if name not in positions]
    if missing:
        found = ",".join(header)[:_SHOWN_CHARACTERS]
        hint = "; its columns seem to be separated otherwise, save it with commas" if len(header) == 1 else ""
        msg = f"{path} lacks the columns {', '.join(missing)}; its first line is {found!a}{hint}"
        raise UnreadableFileError(msg)
    return positions


def _records(rows: _Rows) -> Iterator[Record]:
    line = rows.line_num
    while True:
        try:
            fields = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            before, line = line, rows.line_num
            yield Record(line, [], f"no CSV from line {before + 1} on: {error}")
        else:
            line = rows.line_num
            if fields:
                yield Record(line, fields)

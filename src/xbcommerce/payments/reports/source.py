"""What a host hands over, as text: bytes with or without a mark of their encoding, text, or lines of text."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import chain, islice

from xbcommerce.kernel.errors import InvalidValueError

from .cells import CellError

Source = str | bytes | Iterable[str]
"""A whole report, or its lines as an open text file gives them; nothing here opens a file."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(content: bytes, encoding: str = "utf-8") -> str:
    """Decode by the byte order mark, else as ``encoding``.

    Raises:
        CellError: ``encoding``.
    """
    marked = next((name for mark, name in _MARKS if content.startswith(mark)), encoding)
    try:
        return content.decode(marked).removeprefix("\ufeff")
    except (UnicodeError, LookupError) as error:
        raise CellError.because("report.encoding", f"no {marked} text: {error}") from None


def lines_of(source: Source) -> Iterator[str]:
    """Go through the lines of a report, each with its end, without a byte order mark.

    Raises:
        CellError: ``encoding``: the bytes are no text.
        InvalidValueError: ``source`` is nothing to read.
    """
    if isinstance(source, bytes):
        source = decoded(source)
    if isinstance(source, str):
        return StringIO(source.removeprefix("\ufeff"), newline="")
    if not isinstance(source, Iterable):  # pyright: ignore[reportUnnecessaryIsInstance]
        msg = f"{source!r}: expected text, bytes or lines of text; a path is opened by the host"
        raise InvalidValueError(msg)
    lines = iter(source)
    return chain((line.removeprefix("\ufeff") for line in islice(lines, 1)), lines)

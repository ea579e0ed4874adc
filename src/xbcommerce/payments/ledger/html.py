"""A plain HTML table for notebooks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from moneyed import Money

from xbcommerce.kernel.money import plain


def table(columns: Sequence[str], rows: Iterable[Sequence[str | Money]]) -> str:
    """Lay out rows under their heads; amounts stand to the right."""
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: str | Money) -> str:
    if isinstance(value, str):
        return f"<td>{escape(value)}</td>"
    return f'<td style="text-align: right">{plain(value)}</td>'

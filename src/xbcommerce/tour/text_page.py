"""A scene for the terminal: wrapped, aligned, and coloured only where that was asked for.

Example:
    >>> from xbcommerce.kernel.messages import Messages
    >>> from xbcommerce.kernel.unmet import Note, Unmet
    >>> from xbcommerce.tour.page import Line, Scene, Table, Why
    >>> texts = Messages.english({"scene": "A listing", "no": "{sku} may not go live",
    ...     "title": "no German title", "market": "Market", "sold": "Sold"})
    >>> scene = Scene("listing", Note("scene"), (
    ...     Line(Note("no", {"sku": "LAMP-1"}), "bad"), Why((Unmet("title"),)),
    ...     Table(None, (Note("market"), Note("sold")), (("DE", 1_204), ("GB", 98)))))
    >>> print(render_text(scene, texts, "en", width=40))
    A listing
    ─────────
    <BLANKLINE>
    ✗ LAMP-1 may not go live
        · no German title
    <BLANKLINE>
      Market   Sold
      ──────  ─────
      DE      1,204
      GB         98
    <BLANKLINE>
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from xbcommerce.kernel.messages import Messages

from .charts import Chart, to_text
from .charts.labels import NO, YES
from .charts.text_width import columns, pad, wrap
from .page import Block, Line, Scene, Table, Why, cell_text, say

_INDENT = "  "
_GAP = "  "
_SIGNS = {"plain": "", "good": f"{YES} ", "bad": f"{NO} ", "quiet": ""}
_COLOURS = {"plain": "", "good": "32", "bad": "31", "quiet": "2", "heading": "1"}
_WRAPPED_MIN = 8


def render_text(scene: Scene, texts: Messages, lang: str, *, width: int = 100, colour: bool = False) -> str:
    """Write a scene for a terminal.

    Args:
        scene: What to show.
        texts: The words for its codes.
        lang: The reader's language, e.g. ``"en"``, ``"zh_Hans"``.
        width: Columns of the terminal; a Chinese character takes two.
        colour: Whether the terminal understands ANSI colours.

    Returns:
        Lines, the last one with its line feed, so that ``print`` leaves an empty line after the scene.
    """
    title = wrap(say(scene.title, texts, lang), width)
    lines = [_coloured(line, "heading", colour=colour) for line in title]
    lines += ["─" * max(map(columns, title)), ""]
    for block, following in pairwise([*scene.blocks, None]):
        if block is None:
            continue
        lines += _block(block, texts, lang, width, colour=colour)
        if not (isinstance(block, Line) and isinstance(following, Line | Why)):
            lines.append("")
    return "\n".join(lines)


def _block(block: Block, texts: Messages, lang: str, width: int, *, colour: bool) -> list[str]:
    match block:
        case Line(item, kind):
            sign = _SIGNS[kind]
            found = _hanging(say(item, texts, lang), sign, width)
            return [_coloured(line, kind, colour=colour) for line in found]
        case Why(items):
            return [line for item in items for line in _reason(say(item, texts, lang), width)]
        case Table():
            return _table(block, texts, lang, width, colour=colour)
        case chart:
            return _chart(chart, texts, lang, width, colour=colour)


def _coloured(line: str, kind: str, *, colour: bool) -> str:
    code = _COLOURS[kind]
    return f"\x1b[{code}m{line}\x1b[0m" if colour and code else line


def _hanging(text: str, first: str, width: int) -> list[str]:
    """Wrap text behind a sign; further lines stand below the text, not below the sign."""
    space = " " * columns(first)
    found = wrap(text, max(1, width - columns(first)))
    return [first + found[0], *(space + line for line in found[1:])]


def _reason(text: str, width: int) -> list[str]:
    """Write one line of an explanation; a text that starts with spaces belongs to the line above it."""
    deeper = min(len(text) - len(text.lstrip(" ")), width // 4)
    return _hanging(text.lstrip(" "), " " * deeper + "    · ", width)


def _titled(title: str, *, colour: bool) -> list[str]:
    return [_coloured(title, "heading", colour=colour)] if title else []


def _chart(chart: Chart, texts: Messages, lang: str, width: int, *, colour: bool) -> list[str]:
    title = wrap(say(chart.title, texts, lang), width)
    drawn = to_text(chart, texts, lang, width=width - len(_INDENT))
    return [
        *(_coloured(line, "heading", colour=colour) for line in title),
        *(_INDENT + line for line in drawn),
    ]


def _table(table: Table, texts: Messages, lang: str, width: int, *, colour: bool) -> list[str]:
    head = [say(name, texts, lang) for name in table.columns]
    rows = [[cell_text(cell, texts, lang) for cell in row] for row in table.rows]
    title = _titled(say(table.title, texts, lang) if table.title else "", colour=colour)
    right = [table.is_right(index) for index in range(len(head))]
    widths = _widths(head, rows, right, width - len(_INDENT))
    if widths is None:
        return [*title, *_records(head, rows, width)]
    rule = _INDENT + _GAP.join("─" * size for size in widths)
    return [
        *title,
        *_row(head, widths, right),
        rule,
        *(line for row in rows for line in _row(row, widths, right)),
    ]


def _widths(
    head: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool], room: int
) -> list[int] | None:
    """Return the width of each column, or None if the table does not fit however its words are wrapped.

    Only columns of words give way, the widest first; figures are never broken.
    """
    sizes = [max(map(columns, cells)) for cells in zip(head, *rows, strict=True)]
    fixed = [
        max((columns(row[index]) for row in rows), default=0) if at_right else 0
        for index, at_right in enumerate(right)
    ]
    least = [max(keep, min(size, _WRAPPED_MIN)) for keep, size in zip(fixed, sizes, strict=True)]
    room -= len(_GAP) * (len(sizes) - 1)
    while sum(sizes) > room:
        index = max(range(len(sizes)), key=lambda place: sizes[place] - least[place])
        if sizes[index] <= least[index]:
            return None
        sizes[index] -= 1
    return sizes


def _row(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> list[str]:
    wrapped = [wrap(cell, size) for cell, size in zip(cells, widths, strict=True)]
    lines: list[str] = []
    for place in range(max(map(len, wrapped))):
        parts = [
            pad(found[place] if place < len(found) else "", size, right=at_right)
            for found, size, at_right in zip(wrapped, widths, right, strict=True)
        ]
        lines.append((_INDENT + _GAP.join(parts)).rstrip())
    return lines


def _records(head: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Write each row as a paragraph of names and values, for a terminal too narrow for the table."""
    lines: list[str] = []
    for row in rows:
        for place, (name, value) in enumerate(zip(head, row, strict=True)):
            lines += _hanging(f"{name}: {value}", "  - " if place == 0 else "    ", width)
    return lines

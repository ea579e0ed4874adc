"""The key of a drawing: signs with their meaning, on as many lines as they need."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from attrs import frozen

from . import svg
from .text_width import drawn_px, wrap

_SIGN_PX = 22
_GAP_PX = 20
_COLUMN_PX = 9


@frozen
class Entry:
    """One sign and what it means."""

    label: str
    colour: str
    sign: Literal["box", "line", "tick"] = "box"
    dash: str = ""


def legend(entries: Iterable[Entry], top: float, width_px: float) -> tuple[list[str], float]:
    """Draw the key from ``top`` down, in a width; return its elements and where it ends."""
    parts: list[str] = []
    x, y = 0.0, top
    for entry in entries:
        lines = wrap(entry.label, int(width_px - _SIGN_PX) // _COLUMN_PX)
        width = _SIGN_PX + max(drawn_px(line, svg.FONT_PX) for line in lines)
        if x and x + width > width_px:
            x, y = 0.0, y + svg.LINE_PX + 4
        parts.append(_sign(entry, x, y))
        for index, line in enumerate(lines):
            parts.append(svg.text(line, x + _SIGN_PX, y + 13 + index * svg.LINE_PX))
        x += width + _GAP_PX
        y += (len(lines) - 1) * svg.LINE_PX
    return parts, (y + svg.LINE_PX + 8 if parts else top)


def _sign(entry: Entry, x: float, y: float) -> str:
    middle = y + 9
    if entry.sign == "box":
        return svg.rect(x, y + 2, 14, 14, entry.colour)
    if entry.sign == "tick":
        return svg.line(x + 7, y + 1, x + 7, y + 17, entry.colour, 2.5)
    return svg.line(x, middle, x + 16, middle, entry.colour, 2.5, entry.dash)

"""How wide text is, in terminal columns and on a drawing, and where it may be broken.

A Chinese or Japanese character takes two columns and may be parted from its neighbour, but no line starts
with closing punctuation or ends with an opening bracket.

Example:
    >>> columns("LED 灯"), pad("灯", 4) + "|", pad("7", 3, right=True)
    (6, '灯  |', '  7')
    >>> wrap("每件商品都要说明，缺少什么。", 10)
    ['每件商品都', '要说明，缺', '少什么。']
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_OPENING = "（《〈「『【〔“‘(["
_CLOSING = "）》〉」』】〕”’，。、；：！？…％%,.;:!?)]"
_PIECE = re.compile(rf"[{re.escape(_OPENING)}]*[^\s][{re.escape(_CLOSING)}]*|\s+")
_NARROW = frozenset("iljtfrI.,;:'|!()[]/ ")
_LARGE = frozenset("mwMW@%—")
_WIDE = 2


def _width(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return _WIDE
    return 0 if unicodedata.category(character) in {"Mn", "Me", "Cf"} else 1


def columns(text: str) -> int:
    """Return how many columns of a terminal the text takes."""
    return len(text) if text.isascii() else sum(map(_width, text))


def pad(text: str, width: int, *, right: bool = False) -> str:
    """Fill the text with spaces to a number of columns; ``right`` puts it at the right."""
    space = " " * max(0, width - columns(text))
    return space + text if right else text + space


def cut(text: str, width: int) -> str:
    """Shorten text that is too wide, and show that it was."""
    if columns(text) <= width:
        return text
    kept, used = "", 0
    for character in text:
        used += _width(character)
        if used > width - 1:
            break
        kept += character
    return kept.rstrip() + "…"


def drawn_px(text: str, size_px: float) -> float:
    """Estimate how wide the text is when drawn, on the safe side for common sans-serif fonts."""
    ems = 0.0
    for character in text:
        if _width(character) != 1:
            ems += _width(character) / 2
        elif character in _NARROW:
            ems += 0.38
        elif character in _LARGE:
            ems += 0.95
        else:
            ems += 0.7 if character.isupper() else 0.62
    return ems * size_px


def wrap(text: str, width: int) -> list[str]:
    """Break text into lines of at most ``width`` columns; a word that is wider is broken inside.

    Returns:
        The lines without trailing space; one empty line for empty text.
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if columns(line) + columns(piece.rstrip()) > width and line.strip():
            lines.append(line.rstrip())
            line = ""
        line += piece if line or not piece.isspace() else ""
        while columns(line.rstrip()) > width:
            first = _fitting(line, width)
            lines.append(line[:first])
            line = line[first:]
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _fitting(text: str, width: int) -> int:
    """Return how many characters fit; at least one."""
    used = 0
    for index, character in enumerate(text):
        used += _width(character)
        if used > width:
            return max(1, index)
    return len(text)


def _pieces(text: str) -> Iterator[str]:
    """Yield what must not be broken: words, single wide characters with their punctuation, spaces."""
    word = ""
    for piece in _PIECE.findall(text):
        opening = len(piece) - len(piece.lstrip(_OPENING))
        core = piece[min(opening, len(piece) - 1)]
        stands_alone = core.isspace() or _width(core) == _WIDE
        if word and (stands_alone or _is_wide(piece[:opening])):
            yield word
            word = ""
        word += piece
        if stands_alone or _is_wide(piece[opening:]):
            yield word
            word = ""
    if word:
        yield word


def _is_wide(text: str) -> bool:
    return any(_width(character) == _WIDE for character in text)

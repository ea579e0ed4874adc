"""Charts for a terminal, one line a figure: name, bar of block characters, figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from attrs import frozen

from xbcommerce.kernel.messages import Messages

from .labels import exact, figure, say
from .scale import Scale
from .specs import Bars, StackedBars, Waterfall
from .svg_rows import MARKER, signed, stack
from .text_width import columns, pad, wrap

_FILLS = "█▓▒░#=+:"
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_LABEL_COLUMNS = 30
_BAR_COLUMNS_MIN, _BAR_COLUMNS_MAX = 10, 60


@frozen
class _Part:
    """A stretch of a bar and how it is filled."""

    start: Fraction
    stop: Fraction
    fill: str = _FILLS[0]


@frozen
class _Line:
    """One line: its name, its figure as written, its stretches and perhaps a marker."""

    label: str
    value: str
    parts: tuple[_Part, ...]
    marker: Fraction | None = None


def bars_text(spec: Bars, texts: Messages, lang: str, width: int) -> list[str]:
    """Draw simple bars."""
    lines = [
        _Line(
            say(bar.label, texts, lang),
            figure(bar.value, lang) + ("" if bar.marker is None else f" {MARKER} {figure(bar.marker, lang)}"),
            (_Part(Fraction(0), exact(bar.value)),),
            None if bar.marker is None else exact(bar.marker),
        )
        for bar in spec.bars
    ]
    key = [(MARKER, say(spec.marker, texts, lang))] if spec.marker else []
    return [*_key(key, width), *_drawn(lines, width)]


def stacked_text(spec: StackedBars, texts: Messages, lang: str, width: int) -> list[str]:
    """Draw bars made of parts, each filled in its own way."""
    lines = [
        _Line(
            say(row.label, texts, lang),
            figure(row.total, lang),
            tuple(_Part(*ends, _FILLS[place % len(_FILLS)]) for place, ends in enumerate(stack(row))),
        )
        for row in spec.rows
    ]
    key = [(_FILLS[i % len(_FILLS)] * 2, say(name, texts, lang)) for i, name in enumerate(spec.series)]
    return [*_key(key, width), *_drawn(lines, width)]


def waterfall_text(spec: Waterfall, texts: Messages, lang: str, width: int) -> list[str]:
    """Draw levels as full bars and changes as floating ones."""
    lines = [
        _Line(
            say(step.label, texts, lang),
            signed(step.amount, figure(step.amount, lang), level=step.level),
            (_Part(Fraction(start), Fraction(stop), _FILLS[0 if step.level else 2]),),
        )
        for step, (start, stop) in zip(spec.steps, spec.spans, strict=True)
    ]
    return _drawn(lines, width)


def _key(entries: Iterable[tuple[str, str]], width: int) -> list[str]:
    """Write the key, as many signs a line as fit."""
    lines: list[str] = []
    for sign, label in entries:
        entry = f"{sign} {label}"
        if lines and columns(lines[-1]) + 3 + columns(entry) <= width:
            lines[-1] += f"   {entry}"
        else:
            lines.append(entry)
    return [part for line in lines for part in wrap(line, width)]


def _drawn(lines: Sequence[_Line], width: int) -> list[str]:
    limit = max(8, min(_LABEL_COLUMNS, width // 3))
    wrapped = [wrap(line.label, limit) for line in lines]
    label_columns = max(columns(part) for parts in wrapped for part in parts)
    value_columns = max(columns(line.value) for line in lines)
    room = width - label_columns - value_columns - 4
    room = min(max(room, _BAR_COLUMNS_MIN), _BAR_COLUMNS_MAX)
    ends = [end for line in lines for part in line.parts for end in (part.start, part.stop)]
    scale = Scale.over([*ends, *(line.marker for line in lines if line.marker is not None)], 0, room)
    drawn: list[str] = []
    for parts, line in zip(wrapped, lines, strict=True):
        bar = pad("".join(_cells(line, scale, room)), room)
        value = pad(line.value, value_columns, right=True)
        drawn.append(f"{pad(parts[0], label_columns)}  {bar}  {value}")
        drawn += parts[1:]
    return drawn


def _cells(line: _Line, scale: Scale, room: int) -> list[str]:
    """Fill the cells of one bar; what is not nothing fills at least an eighth of a cell."""
    cells = [" "] * room
    for part in line.parts:
        left, right = sorted((scale.at(part.start), scale.at(part.stop)))
        first, last = round(left), round(right)
        for index in range(first, last):
            cells[index] = part.fill
        if part.fill == _FILLS[0] and first == left:  # a solid bar from the edge of a cell ends in eighths
            whole = int(right)
            cells[first:room] = [part.fill] * (whole - first) + [" "] * (room - whole)
            if whole < room:
                cells[whole] = _EIGHTHS[round((right - whole) * 8)]
        if first == last and part.start != part.stop and cells[min(first, room - 1)] == " ":
            cells[min(first, room - 1)] = _EIGHTHS[1]
    if line.marker is not None:
        cells[min(room - 1, int(scale.at(line.marker)))] = MARKER
    return cells

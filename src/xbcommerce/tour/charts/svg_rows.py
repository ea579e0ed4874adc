"""Drawings with one line a figure: name at the left, bar in the middle, figure at the right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.messages import Messages

from . import svg
from .labels import exact, figure, say
from .scale import Scale
from .specs import Bars, StackedBars, StackedRow, Waterfall
from .svg_legend import Entry, legend
from .text_width import drawn_px, wrap

_LABEL_COLUMNS = 30
_LABEL_COLUMNS_NARROW = 16
_BAR_PX = 18
_ROW_GAP_PX = 10
_BOLD_WIDER = 1.12
_SPACE_PX = 14
MARKER = "│"


@frozen
class _Line:
    """A name, the figure as written, and the figure it is compared with."""

    label: str
    value: str
    strong: bool = False
    beside: str = ""


Draw = Callable[[int, Scale, float], list[str]]
"""Draws the bar of one line at a height."""


def draw_bars(spec: Bars, texts: Messages, lang: str, width_px: float) -> str:
    """Draw simple bars."""
    values = [exact(bar.value) for bar in spec.bars]
    markers = [None if bar.marker is None else exact(bar.marker) for bar in spec.bars]

    def bar(index: int, scale: Scale, y: float) -> list[str]:
        parts = [_box(scale, Fraction(0), values[index], y, svg.TONES[spec.bars[index].tone])]
        marker = markers[index]
        if marker is not None:
            x = scale.at(marker)
            parts.append(svg.line(x, y - 4, x, y + _BAR_PX + 4, "currentColor", 2.5))
        return parts

    lines = [
        _Line(
            say(one.label, texts, lang),
            figure(one.value, lang),
            beside="" if one.marker is None else f"{MARKER} {figure(one.marker, lang)}",
        )
        for one in spec.bars
    ]
    key = [Entry(say(spec.marker, texts, lang), "currentColor", "tick")] if spec.marker else []
    everything = [*values, *(marker for marker in markers if marker is not None)]
    return _drawn(say(spec.title, texts, lang), width_px, lines, everything, bar, key)


def draw_stacked(spec: StackedBars, texts: Messages, lang: str, width_px: float) -> str:
    """Draw bars made of parts; the total stands at the right, a part's figure in it where it fits."""
    stacks = [stack(row) for row in spec.rows]

    def bar(index: int, scale: Scale, y: float) -> list[str]:
        parts: list[str] = []
        for place, (start, stop) in enumerate(stacks[index]):
            if start == stop:
                continue
            parts.append(_box(scale, start, stop, y, svg.series_colour(place)))
            content = figure(spec.rows[index].parts[place], lang)
            if abs(scale.at(stop) - scale.at(start)) > drawn_px(content, 12) + 6:
                middle = (scale.at(start) + scale.at(stop)) / 2
                parts.append(
                    svg.text(content, middle, y + 13.5, "middle", f"fill:{svg.ON_SERIES};font-size:12px")
                )
        return parts

    lines = [
        _Line(say(row.label, texts, lang), figure(row.total, lang), row.tone == "good") for row in spec.rows
    ]
    names = [say(name, texts, lang) for name in spec.series]
    key = [Entry(name, svg.series_colour(place)) for place, name in enumerate(names)]
    heard = [
        f"{line.label}: "
        + " + ".join(f"{name} {figure(part, lang)}" for name, part in zip(names, row.parts, strict=True))
        + f" = {line.value}"
        for line, row in zip(lines, spec.rows, strict=True)
    ]
    ends = [end for stack in stacks for part in stack for end in part]
    return _drawn(say(spec.title, texts, lang), width_px, lines, ends, bar, key, heard)


def draw_waterfall(spec: Waterfall, texts: Messages, lang: str, width_px: float) -> str:
    """Draw levels as full bars and changes as floating ones, each joined to the next."""
    spans = [(Fraction(start), Fraction(stop)) for start, stop in spec.spans]

    def bar(index: int, scale: Scale, y: float) -> list[str]:
        step, (start, stop) = spec.steps[index], spans[index]
        tone = "plain" if step.level else "bad" if stop < start else "good"
        parts = [_box(scale, start, stop, y, svg.TONES[tone])]
        if index + 1 < len(spans):
            x = scale.at(stop)
            parts.append(svg.line(x, y + _BAR_PX, x, y + _BAR_PX + _ROW_GAP_PX, "currentColor", 1, "2 2"))
        return parts

    lines = [
        _Line(say(s.label, texts, lang), signed(s.amount, figure(s.amount, lang), level=s.level), s.level)
        for s in spec.steps
    ]
    ends = [end for span in spans for end in span]
    return _drawn(say(spec.title, texts, lang), width_px, lines, ends, bar, ())


def signed(amount: Money, written: str, *, level: bool) -> str:
    """Put a plus before a change that adds."""
    return f"+ {written}" if amount.amount > 0 and not level else written


def stack(row: StackedRow) -> tuple[tuple[Fraction, Fraction], ...]:
    """Return from where to where each part goes: positive ones to the right, negative ones to the left."""
    right = left = Fraction(0)
    found: list[tuple[Fraction, Fraction]] = []
    for part in map(exact, row.parts):
        if part < 0:
            found.append((left, left + part))
            left += part
        else:
            found.append((right, right + part))
            right += part
    return tuple(found)


def _box(scale: Scale, start: Fraction, stop: Fraction, y: float, colour: str) -> str:
    if start == stop:
        return ""  # nothing is shown as nothing
    left, right = sorted((scale.at(start), scale.at(stop)))
    return svg.rect(left, y, right - left, _BAR_PX, colour)


def _px(text: str, line: _Line) -> float:
    """Estimate the width of a text; bold letters are wider."""
    return drawn_px(text, svg.FONT_PX) * (_BOLD_WIDER if line.strong else 1)


def _drawn(
    title: str,
    width_px: float,
    lines: Sequence[_Line],
    ends: Iterable[Fraction],
    bar: Draw,
    key: Iterable[Entry],
    heard: Iterable[str] | None = None,
) -> str:
    """Lay the lines out below the key; columns are as wide as what stands in them."""
    columns = _LABEL_COLUMNS if width_px > svg.NARROW_PX else _LABEL_COLUMNS_NARROW
    wrapped = [wrap(line.label, columns) for line in lines]
    left = max(_px(part, line) for line, parts in zip(lines, wrapped, strict=True) for part in parts)
    left += _SPACE_PX
    beside = max(drawn_px(line.beside, svg.FONT_PX) for line in lines)
    beside += _SPACE_PX if beside else 0
    right = max(_px(line.value, line) for line in lines) + beside + _SPACE_PX
    scale = Scale.over(ends, left, width_px - right)
    parts, top = legend(key, 0, width_px)
    y = top
    for index, line in enumerate(lines):
        height = max(_BAR_PX, len(wrapped[index]) * svg.LINE_PX)
        middle = y + height / 2
        weight = "font-weight:600" if line.strong else ""
        first = middle - (len(wrapped[index]) - 1) * svg.LINE_PX / 2 + 5
        for place, part in enumerate(wrapped[index]):
            parts.append(svg.text(part, 0, first + place * svg.LINE_PX, "start", weight))
        parts += bar(index, scale, middle - _BAR_PX / 2)
        digits = "font-variant-numeric:tabular-nums;"
        parts.append(svg.text(line.value, width_px - beside, middle + 5, "end", digits + weight))
        if line.beside:
            parts.append(svg.text(line.beside, width_px, middle + 5, "end", f"{digits}opacity:.65"))
        y += height + _ROW_GAP_PX
    zero = scale.at(Fraction(0))
    parts.append(svg.line(zero, top - 3, zero, y - _ROW_GAP_PX + 3, svg.FAINT))
    spoken = heard or (f"{line.label}: {line.value} {line.beside}".rstrip() for line in lines)
    return svg.document(title, "; ".join(spoken), (width_px, y), parts)

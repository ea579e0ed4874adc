"""Charts over time for a terminal: one sign a series, dashes for levels, shade for spans."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise

from xbcommerce.kernel.messages import Messages

from .labels import figure, say
from .scale import Scale
from .specs import Lines, Series
from .svg_lines import short_day, spoken_span, value_ticks
from .text_width import columns, pad, wrap

_SIGNS = "*o+x#@"
_MARKS = "-=~"
_SHADE, _DAY = "░", "¦"
_HEIGHT = 11
_WIDTH_MIN = 20


def lines_text(spec: Lines, texts: Messages, lang: str, width: int) -> list[str]:
    """Draw a chart over time."""
    steps = value_ticks(spec, 4)
    names = {tick: figure(tick, lang) for tick in steps}
    left = max(map(columns, names.values()))
    room = max(_WIDTH_MIN, width - left - 2)
    across = Scale(Fraction(0), Fraction((spec.xs[-1] - spec.xs[0]).days or 1), 0, room - 1)
    between = max(1, round((_HEIGHT - 1) / (len(steps) - 1)))  # whole rows, so that ticks stand evenly
    height = between * (len(steps) - 1) + 1
    up = Scale(steps[0], steps[-1], height - 1, 0)
    grid = [[" "] * room for _ in range(height)]
    _shade(spec, grid, across)
    for index, mark in enumerate(spec.marks):
        row = grid[round(up.at(Fraction(mark.value)))]
        row[:] = [_MARKS[index % len(_MARKS)]] * room
    for index, one in enumerate(spec.series):
        for x, y in _trail(one, spec.xs, across, up):
            grid[y][x] = _SIGNS[index % len(_SIGNS)]
    beside = {round(up.at(tick)): name for tick, name in names.items()}
    drawn = [f"{pad(beside.get(y, ''), left, right=True)} │{''.join(row)}" for y, row in enumerate(grid)]
    key = [part for line in _key(spec, texts, lang) for part in wrap(line, width)]
    return [*key, *drawn, f"{' ' * left} └{'─' * room}", f"{' ' * left}  {_days(spec, across, room, lang)}"]


def _key(spec: Lines, texts: Messages, lang: str) -> Iterator[str]:
    for index, one in enumerate(spec.series):
        yield f"{_SIGNS[index % len(_SIGNS)] * 2} {say(one.label, texts, lang)}"
    for index, mark in enumerate(spec.marks):
        sign = _MARKS[index % len(_MARKS)] * 2
        yield f"{sign} {say(mark.label, texts, lang)}: {figure(mark.value, lang)}"
    for span in spec.spans:
        sign = (_DAY if span.first == span.last else _SHADE) * 2
        yield f"{sign} {spoken_span(span, texts, lang)}"


def _shade(spec: Lines, grid: list[list[str]], across: Scale) -> None:
    for span in spec.spans:
        if span.last < spec.xs[0] or span.first > spec.xs[-1]:
            continue
        first, last = (
            _column(min(max(day, spec.xs[0]), spec.xs[-1]), spec.xs[0], across)
            for day in (span.first, span.last)
        )
        for row in grid:
            row[first : last + 1] = [_DAY if span.first == span.last else _SHADE] * (last + 1 - first)


def _column(day: date, first: date, across: Scale) -> int:
    return round(across.at(Fraction((day - first).days)))


def _trail(one: Series, xs: tuple[date, ...], across: Scale, up: Scale) -> Iterator[tuple[int, int]]:
    """Yield every column of a line with its row; between two known days the line is straight."""
    points = [
        None if value is None else (_column(day, xs[0], across), up.at(Fraction(value)))
        for day, value in zip(xs, one.values, strict=True)
    ]
    for point in points:
        if point is not None:
            yield point[0], round(point[1])
    for before, after in pairwise(points):
        if before is None or after is None:
            continue
        for x in range(before[0] + 1, after[0]):
            share = (x - before[0]) / (after[0] - before[0])
            yield x, round(before[1] + share * (after[1] - before[1]))


def _days(spec: Lines, across: Scale, room: int, lang: str) -> str:
    """Write as many days below the axis as fit side by side."""
    line = ""
    for day in spec.xs:
        name = short_day(day, lang)
        start = min(max(0, _column(day, spec.xs[0], across) - columns(name) // 2), room - columns(name))
        if not line or start >= columns(line) + 3:
            line = pad(line, start) + name
    return line

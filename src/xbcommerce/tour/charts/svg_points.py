"""Drawings of points: dots with names beside them, the best joined, both axes with round figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from attrs import frozen

from xbcommerce.kernel.messages import Messages

from . import svg
from .labels import exact, figure, say
from .points import Point, Points
from .scale import Scale, ticks
from .text_width import drawn_px, wrap

_PLOT_PX = 230
_NAME_PX = 12
_ABOVE_PX = 10
_COLUMN_PX = 8
_STEP_PX = 6
_Spot = tuple[float, float]


@frozen
class _Box:
    """Where something stands, so that nothing is written over it."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        """Say whether both share a place."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: _Box) -> bool:
        """Say whether it lies inside another."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


def draw_points(spec: Points, texts: Messages, lang: str, width_px: float) -> str:
    """Draw points."""
    x_steps, y_steps = axes(spec)
    names = [figure(tick, lang) for tick in y_steps]
    left = max(drawn_px(name, _NAME_PX) for name in names) + 10
    heads = wrap(say(spec.y_label, texts, lang), int(width_px) // _COLUMN_PX)
    top = len(heads) * svg.LINE_PX + 8
    across = Scale(x_steps[0], x_steps[-1], left + 12, width_px - 16)
    up = Scale(y_steps[0], y_steps[-1], top + _PLOT_PX, top)
    parts = [svg.text(head, 0, 13 + index * svg.LINE_PX) for index, head in enumerate(heads)]
    for tick, name in zip(y_steps, names, strict=True):
        y = up.at(tick)
        parts.append(svg.line(left, y, across.stop, y, svg.FAINT))
        parts.append(svg.text(name, left - 8, y + 4, "end", _small(tabular=True)))
    parts += _across(x_steps, across, up.start, lang)
    joined = sorted((point for point in spec.points if point.joined), key=lambda point: exact(point.x))
    line = [_place(point, across, up) for point in joined]
    if len(line) > 1:
        parts.append(svg.path(line, svg.SERIES[0]))
    room = _Box(left, 0, width_px, up.start)
    parts += _dots(spec, [_place(point, across, up) for point in spec.points], line, room, (texts, lang))
    foot = wrap(say(spec.x_label, texts, lang), int(width_px) // _COLUMN_PX)
    below = up.start + 42
    parts += [
        svg.text(line, across.stop, below + index * svg.LINE_PX, "end") for index, line in enumerate(foot)
    ]
    size = (width_px, below + len(foot) * svg.LINE_PX - 10)
    return svg.document(say(spec.title, texts, lang), spoken(spec, texts, lang), size, parts)


def axes(spec: Points) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...]]:
    """Return the round figures of both axes: across from the first point to the last, up from zero."""
    xs, ys = [exact(point.x) for point in spec.points], [exact(point.y) for point in spec.points]
    return ticks(min(xs), max(xs), 6), ticks(min([Fraction(0), *ys]), max(ys), 5)


def spoken(spec: Points, texts: Messages, lang: str) -> str:
    """Write every point as words."""
    return "; ".join(
        f"{say(point.label, texts, lang)}: {figure(point.x, lang)}, {figure(point.y, lang)}"
        for point in spec.points
    )


def _small(*, tabular: bool = False) -> str:
    return f"font-size:{_NAME_PX}px" + (";font-variant-numeric:tabular-nums" if tabular else "")


def _across(steps: Sequence[Fraction], across: Scale, bottom: float, lang: str) -> Iterator[str]:
    free_from = 0.0
    for tick in steps:
        name, x = figure(tick, lang), across.at(tick)
        half = drawn_px(name, _NAME_PX) / 2
        yield svg.line(x, bottom, x, bottom + 5, "currentColor")
        if x - half >= free_from:
            yield svg.text(name, x, bottom + 20, "middle", _small(tabular=True))
            free_from = x + half + 8


def _place(point: Point, across: Scale, up: Scale) -> _Spot:
    return across.at(exact(point.x)), up.at(exact(point.y))


def _dots(
    spec: Points, places: Sequence[_Spot], line: Sequence[_Spot], room: _Box, reader: tuple[Messages, str]
) -> Iterator[str]:
    """Draw each dot, and its name where there is room for it, joined ones first; others stay unwritten."""
    taken = [_Box(x - 5, y - 5, x + 5, y + 5) for x, y in (*places, *_along(line))]
    named = sorted(zip(spec.points, places, strict=True), key=lambda each: not each[0].joined)
    for point, (x, y) in named:
        yield svg.dot(x, y, svg.SERIES[0] if point.joined else svg.TONES["quiet"], 4)
        name = say(point.label, *reader)
        for box, start, base in _around(name, x, y, room.right):
            if box.within(room) and not any(box.meets(other) for other in taken):
                taken.append(box)
                yield svg.text(name, start, base, style=_small())
                break


def _along(line: Sequence[_Spot]) -> Iterator[_Spot]:
    """Yield places on a line, close enough together that no name slips through."""
    for (x, y), (to_x, to_y) in pairwise(line):
        steps = int(max(abs(to_x - x), abs(to_y - y)) // _STEP_PX)
        for step in range(1, steps):
            yield x + (to_x - x) * step / steps, y + (to_y - y) * step / steps


def _around(name: str, x: float, y: float, right: float) -> Iterator[tuple[_Box, float, float]]:
    """Yield the places for a name near its dot, the best first."""
    wide = drawn_px(name, _NAME_PX)
    above, below = y - _ABOVE_PX, y + _ABOVE_PX + _NAME_PX
    starts = [
        (x - wide / 2, above),
        (x - wide - 9, y + 4),
        (x + 9, y + 4),
        (x - wide / 2, below),
        (x - wide - 2, above),
        (x + 2, below),
        (x + 2, above),
        (x - wide - 2, below),
        (min(x - wide / 2, right - wide), below + _NAME_PX),
    ]
    for start, base in starts:
        yield _Box(start, base - _NAME_PX, start + wide, base + 3), start, base

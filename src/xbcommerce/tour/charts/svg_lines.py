"""Drawings over time: lines, levels as dashes, and shaded spans of days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from attrs import frozen

from xbcommerce.kernel.messages import Messages

from . import svg
from .labels import figure, say
from .scale import Scale, ticks
from .specs import Lines, Series, Span
from .svg_legend import Entry, legend
from .text_width import drawn_px

_PLOT_PX = 230
_DASHES = ("", "7 4", "2 3", "10 3 2 3")
_MARK_DASH = "6 4"


@frozen
class _Plot:
    """Where days and figures are on the drawing."""

    first: date
    last: date
    x: Scale
    y: Scale

    def day(self, day: date) -> float:
        return min(max(self.x.at(Fraction((day - self.first).days)), self.x.start), self.x.stop)


def draw_lines(spec: Lines, texts: Messages, lang: str, width_px: float) -> str:
    """Draw a chart over time."""
    key = list(_key(spec, texts, lang))
    parts, top = legend(key, 0, width_px)
    steps = value_ticks(spec, 5)
    names = [figure(tick, lang) for tick in steps]
    left = max(drawn_px(name, 12) for name in names) + 10
    bottom = top + 6 + _PLOT_PX
    days = Fraction((spec.xs[-1] - spec.xs[0]).days or 1)
    plot = _Plot(
        spec.xs[0],
        spec.xs[-1],
        Scale(Fraction(0), days, left, width_px - 16),
        Scale(steps[0], steps[-1], bottom, top + 6),
    )
    parts += [part for span in spec.spans for part in _shade(span, plot)]
    for tick, name in zip(steps, names, strict=True):
        y = plot.y.at(tick)
        parts.append(svg.line(left, y, plot.x.stop, y, svg.FAINT))
        parts.append(
            svg.text(name, left - 8, y + 4, "end", "font-size:12px;font-variant-numeric:tabular-nums")
        )
    for index, mark in enumerate(spec.marks):
        y = plot.y.at(Fraction(mark.value))
        colour = svg.series_colour(len(spec.series) + index)
        parts.append(svg.line(left, y, plot.x.stop, y, colour, 1.8, _MARK_DASH))
    for index, one in enumerate(spec.series):
        parts += _drawn_series(one, index, spec, plot)
    parts += _day_names(spec, plot, width_px, lang)
    heard = _heard(spec, key, lang)
    return svg.document(say(spec.title, texts, lang), heard, (width_px, bottom + 28), parts)


def value_ticks(spec: Lines, about: int) -> tuple[Fraction, ...]:
    """Return the round figures beside the axis: they enclose zero and whatever is drawn."""
    values = [Fraction(0), *(Fraction(v) for one in spec.series for v in one.values if v is not None)]
    values += [Fraction(mark.value) for mark in spec.marks]
    return ticks(min(values), max(values), about)


def _key(spec: Lines, texts: Messages, lang: str) -> Iterator[Entry]:
    for index, one in enumerate(spec.series):
        dash = _DASHES[index % len(_DASHES)]
        yield Entry(say(one.label, texts, lang), svg.series_colour(index), "line", dash)
    for index, mark in enumerate(spec.marks):
        label = f"{say(mark.label, texts, lang)}: {figure(mark.value, lang)}"
        yield Entry(label, svg.series_colour(len(spec.series) + index), "line", _MARK_DASH)
    for span in spec.spans:
        yield Entry(
            spoken_span(span, texts, lang),
            svg.SHADE if span.first < span.last else "currentColor",
            "box" if span.first < span.last else "tick",
        )


def spoken_span(span: Span, texts: Messages, lang: str) -> str:
    """Write a span with its days."""
    days = dict.fromkeys((figure(span.first, lang), figure(span.last, lang)))
    return f"{say(span.label, texts, lang)} ({' – '.join(days)})"


def _shade(span: Span, plot: _Plot) -> list[str]:
    if span.last < plot.first or span.first > plot.last:
        return []
    start, stop = plot.day(span.first), plot.day(span.last)
    top, bottom = plot.y.stop, plot.y.start
    if span.first == span.last:
        return [svg.line(start, top, start, bottom, "currentColor", 1.6)]
    return [svg.rect(start, top, stop - start, bottom - top, svg.SHADE)]


def _drawn_series(one: Series, index: int, spec: Lines, plot: _Plot) -> list[str]:
    colour, dash = svg.series_colour(index), _DASHES[index % len(_DASHES)]
    runs: list[list[tuple[float, float]]] = [[]]
    for day, value in zip(spec.xs, one.values, strict=True):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((plot.day(day), plot.y.at(Fraction(value))))
    parts = [svg.path(run, colour, dash) for run in runs if len(run) > 1]
    return parts + [svg.dot(x, y, colour) for run in runs for x, y in run]


def short_day(day: date, lang: str) -> str:
    """Write a day without its year, as beside an axis."""
    from babel.dates import format_skeleton

    return format_skeleton("MMMd", day, locale=lang)


def _day_names(spec: Lines, plot: _Plot, width_px: float, lang: str) -> list[str]:
    """Name as many days as fit side by side; the year stands with the first and where it changes."""
    parts: list[str] = []
    bottom, free_from, year = plot.y.start, 0.0, 0
    for day in spec.xs:
        name = figure(day, lang) if day.year != year else short_day(day, lang)
        half = drawn_px(name, 12) / 2
        middle = min(max(plot.day(day), half), width_px - half)
        x = plot.day(day)
        if middle - half < free_from:
            continue
        parts.append(svg.line(x, bottom, x, bottom + 5, "currentColor"))
        parts.append(svg.text(name, middle, bottom + 20, "middle", "font-size:12px"))
        free_from, year = middle + half + 18, day.year
    return parts


def _heard(spec: Lines, key: Sequence[Entry], lang: str) -> str:
    lines = [
        f"{entry.label}: "
        + ", ".join(
            f"{figure(day, lang)} {figure(value, lang)}"
            for day, value in zip(spec.xs, one.values, strict=True)
            if value is not None
        )
        for entry, one in zip(key, spec.series, strict=False)
    ]
    return "; ".join([*lines, *(entry.label for entry in key[len(spec.series) :])])

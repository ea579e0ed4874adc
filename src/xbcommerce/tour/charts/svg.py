"""The few SVG elements that the charts are drawn with; text is escaped here and nowhere else.

Colours are CSS variables with a fallback, so that a page can set them for light and dark; lines and words
take the colour of the text around.

Example:
    >>> print(text("R&D", 10, 20))
    <text x="10.0" y="20.0">R&amp;D</text>
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Literal

FONT_PX = 14
LINE_PX = 18
WIDTH_PX = 680
NARROW_PX = 420
"""Below this a drawing breaks its labels into shorter lines."""
FONTS = (
    "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'PingFang SC', 'PingFang TC', 'Hiragino Sans', "
    "'Microsoft YaHei', 'Microsoft JhengHei', 'Noto Sans CJK SC', 'Noto Sans CJK TC', sans-serif"
)
SERIES = (
    "var(--series-1, #0063a8)",
    "var(--series-2, #a84300)",
    "var(--series-3, #00694a)",
    "var(--series-4, #8a4077)",
    "var(--series-5, #7a5a00)",
    "var(--series-6, #4a5868)",
)
"""Told apart by people who confuse red and green, and dark enough for white letters on them."""
TONES = {
    "plain": SERIES[0],
    "good": "var(--good, #00694a)",
    "bad": "var(--bad, #b3261e)",
    "quiet": "var(--quiet, #7b8794)",
}
ON_SERIES = "var(--on-series, #ffffff)"
FAINT = "var(--faint, rgba(128, 128, 128, 0.28))"
SHADE = "var(--shade, rgba(128, 128, 128, 0.16))"
Anchor = Literal["start", "middle", "end"]


def series_colour(index: int) -> str:
    """Return the colour of a series; after the last it starts again."""
    return SERIES[index % len(SERIES)]


def text(content: str, x: float, y: float, anchor: Anchor = "start", style: str = "") -> str:
    """Write one line; ``y`` is its base line."""
    where = "" if anchor == "start" else f' text-anchor="{anchor}"'
    looks = f' style="{style}"' if style else ""
    return f'<text x="{x:.1f}" y="{y:.1f}"{where}{looks}>{escape(content)}</text>'


def rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    """Fill a box; what is not nothing stays visible."""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 1):.1f}" height="{height:.1f}" rx="2"'
        f' style="fill:{fill}"/>'
    )


def line(x1: float, y1: float, x2: float, y2: float, stroke: str, width: float = 1, dash: str = "") -> str:
    """Draw a straight line."""
    dashes = f";stroke-dasharray:{dash}" if dash else ""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
        f' style="stroke:{stroke};stroke-width:{width}{dashes}"/>'
    )


def path(points: Sequence[tuple[float, float]], stroke: str, dash: str = "") -> str:
    """Draw a line through points."""
    steps = " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    dashes = f";stroke-dasharray:{dash}" if dash else ""
    looks = f"fill:none;stroke:{stroke};stroke-width:2.2;stroke-linejoin:round{dashes}"
    return f'<path d="M{steps}" style="{looks}"/>'


def dot(x: float, y: float, fill: str, radius: float = 3) -> str:
    """Draw a point."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" style="fill:{fill}"/>'


def document(title: str, description: str, size: tuple[float, float], parts: Iterable[str]) -> str:
    """Put a drawing of a width and height together; title and description are for those who hear it."""
    width, height = size
    name = escape(title, quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" role="img"'
        f' aria-label="{name}" font-family="{FONTS}" font-size="{FONT_PX}" fill="currentColor">'
        f"<title>{name}</title><desc>{escape(description)}</desc>{''.join(parts)}</svg>"
    )

"""One chart, two carriers: an SVG for a page, lines for a terminal."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages

from .points import Points
from .specs import Bars, Lines, StackedBars, Waterfall
from .svg import WIDTH_PX
from .svg_lines import draw_lines
from .svg_points import draw_points
from .svg_rows import draw_bars, draw_stacked, draw_waterfall
from .text_lines import lines_text
from .text_points import points_text
from .text_rows import bars_text, stacked_text, waterfall_text

Chart = Bars | StackedBars | Waterfall | Lines | Points


def to_svg(spec: Chart, texts: Messages, lang: str, *, width_px: int = WIDTH_PX) -> str:
    """Draw a chart as an inline SVG that scales with its place and takes the colours of the page.

    The title is its accessible name and is not drawn; a page writes it above, where it can be broken.

    Args:
        spec: What to show.
        texts: The words for its codes.
        lang: The reader's language, e.g. ``"en"``, ``"zh_Hans"``.
        width_px: The width for which its letters have their natural size; 360 suits a telephone.
    """
    match spec:
        case Bars():
            return draw_bars(spec, texts, lang, width_px)
        case StackedBars():
            return draw_stacked(spec, texts, lang, width_px)
        case Waterfall():
            return draw_waterfall(spec, texts, lang, width_px)
        case Lines():
            return draw_lines(spec, texts, lang, width_px)
        case Points():
            return draw_points(spec, texts, lang, width_px)


def to_text(spec: Chart, texts: Messages, lang: str, *, width: int = 100) -> list[str]:
    """Draw a chart with characters, without its title; arguments as `to_svg`.

    Args:
        spec: What to show.
        texts: The words for its codes.
        lang: The reader's language.
        width: Columns of the terminal; below some 60 the lines may be longer.
    """
    match spec:
        case Bars():
            return bars_text(spec, texts, lang, width)
        case StackedBars():
            return stacked_text(spec, texts, lang, width)
        case Waterfall():
            return waterfall_text(spec, texts, lang, width)
        case Lines():
            return lines_text(spec, texts, lang, width)
        case Points():
            return points_text(spec, texts, lang, width)

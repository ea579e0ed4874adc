"""Charts as values, drawn for a page or for a terminal.

A chart is a frozen value of exact figures and labels: `Bars`, `StackedBars` (parts of a score), `Waterfall`
(where every cent went), `Lines` (over time, with levels and spans to point out) and `Points` (of two figures,
the best joined). What it says is checked when it is made, not when it is drawn. `to_svg` and `to_text` draw
the same value in the reader's language.

Example:
    >>> from xbcommerce.kernel.messages import Messages
    >>> from xbcommerce.tour.charts import Bar, Bars, to_text
    >>> chart = Bars("stock", (Bar("LAMP-1", 40), Bar("MUG-1", 10)))
    >>> for line in to_text(chart, Messages.english({}), "en", width=34):
    ...     print(line)
    LAMP-1  ██████████████████████  40
    MUG-1   █████▌                  10
"""

from .draw import Chart, to_svg, to_text
from .labels import Figure, Label
from .points import Point, Points
from .specs import (
    Bar,
    Bars,
    ChartError,
    Lines,
    Mark,
    Number,
    Series,
    Span,
    StackedBars,
    StackedRow,
    Step,
    Tone,
    Waterfall,
)

__all__ = [
    "Bar",
    "Bars",
    "Chart",
    "ChartError",
    "Figure",
    "Label",
    "Lines",
    "Mark",
    "Number",
    "Point",
    "Points",
    "Series",
    "Span",
    "StackedBars",
    "StackedRow",
    "Step",
    "Tone",
    "Waterfall",
    "to_svg",
    "to_text",
]

"""Points for a terminal: a table, since a few figures read better than dots between characters."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages

from .labels import exact, figure, say
from .points import Points
from .text_width import columns, cut, pad

_GAP = "   "
_JOINED, _OTHER = "●", "○"


def points_text(spec: Points, texts: Messages, lang: str, width: int) -> list[str]:
    """Write points as rows, in the order of ``x``; joined ones have a full dot."""
    ranked = sorted(spec.points, key=lambda point: (exact(point.x), exact(point.y)))
    rows = [
        (
            f"{_JOINED if point.joined else _OTHER} {say(point.label, texts, lang)}",
            figure(point.x, lang),
            figure(point.y, lang),
        )
        for point in ranked
    ]
    table = [("", say(spec.x_label, texts, lang), say(spec.y_label, texts, lang)), *rows]
    widths = [max(columns(row[index]) for row in table) for index in range(3)]
    room = max(8, width - widths[1] - widths[2] - 2 * len(_GAP))
    first = min(widths[0], room)
    return [
        _GAP.join([pad(cut(a, first), first), pad(b, widths[1], right=True), pad(c, widths[2], right=True)])
        for a, b, c in table
    ]

"""What the tour shows, before it is written down: scenes of lines, explanations, tables and charts.

A scene is a value without a word in it: sentences are codes with figures (`Note`, `Unmet`), figures are
exact. `xbcommerce.tour.text_page` and `xbcommerce.tour.html_page` write it in the reader's language.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.unmet import Note, Unmet
    >>> scene = Scene("listing", Note("scene.listing"), (
    ...     Line(Note("listing.refused", {"sku": "LAMP-1"}), "bad"),
    ...     Why((Unmet("title.missing", "title[de]"),)),
    ...     Table(None, (Note("market"), Note("price")), (("amazon/DE", Money("59.90", "EUR")),)),
    ... ))
    >>> len(scene.blocks), is_figure(Money("59.90", "EUR")), is_figure("amazon/DE")
    (3, True, False)
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.messages import Messages
from xbcommerce.kernel.unmet import Note, Param, Unmet

from .charts import Bars, Label, Lines, StackedBars, Tone, Waterfall
from .charts.labels import DASH, figure, say

Cell = Param | Note | Unmet | None
"""What stands in a table: a figure, a name, words by code; None is shown as a dash."""


class PageError(InvalidValueError):
    """A table with a row that does not fit its columns, or a scene without a name for links."""

    code = "page"


@frozen
class Line:
    """One sentence; ``kind`` says whether it is good news, bad news, or by the way."""

    item: Note | Unmet
    kind: Tone = "plain"


@frozen
class Why:
    """An explanation, set apart from what it explains."""

    items: tuple[Note | Unmet, ...] = field(converter=tuple[Note | Unmet, ...])


@frozen
class Table:
    """Rows below named columns; columns of figures are set to the right.

    Raises:
        PageError: A row has more or fewer cells than there are columns.
    """

    title: Note | None
    columns: tuple[Note, ...] = field(converter=tuple[Note, ...])
    rows: tuple[tuple[Cell, ...], ...]

    def __attrs_post_init__(self) -> None:
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                msg = f"row {number} has {len(row)} cells for {len(self.columns)} columns: {row}"
                raise PageError(msg)

    def is_right(self, column: int) -> bool:
        """Say whether a column is set to the right: figures and dashes, and at least one figure."""
        cells = [row[column] for row in self.rows if row[column] is not None]
        return bool(cells) and all(map(is_figure, cells))


Block = Line | Why | Table | Bars | StackedBars | Waterfall | Lines


def _linkable(_instance: object, _field: object, value: str) -> None:
    if not value or not value.replace("-", "").replace("_", "").isalnum() or not value.isascii():
        msg = f"id={value!r}: expected letters, digits, - and _, as it becomes the address of the scene"
        raise PageError(msg)


@frozen
class Scene:
    """One stop of the tour.

    Attributes:
        id: Its address on the page, ASCII letters, digits, ``-`` and ``_``.
        title: Its heading.
        blocks: What it shows, in order.
    """

    id: str = field(validator=_linkable)
    title: Note
    blocks: tuple[Block, ...] = field(converter=tuple[Block, ...])


def is_figure(cell: Cell) -> bool:
    """Say whether a cell is a quantity, to be set to the right; yes and no are none."""
    return isinstance(cell, int | Decimal | Fraction | Money) and not isinstance(cell, bool)


def cell_text(cell: Cell, texts: Messages, lang: str) -> str:
    """Write a cell in the reader's language."""
    if cell is None:
        return DASH
    return say(cell, texts, lang) if isinstance(cell, Note | Unmet) else figure(cell, lang)


__all__ = [
    "Block",
    "Cell",
    "Label",
    "Line",
    "PageError",
    "Scene",
    "Table",
    "Why",
    "cell_text",
    "is_figure",
    "say",
]

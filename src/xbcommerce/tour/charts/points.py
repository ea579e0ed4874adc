"""Points of two figures, e.g. what service costs: each with its name, the best of them joined by a line."""

from __future__ import annotations

from attrs import field, frozen
from moneyed import Money

from .labels import Figure, Label
from .specs import ChartError, Number


@frozen
class Point:
    """One point; ``joined`` ones are joined by a line in the order of their ``x``."""

    label: Label
    x: Number
    y: Figure
    joined: bool = False


@frozen
class Points:
    """Points over a horizontal axis; both axes say what they show.

    Raises:
        ChartError: No point, or amounts in several currencies.
    """

    title: Label
    x_label: Label
    y_label: Label
    points: tuple[Point, ...] = field(converter=tuple[Point, ...])

    def __attrs_post_init__(self) -> None:
        units = {point.y.currency.code if isinstance(point.y, Money) else "" for point in self.points}
        if len(units) != 1:
            found = ", ".join(sorted(unit or "plain numbers" for unit in units)) or "nothing"
            msg = f"{found} on one axis; give at least one point, and all in one currency"
            raise ChartError(msg)

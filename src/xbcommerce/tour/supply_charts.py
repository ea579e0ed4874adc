"""Values of the supply room as charts: where stock is heading, and what service costs.

Their words are in ``xbcommerce.reference.messages()``, in every language of the rooms.

Example:
    >>> from datetime import date
    >>> from xbcommerce.reference import messages
    >>> from xbcommerce.supply import DemandSeries
    >>> from xbcommerce.supply.policies import BaseStock
    >>> from xbcommerce.supply.replay import FixedTransit, ReplaySetup, compare, service_curve
    >>> from xbcommerce.tour.charts import to_text
    >>> weeks = DemandSeries(date(2026, 1, 5), 7, [5, 3, 8, 0, 6, 9, 2, 4, 7, 5, 0, 12, 3, 6, 8])
    >>> tried = compare(weeks, {str(level): BaseStock(level) for level in (15, 20, 25)},
    ...     ReplaySetup(FixedTransit(3), initial_stock=15))
    >>> for line in to_text(service_chart(service_curve(tried), "LAMP-1"), messages(), "en"):
    ...     print(line)
           units served at once, in %   units in stock on average
    ● 15                         87.2                         2.5
    ● 20                         97.4                         5.2
    ● 25                         98.7                         9.1
"""

from __future__ import annotations

from decimal import Decimal

from xbcommerce.kernel.figures import decimal_of
from xbcommerce.kernel.unmet import Note
from xbcommerce.supply.replay import Projection, ServiceCurve, ServicePoint

from .charts import Lines, Mark, Point, Points, Series, Span


def projection_chart(projection: Projection, item: str) -> Lines:
    """Draw a projection: stock with the order, in a bad case and without; reorder point and closures.

    Args:
        projection: Where stock is heading.
        item: The item's name, for the title.
    """
    lines = {
        "projection.line.expected": projection.expected,
        "projection.line.bad_case": projection.bad_case,
        "projection.line.without_order": projection.without_order,
    }
    point = projection.reorder_point
    return Lines(
        Note("projection.title", {"item": item}),
        projection.days,
        [Series(Note(code), levels) for code, levels in lines.items()],
        () if point is None else (Mark(Note("projection.line.reorder_point"), point),),
        [
            Span(closed.reason or Note("projection.line.closed"), closed.first, closed.last)
            for closed in projection.closures
        ],
    )


def service_chart(curve: ServiceCurve, item: str) -> Points:
    """Draw what service costs; the settings that no other beats are joined.

    Without costs the units in stock are drawn.

    Args:
        curve: The settings.
        item: The item's name, for the title.
    """
    best = set(curve.efficient)
    cost = curve.points[0].cost
    up = Note("curve.stock")
    if cost is not None:
        up = Note("curve.cost_in", {"currency": cost.currency}) if cost.currency else Note("curve.cost")
    return Points(
        Note("curve.title", {"item": item}),
        Note("curve.fill_rate"),
        up,
        [
            Point(point.setting, _percent(point), decimal_of(point.price, 1), point in best)
            for point in curve.points
        ],
    )


def _percent(point: ServicePoint) -> Decimal:
    return decimal_of(point.fill_rate * 100, 1)

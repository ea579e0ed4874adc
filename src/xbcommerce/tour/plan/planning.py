"""One method for the whole shop, then forecast, reorder point and quantity for each item."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from fractions import Fraction

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.money import Rounding, exponent_of, from_minor, round_fraction
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.supply import (
    AbcClass,
    Forecast,
    ReorderPoint,
    Selection,
    classify_abc,
    forecast,
    order_quantity,
    parse_method,
    reorder_point,
    select,
)

from .assumptions import Assumptions
from .history import History, ItemSales, Ledger
from .rows import MICRO

CANDIDATES = tuple(
    map(
        parse_method,
        ("mean", "naive", "ma:6", "ma:12", "ses:0.1", "ses:0.2", "ses:0.3", "sba:0.1", "tsb:0.2:0.2"),
    )
)
ORIGIN_STEP_WEEKS = 3
ORIGINS = 4
FORESEEABLE_DAYS = 3_650


@frozen
class ItemPlan:
    """One row of the result.

    Attributes:
        code: Stock code.
        description: The last one in the file.
        abc: Its class by revenue.
        revenue: Of all its sales.
        units_sold: All sales.
        units_returned: Cancelled units that found their sale.
        weeks: Weeks of history, closed ones included; 0 if it sold in no whole week.
        forecast: Demand per day; None without history.
        point: Its reorder point; None without history.
        position: Stock on hand and on order.
        quantity: Units to order.
        uncovered: Units the supplier's terms leave open.
        order_by: Last day to order; None if nothing is to be ordered in the foreseeable time.
        value: Quantity at the mean selling price.
        refused: Why nothing can be ordered although it is needed; empty if it can.
    """

    code: str
    description: str
    abc: AbcClass
    revenue: Money
    units_sold: int
    units_returned: int
    weeks: int
    forecast: Forecast | None
    point: ReorderPoint | None
    position: int
    quantity: int
    uncovered: int
    order_by: date | None
    value: Money
    refused: str = ""


def choose_method(history: History, horizon_weeks: int) -> Selection:
    """Choose a method on the sum over the lead time, from up to four weeks in the past."""
    horizon = max(1, min(horizon_weeks, history.weeks // 3))
    origins = [horizon + ORIGIN_STEP_WEEKS * index for index in range(ORIGINS)]
    usable = [origin for origin in origins if origin < history.weeks] or [horizon]
    return select(history.series, CANDIDATES, horizon=horizon, origins=usable)


def plan_items(
    ledger: Ledger,
    history: History,
    selection: Selection,
    assumptions: Assumptions,
    tick: Callable[[int, int], None],
) -> Sequence[ItemPlan]:
    """Plan every item that was ever sold, highest revenue first.

    Args:
        ledger: Sales by item.
        history: Weekly demand.
        selection: The method for all.
        assumptions: Lead time, service, terms, stock.
        tick: Told how many of how many items are done.
    """
    method = parse_method(selection.chosen)
    classes = classify_abc({code: item.revenue_micro for code, item in ledger.items.items()})
    plans: list[ItemPlan] = []
    for done, (code, abc) in enumerate(classes.items(), 1):
        series = history.series.get(code)
        known = None if series is None else forecast(series, method)
        plans.append(plan_item(code, abc, ledger.items[code], known, history, assumptions))
        tick(done, len(classes))
    return plans


def plan_item(
    code: str, abc: AbcClass, item: ItemSales, known: Forecast | None, history: History, given: Assumptions
) -> ItemPlan:
    """Plan one item from its forecast."""
    position = 0 if given.stock is None else given.stock.get(code, 0)
    point = None if known is None else reorder_point(given.demand(known), given.target)
    need = 0 if point is None else math.ceil(point.level) - position
    lot = order_quantity(need, given.terms)
    quantity, uncovered = (0, need) if isinstance(lot, Refusal) else (int(lot.quantity), int(lot.uncovered))
    sold = sum(item.units)
    series = history.series.get(code)
    return ItemPlan(
        code=code,
        description=item.description,
        abc=abc,
        revenue=_money(Fraction(item.revenue_micro), given.currency),
        units_sold=sold,
        units_returned=sum(history.buckets[code].returned) + history.buckets[code].returned_outside,
        weeks=len(series.quantities) if series else 0,
        forecast=known,
        point=point,
        position=position,
        quantity=quantity,
        uncovered=uncovered,
        order_by=_order_by(point, known, position, given.on),
        value=_money(Fraction(item.revenue_micro, sold) * quantity, given.currency),
        refused=lot.codes[0] if isinstance(lot, Refusal) else "",
    )


def _order_by(point: ReorderPoint | None, known: Forecast | None, position: int, on: date) -> date | None:
    """Return when mean demand brings the position down to the reorder point, today if it is there."""
    if point is None or known is None or not known.mean_per_day:
        return None
    spare = position - math.ceil(point.level)
    days = math.floor(spare / known.mean_per_day) if spare > 0 else 0
    return on + timedelta(days=days) if days <= FORESEEABLE_DAYS else None


def _money(amount_micro: Fraction, currency: str) -> Money:
    minor = round_fraction(amount_micro * 10 ** exponent_of(currency) / MICRO, Rounding.HALF_EVEN)
    return from_minor(minor, currency)

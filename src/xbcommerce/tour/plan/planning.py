"""One method for the whole shop, then forecast, reorder point and quantity for each item."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from enum import Enum
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
from .history import History
from .ledger import ItemSales, Ledger
from .rows import MICRO
from .season import YEAR_WEEKS

CANDIDATES = (
    *("mean", "naive", "ma:6", "ma:12", "ses:0.1", "ses:0.2", "ses:0.3", "sba:0.1", "tsb:0.2:0.2"),
    *("holt:0.1:0.1", "damped:0.2:0.1:0.9", "blend(ma:6,ses:0.2)", "blend(ma:6,damped:0.2:0.1:0.9)"),
)
SEASONAL_CANDIDATES = ("snaive:52", "hwa:52:0.2:0.05:0.3")
"""Tried where the history holds more than a year: before, nobody can know its season."""
ORIGIN_STEP_WEEKS = 3
ORIGINS = 4
FORESEEABLE_DAYS = 3_650


class Standing(Enum):
    """How an item stands; the values are what the plan says about it."""

    ORDER = ""
    """To be ordered."""
    ENOUGH = "nothing to order yet: stock is above the reorder point until order_by"
    LASTS = "nothing to order: stock lasts for more than ten years"
    RARE = "nothing to order: sells so rarely that an empty shelf meets the target"
    UNSOLD = "nothing to order: sold in no whole week that counts"
    REFUSED = "needed, but no whole number of packs fits the terms"


@frozen
class ItemPlan:
    """One row of the result.

    Attributes:
        code: Stock code.
        description: The last one in the file.
        abc: Its class by revenue.
        revenue: Of its sales, less those that were cancelled.
        units_sold: All sales.
        units_returned: Cancelled units that found their sale.
        weeks: Weeks of history, closed ones included; 0 if it sold in no whole week.
        forecast: Demand per day; None without history.
        point: Its reorder point; None without history.
        position: Stock on hand and on order.
        quantity: Units to order.
        uncovered: Units the supplier's terms leave open.
        order_by: Last day to order: the day of the plan where something is to be ordered, a later one where
            stock lasts until then; None where nothing is needed.
        value: Quantity at the mean selling price.
        standing: Whether it is to be ordered, and why not.
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
    standing: Standing


def choose_method(history: History, horizon_weeks: int) -> Selection:
    """Choose a method on the sum over the lead time, from up to four weeks in the past.

    With two years of history, methods are tried a year ago as well, when the same season lay ahead.
    """
    horizon = max(1, min(horizon_weeks, history.weeks // 3))
    origins = [horizon + ORIGIN_STEP_WEEKS * index for index in range(ORIGINS)]
    usable = [origin for origin in origins if origin < history.weeks] or [horizon]
    if history.weeks > 2 * YEAR_WEEKS and horizon <= YEAR_WEEKS:
        usable = sorted({*usable, YEAR_WEEKS})
    names = CANDIDATES + (SEASONAL_CANDIDATES if history.weeks - horizon > YEAR_WEEKS else ())
    return select(history.series, [parse_method(name) for name in names], horizon=horizon, origins=usable)


def plan_items(
    ledger: Ledger,
    revenues_micro: Mapping[str, int],
    history: History,
    selection: Selection,
    assumptions: Assumptions,
    *,
    tick: Callable[[int, int], None],
) -> Sequence[ItemPlan]:
    """Plan every item that was ever sold, highest revenue first.

    Args:
        ledger: Sales by item.
        revenues_micro: Item to what was earned with it, which decides its class.
        history: Weekly demand.
        selection: The method for all.
        assumptions: Lead time, service, terms, stock.
        tick: Told how many of how many items are done.
    """
    method = parse_method(selection.chosen)
    classes = classify_abc(revenues_micro)
    plans: list[ItemPlan] = []
    for done, (code, abc) in enumerate(classes.items(), 1):
        series = history.series.get(code)
        known = None if series is None else forecast(series, method, horizon=selection.horizon)
        earned = Earned(abc, revenues_micro[code], ledger.items[code])
        plans.append(plan_item(code, earned, known, history, assumptions))
        tick(done, len(classes))
    return plans


@frozen
class Earned:
    """What an item brought in.

    Attributes:
        abc: Its class.
        revenue_micro: Sales less cancelled ones, in millionths.
        sales: All sales.
    """

    abc: AbcClass
    revenue_micro: int
    sales: ItemSales


def plan_item(
    code: str, earned: Earned, known: Forecast | None, history: History, given: Assumptions
) -> ItemPlan:
    """Plan one item from its forecast."""
    position = 0 if given.stock is None else given.stock.get(code, 0)
    point = None if known is None else reorder_point(given.demand(known), given.target)
    need = 0 if point is None else math.ceil(point.level) - position
    lot = order_quantity(need, given.terms)
    quantity, uncovered = (0, need) if isinstance(lot, Refusal) else (int(lot.quantity), int(lot.uncovered))
    sold, weeks = sum(earned.sales.units), history.buckets[code]
    returned = sum(weeks.returned) + weeks.returned_outside
    series = history.series.get(code)
    order_by = _order_by(point, known, position, given.on)
    return ItemPlan(
        code=code,
        description=earned.sales.description,
        abc=earned.abc,
        revenue=_money(Fraction(earned.revenue_micro), given.currency),
        units_sold=sold,
        units_returned=returned,
        weeks=len(series.quantities) if series else 0,
        forecast=known,
        point=point,
        position=position,
        quantity=quantity,
        uncovered=uncovered,
        order_by=order_by,
        value=_money(_mean_price(earned, sold - returned) * quantity, given.currency),
        standing=Standing.REFUSED if isinstance(lot, Refusal) else _standing(point, quantity, order_by),
    )


def _mean_price(earned: Earned, kept: int) -> Fraction:
    """Return the mean price of the units that were kept, or of all where none was, in millionths."""
    if kept > 0:
        return Fraction(earned.revenue_micro, kept)
    return Fraction(earned.sales.revenue_micro, sum(earned.sales.units))


def _standing(point: ReorderPoint | None, quantity: int, order_by: date | None) -> Standing:
    if quantity:
        return Standing.ORDER
    if point is None:
        return Standing.UNSOLD
    if point.level <= 0:
        return Standing.RARE
    return Standing.LASTS if order_by is None else Standing.ENOUGH


def _order_by(point: ReorderPoint | None, known: Forecast | None, position: int, on: date) -> date | None:
    """Return when mean demand brings the position below the reorder point, today if it is there.

    None where no stock is needed at all, or what there is lasts beyond the foreseeable time.
    """
    if point is None or known is None:
        return None
    spare = position - math.ceil(point.level)
    if spare < 0:
        return on
    if point.level <= 0 or not known.mean_per_day:
        return None
    days = math.floor((spare + 1) / known.mean_per_day)
    return on + timedelta(days=days) if days <= FORESEEABLE_DAYS else None


def _money(amount_micro: Fraction, currency: str) -> Money:
    minor = round_fraction(amount_micro * 10 ** exponent_of(currency) / MICRO, Rounding.HALF_EVEN)
    return from_minor(minor, currency)

"""How much to order before a closure, and by which day, so that stock lasts until goods flow again.

The last order that escapes the closure has to cover demand until the first one after it arrives: not the
weeks of the closure, but the whole way from one arrival to the next. It is placed on the last day on which
it surely escapes, or earlier if stock would not last until it arrives.

Example:
    >>> from datetime import date
    >>> from xbcommerce.kernel.calendars import Closure, WorkCalendar
    >>> from xbcommerce.supply import CycleService, Forecast, Pmf, Position
    >>> from xbcommerce.supply.lead_times import LeadTime, main_leg, production
    >>> from xbcommerce.supply.targets import pre_build
    >>> festival = Closure(date(2027, 1, 25), date(2027, 2, 21))
    >>> factory = WorkCalendar.of(weekend=("sun",), closures=[festival])
    >>> sea = LeadTime.of(
    ...     production(Pmf({12: ".6", 16: ".4"}), factory), main_leg("sea", Pmf({30: ".7", 35: ".3"})))
    >>> print(pre_build(sea, festival, Position(on_hand=700), Forecast(8, 20),
    ...     target=CycleService(".95"), on=date(2026, 12, 14)))
    Order 328 units by Jan 5, 2027, before the closure from Jan 25, 2027 to Feb 21, 2027. They arrive by ...
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from attrs import frozen

from xbcommerce.kernel.calendars import Closure
from xbcommerce.kernel.figures import Figure, decimal_of
from xbcommerce.kernel.unmet import Note, Param, Refusal
from xbcommerce.supply.forecasts.forecast import Forecast
from xbcommerce.supply.lead_times.closure_window import ClosureWindow, closure_window
from xbcommerce.supply.lead_times.last_day import last_day
from xbcommerce.supply.lead_times.lead_time import Arrival, LeadTime
from xbcommerce.supply.lead_times.lead_time_demand import DemandModel, lead_time_demand
from xbcommerce.supply.lead_times.messages import ENGLISH as LEAD_TIMES
from xbcommerce.supply.lots.order_quantity import LotTerms, OrderQuantity, order_quantity
from xbcommerce.supply.messages import ENGLISH as SUPPLY
from xbcommerce.supply.stock.position import Position

from .messages import ENGLISH
from .stock_target import StockTarget, stock_target
from .targets import CycleService, DaysOfCover, FillRate

AS_NEEDED = LotTerms()


@frozen
class PreBuild:
    """The order to place before a closure.

    Attributes:
        window: The closure, and which orders it delays.
        order_by: The last day to place it.
        arrival: When it arrives, placed on that day.
        next_arrival: When the first order after the closure arrives.
        stock: The level that lasts until then, counted from the day of the question.
        position_units: What counts towards it: in stock, and due before then.
        lot: What to order, in the supplier's terms; 0 where stock lasts anyway.
        lasts: How likely stock lasts until the order arrives, to a hundredth of a point.
        in_time: Whether that meets the target.
    """

    window: ClosureWindow
    order_by: date
    arrival: Arrival
    next_arrival: Arrival
    stock: StockTarget
    position_units: int
    lot: OrderQuantity
    lasts: Decimal
    in_time: bool

    def why(self) -> tuple[Note, ...]:
        """Return the order and its day, the cover it gives, what counts towards it, and the goal."""
        needed = bool(self.lot.quantity)
        rounded = self.lot.why() if self.lot.quantity != self.lot.need else ()
        first = (self._order(), *rounded) if needed else (self._nothing(),)
        lasts = Note(
            "prebuild.lasts" if self.in_time else "prebuild.lasts_not",
            {"service_pct": self.lasts * 100, "goal_pct": decimal_of(self.stock.equivalent.p * 100, 2)},
        )
        return (*first, self._cover(), *((lasts,) if needed else ()), *self.stock.why()[1:])

    def _order(self) -> Note:
        return Note(
            "prebuild.order",
            {
                "quantity_units": self.lot.quantity,
                "order_by": self.order_by,
                **self._closed(),
                "p50": self.arrival.quantile(".5"),
                "p90": self.arrival.quantile(".9"),
                "last_order_before": self.window.last_order_before,
                "escapes_pct": decimal_of(self.window.escapes * 100, 2),
            },
        )

    def _nothing(self) -> Note:
        return Note("prebuild.nothing", {**self._closed(), "position_units": self.position_units})

    def _closed(self) -> dict[str, Param]:
        return {"closed_from": self.window.closed.first, "closed_until": self.window.closed.last}

    def _cover(self) -> Note:
        return Note(
            "prebuild.cover",
            {
                "next_order_on": self.window.first_order_after,
                "p50": self.next_arrival.quantile(".5"),
                "p90": self.next_arrival.quantile(".9"),
                "mean_units": decimal_of(self.stock.point.lead_time_demand_mean, 3),
                "level_units": decimal_of(self.stock.level, 3),
                "safety_stock_units": decimal_of(self.stock.safety_stock, 3),
                "position_units": self.position_units,
            },
        )

    def __str__(self) -> str:
        return (SUPPLY | LEAD_TIMES | ENGLISH).explain(self)


def pre_build(
    lead_time: LeadTime,
    closure: Closure,
    position: Position,
    forecast: Forecast,
    *,
    target: CycleService | FillRate | DaysOfCover,
    on: date,
    escapes: Figure = "0.9",
    terms: LotTerms = AS_NEEDED,
    model: DemandModel | None = DemandModel.EXACT,
) -> PreBuild | Refusal:
    """Plan the order before a closure.

    Args:
        lead_time: Its legs' calendars have the closure.
        closure: The closed days.
        position: Stock, and what is on order.
        forecast: Demand per day.
        target: What stock is held for, from one arrival to the next; `economic_service` turns a stock-out
            cost into a service.
        on: The day of the question.
        escapes: How surely the order is to escape the closure.
        terms: What the supplier accepts.
        model: How demand is distributed; None leaves it to `choose_model`.

    Returns:
        The order; or a `Refusal` as `closure_window`, `stock_target` and `order_quantity` give it.
    """
    window = closure_window(lead_time, closure, on=on, p=escapes)
    if isinstance(window, Refusal):
        return window
    after = lead_time.arrival(window.first_order_after)
    stock = stock_target(
        target,
        forecast,
        lead_time.arrival(window.last_order_before).days_from(on),
        review_days=(window.first_order_after - window.last_order_before).days,
        until_next=after.days_from(on),
        model=model,
    )
    if isinstance(stock, Refusal):
        return stock
    counted = position.inventory_position(horizon=after.quantile(stock.equivalent.p))
    lot = order_quantity(max(0, math.ceil(stock.level) - counted), terms)
    if isinstance(lot, Refusal):
        return lot

    def lasts(day: date) -> float:
        return _lasts(lead_time.arrival(day), position, forecast, stock, on)

    wanted = float(stock.equivalent.p)
    order_by = _order_by(lasts, on, window.last_order_before, wanted)
    chance = lasts(order_by)
    return PreBuild(
        window,
        order_by,
        lead_time.arrival(order_by),
        after,
        stock,
        counted,
        lot,
        Decimal(math.floor(chance * 10_000)).scaleb(-4),
        chance >= wanted,
    )


def _lasts(arrival: Arrival, position: Position, forecast: Forecast, stock: StockTarget, on: date) -> float:
    """Return how likely the position lasts from a day until an arrival."""
    demand = lead_time_demand(forecast, arrival.days_from(on), stock.point.model)
    return demand.service_at(position.inventory_position(horizon=arrival.quantile(stock.equivalent.p)))


def _order_by(lasts: Callable[[date], float], on: date, latest: date, wanted: float) -> date:
    """Return the last day whose order comes before stock runs out; the first day if none does."""
    if lasts(latest) >= wanted or latest == on:
        return latest
    return last_day(lambda day: lasts(day) >= wanted, on, latest) if lasts(on) >= wanted else on

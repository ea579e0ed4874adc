"""When stock is low: the reorder point of a target, and its safety stock.

Example:
    >>> from xbcommerce.supply import CycleService, Forecast, normal_demand, reorder_point
    >>> weeks = normal_demand(Forecast(20, 36), lead_time_mean_days=35, lead_time_sd_days=7)
    >>> print(reorder_point(weeks, CycleService(".95")))
    Order when the stock position is 937.566 or less: 700 are wanted on average during the lead time, ...
"""

from __future__ import annotations

from typing import TypeVar

from attrs import frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import decimal_of
from xbcommerce.kernel.unmet import Note
from xbcommerce.supply.forecasts.forecast import Forecast
from xbcommerce.supply.lead_times.lead_time_demand import DemandModel, LeadTimeDemand
from xbcommerce.supply.messages import ENGLISH

from .order_cycle import ContinuousCycle
from .targets import CycleService, DaysOfCover, FillRate, Target

T = TypeVar("T")


@frozen
class ReorderPoint:
    """The stock position at which to order; fractional until an order is rounded.

    Attributes:
        level: Units: mean plus safety stock.
        safety_stock: Units held against bad luck: level less mean. Negative where the target is met with
            less than the mean: for targets below one half, and for items that sell so rarely that most lead
            times see no sale at all. Nothing is then held beyond the level, which is 0 or more.
        lead_time_demand_mean: Units wanted on average during the lead time.
        lead_time_demand_sd: Their standard deviation.
        model: How demand was distributed.
    """

    level: float
    safety_stock: float
    lead_time_demand_mean: float
    lead_time_demand_sd: float
    model: DemandModel

    def why(self) -> tuple[Note, ...]:
        """Return the figures; a level below the mean is explained instead of shown as less than no stock."""
        below = self.safety_stock < 0
        return (
            Note(
                "reorder.point_below_mean" if below else f"reorder.point.{self.model.value}",
                {
                    "level_units": decimal_of(self.level, 3),
                    "mean_units": decimal_of(self.lead_time_demand_mean, 3),
                    "safety_stock_units": decimal_of(self.safety_stock, 3),
                    "sd_units": decimal_of(self.lead_time_demand_sd, 3),
                    "model": self.model.value,
                },
            ),
        )

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def reorder_point(
    demand: LeadTimeDemand,
    target: CycleService | FillRate | DaysOfCover,
    *,
    forecast: Forecast | None = None,
    order_quantity: float | None = None,
) -> ReorderPoint:
    """Find the stock position that meets a target over a lead time; `stock_target` knows every target.

    Args:
        demand: Demand during the lead time (and the review interval).
        target: What stock is held for.
        forecast: Demand per day, needed for `DaysOfCover`.
        order_quantity: Units an order, needed for `FillRate`.

    Raises:
        InvalidValueError: `DaysOfCover` without a forecast, `FillRate` without an order quantity.
    """
    match target:
        case CycleService(p):
            level = demand.quantile(p)
        case FillRate(p):
            level = ContinuousCycle(demand, _needed(order_quantity, target, "order_quantity=")).level_for(p)
        case DaysOfCover(days):
            level = demand.mean + float(days) * _needed(forecast, target, "forecast=").mean_per_day
    return point_at(level, demand)


def point_at(level: float, demand: LeadTimeDemand) -> ReorderPoint:
    """Tell a stock position by the demand that it covers."""
    mean = demand.mean
    return ReorderPoint(level, level - mean, mean, demand.sd, demand.model)


def _needed(value: T | None, target: Target, name: str) -> T:
    if value is None:
        msg = f"{target} cannot be met without {name[:-1]}; give {name}"
        raise InvalidValueError(msg)
    return value

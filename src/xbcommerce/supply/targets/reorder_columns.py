"""Reorder points and quantities of a whole assortment at once: one formula, for a number or a column of them.

The normal reorder point and the economic quantity, written with plain operators: whatever adds, multiplies
and takes powers element by element can be the carrier: a float, an array of numpy, a series of polars or
pandas. Each row says what `normal_demand`, `reorder_point` and `economic_order_quantity` say of one item.
Columns are not looked at, so a negative variance gives NaN or a complex number where `Forecast` would refuse
it.

Where lead times have two humps the normal curve misses its target, see `choose_model`; fast items on steady
lanes are what this is for.

Example:
    >>> from xbcommerce.supply import CycleService
    >>> from xbcommerce.supply.targets import reorder_columns
    >>> one = reorder_columns(20.0, 36.0, target=CycleService(".95"), lead_time_mean_days=35,
    ...     lead_time_sd_days=7, order_cost=60, holding_cost_per_unit_day=0.02)
    >>> round(one.level, 3), round(one.safety_stock, 3), round(one.quantity, 1)
    (937.566, 237.566, 346.4)
"""

from __future__ import annotations

from statistics import NormalDist
from typing import Generic

from attrs import frozen

from xbcommerce.supply.checked import above_zero, at_least_zero
from xbcommerce.supply.lead_times.moments import R, lead_time_moments

from .targets import CycleService

_STANDARD = NormalDist()


@frozen(eq=False)
class ReorderColumns(Generic[R]):
    """What to hold and what to order, item by item.

    Attributes:
        lead_time_demand_mean: Units wanted on average until an order arrives.
        lead_time_demand_sd: Their standard deviation.
        safety_stock: Units held against bad luck; negative for targets below one half.
        level: The stock position to order at (to fill up to, with days between reviews).
        quantity: Units an order, by the square root formula.
    """

    lead_time_demand_mean: R
    lead_time_demand_sd: R
    safety_stock: R
    level: R
    quantity: R


def reorder_columns(
    mean_per_day: R,
    variance_per_day: R,
    *,
    target: CycleService,
    lead_time_mean_days: float,
    lead_time_sd_days: float,
    order_cost: float,
    holding_cost_per_unit_day: float,
    review_days: float = 0,
) -> ReorderColumns[R]:
    """Find reorder points and quantities of items on one lane.

    Args:
        mean_per_day: Units wanted on a day.
        variance_per_day: Their variance.
        target: Share of order cycles without a shortage.
        lead_time_mean_days: From order to shelf.
        lead_time_sd_days: Its standard deviation.
        order_cost: Of one order.
        holding_cost_per_unit_day: Of a unit in stock for a day, in the same currency.
        review_days: Days between looks at the stock; 0 where it is always watched.

    Raises:
        InvalidValueError: A number of the lane is negative, not finite, or 0 where it divides.
    """
    at_least_zero(
        lead_time_mean_days=lead_time_mean_days,
        lead_time_sd_days=lead_time_sd_days,
        order_cost=order_cost,
        review_days=review_days,
    )
    above_zero(holding_cost_per_unit_day=holding_cost_per_unit_day)
    mean, variance = lead_time_moments(
        mean_per_day,
        variance_per_day,
        days=lead_time_mean_days + review_days,
        sd_days=lead_time_sd_days,
    )
    sd = variance**0.5
    safety_stock = sd * _STANDARD.inv_cdf(float(target.p))
    quantity = (mean_per_day * (2 * order_cost / holding_cost_per_unit_day)) ** 0.5
    return ReorderColumns(mean, sd, safety_stock, mean + safety_stock, quantity)

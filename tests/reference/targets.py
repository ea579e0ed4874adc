"""Stock targets: fill rates of levels, and levels for fill rates, as textbooks count them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from xbcommerce.supply import Forecast, NormalDemand, normal_demand
from xbcommerce.supply.targets import ContinuousCycle, PeriodicCycle

Input = dict[str, Any]


def fill_rate(case: Input) -> object:
    """Answer one question about fill rates."""
    return _periodic(case) if case["op"] == "fill_rate_periodic" else _continuous(case)


def _continuous(case: Input) -> object:
    demand = NormalDemand(case["lead_time_demand_mean"], case["lead_time_demand_sd"])
    cycle = ContinuousCycle(demand, case["order_quantity"], textbook=True)
    if case["op"] == "fill_rate_of":
        level = case["reorder_point"]
        return {"expected_shortage": cycle.shortage_at(level), "fill_rate": cycle.fill_rate_at(level)}
    level = cycle.level_for(case["target"])
    safety_stock = level - demand.mean
    return {"k": safety_stock / demand.sd, "safety_stock": safety_stock, "reorder_point": level}


def _periodic(case: Input) -> object:
    """Periods take the place of days throughout."""
    known = Forecast(case["demand_mean_per_period"], case["demand_sd_per_period"] ** 2)
    demand = normal_demand(
        known,
        lead_time_mean_days=case["lead_time_mean_periods"],
        lead_time_sd_days=case.get("lead_time_sd_periods", 0),
        review_days=case["review_periods"],
    )
    cycle = PeriodicCycle(demand, None, known.mean_per_day * case["review_periods"])
    level = case["order_up_to"]
    return {"expected_shortage": cycle.shortage_at(level), "fill_rate": cycle.fill_rate_at(level)}


FAMILIES: dict[str, Callable[[Input], object]] = {"fill_rate": fill_rate}

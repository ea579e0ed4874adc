"""Loss functions and stock policies of inventory theory."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from attrs import asdict

from xbcommerce.supply import (
    DailyDemand,
    EmpiricalDemand,
    ExactDemand,
    GammaDemand,
    NegativeBinomial,
    NormalDemand,
    Pmf,
    Poisson,
)
from xbcommerce.supply.distributions.spread import (
    DemandSpread,
    DiscreteDemand,
    LogNormalDemand,
    UniformDemand,
    left_over,
)
from xbcommerce.supply.policies import (
    BufferZones,
    FixedQuantityCosts,
    MinMax,
    ReorderLevel,
    UnitCosts,
    backorder_approximation,
    best_counted_quantity,
    best_order_up_to,
    best_reorder_point,
    buffer_zones,
    cost_of_counted_quantity,
    cost_of_order_up_to,
    expected_cost,
    expected_inventory_approximation,
    loss_approximation,
    net_flow,
    newsvendor,
    newsvendor_cost,
    newsvendor_for_profit,
    power_approximation,
    safety_stock_approximation,
)

Input = dict[str, Any]


def spread_of(given: Input, *, periods: int = 1) -> DemandSpread:
    """Read a distribution, of several periods together."""
    match given.get("kind", given.get("distribution")):
        case "standard_normal":
            return NormalDemand(0, 1)
        case "normal":
            return NormalDemand(given["mean"] * periods, given["sd"] * math.sqrt(periods))
        case "poisson":
            return ExactDemand(Poisson(given["mean"]), Pmf.point(periods))
        case "negative_binomial":
            return ExactDemand(_negative_binomial(given), Pmf.point(periods))
        case "gamma":
            shape = given["shape"] * periods
            return GammaDemand(shape * given["scale"], math.sqrt(shape) * given["scale"])
        case "lognormal":
            return LogNormalDemand(given["mu"], given["sigma"])
        case "uniform":
            return UniformDemand(given["low"], given["high"])
        case "pmf":
            return DiscreteDemand(dict(given["pmf"]))
        case kind:
            raise NotImplementedError(kind)


def _negative_binomial(given: Input) -> NegativeBinomial:
    if "r" in given:
        r, p = given["r"], given["p"]
        return NegativeBinomial(r * (1 - p) / p, r * (1 - p) / p**2)
    return NegativeBinomial(given["mean"], given["sd"] ** 2)


def lost(case: Input) -> object:
    """Answer both losses of a level."""
    demand = spread_of(case)
    return {
        "loss": demand.expected_shortage(case["x"]),
        "complementary_loss": left_over(demand, case["x"]),
    }


def season(case: Input) -> object:
    """Answer a newsvendor."""
    demand = spread_of(case["demand"], periods=case.get("lead_time_periods", 0) + 1)
    if case["op"] == "newsvendor_profit":
        lot = newsvendor_for_profit(
            demand, price=case["price"], unit_cost=case["unit_cost"], salvage=case.get("salvage", 0)
        )
        return {"quantity": lot.quantity, "expected_profit": lot.profit}
    costs = {"overage_cost": case["overage_cost"], "underage_cost": case["underage_cost"]}
    if case["op"] == "newsvendor_cost":
        return {"cost": newsvendor_cost(demand, case["quantity"], **costs)}
    best = newsvendor(demand, **costs)
    counted = case["demand"]["kind"] in {"poisson", "negative_binomial", "pmf"}
    return {"quantity": int(best.quantity) if counted else best.quantity, "cost": best.cost}


def fixed(case: Input) -> object:
    """Answer an (r, Q) policy."""
    given = {name: value for name, value in case.items() if name != "op"}
    if case["op"] == "poisson_exact":
        best = best_counted_quantity(**given)
        return {"reorder_point": best.reorder_point, "quantity": best.quantity, "cost": best.cost_per_period}
    if case["op"] == "poisson_cost":
        point, quantity = given.pop("reorder_point"), given.pop("quantity")
        return {"cost": cost_of_counted_quantity(point, quantity, **given)}
    per_unit = given.pop("stockout_cost_per_unit", 1)
    costs = FixedQuantityCosts(
        **(
            {"order_cost": 0, "backorder_cost_per_unit_period": per_unit}
            | _without(given, "quantity", "reorder_point")
        )
    )
    match case["op"]:
        case "expected_cost":
            return {"cost": expected_cost(case["reorder_point"], case["quantity"], costs)}
        case "best_reorder_point":
            return {"reorder_point": best_reorder_point(case["quantity"], costs)}
        case "eil_approximation":
            found = expected_inventory_approximation(costs, stockout_cost_per_unit=per_unit)
            return {
                "reorder_point": found.reorder_point,
                "quantity": found.quantity,
                "cost": found.cost_per_period,
            }
        case op:
            found = {
                "eoqb_approximation": backorder_approximation,
                "eoqss_approximation": safety_stock_approximation,
                "loss_function_approximation": loss_approximation,
            }[op](costs)
            return {"reorder_point": found.reorder_point, "quantity": found.quantity}


def _without(given: Input, *names: str) -> Input:
    return {name: value for name, value in given.items() if name not in names}


def up_to(case: Input) -> object:
    """Answer an (s, S) policy."""
    given = _without(case, "op", "demand", "reorder_point", "order_up_to", "lead_time_periods")
    lead_time = case.get("lead_time_periods", 0)
    if case["op"] == "power_approximation":
        found = power_approximation(**given, lead_time_periods=lead_time)
        return {"reorder_point": found.reorder_point, "order_up_to": found.order_up_to}
    costs = UnitCosts(demand=_period(case["demand"]), **given)
    if case["op"] == "cost":
        low, high = case["reorder_point"], case["order_up_to"]
        return {"cost": cost_of_order_up_to(low, high, costs, lead_time_periods=lead_time)}
    found = best_order_up_to(costs, lead_time_periods=lead_time)
    return {
        "reorder_point": found.reorder_point,
        "order_up_to": found.order_up_to,
        "cost": found.cost_per_period,
    }


def _period(given: Input) -> DailyDemand:
    if "pmf" in given:
        return EmpiricalDemand([Fraction(share) for share in given["pmf"]])
    return Poisson(given["poisson_mean"])


def simple(case: Input) -> object:
    """Answer a minimum and maximum, or a level with a quantity."""
    if case["op"] == "min_max":
        rule = MinMax(minimum=case["minimum"], maximum=case["maximum"], multiple=case["multiple"] or 1)
        return {"quantity": rule.quantity(case["forecast"])}
    level = ReorderLevel(**_without(case, "op", "projected"))
    return {"purchase_units": level.purchase_units(case["projected"])}


def buffered(case: Input) -> object:
    """Answer zones, or the net flow."""
    given = _without(case, "op")
    if case["op"] == "zones":
        zones = buffer_zones(**given)
        tops = {"top_of_yellow": zones.top_of_yellow, "top_of_green": zones.top_of_green}
        return asdict(zones) | tops
    due = {
        name: [(date.fromisoformat(day), units) for day, units in case[name]]
        for name in ("incoming", "demand")
    }
    flow = net_flow(
        case["on_hand"],
        due["incoming"],
        due["demand"],
        on=date.fromisoformat(case["as_of"]),
        decoupled_lead_time_days=case["decoupled_lead_time_days"],
        spike_units=case["spike_threshold"],
    )
    zones = BufferZones(0, case["top_of_yellow"], case["top_of_green"] - case["top_of_yellow"])
    return {
        "qualified_demand": flow.qualified_demand,
        "net_flow": flow.position,
        "order_quantity": flow.order_quantity(zones),
    }


FAMILIES: dict[str, Callable[[Input], object]] = {
    "loss_function": lost,
    "newsvendor": season,
    "rq_policy": fixed,
    "ss_policy": up_to,
    "minmax_rule": simple,
    "ddmrp_buffer": buffered,
}

"""Lot sizing: economic quantities, discounts, plans over periods, items ordered together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import asdict

from xbcommerce.supply.lots import (
    EconomicLot,
    JointItem,
    all_units_discount,
    backorder_quantity,
    cost_of_lot,
    economic_order_quantity,
    incremental_discount,
    joint_replenishment,
    least_unit_cost,
    lot_for_lot,
    part_period,
    production_quantity,
    random_yield_quantity,
    silver_meal,
    wagner_whitin,
    whole_order_quantity,
)

Input = dict[str, Any]


def economic(case: Input) -> object:
    """Answer the economic order quantity and its relatives."""
    renamed = {"demand_rate": "demand_per_period", "production_rate": "production_per_period"}
    given = {
        renamed.get(name, name): value for name, value in case.items() if name not in {"op", "unit_cost"}
    }
    match case["op"]:
        case "eoq":
            return _figures(economic_order_quantity(**given))
        case "eoq_integer":
            return _figures(whole_order_quantity(**given))
        case "eoq_cost":
            return {"cost": cost_of_lot(given.pop("quantity"), **given).cost_per_period}
        case "eoq_report":
            lot = economic_order_quantity(**given)
            return {
                "quantity": lot.quantity,
                "annual_cost_with_purchase": lot.cost_with_purchase(case["unit_cost"]),
                "turnover": lot.turnover_per_period,
                "coverage_periods": lot.coverage_periods,
            }
        case "eoq_backorders":
            lot = backorder_quantity(**given)
            return _figures(lot) | {"backorder_fraction": lot.backordered_share}
        case "epq":
            return _figures(production_quantity(**given))
        case "eoq_yield":
            return {"quantity": random_yield_quantity(**given)}
        case op:
            raise NotImplementedError(op)


def _figures(lot: EconomicLot) -> Input:
    return {"quantity": lot.quantity, "cost": lot.cost_per_period}


def discounted(case: Input) -> object:
    """Answer a lot under price breaks."""
    choose = {"all_units": all_units_discount, "incremental": incremental_discount}[case["op"]]
    lot = choose(
        list(zip(case["breaks"], case["unit_prices"], strict=True)),
        order_cost=case["order_cost"],
        carrying_rate=case["carrying_rate"],
        demand_per_period=case["demand_rate"],
    )
    return {"quantity": lot.quantity, "tier": lot.tier, "annual_cost": lot.cost_per_period}


PLANS = {
    "wagner_whitin": wagner_whitin,
    "silver_meal": silver_meal,
    "least_unit_cost": least_unit_cost,
    "part_period": part_period,
    "lot_for_lot": lot_for_lot,
}


def planned(case: Input) -> object:
    """Plan lots over periods."""
    plan = PLANS[case["op"]](
        case["demand"],
        order_cost=case["order_cost"],
        holding_cost_per_unit_period=case["holding_cost_per_unit_period"],
    )
    return {"cost": plan.cost, "plan": list(plan.quantities)}


def together(case: Input) -> object:
    """Plan items ordered together."""
    items = [
        JointItem(order_cost=order, holding_cost_per_unit_period=holding, demand_per_period=demand)
        for order, holding, demand in zip(
            case["item_order_costs"], case["holding_costs_per_unit_period"], case["demand_rates"], strict=True
        )
    ]
    plan = asdict(joint_replenishment(items, shared_order_cost=case["shared_order_cost"]))
    return {
        "multiples": list(plan["multiples"]),
        "base_cycle": plan["base_cycle_periods"],
        "quantities": list(plan["quantities"]),
        "cost": plan["cost_per_period"],
    }


FAMILIES: dict[str, Callable[[Input], object]] = {
    "eoq": economic,
    "price_breaks": discounted,
    "dynamic_lot_size": planned,
    "joint_replenishment": together,
}

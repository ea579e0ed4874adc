"""Constraints and sourcing: constrained lots, containers, landed cost, choice of an offer, expediting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from xbcommerce.kernel.figures import figure
from xbcommerce.supply import LotTerms
from xbcommerce.supply.lots import (
    AnnualCost,
    Carton,
    CheapestQuantity,
    Container,
    Load,
    RunoutItem,
    cheapest_containers,
    cheapest_quantity,
    containers_for,
    equal_runout,
)

Input = dict[str, Any]


def _exact(number: float | str) -> Fraction:
    """Take a number of a case as it is printed."""
    return figure(str(number))


def _printed(number: Fraction) -> str:
    """Write an exact number with the digits it has."""
    return f"{Decimal(number.numerator) / Decimal(number.denominator):f}"


def _terms(case: Input) -> LotTerms:
    maximum = case.get("maximum")
    return LotTerms(case.get("moq", 0), case.get("multiple", 1), maximum)


# one lot


def constrained(case: Input) -> object:
    """Choose a quantity under price tiers, minimum and packs."""
    costs = AnnualCost(
        demand_per_year=_exact(case["demand_per_year"]),
        order_cost=_exact(case["order_cost"]),
        carrying_rate=_exact(case["carrying_rate"]),
    )
    best = cheapest_quantity(case["tiers"], _terms(case), costs)
    if not isinstance(best, CheapestQuantity):
        return {"quantity": None}
    price = next(price for start, price in reversed(case["tiers"]) if start <= best.quantity)
    return {"quantity": best.quantity, "annual_cost": float(best.annual_cost), "unit_price": price}


# containers


def filled(case: Input) -> object:
    """Answer one question about cartons and containers."""
    return CONTAINERS[case["op"]](case)


def _cartons(case: Input) -> object:
    carton = Carton.of_cm(case["units_per_carton"], case["carton_cm"], gross_kg=case["carton_gross_kg"])
    load = carton.load(case["units"])
    return {
        "cartons": carton.number(case["units"]),
        "cbm": _printed(load.volume_m3),
        "kg": _printed(load.weight_kg),
    }


def _container(given: Input) -> Container:
    return Container(given["name"], Load(given["cbm"], given["kg"]), given.get("cost", "0"))


def _needed(case: Input) -> object:
    found = containers_for(Load(case["cbm"], case["kg"]), _container(case["container"]))
    return {
        "containers": found.number,
        "binding": found.binding.value,
        "volume_share": float(found.volume_share),
        "weight_share": float(found.weight_share),
    }


def _mix(case: Input) -> object:
    found = cheapest_containers(Load(case["cbm"], case["kg"]), list(map(_container, case["containers"])))
    return {"mix": dict(found.numbers), "cost": _printed(found.cost)}


def _item(given: Mapping[str, Any]) -> RunoutItem:
    units = given["carton_units"]
    carton = Carton(units, Load(given["carton_cbm"], given["carton_kg"])) if "carton_cbm" in given else None
    return RunoutItem(
        given["sku"],
        position=_exact(given["position"]),
        demand_mean_per_day=_exact(given["daily"]),
        terms=LotTerms(multiple=units),
        tiers=[(0, given.get("unit_cost", "0"))],
        carton=carton,
    )


def _runout(case: Input) -> object:
    found = equal_runout(list(map(_item, case["items"])), capacity=Load(case["cbm"], case["kg"]))
    return {
        "cartons": dict(found.packs),
        "cbm": _printed(found.load.volume_m3),
        "kg": _printed(found.load.weight_kg),
    }


def _minimum_value(case: Input) -> object:
    found = equal_runout(list(map(_item, case["items"])), value_min=case["minimum_value"])
    return {"packs": dict(found.packs), "value": _printed(found.value)}


CONTAINERS: dict[str, Callable[[Input], object]] = {
    "cartons": _cartons,
    "containers": _needed,
    "best_mix": _mix,
    "equal_runout": _runout,
    "minimum_order_value": _minimum_value,
}
FAMILIES: dict[str, Callable[[Input], object]] = {"constrained_lot": constrained, "container_fill": filled}

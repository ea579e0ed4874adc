"""Constraints and sourcing: constrained lots, containers, landed cost, choice of an offer, expediting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from moneyed import Money

from tests.reference.money import figures
from tests.reference.supply import daily_of
from xbcommerce.kernel.figures import figure
from xbcommerce.kernel.fx import Rate
from xbcommerce.kernel.money import Allocate, allocate
from xbcommerce.supply import CycleService, Forecast, LotTerms, Pmf
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
from xbcommerce.supply.sourcing import (
    Duty,
    DutyBasis,
    PlainOffer,
    WindowShortage,
    choose,
    expedite_quantity,
    landed_shipment,
    shown_unit,
)

Input = dict[str, Any]
ANY_DAY = date(2026, 1, 1)


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


# landed cost and offers


def landed(case: Input) -> object:
    """Share costs, or work out what a unit of a shipment costs."""
    return _shares(case) if case["op"] == "allocate" else _shipment(case)


def _shares(case: Input) -> object:
    shares = allocate(
        Money(case["amount"], "EUR"), list(map(figure, case["weights"])), Allocate.LARGEST_REMAINDER
    )
    return {"shares": list(map(figures, shares.shares))}


def _shipment(case: Input) -> object:
    def money(name: str) -> Money:
        return Money(case.get(name, "0"), "EUR")

    rate = Rate("USD", "EUR", Fraction(case["fx_rate"]), ANY_DAY, "the case")
    tax_rate = case.get("nonrecoverable_tax_rate", "0")
    duty = Duty(case["duty_rate"], DutyBasis(case["duty_basis"].lower()), nonrecoverable_tax_rate=tax_rate)
    found = landed_shipment(
        case["quantity"],
        Money(case["unit_price"], "USD"),
        rate,
        duty,
        freight=money("freight"),
        insurance=money("insurance"),
        fees=money("fees"),
    )
    names = ("customs_value", "duty", "tax", "landed_unit_cost")
    units = {name: str(shown_unit(getattr(found, name))) for name in names}
    return {**units, "landed_total": figures(found.total)}


def chosen(case: Input) -> object:
    """Choose an offer."""
    demand = case["demand"]
    limits = {name: case[name] for name in ("available_days", "lead_time_k") if name in case}
    if "max_cover_days" in case:
        limits["cover_days_max"] = case["max_cover_days"]
    found = choose(
        list(map(_offer, case["offers"])),
        Forecast(demand["mean_per_day"], demand["sd_per_day"] ** 2),
        target=CycleService(case["target"]),
        carrying_rate=_exact(case["carrying_rate"]),
        days_per_year=_exact(demand["days_per_year"]),
        **{name: _exact(value) for name, value in limits.items() if value is not None},
    )
    offers = {
        key: {
            "quantity": one.quantity,
            "annual_cost": float(one.annual_cost),
            "landed_unit_cost": float(one.landed_unit_cost),
        }
        for key, one in found.offers.items()
    }
    rejected = {key: no.codes[0].rpartition(".")[2] for key, no in found.rejected.items()}
    return {"chosen": found.chosen, "offers": offers, "rejected": rejected}


def _offer(given: Input) -> PlainOffer:
    return PlainOffer(
        given["id"],
        mode=given["mode"],
        tiers=given["tiers"],
        terms=_terms(given),
        fx_rate=given["fx_rate"],
        freight_per_unit=given["freight_per_unit"],
        duty_rate=given["duty_rate"],
        duty_basis=DutyBasis(given["duty_basis"].lower()),
        order_cost=_exact(given["order_cost"]),
        lead_time_mean_days=given["lead_time_mean_days"],
        lead_time_sd_days=given["lead_time_sd_days"],
        owned_in_transit_days=given["owned_in_transit_days"],
    )


# expediting


def expedited(case: Input) -> object:
    """Fly in a part of an open order."""
    gap = WindowShortage(
        case["on_hand"],
        daily_of(case["demand"]),
        fast=Pmf.point(case["air_arrival_days"]),
        slow=Pmf.point(case["sea_arrival_days"]),
    )
    names = ("margin_per_unit", "air_premium_per_unit", "extra_holding_per_unit")
    found = expedite_quantity(
        gap,
        **{name: case[name] for name in names},
        multiple=case["multiple"],
        units_max=case.get("open_order", case.get("open_order_quantity")),
    )
    return {
        "quantity": found.quantity,
        "expected_gain": found.expected_gain,
        "expected_window_shortage": found.expected_window_shortage,
    }


FAMILIES: dict[str, Callable[[Input], object]] = {
    "expedite": expedited,
    "constrained_lot": constrained,
    "container_fill": filled,
    "landed_cost": landed,
    "sourcing": chosen,
}

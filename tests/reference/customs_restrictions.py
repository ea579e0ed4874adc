"""Dangerous goods: energy of a battery, section and limits by air, the mark, and what is missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from xbcommerce.kernel.figures import decimal_of
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.logistics.customs.restrictions import (
    Aircraft,
    BatteryClass,
    BatteryFacts,
    Chemistry,
    Packing,
    classify_battery,
    watt_hours,
)
from xbcommerce.reference.customs.restrictions import restriction_rules

from .runner import NotCoveredError, Told

Input = dict[str, Any]
ON = date(2026, 11, 25)
CHEMISTRIES = {
    "3480": Chemistry.LITHIUM_ION, "3481": Chemistry.LITHIUM_ION,
    "3090": Chemistry.LITHIUM_METAL, "3091": Chemistry.LITHIUM_METAL,
    "3551": Chemistry.SODIUM_ION, "3552": Chemistry.SODIUM_ION,
}  # fmt: skip
ALONE = {"3480", "3090", "3551"}
PACKINGS = {
    "alone": Packing.ALONE, "loose": Packing.ALONE, "standalone": Packing.ALONE,
    "packed-with": Packing.WITH_EQUIPMENT, "packed-with-equipment": Packing.WITH_EQUIPMENT,
    "with-equipment": Packing.WITH_EQUIPMENT, "contained-in": Packing.IN_EQUIPMENT,
    "contained-in-equipment": Packing.IN_EQUIPMENT, "in-equipment": Packing.IN_EQUIPMENT,
}  # fmt: skip
NAMES = {
    "battery_g": "battery_lithium_g", "battery_li_g": "battery_lithium_g", "lithium_g": "battery_lithium_g",
    "cell_g": "cell_lithium_g", "cell_li_g": "cell_lithium_g", "soc_pct": "charge_pct",
    "state_of_charge_pct": "charge_pct", "button_cell": "button_cells", "un38_3": "tested",
    "config": "packing",
}  # fmt: skip
"""What cases call a fact, and what it is called here."""
FACTS = (
    "cells", "batteries", "cell_wh", "battery_wh", "cell_lithium_g", "battery_lithium_g", "net_kg",
    "charge_pct", "button_cells", "packages", "tested", "damaged",
)  # fmt: skip


def dangerous_goods(case: Input) -> object:
    """Answer all that a case may ask: energy, section, aircraft, limits, mark, papers, or missing facts."""
    rated = case.keys() >= {"mah", "volt"} and case["mah"] is not None and case["volt"] is not None
    energy = watt_hours(case["mah"], case["volt"]) if rated else None
    if "un" not in case:
        if energy is None:
            raise NotCoveredError
        return Told(watt_hours=_two_digits(energy))
    facts = _facts(case, energy)
    found = classify_battery(facts, restriction_rules(), on=_day(case))
    asked = {NAMES.get(name, name): name for name, value in case.items() if value is None}
    if isinstance(found, Refusal):
        first, *others = (unmet.where for unmet in found.unmet)
        return _needs([first, *(fact for fact in others if fact in asked)], asked)
    if missing := [fact for fact in found.open_facts if fact in asked]:
        return _needs(missing, asked)
    return Told(_told(found, facts))


def _day(case: Input) -> date:
    return date.fromisoformat(case["on"]) if "on" in case else ON


def _facts(case: Input, energy: Fraction | None) -> BatteryFacts:
    """Take the facts as told; a case that tells no packages and no buttons is about one plain package."""
    named = {NAMES.get(name, name): value for name, value in case.items()}
    told = {name: named[name] for name in FACTS if name in named}
    told = {"packages": 1, "button_cells": False, **told}
    if energy is not None and told.get("battery_wh") is None:
        told["battery_wh"] = energy
    packing = Packing.ALONE if case["un"] in ALONE else PACKINGS.get(case.get("config") or "")
    return BatteryFacts(CHEMISTRIES[case["un"]], packing, **told)


def _needs(missing: list[str], asked: dict[str, str]) -> object:
    """Name what is missing as the case names it; where it tells of cells, the rating is theirs."""
    own = (asked.get(fact) or asked.get(fact.replace("battery_", "cell_")) or fact for fact in missing)
    return Told(outcome="needs-facts", missing=sorted(own))


def _told(found: BatteryClass, facts: BatteryFacts) -> dict[str, object]:
    passenger, cargo = (_carries(found, facts, aircraft) for aircraft in Aircraft)
    section = found.section
    limit = section.kg_max(Aircraft.PASSENGER if passenger else Aircraft.CARGO)
    mark = found.mark_needed
    return {
        "outcome": "allowed" if passenger or cargo else "forbidden",
        "allowed": passenger or cargo,
        "un": found.un,
        "packing_instruction": found.packing_instruction,
        "section": section.name,
        "passenger_aircraft": passenger,
        "cargo_aircraft": cargo,
        "cargo_aircraft_only": cargo and not passenger,
        "max_net_kg": _text(limit),
        "max_soc_pct": _text(section.charge_pct_max),
        "shipper_declaration": section.declaration,
        "lithium_mark_required": mark,
    }


def _carries(found: BatteryClass, facts: BatteryFacts, aircraft: Aircraft) -> bool:
    """Say whether an aircraft takes it, as far as it is told."""
    limit = found.section.kg_max(aircraft)
    return limit is not None and not found.unmet and (facts.net_kg is None or facts.net_kg <= limit)


def _text(figure: Fraction | None) -> str | None:
    return None if figure is None else str(decimal_of(figure))


def _two_digits(figure: Fraction) -> str:
    """Write two decimals, and more where there are more."""
    shown = decimal_of(figure)
    return f"{shown:.2f}" if shown == round(shown, 2) else str(shown)


FAMILIES: dict[str, Callable[[Input], object]] = {"dangerous-goods": dangerous_goods}

"""Facts of goods as the numbers and flags by name that rules ask for; what is absent is not known."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.logistics.conditions import Facts

from .battery import BatteryFacts, Chemistry


def known_facts(numbers: Mapping[str, Fraction | None], flags: Mapping[str, bool | None]) -> Facts:
    """Keep what is known."""
    return Facts(
        FrozenMap({name: value for name, value in numbers.items() if value is not None}),
        FrozenMap({name: value for name, value in flags.items() if value is not None}),
    )


def joined_facts(one: Facts, other: Facts) -> Facts:
    """Take both together; where both tell of one fact, the other's."""
    return Facts({**one.numbers, **other.numbers}, {**one.flags, **other.flags}, one.zone)


def battery_facts(battery: BatteryFacts) -> Facts:
    """Tell a battery in numbers and flags; where there are no cells, none is large and their count is 0."""
    none = Fraction(0)
    cells, batteries = battery.has_cells, battery.has_batteries
    numbers = {
        "cells": none if cells is False else _whole(battery.cells),
        "batteries": none if batteries is False else _whole(battery.batteries),
        "cell_wh": none if cells is False else battery.cell_wh,
        "battery_wh": none if batteries is False else battery.battery_wh,
        "cell_lithium_g": none if cells is False else battery.cell_lithium_g,
        "battery_lithium_g": none if batteries is False else battery.battery_lithium_g,
        "net_kg": battery.net_kg,
        "charge_pct": battery.charge_pct,
    }
    kind = battery.chemistry
    flags = {
        **{one.value: None if kind is None else kind is one for one in Chemistry},
        "lithium": None if kind is None else kind in {Chemistry.LITHIUM_ION, Chemistry.LITHIUM_METAL},
        "button_cells": battery.button_cells,
        "tested": battery.tested,
        "damaged": battery.damaged,
    }
    return known_facts(numbers, flags)


def _whole(count: int | None) -> Fraction | None:
    return None if count is None else Fraction(count)

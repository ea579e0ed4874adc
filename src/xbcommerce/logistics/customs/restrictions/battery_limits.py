"""Whether a package lies within the limits of a section: yes, no, or not known."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from xbcommerce.kernel.figures import decimal_of
from xbcommerce.kernel.unmet import Unmet

from .battery import BatteryFacts
from .provision import BatterySection

FEW_CELLS = 4
"""Cells that a package in equipment may hold without the battery mark."""
FEW_BATTERIES = 2
FEW_PACKAGES = 2


_RATINGS = ("cell_wh", "cell_lithium_g", "battery_wh", "battery_lithium_g")


def admits(section: BatterySection, facts: BatteryFacts) -> bool | None:
    """Say whether a package lies within a section; None where a rating is not known.

    A net mass that is not told lies within; the strictest section of a provision takes every rating, and
    keeps what is too heavy for it, to be refused.
    """
    if section.rated and _too_heavy(section, facts):
        return False
    tests = [_rating_within(section, facts, name) for name in _RATINGS]
    if False in tests:
        return False
    return None if None in tests else True


def unknown_ratings(section: BatterySection, facts: BatteryFacts) -> tuple[str, ...]:
    """Name the ratings that decide about a section and are not known.

    Where neither cells nor batteries are told of, that of the batteries stands for both.
    """
    if admits(section, facts) is not None:
        return ()
    unknown = [name for name in _RATINGS if _rating_within(section, facts, name) is None]
    return tuple(name for name in unknown if facts.has_cells or name.startswith("battery"))


def _rating_within(section: BatterySection, facts: BatteryFacts, name: str) -> bool | None:
    there = facts.has_cells if name.startswith("cell") else facts.has_batteries
    return _within(there, getattr(facts, name), getattr(section, f"{name}_max"))


def _within(there: bool | None, rating: Fraction | None, limit: Fraction | None) -> bool | None:  # noqa: FBT001
    if limit is None or there is False:
        return True
    return None if there is None or rating is None else rating <= limit


def _too_heavy(section: BatterySection, facts: BatteryFacts) -> bool:
    """Say whether the net mass is known to lie above what any aircraft takes under a section."""
    limit = section.net_kg_max
    return facts.net_kg is not None and limit is not None and facts.net_kg > limit


def charge_limit(section: BatterySection, facts: BatteryFacts) -> Fraction | None:
    """Return the highest state of charge of a package in a section, None where any is allowed.

    A rating that is not known does not free it of the limit.
    """
    free_up_to = section.charge_over_wh
    if free_up_to is None:
        return section.charge_pct_max
    small = (
        _within(facts.has_cells, facts.cell_wh, free_up_to),
        _within(facts.has_batteries, facts.battery_wh, free_up_to),
    )
    return None if all(small) else section.charge_pct_max


def safety_unmet(facts: BatteryFacts) -> tuple[Unmet, ...]:
    """Return what keeps batteries from every aircraft, whatever their section."""
    found = [Unmet("dangerous_goods.damaged")] if facts.damaged else []
    return (*found, *([Unmet("dangerous_goods.untested")] if facts.tested is False else []))


def undecided(facts: BatteryFacts, *, charge_limited: bool) -> tuple[str, ...]:
    """Name what is not known and may keep a package from flying, whatever its section."""
    names = ("tested", "damaged", "net_kg", *(("charge_pct",) if charge_limited else ()))
    return tuple(name for name in names if getattr(facts, name) is None)


def over(section: BatterySection, facts: BatteryFacts) -> Iterator[Unmet]:
    """Return what goes beyond the charge or the mass that a section takes at most."""
    limit = charge_limit(section, facts)
    if limit is not None and facts.charge_pct is not None and facts.charge_pct > limit:
        yield Unmet(
            "dangerous_goods.charged",
            params={"charge_pct": decimal_of(facts.charge_pct), "charge_pct_max": decimal_of(limit)},
        )
    heaviest = section.net_kg_max
    if heaviest is not None and facts.net_kg is not None and facts.net_kg > heaviest:
        yield Unmet(
            "dangerous_goods.too_heavy",
            params={"net_kg": decimal_of(facts.net_kg), "net_kg_max": decimal_of(heaviest)},
        )


def marked(facts: BatteryFacts) -> bool | None:
    """Say whether there are too many to go without the mark; see `Mark.UNLESS_FEW`."""
    if facts.button_cells:
        return False
    tests = (
        _few(facts.has_cells, facts.cells, FEW_CELLS),
        _few(facts.has_batteries, facts.batteries, FEW_BATTERIES),
        _few(True, facts.packages, FEW_PACKAGES),  # noqa: FBT003
    )
    if False in tests:
        return True if facts.button_cells is False or _no_buttons(facts) else None
    return None if None in tests else False


def _few(there: bool | None, count: int | None, most: int) -> bool | None:  # noqa: FBT001
    if there is False:
        return True
    return None if count is None else count <= most


def _no_buttons(facts: BatteryFacts) -> bool:
    """Say whether none can be a button cell: batteries are none."""
    return facts.has_batteries is True


def uncounted(facts: BatteryFacts) -> tuple[str, ...]:
    """Name the counts that are not known and decide about the mark."""
    told = {
        "cells": facts.has_cells is not True or facts.cells is not None,
        "batteries": facts.has_batteries is False or facts.batteries is not None,
        "packages": facts.packages is not None,
        "button_cells": facts.button_cells is not None or _no_buttons(facts),
    }
    return tuple(name for name, known in told.items() if not known)

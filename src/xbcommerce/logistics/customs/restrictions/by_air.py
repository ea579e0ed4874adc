"""What the rules of the air say of the batteries of a line, as reasons for the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from xbcommerce.kernel.dated import RuleSet
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.unmet import Param, Refusal, Unmet

from .battery import BatteryFacts
from .battery_class import BatteryClass, classify_battery
from .battery_limits import safety_unmet
from .provision import Aircraft
from .reason import Reason
from .restriction import Level

DECLARATION = "shippers_declaration"
"""The document that the stricter sections ask for."""
NO_FIGURES = FrozenMap[str, Param]()


def air_reasons(
    batteries: tuple[BatteryFacts, ...], where: str, rules: RuleSet[Any], on: date, known: date | None
) -> Iterator[Reason]:
    """Go through what is certain and what is open about the batteries of a line by air.

    Args:
        batteries: One for each kind; none where the line is of a class with batteries and nothing is told.
        where: Id of the line.
        rules: `BatteryProvision` records.
        on: The day it is handed over.
        known: As in `RuleSet.as_of`.
    """
    if not batteries:
        yield _open(where, ("batteries",))
    for facts in batteries:
        found = classify_battery(facts, rules, on=on, known=known)
        if isinstance(found, BatteryClass):
            yield from _of_class(found, where, rules)
        else:
            yield from (_said(Level.BLOCK, unmet, where) for unmet in safety_unmet(facts))
            yield _refused(found, where)


def _of_class(found: BatteryClass, where: str, rules: RuleSet[Any]) -> Iterator[Reason]:
    record = next(record for record in rules.records if record.id == found.record)
    figures: dict[str, Param] = {
        "un": found.un, "packing_instruction": found.packing_instruction, "section": found.section.name,
    }  # fmt: skip

    def reason(
        level: Level, code: str, *, missing: tuple[str, ...] = (), more: Mapping[str, Param] = NO_FIGURES
    ) -> Reason:
        return Reason.of_record(
            record, level, code, where, figures=FrozenMap({**figures, **more}), missing=missing
        )

    for unmet in found.unmet:
        yield reason(Level.BLOCK, unmet.code, more=unmet.params)
    if found.section.net_kg_max is None:
        yield reason(Level.BLOCK, "dangerous_goods.no_aircraft")
    if found.section.declaration:
        yield reason(Level.NEEDS_DOCUMENT, "dangerous_goods.declare", more={"document": DECLARATION})
    if not found.unmet and found.may_fly(Aircraft.PASSENGER) is False:
        yield reason(Level.WARN, "dangerous_goods.cargo_only")
    if found.mark_needed:
        yield reason(Level.WARN, "dangerous_goods.put_mark")
    if found.undecided:
        yield reason(Level.BLOCK, "dangerous_goods.air", missing=found.undecided)
    if found.uncounted:
        yield reason(Level.WARN, "dangerous_goods.put_mark", missing=found.uncounted)


def _refused(found: Refusal, where: str) -> Reason:
    return _open(where, tuple(unmet.where for unmet in found.unmet))


def _open(where: str, missing: tuple[str, ...]) -> Reason:
    return Reason(Level.BLOCK, "dangerous_goods.air", where, missing=missing)


def _said(level: Level, unmet: Unmet, where: str) -> Reason:
    return Reason(level, unmet.code, where, unmet.params)

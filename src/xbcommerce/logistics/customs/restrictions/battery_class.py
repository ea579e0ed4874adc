"""Which section of the rules of the air a package of batteries falls into, and what that asks for.

A rating that is not known leaves the section open: the answer names what to ask the maker for, and is
neither a yes nor a no. A net mass that is not told leaves the section standing up to its limit.

Example:
    >>> from datetime import date
    >>> from xbcommerce.logistics.customs.restrictions import (
    ...     Aircraft, BatteryFacts, Chemistry, Packing, classify_battery)
    >>> from xbcommerce.reference.customs.restrictions import restriction_rules
    >>> tablet = BatteryFacts(Chemistry.LITHIUM_ION, Packing.IN_EQUIPMENT, batteries=1, battery_wh="37",
    ...                       net_kg="0.4", packages=1, tested=True, damaged=False)
    >>> found = classify_battery(tablet, restriction_rules(), on=date(2026, 11, 25))
    >>> found.un, found.section.name, found.mark_needed, found.may_fly(Aircraft.PASSENGER)
    ('3481', 'II', False, True)
    >>> unrated = BatteryFacts(Chemistry.LITHIUM_ION, Packing.IN_EQUIPMENT, batteries=1, tested=True)
    >>> print(classify_battery(unrated, restriction_rules(), on=date(2026, 11, 25)))
    dangerous_goods.needs_fact at battery_wh
    dangerous_goods.needs_fact at damaged
    dangerous_goods.needs_fact at net_kg
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from attrs import frozen

from xbcommerce.kernel.dated import Found, RuleSet
from xbcommerce.kernel.figures import decimal_of
from xbcommerce.kernel.unmet import Note, Param, Refusal, Unmet

from .battery import BatteryFacts, Chemistry
from .battery_limits import (
    admits,
    charge_limit,
    marked,
    over,
    safety_unmet,
    uncounted,
    undecided,
    unknown_ratings,
)
from .messages import ENGLISH
from .provision import Aircraft, BatteryProvision, BatterySection, Mark, provision_key


@frozen
class BatteryClass:
    """The section that a package of batteries falls into.

    Attributes:
        facts: What was told.
        un: The UN number.
        packing_instruction: Its number.
        section: With its limits.
        record: The id of the record that says so.
        unmet: What keeps the package from every aircraft.
    """

    facts: BatteryFacts
    un: str
    packing_instruction: str
    section: BatterySection
    record: str
    unmet: tuple[Unmet, ...]

    @property
    def mark_needed(self) -> bool | None:
        """Whether the battery mark must stand on the package; None where the counts do not tell."""
        if self.section.mark is not Mark.UNLESS_FEW:
            return self.section.mark is Mark.ALWAYS
        return marked(self.facts)

    @property
    def open_facts(self) -> tuple[str, ...]:
        """What is not known and may still keep it from flying, or asks for a mark."""
        return (*self.undecided, *self.uncounted)

    @property
    def undecided(self) -> tuple[str, ...]:
        """What is not known and may still keep it from flying."""
        return undecided(self.facts, charge_limited=charge_limit(self.section, self.facts) is not None)

    @property
    def uncounted(self) -> tuple[str, ...]:
        """What is not known and decides about the mark."""
        return uncounted(self.facts) if self.mark_needed is None else ()

    def may_fly(self, aircraft: Aircraft) -> bool | None:
        """Say whether an aircraft may carry it; None where a fact is missing that decides it."""
        limit = self.section.kg_max(aircraft)
        if limit is None or self.unmet or (self.facts.net_kg is not None and self.facts.net_kg > limit):
            return False
        return None if self.undecided else True

    def why(self) -> tuple[Note | Unmet, ...]:
        """Return the section, what each aircraft takes, what it needs, what forbids it, what is open."""
        figures: dict[str, Param] = {
            "un": self.un,
            "packing_instruction": self.packing_instruction,
            "section": self.section.name,
            "record": self.record,
        }
        return (
            Note("dangerous_goods.section", figures),
            *(self._taken(aircraft) for aircraft in Aircraft),
            *self._needs(),
            *self.unmet,
            *(Unmet("dangerous_goods.needs_fact", fact) for fact in self.open_facts),
        )

    def _taken(self, aircraft: Aircraft) -> Note:
        limit = self.section.kg_max(aircraft)
        if limit is None:
            return Note(f"dangerous_goods.{aircraft.value}_forbidden")
        return Note(f"dangerous_goods.{aircraft.value}", {"net_kg_max": decimal_of(limit)})

    def _needs(self) -> Iterator[Note]:
        limit = charge_limit(self.section, self.facts)
        if limit is not None:
            yield Note("dangerous_goods.charge", {"charge_pct_max": decimal_of(limit)})
        if self.mark_needed:
            yield Note("dangerous_goods.mark")
        if self.section.declaration:
            yield Note("dangerous_goods.declaration")

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def classify_battery(
    facts: BatteryFacts, rules: RuleSet[Any], *, on: date, known: date | None = None
) -> BatteryClass | Refusal:
    """Find the section of a package of batteries.

    Args:
        facts: What is known of it.
        rules: `BatteryProvision` records under `provision_key`.
        on: The day it is handed over.
        known: As in `RuleSet.as_of`.

    Returns:
        The class; or, where a fact is missing that decides the section, a refusal with
        ``dangerous_goods.needs_fact`` for it and for every other that is missing;
        ``dangerous_goods.no_sections`` where no sections are on record; or ``rule.none``,
        ``rule.ambiguous``, ``rule.stale`` and the like where the rules do not answer for the day.
    """
    if facts.chemistry is None or facts.packing is None:
        return _ask((*_untold(facts), *undecided(facts, charge_limited=False)))
    key = provision_key(facts.chemistry, facts.packing)
    answer = rules.as_of(key, on, known)
    if not isinstance(answer, Found):
        return Refusal(tuple(line for line in answer.why() if isinstance(line, Unmet)))
    provision: BatteryProvision = answer.value
    if not provision.sections:
        figures = {"un": provision.un, "packing_instruction": provision.packing_instruction}
        return Refusal.of(Unmet("dangerous_goods.no_sections", key, figures))
    section = next(section for section in provision.sections if admits(section, facts) is not False)
    if missing := unknown_ratings(section, facts):
        limited = any(section.charge_pct_max is not None for section in provision.sections)
        return _ask((*missing, *undecided(facts, charge_limited=limited)))
    unmet = (*safety_unmet(facts), *over(section, facts))
    return BatteryClass(facts, provision.un, provision.packing_instruction, section, answer.record.id, unmet)


def _ask(missing: Iterable[str]) -> Refusal:
    return Refusal(tuple(Unmet("dangerous_goods.needs_fact", fact) for fact in missing))


def _untold(facts: BatteryFacts) -> list[str]:
    """Name what must be told before a provision can be looked up, and the rating it will ask for."""
    missing = [name for name in ("chemistry", "packing") if getattr(facts, name) is None]
    if facts.chemistry is not None and facts.has_cells is None and facts.has_batteries is None:
        missing.append("battery_lithium_g" if facts.chemistry is Chemistry.LITHIUM_METAL else "battery_wh")
    return missing

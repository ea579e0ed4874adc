"""Schemes and declarations that no rule speaks of: one that was mistyped decides nothing, and should say so.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.logistics.customs import GoodsLine, ImportConsignment, Place
    >>> from xbcommerce.logistics.customs.landed_cost.unheard import unheard
    >>> from xbcommerce.reference.customs.rules import packaged_rules
    >>> mug = GoodsLine("mug", Money("9.00", "EUR"))
    >>> parcel = ImportConsignment(Place("DE"), "CN", [mug], registrations={"ioss"})
    >>> for note in unheard(parcel, packaged_rules()):
    ...     print(note.code, note.params["name"], note.params["known"][-2:])
    landed_cost.unheard ioss ('SG-GST', 'VOEC')
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xbcommerce.kernel.dated import RuleSet
from xbcommerce.kernel.unmet import Note
from xbcommerce.logistics.customs.consignment import ImportConsignment
from xbcommerce.logistics.customs.thresholds import Threshold
from xbcommerce.logistics.customs.when import When


def unheard(consignment: ImportConsignment, rules: RuleSet[Any]) -> Iterator[Note]:
    """Name each scheme and the declaration that no rule speaks of, with those that rules know."""
    if consignment.registrations:
        schemes = rules.view(_schemes)
        for name in sorted(consignment.registrations - schemes):
            yield Note("landed_cost.unheard", {"name": name, "known": tuple(sorted(schemes))})
    if (declaration := consignment.declaration) is not None:
        declarations = rules.view(_declarations)
        if declaration not in declarations:
            known = tuple(sorted(declarations))
            yield Note("landed_cost.unheard_declaration", {"name": declaration, "known": known})


def _conditions(rules: RuleSet[Any]) -> Iterator[When]:
    conditions = (getattr(one.value, "when", None) for one in rules.records)
    return (when for when in conditions if isinstance(when, When))


def _schemes(rules: RuleSet[Any]) -> frozenset[str]:
    """Gather the schemes that conditions of rules name."""
    return frozenset[str]().union(*(when.registered | when.not_registered for when in _conditions(rules)))


def _declarations(rules: RuleSet[Any]) -> frozenset[str]:
    """Gather the declarations that rules name: in conditions, and for flat charges and simplified rates."""
    thresholds = [one.value for one in rules.records if isinstance(one.value, Threshold)]
    flat = (each.flat.digits for each in thresholds if each.flat is not None)
    simplified = frozenset(each.simplified for each in thresholds if each.simplified)
    return simplified.union(*flat, *(when.declarations for when in _conditions(rules)))

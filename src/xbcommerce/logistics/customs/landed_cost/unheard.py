"""Names that no rule speaks of: a scheme or a data set that was mistyped decides nothing, and should say so.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.logistics.customs import GoodsLine, ImportConsignment, Place
    >>> from xbcommerce.logistics.customs.landed_cost.unheard import unheard
    >>> from xbcommerce.reference.customs.rules import packaged_rules
    >>> mug = GoodsLine("mug", Money("9.00", "EUR"))
    >>> for note in unheard(ImportConsignment(Place("DE"), "CN", [mug], registrations={"ioss"}), packaged_rules()):
    ...     print(note.code, note.params["name"], note.params["known"][-2:])
    landed_cost.unheard.registrations ioss ('SG-GST', 'VOEC')
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xbcommerce.kernel.dated import RuleSet
from xbcommerce.kernel.unmet import Note
from xbcommerce.logistics.customs.consignment import ImportConsignment
from xbcommerce.logistics.customs.when import When


def unheard(consignment: ImportConsignment, rules: RuleSet[Any]) -> Iterator[Note]:
    """Name each scheme and data set of a consignment that no rule speaks of, with those that rules know."""
    schemes, declarations = rules.view(_spoken_of)
    for name in sorted((consignment.registrations or frozenset()) - schemes):
        yield Note("landed_cost.unheard.registrations", {"name": name, "known": tuple(sorted(schemes))})
    if consignment.declaration is not None and consignment.declaration not in declarations:
        known = tuple(sorted(declarations))
        yield Note("landed_cost.unheard.declaration", {"name": consignment.declaration, "known": known})


def _spoken_of(rules: RuleSet[Any]) -> tuple[frozenset[str], frozenset[str]]:
    """Gather the schemes and the data sets that conditions of rules name."""
    conditions = [when for one in rules.records if isinstance(when := getattr(one.value, "when", None), When)]
    schemes = frozenset[str]().union(*(when.registered | when.not_registered for when in conditions))
    return schemes, frozenset[str]().union(*(when.declarations for when in conditions))

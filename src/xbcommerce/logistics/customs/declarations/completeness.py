"""Is everything told that the destination asks for? Every missing fact at once, and what will be questioned.

Asked are the rules of the whole world, of the mails, and of every jurisdiction that the place lies in. A fact
whose need cannot be decided, since another fact is not known, is asked for too, and the reason said.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.logistics.customs import Place
    >>> from xbcommerce.logistics.customs.declarations import Declaration, DeclaredLine, complete, suspect
    >>> from xbcommerce.reference.customs.requirements import requirements
    >>> mug = DeclaredLine("mug", "goods", 2, 700, Money("22.00", "EUR"), "CN", "691200")
    >>> told = Declaration([mug], registrations={"IOSS"}, reason=None)
    >>> on, germany = date(2026, 11, 5), Place("DE")
    >>> [item.where for item in complete(told, germany, on=on, rules=requirements()) if "_" in item.where][:2]
    ['recipient_address', 'recipient_name']
    >>> [note.code for note in suspect(told, germany, on=on, rules=requirements())][:1]
    ['declaration.vague_description']
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.dated import Ambiguous, Dated, Found, RuleSet, Stale
from xbcommerce.kernel.dated.validity import calendar_day
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.fx import FxRates
from xbcommerce.kernel.identifiers import CheckedNumber
from xbcommerce.kernel.unmet import Note, Param, Refusal, Unmet
from xbcommerce.logistics.customs.exchange import Exchange, exchange_rates
from xbcommerce.logistics.customs.place import Place

from .declaration import Declaration
from .declared_line import DeclaredLine
from .facts import DECLARATION_FACTS, LINE_FACTS, declared
from .requirement import Requirement
from .stop_words import StopWords

_PREFIX = "requirement/"
_PERHAPS = "declaration.perhaps_missing"
EVERYWHERE = ("WORLD", "UPU")
"""Jurisdictions whose requirements are asked for every destination; those of the mails name the mode."""


def complete(
    declaration: Declaration,
    destination: Place,
    *,
    on: date,
    rules: RuleSet[Any],
    rates: FxRates | None = None,
) -> tuple[Unmet, ...]:
    """Return everything that is missing, malformed or not decided; nothing if the declaration can go.

    Args:
        declaration: What is told.
        destination: Where the goods are imported.
        on: The day of the declaration, in the calendar of the destination.
        rules: `Requirement` records under ``requirement/JURISDICTION/NAME``.
        rates: For limits of value in another currency than the declaration's.

    Returns:
        ``declaration.missing`` with the fact, the record and its source; ``declaration.perhaps_missing`` with
        what its need depends on; what is wrong with a number (``id...``); ``rule.ambiguous`` and
        ``rule.stale`` for records that do not answer clearly. No place is named twice.
    """
    told = _Told(declaration, on, rates)
    found: dict[str, Unmet] = {}
    for answer in _answers(destination, on, rules):
        if isinstance(answer, Ambiguous | Stale):
            for item in answer.why():
                if isinstance(item, Unmet):
                    found.setdefault(item.where, item)
        elif isinstance(answer.value, Requirement) and answer.value.mandatory:
            for item in told.unmet(answer.record):
                known = found.setdefault(item.where, item)
                if known.code == _PERHAPS:
                    found[item.where] = item
    return tuple(found.values())


def suspect(
    declaration: Declaration,
    destination: Place,
    *,
    on: date,
    rules: RuleSet[Any],
    rates: FxRates | None = None,
) -> tuple[Note, ...]:
    """Return what may be questioned: descriptions that say nothing, facts that are welcome and not told.

    Args:
        declaration: What is told.
        destination: Where the goods are imported.
        on: The day of the declaration, in the calendar of the destination.
        rules: `StopWords` and `Requirement` records under ``requirement/JURISDICTION/NAME``.
        rates: As of `complete`.

    Returns:
        ``declaration.vague_description`` with the line, and ``declaration.welcome`` with the fact.
    """
    told = _Told(declaration, on, rates)
    found = [answer.record for answer in _answers(destination, on, rules) if isinstance(answer, Found)]
    words = [record for record in found if isinstance(record.value, StopWords)]
    notes = [note for line in declaration.lines for note in _vague(line, words)]
    for record in found:
        if isinstance(record.value, Requirement) and not record.value.mandatory:
            notes += [
                Note("declaration.welcome", {**item.params, "where": item.where})
                for item in told.unmet(record)
                if item.code == "declaration.missing"
            ]
    return tuple(notes)


def _answers(
    destination: Place, on: date, rules: RuleSet[Any]
) -> Iterator[Found[Any] | Ambiguous[Any] | Stale[Any]]:
    """Yield what the rules say on a day, for the world, the mails and the place, the widest first."""
    places = destination.jurisdictions(calendar_day(on, "on"))
    names = dict.fromkeys((*EVERYWHERE, *reversed(places.duty), *reversed(places.tax)))
    for name in names:
        for key in rules.keys:
            if key.startswith(f"{_PREFIX}{name}/"):
                answer = rules.as_of(key, on)
                if isinstance(answer, Found | Ambiguous | Stale):
                    yield answer


def _vague(line: DeclaredLine, words: Sequence[Dated[StopWords]]) -> Iterator[Note]:
    record = next((record for record in words if record.value.vague(line.description)), None)
    if record is not None:
        figures: dict[str, Param] = {
            "where": _where(line, "description"),
            "description": line.description.strip(),
            **_source(record),
        }
        yield Note("declaration.vague_description", figures)


def _where(line: DeclaredLine, fact: str) -> str:
    return f"lines[{line.id}].{fact}"


def _source(record: Dated[Any]) -> dict[str, Param]:
    return {"rule": record.id, "source": "-" if record.source is None else record.source.title}


@frozen
class _Told:
    """A declaration on a day, put to one requirement after the other."""

    declaration: Declaration
    on: date
    rates: FxRates | None

    def unmet(self, record: Dated[Requirement]) -> Iterator[Unmet]:
        """Yield where the fact of one record is missing or malformed."""
        requirement, fact = record.value, record.value.fact
        present = LINE_FACTS.get(fact)
        if present is not None:
            for line in self.declaration.lines:
                if not present(line):
                    yield from self._asked(record, (line,), _where(line, fact))
        elif not declared(self.declaration, fact):
            yield from self._asked(record, self.declaration.lines, fact)
        elif requirement.kind is not None and fact not in DECLARATION_FACTS:
            number = CheckedNumber.parse(self.declaration.reference(fact), requirement.kind, fact, on=self.on)
            yield from number.unmet if isinstance(number, Refusal) else ()

    def _asked(
        self, record: Dated[Requirement], lines: Sequence[DeclaredLine], where: str
    ) -> Iterator[Unmet]:
        """Yield the missing fact, if the rule is about any of the lines or may be."""
        requirement = record.value
        facts = [self.declaration.facts(line) for line in lines]
        asked = {requirement.when.holds(each) for each in facts}
        small = self._within(requirement.value_max)
        if asked == {False} or small is False:
            return
        figures: dict[str, Param] = {"fact": requirement.fact, **_source(record)}
        if True in asked and small:
            text = f"declaration.missing.{requirement.fact}"
            yield Unmet("declaration.missing", where, {**figures, "text": text})
            return
        unknown = [name for each in facts for name in requirement.when.unknown(each)]
        unknown += [] if small else ["value"]
        depends_on = tuple(dict.fromkeys(unknown))
        yield Unmet(_PERHAPS, where, {**figures, "depends_on": depends_on})

    def _within(self, limit: Money | None) -> bool | None:
        """Say whether the consignment is worth at most a limit; None where that is not known."""
        if limit is None:
            return True
        lines = self.declaration.lines
        values = [line.value for line in lines if line.value is not None]
        exchange = self._exchange({value.currency.code for value in values}, limit.currency.code)
        if exchange is None or len(values) < len(lines):
            return None
        return sum(map(exchange.units, values)) <= exchange.units(limit)

    def _exchange(self, currencies: set[str], into: str) -> Exchange | None:
        if currencies <= {into}:
            return Exchange(into, FrozenMap({}))
        found = None if self.rates is None else exchange_rates(currencies, into, self.on, self.rates)
        return found if isinstance(found, Exchange) else None

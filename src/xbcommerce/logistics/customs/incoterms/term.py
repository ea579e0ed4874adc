"""A term as a contract or an invoice names it, read against the rules: ``FOB Shanghai``, ``DAT (2010)``.

The edition that the text names decides; without one, the edition in force on the day of the contract. A name
that a newer edition dropped is read as its successor and flagged; one that has none is refused.

Example:
    >>> from datetime import date
    >>> from xbcommerce.logistics.customs.incoterms import TradeCost, read_term
    >>> from xbcommerce.reference.customs.incoterms import incoterm_rules
    >>> old = read_term("DDU Hamburg", incoterm_rules(), on=date(2026, 3, 1))
    >>> old.name, old.place, old.legacy, old.payor(TradeCost.IMPORT_DUTY_TAX).value
    ('DAP', 'Hamburg', True, 'buyer')
    >>> read_term("CIP Incoterms 2010", incoterm_rules(), on=date(2026, 3, 1)).rule.cover.value
    'C'
    >>> print(read_term("DEQ", incoterm_rules(), on=date(2026, 3, 1)))
    incoterm.no_equivalent at DEQ (consider=('DPU',), on=2026-03-01)
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from attrs import frozen

from xbcommerce.kernel.dated import Found, RuleSet
from xbcommerce.kernel.dated.validity import calendar_day
from xbcommerce.kernel.unmet import Note, Param, Refusal, Unmet

from .messages import ENGLISH
from .rule import FormerTerm, IncotermRecord, IncotermRule, Party, TradeCost

_PREFIX = "incoterm/"
_NAMED = re.compile(r"\s*(?P<name>[A-Za-z]{3})(?![A-Za-z])(?P<rest>.*)", re.DOTALL)
_EDITION = re.compile(
    r"incoterms(?:\W*\(r\))?\W*(?:rules\W*)?(?P<a>\d{4})\b|\(\s*(?P<b>\d{4})\s*\)", re.IGNORECASE
)
_WORDS = re.compile(r"incoterms(?:\s*(?:®|\(r\)))?(?:\s*rules)?", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_EDGES = " \t\r\n,;:.-/()®"


@frozen
class Term:
    """A term that a contract names, with the rule that holds for it.

    Attributes:
        name: The term in force on the day, e.g. ``"DPU"``.
        written: The name the text uses, e.g. ``"DAT"``.
        place: The named place, e.g. ``"Shanghai"``; empty where the text names none.
        rule: Who bears what.
        record: The id of the record that says so.
    """

    name: str
    written: str
    place: str
    rule: IncotermRule
    record: str

    @property
    def legacy(self) -> bool:
        """Whether the text uses a name that is no longer in force."""
        return self.name != self.written

    def payor(self, cost: TradeCost) -> Party:
        """Say who pays a cost; the term moves the payor, never the amount."""
        return self.rule.payor(cost)

    def why(self) -> tuple[Note, ...]:
        """Return the reading, who pays what in the order of the way, the cover, and where the risk passes."""
        figures: dict[str, Param] = {
            "term": self.name,
            "written": self.written,
            "edition": str(self.rule.edition),
            "place": self.place,
        }
        head = "incoterm.term_at_place" if self.place else "incoterm.term"
        legacy = (Note("incoterm.legacy", figures),) if self.legacy else ()
        cover = () if self.rule.cover is None else (Note("incoterm.cover", {"cover": self.rule.cover.value}),)
        return (
            Note(head, figures),
            *legacy,
            *(self._paid(cost) for cost in TradeCost),
            *cover,
            Note(f"incoterm.risk.{self.rule.risk_passes.value}"),
        )

    def _paid(self, cost: TradeCost) -> Note:
        kind = "pays" if self.rule.must_be_paid(cost) else "may_pay"
        return Note(f"incoterm.{kind}.{self.payor(cost).value}.{cost.value}")

    def __str__(self) -> str:
        return ENGLISH.explain(self)


@frozen
class _Named:
    name: str
    edition: int | None
    place: str


def read_term(text: str, rules: RuleSet[Any], *, on: date) -> Term | Refusal:
    """Read a term of trade.

    Args:
        text: The term in any case, with the named place and the edition where given: ``"DAP"``,
            ``"DAP 2020"``, ``"DAT (2010)"``, ``"FOB Shanghai, Incoterms 2020"``.
        rules: `IncotermRule` and `FormerTerm` under ``incoterm/NAME``.
        on: The day of the contract.

    Returns:
        A `Term`; or a `Refusal`: ``incoterm.unknown``, ``incoterm.no_equivalent`` for a dropped name without
        successor, ``incoterm.edition_unknown``, or ``incoterm.edition_unclear`` for a year that may as well
        be a postal code (``"DAP 2020 Antwerpen"``).
    """
    calendar_day(on, "on")
    named = _named(text, _editions(rules))
    if named is None:
        return _unknown(text, rules, on)
    if isinstance(named, Refusal):
        return named
    if named.edition is not None:
        return _of_edition(named, named.edition, rules, on)
    found = rules.as_of(_PREFIX + named.name, on)
    if not isinstance(found, Found):
        return _unknown(named.name, rules, on)
    return _term(named, found.value, found.record.id, rules, on)


def _named(text: str, editions: frozenset[int]) -> _Named | Refusal | None:
    """Take the text apart: name, edition, place."""
    found = _NAMED.fullmatch(text)
    if not found:
        return None
    name, rest = found["name"].upper(), found["rest"]
    stated = _EDITION.search(rest)
    if stated:
        place = rest[: stated.start()] + rest[stated.end() :]
        return _Named(name, int(stated["a"] or stated["b"]), _WORDS.sub("", place).strip(_EDGES))
    place = _WORDS.sub("", rest).strip(_EDGES)
    if _YEAR.fullmatch(place):
        return _Named(name, int(place), "")
    years = sorted(set(_YEAR.findall(place)) & {str(edition) for edition in editions})
    if years:
        return Refusal.of(Unmet("incoterm.edition_unclear", text.strip(), {"year": years[0], "term": name}))
    return _Named(name, None, place)


def _of_edition(named: _Named, edition: int, rules: RuleSet[Any], on: date) -> Term | Refusal:
    """Read a term by the edition the text names, whatever the day."""
    spans = [span.answer for span in rules.history(_PREFIX + named.name)]
    records = [answer.record for answer in spans if isinstance(answer, Found)]
    for record in records:
        if isinstance(record.value, IncotermRule) and record.value.edition == edition:
            return Term(_name_on(named.name, rules, on), named.name, named.place, record.value, record.id)
    if not records:
        return _unknown(named.name, rules, on)
    known = tuple(str(one.value.edition) for one in records if isinstance(one.value, IncotermRule))
    if not known:  # dropped before the first edition on record
        return _term(named, records[-1].value, records[-1].id, rules, on)
    return Refusal.of(
        Unmet("incoterm.edition_unknown", named.name, {"edition": str(edition), "known": known})
    )


def _name_on(name: str, rules: RuleSet[Any], on: date) -> str:
    """Return the name that stands for a term on a day."""
    found = rules.as_of(_PREFIX + name, on)
    former = found.value if isinstance(found, Found) else None
    return former.successor or name if isinstance(former, FormerTerm) else name


def _term(named: _Named, value: IncotermRecord, record: str, rules: RuleSet[Any], on: date) -> Term | Refusal:
    if isinstance(value, IncotermRule):
        return Term(named.name, named.name, named.place, value, record)
    if not value.successor:
        figures: dict[str, Param] = {"consider": value.consider, "on": on}
        return Refusal.of(Unmet("incoterm.no_equivalent", named.name, figures))
    found = rules.as_of(_PREFIX + value.successor, on)
    if not (isinstance(found, Found) and isinstance(found.value, IncotermRule)):
        return _unknown(value.successor, rules, on)
    return Term(value.successor, named.name, named.place, found.value, found.record.id)


def _editions(rules: RuleSet[Any]) -> frozenset[int]:
    records = (record.value for record in rules.records if record.key.startswith(_PREFIX))
    return frozenset(value.edition for value in records if isinstance(value, IncotermRule))


def _unknown(text: str, rules: RuleSet[Any], on: date) -> Refusal:
    terms = [key.removeprefix(_PREFIX) for key in rules.keys if key.startswith(_PREFIX)]
    known = tuple(name for name in terms if isinstance(rules.as_of(_PREFIX + name, on), Found))
    return Refusal.of(Unmet("incoterm.unknown", text.strip(), {"on": on, "known": known}))

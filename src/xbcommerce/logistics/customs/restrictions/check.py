"""May this consignment be sent: every rule that speaks about it, at once, and every fact that is missing.

A rule whose conditions are not certainly unmet is never passed over: it applies, or it is told as an open
question with the facts that decide. A key under which several records answer for the day is asked by all of
them, and a record whose review is overdue still speaks. So one more rule never loosens an answer, and one
fact less never turns a block into a yes.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.logistics import Mode
    >>> from xbcommerce.logistics.customs import GoodsLine, ImportConsignment, Place
    >>> from xbcommerce.logistics.customs.restrictions import check_restrictions
    >>> from xbcommerce.reference.customs.restrictions import restriction_rules
    >>> vape = GoodsLine("vape", Money("19.00", "EUR"), goods={"vape"})
    >>> parcel = ImportConsignment(Place("SG"), "DE", [vape], mode=Mode.SEA)
    >>> answer = check_restrictions(parcel, restriction_rules(), on=date(2026, 11, 25))
    >>> type(answer).__name__, [reason.code for reason in answer.reasons]
    ('Block', ['restriction.vapes_banned'])
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs
from attrs import frozen

from xbcommerce.kernel.dated import Ambiguous, Dated, Found, RuleSet, Stale
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.naming import nearest
from xbcommerce.kernel.unmet import Param
from xbcommerce.logistics.customs.consignment import ImportConsignment
from xbcommerce.logistics.customs.goods import GoodsLine
from xbcommerce.logistics.customs.goods_classes import classes_of
from xbcommerce.logistics.customs.place import Place
from xbcommerce.logistics.customs.trade import TradeFacts
from xbcommerce.logistics.mode import Mode

from .by_air import air_reasons
from .goods_facts import BATTERY_CLASSES, GoodsFacts, with_batteries_of
from .holding import missing_facts
from .reason import Reason
from .restriction import PREFIX, Direction, Restriction
from .verdict import Verdict, verdict_of

FLOWN = frozenset({Mode.AIR, Mode.COURIER})
"""The modes to which the rules of the air apply; post has stricter ones of its own."""
NOTHING_TOLD = GoodsFacts()


def check_restrictions(
    consignment: ImportConsignment,
    rules: RuleSet[Any],
    *,
    on: date,
    facts: Mapping[str, GoodsFacts] | None = None,
    via: Iterable[str] = (),
    known: date | None = None,
) -> Verdict:
    """Say whether a consignment may be sent, and list everything that speaks about it.

    Args:
        consignment: What is sent, where, and how. Its classes of goods are taken as complete, but for those
            that codes tell: perfume, alcohol, tobacco, knitwear, lithium batteries by themselves.
        rules: `Restriction` records under ``restriction/...`` and `BatteryProvision` records.
        on: The day it is handed over.
        facts: What is known of the goods, by id of the line.
        via: Countries it passes through, for rules of transit.
        known: As in `RuleSet.as_of`.

    Raises:
        InvalidValueError: Facts about a line that the consignment has not.
    """
    told = _by_line(consignment, facts or {})
    asked = _Asked(consignment, told, rules, on, known, tuple(via))
    found = (*_restricted(asked), *_flown(asked))
    return verdict_of(
        (reason for reason in found if not reason.missing), (reason for reason in found if reason.missing)
    )


@frozen
class _Asked:
    consignment: ImportConsignment
    told: Mapping[str, GoodsFacts]
    rules: RuleSet[Any]
    on: date
    known: date | None
    via: tuple[str, ...]

    def trade_of(self, line: GoodsLine | None) -> TradeFacts:
        """Return what a rule may ask of the whole or of a line, with the classes that its code tells."""
        facts = self.consignment.facts(line)
        return facts if line is None else attrs.evolve(facts, goods=classes_of(line))

    def told_of(self, line: GoodsLine) -> GoodsFacts:
        """Return what is known of the goods of a line; a code of batteries tells that there are some."""
        return with_batteries_of(line, self.told.get(line.id, NOTHING_TOLD))


def _by_line(consignment: ImportConsignment, facts: Mapping[str, GoodsFacts]) -> Mapping[str, GoodsFacts]:
    ids = [line.id for line in consignment.lines]
    for strange in sorted(facts.keys() - set(ids)):
        msg = (
            f"facts of {strange!r}: the consignment has no such line; did you mean {nearest(strange, ids)!r}?"
        )
        raise InvalidValueError(msg)
    return facts


def _restricted(asked: _Asked) -> Iterator[Reason]:
    for record, doubt in _records(asked):
        if _concerned(record.value, asked):
            for line in asked.consignment.lines if record.value.of_goods else (None,):
                yield from _spoken(record, doubt, line, asked)


def _records(asked: _Asked) -> Iterator[tuple[Dated[Restriction], str]]:
    """Go through every record that answers for the day, with the doubt about it: of several, all."""
    for key in asked.rules.keys_under(PREFIX):
        match asked.rules.as_of(key, asked.on, asked.known):
            case Found(record):
                yield record, ""
            case Stale(record):
                yield record, "stale"
            case Ambiguous(records):
                yield from ((record, "ambiguous") for record in records)
            case _:
                pass


def _concerned(rule: Restriction, asked: _Asked) -> bool:
    """Say whether the consignment crosses a border of the places that rule so."""
    if not rule.places:
        return True
    origin = _jurisdictions(Place(asked.consignment.ship_from), asked.on)
    destination = _jurisdictions(asked.consignment.destination, asked.on)
    if rule.direction is Direction.IMPORT:
        return bool(rule.places & destination) and not rule.places & origin
    if rule.direction is Direction.EXPORT:
        return bool(rule.places & origin) and not rule.places & destination
    crossed = (_jurisdictions(Place(country), asked.on) for country in asked.via)
    return any(rule.places & on_the_way for on_the_way in crossed) and not rule.places & (
        origin | destination
    )


def _jurisdictions(place: Place, on: date) -> frozenset[str]:
    return frozenset({*place.jurisdictions(on).duty, place.country})


def _spoken(
    record: Dated[Restriction], doubt: str, line: GoodsLine | None, asked: _Asked
) -> Iterator[Reason]:
    rule = record.value
    told = NOTHING_TOLD if line is None else asked.told_of(line)
    missing = missing_facts(rule, asked.trade_of(line), told)
    if missing is None:
        return
    figures: dict[str, Param] = {
        "document": rule.document,
        "title": rule.title or rule.reason,
        "places": tuple(sorted(rule.places)),
    }
    yield Reason.of_record(
        record,
        rule.level,
        f"restriction.{rule.reason}",
        "" if line is None else line.id,
        figures=FrozenMap(figures),
        missing=missing,
        doubt=doubt,
    )


def _flown(asked: _Asked) -> Iterator[Reason]:
    mode = asked.consignment.mode
    for line in asked.consignment.lines:
        told = asked.told_of(line)
        if not told.batteries and line.goods.isdisjoint(BATTERY_CLASSES.values()):
            continue
        reasons = air_reasons(told.batteries, line.id, asked.rules, asked.on, asked.known)
        if mode in FLOWN:
            yield from reasons
        elif mode is None:
            yield from (attrs.evolve(one, missing=(*one.missing, "mode")) for one in reasons)

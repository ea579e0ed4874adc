"""Whether a restriction is about goods as far as they are known, and what is missing to settle it."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from xbcommerce.logistics.conditions import Facts
from xbcommerce.logistics.customs.trade import TradeFacts

from .goods_facts import GoodsFacts
from .restriction import Restriction


def missing_facts(rule: Restriction, trade: TradeFacts, told: GoodsFacts) -> tuple[str, ...] | None:
    """Name the facts that decide whether a rule holds: none where it does, None where it does not.

    Each kind of battery is asked by itself, with its own packing and its own figures; one of which the rule
    holds is enough.
    """
    answers = [
        _missing(rule, [_read_as(trade, classes) for classes in kind.readings], kind.profile)
        for kind in told.kinds
    ]
    if () in answers:
        return ()
    found = [fact for answer in answers if answer is not None for fact in answer]
    return tuple(found) or None


def _missing(rule: Restriction, readings: Sequence[TradeFacts], profile: Facts) -> tuple[str, ...] | None:
    of_trade = {rule.when.holds(reading) for reading in readings}
    of_goods = {test.holds(profile) for test in rule.facts}
    if of_trade == {False} or False in of_goods:
        return None
    missing = [fact for reading in readings for fact in rule.when.unknown(reading)]
    if False in of_trade:
        missing.append("packing")
    return (*missing, *(test.fact for test in rule.facts if test.holds(profile) is None))


def _read_as(trade: TradeFacts, classes: frozenset[str]) -> TradeFacts:
    """Add the classes that the facts of the goods tell; where the code leaves them open, they stay open."""
    return trade if trade.goods is None else attrs.evolve(trade, goods=trade.goods | classes)

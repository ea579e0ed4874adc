"""What the tariff says of each line of a consignment; lines that nothing tells apart are looked up once.

What a tariff says of one kind of goods on the days of a trade is kept with the rules, and the common case,
one third country duty in percent for certain and nothing else, is kept ready to be charged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any

import attrs
from attrs import frozen

from xbcommerce.kernel.dated import Dated, RuleSet
from xbcommerce.kernel.unmet import Unmet
from xbcommerce.logistics.customs.classification.hs_code import HsCode
from xbcommerce.logistics.customs.duties import Specific, Unparsed, rate_of, terms_of
from xbcommerce.logistics.customs.tariff import DutyMeasure, Measures, measures_for
from xbcommerce.logistics.customs.trade import TradeDates, TradeFacts

from .ground import Ground

_KEPT_DAYS, _KEPT_KINDS = 256, 16_384
"""For how many places and days, and for how many kinds of goods on each, the tariff's words are kept."""
NOTHING = Fraction(0)


@frozen
class LineDuty:
    """What a measure takes of a line.

    Attributes:
        rate: The share of the base.
        specific: Minor units by another measure than the value.
        text: What the tariff says.
        record: Where; None where no measure applies.
    """

    rate: Fraction = NOTHING
    specific: Fraction = NOTHING
    text: str = ""
    record: Dated[DutyMeasure] | None = None

    def of(self, base: int) -> Fraction:
        """Return what it takes of a base, in minor units."""
        return self.rate * base + self.specific


@frozen
class Range:
    """What a charge takes of a line at the least and at the most.

    Attributes:
        low: At the least.
        high: At the most; None where nobody knows.
        unmet: What would settle it; empty where the two are one.
    """

    low: LineDuty
    high: LineDuty | None
    unmet: tuple[Unmet, ...] = ()


@frozen
class Consulted:
    """What a tariff says of one kind of goods.

    Attributes:
        measures: What applies, or may.
        names: The names of what comes on top.
        currencies: Those in which it states amounts.
        plain: The duty, where it is one third country duty in percent, for certain, with no other to choose.
    """

    measures: Measures
    names: frozenset[str]
    currencies: frozenset[str]
    plain: Range | None

    @classmethod
    def of(cls, measures: Measures) -> Consulted:
        """Make what is asked often ready."""
        names = frozenset(one.name for one in measures.additional)
        return cls(measures, names, frozenset(_currencies(measures)), _plain(measures))


def _currencies(measures: Measures) -> Iterator[str]:
    for one in measures.applicable:
        duty = one.measure.duty
        if not isinstance(duty, Unparsed):
            yield from (term.currency for term in terms_of(duty) if isinstance(term, Specific))


def _plain(measures: Measures) -> Range | None:
    if len(measures.third_country) != 1 or measures.claimed:
        return None
    (one,) = measures.third_country
    rate_pct = rate_of(one.measure.duty)
    if rate_pct is None or one.unsettled:
        return None
    duty = LineDuty(rate_pct / 100, NOTHING, one.measure.in_short, one.record)
    return Range(duty, duty)


@frozen
class LineTariff:
    """What the tariff says of a line, for each code that it may have.

    Attributes:
        by_code: What it says, code by code.
        open_code: The code is not settled.
    """

    by_code: tuple[Consulted, ...]
    open_code: bool

    @cached_property
    def plain(self) -> Range | None:
        """The duty in the common case."""
        return None if self.open_code else self.by_code[0].plain

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of what comes on top."""
        return frozenset[str]().union(*(said.names for said in self.by_code))

    @cached_property
    def currencies(self) -> frozenset[str]:
        """The currencies in which amounts are stated."""
        return frozenset[str]().union(*(said.currencies for said in self.by_code))


def tariffs_of(ground: Ground, tariff: tuple[str, ...]) -> tuple[LineTariff, ...]:
    """Look every line up in the tariff of some jurisdictions, the most particular first."""
    consignment = ground.consignment
    consult = ground.rules.view(_book).on(tariff, ground.dates, ground.known)
    known = {place: _line_tariff(ground, place, consult) for place in set(consignment.alike)}
    return tuple(known[place] for place in consignment.alike)


Consult = Callable[[TradeFacts], LineTariff]


def _line_tariff(ground: Ground, place: int, consult: Consult) -> LineTariff:
    line, facts = ground.consignment.lines[place], ground.consignment.line_facts[place]
    if line.hs_code is not None and line.hs_code.declarable:
        return consult(facts)
    codes = [code for code in line.candidates if line.hs_code is None or code.within(line.hs_code)]
    asked: list[HsCode | None] = [*codes] or [line.hs_code]
    consulted = (consult(attrs.evolve(facts, hs_code=code)) for code in asked)
    return LineTariff(tuple(one.by_code[0] for one in consulted), open_code=True)


@frozen
class _Book:
    """The tariffs of a rule set."""

    rules: RuleSet[Any]

    @cached_property
    def on(self) -> Callable[[tuple[str, ...], TradeDates, date | None], Consult]:
        """Return what answers for (jurisdictions, days, known)."""
        return lru_cache(_KEPT_DAYS)(self._on)

    def _on(self, tariff: tuple[str, ...], dates: TradeDates, known: date | None) -> Consult:
        def consult(facts: TradeFacts) -> LineTariff:
            said = Consulted.of(measures_for(facts, tariff, dates, self.rules, known))
            return LineTariff((said,), open_code=False)

        return lru_cache(_KEPT_KINDS)(consult)


def _book(rules: RuleSet[Any]) -> _Book:
    return _Book(rules)

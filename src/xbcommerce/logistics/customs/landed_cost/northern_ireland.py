"""Northern Ireland: landed by both tariffs, then decided whose duty is due.

Goods from outside the Union and the United Kingdom pay British duty unless the Union's is too far from it
(`xbcommerce.logistics.customs.tariff.AtRiskTest`, under ``at-risk/XI/difference``). While one of the two
duties is open, so is the choice.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from xbcommerce.kernel.dated import Answer, Found
from xbcommerce.kernel.money import compare, from_minor
from xbcommerce.kernel.unmet import Unmet
from xbcommerce.logistics.customs.tariff import AtRiskTest, TariffSide

from .ground import Ground
from .quote import LandedCost, Reading

NORTHERN_IRELAND = "XI"
TARIFFS = ((NORTHERN_IRELAND, "GB"), (NORTHERN_IRELAND, "EU"))
"""The tariffs whose duties are compared: the United Kingdom's and the Union's."""
KEY = "at-risk/XI/difference"
"""Under which key the test stands."""


def decide_between(uk: LandedCost, eu: LandedCost, ground: Ground) -> LandedCost:
    """Choose the quote whose duty is due; join the two where that is open."""
    answer: Answer[AtRiskTest] = ground.rules.as_of(KEY, ground.day, ground.known)
    if uk == eu or uk.low is None or eu.low is None:
        return uk
    if not (isinstance(answer, Found) and uk.duties is not None and eu.duties is not None):
        return _joined(uk, eu, answer)
    worth = uk.low.worth
    value = from_minor(worth.sum(ground.valuation.value.customs_parts), worth.currency)
    chosen = answer.value.decide(value, uk_duty=uk.duties, eu_duty=eu.duties)
    due = uk if chosen.chosen is TariffSide.UK else eu
    return attrs.evolve(due, notes=(*due.notes, *chosen.why()))


def _joined(uk: LandedCost, eu: LandedCost, answer: Answer[AtRiskTest]) -> LandedCost:
    """Take the cheaper of the two at the least and the dearer at the most."""
    lows = [quote.low for quote in (uk, eu) if quote.low is not None]
    highs = [quote.high for quote in (uk, eu) if quote.high is not None]
    high = _extreme(highs, more=True) if len(highs) == len(lows) else None
    unmet = tuple(dict.fromkeys((*uk.unmet, *eu.unmet, *_why_open(answer))))
    return attrs.evolve(uk, low=_extreme(lows, more=False), high=high, unmet=unmet)


def _extreme(readings: list[Reading], *, more: bool) -> Reading:
    first, *others = readings
    for other in others:
        difference = compare(other.charged(), first.charged())
        first = other if (difference > 0 if more else difference < 0) else first
    return first


def _why_open(answer: Answer[AtRiskTest]) -> Iterator[Unmet]:
    """Say that the choice is open, and whether it is for want of its rule."""
    if isinstance(answer, Found):
        yield Unmet("landed_cost.at_risk_open", KEY)
        return
    yield from (line for line in answer.why() if isinstance(line, Unmet))

"""Land a consignment: what the border takes, charge by charge, and how that is known.

The way: where it lands and how the place values; what thresholds leave of duty and tax; which charges the
place levies; what the tariff and the tax table say of each line; the charges reckoned one after the other;
what is too small to be levied. Everything that is not known is read twice, at the least and at the most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import attrs

from xbcommerce.kernel.dated import RuleSet
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.fx import FxRates
from xbcommerce.kernel.unmet import Note, Refusal, Unmet
from xbcommerce.logistics.customs.charges import ByTariff, ByValue, ChargeKind, ChargeRule, FixedAmount
from xbcommerce.logistics.customs.consignment import ImportConsignment
from xbcommerce.logistics.customs.thresholds import ThresholdDecision, decide_thresholds
from xbcommerce.logistics.customs.trade import TradeDates

from .fates import either, fate_of
from .ground import Ground, ground_of, term_of
from .levies import Levies, levies_of
from .northern_ireland import NORTHERN_IRELAND, TARIFFS, decide_between
from .quote import LandedCost
from .reading import Landing
from .tariff_book import LineTariff, tariffs_of
from .unheard import unheard


def landed_cost(
    consignment: ImportConsignment,
    dates: TradeDates,
    rules: RuleSet[Any],
    fx: FxRates,
    *,
    known: date | None = None,
) -> LandedCost:
    """Say what a consignment costs once it is through the border.

    Args:
        consignment: What is sent, to whom and how.
        dates: The days of the trade; `TradeDates.all_on` for a quote of today. Each rule goes by its own.
        rules: Customs rules, e.g. ``packaged_rules()`` with the host's own laid over them.
        fx: Exchange rates; customs' own where the host has them.
        known: As known on which day; None is the day on which the rules were issued.

    Returns:
        The quote: settled, or bounded with the facts that would settle it, or without bounds where a rule or
        a rate is missing. It never raises for what is not known.

    Raises:
        CostAbovePriceError: The prices do not cover the costs that they are said to contain.
        InvalidValueError: A bare day for the dates, a list for the rules, a mapping for the rates.
    """
    _refuse_what_answers_nothing(dates, rules, fx)
    as_known = known or rules.issued
    strange = tuple(unheard(consignment, rules))
    unknown = LandedCost(consignment, dates, as_known, rules.digest, None, None, None, notes=strange)
    ground = ground_of(consignment, dates, rules, fx, as_known)
    if isinstance(ground, Refusal):
        return attrs.evolve(unknown, unmet=ground.unmet)
    decision = least = decide_thresholds(consignment, dates, rules, fx, known=as_known)
    dearest = consignment.dearest
    if dearest is not consignment:
        other = decide_thresholds(dearest, dates, rules, fx, known=as_known)
        decision, least = either(decision, other, most=True), either(decision, other, most=False)
    levies = levies_of(ground.places, consignment.facts(), dates, rules, as_known)
    if NORTHERN_IRELAND not in ground.places.duty:
        return _landed(ground, (least, decision), levies, ground.places.duty, unknown)
    uk, eu = (_landed(ground, (least, decision), levies, tariff, unknown) for tariff in TARIFFS)
    return decide_between(uk, eu, ground)


def _refuse_what_answers_nothing(dates: object, rules: object, fx: object) -> None:
    """Refuse what people give first, each with what to give instead."""
    if not isinstance(dates, TradeDates):
        msg = f"dates={dates!r}: expected TradeDates; where all is on one day: TradeDates.all_on(day)"
        raise InvalidValueError(msg)
    if not isinstance(rules, RuleSet):
        msg = f"rules of type {type(rules).__name__}: expected a RuleSet, such as packaged_rules()"
        raise InvalidValueError(msg)
    if not hasattr(fx, "as_of"):
        msg = (
            f"fx of type {type(fx).__name__}: expected a source of exchange rates, such as ecb_rates(), or "
            "RateTable('EUR', 'my bank', {day: {'USD': Decimal('1.16')}})"
        )
        raise InvalidValueError(msg)


def _landed(
    ground: Ground,
    decisions: tuple[ThresholdDecision, ThresholdDecision],
    levies: Levies,
    tariff: tuple[str, ...],
    unknown: LandedCost,
) -> LandedCost:
    """Land by the tariff of some jurisdictions, with what thresholds decide at the least and at the most."""
    least, decision = decisions
    tariffs = _tariffs(ground, decision, levies, tariff)
    exchange = ground.exchange(_currencies(levies, tariffs, decision))
    if isinstance(exchange, Refusal):
        return attrs.evolve(unknown, unmet=exchange.unmet, decision=decision)
    term = term_of(ground)
    notes = (*_told(tariffs), *(term.unmet if isinstance(term, Refusal) else ()))
    if notes:
        unknown = attrs.evolve(unknown, notes=(*unknown.notes, *notes))
    agreed = None if isinstance(term, Refusal) else term
    return Landing(ground, exchange, least, decision, levies, tariffs, agreed).quoted(unknown)


def _told(tariffs: Iterable[LineTariff]) -> tuple[Note | Unmet, ...]:
    """Gather what was struck down or announced of any duty, to be printed in short."""
    different = {id(tariff): tariff for tariff in tariffs}.values()
    told = (line for tariff in different for said in tariff.by_code for line in said.measures.told)
    return tuple(
        attrs.evolve(line, params={**line.params, "text": _SHORT.get(line.code, "")})
        for line in dict.fromkeys(told)
    )


_SHORT = {
    "rule.void": "landed_cost.struck_down",
    "rule.announced": "landed_cost.announced",
    "rule.announced_beside": "landed_cost.announced",
}


def _tariffs(
    ground: Ground, decision: ThresholdDecision, levies: Levies, tariff: tuple[str, ...]
) -> tuple[LineTariff, ...]:
    """Look the lines up in the tariff, if any of them is charged by it."""
    by_tariff = any(isinstance(record.value.amount, ByTariff) for record in levies.records)
    if not by_tariff or fate_of(ChargeKind.DUTY, decision, most=True).nothing:
        return ()
    return tariffs_of(ground, tariff)


def _currencies(levies: Levies, tariffs: Iterable[LineTariff], decision: ThresholdDecision) -> Iterator[str]:
    """Name every currency in which a rule that matters states an amount."""
    for record in levies.records:
        yield from _of_rule(record.value)
    if decision.flat is not None:
        yield decision.flat.amount.currency.code
    for tariff in {id(tariff): tariff for tariff in tariffs}.values():
        yield from tariff.currencies


def _of_rule(rule: ChargeRule) -> Iterator[str]:
    moneys = [rule.deduct, rule.minimum, rule.maximum, rule.levied_above]
    if isinstance(rule.amount, FixedAmount):
        moneys.append(rule.amount.amount)
    if isinstance(rule.amount, ByValue):
        moneys += [money for one in rule.amount.brackets for money in (one.up_to, one.deduct)]
    return (money.currency.code for money in moneys if money is not None)

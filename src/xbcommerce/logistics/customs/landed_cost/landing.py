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
from attrs import frozen

from xbcommerce.kernel.dated import Dated, Found, RuleSet
from xbcommerce.kernel.fx import FxRates
from xbcommerce.kernel.money import from_minor
from xbcommerce.kernel.unmet import Refusal, Unmet
from xbcommerce.logistics.customs.charges import (
    Bound,
    ByTariff,
    ByValue,
    Charge,
    ChargeKind,
    ChargeRule,
    FixedAmount,
    Reckoned,
    reckon,
)
from xbcommerce.logistics.customs.duties import Specific, terms_of
from xbcommerce.logistics.customs.duties import Unparsed as UnparsedDuty
from xbcommerce.logistics.customs.exchange import Exchange
from xbcommerce.logistics.customs.goods import ImportConsignment
from xbcommerce.logistics.customs.incoterms import IncotermRule, Party, TradeCost, read_term
from xbcommerce.logistics.customs.thresholds import (
    ChargeClass,
    Outcome,
    ThresholdDecision,
    decide_thresholds,
    levied,
)
from xbcommerce.logistics.customs.trade import TradeDates
from xbcommerce.logistics.customs.worth import CUSTOMS_VALUE, TAX_VALUE, Worth, worth_of

from .charged import BorderCharge, Collected
from .drafts import Draft, Reader
from .fates import either, fate_of
from .ground import Ground, ground_of
from .levies import Levies, levies_of
from .line_duty import LineTariff, tariff_of
from .quote import LandedCost, Reading

_DUTIES = (ChargeKind.DUTY, ChargeKind.ADDITIONAL_DUTY, ChargeKind.EXCISE)


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
    """
    as_known = known or rules.issued
    ground = ground_of(consignment, dates, rules, fx, as_known)
    unknown = LandedCost(consignment, dates, as_known, rules.digest, None, None, None)
    if isinstance(ground, Refusal):
        return attrs.evolve(unknown, unmet=ground.unmet)
    decision = decide_thresholds(consignment, dates, rules, fx, known=as_known)
    dearest = consignment.dearest
    if dearest is not consignment:
        decision = either(decision, decide_thresholds(dearest, dates, rules, fx, known=as_known))
    levies = levies_of(ground.places, consignment.facts(), dates, rules, as_known)
    tariffs = _tariffs(ground, decision, levies)
    exchange = ground.exchange(_currencies(levies, tariffs, decision))
    if isinstance(exchange, Refusal):
        return attrs.evolve(unknown, unmet=exchange.unmet, decision=decision)
    term = term_of(ground)
    landing = _Landing(
        ground, exchange, decision, levies, tariffs, None if isinstance(term, Refusal) else term
    )
    warned = term.unmet if isinstance(term, Refusal) else ()
    return landing.quoted(attrs.evolve(unknown, notes=warned))


def _tariffs(ground: Ground, decision: ThresholdDecision, levies: Levies) -> tuple[LineTariff, ...]:
    """Look the lines up in the tariff, if any of them is charged by it."""
    by_tariff = any(isinstance(record.value.amount, ByTariff) for record in levies.records)
    if not by_tariff or fate_of(ChargeKind.DUTY, decision, most=True).nothing:
        return ()
    return tuple(tariff_of(line, ground) for line in ground.consignment.lines)


def _currencies(levies: Levies, tariffs: Iterable[LineTariff], decision: ThresholdDecision) -> Iterator[str]:
    """Name every currency in which a rule that matters states an amount."""
    for record in levies.records:
        rule = record.value
        moneys = [rule.deduct, rule.minimum, rule.maximum, rule.levied_above]
        if isinstance(rule.amount, FixedAmount):
            moneys.append(rule.amount.amount)
        if isinstance(rule.amount, ByValue):
            moneys += [money for one in rule.amount.brackets for money in (one.up_to, one.deduct)]
        yield from (money.currency.code for money in moneys if money is not None)
    if decision.flat is not None:
        yield decision.flat.amount.currency.code
    for tariff in tariffs:
        for one in tariff.measures:
            duty = one.measure.duty
            if not isinstance(duty, UnparsedDuty):
                yield from (term.currency for term in terms_of(duty) if isinstance(term, Specific))


@frozen
class _Landing:
    """One landing at work."""

    ground: Ground
    exchange: Exchange
    decision: ThresholdDecision
    levies: Levies
    tariffs: tuple[LineTariff, ...]
    term: IncotermRule | None

    def quoted(self, unknown: LandedCost) -> LandedCost:
        """Read it at the least and at the most."""
        consignment = self.ground.consignment
        missing = [*self.levies.unmet, *self._gaps()]
        low, reader = self._reading(worth_of(consignment, self.exchange), most=False)
        high, other, dearest = low, reader, consignment.dearest
        if not (reader.settled and self.decision.settled and dearest is consignment):
            high, other = self._reading(worth_of(dearest, self.exchange), most=True)
        open_end = [*missing, *reader.open_end, *other.open_end]
        unmet = [*open_end]
        if open_end or low != high:
            unmet += [*self._prices(), *self.decision.missing, *reader.unmet, *other.unmet]
        return attrs.evolve(
            unknown,
            exchange=self.exchange,
            low=low,
            high=None if open_end else high,
            unmet=tuple(dict.fromkeys(unmet)),
            decision=self.decision,
            notes=(*self.levies.notes, *unknown.notes),
        )

    def _prices(self) -> Iterator[Unmet]:
        for line in self.ground.consignment.lines:
            if line.unit_price_max is not None:
                yield Unmet("landed_cost.price_open", f"lines[{line.id}].unit_price")

    def _gaps(self) -> Iterator[Unmet]:
        """Say where a charge is due of which there is no rule."""
        kinds = {record.value.kind for record in self.levies.records}
        for outcome, needed in (
            (self.decision.duty, ChargeKind.DUTY),
            (self.decision.tax, ChargeKind.IMPORT_TAX),
        ):
            due = outcome.possible & {Outcome.DUE, Outcome.AT_BORDER, Outcome.AT_SALE, Outcome.NO_RULE}
            if due and needed not in kinds:
                where = str(self.ground.consignment.destination)
                yield Unmet("landed_cost.no_rule", where, {"charge": needed.value})

    def _reading(self, worth: Worth, *, most: bool) -> tuple[Reading, Reader]:
        law = self.ground.valuation.value
        parts = {
            **worth.parts,
            CUSTOMS_VALUE: worth.line_sums(law.customs_parts),
            TAX_VALUE: worth.line_sums(law.tax_parts),
        }
        reader = Reader(self.ground, self.exchange, parts, self.decision, self.tariffs, most)
        drafts = {draft.charge.rule.name: draft for draft in reader.drafts(self.levies.records)}
        keys = [line.id for line in self.ground.consignment.lines]
        absent = {record.value.name for record in self.levies.records} - drafts.keys()
        charges = [_without(absent, draft.charge) for draft in drafts.values()]
        done = reckon(charges, parts, keys, self.exchange)
        return Reading(
            worth, [self._charged(one, drafts[one.rule.name]) for one in self._levied(done, drafts)]
        ), reader

    def _levied(self, done: tuple[Reckoned, ...], drafts: dict[str, Draft]) -> Iterator[Reckoned]:
        """Leave out what is too small to be collected at the border."""
        records = [record for record in self.decision.not_levied if self._same_currency(record)]
        at_border = [one for one in done if drafts[one.rule.name].fate.collected is Collected.AT_BORDER]
        due = {
            charge: from_minor(
                sum(one.total for one in at_border if _class_of(one) is charge), self.exchange.currency
            )
            for charge in ChargeClass
        }
        left = levied(due, records).collected
        for one in done:
            charge = _class_of(one)
            gone = one in at_border and charge is not None and due[charge].amount and not left[charge].amount
            yield (
                attrs.evolve(one, lines=(0,) * len(one.lines), total=0, bound=Bound.NOT_LEVIED)
                if gone
                else one
            )

    def _same_currency(self, record: Dated[Any]) -> bool:
        limit = record.value.limit
        return limit is not None and limit.currency == self.exchange.currency

    def _charged(self, one: Reckoned, draft: Draft) -> BorderCharge:
        return BorderCharge(
            one.rule.name,
            one.rule.kind,
            self.exchange.currency,
            one.names,
            one.charged_on,
            one.lines,
            one.charge.rates,
            self._payor(one.rule, draft.fate.collected),
            draft.fate.collected,
            draft.decided_by,
            draft.measures,
            one.bound,
        )

    def _payor(self, rule: ChargeRule, collected: Collected) -> Party | None:
        """Say who pays: in the sale the buyer, in the price; at the border whom the term names."""
        if collected is Collected.AT_SALE:
            return Party.BUYER
        cost = TradeCost.IMPORT_CLEARANCE if rule.kind is ChargeKind.FEE else TradeCost.IMPORT_DUTY_TAX
        return None if self.term is None else self.term.payor(cost)


def term_of(ground: Ground) -> IncotermRule | Refusal:
    """Return what the term of trade says on the day of the sale."""
    on = ground.dates.sold or ground.day
    found = ground.rules.as_of(f"incoterm/{ground.consignment.term}", on, ground.known)
    if isinstance(found, Found) and isinstance(found.value, IncotermRule):
        return found.value
    term = read_term(ground.consignment.term, ground.rules, on=on)
    return term if isinstance(term, Refusal) else term.rule


def _class_of(one: Reckoned) -> ChargeClass | None:
    if one.rule.kind is ChargeKind.IMPORT_TAX:
        return ChargeClass.TAX
    return ChargeClass.DUTY if one.rule.kind in _DUTIES else None


def _without(absent: set[str], charge: Charge) -> Charge:
    """Leave charges out of a base that are not charged this time, such as a duty that is relieved."""
    if absent.isdisjoint(charge.rule.base):
        return charge
    base = [name for name in charge.rule.base if name not in absent]
    return attrs.evolve(charge, rule=attrs.evolve(charge.rule, base=base))

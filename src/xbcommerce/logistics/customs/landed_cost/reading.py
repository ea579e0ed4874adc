"""One landing at work: charges reckoned at the least and, where something is open, at the most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import attrs
from attrs import frozen

from xbcommerce.kernel.dated import Dated
from xbcommerce.kernel.money import from_minor, minor
from xbcommerce.kernel.unmet import Unmet
from xbcommerce.logistics.customs.charges import Bound, Charge, ChargeKind, ChargeRule, Reckoned, reckon
from xbcommerce.logistics.customs.exchange import Exchange
from xbcommerce.logistics.customs.incoterms import IncotermRule, Party, TradeCost
from xbcommerce.logistics.customs.thresholds import ChargeClass, Outcome, ThresholdDecision, levied
from xbcommerce.logistics.customs.valuation import personal_worth
from xbcommerce.logistics.customs.worth import CUSTOMS_VALUE, TAX_VALUE, Worth, worth_of
from xbcommerce.logistics.customs.worth_range import widest_parts

from .charged import BorderCharge, Collected
from .drafts import Draft, Reader
from .ground import Ground
from .levies import Levies
from .quote import LandedCost, Reading
from .tariff_book import LineTariff

_DUTIES = (ChargeKind.DUTY, ChargeKind.ADDITIONAL_DUTY, ChargeKind.EXCISE)


@frozen
class Landing:
    """One landing at work."""

    ground: Ground
    exchange: Exchange
    least: ThresholdDecision
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
            if needed not in kinds and not outcome.possible <= {Outcome.RELIEVED, Outcome.FLAT}:
                where = str(self.ground.consignment.destination)
                yield Unmet("landed_cost.no_rule", where, {"charge": needed.value})

    def _reading(self, worth: Worth, *, most: bool) -> tuple[Reading, Reader]:
        law, pct = self.ground.valuation.value, self.ground.personal_pct
        consignment = self.ground.consignment
        widest = widest_parts(consignment, worth, self.exchange, most=most)
        official = worth if widest is worth.parts else attrs.evolve(worth, parts=widest)
        if pct is not None:
            official = personal_worth(official, pct)
        parts = {
            **official.parts,
            CUSTOMS_VALUE: official.line_sums(law.customs_parts),
            TAX_VALUE: official.line_sums(law.tax_parts),
        }
        decision = self.decision if most else self.least
        reader = Reader(self.ground, self.exchange, parts, decision, self.tariffs, most)
        drafts = {draft.charge.rule.name: draft for draft in reader.drafts(self.levies.records)}
        keys = [line.id for line in self.ground.consignment.lines]
        absent = {record.value.name for record in self.levies.records} - drafts.keys()
        charges = [_without(absent, draft.charge) for draft in drafts.values()]
        done = reckon(charges, parts, keys, self.exchange)
        charged = (self._charged(one, drafts[one.rule.name]) for one in self._levied(done, drafts, most=most))
        return Reading(worth, tuple(charged)), reader

    def _levied(
        self, done: tuple[Reckoned, ...], drafts: dict[str, Draft], *, most: bool
    ) -> Iterable[Reckoned]:
        """Leave out what is too small to be collected at the border.

        At the most nothing is left out while it is open what is collected there: the sum may be larger.
        """
        records = [record for record in self.decision.not_levied if self._same_currency(record)]
        fates = [draft.fate for draft in drafts.values()]
        if most and any(fate.collected is Collected.AT_BORDER and not fate.tested for fate in fates):
            return done
        if not records:
            return done
        at_border = {name for name, draft in drafts.items() if draft.fate.tested}
        units = dict.fromkeys(ChargeClass, 0)
        for one in done:
            charge = _class_of(one)
            if charge is not None and one.rule.name in at_border:
                units[charge] += one.total
        limits = (record.value.limit for record in records)
        limit = max(minor(one.amount) for one in limits if one is not None)
        if all(due > 2 * limit for due in units.values() if due):  # far from every limit, however rounded
            return done
        due = {charge: from_minor(units[charge], self.exchange.currency) for charge in ChargeClass}
        left = levied(due, records).collected
        gone = {charge for charge in ChargeClass if units[charge] and not left[charge].amount}
        return [
            attrs.evolve(one, lines=(0,) * len(one.lines), total=0, bound=Bound.NOT_LEVIED)
            if one.rule.name in at_border and _class_of(one) in gone
            else one
            for one in done
        ]

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

"""Duty rates for sourcing out of customs rules, so that what is ordered and what is landed pay by one set.

What a unit costs on the shelf is reckoned with a rate (`xbcommerce.supply.ports.DutyRates`); what the border
takes is reckoned with measures (`xbcommerce.logistics.customs.tariff`). This adapter reads the rate out of
the measures: the cheapest duty that may be claimed with what is at hand, and every duty on top of it. What no
rate can say, such as so much a kilogram, is not known here.

Example:
    >>> from datetime import date
    >>> from xbcommerce.adapters.duties import RuleDutyRates
    >>> from xbcommerce.reference.customs.rules import packaged_rules
    >>> from xbcommerce.supply.sourcing import Imported
    >>> rates, october = RuleDutyRates(packaged_rules()), date(2026, 10, 1)
    >>> shirts = rates.as_of(Imported("61091000", origin="CN", destination="DE"), october)
    >>> str(shirts.rate), shirts.basis.name
    ('3/25', 'CIF')
    >>> rates.as_of(Imported("91021100", origin="CN", destination="DE"), october).reason
    'duty.missing_quantity'
    >>> rates.as_of(Imported("69120025", origin="CN", destination="DE"), october).reason
    'duty_measure.no_third_country'
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from attrs import evolve, field, frozen

from xbcommerce.kernel.dated import Answer, Dated, Found, RuleSet
from xbcommerce.kernel.places import UnknownCountryError
from xbcommerce.kernel.unmet import Refusal, Unmet
from xbcommerce.logistics.customs import Buyer, Jurisdictions, Place, TradeDates, TradeFacts
from xbcommerce.logistics.customs.classification import HsCode, InvalidHsCodeError
from xbcommerce.logistics.customs.duties import DutyFacts, rate_of
from xbcommerce.logistics.customs.tariff import (
    DutyMeasure,
    DutyOption,
    MeasureKind,
    Measures,
    additions,
    duty_options,
    measures_for,
)
from xbcommerce.logistics.customs.valuation import Valuation, ValueKind, tax_rate, valuation_in
from xbcommerce.supply.sourcing import Duty, DutyBasis, Imported, UnknownDuty

COMMERCIAL = TradeFacts(buyer=Buyer.BUSINESS, registrations=frozenset(), goods=frozenset())
"""What measures may ask of a business's order: of no class of goods that rules single out."""
_VALUE = Fraction(100)
"""A customs value to take percentages of."""
_BASIS = {ValueKind.CIF: DutyBasis.CIF, ValueKind.FOB: DutyBasis.FOB}


def _names(names: Iterable[str]) -> frozenset[str]:
    return frozenset(names)


@frozen
class RuleDutyRates:
    """Duty rates read out of customs rules; see `xbcommerce.supply.ports.DutyRates`.

    Attributes:
        rules: Measures, preference schemes and valuations, e.g. ``packaged_rules()`` with the rates of the
            host's own goods over them.
        known: As known on which day, to replay an old decision; None is the day of issue of the rules.
        facts: What else measures may ask: how goods travel, of which classes they are. Origin and code are
            those of the goods.
        proofs: Preference schemes whose proof of origin the supplier gives, e.g. ``{"gsp"}``.
        documents: Codes of other documents at hand.
        recovers_tax: Whether the importer gets the import tax back; if not it is part of the cost, at the
            standard rate.
    """

    rules: RuleSet[Any]
    known: date | None = None
    facts: TradeFacts = field(default=COMMERCIAL, kw_only=True)
    proofs: frozenset[str] = field(default=frozenset(), converter=_names, kw_only=True)
    documents: frozenset[str] = field(default=frozenset(), converter=_names, kw_only=True)
    recovers_tax: bool = field(default=True, kw_only=True)

    def as_of(self, goods: Imported, on: date, /) -> Duty | UnknownDuty:
        """Return what the border takes on a day, or the code of what stands in the way."""
        try:
            facts = evolve(self.facts, origin=goods.origin, hs_code=HsCode.of(goods.hs_code))
            places = Place(goods.destination).jurisdictions(on)
        except (InvalidHsCodeError, UnknownCountryError) as error:
            return UnknownDuty(error.code)
        found = self._duty(facts, places, on)
        return UnknownDuty(found.unmet[0].code) if isinstance(found, Refusal) else found

    def _duty(self, facts: TradeFacts, places: Jurisdictions, on: date) -> Duty | Refusal:
        valuation = valuation_in(self.rules, places.duty, on, self.known)
        if not isinstance(valuation, Found):
            return _reasons(valuation)
        measures = measures_for(facts, places.duty, TradeDates.all_on(on), self.rules, self.known)
        rate, tax = self._rate(measures, valuation.value), self._tax(places, on)
        if isinstance(rate, Refusal):
            return rate
        if isinstance(tax, Refusal):
            return tax
        share, records = rate
        titles = dict.fromkeys(record.source.title for record in records if record.source is not None)
        basis = _BASIS[valuation.value.kind]
        return Duty(share, basis, nonrecoverable_tax_rate=tax, source="; ".join(titles))

    def _rate(
        self, measures: Measures, law: Valuation
    ) -> tuple[Fraction, tuple[Dated[DutyMeasure], ...]] | Refusal:
        """Add the duty that is claimed and all that comes on top, as a share of the customs value."""
        facts = DutyFacts(law.currency, _VALUE)
        choice = duty_options(measures, facts, proofs=self.proofs, documents=self.documents)
        doubts = tuple(doubt for one in measures.additional for doubt in one.unsettled)
        if choice.chosen is None or doubts:
            return Refusal((*choice.unmet, *_gaps(choice.options), *doubts))
        duty = choice.chosen.applicable
        more = additions(measures.additional, duty.measure.duty, facts)
        if isinstance(more, Refusal):
            return more
        rates = [rate_of(duty.measure.duty), *(one.rate_pct for one in more.charged)]
        if None in rates:
            return Refusal.of(Unmet("duty.not_by_value", str(duty.measure)))
        records = (duty.record, *(one.applicable.record for one in more.charged))
        return sum((rate for rate in rates if rate is not None), Fraction(0)) / 100, records

    def _tax(self, places: Jurisdictions, on: date) -> Fraction | Refusal:
        if self.recovers_tax:
            return Fraction(0)
        answer = tax_rate(self.rules, places.tax, "standard", on, self.known)
        return answer.value.rate_pct / 100 if isinstance(answer, Found) else _reasons(answer)


def _gaps(options: tuple[DutyOption, ...]) -> tuple[Unmet, ...]:
    """Return what stands in the way of the duty that is due where nothing better is claimed."""
    third = (option for option in options if option.kind is MeasureKind.THIRD_COUNTRY)
    return tuple(gap for option in third for gap in option.unmet)


def _reasons(answer: Answer[Any]) -> Refusal:
    return Refusal(tuple(line for line in answer.why() if isinstance(line, Unmet)))

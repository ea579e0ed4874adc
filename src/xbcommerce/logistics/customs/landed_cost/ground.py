"""What a quote stands on: whose rules hold, in which currency, on which days, at which rates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from attrs import frozen

from xbcommerce.kernel.dated import Dated, Found, RuleSet
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.fx import FxRates
from xbcommerce.kernel.unmet import Refusal, Unmet
from xbcommerce.logistics.customs.consignment import ImportConsignment
from xbcommerce.logistics.customs.exchange import Exchange, exchange_rates
from xbcommerce.logistics.customs.incoterms import IncotermRule, read_term
from xbcommerce.logistics.customs.place import Jurisdictions
from xbcommerce.logistics.customs.trade import DateBasis, TradeDates
from xbcommerce.logistics.customs.valuation import Valuation, personal_share, valuation_in

_BORDER = (DateBasis.IMPORTED, DateBasis.ENTERED, DateBasis.PRESENTED, DateBasis.ARRIVED)
"""Days that tell whose rules hold, the best first."""


@frozen
class Ground:
    """Where a consignment lands, and what is known about it there.

    Attributes:
        consignment: What is imported.
        dates: The days of the trade.
        rules: All rules.
        fx: Exchange rates.
        known: As known on which day.
        day: The day of the border.
        places: Whose duties and whose taxes hold.
        valuation: How the place values.
    """

    consignment: ImportConsignment
    dates: TradeDates
    rules: RuleSet[Any]
    fx: FxRates
    known: date
    day: date
    places: Jurisdictions
    valuation: Dated[Valuation]

    @property
    def personal_pct(self) -> Fraction | None:
        """The percentage of the prices that is the value of what is imported for personal use."""
        return personal_share(self.valuation.value, self.consignment)

    def exchange(self, currencies: Iterable[str]) -> Exchange | Refusal:
        """Return the rates into the currency of the duty, on the day that the law names."""
        law = self.valuation.value
        wanted = {*self.consignment.currencies, *currencies}
        if wanted <= {law.currency}:
            return Exchange(law.currency, FrozenMap({}))
        event = self.dates.on(law.rate_day.basis)
        if event is None:
            return Refusal.of(day_unknown(law.rate_day.basis, self.valuation.key))
        return exchange_rates(wanted, law.currency, law.rate_day.after(event), self.fx)


def day_unknown(basis: DateBasis, key: str) -> Unmet:
    """Say that a rule goes by a day that nobody gave."""
    return Unmet("landed_cost.day_unknown", f"dates.{basis.value}", {"key": key})


def ground_of(
    consignment: ImportConsignment, dates: TradeDates, rules: RuleSet[Any], fx: FxRates, known: date
) -> Ground | Refusal:
    """Find out where a consignment lands.

    Returns:
        The ground; or a refusal: no day of the border, or no certain rule of valuation for the place.
    """
    day = next((day for basis in _BORDER if (day := dates.on(basis)) is not None), None)
    if day is None:
        return Refusal.of(Unmet("landed_cost.border_day_unknown", f"dates.{DateBasis.IMPORTED.value}"))
    places = consignment.destination.jurisdictions(day)
    answer = valuation_in(rules, places.duty, day, known)
    if not isinstance(answer, Found):
        return Refusal(tuple(line for line in answer.why() if isinstance(line, Unmet)))
    return Ground(consignment, dates, rules, fx, known, day, places, answer.record)


def term_of(ground: Ground) -> IncotermRule | Refusal:
    """Return what the term of trade says on the day of the sale."""
    on = ground.dates.sold or ground.day
    found = ground.rules.as_of(f"incoterm/{ground.consignment.term}", on, ground.known)
    if isinstance(found, Found) and isinstance(found.value, IncotermRule):
        return found.value
    term = read_term(ground.consignment.term, ground.rules, on=on)
    return term if isinstance(term, Refusal) else term.rule

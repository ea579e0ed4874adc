"""What a consignment comes to by the measure of a limit, in the limit's own currency.

Every amount is converted at the rate of the day on which the threshold is asked, each part of the worth once
and half up, then added up; without a rate there is no measure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.fx import FxRates
from xbcommerce.kernel.money import Rounding, divide, from_minor, round_fraction
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.logistics.customs.consignment import ImportConsignment
from xbcommerce.logistics.customs.exchange import Exchange, exchange_rates
from xbcommerce.logistics.customs.valuation.personal import personal_worth
from xbcommerce.logistics.customs.worth import Worth, worth_of

from .limit import Limit, Scope


@frozen
class Measured:
    """A consignment by the measure of one limit.

    Attributes:
        limit: What it is held against.
        ids: Of the lines.
        lines: Minor units of each line, in the order of the lines.
        pieces: How many pieces each line has.
        beside: Minor units of what else counts: other arrivals of the day, other purchases of the year.
    """

    limit: Limit
    ids: tuple[str, ...]
    lines: tuple[int, ...]
    pieces: tuple[int, ...]
    beside: int = 0

    @property
    def total(self) -> int:
        """Minor units of all that is added up."""
        return sum(self.lines) + self.beside

    @property
    def within(self) -> tuple[bool, ...]:
        """Whether each line keeps the limit: piece by piece, or all together."""
        if self.limit.scope is Scope.ITEM:
            each = zip(self.lines, self.pieces, strict=True)
            return tuple(self.limit.admits(Fraction(units, count)) for units, count in each)
        return (self.limit.admits(self.total),) * len(self.lines)

    @property
    def money(self) -> Money:
        """What is held against the limit: the dearest piece, or all together."""
        if self.limit.scope is Scope.ITEM:
            each = zip(self.lines, self.pieces, strict=True)
            units = max(divide(units, count, Rounding.UP) for units, count in each)
            return from_minor(units, self.limit.currency)
        return from_minor(self.total, self.limit.currency)


Measure = Callable[[Limit, date], Measured | Refusal]
"""Measures one consignment by a limit, at the exchange rates of a day; refuses where a rate is missing."""


def measure_of(consignment: ImportConsignment, rates: FxRates, personal_pct: Fraction | None) -> Measure:
    """Make the measure of a consignment; what many thresholds ask is measured once.

    Args:
        consignment: What is imported.
        rates: Where exchange rates come from.
        personal_pct: The percentage of the prices that is the value of what is imported for personal use;
            None where they count in full.
    """
    known: dict[tuple[Limit, date], Measured | Refusal] = {}

    def measure(limit: Limit, on: date) -> Measured | Refusal:
        found = known.get((limit, on))
        if found is None:
            found = known[limit, on] = _measured(consignment, limit, on, rates, personal_pct)
        return found

    return measure


def _measured(
    consignment: ImportConsignment, limit: Limit, on: date, rates: FxRates, personal_pct: Fraction | None
) -> Measured | Refusal:
    exchange = exchange_rates(consignment.currencies, limit.currency, on, rates)
    if isinstance(exchange, Refusal):
        return exchange
    beside = {Scope.PERSON_DAY: consignment.same_day, Scope.PERSON_YEAR: consignment.same_year}
    return Measured(
        limit,
        tuple(line.id for line in consignment.lines),
        _worth(consignment, exchange, personal_pct).measured(limit.basis.parts),
        tuple(line.quantity for line in consignment.lines),
        _sum_units(beside.get(limit.scope, ()), exchange),
    )


def _worth(consignment: ImportConsignment, exchange: Exchange, personal_pct: Fraction | None) -> Worth:
    worth = worth_of(consignment, exchange)
    return worth if personal_pct is None else personal_worth(worth, personal_pct)


def _sum_units(moneys: Iterable[Money], exchange: Exchange) -> int:
    return sum(round_fraction(exchange.units(money), Rounding.HALF_UP) for money in moneys)

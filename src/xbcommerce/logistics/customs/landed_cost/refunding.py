"""What comes back when the law that charged is struck down: stored quotes against what is known now.

Source of the case: the duties under the IEEPA were assessed as law and struck down on 2026-02-20; what had
been paid came back. A refund is never assumed: only a charge whose record is void as known now is claimed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import attrs
from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.dated import Dated, RuleSet, Void
from xbcommerce.kernel.fx import FxRates
from xbcommerce.kernel.money import from_minor
from xbcommerce.kernel.unmet import Note, Unmet
from xbcommerce.logistics.customs.trade import DateBasis, TradeDates

from .charged import RuleRef, words
from .landing import landed_cost
from .messages import ENGLISH
from .quote import LandedCost


@frozen
class Refund:
    """What a quote would be less, had the void rules never charged.

    Attributes:
        then: The quote as it was made.
        now: The same consignment and days by the same rules, had it been known that those are void.
        void: The records of ``then`` that are void now.
        charges: What is claimed, charge by charge: the name and the amount.
    """

    then: LandedCost
    now: LandedCost
    void: tuple[RuleRef, ...] = field(converter=tuple[RuleRef, ...])
    charges: tuple[tuple[str, Money], ...] = field(converter=tuple[tuple[str, Money], ...])

    @property
    def amount(self) -> Money | None:
        """All that is claimed; None where one of the two quotes is not settled."""
        if self.then.low is None or not (self.then.settled and self.now.settled):
            return None
        currency = self.then.low.worth.currency
        return sum((amount for _, amount in self.charges), start=from_minor(0, currency))

    def why(self) -> tuple[Note | Unmet, ...]:
        """Name each void record and each amount that comes back."""
        said: list[Note | Unmet] = [Note("landed_cost.void", {"rule": str(rule)}) for rule in self.void]
        said.extend(
            Note("landed_cost.refund", {"charge": words(name), "amount": amount})
            for name, amount in self.charges
        )
        return (*said, *self.now.unmet)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def refund_of(then: LandedCost, rules: RuleSet[Any], fx: FxRates, *, known: date | None = None) -> Refund:
    """Work out what comes back of a quote that was paid.

    Taxes that were charged on a void duty come back with it; what else was corrected since is not claimed.

    Args:
        then: The quote.
        rules: The rules as they are known now.
        fx: The rates that the quote was made with, e.g. ``record.rates`` of its record.
        known: As known on which day; None is the day of issue of ``rules``.
    """
    void = dict(_void(then, rules, known or rules.issued))
    had = _with_voids(rules, void.values(), then.known)
    now = landed_cost(then.consignment, then.dates, had, fx, known=then.known)
    charges = tuple(_less(then, now)) if void and now.settled else ()
    return Refund(then, now, tuple(void), charges)


def _void(then: LandedCost, rules: RuleSet[Any], known: date) -> Iterator[tuple[RuleRef, Dated[Any]]]:
    """Return the rules of a quote that are void as known now, each with the record that says so."""
    for charge in then.charges:
        for rule in charge.decided_by:
            for day in _days_of(rule, then.dates, rules):
                answer = rules.as_of(rule.key, day, known)
                if isinstance(answer, Void):
                    yield rule, answer.record


def _with_voids(rules: RuleSet[Any], voids: Iterable[Dated[Any]], known: date) -> RuleSet[Any]:
    """Return the rules as they were known on a day, had it been known that some are void."""
    records = {record.id: record for record in rules.records if record.recorded_on <= known}
    for void in voids:
        records[void.id] = attrs.evolve(void, recorded_on=min(void.recorded_on, known))
    return RuleSet(records.values(), known)


def _days_of(rule: RuleRef, dates: TradeDates, rules: RuleSet[Any]) -> set[date]:
    """Return the day of the trade that a rule goes by; where it does not say, every day of the trade."""
    values = (record.value for record in rules.records_of(rule.key))
    bases = {value.date_basis for value in values if hasattr(value, "date_basis")} or set(DateBasis)
    return {day for basis in bases if (day := dates.on(basis)) is not None}


def _less(then: LandedCost, now: LandedCost) -> Iterator[tuple[str, Money]]:
    left = {charge.name: charge.total for charge in now.charges}
    for charge in then.charges:
        less = charge.total - left.get(charge.name, 0)
        if less > 0:
            yield charge.name, from_minor(less, charge.currency)

"""What a day changes for a whole catalogue: each parcel before and after, and the rules behind it.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.fx import RateTable
    >>> from xbcommerce.logistics.customs import GoodsLine, ImportConsignment, Place
    >>> from xbcommerce.logistics.customs.landed_cost import what_changes
    >>> from xbcommerce.reference.customs.rules import packaged_rules
    >>> goods = GoodsLine("mug", Money("40.00", "EUR"), hs_code="691200", origin="CN")
    >>> mug = ImportConsignment(Place("FR"), "CN", [goods], declaration="H7")
    >>> days = date(2026, 6, 30), date(2026, 7, 1)
    >>> for change in what_changes([mug], *days, packaged_rules(), RateTable("EUR", "none", {})):
    ...     print(change.difference.amount, change.charges)
    3.60 ('flat_duty', 'vat')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.dated import RuleSet
from xbcommerce.kernel.fx import FxRates
from xbcommerce.kernel.money import code_of, minus
from xbcommerce.kernel.unmet import Note, Param, Unmet
from xbcommerce.logistics.customs.consignment import ImportConsignment
from xbcommerce.logistics.customs.trade import TradeDates

from .charged import BorderCharge
from .differences import differences
from .landing import landed_cost
from .messages import ENGLISH
from .quote import LandedCost


@frozen
class QuoteChange:
    """One consignment on two days.

    Attributes:
        consignment: What is sent.
        before: What it costs on the first day.
        after: On the second.
    """

    consignment: ImportConsignment
    before: LandedCost
    after: LandedCost

    @property
    def difference(self) -> Money | None:
        """By how much all charges rise; None where a quote is not settled or the currency changed."""
        low, high = self.before.low, self.after.low
        if low is None or high is None or not (self.before.settled and self.after.settled):
            return None
        old, new = low.charged(), high.charged()
        return minus(new, old) if code_of(old) == code_of(new) else None

    @property
    def charges(self) -> tuple[str, ...]:
        """The charges that differ, by name."""
        before, after = _by_name(self.before), _by_name(self.after)
        return tuple(
            sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
        )

    def why(self) -> tuple[Note | Unmet, ...]:
        """Say what the charges come to before and after, which differ, and the records that are new."""
        params: dict[str, Param] = {
            "lines": tuple(line.id for line in self.consignment.lines),
            "destination": str(self.consignment.destination),
        }
        low, high = self.before.low, self.after.low
        if self.difference is None or low is None or high is None:
            missing = dict.fromkeys((*self.before.unmet, *self.after.unmet))
            head = Note("landed_cost.change_open", params)
            return (head, self.before.summary, self.after.summary, *missing)
        head = Note("landed_cost.change", {**params, "before": low.charged(), "after": high.charged()})
        return (head, *differences(self.before, self.after), *self._new_rules())

    def _new_rules(self) -> Iterator[Note]:
        known = {rule.id for rule in self.before.decided_by}
        new = tuple(rule.short for rule in self.after.decided_by if rule.id not in known)
        if new:
            yield Note("landed_cost.rule", {"rule": new})

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def _by_name(quote: LandedCost) -> dict[str, tuple[object, ...]]:
    """Return what of each charge a shop would notice."""
    readings = [reading for reading in (quote.low, quote.high) if reading is not None]
    found: dict[str, tuple[object, ...]] = {}
    for reading in readings:
        for charge in reading.charges:
            found[charge.name] = (*found.get(charge.name, ()), *_essence(charge))
    return found


def _essence(charge: BorderCharge) -> tuple[object, ...]:
    return (charge.total, charge.payor, charge.collected)


def what_changes(
    catalogue: Iterable[ImportConsignment],
    before: date,
    after: date,
    rules: RuleSet[Any],
    fx: FxRates,
    *,
    known: date | None = None,
) -> tuple[QuoteChange, ...]:
    """Land every parcel of a catalogue on two days, and return those that come out otherwise.

    Rates of exchange are those of ``before`` on both days, so that only the law differs.

    Args:
        catalogue: A typical parcel for each product and destination.
        before: A day before the change: everything happens on it.
        after: A day after it.
        rules: As for `landed_cost`.
        fx: Exchange rates of ``before``.
        known: As for `landed_cost`.
    """
    held = _Held(fx, before)
    found: list[QuoteChange] = []
    for consignment in catalogue:
        one = landed_cost(consignment, TradeDates.all_on(before), rules, held, known=known)
        two = landed_cost(consignment, TradeDates.all_on(after), rules, held, known=known)
        change = QuoteChange(consignment, one, two)
        if change.charges or one.unmet != two.unmet:
            found.append(change)
    return tuple(found)


@frozen
class _Held:
    """Rates held at those of one day."""

    rates: FxRates
    day: date

    def as_of(self, base: str, quote: str, on: date, /, *, max_age_days: int) -> Any:  # noqa: ANN401, ARG002
        return self.rates.as_of(base, quote, self.day, max_age_days=max_age_days)

"""Solve all constraints of one order together: minimum, pack, price tier, room, minimum value, budget.

    1. each line becomes the smallest quantity its terms allow, a larger pack that is nearly full, or the next
       price tier if that is no dearer
    2. together they must fit the room and the budget; else the order is refused with every reason or, where
       the caller allows it, packs are shared so that all items run out at the same time
    3. below the supplier's minimum value, packs are added by the same rule until it is reached
    4. where the room is to be filled, likewise

Lines that nobody wanted yet may be named with quantity 0: they fill up an order before an item with longer
cover does. What is raised, and why, stands in the steps of each line.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.fx import RateTable
    >>> from xbcommerce.supply import Leg, LeadTime, LotTerms, Offer, Pmf, PriceTier
    >>> from xbcommerce.supply.sourcing import Reporting, SupplierTerms, WantedLine, build_order
    >>> way, no_freight = LeadTime.of(Leg("sea", Pmf.point(40))), Money("0", "USD")
    >>> lamp = Offer("lamp", "sea", way, [PriceTier(1, Money("2.40", "USD"))], LotTerms(50, 12), no_freight)
    >>> bulb = Offer("bulb", "sea", way, [PriceTier(1, Money("1.10", "USD"))], LotTerms(30, 30), no_freight)
    >>> wanted = [WantedLine("L1", lamp, 1, 100, 10), WantedLine("B1", bulb, 0, 20, 5)]
    >>> dollars = Reporting("USD", RateTable("EUR", "ECB", {}), date(2026, 3, 2))
    >>> print(build_order(wanted, SupplierTerms("acme", minimum_value=Money("400", "USD")), dollars))
    Order from acme, USD 415.80 in all (lines: 2)
    L1: 132 units from lamp at USD 2.40 each, USD 316.80
    60: the need of 1 is raised to the minimum order of 50 and to whole packs of 12
    132 instead of 60 so that the order is worth at least USD 400.00
    B1: 90 units from bulb at USD 1.10 each, USD 99.00
    90 instead of 0 so that the order is worth at least USD 400.00
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import evolve, frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.fx import Rate
from xbcommerce.kernel.money import Rounding, scale
from xbcommerce.kernel.naming import repeated
from xbcommerce.kernel.unmet import Note, Param, Refusal, Unmet
from xbcommerce.supply.lots.equal_runout import Runout, RunoutItem, equal_runout
from xbcommerce.supply.lots.loads import Load

from .draft import Draft, first_draft
from .reporting import Reporting
from .supplier_order import SupplierLine, SupplierOrder
from .supplier_terms import SupplierTerms, WantedLine


@frozen
class _Exact:
    """All limits in exact minor units of the reporting currency."""

    minimum: Fraction | None
    budget: Fraction | None
    capacity: Load | None


def build_order(
    lines: Sequence[WantedLine], terms: SupplierTerms, reporting: Reporting, *, short_ok: bool = False
) -> SupplierOrder | Refusal:
    """Build one order that meets all terms together, or say everything that stands in the way.

    Args:
        lines: What is wanted, and what may fill the order up; with different keys.
        terms: What holds for the order as a whole.
        reporting: The currency in which values are compared, and the rates into it.
        short_ok: Where room or budget do not suffice, order less than wanted instead of refusing. Packs go
            to the items that run out first; what does not sell gets none.

    Returns:
        The order; or a `Refusal` with every reason: ``lot.no_multiple`` and ``lot.need_over_maximum`` by
        line, missing exchange rates and cartons, ``order.over_budget``, ``order.over_capacity``,
        ``order.below_minimum``, ``order.nothing_to_order``.

    Raises:
        InvalidValueError: Two lines of one key.
    """
    if twice := repeated(line.sku for line in lines):
        msg = f"several lines are called {twice[0]!r}; give each item one line"
        raise InvalidValueError(msg)
    rates = reporting.rates_for(_currencies(lines, terms), terms.supplier)
    unmet = [] if not isinstance(rates, Refusal) else list(rates.unmet)
    unmet += _no_cartons(lines, terms)
    if isinstance(rates, Refusal) or unmet:
        return Refusal(unmet)
    limits = _limits(terms, reporting, rates)
    draft = first_draft(lines, reporting, rates, short_ok=short_ok)
    if isinstance(draft, Refusal):
        return draft
    if too_much := tuple(_too_much(draft, terms, limits, reporting)):
        if not short_ok:
            return Refusal(too_much)
        draft = _shared(draft, limits)
    return _finished(draft, lines, terms, limits, reporting)


def _finished(
    draft: Draft,
    lines: Sequence[WantedLine],
    terms: SupplierTerms,
    limits: _Exact,
    reporting: Reporting,
) -> SupplierOrder | Refusal:
    """Raise the order to its minimum, fill it up, and write it out."""
    if not any(item.ordered for item in draft.items):
        return Refusal.of(Unmet("order.nothing_to_order", terms.supplier, {"lines": len(lines)}))
    if limits.minimum is not None and draft.value < limits.minimum:
        raised = _given(draft, limits, value_min=limits.minimum)
        if not raised.enough:
            figures: dict[str, Param] = {"value": reporting.money(raised.value)}
            figures["minimum"] = reporting.money(limits.minimum)
            return Refusal.of(Unmet("order.below_minimum", terms.supplier, figures))
        minimum: dict[str, Param] = {"minimum": terms.minimum_value or reporting.money(limits.minimum)}
        draft = draft.moved_to(raised.units, "order.raised_to_minimum", minimum)
    if terms.fill_up:
        draft = draft.moved_to(_given(draft, limits).units, "order.filled_up", {})
    written = [
        _line(line, item, steps)
        for line, item, steps in zip(lines, draft.items, draft.steps, strict=True)
        if item.ordered
    ]
    short = {
        line.sku: line.quantity - item.ordered
        for line, item in zip(lines, draft.items, strict=True)
        if item.ordered < line.quantity
    }
    return SupplierOrder(
        terms.supplier, tuple(written), reporting.money(draft.value), draft.load, FrozenMap(short)
    )


def _currencies(lines: Sequence[WantedLine], terms: SupplierTerms) -> tuple[str, ...]:
    moneys = [line.offer.tiers[0].unit_price for line in lines]
    moneys += [money for money in (terms.minimum_value, terms.budget) if money is not None]
    return tuple(dict.fromkeys(money.currency.code for money in moneys))


def _no_cartons(lines: Sequence[WantedLine], terms: SupplierTerms) -> Iterator[Unmet]:
    if terms.capacity is not None:
        for line in lines:
            if line.offer.carton is None:
                yield Unmet("order.no_carton", line.sku, {"offer": line.offer.id})


def _limits(terms: SupplierTerms, reporting: Reporting, rates: Mapping[str, Rate]) -> _Exact:
    minimum, budget = (
        None if money is None else reporting.exact(money, rates)
        for money in (terms.minimum_value, terms.budget)
    )
    return _Exact(minimum, budget, terms.capacity)


def _too_much(draft: Draft, terms: SupplierTerms, limits: _Exact, reporting: Reporting) -> Iterator[Unmet]:
    """Yield the limits of the whole order that what is wanted exceeds."""
    if limits.budget is not None and draft.value > limits.budget:
        figures = {"value": reporting.money(draft.value), "budget": reporting.money(limits.budget)}
        yield Unmet("order.over_budget", terms.supplier, figures)
    if limits.capacity is not None and not draft.load.fits(limits.capacity):
        load, room = draft.load, limits.capacity
        yield Unmet("order.over_capacity", terms.supplier, {"load": str(load), "capacity": str(room)})


def _given(draft: Draft, limits: _Exact, *, value_min: Fraction | None = None) -> Runout:
    return equal_runout(draft.items, capacity=limits.capacity, value_max=limits.budget, value_min=value_min)


def _shared(draft: Draft, limits: _Exact) -> Draft:
    """Give what room and budget allow, up to what is wanted of each."""
    wanted = [
        evolve(item, terms=evolve(item.terms, maximum=item.ordered), ordered=0) if item.ordered else item
        for item in draft.items
    ]
    sharing = [item for item in wanted if item.terms.maximum is not None]
    given = equal_runout(sharing, capacity=limits.capacity, value_max=limits.budget).units
    units = {item.sku: given.get(item.sku, 0) for item in draft.items}
    return draft.moved_to(units, "order.shared", {})


def _line(line: WantedLine, item: RunoutItem, steps: tuple[Note, ...]) -> SupplierLine:
    price = line.offer.unit_price(item.ordered)
    return SupplierLine(
        line.sku,
        line.offer.id,
        line.quantity,
        item.ordered,
        price,
        scale(price, item.ordered, Rounding.HALF_EVEN),
        steps,
    )

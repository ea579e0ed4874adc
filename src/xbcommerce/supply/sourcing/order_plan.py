"""Several items at once: each recommended for itself, then ordered together, shipment by shipment.

What each item would order alone is only a wish: suppliers ask for a minimum order value, ships have room,
and money is short. One order a supplier and mode of travel; items that could still wait fill it up. A budget
for all of it goes to the items that run out first.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.fx import RateTable
    >>> from xbcommerce.supply import (CycleService, Forecast, Leg, LeadTime, LotTerms, Offer, Pmf, Position,
    ...     PriceTier, ReviewRules)
    >>> from xbcommerce.supply.sourcing import ItemToPlan, Question, SupplierTerms, recommend_many
    >>> def item(sku, on_hand, price):
    ...     way, prices = LeadTime.of(Leg("sea", Pmf.point(30))), [PriceTier(1, Money(price, "EUR"))]
    ...     freight = Money("0.20", "EUR")
    ...     offer = Offer(sku, "sea", way, prices, LotTerms(24, 12), freight, supplier="acme")
    ...     asked = Question(Position(on_hand), Forecast(2, 3), CycleService(".95"), date(2026, 3, 2), "EUR",
    ...         RateTable("EUR", "ECB", {}), ReviewRules(carrying_rate="0.25"))
    ...     return ItemToPlan(sku, asked, [offer])
    >>> plan = recommend_many([item("lamp", 60, "8.00"), item("bulb", 200, "3.00")],
    ...     terms=[SupplierTerms("acme", minimum_value=Money("500", "EUR"))])
    >>> dict(plan.orders[0].quantities)
    {'lamp': 72}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from attrs import evolve, field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import from_minor, minor, same_currency
from xbcommerce.kernel.naming import repeated
from xbcommerce.kernel.unmet import Note, Refusal, Unmet

from .build_order import build_order
from .considered import Considered, Rejected
from .messages import SPOKEN
from .offers import Offer
from .question import Question
from .recommend import answer
from .recommendation import Outcome, Recommendation
from .reporting import Reporting
from .supplier_order import SupplierOrder
from .supplier_terms import SupplierTerms, WantedLine


@frozen
class ItemToPlan:
    """One item and the ways to buy it.

    Attributes:
        sku: Its key.
        question: Stock, demand, target, day and rules.
        offers: The ways to buy it; an offer names its supplier, or stands for itself.
    """

    sku: str
    question: Question
    offers: tuple[Offer | Rejected, ...] = field(converter=tuple[Offer | Rejected, ...])


@frozen
class OrderPlan:
    """What to order of all items.

    Attributes:
        recommendations: What each item would do alone.
        orders: One order a supplier and mode, each within its terms.
        refused: Orders that their terms do not allow, by supplier and mode, with every reason.
        short: Units wanted that the budget left out before the orders were built, by item.
    """

    recommendations: FrozenMap[str, Recommendation]
    orders: tuple[SupplierOrder, ...]
    refused: FrozenMap[str, Refusal]
    short: FrozenMap[str, int]

    def why(self) -> tuple[Note | Unmet, ...]:
        """Return the orders with each step, what the budget left out, and every reason against an order."""
        left = [Note("order.no_money", {"sku": sku, "short_units": n}) for sku, n in self.short.items()]
        refusals = [item for refusal in self.refused.values() for item in refusal.unmet]
        if not self.orders and not refusals:
            return (Note("order.nothing_due", {"items": len(self.recommendations)}), *left)
        return (*(note for order in self.orders for note in order.why()), *left, *refusals)

    def __str__(self) -> str:
        return SPOKEN.explain(self)


_Shipment = tuple[str, str, str]
"""Supplier and mode; of a bridge by the same ones, which travels apart, its offer too."""


def recommend_many(
    items: Sequence[ItemToPlan],
    *,
    terms: Iterable[SupplierTerms] = (),
    budget: Money | None = None,
    short_ok: bool = True,
) -> OrderPlan:
    """Recommend for every item, and order together what is due.

    Args:
        items: With different keys, asked on one day in one reporting currency.
        terms: What suppliers ask of an order; those for one mode before those for any. None for no terms.
        budget: The most that all orders together may be worth at purchase prices, in the reporting currency.
        short_ok: Where room or a supplier's budget do not suffice, order less; otherwise refuse that order.

    Raises:
        InvalidValueError: Two items of one key, or items of different days or reporting currencies.
        CurrencyMismatchError: A budget in another currency.
    """
    if twice := repeated(item.sku for item in items):
        msg = f"several items are called {twice[0]!r}; give each its own key"
        raise InvalidValueError(msg)
    if len({(item.question.on, item.question.currency) for item in items}) > 1:
        msg = "items are asked on different days or in different currencies; plan those apart"
        raise InvalidValueError(msg)
    answers = {item.sku: answer(item.question, item.offers) for item in items}
    if not items:
        return OrderPlan(FrozenMap(), (), FrozenMap(), FrozenMap())
    reporting = Reporting.of(items[0].question)
    shipments = _shipments(items, answers)
    short: dict[str, int] = {}
    if budget is not None:
        same_currency(budget, reporting.currency)
        shipments, short = _within(budget, shipments, reporting)
    known = list(terms)
    orders, refused = _built(shipments, known, reporting, budget, short_ok=short_ok)
    return OrderPlan(FrozenMap(answers), tuple(orders), FrozenMap(refused), FrozenMap(short))


def _shipments(
    items: Sequence[ItemToPlan], answers: Mapping[str, Recommendation]
) -> dict[_Shipment, list[WantedLine]]:
    """Gather what is due by supplier and mode, and what may fill it up; nothing where nothing is due."""
    due: dict[_Shipment, list[WantedLine]] = {}
    waiting: list[tuple[_Shipment, WantedLine]] = []
    for item in items:
        offers = {offer.id: offer for offer in item.offers if isinstance(offer, Offer)}
        position = item.question.position.inventory_position()
        for one in answers[item.sku].taken:
            ordering = answers[item.sku].outcome is Outcome.ORDER
            line = _line(item, one, offers[one.offer_id], position, ordering=ordering)
            key = (line.offer.supplier or line.offer.id, one.mode, "")
            if any(other.sku == item.sku for other in due.get(key, ())):
                key = (*key[:2], line.offer.id)
            if ordering:
                due.setdefault(key, []).append(line)
                position += one.quantity
            else:
                waiting.append((key, line))
    for key, line in waiting:
        if key in due:
            due[key].append(line)
    return due


def _line(item: ItemToPlan, one: Considered, offer: Offer, position: int, *, ordering: bool) -> WantedLine:
    mean = Fraction(item.question.forecast.mean_per_day)
    return WantedLine(item.sku, offer, one.quantity if ordering else 0, position, mean)


def _within(
    budget: Money, shipments: Mapping[_Shipment, Sequence[WantedLine]], reporting: Reporting
) -> tuple[dict[_Shipment, list[WantedLine]], dict[str, int]]:
    """Share a budget among all lines of all shipments, as if they were one order."""
    keyed = {
        (key, line.sku): evolve(line, sku=f"{number}/{line.sku}")
        for number, (key, lines) in enumerate(shipments.items())
        for line in lines
        if line.quantity
    }
    shared = build_order(list(keyed.values()), SupplierTerms("", budget=budget), reporting, short_ok=True)
    given = shared.quantities if isinstance(shared, SupplierOrder) else FrozenMap[str, int]()
    left: dict[_Shipment, list[WantedLine]] = {}
    short: dict[str, int] = {}
    for key, lines in shipments.items():
        left[key] = []
        for line in lines:
            units = given.get(keyed[key, line.sku].sku, 0) if line.quantity else 0
            if units < line.quantity:
                short[line.sku] = short.get(line.sku, 0) + line.quantity - units
            left[key].append(evolve(line, quantity=min(units, line.quantity)))
    return left, short


def _built(
    shipments: Mapping[_Shipment, Sequence[WantedLine]],
    terms: Sequence[SupplierTerms],
    reporting: Reporting,
    budget: Money | None,
    *,
    short_ok: bool,
) -> tuple[list[SupplierOrder], dict[str, Refusal]]:
    """Build one order after the other; each may spend what the budget leaves beside the others."""
    wanted = {key: lines for key, lines in shipments.items() if any(line.quantity for line in lines)}
    worth = {key: _worth(lines, reporting) for key, lines in wanted.items()}
    orders: list[SupplierOrder] = []
    refused: dict[str, Refusal] = {}
    for key, lines in wanted.items():
        asked = _terms_of(key, terms)
        if budget is not None:
            rest = max(0, minor(budget) - sum(value for other, value in worth.items() if other != key))
            asked = _no_more_than(asked, from_minor(rest, reporting.currency), reporting)
        built = build_order(lines, asked, reporting, short_ok=short_ok)
        if isinstance(built, Refusal):
            refused[" ".join(filter(None, key))], worth[key] = built, 0
        else:
            orders.append(evolve(built, mode=key[1]))
            worth[key] = minor(built.value)
    return orders, refused


def _worth(lines: Sequence[WantedLine], reporting: Reporting) -> int:
    alone = build_order(lines, SupplierTerms(""), reporting, short_ok=True)
    return 0 if isinstance(alone, Refusal) else minor(alone.value)


def _terms_of(key: _Shipment, terms: Sequence[SupplierTerms]) -> SupplierTerms:
    supplier, mode, _ = key
    fitting = [one for one in terms if one.supplier == supplier and one.mode in {mode, ""}]
    return max(fitting, key=lambda one: bool(one.mode), default=SupplierTerms(supplier))


def _no_more_than(terms: SupplierTerms, rest: Money, reporting: Reporting) -> SupplierTerms:
    """Take the smaller of a supplier's own budget and what is left of the budget for all."""
    if terms.budget is None:
        return evolve(terms, budget=rest)
    rates = reporting.rates_for([terms.budget.currency.code], terms.supplier)
    smaller = isinstance(rates, Refusal) or reporting.exact(terms.budget, rates) <= minor(rest)
    return terms if smaller else evolve(terms, budget=rest)

"""What a term of trade says about costs: which of them the price contains, and where the two do not agree.

The term decides what has to be added to a price (FCA: the freight to the border) or taken out of it (DAP: the
inland leg); the official value itself it never moves.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.logistics.customs import Cost, CostKind
    >>> from xbcommerce.logistics.customs.incoterms import read_term
    >>> from xbcommerce.logistics.customs.valuation import costs_by_term, term_mismatches
    >>> from xbcommerce.reference.customs.incoterms import incoterm_rules
    >>> cfr = read_term("CFR Hamburg", incoterm_rules(), on=date(2026, 3, 1))
    >>> costs = [Cost(CostKind.FREIGHT, Money("60.00", "EUR")), Cost(CostKind.INLAND, Money("15.00", "EUR"))]
    >>> [cost.in_price for cost in costs_by_term(cfr, costs)]
    [True, False]
    >>> [note.code for note in term_mismatches(cfr, costs)]
    ['valuation.seller_pays.freight']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from xbcommerce.kernel.unmet import Note
from xbcommerce.logistics.customs.cost import Cost, CostKind
from xbcommerce.logistics.customs.incoterms import Party, Term, TradeCost

_TRADE_COSTS: Mapping[CostKind, TradeCost] = {
    CostKind.ORIGIN_INLAND: TradeCost.ORIGIN_INLAND,
    CostKind.FREIGHT: TradeCost.MAIN_CARRIAGE,
    CostKind.INSURANCE: TradeCost.INSURANCE,
    CostKind.INLAND: TradeCost.DESTINATION_INLAND,
}
"""What of a value a term speaks about; additions to the price it does not know."""


def costs_by_term(term: Term, costs: Iterable[Cost]) -> tuple[Cost, ...]:
    """Mark each cost as contained in the price where the term lets the seller pay it, else as not.

    Additions to the price stay as they are: no term speaks of them.

    Args:
        term: From `xbcommerce.logistics.customs.incoterms.read_term`.
        costs: True costs, whoever paid them.
    """
    return tuple(
        attrs.evolve(cost, in_price=_by_seller(term, cost.kind)) if cost.kind in _TRADE_COSTS else cost
        for cost in costs
    )


def term_mismatches(term: Term, costs: Iterable[Cost]) -> tuple[Note, ...]:
    """Return where costs as given do not agree with the term; each is legal, but suspect.

    Args:
        term: From `read_term`.
        costs: As they will be valued.

    Returns:
        ``valuation.seller_pays.*`` for a cost that the term lets the seller pay and that is said to be
        outside of the price; ``valuation.buyer_pays.*`` for the contrary; ``valuation.not_told.*`` for a cost
        that moves the value and is not given: the freight under every term, and what the seller must pay.
    """
    given = tuple(costs)
    return (*_contradicted(term, given), *_missing(term, given))


def _contradicted(term: Term, costs: tuple[Cost, ...]) -> Iterator[Note]:
    for cost in dict.fromkeys((cost.kind, cost.in_price) for cost in costs if cost.kind in _TRADE_COSTS):
        kind, in_price = cost
        if in_price != _by_seller(term, kind):
            party = "buyer" if in_price else "seller"
            yield Note(f"valuation.{party}_pays.{kind.value}", {"term": term.name})


def _missing(term: Term, costs: tuple[Cost, ...]) -> Iterator[Note]:
    told = {cost.kind for cost in costs}
    for kind, trade_cost in _TRADE_COSTS.items():
        due = _by_seller(term, kind) and term.rule.must_be_paid(trade_cost)
        before = kind is CostKind.ORIGIN_INLAND
        if kind not in told and (kind is CostKind.FREIGHT or (due and not before)):
            yield Note(f"valuation.not_told.{kind.value}", {"term": term.name})


def _by_seller(term: Term, kind: CostKind) -> bool:
    return term.payor(_TRADE_COSTS[kind]) is Party.SELLER

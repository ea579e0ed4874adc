"""Any target as the share of order cycles in which an offer must not run out.

A fill rate or a stock-out cost depends on how much is ordered at once, and that on the offer. The quantity of
least cost a year, worked out without safety stock, breaks the circle: safety stock moves the cost of a year,
not the best quantity.

Example: see `xbcommerce.supply.recommend`.
"""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from xbcommerce.kernel.unmet import Note, Refusal, Unmet
from xbcommerce.supply.lead_times.pmf import Pmf
from xbcommerce.supply.lots.economic_lot import Lot, best_lot
from xbcommerce.supply.targets.economic_service import HoldingCost
from xbcommerce.supply.targets.stock_target import stock_target
from xbcommerce.supply.targets.targets import CycleService

from .offers import Offer
from .question import Question


@frozen
class ServiceWanted:
    """The share of order cycles without a shortage that a target asks of one offer.

    Attributes:
        p: The share.
        goal: What the target says and what it comes to; nothing where it is that share itself.
    """

    p: Fraction
    goal: tuple[Note, ...] = ()


def service_wanted(offer: Offer, question: Question, first: Pmf, until_next: Pmf) -> ServiceWanted | Refusal:
    """Translate the target of the question for one offer.

    Args:
        offer: Prices, terms and lead time.
        question: The item, the target and the rules.
        first: Days until an order of today arrives.
        until_next: Days until an order of the next review arrives.

    Returns:
        The share; or a `Refusal` where nothing can be ordered, or no service pays.
    """
    if isinstance(question.target, CycleService):
        return ServiceWanted(question.target.p)
    lot = best_lot(offer, 1, question.costs(held_units=Fraction(0)))
    if not isinstance(lot, Lot):
        return lot
    found = stock_target(
        question.target,
        question.forecast,
        first,
        review_days=question.rules.review_days,
        until_next=until_next,
        order_quantity=lot.quantity,
        holding=HoldingCost(lot.landed.cost(1), question.rules.carrying_rate),
        model=question.rules.model,
    )
    if isinstance(found, Refusal):
        return Refusal(Unmet(item.code, offer.id, item.params) for item in found.unmet)
    return ServiceWanted(found.equivalent.p, found.why()[1:])

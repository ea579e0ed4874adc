"""Any policy under what a supplier accepts: minimum, case pack and maximum.

Example:
    >>> from datetime import date
    >>> from xbcommerce.supply import DemandSeries, LotTerms
    >>> from xbcommerce.supply.policies import BaseStock, InPacks, Review
    >>> week = Review(DemandSeries(date(2026, 1, 5), 7, [4]), 0, on_hand=12)
    >>> InPacks(BaseStock(13), LotTerms(moq=10, multiple=12)).order(week)
    12
"""

from __future__ import annotations

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.supply.lots.order_quantity import LotTerms, order_quantity

from .review import Review, StockPolicy


def _placeable(_instance: object, _field: object, terms: LotTerms) -> None:
    refused = order_quantity(1, terms)
    if isinstance(refused, Refusal) or not isinstance(terms.smallest, int):
        msg = f"{terms}: expected terms under which whole units can be ordered; change packs or limits"
        raise InvalidValueError(msg)


@frozen
class InPacks:
    """What a policy orders, rounded to the terms of a supplier.

    Attributes:
        policy: Says how much is missing.
        terms: Minimum, case pack and maximum.
    """

    policy: StockPolicy
    terms: LotTerms = field(validator=_placeable)

    def order(self, review: Review, /) -> int:
        """Return the order of the policy, rounded."""
        rounded = order_quantity(self.policy.order(review), self.terms)
        return 0 if isinstance(rounded, Refusal) else int(rounded.quantity)

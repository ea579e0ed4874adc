"""What was paid beside the goods: carriage, insurance, and what customs adds to the price.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.logistics.customs import Cost, CostKind
    >>> freight = Cost(CostKind.FREIGHT, Money("5.00", "EUR"))
    >>> freight.in_price, freight.shown
    (False, True)
"""

from __future__ import annotations

from enum import Enum

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import member_of

from .given import not_negative_amount


class CostKind(Enum):
    """What was paid beside the goods, by the part of the way it was paid for."""

    ORIGIN_INLAND = "origin_inland"
    """Carriage and handling up to the port of export."""
    FREIGHT = "freight"
    """Carriage from there to where the goods enter the customs territory."""
    INSURANCE = "insurance"
    """Of the way to the border."""
    INLAND = "inland"
    """Carriage and insurance from the border to the buyer."""
    ADDITION = "addition"
    """What customs adds to the price: assists, royalties, packing, commissions."""


@frozen
class Cost:
    """One cost beside the goods.

    Attributes:
        kind: What for.
        amount: How much, in any currency.
        in_price: The prices of the goods contain it already, as under CIF or DAP.
        shown: The invoice shows it apart; what is not shown counts as price where a limit is tested.
    """

    kind: CostKind = field(validator=member_of(CostKind))
    amount: Money = field(validator=not_negative_amount)
    in_price: bool = field(default=False, kw_only=True)
    shown: bool = field(default=True, kw_only=True)

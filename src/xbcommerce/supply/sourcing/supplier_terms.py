"""What one supplier and one shipment ask of a whole order, and the lines that are wanted of it.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.supply.lots import Load
    >>> from xbcommerce.supply.sourcing import SupplierTerms
    >>> SupplierTerms("acme", minimum_value=Money("2000", "USD"), capacity=Load(28, 21_700)).fill_up
    False
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from attrs import Attribute, field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, count_field
from xbcommerce.kernel.figures import figure, not_negative, share
from xbcommerce.kernel.money import minor, plain
from xbcommerce.supply.lots.loads import Load
from xbcommerce.supply.lots.packaging import PackLevel

from .offers import Offer


def _amount(_instance: object, attribute: Attribute[Any], value: Money | None) -> None:
    if value is not None and minor(value) < 0:
        msg = f"{attribute.name}={plain(value)}: expected an amount of at least 0"
        raise InvalidValueError(msg)


@frozen(kw_only=True)
class SupplierTerms:
    """What holds for all lines of one order together.

    Attributes:
        supplier: The caller's key; the one of the offers.
        mode: For shipments of this mode only; empty for any.
        minimum_value: The least an order must be worth, at purchase prices, in any currency.
        budget: The most it may be worth.
        capacity: The room of the shipment, e.g. of a container; needs the carton of every offer.
        fill_up: Fill the room, or spend the budget, to the last pack that fits.
    """

    supplier: str = field(kw_only=False)
    mode: str = ""
    minimum_value: Money | None = field(default=None, validator=_amount)
    budget: Money | None = field(default=None, validator=_amount)
    capacity: Load | None = None
    fill_up: bool = False

    def __attrs_post_init__(self) -> None:
        """Refuse to fill up what has no end."""
        if self.fill_up and self.capacity is None and self.budget is None:
            msg = f"{self.supplier}: fill_up needs capacity= or budget=; without them there is no end"
            raise InvalidValueError(msg)


@frozen
class WantedLine:
    """One item wanted of a supplier.

    Attributes:
        sku: The item.
        offer: Prices, terms, carton.
        quantity: Units wanted; 0 for an item that may fill the order up.
        position: Units that count as cover already; below zero where buyers wait.
        demand_mean_per_day: Units; what does not sell is never raised.
        levels: Larger packs, from small to large, e.g. layer and pallet.
        round_up_share: Started share from which a larger pack is completed.
    """

    sku: str
    offer: Offer
    quantity: int = field(validator=count_field)
    position: int
    demand_mean_per_day: Fraction = field(converter=figure, validator=not_negative)
    levels: tuple[PackLevel, ...] = field(default=(), converter=tuple[PackLevel, ...], kw_only=True)
    round_up_share: Fraction = field(default=Fraction(1), converter=figure, validator=share, kw_only=True)

"""The two rules most shops start with: a minimum and a maximum, and a level with a fixed quantity.

Example:
    >>> from xbcommerce.supply.policies import MinMax, ReorderLevel
    >>> MinMax(minimum=10, maximum=50, multiple=12).quantity(3)
    48
    >>> ReorderLevel(level=20, quantity=50, units_per_purchase_unit=12).purchase_units(-100)
    10
"""

from __future__ import annotations

from attrs import field, frozen

from xbcommerce.kernel.errors import count_field, positive_field, whole

from .review import Review


@frozen(kw_only=True)
class MinMax:
    """Below the minimum, order up to the maximum, in whole packs.

    Attributes:
        minimum: Nothing is ordered while the forecast stock reaches it.
        maximum: What is ordered up to; the minimum, where that is greater.
        multiple: Units in a pack.
    """

    minimum: int = field(validator=count_field)
    maximum: int = field(validator=count_field)
    multiple: int = field(default=1, validator=positive_field)

    def quantity(self, forecast: int) -> int:
        """Return the units to order.

        Args:
            forecast: Units that will be there: on hand, on order, less what is promised; may be negative.
        """
        if forecast >= self.minimum:
            return 0
        missing = max(self.minimum, self.maximum) - forecast
        return -(-missing // self.multiple) * self.multiple

    def order(self, review: Review, /) -> int:
        """Return the units to order at a review."""
        return self.quantity(review.position)


@frozen(kw_only=True)
class ReorderLevel:
    """At the level or below, order a quantity, or more where that does not reach the level.

    Attributes:
        level: Units; with a quantity of 0 too, there is no rule.
        quantity: Units to order at least.
        units_per_purchase_unit: Stock units in what the supplier sells, e.g. 12 in a dozen.
    """

    level: int = field(validator=count_field)
    quantity: int = field(validator=count_field)
    units_per_purchase_unit: int = field(default=1, validator=positive_field)

    def purchase_units(self, projected: int) -> int:
        """Return what to order, in the supplier's units.

        Args:
            projected: Stock units that will be there; may be negative.
        """
        whole(abs(projected), "projected")
        if projected > self.level or not (self.level or self.quantity):
            return 0
        return -(-max(self.quantity, self.level - projected) // self.units_per_purchase_unit)

    def order(self, review: Review, /) -> int:
        """Return the stock units to order at a review."""
        return self.purchase_units(review.position) * self.units_per_purchase_unit

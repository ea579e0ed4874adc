"""What is there, what is coming, and what is spoken for.

Example:
    >>> from datetime import date
    >>> from xbcommerce.supply import Incoming, Position
    >>> stock = Position(on_hand=120, reserved=30, incoming=[
    ...     Incoming(date(2026, 3, 1), 50), Incoming(date(2026, 6, 15), 400)])
    >>> stock.inventory_position(horizon=date(2026, 3, 10)), stock.inventory_position()
    (140, 540)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Self

from attrs import field, frozen

from xbcommerce.kernel.errors import count_field, positive_field

from .ledger import StockLedger
from .place import Place, StockStatus


@frozen
class Incoming:
    """Units on order and the day they are due; overdue ones still count."""

    due_on: date
    quantity: int = field(validator=positive_field)


@frozen
class Position:
    """Stock of one item at one moment, units.

    Attributes:
        on_hand: In the warehouse, reserved ones included.
        on_order: Ordered without a due day; counted as arriving in time, whatever the horizon. An order whose
            day is known belongs into ``incoming``: recorded here, a container that is weeks away hides that
            stock runs out before it lands, and no bridge is ordered.
        reserved: On hand, but promised to an order.
        backorders: Sold without being on hand.
        incoming: Ordered, with a due day.
    """

    on_hand: int = field(default=0, validator=count_field)
    on_order: int = field(default=0, validator=count_field)
    reserved: int = field(default=0, validator=count_field)
    backorders: int = field(default=0, validator=count_field)
    incoming: tuple[Incoming, ...] = field(default=(), converter=tuple[Incoming, ...])

    @classmethod
    def of(
        cls,
        ledger: StockLedger,
        sku: str,
        *,
        due: Mapping[Place, date] | None = None,
        incoming: Iterable[Incoming] = (),
        reserved: int = 0,
        backorders: int = 0,
    ) -> Self:
        """Read the position of an item off a ledger.

        What is ours and may be sold is on hand; fewer units than none are owed. What is ours in any other
        status (on a ship, in bond, on hold) is on its way to the shelf.

        Args:
            ledger: What was recorded.
            sku: The item.
            due: The day on which goods at a place can be sold; those at places without one are ``on_order``.
            incoming: Orders that are not in the ledger yet.
            reserved: Units promised to orders, as from `Reservations.reserved`.
            backorders: Units sold without being there, beyond those that the ledger shows below zero.
        """
        days = due or {}
        ours = {place: units for place, units in ledger.held(sku).items() if place.is_ours and units}
        there = sum(units for place, units in ours.items() if place.status is StockStatus.AVAILABLE)
        coming = {
            place: units
            for place, units in ours.items()
            if place.status is not StockStatus.AVAILABLE and units > 0
        }
        dated = [Incoming(days[place], units) for place, units in coming.items() if place in days]
        return cls(
            on_hand=max(0, there),
            on_order=sum(units for place, units in coming.items() if place not in days),
            reserved=reserved,
            backorders=backorders + max(0, -there),
            incoming=(*dated, *incoming),
        )

    def arriving(self, horizon: date | None = None) -> int:
        """Return the units on order that count as cover until ``horizon``; None counts all."""
        due = sum(item.quantity for item in self.incoming if horizon is None or item.due_on <= horizon)
        return self.on_order + due

    def inventory_position(self, *, horizon: date | None = None) -> int:
        """Return on hand + on order within the horizon - reserved - backorders.

        A receipt due after the horizon must not calm today's order; one that is ignored orders twice.
        """
        return self.on_hand + self.arriving(horizon) - self.reserved - self.backorders

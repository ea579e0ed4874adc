"""One order of several lines that a supplier takes and a shop can pay and ship."""

from __future__ import annotations

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.figures import decimal_of
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.unmet import Note, Param
from xbcommerce.supply.lots.loads import Load

from .messages import SPOKEN


@frozen
class SupplierLine:
    """One line of the order.

    Attributes:
        sku: The item.
        offer_id: From which offer.
        wanted: Units asked for.
        quantity: Units to order.
        unit_price: At that quantity, in the supplier's currency.
        price: Quantity times unit price.
        steps: Why the quantity is not what was wanted, in order.
    """

    sku: str
    offer_id: str
    wanted: int
    quantity: int
    unit_price: Money
    price: Money
    steps: tuple[Note, ...]


@frozen
class SupplierOrder:
    """An order that meets all terms together.

    Attributes:
        supplier: Who takes it.
        lines: What to order; items of which nothing is ordered are left out.
        value: All of it at purchase prices, in the reporting currency, rounded once, half to even.
        load: The room it takes, as far as cartons are known.
        short: Units wanted that had to be left out, by item.
        mode: How it travels; empty if nobody said.
    """

    supplier: str
    lines: tuple[SupplierLine, ...]
    value: Money
    load: Load
    short: FrozenMap[str, int]
    mode: str = ""

    @property
    def quantities(self) -> FrozenMap[str, int]:
        """Units to order, by item."""
        return FrozenMap({line.sku: line.quantity for line in self.lines})

    def why(self) -> tuple[Note, ...]:
        """Return the order, each line with its steps, and what is left out."""
        figures: dict[str, Param] = {
            "supplier": self.supplier,
            "lines": len(self.lines),
            "value": self.value,
            "volume_m3": decimal_of(self.load.volume_m3, 3),
            "weight_kg": decimal_of(self.load.weight_kg, 1),
        }
        head = Note("order.loaded" if self.load.weight_kg or self.load.volume_m3 else "order.placed", figures)
        left = (Note("order.short", {"sku": sku, "short_units": units}) for sku, units in self.short.items())
        return (head, *(note for line in self.lines for note in _line(line)), *left)

    def __str__(self) -> str:
        return SPOKEN.explain(self)


def _line(line: SupplierLine) -> tuple[Note, ...]:
    figures: dict[str, Param] = {
        "sku": line.sku,
        "offer": line.offer_id,
        "quantity_units": line.quantity,
        "unit_price": line.unit_price,
        "price": line.price,
    }
    return (Note("order.line", figures), *line.steps)

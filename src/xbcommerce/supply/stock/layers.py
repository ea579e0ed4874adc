"""The layers of one item: which units are there, from which receipt, at which value.

A layer is a quantity and a value. A part of it takes its share of the value, rounded half-even to the minor
unit; the rest stays, and the last unit takes what is left, so no cent is made or lost. Units that went out
before they came are provisional layers: a quantity owed, and the value at which it left.

`ItemLayers` is the working state of one fold and changes in place; nobody but the ledger's own code holds it.
"""

from __future__ import annotations

from collections import deque

from attrs import define, field

from xbcommerce.kernel.money import Rounding
from xbcommerce.kernel.money.rounding import rounded

from .moves import CustomerReturn, GoodsReceipt, OpeningStock, OwnershipChange, StockAdjustment
from .rules import ValuationMethod

Origin = GoodsReceipt | OpeningStock | OwnershipChange | StockAdjustment | CustomerReturn
"""The move that brought the units of a layer."""

_HALF_EVEN = Rounding.HALF_EVEN
_AVERAGE, _FIFO, _SPECIFIC = ValuationMethod.AVERAGE, ValuationMethod.FIFO, ValuationMethod.SPECIFIC


def part(value: int, quantity: int, of: int) -> int:
    """Return the share of a value that some of its units carry; all of them carry all of it."""
    return value if quantity == of else rounded(value * quantity, of, _HALF_EVEN)


@define(eq=False)
class OpenLayer:
    """Units of one receipt that are still there, and their value; under moving average the value is moot."""

    origin: Origin
    lot: str
    quantity: int
    value: int


@define(eq=False)
class OwedLayer:
    """Units that went out before they came, and the value at which they left."""

    quantity: int
    value: int


@define(eq=False)
class ItemLayers:
    """The layers of one item.

    Attributes:
        method: Whose cost leaves with a unit.
        layers: Oldest first; under specific lot, used up ones among them.
        owed: Provisional layers, oldest first; there are none while there are layers.
        units: Units in the layers.
        value: Their value.
        last: Value and units of the last receipt; None before the first.
        by_receipt: Layers by the id of the move that brought them.
        by_lot: Under specific lot, layers by lot, oldest first.
    """

    method: ValuationMethod
    layers: deque[OpenLayer] = field(factory=deque[OpenLayer])
    owed: deque[OwedLayer] = field(factory=deque[OwedLayer])
    units: int = 0
    value: int = 0
    last: tuple[int, int] | None = None
    by_receipt: dict[str, OpenLayer] = field(factory=dict[str, OpenLayer])
    by_lot: dict[str, deque[OpenLayer]] = field(factory=dict[str, deque[OpenLayer]])

    @property
    def owed_value(self) -> int:
        """The value of what is owed."""
        return sum(layer.value for layer in self.owed)

    def in_lot(self, lot: str) -> int:
        """Count the units of a lot."""
        return sum(layer.quantity for layer in self.by_lot.get(lot, ()))

    def put(self, origin: Origin, lot: str, quantity: int, value: int) -> tuple[int, int]:
        """Take units in; they cover what is owed first.

        Returns:
            The revaluation, provisional less real cost of the units covered, and how many those are.
        """
        came, revalued = quantity, 0
        while self.owed and quantity:
            owed = self.owed[0]
            covered = min(owed.quantity, quantity)
            provisional, real = part(owed.value, covered, owed.quantity), part(value, covered, quantity)
            revalued += provisional - real
            owed.quantity, owed.value = owed.quantity - covered, owed.value - provisional
            quantity, value = quantity - covered, value - real
            if not owed.quantity:
                self.owed.popleft()
        layer = OpenLayer(origin, lot, quantity, value)
        self.by_receipt[origin.id] = layer
        if quantity:
            self.layers.append(layer)
            self.units += quantity
            self.value += value
            if self.method is _SPECIFIC:
                self.by_lot.setdefault(lot, deque()).append(layer)
        return revalued, came - quantity

    def take(self, quantity: int, lot: str = "") -> tuple[int, int]:
        """Let units go out; what is short is owed at the last receipt's cost, which must be known.

        Returns:
            Their cost, and how many of them are owed.
        """
        if quantity <= self.units:
            return self._take(quantity, lot), 0
        short = quantity - self.units
        last_value, last_quantity = self.last or (0, 1)
        provisional = rounded(last_value * short, last_quantity, _HALF_EVEN)
        cost = self._take(self.units, lot) if self.units else 0
        self.owe(short, provisional)
        return cost + provisional, short

    def owe(self, quantity: int, value: int) -> None:
        """Note units that went out before they came, and at which value; an average knows one layer only."""
        if self.owed and self.method is _AVERAGE:
            self.owed[0].quantity += quantity
            self.owed[0].value += value
        else:
            self.owed.append(OwedLayer(quantity, value))

    def _take(self, quantity: int, lot: str) -> int:
        method = self.method
        if method is _FIFO:
            cost = _drain(self.layers, quantity, newest=False)
        elif method is _SPECIFIC:
            cost = _drain(self.by_lot[lot], quantity, newest=False)
        elif method is _AVERAGE:
            cost = part(self.value, quantity, self.units)
            _drain(self.layers, quantity, newest=False)
        else:
            cost = _drain(self.layers, quantity, newest=True)
        self.units -= quantity
        self.value -= cost
        return cost

    def bears(self, receipt: str, amount: int, received: int) -> bool:
        """Whether a credit note leaves the units still there a value of at least nothing."""
        layer = self.by_receipt[receipt]
        value = self.value if self.method is _AVERAGE else layer.value
        return value + rounded(amount * layer.quantity, received, _HALF_EVEN) >= 0

    def add(self, receipt: str, amount: int, received: int) -> tuple[int, int]:
        """Spread a late cost over the units of a receipt, and raise the value of those still there.

        Returns:
            The share that goes to stock, and the units it goes to.
        """
        layer = self.by_receipt[receipt]
        to_stock = rounded(amount * layer.quantity, received, _HALF_EVEN)
        layer.value += to_stock
        self.value += to_stock
        return to_stock, layer.quantity


def _drain(layers: deque[OpenLayer], quantity: int, *, newest: bool) -> int:
    """Take units from one end, and return the value they carry."""
    cost, end = 0, -1 if newest else 0
    while quantity:
        layer = layers[end]
        if layer.quantity > quantity:
            share = rounded(layer.value * quantity, layer.quantity, _HALF_EVEN)
            layer.quantity -= quantity
            layer.value -= share
            return cost + share
        cost += layer.value
        quantity -= layer.quantity
        layer.quantity = layer.value = 0
        if newest:
            layers.pop()
        else:
            layers.popleft()
    return cost

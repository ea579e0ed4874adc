"""What a move did to the value of stock, figure by figure, and the sum of it over many moves.

After every move, and over any number of them, exactly:

    opening + received + late costs - issued - expensed + revalued = closing

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.supply.stock import *
    >>> hall, rules = Place("hall"), StockRules("EUR", below_zero=True)
    >>> ledger, _ = record_all(StockLedger(rules), [
    ...     OpeningStock("open", date(2026, 3, 1), "mug", -5, hall, -500_00, "EUR"),
    ...     GoodsReceipt.of("grn-1", date(2026, 3, 2), "mug", 6, hall, Money("60.00", "EUR"))])
    >>> print(ledger.entry("grn-1"))
    grn-1: 6 units of mug came in, worth EUR 60.00
    grn-1: 5 of them had gone out before they came; what they really cost changes the value by EUR 450.00
    >>> print(ledger.totals())
    Opening EUR -500.00, received EUR 60.00, late costs EUR 0.00, issued EUR 0.00, expensed EUR 0.00, ...
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.money import from_minor
from xbcommerce.kernel.unmet import Note, Param

from .messages import ENGLISH
from .moves import (
    CustomerReturn,
    GoodsIssue,
    GoodsReceipt,
    LateCost,
    OpeningStock,
    OwnershipChange,
    StockAdjustment,
    StockMove,
    StockTransfer,
)


@frozen
class ValueChange:
    """What one move did to the value of stock, in minor units; what it did not touch is 0.

    Attributes:
        opening: Brought in from before.
        received: Came in with units: receipts, returns, units found, goods that became ours.
        late_cost: Billed late for units received before.
        issued: Left with units: issues, units missing, goods that became another's.
        expensed: The share of a late cost for units that are gone.
        revalued: Provisional cost less real cost of units that had gone out before they came.
        units: The units behind ``revalued``; of a late cost those still in stock; of an issue those owed.
    """

    opening: int = 0
    received: int = 0
    late_cost: int = 0
    issued: int = 0
    expensed: int = 0
    revalued: int = 0
    units: int = 0

    @property
    def net(self) -> int:
        """By how much the value of stock changed."""
        return self.opening + self.received + self.late_cost - self.issued - self.expensed + self.revalued


Row = tuple[int, int, int, int, int, int, int]
"""The same, in the order of its fields, as the ledger keeps it by the million."""

_VERBS = {
    OpeningStock: "stock.opened",
    GoodsReceipt: "stock.received",
    GoodsIssue: "stock.issued",
    StockTransfer: "stock.moved",
    CustomerReturn: "stock.returned",
    LateCost: "stock.late_cost",
}


def _code(move: StockMove) -> str:
    if isinstance(move, StockAdjustment):
        return "stock.found" if move.quantity > 0 else "stock.missing"
    if isinstance(move, OwnershipChange):
        return "stock.sold_on" if move.owner else "stock.taken_over"
    return _VERBS[type(move)]


@frozen
class StockEntry:
    """A move as it was recorded.

    Attributes:
        move: What happened.
        sku: Of which item.
        change: What it did to the value.
        currency: Of the value.
    """

    move: StockMove
    sku: str
    change: ValueChange
    currency: str

    def why(self) -> tuple[Note, ...]:
        """Return the change of value, one line for each reason."""
        change, move = self.change, self.move
        figures: dict[str, Param] = {"move": move.id, "sku": self.sku}
        if isinstance(move, LateCost):
            figures |= {
                "receipt": move.receipt,
                "amount": self._money(change.late_cost),
                "to_stock": self._money(change.late_cost - change.expensed),
                "expensed": self._money(change.expensed),
                "units": change.units,
            }
            return (Note("stock.late_cost", figures),)
        amount = change.opening + change.received + change.issued
        figures |= {"quantity": abs(move.quantity), "amount": self._money(amount)}
        return (Note(_code(move), figures), *self._below_zero())

    def _below_zero(self) -> tuple[Note, ...]:
        change = self.change
        figures: dict[str, Param] = {"move": self.move.id, "units": change.units}
        if not change.units:
            return ()
        if change.issued:
            return (Note("stock.provisional", figures),)
        return (Note("stock.revalued", {**figures, "amount": self._money(change.revalued)}),)

    def _money(self, amount_minor: int) -> Money:
        return from_minor(amount_minor, self.currency)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


@frozen
class StockTotals:
    """The value of stock and how it came about.

    Attributes:
        opening: Each figure as in `ValueChange`, summed.
        closing: What the layers hold, provisional ones taken off.
    """

    opening: Money
    received: Money
    late_costs: Money
    issued: Money
    expensed: Money
    revalued: Money
    closing: Money

    @classmethod
    def of(cls, rows: Iterable[Row], closing_minor: int, currency: str) -> StockTotals:
        """Sum rows up."""
        sums = [sum(column) for column in zip(*rows, strict=True)] or [0] * 7
        opening, received, late, issued, expensed, revalued = (from_minor(s, currency) for s in sums[:6])
        return cls(opening, received, late, issued, expensed, revalued, from_minor(closing_minor, currency))

    @property
    def difference(self) -> Money:
        """What the identity is off by: nothing."""
        came, left = self.opening + self.received + self.late_costs, self.issued + self.expensed
        return came - left + self.revalued - self.closing

    def why(self) -> tuple[Note, ...]:
        """Return the figures of the identity."""
        names = ("opening", "received", "late_costs", "issued", "expensed", "revalued", "closing")
        return (Note("stock.totals", {name: getattr(self, name) for name in names}),)

    def __str__(self) -> str:
        return ENGLISH.explain(self)

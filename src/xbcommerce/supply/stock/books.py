"""The working state of a stock ledger: what was recorded, and what it comes to, item by item."""

from __future__ import annotations

from datetime import date
from threading import RLock

from attrs import define, field

from .entry import Row, StockEntry, ValueChange
from .layers import ItemLayers
from .moves import CustomerReturn, LateCost, StockMove
from .place import Place
from .rules import StockRules


@define(eq=False)
class Item:
    """What is known of one item.

    Attributes:
        sku: Which.
        layers: Of our own units.
        held: Units at every place, those of others too.
        last_on: The newest day of a move; the first of all days if there is none.
        last_issued_on: The newest day on which units were issued, likewise.
    """

    sku: str
    layers: ItemLayers
    held: dict[Place, int] = field(factory=dict[Place, int])
    last_on: date = date.min
    last_issued_on: date = date.min

    def add(self, place: Place, quantity: int) -> None:
        """Count units into a place, or out of it."""
        held = self.held
        held[place] = held.get(place, 0) + quantity


@define(eq=False)
class Books:
    """Moves with what they did, in the order they were recorded; only ever appended to.

    Attributes:
        rules: What they were recorded by.
        moves: What happened.
        rows: What each did to the value.
        numbers: The place of each move by its id.
        items: By their key.
        returned: Units and value that came back, by the id of the issue.
        lock: Held while any of this is read or written.
    """

    rules: StockRules
    moves: list[StockMove] = field(factory=list[StockMove])
    rows: list[Row] = field(factory=list[Row])
    numbers: dict[str, int] = field(factory=dict[str, int])
    items: dict[str, Item] = field(factory=dict[str, Item])
    returned: dict[str, tuple[int, int]] = field(factory=dict[str, tuple[int, int]])
    lock: RLock = field(factory=RLock)

    def item(self, sku: str) -> Item:
        """Return what is known of an item; a new one is not kept before its first move is."""
        return self.items.get(sku) or Item(sku, ItemLayers(self.rules.method))

    def move(self, move_id: str) -> StockMove | None:
        """Find a move."""
        number = self.numbers.get(move_id)
        return None if number is None else self.moves[number]

    def entry(self, number: int) -> StockEntry:
        """Return a move with what it did."""
        move = self.moves[number]
        return StockEntry(move, self.sku_of(move), ValueChange(*self.rows[number]), self.rules.currency)

    def sku_of(self, move: StockMove) -> str:
        """Name the item of a move that was recorded."""
        if isinstance(move, LateCost | CustomerReturn):
            named = self.moves[self.numbers[move.receipt if isinstance(move, LateCost) else move.issue]]
            return self.sku_of(named)
        return move.sku

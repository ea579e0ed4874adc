"""The stock ledger as a value: append-only, valued move by move, nothing ever changed or deleted.

Layers belong to an item and its owner, us, wherever the units are: a transfer changes no value. All ledgers
that grew out of one another share one working state, and each knows how much of it is its own: recording a
move costs the same behind ten moves as behind a million. Older ledgers stay as they were; whoever asks or
writes behind one gets a state folded anew.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.supply.stock import *
    >>> hall, day = Place("Hamburg"), date(2026, 3, 2)
    >>> ledger, _ = record_all(StockLedger(StockRules("EUR")), [
    ...     GoodsReceipt.of("grn-1", day, "mug", 100, hall, Money("250.00", "EUR")),
    ...     GoodsReceipt.of("grn-2", day, "mug", 100, hall, Money("280.00", "EUR")),
    ...     GoodsIssue("so-1", day, "mug", 130, hall)])
    >>> answer = record(ledger, LateCost.of("freight-2", date(2026, 4, 1), "grn-2", Money("45.00", "EUR")))
    >>> print(answer.entry)
    freight-2: EUR 45.00 came late for grn-2; EUR 31.50 raise the value of the 70 units left, EUR 13.50 ...
    >>> [(layer.quantity, str(layer.value.amount)) for layer in answer.ledger.layers("mug")]
    [(70, '227.50')]
    >>> print(record(answer.ledger, GoodsIssue("so-2", date(2026, 4, 2), "mug", 71, hall)))
    stock.short at so-2 (sku=mug, place=Hamburg, units=70, quantity=71)
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from attrs import Factory, field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import from_minor
from xbcommerce.kernel.unmet import Refusal

from .books import Books
from .effects import record_in
from .entry import StockEntry, StockTotals
from .moves import StockMove
from .place import Place, StockStatus
from .rules import StockRules
from .stock_layer import StockLayer, stock_layers


@frozen
class StockLedger:
    """What was recorded, and what it comes to.

    Attributes:
        rules: How it values.
        moves: In the order they were recorded.
    """

    rules: StockRules
    moves: tuple[StockMove, ...] = ()
    _books: Books = field(
        init=False,
        eq=False,
        repr=False,
        default=Factory(lambda self: _folded(self.rules, self.moves), takes_self=True),
    )
    _count: int = field(
        init=False, eq=False, repr=False, default=Factory(lambda self: len(self.moves), takes_self=True)
    )

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            """Make the tuple of moves when it is first asked for; see `_grown`."""
            if name != "moves":
                raise AttributeError(name)
            moves = tuple(self._books.moves[: self._count])
            object.__setattr__(self, "moves", moves)
            return moves

    @contextmanager
    def state(self) -> Generator[Books]:
        """Lend the state after the last move of this ledger."""
        with self._books.lock:
            own = self._count == len(self._books.moves)
            yield self._books if own else _folded(self.rules, self._books.moves[: self._count])

    @property
    def skus(self) -> tuple[str, ...]:
        """All items that ever moved, sorted."""
        with self.state() as books:
            return tuple(sorted(books.items))

    @property
    def entries(self) -> tuple[StockEntry, ...]:
        """Every move with what it did to the value."""
        with self._books.lock:
            return tuple(map(self._books.entry, range(self._count)))

    def entry(self, move_id: str) -> StockEntry | None:
        """Find a move with what it did."""
        with self._books.lock:
            number = self._books.numbers.get(move_id)
            return None if number is None or number >= self._count else self._books.entry(number)

    def held(self, sku: str) -> FrozenMap[Place, int]:
        """Return the units at each place that has any, or has fewer than none; those of others too."""
        with self.state() as books:
            held = books.item(sku).held
            return FrozenMap({place: held[place] for place in sorted(held, key=_order) if held[place]})

    def units(
        self, sku: str, *, location: str | None = None, status: StockStatus | None = None, owner: str = ""
    ) -> int:
        """Count units of an owner, at a location, in a status; default all that are ours."""
        return sum(
            units
            for place, units in self.held(sku).items()
            if place.owner == owner
            and (location is None or place.location == location)
            and (status is None or place.status is status)
        )

    def layers(self, sku: str) -> tuple[StockLayer, ...]:
        """Return what our units are worth, oldest first, provisional layers last.

        Under moving average every unit is worth the same; odd cents go to the layers whose share lost most.
        """
        with self.state() as books:
            return stock_layers(books.item(sku).layers, self.rules.currency)

    def last_issued_on(self, sku: str) -> date | None:
        """Return the newest day on which units of an item were issued; None if none ever was."""
        with self.state() as books:
            newest = books.item(sku).last_issued_on
            return None if newest == date.min else newest

    def value(self, sku: str) -> Money:
        """Return what our units of an item are worth, provisional layers taken off."""
        with self.state() as books:
            layers = books.item(sku).layers
            return from_minor(layers.value - layers.owed_value, self.rules.currency)

    def totals(self, sku: str | None = None) -> StockTotals:
        """Say how the value of an item, or of everything, came about."""
        with self.state() as books:
            items = books.items.values() if sku is None else [books.item(sku)]
            closing = sum(item.layers.value - item.layers.owed_value for item in items)
            rows = (
                row
                for move, row in zip(books.moves, books.rows, strict=True)
                if sku is None or books.sku_of(move) == sku
            )
            return StockTotals.of(rows, closing, self.rules.currency)

    def __reduce__(
        self,
    ) -> tuple[Callable[..., StockLedger], tuple[StockRules, tuple[StockMove, ...]]]:
        return StockLedger, (self.rules, self.moves)


def _order(place: Place) -> tuple[str, str, str]:
    return place.owner, place.location, place.status.value


@frozen
class Recorded:
    """Written down: the ledger afterwards, and what the move did."""

    ledger: StockLedger
    entry: StockEntry


@frozen
class Replayed:
    """Nothing to do: the same move, with the same content, was recorded before."""

    ledger: StockLedger
    entry: StockEntry


def record(ledger: StockLedger, move: StockMove) -> Recorded | Replayed | Refusal:
    """Record one move, or say why not. A refused id stays free.

    Returns:
        `Recorded`; `Replayed` if the very same move was recorded before; or a `Refusal` with every objection:
        ``stock.id_conflict``; ``back_dated``, ``short``, ``cost_unknown``, ``lot_missing``, ``lot_short``,
        ``other_currency``, ``transfer_to_another_owner``, ``unknown_receipt``, ``credit_exceeds_value``,
        ``unknown_issue``, ``return_exceeds_issue``, ``opening_below_stock``.
    """
    known = ledger.entry(move.id)
    grown, refused = record_all(ledger, [move])
    if refused:
        return refused[0]
    if known is not None:
        return Replayed(ledger, known)
    with grown.state() as books:
        return Recorded(grown, books.entry(len(books.moves) - 1))


def record_all(ledger: StockLedger, moves: Iterable[StockMove]) -> tuple[StockLedger, tuple[Refusal, ...]]:
    """Record many moves in one go; one that is refused does not stop the others, a replay changes nothing.

    Returns:
        The ledger afterwards, whose `entries` say what each move did; and a refusal for each move that was
        not recorded, as from `record`, which names the move.
    """
    given = tuple(moves)
    with ledger.state() as books:
        refused = [Refusal(tuple(unmet)) for move in given if (unmet := record_in(books, move))]
        return _grown(books), tuple(refused)


def _folded(rules: StockRules, moves: Sequence[StockMove]) -> Books:
    """Fold moves that were recorded before; one that is refused never was, under these rules."""
    books = Books(rules)
    for number, move in enumerate(moves):
        unmet = record_in(books, move)
        if unmet or len(books.moves) == number:
            why = Refusal(tuple(unmet)) if unmet else f"{move.id} stands there twice"
            msg = f"moves[{number}] cannot have been recorded under {rules}: {why}"
            raise InvalidValueError(msg)
    return books


def _grown(books: Books) -> StockLedger:
    """Make a ledger of a state, and leave its tuple of moves to be made when it is asked for.

    A tuple made for every move would cost as much as all moves before it; so this goes round the
    constructor, and `StockLedger.__getattr__` fills the gap.
    """
    grown = object.__new__(StockLedger)
    object.__setattr__(grown, "rules", books.rules)
    object.__setattr__(grown, "_books", books)
    object.__setattr__(grown, "_count", len(books.moves))
    return grown

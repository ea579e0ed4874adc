"""What each kind of move does to stock, and every objection to it; where there is one, nothing is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from xbcommerce.kernel.money import Rounding, code_of, divide, minor
from xbcommerce.kernel.unmet import Param, Unmet

from .books import Books, Item
from .entry import Row
from .layers import part
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
    worth,
)
from .place import Place
from .rules import ValuationMethod

_NOTHING: Row = (0, 0, 0, 0, 0, 0, 0)
_SPECIFIC = ValuationMethod.SPECIFIC
Unmets = list[Unmet]
_ABOUT_ANOTHER = (LateCost, CustomerReturn)


def record_in(books: Books, move: StockMove) -> Unmets:
    """Record a move, or list everything that stands against it; that, and a replay, changes nothing."""
    number = books.numbers.get(move.id)
    if number is not None:
        return [] if books.moves[number] == move else [Unmet("stock.id_conflict", move.id)]
    unmet: Unmets = []
    item = _named(books, move, unmet) if isinstance(move, _ABOUT_ANOTHER) else books.item(move.sku)
    if item is None:
        return unmet
    on = move.on
    if on < item.last_on and not move.back_dated:
        figures: dict[str, Param] = {"sku": item.sku, "on": on, "last_on": item.last_on}
        unmet.append(Unmet("stock.back_dated", move.id, figures))
    row = _EFFECTS[type(move)](books, item, move, unmet)
    if row is not None:
        if on > item.last_on:  # noqa: PLR1730 (max takes three times as long, a million times)
            item.last_on = on
        moves = books.moves
        books.items[item.sku] = item
        books.numbers[move.id] = len(moves)
        moves.append(move)
        books.rows.append(row)
    return unmet


def _named(books: Books, move: LateCost | CustomerReturn, unmet: Unmets) -> Item | None:
    """Find the item of the move that another one is about."""
    if isinstance(move, CustomerReturn):
        issue = books.move(move.issue)
        if isinstance(issue, GoodsIssue):
            return books.item(issue.sku)
        unmet.append(Unmet("stock.unknown_issue", move.id, {"issue": move.issue}))
        return None
    receipt = books.move(move.receipt)
    if isinstance(receipt, GoodsReceipt | OwnershipChange) and _becomes_ours(receipt):
        return books.item(receipt.sku)
    unmet.append(Unmet("stock.unknown_receipt", move.id, {"receipt": move.receipt}))
    return None


def _becomes_ours(move: GoodsReceipt | OwnershipChange) -> bool:
    return not (move.owner if isinstance(move, OwnershipChange) else move.place.owner)


def _received(books: Books, item: Item, move: GoodsReceipt, unmet: Unmets) -> Row | None:
    place = move.place
    if not place.owner and move.currency != books.rules.currency:
        unmet.append(_other_currency(books, move.id, move.currency))
    if unmet:
        return None
    item.add(place, move.quantity)
    return _NOTHING if place.owner else _come_in(item, move, move.lot or move.id, move.value_minor)


def _come_in(item: Item, move: GoodsReceipt | OwnershipChange, lot: str, value: int) -> Row:
    item.layers.last = (value, move.quantity)
    revalued, covered = item.layers.put(move, lot, move.quantity, value)
    return (0, value, 0, 0, 0, revalued, covered)


def _opened(books: Books, item: Item, move: OpeningStock, unmet: Unmets) -> Row | None:
    place, quantity, value, layers = move.place, move.quantity, move.value_minor, item.layers
    ours = not place.owner
    if ours and move.currency != books.rules.currency:
        unmet.append(_other_currency(books, move.id, move.currency))
    if quantity < 0:
        if not books.rules.below_zero and item.held.get(place, 0) < -quantity:
            unmet.append(_short(item, move.id, place, -quantity))
        if ours and layers.units:
            unmet.append(
                Unmet("stock.opening_below_stock", move.id, {"sku": item.sku, "units": layers.units})
            )
    if unmet:
        return None
    item.add(place, quantity)
    if not ours:
        return _NOTHING
    layers.last = (abs(value), abs(quantity))
    if quantity < 0:
        layers.owe(-quantity, -value)
        return (value, 0, 0, 0, 0, 0, 0)
    revalued, covered = layers.put(move, move.id, quantity, value)
    return (value, 0, 0, 0, 0, revalued, covered)


def _issued(books: Books, item: Item, move: GoodsIssue, unmet: Unmets) -> Row | None:
    place, quantity, lot, layers = move.place, move.quantity, move.lot, item.layers
    if quantity > layers.units or layers.method is _SPECIFIC or quantity > item.held.get(place, 0):
        _check_going(books, item, move.id, place, quantity, lot, unmet)
    if unmet:
        return None
    if move.on > item.last_issued_on:  # noqa: PLR1730 (as above)
        item.last_issued_on = move.on
    return _go_out(item, place, quantity, lot)


def _go_out(item: Item, place: Place, quantity: int, lot: str) -> Row:
    held = item.held
    held[place] = held.get(place, 0) - quantity
    if place.owner:
        return _NOTHING
    cost, owed = item.layers.take(quantity, lot)
    return (0, 0, 0, cost, 0, 0, owed)


def _moved(books: Books, item: Item, move: StockTransfer, unmet: Unmets) -> Row | None:
    source, target = move.source, move.target
    if source.owner != target.owner:
        owners: dict[str, Param] = {"source": source.owner, "target": target.owner}
        unmet.append(Unmet("stock.transfer_to_another_owner", move.id, owners))
    if not books.rules.below_zero and item.held.get(source, 0) < move.quantity:
        unmet.append(_short(item, move.id, source, move.quantity))
    if unmet:
        return None
    item.add(source, -move.quantity)
    item.add(target, move.quantity)
    return _NOTHING


def _adjusted(books: Books, item: Item, move: StockAdjustment, unmet: Unmets) -> Row | None:
    place, quantity = move.place, move.quantity
    if quantity < 0:
        _check_going(books, item, move.id, place, -quantity, move.lot, unmet)
        return None if unmet else _go_out(item, place, -quantity, move.lot)
    value = None if place.owner else _worth_found(books, item, move, unmet)
    if unmet:
        return None
    item.add(place, quantity)
    if value is None:
        return _NOTHING
    revalued, covered = item.layers.put(move, move.lot or move.id, quantity, value)
    return (0, value, 0, 0, 0, revalued, covered)


def _worth_found(books: Books, item: Item, move: StockAdjustment, unmet: Unmets) -> int | None:
    if move.unit_cost is not None:
        if code_of(move.unit_cost) == books.rules.currency:
            return minor(worth(move.quantity, move.unit_cost))
        unmet.append(_other_currency(books, move.id, code_of(move.unit_cost)))
        return None
    layers = item.layers
    known = (layers.value, layers.units) if layers.units else layers.last
    if known is None:
        unmet.append(Unmet("stock.cost_unknown", move.id, {"sku": item.sku}))
        return None
    return divide(known[0] * move.quantity, known[1], Rounding.HALF_EVEN)


def _returned(books: Books, item: Item, move: CustomerReturn, unmet: Unmets) -> Row | None:
    """Bring units back at the issue's cost; all returns of an issue together bring back exactly all of it."""
    number = books.numbers[move.issue]
    issue, cost = books.moves[number], books.rows[number][3]
    assert isinstance(issue, GoodsIssue)  # noqa: S101 (seen when the item was looked up)
    units, value = books.returned.get(move.issue, (0, 0))
    after = units + move.quantity
    if after > issue.quantity:
        figures: dict[str, Param] = {
            "issue": issue.id,
            "quantity": move.quantity,
            "out": issue.quantity - units,
        }
        unmet.append(Unmet("stock.return_exceeds_issue", move.id, figures))
    if issue.place.owner != move.place.owner:
        owners: dict[str, Param] = {"source": issue.place.owner, "target": move.place.owner}
        unmet.append(Unmet("stock.transfer_to_another_owner", move.id, owners))
    if unmet:
        return None
    value_after = part(cost, after, issue.quantity)
    books.returned[issue.id] = (after, value_after)
    item.add(move.place, move.quantity)
    if move.place.owner:
        return _NOTHING
    back = value_after - value
    revalued, covered = item.layers.put(move, issue.lot, move.quantity, back)
    return (0, back, 0, 0, 0, revalued, covered)


def _billed_late(books: Books, item: Item, move: LateCost, unmet: Unmets) -> Row | None:
    receipt = books.move(move.receipt)
    assert isinstance(receipt, GoodsReceipt | OwnershipChange)  # noqa: S101 (seen when the item was looked up)
    amount, layers = move.amount_minor, item.layers
    if move.currency != books.rules.currency:
        unmet.append(_other_currency(books, move.id, move.currency))
    elif amount < 0 and not layers.bears(receipt.id, amount, receipt.quantity):
        unmet.append(Unmet("stock.credit_exceeds_value", move.id, {"receipt": receipt.id}))
    if unmet:
        return None
    to_stock, left = layers.add(receipt.id, amount, receipt.quantity)
    return (0, 0, amount, 0, amount - to_stock, 0, left)


def _changed_hands(books: Books, item: Item, move: OwnershipChange, unmet: Unmets) -> Row | None:
    place, quantity = move.place, move.quantity
    _check_going(books, item, move.id, place, quantity, move.lot, unmet)
    if not move.owner and move.currency != books.rules.currency:
        unmet.append(_other_currency(books, move.id, move.currency))
    if unmet:
        return None
    row = _go_out(item, place, quantity, move.lot)
    item.add(Place(place.location, place.status, move.owner), quantity)
    return row if move.owner else _come_in(item, move, move.lot or move.id, move.value_minor)


def _check_going(
    books: Books, item: Item, move_id: str, place: Place, quantity: int, lot: str, unmet: Unmets
) -> None:
    """Object to units that are not there, and to those whose cost or lot nobody knows."""
    if not books.rules.below_zero and item.held.get(place, 0) < quantity:
        unmet.append(_short(item, move_id, place, quantity))
    layers = item.layers
    if (quantity <= layers.units and layers.method is not _SPECIFIC) or place.owner:
        return
    if layers.method is _SPECIFIC:
        in_lot = layers.in_lot(lot)
        if in_lot < quantity:
            figures: dict[str, Param] = {"sku": item.sku, "lot": lot, "units": in_lot, "quantity": quantity}
            unmet.append(Unmet("stock.lot_short" if lot else "stock.lot_missing", move_id, figures))
    elif quantity > layers.units and layers.last is None:
        unmet.append(Unmet("stock.cost_unknown", move_id, {"sku": item.sku}))


def _short(item: Item, move_id: str, place: Place, quantity: int) -> Unmet:
    figures: dict[str, Param] = {
        "sku": item.sku,
        "place": str(place),
        "units": item.held.get(place, 0),
        "quantity": quantity,
    }
    return Unmet("stock.short", move_id, figures)


def _other_currency(books: Books, move_id: str, currency: str) -> Unmet:
    return Unmet("stock.other_currency", move_id, {"currency": currency, "wanted": books.rules.currency})


_EFFECTS: dict[type, Callable[[Books, Item, Any, Unmets], Row | None]] = {
    GoodsReceipt: _received,
    OpeningStock: _opened,
    GoodsIssue: _issued,
    StockTransfer: _moved,
    StockAdjustment: _adjusted,
    CustomerReturn: _returned,
    LateCost: _billed_late,
    OwnershipChange: _changed_hands,
}

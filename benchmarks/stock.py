"""A stock ledger beside a bare loop that does the same arithmetic and remembers nothing of why."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Sequence
from datetime import date, timedelta

from benchmarks.measure import Bench, Peer
from xbcommerce.supply.stock import (
    GoodsIssue,
    GoodsReceipt,
    Place,
    StockLedger,
    StockMove,
    StockRules,
    record,
    record_all,
)

_MOVES = 20_000
_ITEMS = 200
_FIRST = date(2026, 1, 1)
_HALLS = (Place("Hamburg"), Place("Shenzhen"))
_Row = tuple[str, int, str, int, int, int]
"""Id, days since the first, item, hall, units (out below zero), value in minor units."""


def _rows() -> list[_Row]:
    """Make a shop's year: big receipts, small issues, never more out than in."""
    chance = random.Random(7)  # noqa: S311  # made-up stock, no secret
    there: dict[tuple[str, int], int] = {}
    rows: list[_Row] = []
    for number in range(_MOVES):
        sku, hall, day = f"sku-{chance.randrange(_ITEMS)}", chance.randrange(2), number * 365 // _MOVES
        units = chance.randrange(1, 12)
        if there.get((sku, hall), 0) < units:
            units = chance.randrange(50, 150)
            rows.append((f"m{number}", day, sku, hall, units, units * chance.randrange(200, 400)))
            there[sku, hall] = there.get((sku, hall), 0) + units
        else:
            rows.append((f"m{number}", day, sku, hall, -units, 0))
            there[sku, hall] -= units
    return rows


def _moves(rows: Sequence[_Row]) -> list[StockMove]:
    return [_move(*row) for row in rows]


def _move(name: str, day: int, sku: str, hall: int, units: int, value: int) -> StockMove:
    on, place = _FIRST + timedelta(days=day), _HALLS[hall]
    if units > 0:
        return GoodsReceipt(name, on, sku, units, place, value, "EUR")
    return GoodsIssue(name, on, sku, -units, place)


def _part(value: int, quantity: int, of: int) -> int:
    """Round half-even, on whole numbers."""
    share, rest = divmod(value * quantity, of)
    return share + (rest * 2 > of or (rest * 2 == of and share & 1))


def _bare(rows: Sequence[_Row]) -> tuple[int, int]:
    """Do the arithmetic: no move twice, none back-dated, none below zero; layers first in, first out."""
    known: set[str] = set()
    last_day: dict[str, int] = {}
    held: dict[tuple[str, int], int] = {}
    layers: dict[str, deque[list[int]]] = {}
    costs: list[int] = []
    for name, day, sku, hall, units, value in rows:
        if name in known or day < last_day.get(sku, 0):
            raise AssertionError(name)
        left = held.get((sku, hall), 0) + units
        if left < 0:
            raise AssertionError(name)
        known.add(name)
        last_day[sku] = day
        held[sku, hall] = left
        if units > 0:
            layers.setdefault(sku, deque()).append([units, value])
            costs.append(0)
            continue
        queue, wanted, cost = layers[sku], -units, 0
        while wanted:
            layer = queue[0]
            if layer[0] > wanted:
                share = _part(layer[1], wanted, layer[0])
                layer[0] -= wanted
                layer[1] -= share
                cost += share
                break
            cost += layer[1]
            wanted -= layer[0]
            queue.popleft()
        costs.append(cost)
    return sum(costs), sum(layer[1] for queue in layers.values() for layer in queue)


def _one_by_one(moves: Sequence[StockMove]) -> StockLedger:
    ledger = StockLedger(StockRules("EUR"))
    for move in moves:
        ledger = record(ledger, move).ledger  # type: ignore[union-attr]
    return ledger


def _agree(rows: Sequence[_Row]) -> None:
    totals = record_all(StockLedger(StockRules("EUR")), _moves(rows))[0].totals()
    ours = [int(money.amount * 100) for money in (totals.issued, totals.closing)]
    if tuple(ours) != _bare(rows) or totals.difference.amount:
        msg = f"ours comes to {ours}, the bare loop to {_bare(rows)}"
        raise AssertionError(msg)


def benches() -> list[Bench]:
    """Moves recorded at once, made from rows, one by one."""
    rows = _rows()
    _agree(rows)
    moves = _moves(rows)
    empty = StockLedger(StockRules("EUR"))
    bare = "a bare loop of the same arithmetic"
    return [
        Bench(
            "stock moves recorded, FIFO",
            lambda: record_all(empty, moves),
            [Peer(bare, lambda: _bare(rows), _MOVES, at_most=4)],
            work=_MOVES,
            rounds=9,
        ),
        Bench(
            "stock moves made from rows and recorded",
            lambda: record_all(empty, _moves(rows)),
            [Peer(bare, lambda: _bare(rows), _MOVES)],
            work=_MOVES,
        ),
        Bench(
            "stock moves one by one, 10,000",
            lambda: _one_by_one(moves[:10_000]),
            [Peer("1,000 moves", lambda: _one_by_one(moves[:1_000]), 1_000, at_most=1.5)],
            work=10_000,
        ),
    ]

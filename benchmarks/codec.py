"""The codec beside plain `json` on data that is already plain: what strictness and exact types cost."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal

from attrs import frozen
from moneyed import Money

from benchmarks.measure import Bench, Peer
from xbcommerce.kernel.codec import canonical_json, from_json, to_json
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.unmet import Note


@frozen
class Line:
    """One line of an order."""

    sku: str
    quantity: int
    price: Money
    tax_rate: Decimal


@frozen
class Order:
    """An order of a usual size."""

    number: str
    placed_at: datetime
    lines: tuple[Line, ...]
    notes: FrozenMap[str, Note]


_LINES = 20
_ORDER = Order(
    "A-1001",
    datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
    tuple(Line(f"SKU-{n}", n, Money("19.99", "EUR"), Decimal("0.19")) for n in range(_LINES)),
    FrozenMap({"DE": Note("rule.found", {"rate": Decimal("0.19"), "days": 3})}),
)
_TEXT = to_json(_ORDER, Order)
_DATA = json.loads(_TEXT)


def benches() -> list[Bench]:
    """Write, digest and read one order of twenty lines; the unit is one line."""
    return [
        Bench(
            "write an order line as JSON (codec)",
            lambda: to_json(_ORDER, Order),
            [Peer("json.dumps of plain data", lambda: json.dumps(_DATA), _LINES)],
            _LINES,
            rounds=25,
        ),
        Bench(
            "canonical text of an order line (codec)",
            lambda: canonical_json(_ORDER, Order),
            [Peer("json.dumps, sorted, of plain data", lambda: json.dumps(_DATA, sort_keys=True), _LINES)],
            _LINES,
            rounds=25,
        ),
        Bench(
            "read an order line from JSON (codec)",
            lambda: from_json(_TEXT, Order),
            [Peer("json.loads to plain data", lambda: json.loads(_TEXT), _LINES)],
            _LINES,
            rounds=25,
        ),
    ]

"""What the units of an item are worth, as anybody may read it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.money import Allocate, allocate_units, from_minor

from .layers import ItemLayers, OpenLayer
from .moves import GoodsReceipt
from .rules import ValuationMethod


@frozen
class StockLayer:
    """Units of one receipt that are still there.

    Attributes:
        quantity: Units; fewer than nothing where more went out than came in.
        value: What they are worth; of a provisional layer less than nothing.
        receipt: The id of the move that brought them; empty for provisional layers.
        lot: The batch.
        received_on: The day they came; None for provisional layers.
        expires_on: The last day on which they may be sold; None if there is none.
    """

    quantity: int
    value: Money
    receipt: str = ""
    lot: str = ""
    received_on: date | None = None
    expires_on: date | None = None


def stock_layers(layers: ItemLayers, currency: str) -> tuple[StockLayer, ...]:
    """Show the layers of an item, oldest first, provisional ones last."""
    return tuple(_shown(layers, currency))


def _shown(layers: ItemLayers, currency: str) -> Iterator[StockLayer]:
    there = [layer for layer in layers.layers if layer.quantity]
    values = [layer.value for layer in there]
    if layers.method is ValuationMethod.AVERAGE and there:
        shares = [layer.quantity for layer in there]
        values = list(allocate_units(layers.value, shares, Allocate.LARGEST_REMAINDER).shares)
    for layer, value in zip(there, values, strict=True):
        yield _layer(layer, from_minor(value, currency))
    for owed in layers.owed:
        yield StockLayer(-owed.quantity, from_minor(-owed.value, currency))


def _layer(layer: OpenLayer, value: Money) -> StockLayer:
    origin = layer.origin
    expires_on = origin.expires_on if isinstance(origin, GoodsReceipt) else None
    return StockLayer(layer.quantity, value, origin.id, layer.lot, origin.on, expires_on)

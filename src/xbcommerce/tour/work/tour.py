"""All the work of the tour, in order, one small step at a time."""

from __future__ import annotations

from collections.abc import Iterator

from xbcommerce.tour.shop import ShopOrder, ShopProduct

from .desk import Desk
from .listings import carry_listings
from .money import carry_money
from .orders import carry_order, dispatch
from .reorders import carry_reorders


def carry(desk: Desk) -> Iterator[str]:
    """Do whatever is still missing; names the stream or document after each write.

    Every write is one transaction. Stop it anywhere, or kill the process, and run it again: it goes on, and
    ends with the same store as a run that was never stopped.
    """
    yield from _receive(desk)
    yield from carry_listings(desk)
    yield from carry_reorders(desk)
    sent: list[ShopOrder] = []
    for order in desk.shop.orders:
        way = dispatch(desk, order)
        yield from carry_order(desk, order, way)
        if way.is_sent:
            sent.append(order)
    yield from carry_money(desk, sent)


def found(desk: Desk) -> int:
    """Count the events and documents that the store holds."""
    events = sum(len(desk.store.read(stream)) for stream in desk.store.streams())
    return events + len(desk.store.keys())


def _receive(desk: Desk) -> Iterator[str]:
    """Keep products and orders as they came."""
    for product in desk.shop.products:

        def as_product(kept: ShopProduct = product) -> ShopProduct:
            return kept

        if desk.keep(f"product/{product.sku}", as_product):
            yield f"product/{product.sku}"
    for order in desk.shop.orders:

        def as_order(kept: ShopOrder = order) -> ShopOrder:
            return kept

        if desk.keep(f"order/{order.id}", as_order):
            yield f"order/{order.id}"

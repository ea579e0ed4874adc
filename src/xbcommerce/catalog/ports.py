"""What the catalogue asks of its host; events of listings go through `xbcommerce.kernel.ports.EventLog`."""

from __future__ import annotations

from typing import Protocol

from .market import ListingKey
from .product import Product


class Products(Protocol):
    """Where products are kept."""

    def get(self, sku: str, /) -> Product | None:
        """Return the product of a SKU, or None if there is none."""
        ...


class OpenOrders(Protocol):
    """Who knows what is still to be fulfilled."""

    def count(self, listing: ListingKey, sku: str, /) -> int:
        """Return how many orders of a listed product are open."""
        ...

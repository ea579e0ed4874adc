"""The demo shop as one value, and how it is read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import TypeVar

from attrs import field, frozen

from xbcommerce.catalog import ListingKey, Market
from xbcommerce.kernel.errors import XbcommerceError
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.logistics import Carton

from .goods import Featured, ShopProduct
from .orders import ProviderTerms, ShopOrder
from .sources import Factory, SupplierOffer, Warehouse

T = TypeVar("T")
_LISTED_MAX = 12


class NotInShopError(XbcommerceError, LookupError):
    """Something that the shop does not have."""

    code = "not_in_shop"


@frozen
class Shop:
    """A small shop in Shenzhen that sells to three countries; invented, but for its marketplaces.

    Attributes:
        name: The shop's name.
        currency: The currency it counts in.
        today: The day on which the tour looks at it.
        markets: Where it sells; each has one listing key.
        products: What it sells.
        featured: The product whose listing the tour follows.
        factories: Who makes the goods.
        offers: What they cost, by sea and by air.
        warehouses: Where they wait.
        cartons: What parcels are packed in.
        provider: Conditions of its payment provider.
        orders: A sample of the orders of the last weeks, in order of time.
        stories: Orders worth following, by what they are an example of.
    """

    name: str
    currency: str
    today: date
    markets: tuple[Market, ...] = field(converter=tuple[Market, ...])
    products: tuple[ShopProduct, ...] = field(converter=tuple[ShopProduct, ...])
    featured: Featured
    factories: tuple[Factory, ...] = field(converter=tuple[Factory, ...])
    offers: tuple[SupplierOffer, ...] = field(converter=tuple[SupplierOffer, ...])
    warehouses: tuple[Warehouse, ...] = field(converter=tuple[Warehouse, ...])
    cartons: tuple[Carton, ...] = field(converter=tuple[Carton, ...])
    provider: ProviderTerms
    orders: tuple[ShopOrder, ...] = field(converter=tuple[ShopOrder, ...])
    stories: FrozenMap[str, str]

    @property
    def listing_keys(self) -> tuple[ListingKey, ...]:
        """The shop's markets as listing keys."""
        return tuple(key for market in self.markets for key in market.listings)

    def product(self, sku: str) -> ShopProduct:
        """Return a product by its SKU.

        Raises:
            NotInShopError: There is none.
        """
        return _the({product.sku: product for product in self.products}, sku, "product")

    def order(self, order_id: str) -> ShopOrder:
        """Return an order by its number.

        Raises:
            NotInShopError: There is none.
        """
        return _the({order.id: order for order in self.orders}, order_id, "order")

    def story(self, name: str) -> ShopOrder:
        """Return the order that is an example of something, e.g. ``"main"``.

        Raises:
            NotInShopError: There is no such example.
        """
        return self.order(_the(self.stories, name, "story"))

    def factory(self, factory_id: str) -> Factory:
        """Return a factory by its id.

        Raises:
            NotInShopError: There is none.
        """
        return _the({factory.id: factory for factory in self.factories}, factory_id, "factory")

    def warehouse_of(self, market: str) -> Warehouse:
        """Return the warehouse that the orders of a market leave from.

        Raises:
            NotInShopError: No warehouse serves the market.
        """
        serving = {market: warehouse for warehouse in self.warehouses for market in warehouse.serves}
        return _the(serving, market, "warehouse for")

    def offers_for(self, sku: str) -> tuple[SupplierOffer, ...]:
        """Return every offer for a product."""
        return tuple(offer for offer in self.offers if offer.sku == sku)


def _the(known: Mapping[str, T], name: str, what: str) -> T:
    if name not in known:
        names = list(known)
        told = ", ".join(names) if len(names) <= _LISTED_MAX else f"{names[0]} to {names[-1]}"
        msg = f"no {what} {name!r}; there are {told}"
        raise NotInShopError(msg)
    return known[name]


@cache
def load_shop() -> Shop:
    """Read the packaged shop; the first call reads the file."""
    from xbcommerce.kernel.codec import from_json
    from xbcommerce.reference.packaged import packaged_text

    return from_json(packaged_text("shop.json", package="xbcommerce.tour.shop"), Shop)

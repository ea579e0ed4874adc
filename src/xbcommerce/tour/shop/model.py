"""The demo shop as one value, and how it is read."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files

from attrs import field, frozen

from xbcommerce.catalog import ListingKey, Market
from xbcommerce.kernel.errors import XbcommerceError
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.logistics import Carton

from .goods import Featured, ShopProduct
from .orders import ProviderTerms, ShopOrder
from .sources import Factory, SupplierOffer, Warehouse


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
        for product in self.products:
            if product.sku == sku:
                return product
        known = ", ".join(product.sku for product in self.products)
        msg = f"no product {sku!r}; the shop sells {known}"
        raise NotInShopError(msg)

    def order(self, order_id: str) -> ShopOrder:
        """Return an order by its number.

        Raises:
            NotInShopError: There is none.
        """
        for order in self.orders:
            if order.id == order_id:
                return order
        msg = f"no order {order_id!r}; there are {self.orders[0].id} to {self.orders[-1].id}"
        raise NotInShopError(msg)

    def story(self, name: str) -> ShopOrder:
        """Return the order that is an example of something, e.g. ``"main"``.

        Raises:
            NotInShopError: There is no such example.
        """
        if name not in self.stories:
            msg = f"no story {name!r}; there are {', '.join(self.stories)}"
            raise NotInShopError(msg)
        return self.order(self.stories[name])

    def factory(self, factory_id: str) -> Factory:
        """Return a factory by its id.

        Raises:
            NotInShopError: There is none.
        """
        for factory in self.factories:
            if factory.id == factory_id:
                return factory
        msg = f"no factory {factory_id!r}; there are {', '.join(factory.id for factory in self.factories)}"
        raise NotInShopError(msg)

    def warehouse_of(self, market: str) -> Warehouse:
        """Return the warehouse that the orders of a market leave from.

        Raises:
            NotInShopError: No warehouse serves the market.
        """
        for warehouse in self.warehouses:
            if market in warehouse.serves:
                return warehouse
        known = ", ".join(m for warehouse in self.warehouses for m in warehouse.serves)
        msg = f"no warehouse serves {market!r}; served are {known}"
        raise NotInShopError(msg)

    def offers_for(self, sku: str) -> tuple[SupplierOffer, ...]:
        """Return every offer for a product."""
        return tuple(offer for offer in self.offers if offer.sku == sku)


@cache
def load_shop() -> Shop:
    """Read the packaged shop; the first call reads the file."""
    from xbcommerce.kernel.codec import from_json

    text = files("xbcommerce.tour.shop").joinpath("shop.json").read_text(encoding="utf-8")
    return from_json(text, Shop)

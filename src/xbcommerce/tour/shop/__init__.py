"""The shop that the tour visits: a dozen products, three marketplaces, sixty orders.

Written by the project (``codegen/shop.py``); goods, people, companies, fees and sales are invented, the
marketplaces' names, currencies and calendars are real. A host can load a shop of its own in the same form:
``from_json(text, Shop)``.

Example:
    >>> from xbcommerce.tour.shop import load_shop
    >>> shop = load_shop()
    >>> len(shop.products), len(shop.markets), len(shop.orders)
    (12, 3, 60)
    >>> shop.story("main").total, shop.warehouse_of("amazon/DE/de/EUR").city
    (Money('64.70', 'GBP'), 'Hamburg')
"""

from .goods import Featured, ShopProduct, Stock, WeeklySales
from .model import NotInShopError, Shop, load_shop
from .orders import (
    BuyerTerms,
    Method,
    OpenInvoice,
    OrderLine,
    ProviderFee,
    ProviderTerms,
    ShopBuyer,
    ShopOrder,
)
from .sources import Chance, Factory, LegCalendar, SupplierOffer, SupplyLeg, Warehouse

__all__ = [
    "BuyerTerms",
    "Chance",
    "Factory",
    "Featured",
    "LegCalendar",
    "Method",
    "NotInShopError",
    "OpenInvoice",
    "OrderLine",
    "ProviderFee",
    "ProviderTerms",
    "Shop",
    "ShopBuyer",
    "ShopOrder",
    "ShopProduct",
    "Stock",
    "SupplierOffer",
    "SupplyLeg",
    "Warehouse",
    "WeeklySales",
    "load_shop",
]

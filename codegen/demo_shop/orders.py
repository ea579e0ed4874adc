"""Orders: ordinary ones drawn by chance, examples written by hand, and sales that cover them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from attrs import evolve
from moneyed import Money

from xbcommerce.catalog import Market
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.tour.shop import (
    BuyerTerms,
    Method,
    OpenInvoice,
    OrderLine,
    ShopBuyer,
    ShopOrder,
    ShopProduct,
)

from .chance import draw

FIRST_DAY, DAYS = datetime(2026, 10, 1, tzinfo=UTC), 29
ORDINARY = 50
COUNTRIES = (("DE", 22), ("GB", 17), ("JP", 11))
METHODS: tuple[tuple[Method, int], ...] = (("card", 55), ("paypal", 25), ("wallet", 20))
AWAKE_UTC = {"DE": (5, 22), "GB": (6, 23), "JP": (0, 15)}  # hours in which a country buys
REGULAR = 0.55  # share of buyers who have bought before
SECOND_LINE = 0.35  # share of orders with a second product
Row = Mapping[str, Any]


def ordinary_order(
    number: int, products: Sequence[ShopProduct], markets: Mapping[str, Market], chance: Random
) -> ShopOrder:
    """Draw an order that nobody would wonder about."""
    country = draw(chance, COUNTRIES)
    market = str(markets[country].listings[0])
    first, last = AWAKE_UTC[country]
    minutes = int(chance.random() * (last - first) * 60)
    at = FIRST_DAY + timedelta(days=int(chance.random() * DAYS), hours=first, minutes=minutes)
    sold = [
        (product, sum(product.sales.units[market][-4:])) for product in products if market in product.listed
    ]
    chosen = dict.fromkeys(draw(chance, sold) for _ in range(2 if chance.random() < SECOND_LINE else 1))
    lines = [
        OrderLine(product.sku, draw(chance, ((1, 70), (2, 22), (3, 8))), product.prices[market])
        for product in chosen
    ]
    method = draw(chance, METHODS)
    prior_orders = 1 + int(chance.random() * 7) if chance.random() < REGULAR else 0
    buyer = ShopBuyer(
        f"B-{100 + number}",
        country,
        country,
        country if method == "card" else None,
        prior_orders,
        0,
        400 + int(chance.random() * 8000),
    )
    return ShopOrder("", at, market, buyer, lines, method)


def special_order(row: Row, products: Mapping[str, ShopProduct], markets: Mapping[str, Market]) -> ShopOrder:
    """Return an order that is an example of something."""
    market = markets[row["market"]]
    key = str(market.listings[0])
    given = row["buyer"]
    country, shipping_country, card_country = given["countries"]
    buyer = ShopBuyer(
        given["id"],
        country,
        shipping_country,
        card_country,
        given["prior_orders"],
        given["chargebacks"],
        given["email_domain_age_days"],
        terms(given.get("terms"), market.currency),
    )
    lines = [OrderLine(sku, quantity, products[sku].prices[key]) for sku, quantity in row["lines"].items()]
    return ShopOrder("", datetime.fromisoformat(row["at"]), key, buyer, lines, row["method"])


def terms(row: Row | None, currency: str) -> BuyerTerms | None:
    """Return a business buyer's credit."""
    if row is None:
        return None
    invoices = [
        OpenInvoice(number, Money(amount, currency), date.fromisoformat(issued), date.fromisoformat(due))
        for number, amount, issued, due in row["invoices"]
    ]
    return BuyerTerms(Money(row["limit"], currency), row["net_days"], invoices)


def numbered(
    ordinary: Iterable[ShopOrder], special: Mapping[str, ShopOrder]
) -> tuple[tuple[ShopOrder, ...], FrozenMap[str, str]]:
    """Number all orders in order of time; return them and the numbers of the examples."""
    told = [("", order) for order in ordinary] + list(special.items())
    told.sort(key=lambda pair: (pair[1].at, pair[1].buyer.id))
    orders = [(story, evolve(order, id=f"O-{1001 + index}")) for index, (story, order) in enumerate(told)]
    numbers = {story: order.id for story, order in orders}
    stories = {story: numbers[story] for story in special if not story.startswith("velocity_")}
    return tuple(order for _, order in orders), FrozenMap(stories)


def covering(product: ShopProduct, orders: Iterable[ShopOrder]) -> ShopProduct:
    """Raise the weekly sales to what the orders say was sold, as the orders are a sample of them."""
    ordered: Counter[tuple[str, date]] = Counter()
    for order in orders:
        day = order.at.date()
        for line in order.lines:
            if line.sku == product.sku:
                ordered[order.market, day - timedelta(days=day.weekday())] += line.quantity
    raised = {
        market: tuple(
            max(sold, ordered[market, monday])
            for sold, monday in zip(units, product.sales.mondays, strict=True)
        )
        for market, units in product.sales.units.items()
    }
    return evolve(product, sales=evolve(product.sales, units=FrozenMap(raised)))

"""Products, their sales week by week, and the listing that the tour follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from moneyed import Money

from xbcommerce.catalog import Key, Market, Offer, Product, Promotion, Value
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.identifiers.check_digits import gs1_digit
from xbcommerce.kernel.measures import Dimensions
from xbcommerce.kernel.money import from_minor, minor
from xbcommerce.tour.shop import Featured, ShopProduct, Stock, WeeklySales

from .chance import units

FIRST_WEEK = date(2025, 10, 27)
WEEKS = 52
LAUNCH = date(2026, 8, 31)
GTIN_PREFIX = "9526888"  # 952 is kept by GS1 for demonstrations
ELECTRIC = frozenset({"electric", "battery_in_device"})
FLOOR_PERCENT = 75
BUSY_WEEKS = 0.3  # share of weeks in which an intermittent product sells
DRY_SHARE = 0.2  # of what would have been sold in a week with a stock-out
Row = Mapping[str, Any]


def season(pattern: str, monday: date) -> float:
    """Return by how much a week of the year sells more or less than usual."""
    day = monday.timetuple().tm_yday

    def near(peak: int) -> float:
        apart = abs(day - peak)
        return 1 - min(apart, 365 - apart) / 182.5

    match pattern:
        case "summer":
            return 0.35 + 1.3 * near(196)
        case "winter":
            return 0.05 + 1.9 * max(0.0, near(5) * 1.6 - 0.6)
        case "gifts":
            return 2.1 if date(2025, 11, 17) <= monday <= date(2025, 12, 15) else 0.95
        case "growing":
            return 0.75 + 0.5 * (monday - FIRST_WEEK).days / (7 * WEEKS)
        case "new":
            return 0.5 + 0.12 * ((monday - LAUNCH).days // 7)
        case _:
            return 1.0


def weekly_sales(row: Row, key: Mapping[str, str], chance: Random) -> WeeklySales:
    """Draw the sales of a product."""
    start = LAUNCH if row["pattern"] == "new" else FIRST_WEEK
    mondays = [FIRST_WEEK + timedelta(weeks=index) for index in range(WEEKS)]
    dry = [date.fromisoformat(day) for day in row.get("stockouts", ())]
    drawn: dict[str, tuple[int, ...]] = {}
    for country, mean in row["weekly"].items():
        found: list[int] = []
        for monday in mondays:
            if monday < start:
                continue
            if row["pattern"] == "intermittent":
                found.append(mean + units(chance, 2.5) if chance.random() < BUSY_WEEKS else 0)
            else:
                found.append(
                    units(chance, mean * season(row["pattern"], monday) * (DRY_SHARE if monday in dry else 1))
                )
        drawn[key[country]] = tuple(found)
    return WeeklySales(start, FrozenMap(drawn), dry)


def images(sku: str, count: int) -> tuple[str, ...]:
    """Name the pictures of a product."""
    return tuple(f"{sku.lower()}-{number}.jpg" for number in range(1, count + 1))


def gtin(row: Row) -> str:
    """Return the number of a product, with its check digit."""
    body = f"{GTIN_PREFIX}{row['item']}"
    return body + gs1_digit(body)


def catalogue_entry(row: Row, setting: Row) -> Product:
    """Return what listings say about a product."""
    facts: dict[str, str] = {**setting["facts"]}
    if ELECTRIC & set(row["goods"]):
        facts |= setting["electric_facts"]
    given = {
        "title": row["title"],
        "description": row["description"],
        "images": images(row["sku"], row["images"]),
        "gtin": gtin(row),
        "hs_code": row["hs_code"],
        **{name: value for name, value in facts.items() if name not in row["lacks"]},
    }
    return Product.of(row["sku"], given, row["goods"])


def shop_product(row: Row, setting: Row, markets: Mapping[str, Market], chance: Random) -> ShopProduct:
    """Return one product with everything the shop knows about it."""
    key = {country: str(market.listings[0]) for country, market in markets.items()}
    prices = {key[c]: Money(price, markets[c].currency) for c, price in row["price"].items()}
    floors = {
        market: from_minor(minor(price) * FLOOR_PERCENT // 100, price.currency)
        for market, price in prices.items()
    }
    featured = setting["featured"]
    if row["sku"] == featured["sku"]:
        floors[featured["market"]] = Money(featured["floor"], prices[featured["market"]].currency)
    return ShopProduct(
        catalogue_entry(row, setting),
        Dimensions(*row["size_mm"]),
        row["weight_g"],
        FrozenMap(prices),
        FrozenMap(floors),
        Money(row["cost"], setting["currency"]),
        weekly_sales(row, key, chance),
        FrozenMap({warehouse: stock(*figures) for warehouse, figures in row["stock"].items()}),
        tuple(key[country] for country in row["listed"]),
    )


def featured_listing(setting: Row, rows: Iterable[Row], products: Mapping[str, ShopProduct]) -> Featured:
    """Return the listing as first entered, and what puts it right."""
    given = setting["featured"]
    row = next(row for row in rows if row["sku"] == given["sku"])
    product = products[given["sku"]]
    start, end = (date.fromisoformat(given["promotion"][side]) for side in ("start", "end"))
    name = given["promotion"]["name"]
    sale = [
        Promotion(name, Decimal(off), start, end)
        for off in (given["promotion"]["percent_off"], given["percent_off_fixed"])
    ]
    price, floor = product.prices[given["market"]], product.floors[given["market"]]
    typed: dict[Key, Value] = {
        Key("gtin"): given["gtin_as_typed"],
        Key("images"): images(given["sku"], 1),
    }
    fixed_values: dict[Key, Value] = {
        Key("gtin"): gtin(row),
        Key("title", "de"): given["title_de"],
        Key("description", "de"): given["description_de"],
        Key("images"): images(given["sku"], row["images"]),
        Key("weee_number"): setting["electric_facts"]["weee_number"],
        Key("responsible_person"): setting["facts"]["responsible_person"],
    }
    draft = product.product.with_values(typed)
    offers = [Offer(price, floor, promotion) for promotion in sale]
    return Featured(given["sku"], given["market"], draft, offers[0], FrozenMap(fixed_values), offers[1])


def stock(on_hand: int, on_order: int, due_on: str | None = None) -> Stock:
    """Return what a warehouse has, and when the rest comes."""
    return Stock(on_hand, on_order, None if due_on is None else date.fromisoformat(due_on))

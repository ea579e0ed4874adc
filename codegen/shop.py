"""Write ``src/xbcommerce/tour/shop/shop.json``: the shop that the tour visits.

Products and setting are written by hand in ``codegen/demo_shop/``; weekly sales and ordinary orders are drawn
from them with a fixed seed. ``--check`` only compares, and fails where the file is stale.

    python codegen/shop.py [--check]
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from demo_shop.goods import featured_listing, shop_product
from demo_shop.orders import ORDINARY, covering, numbered, ordinary_order, special_order
from demo_shop.sources import carton, factory, provider, supplier_offers, warehouse
from fresh import write_or_check

from xbcommerce.catalog import Market
from xbcommerce.kernel.codec import canonical_json
from xbcommerce.tour.shop import Shop

HERE = Path(__file__).parent
TARGET = HERE.parent / "src" / "xbcommerce" / "tour" / "shop" / "shop.json"
SEED = 20261030


def read(name: str) -> Any:  # noqa: ANN401  # plain JSON
    """Return one of the hand-written documents."""
    return json.loads((HERE / "demo_shop" / name).read_text(encoding="utf-8"))


def build() -> Shop:
    """Put the shop together."""
    rows, setting, chance = read("products.json"), read("setting.json"), Random(SEED)  # noqa: S311  # no secret
    markets = {row["country"]: Market(**row) for row in setting["markets"]}
    products = {row["sku"]: shop_product(row, setting, markets, chance) for row in rows}
    ordinary = [ordinary_order(n, tuple(products.values()), markets, chance) for n in range(ORDINARY)]
    special = {row["story"]: special_order(row, products, markets) for row in setting["special_orders"]}
    orders, stories = numbered(ordinary, special)
    return Shop(
        setting["name"],
        setting["currency"],
        date.fromisoformat(setting["today"]),
        tuple(markets.values()),
        [covering(product, orders) for product in products.values()],
        featured_listing(setting, rows, products),
        [factory(row) for row in setting["factories"]],
        supplier_offers(rows, setting),
        [warehouse(row) for row in setting["warehouses"]],
        [carton(row, setting["currency"]) for row in setting["cartons"]],
        provider(setting["provider"]),
        orders,
        stories,
    )


def generate() -> str:
    """Return the file's text: canonical JSON, one value a line."""
    data = json.loads(canonical_json(build(), Shop))
    return json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.exit(write_or_check({TARGET: generate()}))

"""The demo shop is whole, consistent with itself, and what its generator writes."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from xbcommerce.catalog import Attribute, Gtin, Listing, ListingKey, ListingStandard, listing_report
from xbcommerce.kernel.codec import canonical_json, from_json
from xbcommerce.kernel.measures import Dimensions
from xbcommerce.kernel.money import exponent_of, minor
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.reference.compliance import compliance_rules
from xbcommerce.tour.shop import NotInShopError, Shop, load_shop

ROOT = Path(__file__).parents[2]
SHOP = load_shop()
CURRENCY = {str(key): key.currency for key in SHOP.listing_keys}
NAMES = ("title", "description", "images", "gtin", "hs_code", "brand", "origin")
STANDARD = ListingStandard(
    "demo/1",
    [Attribute(name, localizable=name in {"title", "description"}) for name in NAMES],
    NAMES,
    compliance_rules(),
    images_min=3,
)


def test_a_dozen_products_three_marketplaces_sixty_orders() -> None:
    """What the tour promises."""
    assert (len(SHOP.products), len(SHOP.markets), len(SHOP.orders)) == (12, 3, 60)
    assert [str(key) for key in SHOP.listing_keys] == [
        "amazon/DE/de/EUR",
        "ebay/GB/en/GBP",
        "rakuten/JP/ja/JPY",
    ]
    assert SHOP.today == date(2026, 10, 30)


def test_the_packaged_file_is_what_the_generator_writes() -> None:
    """The data has one source."""
    script = ROOT / "codegen" / "shop.py"
    if not script.is_file():
        pytest.skip("codegen/shop.py is not beside the tests: the file cannot be written anew")
    done = subprocess.run(
        [sys.executable, str(script), "--check"], check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_the_file_is_canonical_and_small() -> None:
    """Reading and writing it gives the same shop; it stays below 250 kB."""
    file = ROOT / "src" / "xbcommerce" / "tour" / "shop" / "shop.json"
    assert file.stat().st_size < 250_000
    assert from_json(canonical_json(SHOP, Shop), Shop) == SHOP


def test_every_number_is_sound_but_the_one_mistyped_in_the_draft() -> None:
    """The tour's refusal starts with a wrong check digit."""
    for product in SHOP.products:
        assert isinstance(Gtin.parse(str(product.product.value("gtin"))), Gtin)
    typed = Gtin.parse(str(SHOP.featured.draft.value("gtin")))
    assert isinstance(typed, Refusal)
    assert typed.codes == ("gtin.check_digit",)
    numbers = [product.product.value("gtin") for product in SHOP.products]
    assert len(set(numbers)) == len(numbers)


def test_every_price_is_in_its_markets_currency_and_above_its_floor() -> None:
    """Yen have no decimals, and no regular price sells below what the shop allows."""
    for product in SHOP.products:
        for market, price in product.prices.items():
            assert price.currency.code == CURRENCY[market]
            assert -int(price.amount.normalize().as_tuple().exponent) <= exponent_of(CURRENCY[market])
            assert minor(product.floors[market]) <= minor(price)
        assert product.cost.currency.code == SHOP.currency == "CNY"


def test_orders_name_products_that_are_listed_in_their_market_at_their_price() -> None:
    """Nothing is sold that is not on sale."""
    for order in SHOP.orders:
        for line in order.lines:
            product = SHOP.product(line.sku)
            assert order.market in product.listed
            assert line.unit_price == product.prices[order.market]
        assert len({line.sku for line in order.lines}) == len(order.lines)
        assert order.total == sum((line.amount for line in order.lines[1:]), order.lines[0].amount)


def test_orders_are_of_the_last_weeks_in_order_of_time_and_numbered() -> None:
    """From the first to the twenty-ninth of October."""
    instants = [order.at for order in SHOP.orders]
    assert instants == sorted(instants)
    assert datetime(2026, 10, 1, tzinfo=UTC) <= instants[0]
    assert instants[-1] < datetime(2026, 10, 30, tzinfo=UTC)
    assert [order.id for order in SHOP.orders] == [f"O-{number}" for number in range(1001, 1061)]


def test_every_listed_product_is_ready_where_it_is_listed() -> None:
    """The shop keeps the law of its buyers; what is not ready is not listed."""
    for product in SHOP.products:
        for key in SHOP.listing_keys:
            listing = Listing.new(key, product.product, product.offer(str(key)))
            report = listing_report(listing, STANDARD, on=SHOP.today)
            assert report.ready is (str(key) in product.listed), (product.sku, str(report))


def test_the_featured_listing_is_refused_for_every_reason_and_then_ready() -> None:
    """Draft and corrections belong together."""
    featured, key = SHOP.featured, ListingKey.parse(SHOP.featured.market)
    draft = Listing.new(key, featured.draft, featured.offer)
    codes = {unmet.code for unmet in listing_report(draft, STANDARD, on=SHOP.today).unmet}
    assert codes == {
        "attribute.missing",
        "compliance.missing",
        "gtin.check_digit",
        "image.too_few",
        "promotion.below_floor",
    }
    fixed = Listing.new(key, featured.fixed, featured.fixed_offer)
    assert listing_report(fixed, STANDARD, on=SHOP.today).ready
    assert featured.offer.promotion is not None
    assert featured.offer.promotion.runs_on(SHOP.today)


def test_sales_are_whole_weeks_up_to_last_sunday() -> None:
    """52 weeks, or as many as a product has been sold; only markets with a listing have sales."""
    for product in SHOP.products:
        sales = product.sales
        assert sales.mondays[-1] == date(2026, 10, 19)
        assert set(sales.units) == set(product.listed)
        assert set(sales.stockouts) <= set(sales.mondays)
        assert len(sales.total()) == len(sales.mondays) == (8 if product.sku == "LITE-BIKE" else 52)
        assert sum(sales.total()) == sum(map(sum, sales.units.values()))


def test_the_products_differ_in_how_they_sell() -> None:
    """One sells in winter, one now and then, one ran out."""
    winter = SHOP.product("HEAT-HND").sales.total()
    assert sum(winter[4:14]) > 4 * sum(winter[30:40])
    now_and_then = SHOP.product("TEA-TIN").sales.total("amazon/DE/de/EUR")
    assert sum(1 for week in now_and_then if week == 0) > 26
    charger = SHOP.product("CHRG-65W").sales
    dry = [
        units
        for units, monday in zip(charger.total(), charger.mondays, strict=True)
        if monday in charger.stockouts
    ]
    assert len(dry) == 2
    assert max(dry) < 40


def test_the_orders_are_a_sample_of_what_was_sold() -> None:
    """No week sold less than its orders say."""
    ordered: Counter[tuple[str, str, date]] = Counter()
    for order in SHOP.orders:
        day = order.at.date()
        for line in order.lines:
            ordered[line.sku, order.market, day - timedelta(days=day.weekday())] += line.quantity
    for product in SHOP.products:
        for market, units in product.sales.units.items():
            for monday, sold in zip(product.sales.mondays, units, strict=True):
                assert ordered[product.sku, market, monday] <= sold


def test_the_examples_are_what_they_are_called() -> None:
    """Each story is visible in the order itself."""
    main, suspicious, declined = (SHOP.story(name) for name in ("main", "suspicious", "declined"))
    assert main.buyer.countries_match
    assert not main.buyer.is_new
    assert suspicious.buyer.is_new
    assert not suspicious.buyer.countries_match
    usual = [
        minor(order.total)
        for order in SHOP.orders
        if order.market == suspicious.market and not order.buyer.terms
    ]
    assert minor(suspicious.total) == max(usual)
    assert declined.buyer.chargebacks >= 3
    last = SHOP.story("velocity")
    burst = [o for o in SHOP.orders if o.buyer.id == last.buyer.id and last.at - o.at <= timedelta(hours=1)]
    assert len(burst) == 5
    on_terms, over = SHOP.story("on_terms"), SHOP.story("over_limit")
    left = []
    for order in (on_terms, over):
        terms = order.buyer.terms
        assert terms is not None
        assert order.method == "wire"
        left.append(minor(terms.limit) - sum(minor(i.amount) for i in terms.invoices) - minor(order.total))
    assert left[0] >= 0 > left[1]


def test_ordinary_orders_are_ordinary() -> None:
    """One buyer each, one country, no chargebacks, no card country without a card."""
    special = {SHOP.story(name).buyer.id for name in SHOP.stories}
    ordinary = [order for order in SHOP.orders if order.buyer.id not in special]
    assert len(ordinary) == 50
    assert len({order.buyer.id for order in ordinary}) == 50
    for order in ordinary:
        assert order.buyer.countries_match
        assert order.buyer.chargebacks == 0
        assert (order.buyer.card_country is None) is (order.method != "card")


def test_every_product_can_be_bought_again_and_packed() -> None:
    """Each has an offer by sea to a known warehouse from a known factory, and fits a carton."""
    for product in SHOP.products:
        offers = SHOP.offers_for(product.sku)
        assert "sea" in {offer.mode for offer in offers}
        for offer in offers:
            assert SHOP.factory(offer.factory).closures[0].first == date(2027, 1, 28)
            assert offer.warehouse in {warehouse.id for warehouse in SHOP.warehouses}
            assert offer.moq % offer.case_pack == 0 or offer.moq > offer.case_pack
        assert any(fits(product.dimensions, carton.inner) for carton in SHOP.cartons)
        assert set(product.stock) <= {warehouse.id for warehouse in SHOP.warehouses}


def fits(item: Dimensions, room: Dimensions) -> bool:
    """Say whether a box fits, turned as may be."""
    return all(side <= space for side, space in zip(item.sorted_mm, room.sorted_mm, strict=True))


def test_the_provider_has_a_fee_for_every_order() -> None:
    """No order meets a method or currency without a price."""
    for order in SHOP.orders:
        assert SHOP.provider.fee(order.method, CURRENCY[order.market]) is not None
    assert SHOP.provider.fee("card", "CHF") is None


def test_every_market_is_served_by_one_warehouse() -> None:
    """Orders leave from somewhere."""
    assert {SHOP.warehouse_of(market).id for market in CURRENCY} == {"HAM", "SZX"}


def test_what_the_shop_does_not_have_is_refused_by_name() -> None:
    """The message lists what there is."""
    with pytest.raises(NotInShopError, match="no product 'LAMP'; there are LAMP-CAMP, LAMP-DESK"):
        SHOP.product("LAMP")
    with pytest.raises(NotInShopError, match="there are O-1001 to O-1060"):
        SHOP.order("O-1")
    with pytest.raises(NotInShopError, match="no story 'theft'"):
        SHOP.story("theft")
    with pytest.raises(NotInShopError, match="no warehouse for 'own/FR/fr/EUR'"):
        SHOP.warehouse_of("own/FR/fr/EUR")

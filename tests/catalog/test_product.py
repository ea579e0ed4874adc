"""Products, their texts, readiness, markets and numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.catalog import (
    Attribute,
    Key,
    ListingKey,
    Market,
    Offer,
    Product,
    Requirement,
    UnknownAttributeError,
    plan_listings,
    readiness,
)
from xbcommerce.catalog.product import is_missing
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import UnknownCurrencyError
from xbcommerce.testing.strategies.catalog import markets, products, requirements

ATTRIBUTES = [
    Attribute("title", localizable=True),
    Attribute("description", localizable=True, market_specific=True),
    Attribute("images"),
    Attribute("hs_code"),
    Attribute("origin"),
    Attribute("weee_number", market_specific=True),
    Attribute("battery", locales=("de", "fr")),
]


@pytest.mark.parametrize("value", [None, "", " \t\u3000", ()])
def test_what_says_nothing_is_missing(value: str | tuple[str, ...] | None) -> None:
    """Blank text and empty lists are no values."""
    assert is_missing(value)


@pytest.mark.parametrize("value", [False, 0, Decimal("0.00"), "0.00", ("a.jpg",)])
def test_false_and_zero_are_values(value: bool | Decimal | str) -> None:  # noqa: FBT001
    """A statement that something is not there is a statement."""
    assert not is_missing(value)


def test_a_text_falls_back_by_language_but_never_across_scripts() -> None:
    """A reader in Taiwan is not served simplified characters."""
    mug = Product.of("MUG-1", {"title": {"zh": "马克杯", "en": "Mug"}})
    assert mug.text("title", "zh-TW", default="en") == "Mug"
    assert mug.text("title", "zh-SG") == "马克杯"
    assert mug.text("title", "fr") is None


def test_a_fallback_text_does_not_fill_a_required_language() -> None:
    """Austria is served German, but a listing in de-AT still lacks its own title."""
    mug = Product.of("MUG-1", {"title": {"de": "Becher"}})
    report = readiness(mug, ATTRIBUTES, [Requirement("AT", ("de-AT",), ("title",))])
    assert mug.text("title", "de-AT") == "Becher"
    assert report.missing("AT") == ("title",)


@given(products(), requirements())
def test_filling_a_missing_attribute_leaves_only_the_others_missing(
    product: Product, requirement: Requirement
) -> None:
    """Each filled value takes exactly itself off the list and never lowers a percentage."""
    known = {attribute.name: attribute for attribute in ATTRIBUTES}
    before = readiness(product, ATTRIBUTES, [requirement])
    for line in before.lines:
        for name in line.missing:
            filled = product.with_values({known[name].key(line.locale, line.market): "given"})
            after = next(
                x for x in readiness(filled, ATTRIBUTES, [requirement]).lines if x.locale == line.locale
            )
            assert set(after.missing) == set(line.missing) - {name}
            assert after.percent >= line.percent
        assert (line.percent == 100) == (not line.missing)


@given(products(), requirements(), requirements())
def test_opening_a_market_splits_into_what_home_lacks_and_what_is_new(
    product: Product, home: Requirement, target: Requirement
) -> None:
    """The two parts are disjoint and make up the whole."""
    report = readiness(product, ATTRIBUTES, [home, target])
    opening = report.diff(home=home.market, target=target.market)
    assert sorted(opening.already_missing_at_home + opening.new_for_target) == list(opening.to_open)


def test_an_attribute_nobody_described_is_refused_by_name() -> None:
    """A requirement that cannot be checked is a mistake, not a pass."""
    with pytest.raises(UnknownAttributeError, match="triman"):
        readiness(Product.of("MUG-1", {}), ATTRIBUTES, [Requirement("FR", ("fr",), ("triman",))])


def test_a_market_the_report_does_not_cover_is_refused() -> None:
    """No line is not the same as nothing missing."""
    report = readiness(Product.of("MUG-1", {}), ATTRIBUTES, [Requirement("FR", ("fr",), ())])
    with pytest.raises(UnknownAttributeError, match="covers FR"):
        report.missing("DE")


@given(products(), products())
def test_two_products_differ_in_exactly_the_attributes_that_differ(one: Product, other: Product) -> None:
    """A product has changed in nothing against itself, and changes read the same both ways."""
    assert one.changed(one) == ()
    assert one.changed(other) == other.changed(one)


@given(st.lists(markets(), max_size=4), st.lists(markets(), max_size=4))
def test_a_plan_closes_the_gap_between_what_is_and_what_should_be(
    have: list[Market], want: list[Market]
) -> None:
    """Existing plus missing minus extra is wanted."""
    existing = {key for market in have for key in market.listings}
    plan = plan_listings(existing, want)
    assert (existing | set(plan.missing)) - set(plan.extra) == set(plan.wanted)


@pytest.mark.parametrize(
    ("make", "error", "told"),
    [
        (lambda: Product.of(" ", {}), InvalidValueError, "sku=' '"),
        (lambda: Market("de", "EUR", ("de",)), InvalidValueError, "'de'"),
        (lambda: Market("DE", "EURO", ("de",)), UnknownCurrencyError, "EUR"),
        (lambda: Market("DE", "EUR", ()), InvalidValueError, "locale"),
        (lambda: ListingKey.parse("amazon/DE"), InvalidValueError, "amazon/DE"),
        (lambda: ListingKey.parse("amazon/Germany/de/EUR"), InvalidValueError, "Germany"),
        (lambda: ListingKey.parse("amazon/DE/german language/EUR"), InvalidValueError, "german language"),
        (lambda: ListingKey.parse("amazon/DE/de/EURO"), UnknownCurrencyError, "EURO"),
        (lambda: ListingKey(" ", "DE", "de", "EUR"), InvalidValueError, "marketplace=' '"),
        (lambda: Product.of("X", {"weight": 1.5}), InvalidValueError, "Decimal"),
        (lambda: Product.of("X", {}, goods="liquid"), InvalidValueError, r"goods=\['liquid'\]"),
        (lambda: Offer(Money("NaN", "EUR")), InvalidValueError, "NaN"),
        (lambda: Offer(Money("0.001", "EUR")), InvalidValueError, "0.001 EUR"),
    ],
)
def test_bad_input_is_refused_with_its_value(make: object, error: type[Exception], told: str) -> None:
    """Each boundary shows what it was given."""
    with pytest.raises(error, match=told):
        make()  # type: ignore[operator]


def test_a_value_for_a_market_is_not_a_value_for_all() -> None:
    """A WEEE number given for Germany does not open France."""
    lamp = Product.of("LAMP-2", {}).with_values({Key("weee_number", market="DE"): "DE 12345678"})
    report = readiness(lamp, ATTRIBUTES, [Requirement(m, ("de",), ("weee_number",)) for m in ("DE", "FR")])
    assert (report.missing("DE"), report.missing("FR")) == ((), ("weee_number",))

"""Products, offers and listings in any phase."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.catalog import (
    Approved,
    Archived,
    Attribute,
    ComplianceRule,
    Delisted,
    Finding,
    InAudit,
    Key,
    Listing,
    ListingKey,
    Market,
    Offer,
    Phase,
    Preparing,
    Product,
    Promotion,
    Published,
    Requirement,
    Severity,
    Suspended,
)
from xbcommerce.catalog.product import Value
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import from_minor

_NAMES = ("title", "description", "images", "hs_code", "origin", "weee_number", "battery")
_LOCALES = ("de", "en", "fr", "ja", "zh-Hans")
_COUNTRIES = ("DE", "FR", "GB", "JP", "US")
_CURRENCIES = ("EUR", "GBP", "JPY", "KWD", "USD")
_PEOPLE = st.sampled_from(("ann", "bob", "cy", "dee"))
_WORDS = st.text("abcdefgh äöü中文", min_size=1, max_size=12).filter(lambda text: bool(text.strip()))
_INSTANTS = st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def attributes() -> st.SearchStrategy[Attribute]:
    """Attributes of every kind."""
    locales = st.lists(st.sampled_from(_LOCALES), max_size=2, unique=True).map(tuple[str, ...])
    return st.builds(Attribute, st.sampled_from(_NAMES), st.booleans(), st.booleans(), locales)


def attribute_values() -> st.SearchStrategy[Value]:
    """What an attribute may hold, blanks included."""
    texts = st.one_of(_WORDS, st.just(" "))
    lists = st.lists(_WORDS, max_size=3).map(tuple[str, ...])
    decimals = st.decimals(-99, 99, places=2)
    return st.one_of(texts, st.booleans(), st.integers(-9, 99), decimals, lists)


def products() -> st.SearchStrategy[Product]:
    """Products with some values in some languages for some markets."""
    keys = st.builds(
        Key,
        st.sampled_from(_NAMES),
        st.sampled_from(("", *_LOCALES)),
        st.sampled_from(("", *_COUNTRIES)),
    )
    values = st.dictionaries(keys, attribute_values(), max_size=8).map(FrozenMap[Key, Value])
    goods = st.lists(st.sampled_from(("general", "battery_in_device", "liquid")), max_size=2, unique=True)
    return st.builds(
        Product, st.sampled_from(("MUG-1", "LAMP-2", "PEN-3")), values, goods.map(tuple[str, ...])
    )


def requirements() -> st.SearchStrategy[Requirement]:
    """Requirements of one market in one or two languages."""
    locales = st.lists(st.sampled_from(_LOCALES), min_size=1, max_size=2, unique=True).map(tuple[str, ...])
    required = st.lists(st.sampled_from(_NAMES), unique=True).map(tuple[str, ...])
    return st.builds(Requirement, st.sampled_from(_COUNTRIES), locales, required)


def markets() -> st.SearchStrategy[Market]:
    """Markets on three marketplaces."""
    locales = st.lists(st.sampled_from(_LOCALES), min_size=1, max_size=3, unique=True).map(tuple[str, ...])
    places = st.sampled_from(("amazon", "ebay", "own"))
    return st.builds(Market, st.sampled_from(_COUNTRIES), st.sampled_from(_CURRENCIES), locales, places)


def listing_keys() -> st.SearchStrategy[ListingKey]:
    """Keys of listings."""
    return markets().map(lambda market: market.listings[0])


def promotions() -> st.SearchStrategy[Promotion]:
    """Promotions of one day to two months."""
    starts = st.dates(date(2025, 1, 1), date(2026, 12, 31))
    percents = st.integers(1, 1000).map(lambda tenths: Decimal(tenths) / 10)
    return st.builds(_promotion, _WORDS, percents, starts, st.integers(1, 60))


def _promotion(name: str, percent_off: Decimal, start: date, days: int) -> Promotion:
    return Promotion(name, percent_off, start, start + timedelta(days))


def offers(*, currency: str | None = None) -> st.SearchStrategy[Offer]:
    """Offers, also unfinished ones; all amounts of one offer are in one currency.

    Args:
        currency: The only currency to use; default any of five with 0, 2 and 3 digits.
    """

    def in_one(code: str) -> st.SearchStrategy[Offer]:
        amounts: st.SearchStrategy[Money | None] = st.one_of(
            st.none(), st.integers(1, 10**7).map(lambda minor: from_minor(minor, code))
        )
        return st.builds(Offer, amounts, amounts, st.one_of(st.none(), promotions()))

    return (st.just(currency) if currency else st.sampled_from(_CURRENCIES)).flatmap(in_one)


def listing_phases() -> st.SearchStrategy[Phase]:
    """Every phase of a listing with its data."""
    findings = st.builds(Finding, _WORDS, _WORDS, st.sampled_from(Severity))
    preparing = st.lists(findings, max_size=2).map(lambda found: Preparing(tuple(found)))
    in_audit = st.builds(InAudit, _PEOPLE, st.just("amazon-de-1"))
    approved = st.builds(Approved, _PEOPLE)
    published = st.builds(Published, _INSTANTS)
    suspended = st.builds(Suspended, _WORDS, st.one_of(in_audit, approved, published))
    delisted = st.builds(Delisted, _WORDS)
    return st.one_of(preparing, in_audit, approved, published, suspended, delisted, st.just(Archived()))


def listings() -> st.SearchStrategy[Listing[Phase]]:
    """Listings in any phase."""
    return st.builds(
        Listing[Phase], listing_keys(), products(), offers(), listing_phases(), st.integers(0, 99)
    )


def compliance_rules() -> st.SearchStrategy[ComplianceRule]:
    """Rules for one or two countries, for all goods or some."""
    goods = st.lists(st.sampled_from(("battery_in_device", "liquid")), max_size=1).map(tuple[str, ...])
    countries = st.lists(st.sampled_from(_COUNTRIES), min_size=1, max_size=2, unique=True).map(
        tuple[str, ...]
    )
    return st.builds(ComplianceRule, st.sampled_from(_NAMES), countries, goods, goods, _WORDS)

"""Products, markets, listing keys and promotions with one defect."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from xbcommerce.catalog import ListingKey, Promotion
from xbcommerce.kernel.money import UnknownCurrencyError
from xbcommerce.testing.strategies.catalog import markets, products, promotions

from .twin import Broken, Wrong, calls, twins


def broken_products() -> st.SearchStrategy[Broken]:
    """Products without a number of their own."""
    blanks = st.sampled_from(["", " ", "\t"])
    return twins(products(), Wrong("no_sku", "sku", blanks, "needs a number of its own"))


def broken_markets() -> st.SearchStrategy[Broken]:
    """Markets in no country, in no currency, or that nobody can read."""
    countries = st.sampled_from(["de", "DEU", "", "D1"])
    misspelt = st.sampled_from(["EURO", "eur"])
    return twins(
        markets(),
        Wrong("no_country", "country", countries, "two capital letters of ISO 3166-1"),
        Wrong("unknown_currency", "currency", misspelt, "did you mean 'EUR'?", UnknownCurrencyError),
        Wrong("no_locale", "locales", st.just(()), "at least one locale", shows=lambda _: "a market needs"),
    )


def broken_listing_keys() -> st.SearchStrategy[Broken]:
    """Texts that name no listing."""
    texts = st.sampled_from(["amazon/DE/de", "amazon/DE//EUR", "amazon", "", "a/DE/de/EUR/x"])
    return calls(ListingKey.parse, Wrong("not_four_parts", "text", texts, "such as 'amazon/DE/de/EUR'"))


def broken_promotions() -> st.SearchStrategy[Broken]:
    """Reductions by nothing or by more than all, and ones that are over before they begin."""
    percents = st.one_of(
        st.integers(-50, 0).map(Decimal),
        st.integers(101, 500).map(Decimal),
        st.sampled_from([Decimal("NaN"), Decimal("Infinity"), Decimal("100.01")]),
    )

    def too_early(sound: Promotion) -> st.SearchStrategy[date]:
        return st.integers(0, 30).map(lambda days: sound.start - timedelta(days))

    return twins(
        promotions(),
        Wrong("percent_out_of_range", "percent_off", percents, "more than 0 and at most 100", shows=str),
        Wrong("over_before_it_begins", "end", too_early, "not after its start", shows=str),
    )

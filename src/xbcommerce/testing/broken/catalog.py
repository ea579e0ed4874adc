"""Products, markets, listing keys, promotions and article numbers with one defect."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from xbcommerce.catalog import Gtin, ListingKey, Promotion
from xbcommerce.catalog.gtin import check_digit
from xbcommerce.kernel.money import UnknownCurrencyError
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.testing.strategies.catalog import gtins, markets, products, promotions

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


@st.composite
def _one_digit_off(draw: st.DrawFn) -> str:
    sound = draw(gtins())
    return sound[:-1] + str((int(sound[-1]) + draw(st.integers(1, 9))) % 10)


def broken_gtins() -> st.SearchStrategy[Broken]:
    """Numbers of a wrong length or check digit, of zeros alone, or with other signs; refused, not raised."""
    lengths = st.integers(1, 20).filter(lambda length: length not in {8, 12, 13, 14})
    signs = st.sampled_from(
        ["4006381 333931", "978-3-16-148410-0", "４００６３８１３３３９３１", "40O6381333931"]
    )
    return calls(
        Gtin.parse,
        Wrong("check_digit", "text", _one_digit_off(), "expected=", Refusal, _with_right_digit),
        Wrong("length", "text", lengths.map("4".__mul__), "gtin.length", Refusal, str),
        Wrong("not_digits", "text", signs, "gtin.not_digits", Refusal, str),
        Wrong("zero", "text", st.just("00000000"), "gtin.zero", Refusal, str),
    )


def _with_right_digit(text: str) -> str:
    return f"value={text}, expected={check_digit(text[:-1])}"

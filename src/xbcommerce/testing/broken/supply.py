"""Histories, sales, lead times, offers and terms with one defect."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.money import plain
from xbcommerce.supply import (
    DemandError,
    DemandSeries,
    Flag,
    LeadTimeError,
    Offer,
    OfferError,
    PmfError,
    PriceTier,
)
from xbcommerce.testing.strategies.supply import demand_series, lead_times, lot_terms, offers, pmfs, sales

from .twin import Broken, Wrong, calls, twins

_MONDAY = date(2026, 1, 5)


def broken_demand_series() -> st.SearchStrategy[Broken]:
    """Histories with less than nothing sold, half units, gaps, or flags for other buckets."""

    def instead(number: float) -> Callable[[DemandSeries], st.SearchStrategy[tuple[object, ...]]]:
        def put(sound: DemandSeries) -> st.SearchStrategy[tuple[object, ...]]:
            places = st.integers(0, len(sound.quantities) - 1)
            return places.map(lambda n: (*sound.quantities[:n], number, *sound.quantities[n + 1 :]))

        return put

    def one_more(sound: DemandSeries) -> st.SearchStrategy[tuple[Flag, ...]]:
        return st.just((*sound.flags, Flag.OK))

    series = twins(
        demand_series(),
        Wrong(
            "negative_demand", "quantities", instead(-2), "Returns.AT_SALE", DemandError, lambda _: "-2 units"
        ),
        Wrong("half_units", "quantities", instead(1.5), "expected whole units", DemandError, lambda _: "1.5"),
        Wrong(
            "a_flag_too_many",
            "flags",
            one_more,
            "give one a bucket",
            DemandError,
            lambda f: f"{len(f)} flags",
        ),
        Wrong("no_days_in_a_bucket", "bucket_days", st.integers(-7, 0), "at least 1"),
    )
    gaps = st.integers(8, 60).map(lambda days: {_MONDAY: 4, _MONDAY + timedelta(days=days): 5})
    empty = Wrong[None](
        "no_buckets", "quantities", st.just(()), "give at least one", DemandError, lambda _: "2026-01-05"
    )
    gap = Wrong[None]("gap", "buckets", gaps, "flag the bucket as closed", DemandError, lambda b: str(max(b)))
    return (
        series
        | calls(DemandSeries, empty, start=_MONDAY, bucket_days=7)
        | calls(DemandSeries.from_buckets, gap, bucket_days=7)
    )


def broken_sales() -> st.SearchStrategy[Broken]:
    """Sales of nothing, or of parts of a unit."""
    wrong = st.sampled_from([0, 1.5, True, "3"])
    return twins(sales(), Wrong("no_whole_units", "quantity", wrong, "negative for a return", DemandError))


def broken_pmfs() -> st.SearchStrategy[Broken]:
    """Probabilities that add up to less or more than one, or are negative."""
    sums = st.integers(1, 20).filter(lambda tenths: tenths != 10)  # noqa: PLR2004 (ten tenths are one)
    return twins(
        pmfs(),
        Wrong(
            "does_not_add_up", "masses", sums.map(lambda tenths: {5: Fraction(tenths, 10)}),
            "must add up to 1", PmfError, lambda masses: f"add up to {float(masses[5]):g}",
        ),
        Wrong(
            "negative_probability", "masses", st.just({5: Fraction(-1, 2), 9: Fraction(3, 2)}),
            "expected at least 0", PmfError, lambda _: "-0.5",
        ),
    )  # fmt: skip


def broken_lead_times() -> st.SearchStrategy[Broken]:
    """Lead times without a leg."""
    return twins(
        lead_times(),
        Wrong(
            "no_legs", "legs", st.just(()), "give at least one Leg", LeadTimeError, lambda _: "without legs"
        ),
    )


def broken_lot_terms() -> st.SearchStrategy[Broken]:
    """Terms with packs of nothing, negative minima, inexact figures, or a tolerance of more than a pack."""
    negative = st.integers(-50, -1)
    return twins(
        lot_terms(),
        Wrong("pack_of_nothing", "multiple", st.just(0), "1 means any whole number", shows=str),
        Wrong("negative_minimum", "moq", negative, "expected at least 0", shows=str),
        Wrong("negative_maximum", "maximum", negative, "expected at least 0", shows=str),
        Wrong("minimum_is_a_float", "moq", st.sampled_from([1.5, 24.0]), "whole units or a Decimal"),
        Wrong("tolerates_more_than_a_pack", "tolerance_share", st.just("1.5"), "between 0 and 1", shows=str),
    )


def broken_offers() -> st.SearchStrategy[Broken]:
    """Offers without a price, with two for one quantity, in several currencies, or below nothing."""

    def twice(sound: Offer) -> st.SearchStrategy[tuple[PriceTier, ...]]:
        return st.just((*sound.tiers, sound.tiers[0]))

    def other_currency(sound: Offer) -> st.SearchStrategy[tuple[PriceTier, ...]]:
        return st.just((*sound.tiers, PriceTier(99_999, Money(5, "JPY"))))

    def shown(tiers: tuple[PriceTier, ...]) -> str:
        return str(tiers[0].min_quantity)

    return twins(
        offers(),
        Wrong("no_price", "tiers", st.just(()), "give at least one PriceTier", OfferError, lambda _: "offer"),
        Wrong("two_prices_for_one_quantity", "tiers", twice, "two prices", OfferError, shown),
        Wrong(
            "several_currencies", "tiers", other_currency, "several currencies", OfferError, lambda _: "JPY"
        ),
        Wrong(
            "negative_order_cost", "order_cost", st.just(Money(-5, "EUR")), "may not be negative",
            OfferError, plain,
        ),
    )  # fmt: skip

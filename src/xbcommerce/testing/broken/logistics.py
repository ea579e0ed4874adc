"""Parcels, cartons, destinations, bands and channels with one defect."""

from __future__ import annotations

from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.measures import Dimensions
from xbcommerce.kernel.money import UnknownCurrencyError, plain
from xbcommerce.logistics import (
    BandsError,
    Breaks,
    Carton,
    Channel,
    ChargeableRule,
    Fixed,
    FlatBand,
    FlatBands,
    Percent,
    TransitDays,
)
from xbcommerce.testing.strategies.logistics import (
    breaks,
    channels,
    destinations,
    dimensions,
    flat_bands,
    parcels,
    transit_days,
)
from xbcommerce.testing.strategies.money import moneys
from xbcommerce.testing.strategies.shipping import cartons

from .twin import Broken, Wrong, twins

_BELOW_ONE = st.one_of(st.integers(-100, 0), st.sampled_from([0.5, True, "5"]))
_AT_LEAST_ONE = "expected a whole number of at least 1"
_ENDS_MEET = "let each band begin where the one before ends"


def _negative(currency: str = "USD") -> st.SearchStrategy[Money]:
    return moneys(currencies=(currency,), minor_min=-10_000, minor_max=-1)


def broken_dimensions() -> st.SearchStrategy[Broken]:
    """Boxes with a side of nothing, or of no whole millimetres."""
    sides = ("length_mm", "width_mm", "height_mm")
    return twins(
        dimensions(),
        *(Wrong[Dimensions]("side_not_positive", side, _BELOW_ONE, _AT_LEAST_ONE) for side in sides),
    )


def broken_parcels() -> st.SearchStrategy[Broken]:
    """Parcels without weight or goods, or worth less than nothing."""
    return twins(
        parcels(),
        Wrong("weight_not_positive", "weight_g", _BELOW_ONE, _AT_LEAST_ONE),
        Wrong(
            "no_goods", "goods", st.just(frozenset[str]()), "'general' for plain goods", shows=lambda _: "[]"
        ),
        Wrong("goods_as_one_text", "goods", st.sampled_from(["liquid", "general"]), "write goods={"),
        Wrong("negative_value", "value", _negative(), "at least 0", shows=plain),
    )


def broken_cartons() -> st.SearchStrategy[Broken]:
    """Cartons larger inside than outside, or too heavy to be filled."""

    def larger(sound: Carton) -> st.SearchStrategy[Dimensions]:
        longest = sound.outer.longest_mm
        return st.integers(longest + 1, longest + 100).map(lambda side: Dimensions(side, 10, 10))

    def too_heavy(sound: Carton) -> st.SearchStrategy[int]:
        return st.integers(sound.max_gross_g, sound.max_gross_g + 1_000)

    return twins(
        cartons(),
        Wrong("larger_inside", "inner", larger, "does not fit into outer", shows=str),
        Wrong("nothing_may_be_put_in", "tare_g", too_heavy, "leaves nothing of max_gross_g", shows=str),
    )


def broken_destinations() -> st.SearchStrategy[Broken]:
    """Destinations in no country."""
    codes = st.sampled_from(["de", "DEU", "", "D1", "Germany"])
    return twins(destinations(), Wrong("no_country", "country", codes, "two capital letters such as 'DE'"))


def broken_transit_days() -> st.SearchStrategy[Broken]:
    """Ways on which nine in ten parcels are faster than half of them."""

    def sooner(sound: TransitDays) -> st.SearchStrategy[int]:
        return st.integers(0, sound.p50_days - 1)

    return twins(
        transit_days(),
        Wrong("slow_half_is_faster", "p90_days", sooner, "nine in ten cannot be sooner", shows=str),
    )


def broken_flat_bands() -> st.SearchStrategy[Broken]:
    """Cards with a gap, with two prices for one weight, or without any."""

    def gap(sound: FlatBands) -> st.SearchStrategy[tuple[FlatBand, ...]]:
        last = sound.bands[-1].upto_g
        return st.integers(1, 500).map(lambda g: (*sound.bands, FlatBand(last + g, last + 2 * g, 5)))

    def overlap(sound: FlatBands) -> st.SearchStrategy[tuple[FlatBand, ...]]:
        last = sound.bands[-1].upto_g
        return st.integers(1, 500).map(lambda g: (*sound.bands, FlatBand(last - 1, last + g, 5)))

    def gap_shown(bands: tuple[FlatBand, ...]) -> str:
        return f"band_gap: no price from {float(bands[-2].upto_g):g} g to {float(bands[-1].over_g):g} g"

    return twins(
        flat_bands(),
        Wrong("gap", "bands", gap, _ENDS_MEET, BandsError, gap_shown),
        Wrong("overlap", "bands", overlap, _ENDS_MEET, BandsError, lambda _: "band_overlap: two prices from"),
        Wrong("no_bands", "bands", st.just(()), "at least one band", BandsError, lambda _: "band_empty"),
    )


def broken_breaks() -> st.SearchStrategy[Broken]:
    """Weight breaks of which two begin at one weight, or none at all."""

    def twice(sound: Breaks) -> st.SearchStrategy[tuple[object, ...]]:
        return st.sampled_from(sound.breaks).map(lambda one: (*sound.breaks, one))

    return twins(
        breaks(),
        Wrong(
            "two_at_one_weight", "breaks", twice, "each at its own weight", shows=lambda b: str(b[-1].from_g)
        ),
        Wrong("no_breaks", "breaks", st.just(()), "at least one", shows=lambda _: "breaks=[]"),
    )


def broken_channels() -> st.SearchStrategy[Broken]:
    """Rate cards that contradict themselves: zones without lanes, two lines with one code."""

    def without_a_lane(sound: Channel) -> st.SearchStrategy[object]:
        zones = st.sampled_from(sorted(sound.lanes))
        return zones.map(lambda gone: {zone: lane for zone, lane in sound.lanes.items() if zone != gone})

    one_code = st.just((Fixed("PICKUP", 1), Fixed("PICKUP", 2)))
    of_nothing = st.just((Percent("FUEL", 12, ("BASE", "REMOTE")),))
    return twins(
        channels(),
        Wrong(
            "zone_without_lane", "lanes", without_a_lane, "give each zone one",
            shows=lambda lanes: f"lanes {sorted(lanes)}",
        ),
        Wrong(
            "unknown_currency", "currency", st.sampled_from(["EURO", "eur"]), "did you mean 'EUR'?",
            UnknownCurrencyError,
        ),
        Wrong("one_code_twice", "surcharges", one_code, "needs its own", shows=lambda _: "'PICKUP'"),
        Wrong("percent_of_none", "surcharges", of_nothing, "the card's lines are", shows=lambda _: "REMOTE"),
        Wrong(
            "two_rules_for_one_day", "chargeable", st.just((ChargeableRule(), ChargeableRule())), "",
            shows=lambda _: "two chargeable rules for always",
        ),
        Wrong("features_as_one_text", "features", st.just("tracked"), "write features={'tracked'}"),
        Wrong("negative_value_max", "value_max", _negative(), "at least 0", shows=plain),
    )  # fmt: skip

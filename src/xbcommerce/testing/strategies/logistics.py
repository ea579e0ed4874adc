"""Parcels, cartons, rate cards and channels of the logistics room; what they lead to is in `.shipping`.

Sizes and weights are those of parcels a shop sends; cards have one zone or two, and prices that need not
rise with weight, as real ones do not.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.measures import Dimensions
from xbcommerce.kernel.money import Rounding
from xbcommerce.logistics import (
    ALLOW,
    DENY,
    Break,
    Breaks,
    ByWeight,
    Channel,
    ChargeableRule,
    Compare,
    Condition,
    Destination,
    FirstPlusAdditional,
    Fixed,
    Flag,
    FlatBand,
    FlatBands,
    Fuel,
    FuelIndex,
    FuelRow,
    GoodsRule,
    InZone,
    Lane,
    Mode,
    OfValue,
    Op,
    Parcel,
    Per,
    Percent,
    PerKg,
    PerKgBand,
    Postcodes,
    Pricing,
    Scope,
    Size,
    SizeLimits,
    Step,
    Surcharge,
    Tariff,
    TransitDays,
    WeightOrMeasure,
    ZoneRule,
)

from .money import moneys

COUNTRIES = ("DE", "FR", "GB", "JP", "US")
GOODS = ("general", "liquid", "battery_loose", "battery_in_device")
"""Goods classes; the channels drawn here do not know the last one."""
DAY = date(2026, 3, 2)
_SHARES = st.integers(0, 100).map(lambda percent: Fraction(percent, 100))
_PRICES = st.integers(0, 20_000).map(lambda cents: Decimal(cents).scaleb(-2))


def dimensions(*, sides_mm: st.SearchStrategy[int] | None = None) -> st.SearchStrategy[Dimensions]:
    """Sizes of parcels."""
    sides = sides_mm if sides_mm is not None else st.integers(1, 1_500)
    return st.builds(Dimensions, sides, sides, sides)


def sizes() -> st.SearchStrategy[Size]:
    """Exact sizes, some no whole millimetres."""
    sides = st.fractions(min_value=1, max_value=2_000, max_denominator=20)
    return st.tuples(sides, sides, sides).map(Size.of)


def amounts(*, currency: str = "USD") -> st.SearchStrategy[Money]:
    """Amounts of at least zero."""
    return moneys(currencies=(currency,), minor_min=0, minor_max=100_000)


def parcels(
    *, weights_g: st.SearchStrategy[int] | None = None, currency: str = "USD"
) -> st.SearchStrategy[Parcel]:
    """Parcels with one or two goods classes, some without declared value."""
    return st.builds(
        Parcel,
        dimensions(),
        weights_g if weights_g is not None else st.integers(1, 40_000),
        goods=st.frozensets(st.sampled_from(GOODS), min_size=1, max_size=2),
        value=st.none() | amounts(currency=currency),
    )


def steps() -> st.SearchStrategy[Step]:
    """Rounding grids of cards."""
    sizes_ = st.sampled_from(("0.05", "0.1", "0.5", "1"))
    return st.builds(Step.of, sizes_, st.sampled_from((Rounding.UP, Rounding.HALF_UP)))


@st.composite
def chargeable_rules(draw: st.DrawFn, *, scopes: st.SearchStrategy[Scope] | None = None) -> ChargeableRule:
    """Rules for chargeable weight, with every option somewhere."""
    divisor = draw(st.none() | st.sampled_from((139, 166, 5_000, 6_000, 8_000)))
    imperial = divisor in {139, 166}
    density = draw(st.none() | st.just(Decimal("0.00025"))) if divisor is None else None
    return ChargeableRule(
        length_unit="in" if imperial else "cm",
        weight_unit="lb" if imperial else "kg",
        divisor=divisor,
        density=density,
        side_step=draw(st.none() | st.sampled_from((Step.of(1), Step.of(1, Rounding.HALF_UP)))),
        shape_factor=draw(st.sampled_from((Fraction(1), Fraction("0.785")))),
        volume_over=draw(st.none() | st.integers(0, 5_000)),
        longest_over=draw(st.none() | st.integers(0, 80)),
        share=draw(st.sampled_from((Fraction(0), Fraction(1, 2), Fraction(1)))),
        minimum=draw(st.sampled_from((Fraction(0), Fraction("0.3"), Fraction(2)))),
        weight_step=draw(st.none() | st.sampled_from((Step.of("0.5"), Step.of(1), Step.of("0.05")))),
        scope=draw(scopes if scopes is not None else st.sampled_from(Scope)),
    )


def size_limits() -> st.SearchStrategy[SizeLimits]:
    """Limits, each of which may be missing."""
    side = st.none() | st.integers(100, 2_000)
    return st.builds(
        SizeLimits,
        length_mm=side,
        second_mm=side,
        third_mm=side,
        girth_mm=st.none() | st.integers(200, 4_000),
        length_plus_girth_mm=st.none() | st.integers(300, 5_000),
        sum_mm=st.none() | st.integers(300, 3_000),
        volume_mm3=st.none() | st.integers(10**6, 10**9),
        weight_g=st.none() | st.integers(500, 40_000),
        min_sides_mm=st.just(()) | st.just((150, 110, 1)),
    )


def shares() -> st.SearchStrategy[Fraction]:
    """Whole per cents from 0 to 1."""
    return _SHARES


def prices() -> st.SearchStrategy[Decimal]:
    """Printed prices with two decimals."""
    return _PRICES


@st.composite
def _bounds(draw: st.DrawFn) -> list[tuple[int, int]]:
    ends = sorted(draw(st.sets(st.integers(1, 60_000), min_size=1, max_size=5)))
    return list(zip([0, *ends[:-1]], ends, strict=True))


@st.composite
def flat_bands(draw: st.DrawFn) -> FlatBands:
    """One price per band."""
    return FlatBands(tuple(FlatBand(low, high, draw(prices())) for low, high in draw(_bounds())))


@st.composite
def per_kg(draw: st.DrawFn) -> PerKg:
    """A rate per kg and handling per band."""
    bands = (PerKgBand(low, high, draw(prices()), draw(prices())) for low, high in draw(_bounds()))
    return PerKg(tuple(bands), draw(st.integers(0, 500)), draw(prices()))


def first_plus_additional() -> st.SearchStrategy[FirstPlusAdditional]:
    """First and additional weight."""
    weights = st.integers(1, 2_000)
    last = st.none() | st.integers(10_000, 70_000)
    return st.builds(FirstPlusAdditional, weights, prices(), weights, prices(), last)


@st.composite
def breaks(draw: st.DrawFn) -> Breaks:
    """Rates at weight breaks, from zero on."""
    starts = [0, *sorted(draw(st.sets(st.integers(1, 500_000), max_size=4)))]
    return Breaks(tuple(Break(each, draw(prices())) for each in starts), draw(prices()), draw(st.booleans()))


def weight_or_measure() -> st.SearchStrategy[WeightOrMeasure]:
    """Sea freight by the revenue ton."""
    return st.builds(WeightOrMeasure, prices(), st.integers(0, 2))


def tariffs() -> st.SearchStrategy[Tariff]:
    """Every form of tariff."""
    return st.one_of(flat_bands(), per_kg(), first_plus_additional(), breaks(), weight_or_measure())


def conditions() -> st.SearchStrategy[Condition]:
    """Conditions of surcharges that every shipment can answer."""
    compared = st.builds(
        Compare, st.sampled_from(("longest_mm", "weight_g")), st.sampled_from(Op), st.integers(0, 2_000)
    )
    return st.one_of(compared, st.just(Flag("remote")), st.just(InZone(frozenset({"NEAR"}))))


@st.composite
def fuel_indexes(draw: st.DrawFn) -> FuelIndex:
    """Fuel tables that cover the day strategies ship on."""
    days = [
        DAY - timedelta(days=30),
        *(DAY + timedelta(days=7 * week) for week in range(draw(st.integers(0, 3)))),
    ]
    rows = (FuelRow(day, draw(_PRICES)) for day in days)
    return FuelIndex(tuple(rows), draw(st.none() | st.just(DAY + timedelta(days=60))))


@st.composite
def surcharge_stages(draw: st.DrawFn) -> tuple[Surcharge, ...]:
    """Stages of a card, a percentage among them."""
    when = draw(st.none() | conditions())
    per = draw(st.sampled_from(Per))
    stages: list[Surcharge] = [
        Fixed("PICKUP", draw(prices()), per=per, when=when),
        ByWeight("REMOTE", draw(prices()), minimum=draw(st.none() | prices()), when=Flag("remote")),
        Percent("SECURITY", draw(st.integers(0, 20)), ("BASE",), maximum=draw(st.none() | prices())),
        OfValue("COD", draw(prices()), draw(st.integers(0, 5)), when=Flag("cod")),
        Fuel("FUEL", draw(fuel_indexes()), ("BASE", "REMOTE")),
    ]
    return tuple(stages[: draw(st.integers(0, len(stages)))])


def zone_rules() -> st.SearchStrategy[ZoneRule]:
    """Rules of any rank."""
    postcodes = st.builds(
        Postcodes,
        exact=st.just(()) | st.just(("20090",)),
        prefixes=st.just(()) | st.just(("20", "HS")),
        ranges=st.just(()) | st.just((("35000", "35999"),)),
        excepted=st.just(()) | st.just(("20999",)),
    )
    return st.builds(
        ZoneRule,
        st.sampled_from(("NEAR", "FAR", "REMOTE")),
        st.lists(st.sampled_from(COUNTRIES), max_size=3, unique=True).map(tuple),
        st.just(()) | st.just(("RU",)),
        st.none() | postcodes,
    )


def goods_rules() -> st.SearchStrategy[GoodsRule]:
    """Classes that are taken, denied, or depend on the country."""
    return st.sampled_from((ALLOW, DENY, GoodsRule(allowed=True, except_in=frozenset({"US"}))))


def transit_days() -> st.SearchStrategy[TransitDays]:
    """Half and nine-in-ten marks."""
    return st.tuples(st.integers(1, 40), st.integers(0, 20)).map(lambda days: TransitDays(days[0], sum(days)))


@st.composite
def channels(
    draw: st.DrawFn, *, channel_ids: st.SearchStrategy[str] | None = None, currency: str = "USD"
) -> Channel:
    """Channels to a near and a far zone, with any tariff, rule and surcharges."""
    lanes = {zone: Lane(draw(tariffs()), draw(transit_days())) for zone in ("NEAR", "FAR")}
    channel_id = draw(channel_ids if channel_ids is not None else st.sampled_from(("air", "express", "post")))
    return Channel(
        channel_id,
        channel_id.title(),
        draw(st.sampled_from(Mode)),
        currency,
        zones=[ZoneRule("NEAR", ("JP",)), ZoneRule("FAR", ("DE", "FR", "US"))],
        lanes=lanes,
        goods={goods: draw(goods_rules()) for goods in GOODS[:-1]},
        limits=draw(size_limits()),
        chargeable=(draw(chargeable_rules()),),
        surcharges=draw(surcharge_stages()),
        pricing=draw(st.sampled_from(Pricing)),
        value_max=draw(st.none() | amounts()),
        features=draw(st.frozensets(st.sampled_from(("signature", "tracked")))),
        ratings={"on_time": draw(_SHARES)},
    )


def destinations() -> st.SearchStrategy[Destination]:
    """Where parcels go; some things about the address are unknown."""
    flag = st.booleans()
    return st.builds(
        Destination,
        st.sampled_from(COUNTRIES),
        st.sampled_from(("", "20095", "SW1A 1AA")),
        st.none() | flag,
        st.none() | flag,
        st.fixed_dictionaries({"remote": flag, "cod": flag}),
    )

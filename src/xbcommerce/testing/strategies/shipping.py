"""Quotes, choices, packing plans and arrivals of the logistics room, made from those of `.logistics`."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from xbcommerce.kernel.calendars import WorkCalendar
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.measures import Dimensions
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.logistics import (
    BookShipment,
    Carton,
    ChannelChoice,
    ChannelQuote,
    ChoicePolicy,
    Criterion,
    Curve,
    Itinerary,
    LineHaul,
    Mode,
    Offers,
    Orientation,
    PackingItem,
    PackingPlan,
    Promise,
    QuoteLine,
    Route,
    Sailings,
    Score,
    TransitTimes,
    Tube,
    Warehouse,
    choose,
    itinerary,
    pack,
    promise,
    score_all,
    shop,
)

from .logistics import DAY, GOODS, amounts, channels, destinations, dimensions, parcels, shares, transit_days


def channel_quotes(
    *, channel_ids: st.SearchStrategy[str] | None = None, currency: str = "USD"
) -> st.SearchStrategy[ChannelQuote]:
    """Quotes with a base price and a surcharge."""
    ids = channel_ids if channel_ids is not None else st.sampled_from(("air", "express", "post"))
    lines = st.tuples(
        st.builds(QuoteLine, st.just("BASE"), amounts(currency=currency)),
        st.builds(QuoteLine, st.just("FUEL"), amounts(currency=currency)),
    )
    return st.builds(
        ChannelQuote,
        ids,
        st.sampled_from(("Air line", "Express", "Post")),
        st.sampled_from(Mode),
        st.just("FAR"),
        lines,
        st.integers(1, 5),
        st.integers(40_000, 80_000).map(Fraction),
        st.integers(1, 40_000),
        transit_days(),
        st.frozensets(st.sampled_from(("signature", "tracked"))),
        shares().map(lambda share: FrozenMap({"on_time": share})),
    )


def curves() -> st.SearchStrategy[Curve]:
    """Values that bend."""
    at = st.dictionaries(st.integers(0, 50), shares(), min_size=2, max_size=4)
    return at.map(lambda points: Curve(tuple(points.items())))


def criteria() -> st.SearchStrategy[tuple[Criterion, ...]]:
    """Two to four criteria of a choice."""
    weights = st.integers(1, 100).map(lambda tenths: Fraction(tenths, 10))
    cost = st.builds(Criterion, st.just("cost"), st.integers(100, 900), st.just(0), weights)
    days = st.builds(Criterion, st.just("p90_days"), st.integers(20, 60), st.integers(0, 10), weights)
    on_time = st.builds(Criterion, st.just("on_time"), st.just("0.5"), st.just(1), weights)
    bent = st.builds(
        Criterion, st.just("p50_days"), st.just(30), st.just(2), weights, curve=st.none() | curves()
    )
    return st.tuples(cost, days, on_time, bent) | st.tuples(cost, days, bent) | st.tuples(cost, days)


@st.composite
def scores(draw: st.DrawFn) -> Score:
    """Scores of drawn criteria."""
    found = draw(criteria())
    row = {each.name: draw(st.integers(0, 1_000)) for each in found}
    return score_all(found, [row])[0]


def choice_policies(*, currency: str = "USD") -> st.SearchStrategy[ChoicePolicy]:
    """Policies, some with needs and limits."""
    return st.builds(
        ChoicePolicy,
        criteria(),
        currency=st.just(currency),
        needs=st.just(frozenset[str]()) | st.just(frozenset({"tracked"})),
        p90_days_max=st.none() | st.integers(5, 60),
        total_max=st.none() | amounts(currency=currency),
    )


@st.composite
def offers(draw: st.DrawFn) -> Offers:
    """What one or two channels answer for a parcel."""
    asked = draw(st.lists(channels(), min_size=1, max_size=2, unique_by=lambda channel: channel.id))
    return shop([draw(parcels())], asked, draw(destinations()), DAY, currency="USD")


@st.composite
def channel_choices(draw: st.DrawFn) -> ChannelChoice:
    """Choices between quotes; never a refusal."""
    policy = ChoicePolicy(draw(criteria()), currency="USD")
    quotes = draw(
        st.lists(channel_quotes(), min_size=1, max_size=4, unique_by=lambda quote: quote.channel_id)
    )
    found = choose(quotes, policy)
    assert not isinstance(found, Refusal)
    return found


@st.composite
def cartons(draw: st.DrawFn, *, carton_ids: st.SearchStrategy[str] | None = None) -> Carton:
    """Cartons whose outside is a little larger than their inside."""
    inner = draw(dimensions(sides_mm=st.integers(50, 500)))
    wall = draw(st.integers(0, 8))
    sides = (inner.length_mm + wall, inner.width_mm + wall, inner.height_mm + wall)
    return Carton(
        draw(carton_ids if carton_ids is not None else st.sampled_from(("S", "M", "L"))),
        inner,
        Dimensions(*sides),
        draw(st.integers(0, 500)),
        draw(st.integers(1_000, 30_000)),
        draw(st.none() | amounts()),
    )


def packing_items(
    *, item_ids: st.SearchStrategy[str] | None = None, quantities: st.SearchStrategy[int] | None = None
) -> st.SearchStrategy[PackingItem]:
    """Things to pack, of sides that cartons of a shop mostly take."""
    return st.builds(
        PackingItem,
        item_ids if item_ids is not None else st.sampled_from(("A", "B", "C", "D", "E", "F")),
        dimensions(sides_mm=st.integers(5, 260)),
        st.integers(1, 4_000),
        quantities if quantities is not None else st.integers(1, 4),
        st.sampled_from(Orientation),
        st.frozensets(st.sampled_from(GOODS), min_size=1, max_size=2),
        st.none() | amounts(),
    )


def packing_plans() -> st.SearchStrategy[PackingPlan]:
    """Packed orders."""
    return st.builds(
        pack,
        st.lists(packing_items(), min_size=1, max_size=5, unique_by=lambda item: item.id),
        st.lists(cartons(), min_size=1, max_size=3, unique_by=lambda carton: carton.id),
    )


def warehouses() -> st.SearchStrategy[Warehouse]:
    """Warehouses with a cut-off."""
    return st.builds(
        Warehouse,
        st.sampled_from(("Asia/Shanghai", "Europe/Berlin", "America/Los_Angeles")),
        st.just(WorkCalendar.of()),
        cutoff=st.sampled_from((time(12), time(15), time(17, 30))),
        handling_days=st.integers(0, 3),
    )


def order_instants() -> st.SearchStrategy[datetime]:
    """When orders come in."""
    return st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


def promises() -> st.SearchStrategy[Promise]:
    """Promised arrivals."""
    delivery = st.sampled_from((WorkCalendar.of(), WorkCalendar.of(weekend=["sun"])))
    return st.builds(promise, order_instants(), warehouses(), transit_days(), delivery)


def routes() -> st.SearchStrategy[Route]:
    """Ways with and without a schedule."""
    days = st.integers(0, 5)
    weekly = tuple(date(2026, 1, 2) + timedelta(days=7 * week) for week in range(60))
    sailings = st.builds(Sailings, st.just(weekly), cutoff_days=days, transit_days=st.integers(5, 40))
    return st.builds(
        Route,
        st.builds(LineHaul, st.integers(1, 20)) | sailings,
        customs=st.just(WorkCalendar.of()),
        customs_days=days,
        delivery=st.just(WorkCalendar.of(weekend=["sun"])),
        last_mile_days=days,
    )


@st.composite
def itineraries(draw: st.DrawFn) -> Itinerary:
    """Arrivals leg by leg."""
    found = itinerary(draw(order_instants()), draw(warehouses()), draw(routes()))
    assert not isinstance(found, Refusal)
    return found


def bookings() -> st.SearchStrategy[BookShipment]:
    """Effects that book a shipment."""
    return st.builds(
        BookShipment,
        st.sampled_from(("order-1/1", "order-2/1")),
        st.sampled_from(("air", "express", "post")),
        st.lists(parcels(), min_size=1, max_size=2).map(tuple),
        destinations(),
        st.just(DAY),
    )


def transit_times() -> st.SearchStrategy[TransitTimes]:
    """Days that past shipments took."""
    return st.lists(st.integers(0, 60), min_size=1, max_size=30).map(TransitTimes)


def tubes() -> st.SearchStrategy[Tube]:
    """Cylinders."""
    return st.builds(Tube, st.integers(1, 1_500), st.integers(1, 300))

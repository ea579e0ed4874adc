"""Constraints and sourcing: lots under terms, cartons, containers, offers compared, orders of many items."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import reject
from hypothesis import strategies as st

from xbcommerce.kernel.fx import Rate
from xbcommerce.kernel.money import from_minor
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.supply import (
    Forecast,
    Incoming,
    LeadTime,
    Leg,
    LotTerms,
    Offer,
    Pmf,
    Poisson,
    Position,
    PriceTier,
)
from xbcommerce.supply.lots import (
    AnnualCost,
    Carton,
    CheapestQuantity,
    Container,
    ContainerMix,
    ContainersNeeded,
    Load,
    Runout,
    RunoutItem,
    cheapest_containers,
    cheapest_quantity,
    containers_for,
    equal_runout,
)
from xbcommerce.supply.sourcing import (
    Choice,
    Duty,
    DutyBasis,
    Expedite,
    ExpeditePart,
    Imported,
    ItemToPlan,
    LandedShipment,
    OrderPlan,
    PlainOffer,
    Question,
    Reporting,
    SupplierOrder,
    SupplierTerms,
    UnknownDuty,
    WantedLine,
    WindowShortage,
    build_order,
    choose,
    expedite,
    expedite_quantity,
    landed_shipment,
    recommend_many,
)

from .supply import RATES, forecasts, lead_times, lot_terms, offers, positions, review_rules, targets

DAY = date(2026, 3, 2)


def _exact(low: int, high: int, *, per: int = 100) -> st.SearchStrategy[Fraction]:
    return st.integers(low, high).map(lambda number: Fraction(number, per))


# lots


def annual_costs() -> st.SearchStrategy[AnnualCost]:
    """What the cost of a year depends on; sometimes holding or ordering is free."""
    return st.builds(
        AnnualCost,
        demand_per_year=st.integers(0, 20_000),
        order_cost=_exact(0, 50_000),
        carrying_rate=_exact(0, 50),
        held_units=_exact(-1_000, 50_000),
    )


@st.composite
def exact_tiers(draw: st.DrawFn) -> tuple[tuple[int, Fraction], ...]:
    """Draw one to four price tiers, mostly cheaper from tier to tier."""
    starts = sorted(draw(st.sets(st.integers(0, 600), min_size=1, max_size=4)))
    return tuple((start, draw(_exact(50, 2_000))) for start in starts)


@st.composite
def cheapest_quantities(draw: st.DrawFn) -> CheapestQuantity:
    """Draw the cheapest lot of drawn costs; every one can be ordered."""
    terms = LotTerms(draw(st.integers(0, 300)), draw(st.integers(1, 48)))
    found = cheapest_quantity(draw(exact_tiers()), terms, draw(annual_costs()))
    return reject() if isinstance(found, Refusal) else found


def loads() -> st.SearchStrategy[Load]:
    """Volume and weight, each from nothing to a few containers."""
    return st.builds(Load, _exact(0, 15_000), _exact(0, 6_000_000))


def cartons() -> st.SearchStrategy[Carton]:
    """Shipping cartons of up to 60 units."""
    return st.builds(Carton, st.integers(1, 60), st.builds(Load, _exact(1, 30), _exact(10, 3_000)))


@st.composite
def containers(draw: st.DrawFn) -> Container:
    """Draw a size of container."""
    capacity = Load(draw(_exact(2_000, 7_600)), draw(st.integers(10_000, 28_000)))
    return Container(
        draw(st.sampled_from(["20GP", "40GP", "40HC", "45HC"])), capacity, draw(_exact(0, 500_000))
    )


def containers_needed() -> st.SearchStrategy[ContainersNeeded]:
    """How many containers drawn loads need."""
    return st.builds(containers_for, loads(), containers())


def container_mixes() -> st.SearchStrategy[ContainerMix]:
    """The cheapest sizes for drawn loads."""
    sizes = st.lists(containers(), min_size=1, max_size=3, unique_by=lambda size: size.name)
    return st.builds(cheapest_containers, loads(), sizes)


@st.composite
def runout_items(draw: st.DrawFn, *, skus: st.SearchStrategy[str] | None = None) -> RunoutItem:
    """Draw an item that may fill up an order; some do not sell, some are bounded."""
    multiple = draw(st.integers(1, 30))
    maximum = draw(st.none() | st.integers(50, 2_000))
    return RunoutItem(
        draw(st.sampled_from(["lamp", "bulb", "kettle", "socket"]) if skus is None else skus),
        position=draw(st.integers(-100, 400)),
        demand_mean_per_day=draw(
            st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(4), Fraction(25, 2)])
        ),
        terms=LotTerms(draw(st.integers(0, 50)), multiple, maximum),
        tiers=[
            (start, draw(_exact(20, 900))) for start in draw(st.sampled_from([(0,), (1, 200), (0, 60, 500)]))
        ],
        carton=Carton(multiple, Load(draw(_exact(1, 20)), draw(_exact(10, 2_000)))),
        ordered=multiple * draw(st.integers(0, 3)),
    )


def runouts() -> st.SearchStrategy[Runout]:
    """Containers filled, and orders raised to a value within a room."""
    items = st.lists(runout_items(), max_size=4, unique_by=lambda item: item.sku)
    room = st.builds(Load, _exact(10, 500), _exact(1_000, 100_000))
    return st.builds(equal_runout, items, capacity=room, value_min=st.none() | st.integers(0, 5_000))


# one offer and another


def imported_goods() -> st.SearchStrategy[Imported]:
    """Goods on their way into Europe; chapter 77 holds none."""
    codes = st.integers(10_000_000, 99_999_999).map(str).filter(lambda code: not code.startswith("77"))
    return st.builds(
        Imported, codes, st.sampled_from(["CN", "VN", "IN"]), st.sampled_from(["DE", "PL", "GB"])
    )


def duties() -> st.SearchStrategy[Duty]:
    """Duty, free of duty among it, and tax that is kept."""
    rates = st.sampled_from(["0", "0.027", "0.065", "0.12"])
    taxes = st.sampled_from(["0", "0.2"])
    return st.builds(
        Duty,
        rates,
        st.sampled_from(DutyBasis),
        nonrecoverable_tax_rate=taxes,
        source=st.sampled_from(["", "TARIC"]),
    )


def unknown_duties() -> st.SearchStrategy[UnknownDuty]:
    """Why nobody knows."""
    return st.builds(UnknownDuty, st.sampled_from(["rule.none", "rule.stale"]))


@st.composite
def landed_shipments(draw: st.DrawFn) -> LandedShipment:
    """Draw the cost of a shipment priced in dollars and paid in euros."""
    rate = Rate("USD", "EUR", draw(_exact(50, 150)), DAY, "a bank")
    amounts = st.integers(0, 100_000).map(lambda cents: from_minor(cents, "EUR"))
    return landed_shipment(
        draw(st.integers(1, 5_000)),
        from_minor(draw(st.integers(1, 50_000)), "USD"),
        rate,
        draw(duties()),
        freight=draw(amounts),
        insurance=draw(st.none() | amounts),
        fees=draw(st.none() | amounts),
    )


@st.composite
def plain_offers(draw: st.DrawFn, *, ids: st.SearchStrategy[str] | None = None) -> PlainOffer:
    """Draw an offer in plain numbers."""
    days = st.floats(1, 60)
    return PlainOffer(
        draw(st.sampled_from(["cn-sea", "cn-air", "vn-sea", "pl-road"]) if ids is None else ids),
        mode=draw(st.sampled_from(["sea", "air", "road"])),
        tiers=draw(exact_tiers()),
        terms=draw(lot_terms()),
        fx_rate=draw(_exact(10, 200)),
        freight_per_unit=draw(_exact(0, 300)),
        duty_rate=draw(_exact(0, 20)),
        duty_basis=draw(st.sampled_from(DutyBasis)),
        order_cost=draw(_exact(0, 20_000)),
        lead_time_mean_days=draw(days),
        lead_time_sd_days=draw(st.floats(0, 10)),
        owned_in_transit_days=draw(st.floats(0, 45)),
    )


@st.composite
def choices(draw: st.DrawFn) -> Choice:
    """Draw the choice among up to four offers, some rejected."""
    return choose(
        draw(st.lists(plain_offers(), max_size=4, unique_by=lambda offer: offer.id)),
        draw(forecasts(mean_max=30)),
        target=draw(targets()),
        carrying_rate=draw(_exact(0, 40)),
        cover_days_max=draw(st.none() | st.integers(60, 1_000)),
        available_days=draw(st.none() | st.integers(5, 60)),
    )


# expediting


@st.composite
def window_shortages(draw: st.DrawFn) -> WindowShortage:
    """Draw what is missing between a plane and a ship."""
    fast, slow = draw(st.integers(0, 12)), draw(st.integers(0, 30))
    plane = draw(st.sampled_from([Pmf.point(fast), Pmf({fast: ".6", fast + 3: ".4"})]))
    return WindowShortage(
        draw(st.integers(0, 150)), Poisson(draw(st.floats(0.05, 8))), plane, Pmf.point(slow)
    )


def expedite_parts() -> st.SearchStrategy[ExpeditePart]:
    """What pays to fly in, nothing among it."""
    return st.builds(
        expedite_quantity,
        window_shortages(),
        margin_per_unit=st.integers(0, 30),
        air_premium_per_unit=st.integers(1, 20),
        extra_holding_per_unit=st.floats(0, 2),
        multiple=st.integers(1, 24),
        units_max=st.none() | st.integers(0, 300),
        owed_units=st.integers(0, 40),
    )


@st.composite
def expedites(draw: st.DrawFn) -> Expedite:
    """Draw a decision about an open sea order."""
    return expedite(
        Incoming(draw(st.dates(DAY, date(2026, 5, 1))), draw(st.integers(1, 900))),
        Position(draw(st.integers(0, 150)), backorders=draw(st.integers(0, 20))),
        Forecast(draw(st.floats(0.05, 8)), draw(st.floats(0, 20))),
        air=draw(lead_times()),
        on=DAY,
        margin=from_minor(draw(st.integers(0, 3_000)), "EUR"),
        air_premium=from_minor(draw(st.integers(1, 2_000)), "EUR"),
    )


# many items


@st.composite
def supplier_terms(draw: st.DrawFn, *, suppliers: st.SearchStrategy[str] | None = None) -> SupplierTerms:
    """Draw terms of a whole order, in several currencies; some leave no limit."""
    moneys = st.integers(1_000, 60_000)
    capacity = draw(st.none() | st.builds(Load, _exact(100, 7_000), _exact(100_000, 2_600_000)))
    return SupplierTerms(
        draw(st.sampled_from(["acme", "zeta"]) if suppliers is None else suppliers),
        mode=draw(st.sampled_from(["", "sea"])),
        minimum_value=draw(st.none() | moneys.map(lambda minor: from_minor(minor, "USD"))),
        budget=draw(st.none() | moneys.map(lambda minor: from_minor(minor, "EUR"))),
        capacity=capacity,
        fill_up=draw(st.booleans()) and capacity is not None,
    )


def _light_offers() -> st.SearchStrategy[Offer]:
    """Offers for which only price, terms and carton matter."""
    way = LeadTime.of(Leg("door to door", Pmf.point(30)))
    prices = st.lists(st.integers(1, 900), min_size=1, max_size=2).map(
        lambda cents: [PriceTier(300 * n, from_minor(price, "USD")) for n, price in enumerate(cents)]
    )
    return st.builds(
        Offer, st.just("offer"), st.just("sea"), st.just(way), prices, lot_terms(),
        st.just(from_minor(0, "USD")), carton=cartons(),
    )  # fmt: skip


@st.composite
def wanted_lines(draw: st.DrawFn) -> WantedLine:
    """Draw a line with a carton; some may only fill up."""
    return WantedLine(
        draw(st.sampled_from(["lamp", "bulb", "kettle", "socket"])),
        draw(_light_offers()),
        draw(st.one_of(st.just(0), st.integers(1, 800))),
        draw(st.integers(-50, 500)),
        draw(st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(6)])),
    )


@st.composite
def supplier_orders(draw: st.DrawFn) -> SupplierOrder:
    """Draw an order that met its terms."""
    lines = st.lists(wanted_lines(), min_size=1, max_size=3, unique_by=lambda line: line.sku)
    built = build_order(draw(lines), draw(supplier_terms()), _euros(), short_ok=True)
    return reject() if isinstance(built, Refusal) else built


@st.composite
def order_plans(draw: st.DrawFn) -> OrderPlan:
    """Draw what is ordered of up to three items, within a budget or not."""
    rules, target = draw(review_rules()), draw(targets())
    ways = st.lists(offers(), max_size=2, unique_by=lambda offer: offer.id)
    items = [
        ItemToPlan(
            sku,
            Question(draw(positions()), draw(forecasts(mean_max=10.0)), target, DAY, "EUR", RATES, rules),
            draw(ways),
        )
        for sku in draw(st.sets(st.sampled_from(["lamp", "bulb", "kettle"])).map(sorted))
    ]
    budget = draw(st.none() | st.integers(0, 2_000_000).map(lambda minor: from_minor(minor, "EUR")))
    return recommend_many(items, budget=budget)


def _euros() -> Reporting:
    return Reporting("EUR", RATES, DAY, rate_age_days_max=2_000)

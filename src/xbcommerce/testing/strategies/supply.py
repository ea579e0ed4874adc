"""Histories, lead times, offers and recommendations of the supply room, valid by default."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from xbcommerce.kernel.calendars import Closure, WorkCalendar
from xbcommerce.kernel.fx import RateTable
from xbcommerce.kernel.money import from_minor
from xbcommerce.supply import (
    CycleService,
    DemandModel,
    DemandSeries,
    DutyBasis,
    Flag,
    Forecast,
    Incoming,
    LeadTime,
    Leg,
    LotTerms,
    Offer,
    OrderQuantity,
    Pmf,
    Position,
    PriceTier,
    Recommendation,
    ReviewRules,
    Sale,
    order_quantity,
    recommend,
)

FIRST, LAST = date(2024, 1, 1), date(2028, 12, 31)
RATES = RateTable("EUR", "a test", {FIRST: {"CNY": Fraction("7.8"), "USD": Fraction("1.1"), "JPY": 160}})
"""Rates for all currencies that `offers` uses by default."""


def order_dates() -> st.SearchStrategy[date]:
    """Days on which orders are placed."""
    return st.dates(FIRST, LAST)


def quantities(*, most: int = 500) -> st.SearchStrategy[list[int]]:
    """Units a bucket, zeros often among them, oldest first."""
    return st.lists(st.one_of(st.just(0), st.integers(0, most)), min_size=1, max_size=60)


@st.composite
def demand_series(draw: st.DrawFn, *, flags: st.SearchStrategy[Flag] | None = None) -> DemandSeries:
    """Draw a weekly history with at least one open bucket."""
    units = draw(quantities())
    marks = draw(
        st.lists(
            st.sampled_from(Flag) if flags is None else flags, min_size=len(units), max_size=len(units)
        ).filter(lambda drawn: any(flag is not Flag.CLOSED for flag in drawn))
    )
    return DemandSeries(draw(order_dates()), 7, units, marks)


@st.composite
def sales(draw: st.DrawFn) -> Sale:
    """Draw a sale, or a return that may know the day of its sale."""
    units = draw(st.integers(-50, 200).filter(bool))
    sold_on = draw(st.none() | order_dates()) if units < 0 else None
    return Sale(draw(order_dates()), units, sold_on)


def forecasts(*, mean_max: float = 200.0) -> st.SearchStrategy[Forecast]:
    """Demand per day with a variance from far below to far above its mean."""
    return st.builds(
        Forecast,
        st.floats(0.01, mean_max),
        st.floats(0.0, 50 * mean_max),
        st.sampled_from(["ses:0.2", "mean", "given"]),
        st.integers(1, 104),
    )


@st.composite
def pmfs(draw: st.DrawFn, *, days_max: int = 60) -> Pmf:
    """Draw a distribution of up to five durations with exact probabilities."""
    days = draw(st.lists(st.integers(0, days_max), min_size=1, max_size=5, unique=True))
    weights = draw(st.lists(st.integers(1, 20), min_size=len(days), max_size=len(days)))
    return Pmf({day: Fraction(weight, sum(weights)) for day, weight in zip(days, weights, strict=True)})


@st.composite
def factory_calendars(draw: st.DrawFn) -> WorkCalendar:
    """Draw a calendar that works at least one weekday and closes for up to a month now and then."""
    weekend = draw(st.sets(st.sampled_from(("fri", "sat", "sun")), max_size=2))
    starts = draw(st.lists(order_dates(), max_size=3))
    lengths = draw(st.lists(st.integers(0, 30), min_size=len(starts), max_size=len(starts)))
    closures = [
        Closure(start, date.fromordinal(start.toordinal() + length))
        for start, length in zip(starts, lengths, strict=True)
    ]
    return WorkCalendar.of(weekend=sorted(weekend), closures=closures)


def lead_times() -> st.SearchStrategy[LeadTime]:
    """One to three legs, some on a calendar."""
    legs = st.builds(
        Leg,
        st.sampled_from(["production", "ocean", "flight", "customs"]),
        pmfs(days_max=40),
        st.none() | factory_calendars(),
    )
    return st.lists(legs, min_size=1, max_size=3).map(lambda drawn: LeadTime(tuple(drawn)))


def positions() -> st.SearchStrategy[Position]:
    """Stock with something on the way, reserved and owed."""
    return st.builds(
        Position,
        on_hand=st.integers(0, 5_000),
        on_order=st.integers(0, 500),
        reserved=st.integers(0, 50),
        backorders=st.integers(0, 50),
        incoming=st.lists(st.builds(Incoming, order_dates(), st.integers(1, 500)), max_size=3).map(tuple),
    )


def targets() -> st.SearchStrategy[CycleService]:
    """Cycle service from one half up to 99.9 %."""
    return st.fractions(Fraction(1, 2), Fraction(999, 1000), max_denominator=1_000).map(CycleService)


@st.composite
def lot_terms(draw: st.DrawFn) -> LotTerms:
    """Draw terms that leave at least one quantity to order."""
    multiple, moq = draw(st.integers(1, 48)), draw(st.integers(0, 500))
    smallest = int(LotTerms(moq, multiple).smallest)
    maximum = draw(st.none() | st.integers(smallest, smallest + 2_000))
    tolerance = draw(st.sampled_from(["0", "0.25", "0.6"]))
    return LotTerms(moq, multiple, maximum, tolerance)


@st.composite
def offers(
    draw: st.DrawFn,
    *,
    ids: st.SearchStrategy[str] | None = None,
    currencies: tuple[str, ...] = ("CNY", "USD"),
) -> Offer:
    """Draw an offer with one to three price tiers, cheaper from tier to tier."""
    code = draw(st.sampled_from(currencies))
    starts = sorted(draw(st.sets(st.integers(2, 2_000), max_size=2)))
    price = draw(st.integers(50, 5_000))
    tiers = [
        PriceTier(start, from_minor(max(1, price - 40 * step), code))
        for step, start in enumerate([1, *starts])
    ]
    return Offer(
        draw(st.sampled_from(["cn-sea", "cn-air", "vn-sea", "pl-road"]) if ids is None else ids),
        draw(st.sampled_from(["sea", "air", "rail"])),
        draw(lead_times()),
        tiers,
        draw(lot_terms()),
        from_minor(draw(st.integers(0, 500)), draw(st.sampled_from(currencies))),
        duty_rate=draw(st.sampled_from(["0", "0.065", "0.12"])),
        duty_basis=draw(st.sampled_from(DutyBasis)),
        order_cost=from_minor(draw(st.integers(0, 10_000)), "EUR"),
        owned_in_transit_days=draw(st.integers(0, 45)),
    )


def review_rules() -> st.SearchStrategy[ReviewRules]:
    """How stock is reviewed; demand counted exactly or along normal curves."""
    return st.builds(
        ReviewRules,
        carrying_rate=st.sampled_from(["0", "0.2", "0.35"]),
        review_days=st.integers(1, 30),
        rate_age_days_max=st.just((LAST - FIRST).days),
        cover_days_max=st.none() | st.integers(30, 720),
        model=st.sampled_from([DemandModel.EXACT, DemandModel.NORMAL, DemandModel.NORMAL_MIXTURE]),
    )


@st.composite
def order_quantities(draw: st.DrawFn) -> OrderQuantity:
    """Draw a need rounded to terms."""
    rounded = order_quantity(draw(st.integers(-50, 3_000)), draw(lot_terms()))
    if not isinstance(rounded, OrderQuantity):  # pragma: no cover  # lot_terms always leave a quantity
        msg = f"no quantity: {rounded}"
        raise TypeError(msg)
    return rounded


@st.composite
def recommendations(draw: st.DrawFn) -> Recommendation:
    """Draw what is recommended for a drawn item: an order, a wait, or no offer."""
    ways = st.lists(offers(), max_size=3, unique_by=lambda offer: offer.id)
    return recommend(
        draw(positions()),
        draw(forecasts(mean_max=20.0)),
        draw(ways),
        target=draw(targets()),
        on=draw(order_dates()),
        currency="EUR",
        rates=RATES,
        rules=draw(review_rules()),
    )

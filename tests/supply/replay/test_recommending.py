"""`recommend` as a policy: it knows what was known, orders by the way it says, and pays for what it flies."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve
from moneyed import Money

from xbcommerce.kernel.calendars import Closure, WorkCalendar
from xbcommerce.kernel.fx import RateTable
from xbcommerce.supply import (
    CycleService,
    DemandSeries,
    Flag,
    Incoming,
    LeadTime,
    Leg,
    LotTerms,
    Offer,
    Outcome,
    Pmf,
    PriceTier,
    ReviewRules,
    parse_method,
)
from xbcommerce.supply.policies import Review
from xbcommerce.supply.replay import (
    FixedTransit,
    Recommending,
    ReplayCosts,
    ReplayError,
    ReplaySetup,
    project_stock,
    replay,
)

MONDAY = date(2026, 1, 5)
EURO = RateTable("EUR", "a test", {MONDAY: {"CNY": Decimal("8.2")}})


def offer(mode: str, days: int, price: str, *, closed: Closure | None = None) -> Offer:
    """An offer that takes so many days, in packs of four."""
    calendar = None if closed is None else WorkCalendar.of((), closures=[closed])
    way = LeadTime.of(Leg("all", Pmf.point(days), calendar))
    return Offer(mode, mode, way, [PriceTier(1, Money(price, "EUR"))], LotTerms(multiple=4), Money(0, "EUR"))


def rule(*offers: Offer) -> Recommending:
    """Ask anew every Monday, on the average of the last weeks."""
    return Recommending(
        method=parse_method("ma:4"),
        offers=offers,
        target=CycleService("0.95"),
        currency="EUR",
        rates=EURO,
        rules=ReviewRules(carrying_rate="0.25"),
        chances=["0.5"],
    )


def weeks(*units: int) -> DemandSeries:
    """A weekly history."""
    return DemandSeries(MONDAY, 7, units)


STEADY = weeks(*([20, 22, 18, 21] * 8))
SETUP = ReplaySetup(FixedTransit(1), initial_stock=160, warm_up_buckets=6)


def test_steady_demand_is_served_by_sea() -> None:
    """Orders take the offer's days, not the setup's."""
    report = replay(STEADY, rule(offer("sea", 21, "2.00")), SETUP, trace=True)
    assert report.fill_rate == 1
    first = next(index for index, row in enumerate(report.trace) if row.ordered)
    assert [row.received for row in report.trace[first + 1 : first + 5]] == [
        0, 0, 0, report.trace[first].ordered,
    ]  # fmt: skip


def test_an_order_of_a_day_does_not_depend_on_what_comes_after() -> None:
    """Whatever the last eight weeks hold, the orders before them are the same."""
    calm = STEADY.quantities
    policy = rule(offer("sea", 21, "2.00"))
    ends = [replay(weeks(*calm[:24], *last), policy, SETUP, trace=True) for last in ([0] * 8, [90] * 8)]
    ordered = [[row.ordered for row in report.trace[:18]] for report in ends]
    assert ordered[0] == ordered[1]
    assert ends[0].units_ordered < ends[1].units_ordered


def test_it_learns_from_what_the_shop_saw() -> None:
    """In a stock-out the shop sold little; the forecast takes that week for one of more."""
    series = weeks(20, 20, 20, 20)
    seen = Review(series, 3, 0, 0, (), (20, 20, 20, 2))
    policy = rule(offer("sea", 21, "2.00"))
    assert seen.history.flags[3] is Flag.STOCKOUT
    assert policy.recommendation(seen).forecast.mean_per_day == pytest.approx(20 / 7)


def test_before_a_closure_it_orders_for_the_weeks_after_it() -> None:
    """A factory that closes for four weeks: more is ordered before it, and nothing runs out."""
    closed = Closure(STEADY.day(16), STEADY.day(20) - timedelta(days=1), "festival")
    tireless, factory = offer("sea", 21, "2.00"), offer("sea", 21, "2.00", closed=closed)
    through = replay(STEADY, rule(factory), SETUP, trace=True)
    without = replay(STEADY, rule(tireless), SETUP, trace=True)
    assert through.fill_rate == 1
    before = slice(10)
    assert sum(row.ordered for row in through.trace[before]) > sum(
        row.ordered for row in without.trace[before]
    )


def test_what_is_flown_in_is_charged_above_the_ship() -> None:
    """Eight units of two euros by sea or five by air: three euros a unit."""
    both = rule(offer("sea", 35, "2.00"), offer("air", 4, "5.00"))
    costs = ReplayCosts.in_money(Money(0, "EUR"), Money(0, "EUR"), Money(0, "EUR"))
    setup = evolve(SETUP, initial_stock=20, costs=costs)
    review = Review(STEADY, 6, on_hand=20)
    placed = both.orders(review)
    flown = {order.premium / order.units for order in placed}
    assert flown == {Fraction(3), Fraction(0)}
    assert [order.transit.buckets(review) for order in placed if order.transit] == [2, 6]
    report = replay(STEADY, both, setup)
    assert report.cost is not None
    assert report.cost.ordering > 0
    assert report.cost.ordering % 3 == 0


def test_a_replay_without_any_offer_proves_nothing() -> None:
    """A missing rate is told, with the day and the way out."""
    yuan = evolve(offer("sea", 21, "2.00"), tiers=[PriceTier(1, Money("16.00", "CNY"))])
    policy = evolve(rule(yuan), rates=RateTable("EUR", "a test", {date(2030, 1, 1): {"CNY": 8}}))
    with pytest.raises(
        ReplayError, match=r"on 2026-02-23 no offer can be taken: offer.no_rate.*rates that hold"
    ):
        replay(STEADY, policy, SETUP)


def test_a_projection_follows_its_recommendation() -> None:
    """The order arrives on its day, closures that are over are left out, what is owed is taken off."""
    policy = rule(offer("sea", 21, "2.00"))
    late = [Incoming(STEADY.day(9), 40)]
    answer = policy.recommendation(Review(STEADY, 6, 30, 0, late))
    assert answer.outcome is Outcome.ORDER
    past = Closure(MONDAY, MONDAY + timedelta(days=3))
    ahead = project_stock(answer, days=42, closures=[past])
    assert ahead.closures == ()
    assert ahead.days[0] == STEADY.day(7)
    per_week = answer.forecast.mean_per_day * 7
    assert ahead.without_order[:4] == tuple(
        max(0, round(30 + (40 if week >= 2 else 0) - per_week * week)) for week in range(4)
    )
    (line,) = answer.lines
    gained = [with_it - without for with_it, without in zip(ahead.expected, ahead.without_order, strict=True)]
    assert gained[:3] == [0, 0, 0]
    assert gained[3] == line.quantity
    assert all(bad <= good for bad, good in zip(ahead.bad_case, ahead.expected, strict=True))

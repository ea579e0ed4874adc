"""Replays keep every unit, meet the same luck, and show what a setting would have done."""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.calendars import Closure, WorkCalendar
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import CurrencyMismatchError
from xbcommerce.reference import messages
from xbcommerce.supply import (
    DemandSeries,
    Flag,
    Incoming,
    LeadTime,
    Leg,
    LotTerms,
    Pmf,
    Poisson,
)
from xbcommerce.supply.policies import (
    BaseStock,
    BufferZones,
    FixedQuantity,
    InPacks,
    MinMax,
    OrderUpTo,
    ReorderLevel,
    Review,
    StockPolicy,
    UnitCosts,
    best_order_up_to,
)
from xbcommerce.supply.replay import (
    DrawnTransit,
    FixedTransit,
    MeasuredTransit,
    Placed,
    ReplayCosts,
    ReplaySetup,
    Shortage,
    compare,
    replay,
)
from xbcommerce.testing.strategies.replay import replay_costs, stock_policies, transits
from xbcommerce.testing.strategies.supply import demand_series

MONDAY = date(2026, 1, 5)
WEEKS = DemandSeries(MONDAY, 7, [5, 3, 8, 0, 6, 9, 2, 4, 7, 5, 0, 12, 3, 6, 8])


def luck(seed: int) -> random.Random:
    """A seeded generator."""
    return random.Random(seed)  # noqa: S311  # a proof is to be repeated, not to be secret


def weeks(*units: int, flags: dict[int, Flag] | None = None) -> DemandSeries:
    """A weekly history, open and stocked but where flags say otherwise."""
    marks = [(flags or {}).get(index, Flag.OK) for index in range(len(units))]
    return DemandSeries(MONDAY, 7, units, marks)


def policies() -> st.SearchStrategy[StockPolicy]:
    """Ready rules, some under a supplier's terms."""
    packs = st.builds(LotTerms, st.integers(0, 300), st.integers(1, 24))
    return stock_policies() | st.builds(InPacks, stock_policies(), packs)


@st.composite
def setups(draw: st.DrawFn) -> ReplaySetup:
    """Whatever is the same for all settings, with goods on their way at the start."""
    coming = draw(st.lists(st.integers(0, 400), max_size=2))
    return ReplaySetup(
        draw(transits()),
        initial_stock=draw(st.integers(0, 300)),
        incoming=[Incoming(MONDAY + timedelta(days=days), 40) for days in coming],
        shortage=draw(st.sampled_from(Shortage)),
        review_buckets=draw(st.integers(1, 5)),
        costs=draw(st.none() | replay_costs()),
    )


@given(demand_series(), policies(), setups())
def test_no_unit_is_made_or_lost(series: DemandSeries, policy: StockPolicy, setup: ReplaySetup) -> None:
    """What was there and came in is there still, was served, or was given to those who had waited."""
    report = replay(series, policy, setup, trace=True)
    owed, stock = 0, setup.initial_stock
    for row in report.trace:
        late = min(stock + row.received, owed)
        assert stock + row.received == row.on_hand + row.served + late
        waits = row.short if setup.shortage is Shortage.BACKORDER else 0
        assert row.owed == owed - late + waits
        owed, stock = row.owed, row.on_hand
        assert not (row.on_hand and row.owed)
    arrived = sum(row.received for row in report.trace)
    coming = sum(item.quantity for item in setup.incoming)
    assert arrived + report.on_order_at_end == report.units_ordered + coming
    assert report.demand == report.served_at_once + sum(row.short for row in report.trace)
    assert (report.lost, report.final_backorders)[setup.shortage is Shortage.LOST] == 0


@given(demand_series(), st.integers(0, 200), st.integers(0, 200), st.integers(0, 300))
def test_a_higher_level_never_serves_less(series: DemandSeries, level: int, more: int, stock: int) -> None:
    """With one lead time for all orders, base stock serves the more the higher it is."""
    setup = ReplaySetup(FixedTransit(2), initial_stock=stock, shortage=Shortage.BACKORDER)
    low, high = (replay(series, BaseStock(each), setup) for each in (level, level + more))
    assert high.served_at_once >= low.served_at_once
    assert high.mean_stock >= low.mean_stock


@settings(max_examples=25)
@given(demand_series(), policies(), setups())
def test_it_reads_in_every_language(series: DemandSeries, policy: StockPolicy, setup: ReplaySetup) -> None:
    """Each line has a text, and every figure finds its place."""
    report = replay(series, policy, setup)
    for lang in ("en", "zh_Hans", "zh_Hant"):
        text = messages().explain(report, lang)
        assert text
        assert "replay." not in text
        assert "{" not in text


def test_orders_on_the_way_count_so_nothing_is_ordered_twice() -> None:
    """A rule that forgets what is on order would order in every week."""
    report = replay(weeks(5, 5, 5, 5), OrderUpTo(10, 20), ReplaySetup(FixedTransit(4), initial_stock=15))
    assert (report.orders, report.units_ordered) == (2, 20)


def test_an_order_is_there_at_the_start_of_its_bucket() -> None:
    """Ordered in the first week with one week to go, sold in the second."""
    setup = ReplaySetup(FixedTransit(1), initial_stock=5)
    report = replay(weeks(5, 5, 5), BaseStock(5), setup, trace=True)
    assert [row.received for row in report.trace] == [0, 5, 5]
    assert report.fill_rate == 1


def test_a_fixed_quantity_orders_the_fewest_lots_that_lift_it_above_the_point() -> None:
    """Not the fewest that reach it: at the point it would order again next week."""
    assert FixedQuantity(9, 15).order(Review(WEEKS, 0, on_hand=9)) == 15
    assert FixedQuantity(9, 15).order(Review(WEEKS, 0, on_hand=10)) == 0
    assert FixedQuantity(9, 5).order(Review(WEEKS, 0, backorders=1)) == 15
    assert FixedQuantity(9.5, 14.2).order(Review(WEEKS, 0, on_hand=9)) == 15


def test_ready_rules_answer_a_review() -> None:
    """Each takes from a review what it needs."""
    week = Review(WEEKS, 0, on_hand=5)
    assert MinMax(minimum=10, maximum=50, multiple=12).order(week) == 48
    assert ReorderLevel(level=20, quantity=50, units_per_purchase_unit=12).order(week) == 60
    assert BufferZones(30, 40, 20).order(week) == 85
    assert BufferZones(30, 40, 20).order(Review(WEEKS, 0, backorders=7)) == 97
    assert BaseStock(4).order(week) == 0
    assert InPacks(BaseStock(6), LotTerms(moq=50, multiple=12)).order(week) == 60
    with pytest.raises(InvalidValueError, match="change packs or limits"):
        InPacks(BaseStock(6), LotTerms(moq=50, multiple=60, maximum=55))


def test_a_closed_week_wants_nothing_and_counts_for_no_ready_rate() -> None:
    """The shelf is empty, but nobody came."""
    report = replay(
        weeks(5, 9, 5, flags={1: Flag.CLOSED}), BaseStock(0), ReplaySetup(FixedTransit(1), initial_stock=5)
    )
    assert (report.demand, report.closed_buckets, report.ready_rate) == (10, 1, Fraction(1, 2))
    assert "The shop was closed" in str(report)


def test_a_week_in_which_the_real_shop_ran_out_is_told() -> None:
    """Its record is too low, and so the service too high."""
    report = replay(weeks(5, 2, flags={1: Flag.STOCKOUT}), BaseStock(9), ReplaySetup(FixedTransit(1)))
    assert report.censored_buckets == 1
    assert "more may have been wanted" in str(report)


def test_nothing_wanted_has_no_fill_rate() -> None:
    """A share of nothing is unknown, not one."""
    report = replay(weeks(0, 0), BaseStock(0), ReplaySetup(FixedTransit(1)))
    assert (report.fill_rate, report.ready_rate) == (None, 1)
    assert str(report).startswith("Nothing was wanted")
    assert (
        replay(weeks(7, flags={0: Flag.CLOSED}), BaseStock(0), ReplaySetup(FixedTransit(1))).ready_rate
        is None
    )


def test_what_is_on_its_way_at_the_start_comes_in_its_week() -> None:
    """Due on a Wednesday it counts from the Monday after; overdue at once; later it stays on order."""
    incoming = [
        Incoming(MONDAY - timedelta(days=9), 1),
        Incoming(MONDAY + timedelta(days=2), 10),
        Incoming(MONDAY + timedelta(days=60), 100),
    ]
    setup = ReplaySetup(FixedTransit(1), incoming=incoming)
    report = replay(weeks(0, 0, 0), BaseStock(0), setup, trace=True)
    assert [row.received for row in report.trace] == [1, 10, 0]
    assert report.on_order_at_end == 100


class Watcher:
    """Orders nothing and remembers what it saw."""

    def __init__(self) -> None:
        self.seen: list[Review] = []

    def order(self, review: Review, /) -> int:
        """Look."""
        self.seen.append(review)
        return 0


def test_a_policy_sees_what_the_shop_saw_and_nothing_to_come() -> None:
    """Buyers who go away leave a stock-out behind; buyers who wait are counted."""
    lost, waiting = Watcher(), Watcher()
    replay(WEEKS, lost, ReplaySetup(FixedTransit(1), initial_stock=6))
    replay(WEEKS, waiting, ReplaySetup(FixedTransit(1), initial_stock=6, shortage=Shortage.BACKORDER))
    assert lost.seen[2].history.quantities == (5, 1, 0)
    assert lost.seen[2].history.flags == (Flag.OK, Flag.STOCKOUT, Flag.STOCKOUT)
    assert waiting.seen[2].history.quantities == (5, 3, 8)
    assert [len(review.history.quantities) for review in waiting.seen] == list(range(1, 16))


class OrdersOnce(Watcher):
    """Orders seven units in the first week, and remembers what it saw."""

    def order(self, review: Review, /) -> int:
        """Look, and order once."""
        return super().order(review) or (0 if review.bucket else 7)


def test_a_policy_sees_what_was_promised_not_what_chance_will_bring() -> None:
    """A ship that takes four weeks instead of four days is overdue soon, and comes in the sixth week."""
    late = DrawnTransit(LeadTime.of(Leg("sea", Pmf({4: ".9", 28: ".1"}))), ["1"])
    policy = OrdersOnce()
    report = replay(weeks(*[0] * 7), policy, ReplaySetup(late), trace=True)
    assert [row.received for row in report.trace] == [0, 0, 0, 0, 0, 7, 0]
    promised = Incoming(MONDAY + timedelta(days=7 + 4), 7)
    assert [review.incoming for review in policy.seen] == [(), *[(promised,)] * 4, (), ()]
    assert MeasuredTransit([2, 9, 3]).promised_on(Review(WEEKS, 0)) == WEEKS.day(3)


def test_a_warm_up_is_learnt_from_but_not_sold() -> None:
    """The first review after three weeks of history and one replayed."""
    watcher = Watcher()
    setup = ReplaySetup(FixedTransit(1), initial_stock=100, warm_up_buckets=3, review_buckets=2)
    report = replay(WEEKS, watcher, setup)
    assert (report.first, report.buckets, report.demand) == (WEEKS.day(3), 12, 62)
    assert [review.bucket for review in watcher.seen] == [4, 6, 8, 10, 12, 14]
    assert watcher.seen[0].history.quantities == (5, 3, 8, 0, 6)
    with pytest.raises(InvalidValueError, match="no bucket is left to replay"):
        replay(WEEKS, watcher, ReplaySetup(FixedTransit(1), warm_up_buckets=15))


@pytest.mark.parametrize("units", [-1, 2.5, True])
def test_a_policy_that_orders_no_whole_units_is_refused(units: object) -> None:
    """The message names the policy."""

    class Odd(Watcher):
        def order(self, _review: Review, /) -> int:
            return units  # type: ignore[return-value]

    with pytest.raises(InvalidValueError, match="Odd"):
        replay(WEEKS, Odd(), ReplaySetup(FixedTransit(1)))


class TwoWays:
    """Half by air, half by the setup's way."""

    def orders(self, review: Review, /) -> tuple[Placed, ...]:
        """Order once."""
        return (Placed(4, FixedTransit(1)), Placed(6)) if review.bucket == 0 else ()


def test_an_order_may_have_a_way_of_its_own() -> None:
    """By air next week, by sea in three."""
    report = replay(weeks(0, 0, 0, 0), TwoWays(), ReplaySetup(FixedTransit(3)), trace=True)
    assert [row.received for row in report.trace] == [0, 4, 0, 6]
    assert (report.orders, report.units_ordered) == (2, 10)


def test_measured_durations_belong_to_the_week_and_may_overtake() -> None:
    """The order of the second week comes before that of the first."""
    setup = ReplaySetup(MeasuredTransit([4, 1]), initial_stock=5, shortage=Shortage.BACKORDER)
    report = replay(weeks(5, 5, 0, 0, 0), BaseStock(5), setup, trace=True)
    assert [row.received for row in report.trace] == [0, 0, 5, 0, 5]


def test_a_factory_that_closes_delays_the_orders_of_those_weeks_alone() -> None:
    """A lead time with a calendar is asked for the day of each order."""
    factory = WorkCalendar.of(closures=[Closure(MONDAY + timedelta(days=14), MONDAY + timedelta(days=34))])
    transit = DrawnTransit(LeadTime.of(Leg("production", Pmf.point(5), factory)), ["0.5"])
    assert [transit.buckets(Review(WEEKS, bucket)) for bucket in range(6)] == [5, 5, 4, 3, 2, 2]


def test_the_same_seed_is_the_same_luck() -> None:
    """For every setting; another seed is another history of lead times."""
    sea = Pmf({14: ".6", 35: ".4"})
    one, same, other = (DrawnTransit.seeded(sea, luck(seed), draws=15) for seed in (7, 7, 8))
    assert one == same
    assert one != other
    assert one.lead_time.legs[0].pmf == sea


def test_drawn_lead_times_keep_their_shares() -> None:
    """Four of ten orders take the long way."""
    transit = DrawnTransit.seeded(Pmf({14: ".6", 35: ".4"}), luck(3), draws=4_000)
    series = DemandSeries(MONDAY, 7, [0] * 4_000)
    long = sum(transit.buckets(Review(series, bucket)) == 6 for bucket in range(4_000))
    assert abs(long / 4_000 - 0.4) < 0.03


def test_costs_add_up_in_money() -> None:
    """Stock of each week, each order, each unit short once and owed each week."""
    costs = ReplayCosts.in_money(
        Money("0.005", "EUR"), Money("20", "EUR"), Money("1.50", "EUR"), Money("0.10", "EUR")
    )
    setup = ReplaySetup(FixedTransit(2), initial_stock=5, shortage=Shortage.BACKORDER, costs=costs)
    report = replay(weeks(4, 4, 0, 0), BaseStock(5), setup, trace=True)
    assert [(row.on_hand, row.owed, row.ordered) for row in report.trace] == [
        (1, 0, 4), (0, 3, 4), (1, 0, 0), (5, 0, 0),
    ]  # fmt: skip
    assert report.cost is not None
    assert report.cost.holding == Fraction(7 * 5, 1000)
    assert report.cost.ordering == 40
    assert report.cost.shortage == 3 * Fraction(3, 2) + 3 * Fraction(1, 10)
    assert report.cost.money(report.cost.holding) == Money("0.04", "EUR")
    assert "It cost EUR 44.84: EUR 0.04 for stock, EUR 40.00 for orders, EUR 4.80 for shortage." in str(
        report
    )


def test_costs_in_two_currencies_are_refused() -> None:
    """And plain numbers have no currency to be shown in."""
    with pytest.raises(CurrencyMismatchError, match="convert it first"):
        ReplayCosts.in_money(Money("0.005", "USD"), Money("20", "EUR"), Money("1.50", "EUR"))
    plain = ReplayCosts(holding_per_unit_bucket="0.05").cost(stock=10, orders=0, short=0, owed=0)
    with pytest.raises(InvalidValueError, match="has no currency"):
        plain.money(plain.total)


def test_the_replayed_cost_of_an_order_up_to_policy_is_that_of_theory() -> None:
    """Poisson(20) weeks, one of (s, S) exact: 49.173 a week; 4,000 weeks come within two percent."""
    week = UnitCosts(
        order_cost=64, holding_cost_per_unit_period=1, backorder_cost_per_unit_period=9, demand=Poisson(20)
    )
    chance = luck(11)
    drawn = [sum(chance.random() < 20 / 400 for _ in range(400)) for _ in range(4_000)]
    policy = best_order_up_to(week, lead_time_periods=0)
    setup = ReplaySetup(
        FixedTransit(1),
        initial_stock=62,
        shortage=Shortage.BACKORDER,
        costs=ReplayCosts(holding_per_unit_bucket=1, per_order=64, per_unit_owed_bucket=9),
    )
    report = replay(DemandSeries(MONDAY, 1, drawn), policy, setup)
    assert report.cost is not None
    assert policy.cost_per_period is not None
    assert float(report.cost.total) / 4_000 == pytest.approx(policy.cost_per_period, rel=0.02)


@pytest.mark.parametrize(("level", "buckets"), [(8, 2), (14, 3), (25, 5)])
def test_base_stock_runs_short_just_when_a_lead_time_wants_more(level: int, buckets: int) -> None:
    """The ready rate is the share of all lead times whose demand stays within the level, over 4,000 days."""
    chance, days = luck(5), 4_000
    drawn = [sum(chance.random() < 4 / 40 for _ in range(40)) for _ in range(days)]
    demand = DemandSeries(MONDAY, 1, drawn)
    setup = ReplaySetup(FixedTransit(buckets), initial_stock=level, shortage=Shortage.BACKORDER)
    report = replay(demand, BaseStock(level), setup)
    assert report.ready_rate is not None
    wanted = [sum(drawn[day : day + buckets]) for day in range(days - buckets + 1)]
    met = sum(units <= level for units in wanted) / len(wanted)
    assert float(report.ready_rate) == pytest.approx(met, abs=3e-3)


def test_the_cheapest_setting_that_serves_enough_is_chosen() -> None:
    """Under the same luck; where none serves enough the one that comes closest, and that is said."""
    costs = ReplayCosts(holding_per_unit_bucket="0.05", per_unit_short="0.01")
    setup = ReplaySetup(FixedTransit(3), initial_stock=10, costs=costs)
    levels = {"low": BaseStock(12), "middle": BaseStock(20), "high": BaseStock(60)}
    tried = compare(WEEKS, levels, setup)
    assert tried.choose("0.1").name == "low"
    assert tried.choose("0.85").name == "middle"
    none = tried.choose(1)
    assert (none.name, none.enough) == ("high", ())
    assert str(none).startswith("No setting serves 100 % at once; high comes closest.")
    unpriced = compare(WEEKS, levels, ReplaySetup(FixedTransit(3), initial_stock=10)).choose("0.85")
    assert unpriced.name == "middle"
    assert str(unpriced).startswith("middle needs the least stock")
    for lang in ("en", "zh_Hans", "zh_Hant"):
        assert "comparison." not in messages().explain(none, lang) + messages().explain(unpriced, lang)
    with pytest.raises(InvalidValueError, match="give at least one"):
        compare(WEEKS, {}, setup)

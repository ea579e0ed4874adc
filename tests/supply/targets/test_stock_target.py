"""Facts about stock levels for each kind of target, always watched or at reviews."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import CurrencyMismatchError
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.reference.texts import messages
from xbcommerce.supply import DemandModel, Forecast, Pmf, lead_time_demand, normal_demand, reorder_point
from xbcommerce.supply.targets import (
    CycleService,
    DaysOfCover,
    FillRate,
    HoldingCost,
    Per,
    StockoutCost,
    StockTarget,
    economic_service,
    stock_target,
)
from xbcommerce.testing.strategies.supply import forecasts, pmfs
from xbcommerce.testing.strategies.targets import any_targets, holding_costs, stock_targets, stockout_costs

KNOWN = Forecast(20, 36)
SEA = Pmf({35: ".9", 50: ".1"})
KETTLE = HoldingCost(Money("14.60", "EUR"), "0.25")
"""A cent a day."""


def level(answer: StockTarget | Refusal) -> float:
    """The level of an answer that is no refusal."""
    assert isinstance(answer, StockTarget)
    return answer.level


@given(st.floats(0.1, 100), st.floats(0, 900), pmfs(), st.integers(0, 30), st.integers(500, 995))
def test_reviews_add_days_of_demand_and_the_lead_times_spread_counts_once(
    mean: float, variance: float, pmf: Pmf, review: int, p: int
) -> None:
    """The sum m (R + L) + z sqrt(v (R + L) + m^2 sdL^2)."""
    answer = stock_target(
        CycleService(f"{p}e-3"), Forecast(mean, variance), pmf, review_days=review, model=DemandModel.NORMAL
    )
    same = normal_demand(
        Forecast(mean, variance),
        lead_time_mean_days=float(pmf.mean),
        lead_time_sd_days=pmf.sd,
        review_days=review,
    )
    assert isinstance(answer, StockTarget)
    assert answer.level == pytest.approx(same.quantile(f"{p}e-3"), abs=1e-6)
    assert answer.fills_up is (review > 0)


def test_the_spread_of_the_lead_time_is_squared() -> None:
    """Elsewhere ``^`` stood for a power: 400 x 7 "squared" became 2,802, and most safety stock was gone."""
    wrong = math.sqrt(35 * 6**2 + ((20**2 * 7) ^ 2))
    pmf = Pmf({28: "0.5", 42: "0.5"})
    answer = stock_target(CycleService(".95"), KNOWN, pmf, model=DemandModel.NORMAL)
    assert isinstance(answer, StockTarget)
    assert answer.safety_stock == pytest.approx(1.6448536269514722 * math.sqrt(35 * 6**2 + 20**2 * 7**2))
    assert 1.6448536269514722 * wrong < 0.45 * answer.safety_stock


@pytest.mark.parametrize("target", [CycleService(".95"), FillRate(".95")])
def test_without_any_spread_levels_are_linear_in_the_lead_time(target: CycleService | FillRate) -> None:
    """Elsewhere mean demand was multiplied by the root of the lead time."""
    levels = [
        level(
            stock_target(
                target, Forecast(12, 0), Pmf.point(days), order_quantity=100, model=DemandModel.NORMAL
            )
        )
        for days in (10, 40, 90)
    ]
    assert levels[1] - levels[0] == pytest.approx(360)
    assert levels[2] - levels[1] == pytest.approx(600)


@settings(max_examples=60)
@given(forecasts(mean_max=20), pmfs(days_max=40), st.data())
def test_a_level_rises_with_its_target(forecast: Forecast, pmf: Pmf, data: st.DataObject) -> None:
    """Cycle service, fill rate, cost of a shortage, days of cover; watched or looked at."""
    low, high = sorted(data.draw(st.lists(st.integers(500, 998), min_size=2, max_size=2)))
    per = data.draw(st.sampled_from(Per))
    kind = data.draw(st.integers(0, 3))
    pair = [
        (
            CycleService(f"{n}e-3"),
            FillRate(f"{n}e-3"),
            StockoutCost(Money(n, "EUR"), per),
            DaysOfCover(n),
        )[kind]
        for n in (low, high)
    ]
    cycle = {"review_days": data.draw(st.integers(0, 30)), "order_quantity": data.draw(st.integers(1, 100))}
    first, second = (
        stock_target(one, forecast, pmf, **cycle, holding=KETTLE, model=DemandModel.NORMAL) for one in pair
    )
    assume(isinstance(first, StockTarget) and isinstance(second, StockTarget))
    assert level(first) <= level(second) + 1e-6


@given(forecasts(mean_max=20), pmfs(days_max=40), st.integers(1, 30), st.integers(500, 990))
def test_looking_less_often_never_needs_less(forecast: Forecast, pmf: Pmf, more: int, p: int) -> None:
    """For cycle service."""
    often, seldom = (
        stock_target(
            CycleService(f"{p}e-3"), forecast, pmf, review_days=days, model=DemandModel.NORMAL_MIXTURE
        )
        for days in (7, 7 + more)
    )
    assert level(often) <= level(seldom) + 1e-6


@settings(max_examples=40)
@given(stock_targets())
def test_safety_stock_is_level_less_mean_and_the_equivalent_asks_for_that_level(answer: StockTarget) -> None:
    """So rules that know cycle service alone can follow any target."""
    assert answer.safety_stock == answer.level - answer.point.lead_time_demand_mean
    assert abs(float(answer.equivalent.p) - answer.cycle_service) <= 1.01e-6
    assert 0 <= answer.cycle_service <= 1
    assert answer.fill_rate is None or -1e-9 <= answer.fill_rate <= 1 + 1e-9


@settings(max_examples=60)
@given(stockout_costs(), st.integers(1, 60), st.floats(0.5, 50))
def test_the_service_that_pays_is_the_one_of_least_cost(
    cost: StockoutCost, quantity: int, mean: float
) -> None:
    """One per cent of demand more or less on the shelf costs more, by the costs written out."""
    assume(cost.per is Per.UNIT)
    found = economic_service(cost, KETTLE, cycle_units=quantity, demand_mean_per_day=mean)
    assume(not isinstance(found, Refusal) and Fraction(1, 20) < found.p < Fraction(999, 1000))
    assert not isinstance(found, Refusal)
    demand = lead_time_demand(Forecast(mean, 4 * mean), Pmf.point(30), DemandModel.NORMAL)
    short = float(cost.cost.amount) * 100

    def per_day(at: float) -> float:
        return at + short * mean / quantity * demand.expected_shortage(at)

    best = demand.quantile(found.p)
    assert per_day(best) <= min(per_day(best * 1.01), per_day(best * 0.99)) + 1e-9


@given(st.integers(1, 20_000), holding_costs(), st.integers(1, 200))
def test_a_shortage_by_the_day_is_a_fill_rate(cents: int, holding: HoldingCost, quantity: int) -> None:
    """A share p / (p + h) of demand."""
    target = StockoutCost(Money(cents, "EUR") / 100, Per.UNIT_DAY)
    known = Forecast(5, 9)
    answer = stock_target(
        target, known, SEA, order_quantity=quantity, holding=holding, model=DemandModel.NORMAL
    )
    share = cents / (cents + holding.minor_per_day)
    assume(0.01 < share < 0.9999)
    same = stock_target(FillRate(share), known, SEA, order_quantity=quantity, model=DemandModel.NORMAL)
    assert level(answer) == pytest.approx(level(same))


def test_a_shortage_that_costs_less_than_stock_is_no_reason_to_hold_any() -> None:
    """Refused with both figures, in words of three languages."""
    answer = stock_target(StockoutCost(Money("0.20", "EUR")), KNOWN, SEA, order_quantity=600, holding=KETTLE)
    assert isinstance(answer, Refusal)
    assert answer.codes == ("target.cheaper_to_run_out",)
    for lang, word in (("en", "600"), ("zh_Hans", "周期"), ("zh_Hant", "週期")):
        assert word in messages().explain(answer, lang)


def test_costs_in_two_currencies_are_not_compared() -> None:
    """They are refused by name."""
    with pytest.raises(CurrencyMismatchError, match="EUR"):
        stock_target(StockoutCost(Money(4, "USD")), KNOWN, SEA, order_quantity=600, holding=KETTLE)


@pytest.mark.parametrize("target", [FillRate(".9"), StockoutCost(Money(4, "EUR"))])
def test_a_target_of_cycles_needs_a_cycle(target: FillRate | StockoutCost) -> None:
    """An order quantity, or days between reviews."""
    with pytest.raises(InvalidValueError, match="order_quantity= or review_days="):
        stock_target(target, KNOWN, SEA, holding=KETTLE)


@settings(max_examples=40)
@given(any_targets(), pmfs(), st.integers(0, 30))
def test_what_never_sells_needs_nothing(target: object, pmf: Pmf, review: int) -> None:
    """Whatever the target and the errors of the method were."""
    answer = stock_target(target, Forecast(0, 9), pmf, review_days=review)  # type: ignore[arg-type]  # drawn
    assert (level(answer), answer.cycle_service) == (0, 1)  # type: ignore[union-attr]  # no refusal
    assert str(answer)


def test_a_target_below_one_half_is_met_with_less_than_the_mean_and_says_so() -> None:
    """Nothing is clamped, at reviews either."""
    answer = stock_target(CycleService(".2"), KNOWN, SEA, review_days=7)
    assert isinstance(answer, StockTarget)
    assert answer.safety_stock < 0
    assert "without any safety stock" in str(answer)


def test_calendars_may_say_when_the_next_order_arrives() -> None:
    """After a closure that is much later than a week, and the level knows."""
    usual = stock_target(FillRate(".98"), KNOWN, Pmf.point(35), review_days=7)
    closed = stock_target(FillRate(".98"), KNOWN, Pmf.point(35), review_days=7, until_next=Pmf.point(63))
    assert level(closed) > level(usual) + 19 * 20


def test_an_answer_is_told_in_words() -> None:
    """Level, goal, what it attains, and why this model."""
    answer = stock_target(CycleService(".95"), KNOWN, SEA, review_days=7, model=None)
    lines = str(answer).splitlines()
    assert lines[0].startswith("At every review order up to 1,1")
    assert lines[1] == "Goal: demand is met in full in 95 % of order cycles."
    assert "order cycles and serves" in lines[2]
    assert lines[3:] == [
        "Demand over the lead time is taken along a normal curve for each lead time.",
        "A normal curve would deliver 90.07 % instead of 95 %.",
        "A gamma curve would deliver 90.11 % instead of 95 %.",
    ]


def test_days_of_cover_are_the_same_here_and_there() -> None:
    """`reorder_point` and `stock_target` agree."""
    point = reorder_point(lead_time_demand(KNOWN, SEA), DaysOfCover(14), forecast=KNOWN)
    assert level(stock_target(DaysOfCover(14), KNOWN, SEA)) == point.level


def test_no_more_is_served_than_is_wanted_where_fitted_curves_cross() -> None:
    """Gamma curves of one day and of two, half of the ships in on the day: 100.02 % came from the shelf."""
    answer = stock_target(
        DaysOfCover("2.1"),
        Forecast(1.0, 0.0),
        Pmf({0: ".5", 1: ".5"}),
        review_days=1,
        model=DemandModel.GAMMA,
    )
    assert isinstance(answer, StockTarget)
    assert answer.fill_rate == 1

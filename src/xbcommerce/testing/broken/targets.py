"""Stock targets that ask for certainty, cost nothing, or leave out what they depend on."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.calendars import Closure, WorkCalendar
from xbcommerce.kernel.money import CurrencyMismatchError, plain
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.supply import Forecast, LeadTime, Pmf
from xbcommerce.supply.lead_times import closure_window, customs, production
from xbcommerce.supply.targets import (
    FillRate,
    HoldingCost,
    Per,
    StockoutCost,
    economic_service,
    stock_target,
)
from xbcommerce.testing.strategies.targets import (
    continuous_cycles,
    days_of_cover,
    fill_rates,
    holding_costs,
    periodic_cycles,
    stockout_costs,
)

from .twin import Broken, Wrong, calls, twins

_EUR = HoldingCost(Money("14.60", "EUR"), "0.25")
_KNOWN, _DAYS = Forecast(20, 36), Pmf.point(35)


def broken_fill_rates() -> st.SearchStrategy[Broken]:
    """Nothing, everything, and more than that."""
    wrong = st.sampled_from(["0", "1", "1.5", "-0.2"])
    return twins(fill_rates(), Wrong("no_share", "p", wrong, "between 0 and 1", shows=str))


def broken_stockout_costs() -> st.SearchStrategy[Broken]:
    """Shortages that cost nothing, or earn something."""
    wrong = st.integers(-500, 0).map(lambda amount: Money(amount, "EUR"))
    return twins(stockout_costs(), Wrong("free_shortage", "cost", wrong, "needs no stock", shows=plain))


def broken_days_of_cover() -> st.SearchStrategy[Broken]:
    """Less than no days."""
    wrong = st.integers(-30, -1)
    return twins(days_of_cover(), Wrong("negative_days", "days", wrong, "at least 0", shows=str))


def broken_holding_costs() -> st.SearchStrategy[Broken]:
    """A rate below zero, or one that binary floats blur."""
    return twins(
        holding_costs(),
        Wrong("negative_rate", "carrying_rate", st.just("-0.1"), "at least 0", shows=str),
        Wrong("rate_is_a_float", "carrying_rate", st.just(0.25), "int, Decimal or Fraction"),
    )


def broken_order_cycles() -> st.SearchStrategy[Broken]:
    """Cycles in which nothing is ordered or wanted."""
    wrong = st.sampled_from([0, -5, float("inf"), True])
    return twins(continuous_cycles(), Wrong("no_quantity", "order_quantity", wrong, "above 0")) | twins(
        periodic_cycles(), Wrong("no_demand", "demand_per_review", wrong, "above 0")
    )


def broken_economic_services() -> st.SearchStrategy[Broken]:
    """Costs in two currencies; shortages that cost less than stock; stock that costs nothing."""
    dollars = st.just(StockoutCost(Money("4.00", "USD"), Per.UNIT))
    cents = st.just(StockoutCost(Money("0.01", "EUR"), Per.UNIT))
    free = st.just(HoldingCost(Money("14.60", "EUR"), 0))
    return (
        calls(
            economic_service,
            Wrong[None](
                "two_currencies",
                "target",
                dollars,
                "convert it first",
                CurrencyMismatchError,
                lambda _: "USD",
            ),
            holding=_EUR,
            cycle_units=600,
            demand_mean_per_day=20,
        )
        | calls(
            economic_service,
            Wrong[None](
                "cheaper_to_run_out", "target", cents, "cycle_units=600", Refusal, lambda _: "cost=0.01 EUR"
            ),
            holding=_EUR,
            cycle_units=600,
            demand_mean_per_day=20,
        )
        | calls(
            economic_service,
            Wrong[None]("free_holding", "holding", free, "holding_is_free", Refusal, lambda _: "at holding"),
            target=StockoutCost(Money("4.00", "EUR")),
            cycle_units=600,
            demand_mean_per_day=20,
        )
    )


def broken_stock_targets() -> st.SearchStrategy[Broken]:
    """Targets that depend on a cycle nobody told of."""
    fill = st.just(FillRate(".98"))
    cost = st.just(StockoutCost(Money("4.00", "EUR")))
    return calls(
        stock_target,
        Wrong[None]("fill_rate_without_cycle", "target", fill, "order_quantity=", shows=lambda _: "FillRate"),
        forecast=_KNOWN,
        lead_time=_DAYS,
    ) | calls(
        stock_target,
        Wrong[None]("cost_without_holding", "target", cost, "holding=", shows=lambda _: "StockoutCost"),
        forecast=_KNOWN,
        lead_time=_DAYS,
        order_quantity=600,
    )


def broken_usual_legs() -> st.SearchStrategy[Broken]:
    """Examinations of which one half is missing."""
    half = Wrong[None]("examination_without_days", "examined", st.just("0.1"), "give both", shows=str)
    return calls(customs, half, clearance=_DAYS)


def broken_pre_builds() -> st.SearchStrategy[Broken]:
    """Closures that no leg has, and questions asked too late or too early."""
    closure = Closure(date(2027, 1, 25), date(2027, 2, 21))
    way = LeadTime.of(production(Pmf.point(12), WorkCalendar.of(closures=[closure])))
    other = st.just(Closure(date(2028, 1, 25), date(2028, 2, 21)))
    late = st.dates(date(2027, 1, 20), date(2027, 2, 10))
    over = st.dates(date(2027, 2, 22), date(2027, 12, 1))
    return calls(
        closure_window,
        Wrong[None]("no_such_closure", "closure", other, "calendar", shows=lambda one: str(one.first)),
        lead_time=way,
        on=date(2026, 12, 1),
        p="0.9",
    ) | calls(
        closure_window,
        Wrong[None]("asked_too_late", "on", late, "p50=", Refusal, lambda on: f"on={on}"),
        Wrong[None]("asked_after", "on", over, "closed_until=", Refusal, lambda on: f"on={on}"),
        lead_time=way,
        closure=closure,
        p="0.9",
    )

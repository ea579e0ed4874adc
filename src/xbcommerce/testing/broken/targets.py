"""Stock targets that ask for certainty, cost nothing, or leave out what they depend on."""

from __future__ import annotations

from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.money import CurrencyMismatchError, plain
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.supply import Forecast, Pmf
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

"""Stock targets, cycles, levels, and the model of demand behind them."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import assume
from hypothesis import strategies as st

from xbcommerce.kernel.money import from_minor
from xbcommerce.supply import DemandModel, ModelChoice, NormalDemand, TriedModel, choose_model
from xbcommerce.supply.targets import (
    ContinuousCycle,
    DaysOfCover,
    EconomicService,
    FillRate,
    HoldingCost,
    Per,
    PeriodicCycle,
    StockoutCost,
    StockTarget,
    Target,
    economic_service,
    stock_target,
)

from .supply import forecasts, pmfs, targets

MODELS = (DemandModel.NORMAL, DemandModel.GAMMA, DemandModel.NORMAL_MIXTURE, DemandModel.EXACT)


def _shares() -> st.SearchStrategy[Fraction]:
    return st.fractions(Fraction(1, 2), Fraction(999, 1000), max_denominator=1_000)


def fill_rates() -> st.SearchStrategy[FillRate]:
    """From one half up to 99.9 %."""
    return _shares().map(FillRate)


def stockout_costs(*, currency: str = "EUR") -> st.SearchStrategy[StockoutCost]:
    """What a unit short costs, or a unit short for a day."""
    cost = st.integers(1, 20_000).map(lambda amount: from_minor(amount, currency))
    return st.builds(StockoutCost, cost, st.sampled_from(Per))


def days_of_cover() -> st.SearchStrategy[DaysOfCover]:
    """Up to a quarter, half days too."""
    return st.integers(0, 180).map(lambda halves: DaysOfCover(Fraction(halves, 2)))


def any_targets() -> st.SearchStrategy[Target]:
    """Each kind of target."""
    return st.one_of(targets(), fill_rates(), stockout_costs(), days_of_cover())


def holding_costs(*, currency: str = "EUR") -> st.SearchStrategy[HoldingCost]:
    """What a unit on the shelf costs."""
    cost = st.integers(1, 50_000).map(lambda amount: from_minor(amount, currency))
    return st.builds(HoldingCost, cost, st.sampled_from(["0.05", "0.25", "0.4"]))


def economic_services() -> st.SearchStrategy[EconomicService]:
    """Services that pay."""
    found = st.builds(
        lambda target, holding, units, mean: economic_service(
            target, holding, cycle_units=units, demand_mean_per_day=mean
        ),
        stockout_costs(),
        holding_costs(),
        st.integers(1, 500),
        st.floats(0.5, 50),
    )
    return found.filter(lambda one: isinstance(one, EconomicService))  # type: ignore[return-value]  # narrowed


def _demands() -> st.SearchStrategy[NormalDemand]:
    return st.builds(NormalDemand, st.floats(1, 1_000), st.floats(0.1, 300))


def continuous_cycles() -> st.SearchStrategy[ContinuousCycle]:
    """Fixed quantities, small and large beside the demand of a lead time."""
    return st.builds(ContinuousCycle, _demands(), st.integers(1, 3_000).map(float), st.booleans())


@st.composite
def periodic_cycles(draw: st.DrawFn) -> PeriodicCycle:
    """Draw reviews that fill up, or order a fixed quantity."""
    before, review = draw(_demands()), draw(st.floats(1, 300))
    demand = NormalDemand(before.mean + review, before.sd + draw(st.floats(0, 50)))
    quantity = draw(st.none() | st.integers(1, 2_000).map(float))
    return PeriodicCycle(demand, draw(st.none() | st.just(before)), review, quantity)


def tried_models() -> st.SearchStrategy[TriedModel]:
    """Models that missed."""
    return st.builds(
        TriedModel,
        st.sampled_from(MODELS),
        st.floats(0, 5_000),
        st.decimals("0", "1", places=4),
    )


def model_choices() -> st.SearchStrategy[ModelChoice]:
    """Models chosen by the rule."""
    return st.builds(choose_model, forecasts(mean_max=20.0), pmfs(days_max=40), _shares())


@st.composite
def stock_targets(draw: st.DrawFn) -> StockTarget:
    """Draw levels for each kind of target, watched all the time or at reviews."""
    found = stock_target(
        draw(any_targets()),
        draw(forecasts(mean_max=20.0)),
        draw(pmfs(days_max=40)),
        review_days=draw(st.integers(0, 30)),
        order_quantity=draw(st.integers(1, 60)),
        holding=draw(holding_costs()),
        model=draw(st.sampled_from([DemandModel.NORMAL, DemandModel.GAMMA, None])),
    )
    assume(isinstance(found, StockTarget))
    return found  # type: ignore[return-value]  # assumed

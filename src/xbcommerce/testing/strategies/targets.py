"""Stock targets, cycles, levels, and the model of demand behind them."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import assume
from hypothesis import strategies as st

from xbcommerce.kernel.calendars import Closure, WorkCalendar
from xbcommerce.kernel.money import from_minor
from xbcommerce.supply.lead_times import (
    ClosureWindow,
    DemandModel,
    LeadTime,
    ModelChoice,
    NormalDemand,
    Pmf,
    TriedModel,
    choose_model,
    closure_window,
    customs,
    main_leg,
    production,
)
from xbcommerce.supply.targets import (
    ContinuousCycle,
    DaysOfCover,
    EconomicService,
    FillRate,
    HoldingCost,
    Per,
    PeriodicCycle,
    PreBuild,
    StockoutCost,
    StockTarget,
    Target,
    economic_service,
    pre_build,
    stock_target,
)

from .supply import forecasts, lot_terms, order_dates, pmfs, positions, targets

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


@st.composite
def economic_services(draw: st.DrawFn) -> EconomicService:
    """Draw services that pay."""
    found = economic_service(
        draw(stockout_costs()),
        draw(holding_costs()),
        cycle_units=draw(st.integers(1, 60)),
        demand_mean_per_day=draw(st.floats(0.5, 50)),
    )
    assume(isinstance(found, EconomicService))
    return found  # type: ignore[return-value]  # assumed


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


@st.composite
def closed_ways(draw: st.DrawFn) -> tuple[LeadTime, Closure, date]:
    """Draw a way from a factory that closes some time after a day of question, and that day."""
    on = draw(order_dates())
    first = on + timedelta(days=draw(st.integers(60, 150)))
    closure = Closure(first, first + timedelta(days=draw(st.integers(3, 40))))
    weekend = draw(st.sets(st.sampled_from(("sat", "sun"))))
    factory = WorkCalendar.of(weekend=sorted(weekend), closures=[closure])
    legs = [production(draw(pmfs(days_max=20)), factory), main_leg("sea", draw(pmfs(days_max=40)))]
    if draw(st.booleans()):
        office = WorkCalendar.of()
        legs.append(customs(Pmf.point(2), office, examined="0.1", examination=Pmf.point(15)))
    return LeadTime.of(*legs), closure, on


@st.composite
def closure_windows(draw: st.DrawFn) -> ClosureWindow:
    """Draw closures and the orders they delay."""
    lead_time, closure, on = draw(closed_ways())
    found = closure_window(lead_time, closure, on=on, p=draw(st.sampled_from(["0.5", "0.9", "1"])))
    assume(isinstance(found, ClosureWindow))
    return found  # type: ignore[return-value]  # assumed


@st.composite
def pre_builds(draw: st.DrawFn) -> PreBuild:
    """Draw orders before a closure."""
    lead_time, closure, on = draw(closed_ways())
    found = pre_build(
        lead_time,
        closure,
        draw(positions()),
        draw(forecasts(mean_max=20.0)),
        target=draw(targets() | fill_rates() | days_of_cover()),
        on=on,
        terms=draw(lot_terms()),
        model=DemandModel.NORMAL,
    )
    assume(isinstance(found, PreBuild))
    return found  # type: ignore[return-value]  # assumed

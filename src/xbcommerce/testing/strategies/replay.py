"""Stock policies, reviews, and replays of policies over histories."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

from hypothesis import strategies as st

from xbcommerce.kernel.calendars import Closure
from xbcommerce.supply import Incoming
from xbcommerce.supply.policies import (
    BaseStock,
    BufferZones,
    FixedQuantity,
    MinMax,
    NetFlow,
    OrderUpTo,
    ReorderLevel,
    Review,
    buffer_zones,
)
from xbcommerce.supply.replay import (
    ChosenSetting,
    Comparison,
    DrawnTransit,
    FixedTransit,
    MeasuredTransit,
    Projection,
    ReplayCost,
    ReplayCosts,
    ReplayReport,
    ReplaySetup,
    ServiceCurve,
    Shortage,
    compare,
    project_stock,
    replay,
    service_curve,
)

from .supply import demand_series, lead_times, recommendations

ReadyPolicy = BaseStock | BufferZones | FixedQuantity | MinMax | OrderUpTo | ReorderLevel
ReadyTransit = FixedTransit | MeasuredTransit | DrawnTransit


def _units(*, most: int = 300) -> st.SearchStrategy[int]:
    return st.integers(0, most)


def base_stocks() -> st.SearchStrategy[BaseStock]:
    """Levels that every review orders up to."""
    return st.builds(BaseStock, _units())


def min_max_rules() -> st.SearchStrategy[MinMax]:
    """Minimum and maximum in packs; the maximum may lie below the minimum."""
    return st.builds(MinMax, minimum=_units(), maximum=_units(), multiple=st.integers(1, 24))


def reorder_levels() -> st.SearchStrategy[ReorderLevel]:
    """Levels with a quantity, also the ones that are no rule."""
    return st.builds(
        ReorderLevel, level=_units(), quantity=_units(), units_per_purchase_unit=st.integers(1, 24)
    )


@st.composite
def buffers(draw: st.DrawFn) -> BufferZones:
    """Draw a buffer of demand-driven planning."""
    return buffer_zones(
        average_daily_usage=draw(st.floats(0, 30)),
        decoupled_lead_time_days=draw(st.integers(0, 60)),
        lead_time_factor=draw(st.integers(0, 10)) / 10,
        variability_factor=draw(st.integers(0, 10)) / 10,
        moq=draw(_units()),
    )


def net_flows() -> st.SearchStrategy[NetFlow]:
    """What a buffer has, will get, and must give."""
    return st.builds(NetFlow, _units(), _units(), _units())


def fixed_lots() -> st.SearchStrategy[FixedQuantity]:
    """(r, Q) policies of whole units."""
    return st.builds(FixedQuantity, st.integers(-20, 300).map(float), st.integers(1, 200).map(float))


@st.composite
def up_to_levels(draw: st.DrawFn) -> OrderUpTo:
    """Draw an (s, S) policy."""
    low = draw(st.integers(-20, 300))
    return OrderUpTo(float(low), float(low + draw(st.integers(1, 200))))


def stock_policies() -> st.SearchStrategy[ReadyPolicy]:
    """Any ready policy."""
    return st.one_of(
        base_stocks(), min_max_rules(), reorder_levels(), buffers(), fixed_lots(), up_to_levels()
    )


@st.composite
def reviews(draw: st.DrawFn) -> Review:
    """Draw a moment in a history, with orders on their way, and sales that may be less than demand."""
    series = draw(demand_series())
    bucket = draw(st.integers(0, len(series.quantities) - 1))
    ahead = draw(st.lists(st.integers(1, 10), max_size=3, unique=True))
    incoming = [Incoming(series.day(bucket + n), draw(st.integers(1, 200))) for n in sorted(ahead)]
    sold = [draw(st.integers(0, units)) for units in series.quantities[: bucket + 1]]
    return Review(series, bucket, draw(_units()), 0, incoming, draw(st.none() | st.just(sold)))


def fixed_transits() -> st.SearchStrategy[FixedTransit]:
    """Orders that all take the same."""
    return st.builds(FixedTransit, st.integers(1, 12))


def measured_transits() -> st.SearchStrategy[MeasuredTransit]:
    """Orders that take what was measured."""
    return st.builds(MeasuredTransit, st.lists(st.integers(1, 12), min_size=1, max_size=6))


def drawn_transits() -> st.SearchStrategy[DrawnTransit]:
    """Orders that chance sends through legs and calendars."""
    chances = st.fractions(Fraction(1, 100), 1, max_denominator=100)
    return st.builds(DrawnTransit, lead_times(), st.lists(chances, min_size=1, max_size=6))


def transits() -> st.SearchStrategy[ReadyTransit]:
    """Any of the three."""
    return st.one_of(fixed_transits(), measured_transits(), drawn_transits())


def replay_costs() -> st.SearchStrategy[ReplayCosts]:
    """What stock, orders and shortage cost, in a currency or plainly."""
    cents = st.integers(0, 10_000).map(lambda amount: Fraction(amount, 100))
    return st.builds(
        ReplayCosts,
        holding_per_unit_bucket=cents,
        per_order=cents,
        per_unit_short=cents,
        per_unit_owed_bucket=cents,
        currency=st.sampled_from(["", "EUR", "JPY"]),
    )


@st.composite
def replay_bills(draw: st.DrawFn) -> ReplayCost:
    """Draw what a replay cost."""
    costs, units = draw(replay_costs()), st.integers(0, 10_000)
    return costs.cost(stock=draw(units), orders=draw(units), short=draw(units), owed=draw(units))


@st.composite
def replay_reports(draw: st.DrawFn) -> ReplayReport:
    """Draw what a drawn policy did on a drawn history."""
    setup = draw(_setups())
    return replay(draw(demand_series()), draw(stock_policies()), setup, trace=draw(st.booleans()))


@st.composite
def _setups(draw: st.DrawFn) -> ReplaySetup:
    return ReplaySetup(
        draw(transits()),
        initial_stock=draw(_units()),
        shortage=draw(st.sampled_from(Shortage)),
        review_buckets=draw(st.integers(1, 5)),
        costs=draw(st.none() | replay_costs()),
    )


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    """Draw a few settings on one history."""
    policies = st.dictionaries(st.sampled_from(["low", "middle", "high"]), stock_policies(), min_size=1)
    return compare(draw(demand_series()), draw(policies), draw(_setups()))


@st.composite
def chosen_settings(draw: st.DrawFn) -> ChosenSetting:
    """Draw the setting that serves enough at least cost."""
    return draw(comparisons()).choose(draw(st.fractions(0, 1, max_denominator=100)))


@st.composite
def service_curves(draw: st.DrawFn) -> ServiceCurve:
    """Draw the settings of a comparison as points."""
    return service_curve(draw(comparisons()))


@st.composite
def projections(draw: st.DrawFn) -> Projection:
    """Draw where the stock of a drawn recommendation is heading."""
    answer = draw(recommendations())
    closed = Closure(answer.on, answer.on + timedelta(days=draw(st.integers(0, 30))), "Golden Week")
    return project_stock(answer, days=draw(st.integers(1, 60)), closures=[closed])

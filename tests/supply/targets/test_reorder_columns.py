"""Facts about whole assortments: a column says what the policy says of each item."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.supply import CycleService, Forecast, normal_demand, reorder_point
from xbcommerce.supply.lots import economic_order_quantity
from xbcommerce.supply.targets import ReorderColumns, reorder_columns

ITEMS = st.lists(st.tuples(st.floats(0.01, 500), st.floats(0, 50_000)), min_size=1, max_size=20)
LANE = {
    "lead_time_mean_days": 35,
    "lead_time_sd_days": 7,
    "order_cost": 60,
    "holding_cost_per_unit_day": 0.02,
    "review_days": 7,
}


def of(means: Any, variances: Any, p: str = ".95", **changes: float) -> ReorderColumns[Any]:  # noqa: ANN401  # any carrier
    """One lane, some items."""
    return reorder_columns(means, variances, target=CycleService(p), **(LANE | changes))


def carriers() -> list[Any]:
    """Those that are installed."""
    numpy, polars = pytest.importorskip("numpy"), pytest.importorskip("polars")
    return [numpy.array, polars.Series]


@settings(max_examples=30)
@given(ITEMS, st.sampled_from([".5", ".9", ".99", ".2"]))
def test_a_column_says_what_the_policy_says_of_each_item(items: list[tuple[float, float]], p: str) -> None:
    """Arrays of numpy and series of polars, to the last digits."""
    for carrier in carriers():
        found = of(carrier([mean for mean, _ in items]), carrier([variance for _, variance in items]), p)
        for row, (mean, variance) in enumerate(items):
            demand = normal_demand(
                Forecast(mean, variance), lead_time_mean_days=35, lead_time_sd_days=7, review_days=7
            )
            point = reorder_point(demand, CycleService(p))
            lot = economic_order_quantity(
                order_cost=60, holding_cost_per_unit_period=0.02, demand_per_period=mean
            )
            assert found.level[row] == pytest.approx(point.level, rel=1e-12, abs=1e-9)
            assert found.safety_stock[row] == pytest.approx(point.safety_stock, rel=1e-9, abs=1e-9)
            assert found.quantity[row] == pytest.approx(lot.quantity, rel=1e-12)


@pytest.mark.parametrize(
    ("name", "value"),
    [("lead_time_mean_days", -1), ("lead_time_sd_days", float("nan")), ("holding_cost_per_unit_day", 0)],
)
def test_a_lane_of_nonsense_is_refused(name: str, value: float) -> None:
    """By name."""
    with pytest.raises(InvalidValueError, match=name):
        of(20.0, 36.0, **{name: value})

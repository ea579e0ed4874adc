"""Facts about the walk to a quantile: it ends where strides end, or says that the way is far."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.supply import ExactDemand, NegativeBinomial, Pmf, Poisson
from xbcommerce.supply.distributions.nearby_level import STEPS_MAX, nearby_level
from xbcommerce.supply.distributions.smallest_level import smallest_level
from xbcommerce.testing.strategies.supply import pmfs

DAILY = st.one_of(
    st.builds(Poisson, st.floats(0.01, 40)),
    st.builds(
        lambda mean, ratio: NegativeBinomial(mean, mean * ratio), st.floats(0.01, 40), st.floats(1.01, 20)
    ),
)


@given(DAILY, pmfs(days_max=60), st.integers(10, 999), st.floats(-2, 2))
def test_a_walk_ends_where_strides_end(
    daily: Poisson | NegativeBinomial, pmf: Pmf, target: int, off: float
) -> None:
    """From below and from above, on one hump and between two."""
    demand = ExactDemand(daily, pmf)
    start = max(0, math.floor(demand.mean + off * demand.sd))
    parts = [daily.part(start, days=day, weight=chance) for day, chance in pmf.chances]
    near = nearby_level(parts, start, demand.service_at(start), target / 1000)
    strides = smallest_level(demand.service_at, target / 1000, guess=demand.mean, spread=demand.sd)
    assert near in {None, strides}
    assert demand.quantile(f"{target}e-3") == strides


@given(DAILY, st.integers(1, 60), st.integers(0, 300))
def test_the_chance_of_so_many_is_what_the_tails_differ_by(
    daily: Poisson | NegativeBinomial, days: int, units: int
) -> None:
    """At most so many, less at most one less."""
    difference = daily.tails(units, days=days).at_most - daily.tails(units - 1, days=days).at_most
    assert daily.part(units, days=days, weight=1.0).chance == pytest.approx(difference, abs=1e-11)


def test_a_far_way_is_not_walked() -> None:
    """Nor one that starts where chances underflow."""
    daily = Poisson(100.0)
    part = daily.part(9_000, days=100, weight=1.0)
    assert nearby_level([part], 9_000, 0.0, 0.9) is None
    assert nearby_level([daily.part(100, days=100, weight=1.0)], 100, 0.0, 0.9) is None
    assert ExactDemand(daily, Pmf({10: ".5", 100: ".5"})).quantile(".4") < 1_100
    assert STEPS_MAX < 9_000

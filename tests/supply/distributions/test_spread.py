"""Shapes of demand against numbers drawn from them and against their own definitions."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.supply import GammaDemand, NormalDemand
from xbcommerce.supply.distributions.spread import (
    DemandSpread,
    DiscreteDemand,
    LogNormalDemand,
    UniformDemand,
    left_over,
)


@st.composite
def discrete(draw: st.DrawFn) -> DiscreteDemand:
    """Whole units with chances of tenths."""
    tenths = draw(st.lists(st.integers(0, 40), min_size=10, max_size=10))
    return DiscreteDemand({units: Fraction(tenths.count(units), 10) for units in tenths})


CONTINUOUS: tuple[st.SearchStrategy[DemandSpread], ...] = (
    st.builds(LogNormalDemand, st.floats(-1, 4), st.floats(0.05, 1.5)),
    st.builds(UniformDemand, st.floats(0, 50), st.floats(51, 200)),
    st.builds(NormalDemand, st.floats(0, 100), st.floats(0.5, 30)),
    st.builds(GammaDemand, st.floats(20, 100), st.floats(0.5, 30)),
)
TARGETS = st.fractions(Fraction(1, 100), Fraction(99, 100))


@given(st.one_of(CONTINUOUS), TARGETS)
def test_a_quantile_is_where_the_service_reaches_its_target(demand: DemandSpread, p: Fraction) -> None:
    """Service at the quantile is the target."""
    assert math.isclose(demand.service_at(demand.quantile(p)), float(p), rel_tol=1e-6)


@given(st.one_of(CONTINUOUS), st.floats(0, 150), st.floats(0.001, 5))
def test_one_unit_more_saves_what_is_wanted_above_it(demand: DemandSpread, level: float, more: float) -> None:
    """The loss falls, by no more than the chance that demand lies above the lower level."""
    saved = demand.expected_shortage(level) - demand.expected_shortage(level + more)
    assert -1e-9 <= saved <= more * (1 - demand.service_at(level)) + 1e-7
    assert saved >= more * (1 - demand.service_at(level + more)) - 1e-7


@given(st.one_of(*CONTINUOUS, discrete()), st.floats(0, 150))
def test_what_is_wanted_beyond_and_what_is_left_differ_by_mean_less_level(
    demand: DemandSpread, level: float
) -> None:
    """E[(D - x)+] - E[(x - D)+] = mean - x."""
    beyond, left = demand.expected_shortage(level), left_over(demand, level)
    assert math.isclose(beyond - left, demand.mean - level, rel_tol=1e-6, abs_tol=1e-6)


@given(discrete(), TARGETS)
def test_a_discrete_quantile_is_the_fewest_units_that_reach_the_target(
    demand: DiscreteDemand, p: Fraction
) -> None:
    """One unit less falls short."""
    units = demand.quantile(p)
    assert sum(chance for wanted, chance in demand.chances.items() if wanted <= units) >= p
    assert sum(chance for wanted, chance in demand.chances.items() if wanted < units) < p


@pytest.mark.parametrize("chances", [{}, {1: ".5"}, {1: "-.5", 2: "1.5"}, {-1: "1"}])
def test_chances_that_are_none_are_refused(chances: dict[int, str]) -> None:
    """Nothing, too little, negative, negative units."""
    with pytest.raises(InvalidValueError, match=r"add up to|of at least 0"):
        DiscreteDemand(chances)


def test_bounds_and_spreads_out_of_range_are_refused() -> None:
    """The message shows them."""
    with pytest.raises(InvalidValueError, match="high - low=-1"):
        UniformDemand(3, 2)
    with pytest.raises(InvalidValueError, match=r"sigma=0\.0"):
        LogNormalDemand(1.0, 0.0)
    with pytest.raises(InvalidValueError, match="certainty needs endless stock"):
        UniformDemand(0, 1).quantile(1)

"""The simple rules of shops, and buffers of demand-driven planning."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.supply.policies import BufferZones, MinMax, ReorderLevel, buffer_zones, net_flow

UNITS = st.integers(0, 200)
STOCK = st.integers(-200, 200)
TODAY = date(2026, 3, 1)
DUE = st.lists(
    st.tuples(st.integers(-5, 30).map(lambda days: TODAY + timedelta(days=days)), UNITS), max_size=6
)


@given(UNITS, UNITS, st.integers(1, 30), STOCK)
def test_min_and_max_order_whole_packs_up_to_the_maximum(low: int, high: int, pack: int, stock: int) -> None:
    """Nothing at the minimum; below it at least up to the maximum, and not a whole pack beyond."""
    quantity = MinMax(minimum=low, maximum=high, multiple=pack).quantity(stock)
    top = max(low, high)
    if stock >= low:
        assert quantity == 0
    else:
        assert quantity % pack == 0
        assert top <= stock + quantity < top + pack


@given(UNITS, UNITS, st.integers(1, 30), STOCK)
def test_a_level_orders_the_quantity_or_what_reaches_the_level(
    level: int, quantity: int, pack: int, stock: int
) -> None:
    """In the supplier's units, rounded up; no rule where both are zero."""
    ordered = ReorderLevel(level=level, quantity=quantity, units_per_purchase_unit=pack).purchase_units(stock)
    if stock > level or not level + quantity:
        assert ordered == 0
    else:
        assert max(quantity, level - stock) <= ordered * pack < max(quantity, level - stock) + pack


@given(st.floats(0, 50), st.floats(0, 60), st.floats(0, 1), st.floats(0, 1), UNITS, st.floats(0, 30))
def test_zones_grow_with_everything_they_depend_on(
    usage: float, days: float, factor: float, variability: float, moq: int, cycle: float
) -> None:
    """More usage, a longer way, more uncertainty: never a smaller buffer; green holds at least the MOQ."""

    def top(more: float = 0.0) -> BufferZones:
        return buffer_zones(
            average_daily_usage=usage + more,
            decoupled_lead_time_days=days + more,
            lead_time_factor=factor + more,
            variability_factor=variability + more,
            moq=moq,
            order_cycle_days=cycle + more,
        )

    assert top().green >= moq
    assert top(1).top_of_green >= top().top_of_green


@given(UNITS, DUE, DUE, st.integers(0, 20), st.integers(0, 100))
def test_an_order_fills_the_buffer_exactly_or_is_not_due(
    on_hand: int, incoming: list[tuple[date, int]], demand: list[tuple[date, int]], days: int, spike: int
) -> None:
    """After the order the position is the top of green; demand beyond the lead time never counts."""
    zones = BufferZones(30, 40, 20)
    flow = net_flow(on_hand, incoming, demand, on=TODAY, decoupled_lead_time_days=days, spike_units=spike)
    ordered = flow.order_quantity(zones)
    assert flow.position + ordered == 90 if flow.position <= 70 else ordered == 0
    near = [(day, units) for day, units in demand if day <= TODAY + timedelta(days=days)]
    assert (
        flow.qualified_demand
        == net_flow(0, [], near, on=TODAY, decoupled_lead_time_days=days, spike_units=spike).qualified_demand
    )


def test_two_orders_of_one_day_together_are_a_spike() -> None:
    """The threshold looks at the day, not at each order."""
    day = TODAY + timedelta(days=2)
    flow = net_flow(0, [], [(day, 10), (day, 10)], on=TODAY, decoupled_lead_time_days=5, spike_units=15)
    assert flow.qualified_demand == 20


def test_negative_units_are_refused() -> None:
    """In stock, incoming and demand."""
    with pytest.raises(InvalidValueError, match="demand=-1"):
        net_flow(0, [], [(TODAY, -1)], on=TODAY, decoupled_lead_time_days=5, spike_units=15)
    with pytest.raises(InvalidValueError, match="minimum=-1"):
        MinMax(minimum=-1, maximum=5)

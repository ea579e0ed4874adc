"""Facts about orders filled up so that everything runs out at once."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.supply import LotTerms
from xbcommerce.supply.lots import Carton, Load, Runout, RunoutItem, equal_runout
from xbcommerce.testing.strategies.sourcing import runout_items

ROOMS = st.builds(Load, st.integers(0, 40).map(lambda n: Fraction(n, 10)), st.integers(0, 900))
ITEMS = st.lists(runout_items(), max_size=4, unique_by=lambda item: item.sku)


def plainly(items: list[RunoutItem], room: Load, least: Fraction | None) -> dict[str, int]:
    """Give one pack after the other, looking at everything anew each time."""
    units = {item.sku: item.ordered for item in items}

    def fits(item: RunoutItem) -> bool:
        after = item.after(units[item.sku])
        if after is None or not item.demand_mean_per_day:
            return False
        others = [other.load(units[other.sku]) for other in items if other is not item]
        return sum(others, item.load(after)).fits(room)

    while least is None or sum(item.value(units[item.sku]) for item in items) < least:
        open_to = [item for item in items if fits(item)]
        if not open_to:
            break
        poorest = min(open_to, key=lambda item: item.cover_days(units[item.sku]))
        units[poorest.sku] = poorest.after(units[poorest.sku]) or 0
    return units


@given(ITEMS, ROOMS, st.none() | st.integers(0, 600).map(Fraction))
def test_the_rule_is_that_of_one_pack_at_a_time(
    items: list[RunoutItem], room: Load, least: Fraction | None
) -> None:
    """A heap gives what looking at everything anew gives."""
    assert dict(equal_runout(items, capacity=room, value_min=least).units) == plainly(items, room, least)


@given(ITEMS, ROOMS, st.integers(0, 3_000))
def test_no_limit_is_exceeded_by_what_is_given(items: list[RunoutItem], room: Load, budget: int) -> None:
    """Volume, weight, money and each item's maximum; what was ordered before stays."""
    before_load = sum((item.load(item.ordered) for item in items), Load())
    before_value = sum(item.value(item.ordered) for item in items)
    found = equal_runout(items, capacity=room, value_max=budget)
    if found.added:
        assert found.load.fits(room) or not before_load.fits(room)
        assert found.value <= budget or before_value > budget
    for item in items:
        units = found.units[item.sku]
        assert units >= item.ordered
        if units > item.ordered:
            assert units % int(item.terms.multiple) == 0
            assert units >= item.terms.moq
            assert item.terms.maximum is None or units <= item.terms.maximum


@given(ITEMS, ROOMS, st.integers(0, 600))
def test_an_order_stops_as_soon_as_it_is_worth_enough(
    items: list[RunoutItem], room: Load, least: int
) -> None:
    """Asked for nothing more, it gives nothing more."""
    found = equal_runout(items, capacity=room, value_min=least)
    assert found.enough == (found.value >= least)
    if found.enough and sum(item.value(item.ordered) for item in items) >= least:
        assert not found.added


def test_items_without_demand_get_nothing() -> None:
    """However much room there is."""
    dead = RunoutItem("dead", position=0, demand_mean_per_day=0, carton=Carton(1, Load("0.1", 1)))
    assert equal_runout([dead], capacity=Load(5, 5)) == Runout(
        {"dead": 0}, {"dead": 0}, {}, {}, Load(), Fraction(0), None  # type: ignore[arg-type]
    )  # fmt: skip


def test_a_heavy_item_stops_and_a_light_one_goes_on() -> None:
    """Weight binds for one of them."""
    heavy, light = (
        RunoutItem(sku, position=0, demand_mean_per_day=4, terms=LotTerms(multiple=24),
                   carton=Carton(24, Load("0.06", weight)))
        for sku, weight in (("heavy", 30), ("light", 5))
    )  # fmt: skip
    assert dict(equal_runout([heavy, light], capacity=Load(10, 200)).packs) == {"heavy": 5, "light": 10}


def test_a_minimum_that_cannot_be_reached_is_said() -> None:
    """The order is as large as it can be."""
    lamp = RunoutItem("lamp", position=0, demand_mean_per_day=1, terms=LotTerms(0, 10, 30), tiers=[(0, 2)])
    found = equal_runout([lamp], value_min=100)
    assert (found.enough, found.value) == (False, 60)
    assert "100 is asked for" in str(found)


def test_a_rule_without_an_end_is_refused() -> None:
    """Nothing limits the item."""
    lamp = RunoutItem("lamp", position=0, demand_mean_per_day=1, tiers=[(0, 2)])
    with pytest.raises(InvalidValueError, match="without end"):
        equal_runout([lamp])
    with pytest.raises(InvalidValueError, match="several items are called 'lamp'"):
        equal_runout([lamp, lamp], value_max=9)

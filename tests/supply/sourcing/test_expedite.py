"""Facts about flying in a part of an order that is on the sea."""

from __future__ import annotations

import math
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import CurrencyMismatchError
from xbcommerce.supply import EmpiricalDemand, Forecast, Incoming, LeadTime, Leg, Pmf, Poisson, Position
from xbcommerce.supply.sourcing import WindowShortage, expedite, expedite_quantity
from xbcommerce.testing.strategies.sourcing import window_shortages

ON = date(2026, 3, 2)
SHIP = Incoming(date(2026, 4, 1), 1200)
PLANE = LeadTime.of(Leg("flight", Pmf.point(10)))


def gain(gap: WindowShortage, flown: int, margin: float, premium: float, holding: float) -> float:
    """Work the expected gain out over all outcomes, one by one."""
    total, units = 0.0, 0
    before = 0.0
    while before < 1 - 1e-13:
        until = gap.service_at(units)
        chance, before = until - before, until
        total += chance * (
            (margin - premium) * min(flown, units) - (premium + holding) * max(0, flown - units)
        )
        units += 1
    return total


@given(window_shortages(), st.integers(2, 30), st.integers(1, 20), st.integers(1, 12), st.integers(0, 120))
@settings(deadline=None, max_examples=40)
def test_no_other_number_of_packs_gains_more(
    gap: WindowShortage, margin: int, premium: int, multiple: int, units_max: int
) -> None:
    """Within the open order."""
    found = expedite_quantity(
        gap, margin_per_unit=margin, air_premium_per_unit=premium, extra_holding_per_unit=0.5,
        multiple=multiple, units_max=units_max,
    )  # fmt: skip
    gains = {
        flown: gain(gap, flown, margin, premium, 0.5) for flown in range(0, min(units_max, 200) + 1, multiple)
    }
    best = max(gains.values())
    assert found.quantity % multiple == 0
    assert found.quantity <= units_max
    assert math.isclose(found.expected_gain, best, rel_tol=1e-6, abs_tol=1e-6)


def test_the_distribution_of_the_window_is_that_of_a_simulation() -> None:
    """Stock runs down until the plane lands, what is lost is lost, and the rest meets the window."""
    pmf = [".5", ".2", ".2", ".1"]
    fast, slow = Pmf({4: ".5", 8: ".5"}), Pmf({15: ".7", 20: ".3"})
    gap = WindowShortage(12, EmpiricalDemand(pmf), fast, slow)
    dice = Random(7)  # noqa: S311 (no secret)

    def sold(days: int) -> int:
        return sum(dice.choices(range(4), [0.5, 0.2, 0.2, 0.1], k=days))

    runs = []
    for _ in range(6_000):
        plane = dice.choice([4, 8])
        ship = dice.choices([15, 20], [0.7, 0.3])[0]
        left = max(0, 12 - sold(plane))
        runs.append(max(0, sold(ship - plane) - left))
    assert math.isclose(gap.mean, sum(runs) / len(runs), rel_tol=0.05)
    for units in (0, 3, 6, 12):
        share = sum(run <= units for run in runs) / len(runs)
        assert math.isclose(gap.service_at(units), share, abs_tol=0.02)


def test_what_is_lost_before_the_plane_lands_is_no_reason_to_fly() -> None:
    """An empty shelf: only the window counts, 400 of 600 units."""
    gap = WindowShortage(0, Poisson(20), Pmf.point(10), Pmf.point(30))
    assert round(gap.mean, 6) == 400


def test_a_plane_that_lands_after_the_ship_serves_nothing() -> None:
    """Nothing is missing between them."""
    gap = WindowShortage(0, Poisson(20), Pmf.point(30), Pmf.point(10))
    assert gap.mean == 0
    assert not expedite_quantity(gap, margin_per_unit=9, air_premium_per_unit=1).quantity


def test_a_premium_above_the_margin_never_pays() -> None:
    """Whatever is missing."""
    gap = WindowShortage(0, Poisson(20), Pmf.point(10), Pmf.point(30))
    found = expedite_quantity(gap, margin_per_unit=2, air_premium_per_unit=2.5)
    assert (found.quantity, found.expected_gain) == (0, 0)


def test_buyers_who_wait_are_served_first_and_pay_nothing_more() -> None:
    """Their units are flown on top, as long as the window still pays for them."""
    gap = WindowShortage(0, Poisson(2), Pmf.point(5), Pmf.point(15))
    none, some, many = (
        expedite_quantity(gap, margin_per_unit=9, air_premium_per_unit=2, owed_units=owed)
        for owed in (0, 10, 90)
    )
    assert some.quantity == none.quantity + 10
    assert math.isclose(some.expected_gain, none.expected_gain - 20)
    assert many.quantity == 0


def test_an_open_order_is_decided_in_money_and_dates() -> None:
    """Among the incoming it is not counted as if it were there."""
    stock = Position(on_hand=300, incoming=[SHIP, Incoming(date(2026, 4, 20), 50)])
    found = expedite(
        SHIP, stock, Forecast(20, 20), air=PLANE, on=ON, margin=Money(9, "EUR"),
        air_premium=Money("2.50", "EUR"), extra_holding=Money("0.40", "EUR"),
    )  # fmt: skip
    assert (found.quantity, found.premium) == (312, Money("780.00", "EUR"))
    assert found.expected_gain == Money("1868.68", "EUR")
    assert "Fly 312 of 1,200 units" in str(found)


def test_an_open_order_bounds_what_is_flown() -> None:
    """In whole packs."""
    ship = Incoming(SHIP.due_on, 100)
    found = expedite(ship, Position(), Forecast(20, 20), air=PLANE, on=ON, margin=Money(9, "EUR"),
                     air_premium=Money(1, "EUR"), multiple=24)  # fmt: skip
    assert found.quantity == 96


def test_what_does_not_sell_is_not_flown() -> None:
    """And the answer says so."""
    found = expedite(SHIP, Position(), Forecast(0, 0), air=PLANE, on=ON, margin=Money(9, "EUR"),
                     air_premium=Money(1, "EUR"))  # fmt: skip
    assert found.quantity == 0
    assert str(found).startswith("Fly none of 1,200 units")


def test_costs_of_several_currencies_or_below_zero_are_refused() -> None:
    """Nothing is added that cannot be."""
    with pytest.raises(CurrencyMismatchError):
        expedite(SHIP, Position(), Forecast(1, 1), air=PLANE, on=ON, margin=Money(9, "EUR"),
                 air_premium=Money(1, "USD"))  # fmt: skip
    gap = WindowShortage(0, Poisson(1), Pmf.point(1), Pmf.point(2))
    with pytest.raises(InvalidValueError, match="air_premium_per_unit=-1"):
        expedite_quantity(gap, margin_per_unit=1, air_premium_per_unit=-1)

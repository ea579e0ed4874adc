"""Facts about the usual legs: weekly departures, customs with and without examination."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.calendars import WEEKDAYS, Closure, Weekday, WorkCalendar
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.supply import Forecast, LeadTime, Pmf, lead_time_demand
from xbcommerce.supply.lead_times import customs, departures, last_mile, main_leg, production
from xbcommerce.testing.strategies.supply import lead_times, order_dates, pmfs


@given(order_dates(), st.sets(st.sampled_from(WEEKDAYS), min_size=1))
def test_goods_leave_on_the_next_day_of_departure(ready: date, weekdays: set[Weekday]) -> None:
    """On the very day if it is one; a box left behind takes the one after."""
    leg = departures(*weekdays, left_behind=".25")
    (first, chance), (second, other) = leg.ends(ready).items()
    days = [ready + timedelta(days=n) for n in range(15)]
    assert [first, second] == [day for day in days if Weekday.of(day) in weekdays][:2]
    assert (chance, other) == (Fraction(3, 4), Fraction(1, 4))


def test_no_ship_leaves_while_sailings_are_cancelled() -> None:
    """The next one after does."""
    leg = departures("sun", cancelled=[Closure(date(2027, 2, 1), date(2027, 2, 20))])
    assert leg.ends(date(2027, 2, 3)) == {date(2027, 2, 21): 1}


def test_an_examination_makes_two_humps() -> None:
    """Nine in ten pass in two days, one in ten takes twelve."""
    leg = customs(Pmf.point(2), examined=".1", examination=Pmf.point(10))
    assert leg.pmf == Pmf({2: ".9", 12: ".1"})
    assert customs(Pmf.point(2)).pmf == Pmf.point(2)


@pytest.mark.parametrize(
    ("examined", "examination"), [(".1", None), ("0", Pmf.point(10)), ("1.5", Pmf.point(10))]
)
def test_half_an_examination_is_refused(examined: str, examination: Pmf | None) -> None:
    """As is more than a certain one."""
    with pytest.raises(InvalidValueError):
        customs(Pmf.point(2), examined=examined, examination=examination)


@pytest.mark.parametrize("weekdays", [(), ("someday",)])
def test_departures_need_a_weekday(weekdays: tuple[str, ...]) -> None:
    """A real one."""
    with pytest.raises(InvalidValueError, match="weekday"):
        departures(*weekdays)


@given(lead_times(), order_dates())
def test_stages_follow_each_other_and_the_last_is_the_arrival(way: LeadTime, day: date) -> None:
    """Leg by leg, never earlier."""
    stages = way.stages(day)
    assert stages[-1] == way.arrival(day)
    for p in ("0.1", "0.5", "1"):
        ends = [stage.quantile(p) for stage in stages]
        assert ends == sorted(ends)
        assert ends[0] >= day


def test_the_same_order_waits_longer_before_a_closure_and_more_is_wanted_meanwhile() -> None:
    """Arrival as dates, dates as days, days as demand."""
    festival = Closure(date(2027, 1, 25), date(2027, 2, 21))
    factory = WorkCalendar.of(weekend=("sun",), closures=[festival])
    way = LeadTime.of(
        production(Pmf({12: ".6", 16: ".4"}), factory),
        main_leg("sea", Pmf.point(30)),
        last_mile(Pmf.point(2)),
    )
    before, across = (way.arrival(day).days for day in (date(2027, 1, 4), date(2027, 1, 8)))
    assert (before.quantile("1"), across.quantile("1")) == (50, 79)
    demands = [lead_time_demand(Forecast(20, 36), days).quantile(".95") for days in (before, across)]
    assert demands[1] - demands[0] > 20 * 20


@given(pmfs(), pmfs(), order_dates())
def test_a_main_leg_counts_every_day(days: Pmf, more: Pmf, day: date) -> None:
    """Without calendars dates are as good as days."""
    way = LeadTime.of(main_leg("sea", days), last_mile(more))
    assert way.arrival(day).days == days + more

"""Arrivals: cut-off by the warehouse's clock, working days where they count, transit as it was observed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.calendars import Weekday, WorkCalendar
from xbcommerce.kernel.dated import UnknownZoneError
from xbcommerce.kernel.errors import InvalidValueError, NaiveDatetimeError
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.logistics import (
    InTime,
    Itinerary,
    LineHaul,
    Promise,
    Route,
    Sailings,
    TransitDays,
    TransitTimes,
    Warehouse,
    cheapest_within,
    days_within,
    itinerary,
    legs_together,
    promise,
)
from xbcommerce.testing.strategies.logistics import transit_days
from xbcommerce.testing.strategies.shipping import order_instants, transit_times, warehouses

SPRING = [date(2026, 2, day) for day in (16, 17, 18, 19, 20, 23)]
CHINA = WorkCalendar.of(holidays=SPRING, working_days=[date(2026, 2, 14), date(2026, 2, 28)])
GERMANY = WorkCalendar.of(weekend=["sun"], holidays=[date(2026, 4, 3), date(2026, 4, 6)])
SHENZHEN = Warehouse("Asia/Shanghai", CHINA, cutoff=time(15), handling_days=1)


@pytest.mark.parametrize(
    ("ordered_at", "processed_on"),
    [
        ("2026-03-03T03:00:00+00:00", "2026-03-03"),
        ("2026-03-03T15:00:00+08:00", "2026-03-03"),  # the cut-off itself still counts
        ("2026-03-03T07:30:00+00:00", "2026-03-04"),  # 15:30 in Shenzhen; a UTC cut-off would be wrong
        ("2026-03-02T20:00:00-08:00", "2026-03-03"),  # noon of the next day there
        ("2026-02-14T10:00:00+08:00", "2026-02-14"),  # a working Saturday
        ("2026-02-14T16:00:00+08:00", "2026-02-24"),  # then the holiday
    ],
)
def test_the_warehouses_clock_decides(ordered_at: str, processed_on: str) -> None:
    """And its calendar, with worked weekends."""
    assert SHENZHEN.processing_day(datetime.fromisoformat(ordered_at)) == date.fromisoformat(processed_on)


def test_a_cut_off_may_differ_by_weekday_and_be_missing() -> None:
    """Later on Fridays; on Saturdays, worked or not, everything waits."""
    friday_late = Warehouse("Asia/Shanghai", CHINA, cutoff={Weekday.THU: time(15), Weekday.FRI: time(17)})
    assert friday_late.processing_day(datetime.fromisoformat("2026-03-06T16:30:00+08:00")) == date(2026, 3, 6)
    assert friday_late.processing_day(datetime.fromisoformat("2026-02-28T09:00:00+08:00")) == date(2026, 3, 2)


def test_a_delivery_never_falls_on_a_day_without() -> None:
    """Good Friday and Easter Monday move on to the next delivery day."""
    found = promise(datetime(2026, 3, 30, 2, tzinfo=UTC), SHENZHEN, TransitDays(3, 6), GERMANY)
    assert (found.ships_on, found.earliest, found.latest) == (
        date(2026, 3, 31),
        date(2026, 4, 4),
        date(2026, 4, 7),
    )
    assert found.confidence == Fraction(9, 10)


def test_a_naive_instant_is_refused() -> None:
    """Whose three o'clock?"""
    with pytest.raises(NaiveDatetimeError):
        promise(datetime(2026, 3, 30, 15), SHENZHEN, TransitDays(3, 6), GERMANY)  # noqa: DTZ001


def test_a_clock_that_nobody_has_is_named() -> None:
    """A stored promise of a misspelt zone says which one was meant, as every zone does."""
    day = date(2026, 3, 2)
    told = Promise(datetime(2026, 3, 1, 9, 30, tzinfo=UTC), "Asia/Shangai", day, day, day, day)
    with pytest.raises(UnknownZoneError, match="did you mean 'Asia/Shanghai'"):
        told.why()


def test_a_ship_is_caught_or_missed_by_its_cut_off() -> None:
    """Cargo two days before departure; after the last sailing there is no answer but a refusal."""
    ship = Sailings((date(2026, 3, 13), date(2026, 3, 6)), cutoff_days=2, transit_days=14)
    route = Route(ship, customs=GERMANY, customs_days=1, delivery=GERMANY, last_mile_days=2)
    departures = []
    for day in (3, 4, 12):
        found = itinerary(datetime(2026, 3, day, 3, tzinfo=UTC), SHENZHEN, route)
        departures.append(found.departed_on if isinstance(found, Itinerary) else found.codes)
    assert departures == [date(2026, 3, 6), date(2026, 3, 13), ("promise.no_departure",)]


def test_a_schedule_without_departures_is_refused() -> None:
    """It would never arrive."""
    with pytest.raises(InvalidValueError, match="at least one departure"):
        Sailings((), transit_days=14)


def test_nine_in_ten_cannot_be_sooner_than_half() -> None:
    """Swapped figures are refused."""
    with pytest.raises(InvalidValueError, match="p50_days=9, p90_days=5"):
        TransitDays(9, 5)


HISTORY = TransitTimes((6, 7, 7, 8, 8, 9, 9, 11, 14, 21))


def test_the_nearest_rank_was_observed_and_the_linear_quantile_may_not() -> None:
    """Both at 0.8 and 0.95."""
    assert [HISTORY.quantile(q) for q in ("0.8", "0.95")] == [11, 21]
    assert [HISTORY.interpolated(q) for q in ("0.8", "0.95")] == [Fraction("11.6"), Fraction("17.85")]
    assert HISTORY.summary() == TransitDays(8, 14)


def test_the_quantile_of_a_sum_is_not_the_sum_of_quantiles() -> None:
    """14 days against 15."""
    legs = [{1: "0.7", 2: "0.3"}, {5: "0.5", 6: "0.3", 9: "0.2"}, {1: "0.9", 4: "0.1"}, {2: "0.6", 3: "0.4"}]
    assert days_within(legs_together(legs), "0.9") == 14
    assert sum(days_within(legs_together([leg]), "0.9") for leg in legs) == 15


def test_the_cheapest_channel_in_time_is_chosen() -> None:
    """And nothing in time is a refusal that states every share."""
    channels = {
        "post": (Money("6.20", "USD"), TransitTimes((9, 11, 12, 14, 15))),
        "line": (Money("9.80", "USD"), TransitTimes((7, 8, 8, 9, 15))),
        "courier": (Money("21", "USD"), TransitTimes((3, 4, 4, 5, 9))),
    }
    found = cheapest_within(channels, 10, "0.8")
    assert isinstance(found, InTime)
    assert (found.channel_id, [unmet.where for unmet in found.refused]) == ("line", ["post"])
    assert "cheapest in time: line at USD 9.80" in str(found)
    late = cheapest_within(channels, 2, "0.8")
    assert isinstance(late, Refusal)
    assert [unmet.params["arrived"] for unmet in late.unmet] == [0, 0, 0]


@pytest.mark.parametrize("bad", [0, "1.1", -1])
def test_a_quantile_is_a_share(bad: object) -> None:
    """Above zero and up to one."""
    with pytest.raises(InvalidValueError, match="a share above 0"):
        HISTORY.quantile(bad)  # type: ignore[arg-type]


def test_nothing_observed_and_shares_that_do_not_sum_are_refused() -> None:
    """Unknown is no zero days."""
    with pytest.raises(InvalidValueError, match="nothing was observed"):
        TransitTimes(())
    with pytest.raises(InvalidValueError, match="sum to 1"):
        legs_together([{1: "0.5"}])


@given(order_instants(), warehouses(), transit_days(), st.integers(0, 72))
def test_a_later_order_is_never_promised_earlier(
    ordered_at: datetime, warehouse: Warehouse, transit: TransitDays, hours: int
) -> None:
    """And the steps of one promise follow each other."""
    first = promise(ordered_at, warehouse, transit, GERMANY)
    later = promise(ordered_at + timedelta(hours=hours), warehouse, transit, GERMANY)
    assert first.latest <= later.latest
    assert first.processed_on <= first.ships_on < first.earliest <= first.latest
    assert all(map(GERMANY.is_working_day, (first.earliest, first.latest)))


@given(st.lists(transit_times(), min_size=1, max_size=3), st.fractions(Fraction(1, 10), 1))
def test_legs_together_are_all_their_combinations(legs: list[TransitTimes], q: Fraction) -> None:
    """The convolution equals counting every combination of observed legs."""
    short = [leg.days[:6] for leg in legs]
    shares = [{day: Fraction(days.count(day), len(days)) for day in days} for days in short]
    combined = TransitTimes(sum(days) for days in product(*short))
    whole_way = legs_together(shares)
    assert sum(whole_way.values()) == 1
    assert days_within(whole_way, q) == combined.quantile(q)


def test_a_haul_without_schedule_leaves_when_picked_up() -> None:
    """No departure is told."""
    route = Route(LineHaul(6), customs=GERMANY, customs_days=1, delivery=GERMANY, last_mile_days=2)
    found = itinerary(datetime(2026, 3, 3, 3, tzinfo=UTC), SHENZHEN, route)
    assert isinstance(found, Itinerary)
    assert (found.departed_on, found.arrived_on) == (None, date(2026, 3, 10))
    assert "departs" not in str(found)

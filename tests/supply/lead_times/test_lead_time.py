"""Facts about lead times: exact probabilities, calendars, last safe order dates."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.calendars import Closure, NoWorkingDayError, WorkCalendar
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.supply import LeadTime, LeadTimeError, Leg, Pmf, PmfError, fit_durations
from xbcommerce.testing.strategies.supply import factory_calendars, lead_times, order_dates, pmfs

PRODUCTION = Pmf({18: ".3", 20: ".5", 25: ".2"})
CUSTOMS = Pmf.mix((".9", Pmf.point(2)), (".1", Pmf.point(17)))


def test_legs_add_up_exactly() -> None:
    """Mean and variance of a sum are those of the legs."""
    total = PRODUCTION + CUSTOMS
    assert total.masses == {20: Fraction(27, 100), 22: Fraction(45, 100), 27: Fraction(18, 100)} | {
        35: Fraction(3, 100),
        37: Fraction(5, 100),
        42: Fraction(2, 100),
    }
    assert (total.mean, total.variance) == (Fraction("23.9"), Fraction("26.29"))


def test_a_quantile_on_a_step_is_found_there() -> None:
    """Ten times a tenth is one; in floats it is 0.9999999999999999."""
    ten = Pmf(dict.fromkeys(range(1, 11), ".1"))
    assert [ten.quantile(p) for p in (".3", ".8", "1")] == [3, 8, 10]


@pytest.mark.parametrize(
    ("masses", "said"),
    [
        ({}, "0 days add up to 0"),
        ({3: "0.9"}, "add up to 0.9"),
        ({3: "0"}, "add up to 0"),
        ({3: "1.2", 4: "-0.2"}, "4 days is -0.2"),
        ({-1: "1"}, "days=-1"),
        ({3: "NaN"}, "NaN"),
        ({3: 0.5, 4: 0.5}, "0.5"),
    ],
)
def test_probabilities_that_are_none_are_refused(masses: dict[int, str], said: str) -> None:
    """No mass, too little, too much, negative days, NaN, floats."""
    with pytest.raises(InvalidValueError, match=said):
        Pmf(masses)


@pytest.mark.parametrize("p", ["0", "-0.1", "1.01", "often"])
def test_a_quantile_of_an_impossible_probability_is_refused(p: str) -> None:
    """Above 0, at most 1."""
    with pytest.raises(InvalidValueError):
        PRODUCTION.quantile(p)
    with pytest.raises(InvalidValueError):
        LeadTime.of(Leg("ship", PRODUCTION)).last_safe_order_date(date(2026, 1, 1), p)


@given(pmfs(), pmfs())
def test_adding_is_free_of_order_and_adds_means_and_variances(first: Pmf, second: Pmf) -> None:
    """The mass stays one."""
    both = first + second
    assert both == second + first
    assert sum(both.masses.values()) == 1
    assert (both.mean, both.variance) == (first.mean + second.mean, first.variance + second.variance)


def test_durations_that_cannot_be_are_rejected_and_counted() -> None:
    """A delivery before its order, a date that is missing."""
    found = fit_durations([31, 35, 33, None, 52, 36, -4, 34, 35, 33])
    assert (found.used, found.rejected, found.pmf.quantile(".5"), found.pmf.quantile(".9")) == (8, 2, 34, 52)
    assert found.sd_days == pytest.approx(6.599512969043355)
    assert fit_durations([5]).sd_days is None
    with pytest.raises(PmfError, match="none of 2"):
        fit_durations([None, -1])


def closed(*spans: tuple[str, str]) -> list[Closure]:
    """Closures from ISO dates."""
    return [Closure(date.fromisoformat(first), date.fromisoformat(last)) for first, last in spans]


def sea(*factory_closures: Closure) -> LeadTime:
    """A factory that rests on Sundays, a ship, an office that closes at weekends and at Easter."""
    return LeadTime.of(
        Leg("production", Pmf({5: ".5", 10: ".5"}), WorkCalendar.of(("sun",), closures=factory_closures)),
        Leg("ocean", Pmf({28: ".7", 33: ".3"})),
        Leg(
            "customs",
            Pmf({2: ".9", 12: ".1"}),
            WorkCalendar.of(closures=closed(("2026-04-03", "2026-04-06"))),
        ),
    )


SPRING_FESTIVAL = closed(("2026-02-09", "2026-02-28"))


def test_half_an_order_may_run_into_the_closure() -> None:
    """Arrival depends on the order date, not on the days alone."""
    arrival = sea(*SPRING_FESTIVAL).arrival(date(2026, 1, 30))
    assert arrival.quantile(".5") == date(2026, 3, 26)
    assert arrival.quantile(".9") == date(2026, 4, 9)
    assert arrival.by(date(2026, 3, 26)) == Fraction("0.5")
    assert arrival.masses[date(2026, 4, 7)] == Fraction("0.315")


@pytest.mark.parametrize(
    ("need_by", "p", "order_by"),
    [
        ("2026-03-31", ".9", "2026-01-27"),
        ("2026-04-10", ".5", "2026-02-06"),
        ("2026-04-17", ".75", "2026-03-06"),
    ],
)
def test_the_last_safe_order_date_jumps_before_the_closure(need_by: str, p: str, order_by: str) -> None:
    """It is the latest calendar date, worked or not."""
    found = sea(*SPRING_FESTIVAL).last_safe_order_date(date.fromisoformat(need_by), p)
    assert found == date.fromisoformat(order_by)


@given(lead_times(), order_dates(), st.sampled_from(["0.05", "0.5", "0.9", "1"]))
def test_the_last_safe_order_date_is_safe_and_the_next_day_is_not(
    lead_time: LeadTime, need_by: date, p: str
) -> None:
    """Against the definition."""
    day = lead_time.last_safe_order_date(need_by, p)
    assert lead_time.arrival(day).by(need_by) >= Fraction(p)
    assert lead_time.arrival(day + timedelta(days=1)).by(need_by) < Fraction(p)


@given(pmfs(), factory_calendars(), order_dates(), order_dates(), st.integers(0, 30))
def test_adding_a_closure_never_makes_arrival_earlier(
    pmf: Pmf, calendar: WorkCalendar, ordered_on: date, first: date, length: int
) -> None:
    """Nor a last safe order date later."""
    more = WorkCalendar(
        calendar.weekends,
        calendar.holidays,
        calendar.extra_working_days,
        (*calendar.closures, Closure(first, first + timedelta(days=length))),
    )
    open_way, closed_way = (LeadTime.of(Leg("production", pmf, days)) for days in (calendar, more))
    for p in ("0.1", "0.5", "1"):
        before, after = open_way.arrival(ordered_on).quantile(p), closed_way.arrival(ordered_on).quantile(p)
        assert after >= before
    need_by = ordered_on + timedelta(days=200)
    assert closed_way.last_safe_order_date(need_by, "0.9") <= open_way.last_safe_order_date(need_by, "0.9")


@given(lead_times(), order_dates(), st.integers(0, 60))
def test_ordering_later_never_arrives_earlier(lead_time: LeadTime, day: date, wait: int) -> None:
    """For every share of cases."""
    early, late = lead_time.arrival(day), lead_time.arrival(day + timedelta(days=wait))
    assert all(late.quantile(p) >= early.quantile(p) for p in ("0.1", "0.5", "0.9", "1"))


def test_a_lead_time_needs_a_leg_and_a_calendar_an_open_day() -> None:
    """Both are refused when they are made."""
    with pytest.raises(LeadTimeError, match="at least one Leg"):
        LeadTime.of()
    with pytest.raises(NoWorkingDayError):
        WorkCalendar.of(weekend=("mon", "tue", "wed", "thu", "fri", "sat", "sun"))

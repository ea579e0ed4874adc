"""Facts about orders before a closure: how much, by which day, and what they escape."""

from __future__ import annotations

import math
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from xbcommerce.kernel.calendars import Closure, WorkCalendar
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.reference.texts import messages
from xbcommerce.supply import CycleService, Forecast, Incoming, LotTerms, Pmf, Position, lead_time_demand
from xbcommerce.supply.lead_times import (
    ClosureWindow,
    LeadTime,
    Leg,
    closure_window,
    customs,
    departures,
    last_mile,
    main_leg,
    production,
)
from xbcommerce.supply.targets import PreBuild, pre_build
from xbcommerce.testing.strategies.targets import closed_ways, pre_builds

DAY = timedelta(days=1)
FESTIVAL = Closure(date(2027, 1, 25), date(2027, 2, 21), "Spring Festival")
FACTORY = WorkCalendar.of(weekend=("sun",), closures=[FESTIVAL])
OFFICE = WorkCalendar.of(weekend=("sat", "sun"))
SEA = LeadTime.of(
    production(Pmf({12: ".6", 16: ".4"}), FACTORY),
    departures("sun", left_behind=".1"),
    main_leg("sea", Pmf({30: ".7", 35: ".3"})),
    customs(Pmf.point(2), OFFICE, examined=".1", examination=Pmf({6: ".5", 10: ".5"})),
    last_mile(Pmf({1: ".8", 3: ".2"}), OFFICE),
)
KNOWN, TARGET, ASKED = Forecast(8, 20), CycleService(".95"), date(2026, 12, 1)


def planned(position: Position, **changes: object) -> PreBuild:
    """A plan that is no refusal."""
    given_: dict[str, object] = {"target": TARGET, "on": ASKED} | changes
    answer = pre_build(SEA, FESTIVAL, position, KNOWN, **given_)  # type: ignore[arg-type]  # by name
    assert isinstance(answer, PreBuild)
    return answer


def window_of(way: LeadTime, closure: Closure, *, on: date, p: str) -> ClosureWindow:
    """A window that is there."""
    found = closure_window(way, closure, on=on, p=p)
    assert isinstance(found, ClosureWindow)
    return found


@settings(max_examples=25)
@given(closed_ways(), st.sampled_from(["0.5", "0.9", "1"]))
def test_the_last_order_before_a_closure_escapes_and_the_next_day_does_not(
    drawn: tuple[LeadTime, Closure, date], p: str
) -> None:
    """Against the arrivals with and without the closure, leg by leg and day by day."""
    way, closure, on = drawn
    window = closure_window(way, closure, on=on, p=p)
    assume(isinstance(window, ClosureWindow))
    assert isinstance(window, ClosureWindow)
    assert window.escapes >= Fraction(p)
    open_way = LeadTime.of(*(Leg(leg.name, leg.pmf, _open(leg)) for leg in way.legs))
    before, after = window.last_order_before, window.first_order_after
    assert before < after <= closure.last + DAY
    if p == "1":
        assert way.arrival(before) == open_way.arrival(before)
        assert way.arrival(before + DAY) != open_way.arrival(before + DAY)
        assert way.arrival(after) == open_way.arrival(after)


def _open(leg: Leg) -> WorkCalendar | None:
    return None if leg.calendar is None else WorkCalendar(leg.calendar.weekends)


def test_closures_that_touch_are_one_festival() -> None:
    """The forwarder rests a week longer than the factory."""
    forwarder = departures("sun", cancelled=[Closure(date(2027, 2, 15), date(2027, 2, 28))])
    way = LeadTime.of(SEA.legs[0], forwarder, *SEA.legs[2:])
    window = window_of(way, FESTIVAL, on=ASKED, p=".9")
    assert (window.closed.first, window.closed.last) == (date(2027, 1, 25), date(2027, 2, 28))


@settings(max_examples=15)
@given(st.integers(0, 3_000), st.integers(0, 1_500))
def test_stock_and_order_together_last_until_goods_flow_again(on_hand: int, due: int) -> None:
    """As the target asks, and not with one unit less; what is due later than that does not count."""
    incoming = [Incoming(date(2027, 1, 15), due), Incoming(date(2027, 6, 1), 999)] if due else []
    plan = planned(Position(on_hand=on_hand, incoming=incoming))
    demand = lead_time_demand(KNOWN, plan.next_arrival.days_from(ASKED))
    assert plan.position_units == on_hand + due
    together = plan.position_units + plan.lot.quantity
    assert demand.service_at(together) >= 0.95
    if plan.lot.quantity:
        assert demand.service_at(together - 1) < 0.95


def test_a_factory_on_holiday_makes_the_cover_much_longer_than_its_closure() -> None:
    """Twenty-eight closed days leave the shelf alone for seven weeks."""
    plan = planned(Position(on_hand=900))
    gap = plan.next_arrival.quantile(".5") - plan.arrival.quantile(".5")
    assert gap.days == 49
    assert plan.order_by == plan.window.last_order_before == date(2027, 1, 5)


def test_who_has_less_stock_orders_earlier_or_is_told_that_it_is_late() -> None:
    """The order comes by the day stock lasts until, or at once."""
    plenty, little, none = (planned(Position(on_hand=units)) for units in (900, 600, 100))
    assert plenty.order_by >= little.order_by >= none.order_by == ASKED
    assert plenty.in_time
    assert little.in_time
    assert not none.in_time
    assert "bridge the gap by a faster way" in str(none)


def test_terms_round_the_order_up() -> None:
    """Whole cartons, and the rounding is told."""
    plan = planned(Position(on_hand=900), terms=LotTerms(300, 24))
    assert plan.lot.quantity % 24 == 0
    assert "whole packs of 24" in str(plan)


def test_enough_stock_needs_no_order() -> None:
    """That is said, with what counts."""
    plan = planned(Position(on_hand=3_000))
    assert plan.lot.quantity == 0
    assert str(plan).startswith("Nothing to order before the closure")


@pytest.mark.parametrize(
    ("on", "code"),
    [(date(2027, 1, 20), "closure.too_late"), (date(2027, 3, 1), "closure.delays_nothing")],
)
def test_too_late_and_too_early_are_refused_with_the_dates(on: date, code: str) -> None:
    """In words of three languages."""
    answer = pre_build(SEA, FESTIVAL, Position(), KNOWN, target=TARGET, on=on)
    assert isinstance(answer, Refusal)
    assert answer.codes == (code,)
    for lang in ("en", "zh_Hans", "zh_Hant"):
        assert "27" in messages().explain(answer, lang)


def test_a_closure_that_no_leg_has_is_refused() -> None:
    """It would plan for nothing."""
    other = Closure(date(2027, 10, 1), date(2027, 10, 8))
    with pytest.raises(InvalidValueError, match="put the closure on a leg's calendar"):
        closure_window(SEA, other, on=ASKED, p=".9")


@settings(max_examples=15)
@given(pre_builds())
def test_a_plan_reads_in_every_language(plan: PreBuild) -> None:
    """No code and no figure is left without words."""
    for lang in ("en", "zh_Hans", "zh_Hant"):
        text = messages().explain(plan, lang)
        assert "prebuild." not in text
        assert "target." not in text
    assert (
        plan.lot.quantity >= max(0, math.ceil(plan.stock.level) - plan.position_units) or plan.lot.uncovered
    )

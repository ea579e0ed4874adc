"""Facts about promotions and moving feasts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.reference import messages
from xbcommerce.supply import (
    DemandError,
    DemandSeries,
    Event,
    EventWindow,
    Flag,
    Holt,
    Mean,
    clean,
    forecast,
    learn_events,
)
from xbcommerce.testing.strategies.forecasts import event_effects, events
from xbcommerce.testing.strategies.supply import demand_series

MONDAY = date(2025, 11, 3)
FRIDAY = Event.around("Black Friday", [date(2025, 11, 28), date(2026, 11, 27)], before_days=4, after_days=2)
SPRING = Event("Chinese New Year", [EventWindow(date(2025, 1, 20), date(2025, 2, 9))])


def weeks(*quantities: int, flags: list[Flag] | None = None) -> DemandSeries:
    """Weeks from 3 November 2025; the fourth holds Black Friday."""
    return DemandSeries(MONDAY, 7, quantities, flags)


def test_an_effect_is_believed_the_more_the_more_it_was_seen() -> None:
    """Four times the ordinary week, seen once, counts as twice."""
    (effect,) = learn_events(weeks(20, 20, 20, 80, 20, 20), [FRIDAY]).effects
    assert effect.uplift is not None
    assert (effect.uplift.ratio, effect.factor, effect.buckets) == (4.0, 2.0, 1.0)
    (sure,) = learn_events(weeks(20, 20, 20, 80, 20, 20), [FRIDAY], prior_weight=0).effects
    assert sure.factor == 4.0


def test_an_effect_is_held_within_floor_and_cap_and_says_so() -> None:
    """Nobody plans for a hundred times the demand because it happened once."""
    wild = learn_events(weeks(2, 2, 2, 200, 2, 2), [FRIDAY], prior_weight=0, cap=5)
    assert wild.effects[0].factor == 5
    assert "the limit of what is believed" in str(wild)
    none = learn_events(weeks(20, 20, 20, 0, 20, 20), [FRIDAY], prior_weight=0, floor="0.3")
    assert none.effects[0].factor == 0.3


def test_a_season_is_not_taken_for_the_event() -> None:
    """Autumn doubles demand; beside its own autumn the week of the event is nothing special."""
    series = weeks(*[40, 40, 40, 40, 40, 40], *[10] * 40)
    assert learn_events(series, [FRIDAY], near=2).effects[0].factor == 1.0
    assert learn_events(series, [FRIDAY], near=60, prior_weight=0).effects[0].factor > 2


def test_a_bucket_that_is_covered_in_part_is_changed_in_part() -> None:
    """Half a fortnight at double makes one and a half, and teaches the double."""
    sale = Event("sale", [EventWindow(date(2025, 11, 17), date(2025, 11, 23))])  # half a fortnight, at double
    taught = learn_events(DemandSeries(MONDAY, 14, [140, 210, 140]), [sale], prior_weight=0)
    assert taught.effects[0].factor == pytest.approx(2.0)
    assert taught.factors(MONDAY, 14, 3) == pytest.approx((1.0, 1.5, 1.0))


@pytest.mark.parametrize("flag", [Flag.CLOSED, Flag.STOCKOUT])
def test_a_closed_or_empty_shop_teaches_nothing_of_a_feast(flag: Flag) -> None:
    """Selling nothing on a shut day says nothing about the day."""
    flags = [Flag.OK, Flag.OK, Flag.OK, flag, Flag.OK, Flag.OK]
    effects = learn_events(weeks(20, 20, 20, 5, 20, 20, flags=flags), [FRIDAY])
    assert effects.effects[0].uplift is None
    assert "not in this history" in str(effects)


def test_what_two_events_cover_together_teaches_neither() -> None:
    """Whose effect it was, nobody knows; laid on the future they multiply."""
    other = Event("Cyber Week", [EventWindow(date(2025, 11, 24), date(2025, 12, 7))])
    effects = learn_events(weeks(20, 20, 20, 80, 40, 20), [FRIDAY, other], prior_weight=0)
    assert [effect.factor for effect in effects.effects] == [1.0, 2.0]
    twice = learn_events(weeks(20, 20, 20, 80, 20, 20), [FRIDAY], prior_weight=0)
    both = type(twice)([*twice.effects, *effects.effects[1:]])
    assert both.factors(date(2025, 11, 24), 7, 1) == (8.0,)


def test_an_event_is_taken_out_of_the_past_and_laid_on_the_future() -> None:
    """A moving feast: last year in the fourth week, next time two weeks ahead."""
    moving = Event("feast", [EventWindow(date(2025, 11, 24), date(2025, 11, 30)),
                             EventWindow(date(2025, 12, 22), date(2025, 12, 28))])  # fmt: skip
    series = weeks(20, 20, 20, 80, 20, 20)
    effects = learn_events(series, [moving], prior_weight=0)
    found = forecast(series, Mean(), horizon=3, events=effects)
    assert found.path == (20.0, 80.0, 20.0)
    assert found.mean_per_day == pytest.approx(120 / 21)
    assert found.variance_per_day == 0
    assert "20, 80, 20 units" in str(found)
    plain = forecast(series, Mean())
    assert plain.mean_per_day == pytest.approx(30 / 7)
    assert plain.variance_per_day > 0


def test_stock_outs_are_raised_to_the_rate_without_events() -> None:
    """The base rate is that of ordinary weeks, and a stock-out within an event counts by its factor."""
    flags = [Flag.OK, Flag.STOCKOUT, Flag.OK, Flag.OK]
    cleaned = clean(weeks(20, 5, 80, 20, flags=flags), factors=(1.0, 1.0, 4.0, 1.0))
    assert cleaned.quantities == (20.0, 20.0, 20.0, 20.0)


@given(demand_series())
def test_unknown_events_change_no_forecast(series: DemandSeries) -> None:
    """What was never seen counts as ordinary demand."""
    effects = learn_events(series, [Event("new", [EventWindow(date(1999, 1, 1), date(1999, 1, 9))])])
    for method in (Mean(), Holt("0.2", "0.1")):
        bare, with_events = (
            forecast(series, method, horizon=3),
            forecast(series, method, horizon=3, events=effects),
        )
        assert with_events.mean_per_day == pytest.approx(bare.mean_per_day)
        assert with_events.variance_per_day == pytest.approx(bare.variance_per_day)


@given(event_effects(), st.integers(0, 400), st.integers(1, 30))
def test_a_factor_is_always_above_zero_and_one_outside_every_window(
    effects: object, start: int, days: int
) -> None:
    """So that history can be divided by it."""
    first = MONDAY + timedelta(days=start)
    factors = effects.factors(first, days, 12)  # type: ignore[attr-defined]
    assert min(factors) > 0
    for index, factor in enumerate(factors):
        bucket = first + timedelta(days=index * days)
        if not any(one.event.share(bucket, days) for one in effects.effects):  # type: ignore[attr-defined]
            assert factor == 1.0


@given(events(), st.dates(date(2025, 12, 1), date(2028, 12, 31)), st.integers(1, 40))
def test_the_share_of_a_span_is_its_days_within_windows(event: Event, first: date, days: int) -> None:
    """Counted day by day."""
    span = [first + timedelta(days=index) for index in range(days)]
    inside = sum(any(window.first <= day <= window.last for window in event.windows) for day in span)
    assert event.share(first, days) * days == inside


def test_what_is_said_is_there_in_three_languages() -> None:
    """Learnt, bounded, never seen."""
    effects = learn_events(weeks(2, 2, 2, 200, 2, 2), [FRIDAY, SPRING], prior_weight=0)
    assert [note.code for note in effects.why()] == ["event.bounded", "event.unseen"]
    assert "历史中没有出现过" in messages().explain(effects, "zh_CN")
    assert "歷史中沒有出現過" in messages().explain(effects, "zh_TW")


def test_nonsense_is_refused() -> None:
    """Two events of one name, factors that do not fit, limits that do not ascend."""
    series = weeks(20, 20, 20, 80)
    with pytest.raises(InvalidValueError, match="two events are called 'Black Friday'"):
        learn_events(series, [FRIDAY, FRIDAY])
    with pytest.raises(InvalidValueError, match="0 < floor <= cap"):
        learn_events(series, [FRIDAY], floor=3, cap=2)
    with pytest.raises(InvalidValueError, match="near"):
        learn_events(series, [FRIDAY], near=0)
    with pytest.raises(DemandError, match="factors for 4 buckets"):
        clean(series, factors=(1.0, 0.0, 1.0, 1.0))

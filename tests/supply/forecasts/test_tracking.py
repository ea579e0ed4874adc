"""Facts about whether a forecast still holds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.reference import messages
from xbcommerce.supply import (
    AccuracyLimits,
    AccuracyReport,
    AccuracyTrack,
    AccuracyVerdict,
    ForecastOutcome,
    OutcomeConflictError,
    review_accuracy,
)
from xbcommerce.testing.strategies.forecasts import accuracy_limits, accuracy_reports, accuracy_tracks

MONDAY = date(2026, 1, 5)
LIMITS = AccuracyLimits()


def week(number: int) -> date:
    """First day of a week."""
    return MONDAY + timedelta(weeks=number)


def track(*sold: float, forecast: float = 10, item: str = "kettle") -> AccuracyTrack:
    """Weeks in a row of which the same was forecast."""
    outcomes = [ForecastOutcome(week(number), forecast, units) for number, units in enumerate(sold)]
    return AccuracyTrack(item, 7, outcomes)


@pytest.mark.parametrize(
    ("sold", "verdict"),
    [
        ((12, 14, 13), AccuracyVerdict.TOO_FEW),
        ((12, 9, 11, 8, 10, 10), AccuracyVerdict.IN_CONTROL),
        ((10, 10, 10, 10, 10, 10), AccuracyVerdict.IN_CONTROL),
        ((12, 14, 13, 16, 15, 17), AccuracyVerdict.TOO_LOW),
        ((8, 7, 6, 8, 5, 4), AccuracyVerdict.TOO_HIGH),
        ((0, 0, 0, 0, 0, 0), AccuracyVerdict.TOO_HIGH),
    ],
)
def test_errors_on_one_side_raise_the_alarm(sold: tuple[int, ...], verdict: AccuracyVerdict) -> None:
    """Chance errs on both; the answer is said in three languages."""
    report = track(*sold).judge(LIMITS, on=week(6))
    assert report.verdict is verdict
    assert report.verdict.alarm == (verdict in {AccuracyVerdict.TOO_LOW, AccuracyVerdict.TOO_HIGH})
    for lang in ("en", "zh_Hans", "zh_Hant"):
        assert "kettle" in messages().explain(report, lang)


def test_errors_that_are_large_either_way_raise_the_alarm_where_a_limit_is_given() -> None:
    """On the whole the forecast is right, and always far off."""
    wild = track(0, 20, 0, 20, 0, 20)
    assert wild.judge(LIMITS, on=week(6)).verdict is AccuracyVerdict.IN_CONTROL
    report = wild.judge(AccuracyLimits(wape_max="0.5"), on=week(6))
    assert report.verdict is AccuracyVerdict.TOO_WRONG
    assert "100 % of sales, at most 50 % are allowed" in str(report)


def test_only_the_latest_outcomes_are_judged() -> None:
    """A launch that was misjudged a year ago is history."""
    old = track(*[30] * 12, *[9, 11] * 6)
    assert old.judge(LIMITS, on=week(24)).verdict is AccuracyVerdict.IN_CONTROL
    assert old.judge(LIMITS, on=week(12)).verdict is AccuracyVerdict.TOO_LOW


def test_a_bucket_that_is_not_over_takes_no_part() -> None:
    """Half a week of sales is no outcome of a week."""
    report = track(12, 14, 13, 16, 15, 17).judge(LIMITS, on=week(6) - timedelta(days=1))
    assert report.verdict is AccuracyVerdict.TOO_FEW
    assert len(report.outcomes) == 5


def test_the_day_to_look_again_depends_on_what_was_found() -> None:
    """At once, after a month, or when there is enough to judge."""
    assert track(12, 14, 13, 16, 15, 17).judge(LIMITS, on=week(6)).review_on == week(6)
    assert track(12, 9, 11, 8, 10, 10).judge(LIMITS, on=week(6)).review_on == week(10)
    assert track(12, 14).judge(LIMITS, on=week(2)).review_on == week(6)
    assert AccuracyTrack("new", 7).judge(LIMITS, on=week(0)).review_on == week(6)


@given(accuracy_tracks(), st.randoms(use_true_random=False))
def test_outcomes_may_come_late_twice_and_in_any_order(whole: AccuracyTrack, chance: object) -> None:
    """The track is the same."""
    outcomes = [*whole.outcomes, *whole.outcomes]
    chance.shuffle(outcomes)  # type: ignore[attr-defined]
    found = AccuracyTrack(whole.item, 7)
    for outcome in outcomes:
        found = found.record(outcome)
    assert found == whole


def test_two_outcomes_of_one_bucket_are_refused() -> None:
    """Which is right, the host must say."""
    with pytest.raises(OutcomeConflictError, match="keep the one that is right"):
        track(12, 14).record(ForecastOutcome(week(1), 10, 15))
    with pytest.raises(OutcomeConflictError):
        track(12).record(ForecastOutcome(week(0) + timedelta(days=3), 10, 15))


@given(accuracy_reports())
def test_a_judgement_never_looks_back_for_its_next_day(report: AccuracyReport) -> None:
    """An alarm is for today, everything else for later, and only what is over counts."""
    assert report.verdict.alarm or report.errors is None or report.review_on > report.outcomes[-1].bucket
    assert len(report.outcomes) <= report.limits.window
    assert (report.errors is None) == (not report.outcomes)


@given(st.lists(accuracy_tracks(), max_size=6), accuracy_limits(), st.integers(0, 430))
def test_many_items_are_reviewed_alarms_first(
    tracks: list[AccuracyTrack], limits: AccuracyLimits, days: int
) -> None:
    """Nobody is lost."""
    reports = review_accuracy(tracks, limits, on=MONDAY + timedelta(days=days))
    assert sorted(report.item for report in reports) == sorted(one.item for one in tracks)
    alarms = [report.verdict.alarm for report in reports]
    assert alarms == sorted(alarms, reverse=True)


def test_the_strongest_signal_comes_first() -> None:
    """Six of six beats four and a half."""
    mild = track(12, 12, 12, 12, 12, 9, item="mild")
    strong, calm = track(*[15] * 6, item="strong"), track(*[10] * 6, item="calm")
    found = review_accuracy([calm, mild, strong], AccuracyLimits(signal_max=3), on=week(6))
    assert [report.item for report in found] == ["strong", "mild", "calm"]


@pytest.mark.parametrize(
    "limits",
    [
        {"window": 4},
        {"window": 5, "outcomes_min": 6},
        {"signal_max": "12"},
        {"signal_max": "0"},
        {"wape_max": "0"},
    ],
    ids=str,
)
def test_limits_that_nothing_could_pass_are_refused(limits: dict[str, int]) -> None:
    """An alarm that can never ring is no alarm."""
    with pytest.raises(InvalidValueError):
        AccuracyLimits(**limits)

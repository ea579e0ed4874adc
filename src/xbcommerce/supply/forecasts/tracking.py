"""Whether a forecast still holds: what it said beside what came, bucket by bucket, item by item.

A method that was best last spring may be wrong by autumn. The tracking signal sums the errors and counts them
in mean absolute errors: chance keeps it small, a forecast that is always too low drives it up. Four is the
usual limit. A rate of errors to sales, WAPE, may have a limit of its own.

Outcomes may be recorded late, twice and in any order; two that differ for one bucket are refused.

Example:
    >>> from datetime import date, timedelta
    >>> from xbcommerce.supply import AccuracyLimits, AccuracyTrack, ForecastOutcome
    >>> track = AccuracyTrack("kettle", 7)
    >>> for week, sold in enumerate([12, 14, 13, 16, 15, 17]):
    ...     track = track.record(ForecastOutcome(date(2026, 1, 5) + timedelta(weeks=week), 10, sold))
    >>> print(track.judge(AccuracyLimits(), on=date(2026, 2, 16)))
    kettle: forecasts are too low: the tracking signal of 6 lies beyond 4 (periods: 6, Jan 5, 2026 to ...
      bias -4.5 units a period, mean error 4.5, 31 % of sales
      Look again on Feb 16, 2026
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction

from attrs import Attribute, evolve, field, frozen
from attrs.validators import optional

from xbcommerce.kernel.errors import InvalidValueError, positive_field
from xbcommerce.kernel.figures import decimal_of, figure, figure_or_none, positive
from xbcommerce.kernel.unmet import Note, Param

from .errors import ForecastErrors, forecast_errors
from .messages import ENGLISH


class OutcomeConflictError(InvalidValueError):
    """Two outcomes of one bucket that differ."""

    code = "outcome_conflict"


def _units(_instance: object, attribute: Attribute[float], value: float) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < math.inf:
        msg = f"{attribute.name}={value!r}: expected a finite number of units of at least 0"
        raise InvalidValueError(msg)


@frozen
class ForecastOutcome:
    """What was forecast for a bucket, and what came.

    Attributes:
        bucket: Its first day.
        forecast: Units, as said before the bucket began.
        actual: Units that were wanted.
    """

    bucket: date
    forecast: float = field(validator=_units)
    actual: float = field(validator=_units)


@frozen
class AccuracyLimits:
    """When a forecast is no longer believed.

    Attributes:
        signal_max: Tracking signal, either way, up to which errors may be chance.
        wape_max: Errors over sales that are still borne; None for any.
        outcomes_min: Outcomes without which nothing is judged.
        window: The latest outcomes that are judged; older ones are history.
        review_buckets: Buckets until a forecast that holds is looked at again.
    """

    signal_max: Fraction = field(default=Fraction(4), converter=figure, validator=positive)
    wape_max: Fraction | None = field(default=None, converter=figure_or_none, validator=optional(positive))
    outcomes_min: int = field(default=6, validator=positive_field)
    window: int = field(default=12, validator=positive_field)
    review_buckets: int = field(default=4, validator=positive_field)

    def __attrs_post_init__(self) -> None:
        """Refuse limits that could never be passed: a signal is at most the number of outcomes."""
        if self.window < self.outcomes_min or self.window <= self.signal_max:
            msg = (
                f"window={self.window} is too short for outcomes_min={self.outcomes_min} and "
                f"signal_max={self.signal_max}: no signal could pass; widen the window"
            )
            raise InvalidValueError(msg)


class AccuracyVerdict(Enum):
    """What the outcomes say; the values are the texts' codes."""

    TOO_FEW = "too_few"
    IN_CONTROL = "in_control"
    TOO_LOW = "too_low"
    """Too little is forecast."""
    TOO_HIGH = "too_high"
    """Too much is forecast."""
    TOO_WRONG = "too_wrong"
    """Neither too low nor too high on the whole, but too far off."""

    @property
    def alarm(self) -> bool:
        """Whether the method should be chosen anew."""
        return self not in {AccuracyVerdict.TOO_FEW, AccuracyVerdict.IN_CONTROL}


@frozen
class AccuracyReport:
    """How right the forecast of an item was.

    Attributes:
        item: Whose.
        verdict: What the outcomes say.
        outcomes: Those that were judged, oldest first.
        errors: Bias, WAPE, tracking signal and the rest; None without an outcome.
        limits: By which it was judged.
        review_on: The day to look again: at once where the method should be chosen anew.
    """

    item: str
    verdict: AccuracyVerdict
    outcomes: tuple[ForecastOutcome, ...]
    errors: ForecastErrors | None
    limits: AccuracyLimits
    review_on: date

    def why(self) -> tuple[Note, ...]:
        """Return the verdict, its figures, and when to look again."""
        figures: dict[str, Param] = {"item": self.item, "outcomes": len(self.outcomes)}
        review = Note("accuracy.review", {"on": self.review_on})
        code = f"accuracy.{self.verdict.value}"
        if self.verdict is AccuracyVerdict.TOO_FEW or self.errors is None:
            return Note(code, {**figures, "outcomes_min": self.limits.outcomes_min}), review
        figures |= {"first": self.outcomes[0].bucket, "last": self.outcomes[-1].bucket}
        wape = self.errors.wape
        measured: dict[str, Param] = {
            "signal": decimal_of(self.errors.tracking_signal or 0, 1),
            "signal_max": decimal_of(self.limits.signal_max, 1),
            "bias_units": decimal_of(self.errors.bias, 2),
            "mae_units": decimal_of(self.errors.mae, 2),
            "wape_pct": decimal_of((wape or 0) * 100, 1),
            "wape_pct_max": decimal_of((self.limits.wape_max or 0) * 100, 1),
        }
        line = "accuracy.figures" if wape is not None else "accuracy.figures_unsold"
        return Note(code, {**figures, **measured}), Note(line, measured), review

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def _in_order(value: Iterable[ForecastOutcome]) -> tuple[ForecastOutcome, ...]:
    return tuple(sorted(set(value), key=lambda outcome: outcome.bucket))


@frozen
class AccuracyTrack:
    """What was forecast of an item and what came, as far as it is known.

    Attributes:
        item: Whose forecast.
        bucket_days: Days in a bucket.
        outcomes: One a bucket, kept in order; buckets may be missing.
    """

    item: str
    bucket_days: int = field(validator=positive_field)
    outcomes: tuple[ForecastOutcome, ...] = field(default=(), converter=_in_order)

    def __attrs_post_init__(self) -> None:
        """Refuse two outcomes of one bucket, and buckets that overlap."""
        for before, after in zip(self.outcomes, self.outcomes[1:], strict=False):
            if (after.bucket - before.bucket).days < self.bucket_days:
                msg = (
                    f"{self.item!r}: {before} and {after} are of one bucket of {self.bucket_days} days; "
                    "keep the one that is right"
                )
                raise OutcomeConflictError(msg)

    def record(self, *outcomes: ForecastOutcome) -> AccuracyTrack:
        """Add outcomes; those that are known already change nothing.

        Raises:
            OutcomeConflictError: Another outcome of the same bucket is known.
        """
        return evolve(self, outcomes=(*self.outcomes, *outcomes))

    def judge(self, limits: AccuracyLimits, *, on: date) -> AccuracyReport:
        """Say whether the forecast holds, by the buckets that were over on a day.

        Args:
            limits: When it no longer does.
            on: The day of the judgement; buckets that were not over take no part.
        """
        bucket = timedelta(days=self.bucket_days)
        over = [outcome for outcome in self.outcomes if outcome.bucket + bucket <= on][-limits.window :]
        errors = (
            forecast_errors([one.forecast for one in over], [one.actual for one in over]) if over else None
        )
        verdict = _verdict(errors, limits)
        end = over[-1].bucket + bucket if over else on
        wait = limits.review_buckets
        if verdict is AccuracyVerdict.TOO_FEW:
            wait = limits.outcomes_min - len(over)
        review_on = on if verdict.alarm else max(on, end + wait * bucket)
        return AccuracyReport(self.item, verdict, tuple(over), errors, limits, review_on)


def _verdict(errors: ForecastErrors | None, limits: AccuracyLimits) -> AccuracyVerdict:
    if errors is None or errors.buckets < limits.outcomes_min:
        return AccuracyVerdict.TOO_FEW
    signal = errors.tracking_signal or 0.0
    if abs(signal) > limits.signal_max:
        return AccuracyVerdict.TOO_LOW if signal > 0 else AccuracyVerdict.TOO_HIGH
    if limits.wape_max is not None and errors.mae and (errors.wape is None or errors.wape > limits.wape_max):
        return AccuracyVerdict.TOO_WRONG
    return AccuracyVerdict.IN_CONTROL


def review_accuracy(
    tracks: Iterable[AccuracyTrack], limits: AccuracyLimits, *, on: date
) -> Sequence[AccuracyReport]:
    """Judge many items: first those whose method should be chosen anew, the strongest signal first."""

    def rank(report: AccuracyReport) -> tuple[bool, float, str]:
        signal = report.errors.tracking_signal if report.errors else None
        return not report.verdict.alarm, -abs(signal or 0.0), report.item

    return sorted((track.judge(limits, on=on) for track in tracks), key=rank)

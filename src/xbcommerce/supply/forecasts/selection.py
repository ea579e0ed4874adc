"""Which method to trust: each candidate on the past, judged by the sum over the horizon.

An order covers demand over a lead time, so a method is judged by its error on the *sum* over that horizon,
from several past origins, pooled over all items: one method for the whole assortment overfits least. Croston
and its kin are candidates like any other, never a default.

Example:
    >>> from datetime import date
    >>> from xbcommerce.supply import DemandSeries, parse_method, select
    >>> panel = {"tea": DemandSeries(date(2026, 1, 5), 7, [9, 12, 10, 10, 9, 11, 10, 9])}
    >>> choice = select(panel, [parse_method("naive"), parse_method("mean")], horizon=2, origins=[2, 4])
    >>> choice.chosen
    'mean'
    >>> print(choice)
    The smallest error over the lead time (weeks: 2), 1.007 units as root mean square (trials: 2, ...
    average of the whole history (mean)
    An error of 2.121 units (sum of forecasts less demand: 3) has this method:
    as much as last time (naive)
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from xbcommerce.kernel.figures import decimal_of
from xbcommerce.kernel.unmet import Note, Param
from xbcommerce.supply.demand.series import DemandSeries
from xbcommerce.supply.messages import ENGLISH
from xbcommerce.supply.wording import in_periods, method_note

from .forecaster import Forecaster, Method
from .trials import Errors, try_out


@frozen
class Score:
    """How a candidate did.

    Attributes:
        method: Its name.
        rmse: Root mean square of its errors on the sum over the horizon, units; None if nothing was tried.
        mae: Mean absolute error, units; None if nothing was tried.
        bias_units: Sum of forecast less demand over all trials.
        trials: How many (item, origin) pairs were tried; the same for every candidate.
    """

    method: str
    rmse: float | None
    mae: float | None
    bias_units: float
    trials: int


@frozen
class Selection:
    """The choice and everything it rests on.

    Attributes:
        chosen: Name of the method with the smallest error; the first of equals.
        scores: One a candidate, in the order given.
        horizon: Buckets ahead that were summed.
        origins: How many buckets back each trial started.
        items: How many items took part.
        bucket_days: Days in a bucket, None if the histories differ in that.
    """

    chosen: str
    scores: tuple[Score, ...]
    horizon: int
    origins: tuple[int, ...]
    items: int
    bucket_days: int | None = None

    def why(self) -> tuple[Note, ...]:
        """Return the choice with its error, then every other candidate, each error before its method."""
        return tuple(self._notes())

    def _notes(self) -> Iterator[Note]:
        best = next(score for score in self.scores if score.method == self.chosen)
        if best.rmse is None:
            yield Note("selection.nothing_to_try", {"method": self.chosen, "items": self.items})
        else:
            period, length = in_periods(self.horizon, self.bucket_days)
            figures: dict[str, Param] = {"length": length, "trials": best.trials, "items": self.items}
            yield Note(f"selection.chosen.{period}", {**_figures(best), **figures})
        yield method_note(self.chosen, self.bucket_days)
        for score in self.scores:
            if score is not best and best.rmse is not None:
                yield Note("selection.candidate", _figures(score))
                yield method_note(score.method, self.bucket_days)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def _figures(score: Score) -> dict[str, Param]:
    return {
        "method": score.method,
        "rmse_units": decimal_of(score.rmse or 0, 3),
        "bias_units": decimal_of(score.bias_units, 1),
    }


def select(
    panel: Mapping[str, DemandSeries],
    candidates: Sequence[Method | Forecaster],
    *,
    horizon: int,
    origins: Sequence[int],
) -> Selection:
    """Choose one method for all items of a panel by rolling origins, as `trials` tells.

    For origin ``o`` the last ``o`` buckets are hidden and the first ``horizon`` of them are summed; the error
    is that of the sum. Closed buckets are neither learnt from nor counted. An item whose history is shorter
    than an origin sits that trial out.

    Args:
        panel: Histories by item; one item alone selects for itself.
        candidates: Methods to try; ties take the first.
        horizon: Buckets ahead, about the lead time.
        origins: How many buckets back to start, each at least ``horizon``.

    Raises:
        InvalidValueError: No candidate, no origin, an origin nearer than the horizon, or two candidates of
            one name.
    """
    errors = try_out(panel, candidates, horizon=horizon, origins=origins)
    return choose(panel, candidates, errors, horizon=horizon, origins=origins)


def choose(
    panel: Mapping[str, DemandSeries],
    candidates: Sequence[Method | Forecaster],
    errors: Mapping[str, Errors],
    *,
    horizon: int,
    origins: Sequence[int],
) -> Selection:
    """Choose by errors that are known, those of the items of the panel."""
    pooled = [[error for item in panel for error in errors[item][index]] for index in range(len(candidates))]
    squares = [math.fsum(error * error for error in its) for its in pooled]
    scores = tuple(
        _score(method.name, its, square)
        for method, its, square in zip(candidates, pooled, squares, strict=True)
    )
    best = min(range(len(candidates)), key=squares.__getitem__)
    lengths = {series.bucket_days for series in panel.values()}
    bucket_days = lengths.pop() if len(lengths) == 1 else None
    return Selection(scores[best].method, scores, horizon, tuple(origins), len(panel), bucket_days)


def _score(method: str, errors: Sequence[float], squares: float) -> Score:
    trials, bias = len(errors), math.fsum(errors)
    if not trials:
        return Score(method, None, None, 0.0, 0)
    mae = math.fsum(map(abs, errors)) / trials
    return Score(method, math.sqrt(squares / trials), mae, bias, trials)

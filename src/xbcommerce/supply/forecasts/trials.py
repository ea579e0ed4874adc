"""Trying forecasters on the past: from rolling origins, by the error of the sum over the horizon.

For origin ``o`` the last ``o`` buckets are hidden and the first ``horizon`` of them are summed; the error is
what was forecast for them less that sum. Closed buckets are neither learnt from nor counted: a forecaster
that looks ahead is asked about the open buckets of the horizon, each at its own place in the season.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import cast

from attrs import frozen

from xbcommerce.kernel.errors import InvalidValueError, whole
from xbcommerce.kernel.naming import repeated
from xbcommerce.supply.demand.series import Cleaned, DemandSeries, clean

from .blend import Blend
from .forecaster import Forecaster, Method, expected, is_forecaster, looks_ahead, no_mere_name

Errors = list[list[float]]
"""One list a candidate: forecast less demand of every trial, in one order for all."""


@frozen
class _Trial:
    """One item cut at one origin.

    Attributes:
        cut: Buckets before the origin.
        seen: How many of them were open.
        ahead: The buckets of the horizon, None where closed.
        open: Those that were open.
        actual: Their sum.
    """

    cut: int
    seen: int
    ahead: tuple[float | None, ...]
    open: tuple[float, ...]
    actual: float


def try_out(
    panel: Mapping[str, DemandSeries],
    candidates: Sequence[Method | Forecaster],
    *,
    horizon: int,
    origins: Sequence[int],
) -> dict[str, Errors]:
    """Return the errors of every candidate, item by item.

    An item whose history is shorter than an origin sits that trial out.

    Args:
        panel: Histories by item.
        candidates: Whom to try.
        horizon: Buckets ahead.
        origins: How many buckets back to start, each at least ``horizon``.

    Raises:
        InvalidValueError: No candidate, no origin, an origin nearer than the horizon, or two candidates of
            one name.
    """
    whole(horizon, "horizon", minimum=1)
    if not candidates or not origins:
        msg = f"{len(candidates)} candidates and {len(origins)} origins; give at least one of each"
        raise InvalidValueError(msg)
    for origin in origins:
        if type(origin) is not int or origin < horizon:
            msg = f"origin={origin!r} hides fewer buckets than the horizon of {horizon}; go further back"
            raise InvalidValueError(msg)
    for method in candidates:
        no_mere_name(method)
    if twice := repeated(method.name for method in candidates):
        msg = f"two candidates are called {twice[0]!r}; give each its own name"
        raise InvalidValueError(msg)
    parts = [method.methods if isinstance(method, Blend) else (method,) for method in candidates]
    singles: list[Method | Forecaster] = []
    for one in (one for its in parts for one in its):
        if one not in singles:
            singles.append(one)
    places = [[singles.index(one) for one in its] for its in parts]
    found: dict[str, Errors] = {}
    for key, series in panel.items():
        history = clean(series)
        trials = _trials(history.quantities, horizon, origins)
        errors = [_errors(one, history, trials) for one in singles]
        found[key] = [_mean([errors[place] for place in its]) for its in places]
    return found


def _mean(errors: Sequence[list[float]]) -> list[float]:
    """Return the errors of a blend: it errs by the mean of what its methods err."""
    if len(errors) == 1:
        return errors[0]
    return [math.fsum(trial) / len(trial) for trial in zip(*errors, strict=True)]


def _trials(quantities: Sequence[float | None], horizon: int, origins: Sequence[int]) -> list[_Trial]:
    trials: list[_Trial] = []
    for origin in origins:
        cut = max(0, len(quantities) - origin)
        seen = sum(quantity is not None for quantity in quantities[:cut])
        ahead = tuple(quantities[cut : cut + horizon])
        came = tuple(quantity for quantity in ahead if quantity is not None)
        if seen and came:
            trials.append(_Trial(cut, seen, ahead, came, sum(came)))
    return trials


def _errors(method: Method | Forecaster, history: Cleaned, trials: Sequence[_Trial]) -> list[float]:
    if not trials:
        return []
    if looks_ahead(method) or is_forecaster(method):
        return [_error_ahead(method, history, trial) for trial in trials]
    path = cast("Method", method).path(history.observed)
    return [max(0.0, path[one.seen - 1]) * len(one.open) - one.actual for one in trials]


def _error_ahead(method: Method | Forecaster, history: Cleaned, trial: _Trial) -> float:
    said = expected(method, history.quantities[: trial.cut], len(trial.ahead))
    return (
        sum(units for units, came in zip(said, trial.ahead, strict=True) if came is not None) - trial.actual
    )

"""Kinds of demand, smoothing and forecast errors: reference cases as calls of the public API."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from xbcommerce.supply import (
    Drift,
    MovingAverage,
    SeasonalKind,
    SeasonalNaive,
    SeasonalState,
    Ses,
    Trend,
    classify_sbc,
    classify_xyz,
    forecast_errors,
    smooth_season,
    smooth_trend,
)

from .supply import by_operation, weekly_matrix

Input = dict[str, Any]


def options(case: Input, *names: str) -> Input:
    """Take the options that a case names; decimals that stand as floats are read as printed."""
    return {name: _exact(case[name]) for name in names if case.get(name) is not None}


def _exact(value: object) -> object:
    if isinstance(value, list):
        return [_exact(one) for one in value]
    return Fraction(str(value)) if isinstance(value, float | str) else value


def sbc(case: Input) -> object:
    """Classify one item by timing and size."""
    found = classify_sbc(case["series"], **options(case, "adi_cut", "cv2_cut", "ddof"))
    return {"adi": found.adi, "cv2": found.cv2, "class": found.kind.value}


def data_sbc(case: Input) -> object:
    """Classify every item of a matrix by timing and size."""
    given = options(case, "adi_cut", "cv2_cut", "ddof")
    return Counter(classify_sbc(row, **given).kind.value for row in weekly_matrix(case["data"]).values())


def xyz(case: Input) -> object:
    """Classify one item by steadiness."""
    found = classify_xyz(case["series"], **options(case, "cuts", "ddof"))
    return {"cv": found.cv, "class": found.kind.value}


def data_xyz(case: Input) -> object:
    """Classify every item of a matrix by steadiness."""
    given = options(case, "cuts", "ddof")
    return Counter(classify_xyz(row, **given).kind.value for row in weekly_matrix(case["data"]).values())


def smoothing(case: Input) -> object:
    """Smooth from given states, with or without trend, damping and season."""
    phi = Fraction(str(case.get("phi", 1)))
    start = Trend(case["initial_level"], case.get("initial_trend") or 0.0)
    constants = options(case, "alpha", "beta", "gamma")
    if not case.get("seasonal"):
        found = smooth_trend(case["series"], start, phi=phi, **constants)
        return {"path": found.ahead(case["horizon"], phi=phi)}
    kind = SeasonalKind[case["seasonal"].upper()]
    state = SeasonalState(start, case["initial_season"], kind)
    smoothed = smooth_season(case["series"], state, phi=phi, **constants)
    return {"path": smoothed.ahead(case["horizon"], phi=phi)}


def simple_smoothing(case: Input) -> object:
    """Smooth a level from the first observation, or from a level that is given."""
    alpha = Fraction(str(case["alpha"]))
    if isinstance(case.get("initial"), int | float):
        level = smooth_trend(case["series"], Trend(case["initial"]), alpha=alpha).level
    else:
        level = Ses(alpha).path(case["series"])[-1]
    return _flat(level, case)


def moving_average(case: Input) -> object:
    """Average the last buckets."""
    return _flat(MovingAverage(case["window"]).path(case["series"])[-1], case)


def _flat(level: float, case: Input) -> object:
    return {"path": [level] * case["horizon"]} if "horizon" in case else {"forecast": level}


def drift(case: Input) -> object:
    """Go on from first to last."""
    return {"path": Drift().ahead(case["series"], case["horizon"])}


def seasonal_naive(case: Input) -> object:
    """Repeat the last season."""
    return {"path": SeasonalNaive(case["season_length"]).ahead(case["series"], case["horizon"])}


def errors(case: Input) -> object:
    """Measure forecasts; measures against the past only where a past is given."""
    quantiles: Sequence[float] = case.get("quantiles", ())
    found = forecast_errors(
        case["forecast"],
        case["actual"],
        train=case.get("train") or (),
        season_length=case.get("season_length", 1),
        quantiles=[Fraction(str(quantile)) for quantile in quantiles],
    )
    measures = ["mae", "rmse", "bias", "wape", "smape", "tracking_signal"]
    if "train" in case:
        measures += ["mase", "rmsse"]
    pinball = {f"pinball_{given}": found.pinball[Fraction(str(given))] for given in quantiles}
    return {name: getattr(found, name) for name in measures} | pinball


FAMILIES = {
    "demand_class": by_operation(sbc=sbc, dataset_sbc=data_sbc),
    "xyz": by_operation(xyz=xyz, dataset_xyz=data_xyz),
    "smoothing_forecast": by_operation(
        exponential_smoothing=smoothing,
        ses=simple_smoothing,
        moving_average=moving_average,
        drift=drift,
        seasonal_naive=seasonal_naive,
    ),
    "forecast_error": by_operation(errors=errors),
}

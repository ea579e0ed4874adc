"""How wrong a forecast was, by the measures of the field; absent where a measure divides by zero.

    mae, rmse           in units; MASE and RMSSE hold them against a naive forecast of the past
    wape, smape         as shares; sMAPE on the scale 0 to 1, a bucket of nothing forecast as nothing counts 0
    bias                mean of forecast less actual: above 0 where too much was forecast
    tracking_signal     sum of actual less forecast over MAE: above 0 where too little was forecast
    pinball             the loss of a quantile

MASE and RMSSE are those of Hyndman and Koehler (2006) and of the M5 competition: the scale is the in-sample
error of the seasonal naive forecast.

Example:
    >>> from xbcommerce.supply import forecast_errors
    >>> found = forecast_errors([11, 11, 1, 12], [10, 12, 0, 14], train=[8, 9, 11, 10])
    >>> found.mae, found.bias, found.mase
    (1.25, -0.25, 0.9375)
    >>> forecast_errors([1, 2], [0, 0]).wape is None
    True
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError, whole
from xbcommerce.kernel.figures import Figure, figure
from xbcommerce.kernel.frozen import FrozenMap


@frozen
class ForecastErrors:
    """Every measure of some buckets; None where it does not exist.

    Attributes:
        buckets: How many were compared.
        mae: Mean absolute error, units.
        rmse: Root mean squared error, units.
        bias: Mean of forecast less actual, units.
        wape: Sum of absolute errors over sum of absolute actuals; None if nothing sold.
        smape: Mean of absolute error over forecast plus actual.
        tracking_signal: Sum of actual less forecast over MAE; None of a perfect forecast.
        mase: MAE over that of the seasonal naive forecast; None without a past that varies.
        rmsse: RMSE over that of the seasonal naive forecast; None without a past that varies.
        pinball: Quantile to the mean loss of the forecast taken as that quantile.
    """

    buckets: int
    mae: float
    rmse: float
    bias: float
    wape: float | None
    smape: float
    tracking_signal: float | None
    mase: float | None = None
    rmsse: float | None = None
    pinball: FrozenMap[Fraction, float] = field(factory=FrozenMap[Fraction, float])


def forecast_errors(
    forecast: Sequence[float],
    actual: Sequence[float],
    *,
    train: Sequence[float] = (),
    season_length: int = 1,
    quantiles: Iterable[Figure] = (),
) -> ForecastErrors:
    """Measure a forecast by what came.

    Args:
        forecast: Units forecast a bucket.
        actual: Units that came in the same buckets.
        train: The past that scales MASE and RMSSE, oldest first.
        season_length: Buckets between the likes that the naive forecast of the past compares.
        quantiles: For which pinball losses are wanted, between 0 and 1.

    Raises:
        InvalidValueError: No bucket, not one forecast a bucket, a number that is none, or a quantile
            outside 0 and 1.
    """
    whole(season_length, "season_length", minimum=1)
    if not actual or len(forecast) != len(actual):
        msg = f"{len(forecast)} forecasts of {len(actual)} buckets; give one for each of at least one bucket"
        raise InvalidValueError(msg)
    if strange := [value for value in (*forecast, *actual, *train) if not math.isfinite(value)]:
        msg = f"{strange[0]!r} units: expected finite numbers"
        raise InvalidValueError(msg)
    over = [said - came for said, came in zip(forecast, actual, strict=True)]
    mae, mse = _mean(map(abs, over)), _mean(error * error for error in over)
    steps = [after - before for before, after in zip(train, train[season_length:], strict=False)]
    scale, squared_scale = _mean(map(abs, steps)), _mean(step * step for step in steps)
    return ForecastErrors(
        buckets=len(over),
        mae=mae,
        rmse=math.sqrt(mse),
        bias=_mean(over),
        wape=_ratio(math.fsum(map(abs, over)), math.fsum(map(abs, actual))),
        smape=_mean(_symmetric(said, came) for said, came in zip(forecast, actual, strict=True)),
        tracking_signal=_ratio(-math.fsum(over), mae),
        mase=_ratio(mae, scale),
        rmsse=math.sqrt(mse / squared_scale) if squared_scale else None,
        pinball=FrozenMap({quantile: _pinball(over, quantile) for quantile in map(figure, quantiles)}),
    )


def _mean(values: Iterable[float]) -> float:
    """Return the mean, 0 of nothing."""
    listed = list(values)
    return math.fsum(listed) / len(listed) if listed else 0.0


def _ratio(value: float, scale: float) -> float | None:
    return value / scale if scale else None


def _symmetric(said: float, came: float) -> float:
    size = abs(said) + abs(came)
    return abs(said - came) / size if size else 0.0


def _pinball(over: Sequence[float], quantile: Fraction) -> float:
    if not 0 <= quantile <= 1:
        msg = f"quantile={quantile}: expected a share from 0 to 1"
        raise InvalidValueError(msg)
    q = float(quantile)
    return _mean((1 - q) * error if error > 0 else -q * error for error in over)

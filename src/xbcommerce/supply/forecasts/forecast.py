"""What will sell: a rate and its uncertainty, per day, from a history and a method.

The variance is that of the method's own errors, one bucket ahead: what safety stock has to cover is not how
much demand varies but how wrong the forecast is.

Example:
    >>> from datetime import date
    >>> from xbcommerce.supply import DemandSeries, Ses, forecast
    >>> weeks = DemandSeries(date(2026, 1, 5), 7, [14, 21, 14, 7, 21, 14])
    >>> print(forecast(weeks, Ses("0.2")))
    2.114 units sell a day on average (standard deviation 2.231, weeks of history: 6), learnt by this method:
    smoothed average in which the newest sales count 20 % (ses:0.2)
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import Enum
from typing import cast

from attrs import Attribute, field, frozen
from attrs.validators import optional

from xbcommerce.kernel.errors import InvalidValueError, count_field, positive_field, whole
from xbcommerce.kernel.figures import decimal_of
from xbcommerce.kernel.unmet import Note, Param
from xbcommerce.supply.demand.events import EventEffects
from xbcommerce.supply.demand.series import DemandError, DemandSeries, clean
from xbcommerce.supply.messages import ENGLISH
from xbcommerce.supply.wording import in_periods, method_note

from .forecaster import Forecaster, Method, is_forecaster, looks_ahead, outlook

_SHOWN = 8


class VarianceBasis(Enum):
    """Where the variance of a forecast comes from."""

    ONE_STEP_ERRORS = "one_step_errors"
    """Mean squared error of the method, one bucket ahead."""
    FORECASTER = "forecaster"
    """The forecaster itself, for the buckets ahead together."""
    POISSON = "poisson"
    """A history of one bucket has no errors yet: as if demand were Poisson, variance equals mean."""
    GIVEN = "given"
    """The caller said so."""


def _not_negative(_instance: object, attribute: Attribute[float], value: float) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < math.inf:
        msg = f"{attribute.name}={value!r}: expected a finite number of at least 0"
        raise InvalidValueError(msg)


@frozen
class Forecast:
    """Demand expected on a day.

    Attributes:
        mean_per_day: Units.
        variance_per_day: Squared units; days are taken as independent.
        method: Name of the method.
        sample_size: Buckets it has seen.
        basis: Where the variance comes from.
        bucket_days: Days in a bucket, so that readers hear of weeks; None if unknown.
        path: Units expected in each of the buckets ahead, of which ``mean_per_day`` is the mean; empty where
            every day is expected to sell alike.
    """

    mean_per_day: float = field(validator=_not_negative)
    variance_per_day: float = field(validator=_not_negative)
    method: str = "given"
    sample_size: int = field(default=0, validator=count_field)
    basis: VarianceBasis = VarianceBasis.GIVEN
    bucket_days: int | None = field(default=None, validator=optional(positive_field))
    path: tuple[float, ...] = field(default=(), converter=tuple[float, ...])

    def why(self) -> tuple[Note, ...]:
        """Return the rate with its spread, and the method it was learnt by."""
        figures: dict[str, Param] = {
            "mean_per_day": decimal_of(self.mean_per_day, 3),
            "sd_per_day": decimal_of(math.sqrt(self.variance_per_day), 3),
        }
        if not self.sample_size:
            return (Note("forecast.given", figures),)
        period, length = in_periods(self.sample_size, self.bucket_days)
        figures |= {"method": self.method, "sample_size": self.sample_size, "length": length}
        learnt = Note(f"forecast.{period}", figures), method_note(self.method, self.bucket_days)
        if not self.path:
            return learnt
        shown = [str(decimal_of(units, 1)) for units in self.path[:_SHOWN]]
        more = ("…",) if len(self.path) > _SHOWN else ()
        return *learnt, Note("forecast.path", {"units": (*shown, *more)})

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def forecast(
    series: DemandSeries,
    method: Method | Forecaster,
    *,
    horizon: int = 1,
    events: EventEffects | None = None,
) -> Forecast:
    """Forecast demand per day from a history; closed buckets are left out, stock-outs raised to the base.

    A plain method gives one rate. One that looks ahead, a forecaster from elsewhere, and any method with
    events give a path, whose mean over the horizon is the rate. The variance is that of the method's errors
    one bucket ahead, or what the forecaster itself says.

    Args:
        series: The history.
        method: A method or a forecaster.
        horizon: Buckets ahead, about the lead time; a plain method without events needs none.
        events: What events do: taken out of the history, laid on the buckets ahead.

    Raises:
        DemandError: ``nothing_observed``: every bucket is closed.
        InvalidValueError: A horizon below 1, or a forecaster that answers for another one.
    """
    whole(horizon, "horizon", minimum=1)
    days, buckets = series.bucket_days, len(series.quantities)
    factors = (1.0,) * (buckets + horizon)
    if events is not None:
        factors = events.factors(series.start, days, buckets + horizon)
    values = clean(series, factors=factors[:buckets]).quantities
    seen = sum(value is not None for value in values)
    if not seen:
        msg = f"all {buckets} buckets from {series.start} are closed; nothing can be learnt"
        raise DemandError.because("nothing_observed", msg)
    ahead, spread = outlook(method, values, horizon)
    path = [max(0.0, units) * factor for units, factor in zip(ahead, factors[buckets:], strict=True)]
    mean = math.fsum(path) / horizon / days
    alike = events is None and not looks_ahead(method) and not is_forecaster(method)
    if is_forecaster(method):
        lift = math.fsum(path) / math.fsum(ahead) if math.fsum(ahead) > 0 else 1.0
        variance, basis = (spread or 0.0) * lift**2 / horizon / days, VarianceBasis.FORECASTER
    elif errors := _one_step_errors(cast("Method", method), values, factors):
        variance = sum(error * error for error in errors) / len(errors) / days
        basis = VarianceBasis.ONE_STEP_ERRORS
    else:
        variance, basis = mean, VarianceBasis.POISSON
    return Forecast(mean, variance, method.name, seen, basis, days, () if alike else path)


def _one_step_errors(method: Method, values: Sequence[float | None], factors: Sequence[float]) -> list[float]:
    """Return actual less forecast, in units as sold, of every open bucket but the first."""
    seen = [(index, value) for index, value in enumerate(values) if value is not None]
    if looks_ahead(method):
        path = method.path(values)
        said = [path[index - 1] for index, _ in seen[1:]]
    else:
        said = method.path([value for _, value in seen])
    return [(actual - units) * factors[index] for (index, actual), units in zip(seen[1:], said, strict=False)]

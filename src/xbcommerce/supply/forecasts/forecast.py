"""What will sell: a rate and its uncertainty, per day, from a history and a method.

The variance is that of the method's own errors, one bucket ahead: what safety stock has to cover is not how
much demand varies but how wrong the forecast is.

Example:
    >>> from datetime import date
    >>> from xbcommerce.supply import DemandSeries, Ses, forecast
    >>> weeks = DemandSeries(date(2026, 1, 5), 7, [14, 21, 14, 7, 21, 14])
    >>> print(forecast(weeks, Ses("0.2")))
    2.114 units sell a day on average (spread 2.231, weeks of history: 6), learnt by this method:
    smoothed average in which the newest sales count 20 % (ses:0.2)
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import Enum

from attrs import Attribute, field, frozen
from attrs.validators import optional

from xbcommerce.kernel.errors import InvalidValueError, count_field, positive_field
from xbcommerce.kernel.figures import decimal_of
from xbcommerce.kernel.unmet import Note, Param
from xbcommerce.supply.demand.series import DemandError, DemandSeries, clean
from xbcommerce.supply.messages import ENGLISH
from xbcommerce.supply.wording import in_periods, method_note

from .methods import Method


class VarianceBasis(Enum):
    """Where the variance of a forecast comes from."""

    ONE_STEP_ERRORS = "one_step_errors"
    """Mean squared error of the method, one bucket ahead."""
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
    """

    mean_per_day: float = field(validator=_not_negative)
    variance_per_day: float = field(validator=_not_negative)
    method: str = "given"
    sample_size: int = field(default=0, validator=count_field)
    basis: VarianceBasis = VarianceBasis.GIVEN
    bucket_days: int | None = field(default=None, validator=optional(positive_field))

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
        return Note(f"forecast.{period}", figures), method_note(self.method, self.bucket_days)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def forecast(series: DemandSeries, method: Method) -> Forecast:
    """Forecast demand per day from a history; closed buckets are left out, stock-outs raised to the base.

    Raises:
        DemandError: ``nothing_observed``: every bucket is closed.
    """
    observed = clean(series).observed
    if not observed:
        msg = f"all {len(series.quantities)} buckets from {series.start} are closed; nothing can be learnt"
        raise DemandError.because("nothing_observed", msg)
    path = method.path(observed)
    days = series.bucket_days
    mean = max(0.0, path[-1]) / days
    errors = _one_step_errors(observed, path)
    if not errors:
        return Forecast(mean, mean, method.name, len(observed), VarianceBasis.POISSON, days)
    variance = sum(error * error for error in errors) / len(errors) / days
    return Forecast(mean, variance, method.name, len(observed), VarianceBasis.ONE_STEP_ERRORS, days)


def _one_step_errors(observed: Sequence[float], path: Sequence[float]) -> list[float]:
    return [actual - said for actual, said in zip(observed[1:], path, strict=False)]

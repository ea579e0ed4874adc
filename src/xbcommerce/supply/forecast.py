"""What will sell: a rate and its uncertainty, per day, from a history and a method.

The variance is that of the method's own errors, one bucket ahead: what safety stock has to cover is not how
much demand varies but how wrong the forecast is.

Example:
    >>> from datetime import date
    >>> from xbcommerce.supply import DemandSeries, Ses, forecast
    >>> weeks = DemandSeries(date(2026, 1, 5), 7, [14, 21, 14, 7, 21, 14])
    >>> print(forecast(weeks, Ses("0.2")))
    2.114 a day (sd 2.231), ses:0.2 over 6 buckets
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import Enum

from attrs import Attribute, field, frozen

from xbcommerce.kernel.errors import InvalidValueError, count_field
from xbcommerce.kernel.figures import decimal_of

from .demand import DemandError, DemandSeries, clean
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
    """Demand expected on an open day.

    Attributes:
        mean_per_day: Units.
        variance_per_day: Squared units; days are taken as independent.
        method: Name of the method.
        sample_size: Buckets it has seen.
        basis: Where the variance comes from.
    """

    mean_per_day: float = field(validator=_not_negative)
    variance_per_day: float = field(validator=_not_negative)
    method: str = "given"
    sample_size: int = field(default=0, validator=count_field)
    basis: VarianceBasis = VarianceBasis.GIVEN

    def __str__(self) -> str:
        sd = decimal_of(math.sqrt(self.variance_per_day), 3)
        mean = decimal_of(self.mean_per_day, 3)
        return f"{mean} a day (sd {sd}), {self.method} over {self.sample_size} buckets"


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
    mean = max(0.0, path[-1]) / series.bucket_days
    errors = _one_step_errors(observed, path)
    if not errors:
        return Forecast(mean, mean, method.name, len(observed), VarianceBasis.POISSON)
    variance = sum(error * error for error in errors) / len(errors) / series.bucket_days
    return Forecast(mean, variance, method.name, len(observed), VarianceBasis.ONE_STEP_ERRORS)


def _one_step_errors(observed: Sequence[float], path: Sequence[float]) -> list[float]:
    return [actual - said for actual, said in zip(observed[1:], path, strict=False)]

"""Demand of one day as a distribution of whole units, and its sum over several days.

    Poisson(mean)                     variance equals mean
    NegativeBinomial(mean, variance)  variance above mean, what shops mostly see
    EmpiricalDemand(pmf)              units sold a day as they were observed

A sum over ``L`` days of NB(r, p) is NB(rL, p), with ``r = m^2/(v - m)`` and ``p = m/v``. Probabilities are
built outwards from the most likely number of units, where they are largest: ``p^(rL)`` itself underflows.

Example:
    >>> from xbcommerce.supply import NegativeBinomial, Poisson
    >>> spread = Poisson(0.5).over(4)
    >>> spread.first, [round(chance, 3) for chance in spread.chances[:4]]
    (0, [0.135, 0.271, 0.271, 0.18])
    >>> NegativeBinomial(2.0, 1.5)
    Traceback (most recent call last):
    ...
    xbcommerce...InvalidValueError: variance_per_day=1.5: expected more than the mean 2.0; use Poisson ...
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction

from attrs import Attribute, field, frozen

from xbcommerce.kernel.errors import InvalidValueError

from .forecast import Forecast
from .probability import Exactly, decimal_of, to_fraction

NEGLIGIBLE = 1e-18
"""A probability this small beside the largest one is left out."""
UNITS_MAX = 2_000_000
"""More different outcomes than this are refused: count in cartons, or take a normal method."""


class TooManyUnitsError(InvalidValueError):
    """A demand so large or so uneven that counting every unit makes no sense."""

    code = "too_many_units"


def _positive(_instance: object, attribute: Attribute[float], value: float) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < math.inf:
        msg = f"{attribute.name}={value!r}: expected a finite number above 0"
        raise InvalidValueError(msg)


@frozen
class Spread:
    """Probabilities of ``first, first + 1, ...`` units; they add up to one, but for rounding."""

    first: int
    chances: Sequence[float]


@frozen
class Poisson:
    """Independent single units."""

    mean_per_day: float = field(validator=_positive)

    @property
    def variance_per_day(self) -> float:
        """The mean."""
        return self.mean_per_day

    def over(self, days: int) -> Spread:
        """Return the demand of several days together."""
        if days == 0:
            return Spread(0, (1.0,))
        mean = self.mean_per_day * days
        mode = math.floor(mean)
        log_peak = mode * math.log(mean) - mean - math.lgamma(mode + 1)
        return _outwards(mode, log_peak, lambda k: mean / (k + 1))


@frozen
class NegativeBinomial:
    """Units whose variance exceeds their mean: orders of several units, some days better than others."""

    mean_per_day: float = field(validator=_positive)
    variance_per_day: float = field(validator=_positive)

    def __attrs_post_init__(self) -> None:
        if self.variance_per_day <= self.mean_per_day:
            msg = (
                f"variance_per_day={self.variance_per_day}: expected more than the mean "
                f"{self.mean_per_day}; use Poisson otherwise"
            )
            raise InvalidValueError(msg)

    def over(self, days: int) -> Spread:
        """Return the demand of several days together."""
        if days == 0:
            return Spread(0, (1.0,))
        mean, variance = self.mean_per_day, self.variance_per_day
        r, p, q = days * mean * mean / (variance - mean), mean / variance, (variance - mean) / variance
        mode = max(0, math.floor((r - 1) * q / p))
        log_peak = (
            math.lgamma(mode + r)
            - math.lgamma(r)
            - math.lgamma(mode + 1)
            + r * math.log(p)
            + mode * math.log(q)
        )
        return _outwards(mode, log_peak, lambda k: (k + r) / (k + 1) * q)


def _outwards(mode: int, log_peak: float, growth: Callable[[int], float]) -> Spread:
    """Build chances up and down from the mode; ``growth(k)`` is the chance of k + 1 over that of k."""
    peak = math.exp(log_peak)
    floor = peak * NEGLIGIBLE
    down: list[float] = []
    chance, k = peak, mode
    while k > 0 and chance > floor:
        chance /= growth(k - 1)
        k -= 1
        down.append(chance)
    up, chance, above = [peak], peak, mode
    while chance > floor:
        chance *= growth(above)
        above += 1
        up.append(chance)
        if above - mode > UNITS_MAX:
            msg = f"demand can exceed {above:,} units; count in cartons or use DemandModel.NORMAL_MIXTURE"
            raise TooManyUnitsError(msg)
    return Spread(k, down[::-1] + up)


def _shares(value: Sequence[Exactly]) -> tuple[Fraction, ...]:
    shares = tuple(to_fraction(share) for share in value)
    if not shares or min(shares) < 0 or sum(shares) != 1:
        total = decimal_of(sum(shares, Fraction(0)))
        msg = f"{len(shares)} shares add up to {total}; expected 1, none negative"
        raise InvalidValueError(msg)
    return shares


@frozen
class EmpiricalDemand:
    """Units a day as observed: ``pmf[k]`` is the share of days on which ``k`` were wanted."""

    pmf: tuple[Fraction, ...] = field(converter=_shares)

    @property
    def mean_per_day(self) -> float:
        """Mean units."""
        return float(sum(k * share for k, share in enumerate(self.pmf)))

    @property
    def variance_per_day(self) -> float:
        """Variance, squared units."""
        mean = sum(k * share for k, share in enumerate(self.pmf))
        return float(sum(k * k * share for k, share in enumerate(self.pmf)) - mean * mean)

    def over(self, days: int) -> Spread:
        """Return the demand of several days together, by repeated squaring."""
        power, result = [float(share) for share in self.pmf], [1.0]
        if days * len(power) > UNITS_MAX:
            msg = f"{days} days of up to {len(power) - 1} units; use DemandModel.NORMAL_MIXTURE"
            raise TooManyUnitsError(msg)
        while days:
            if days & 1:
                result = _convolve(result, power)
            days >>= 1
            if days:
                power = _convolve(power, power)
        return Spread(0, result)


def _convolve(first: Sequence[float], second: Sequence[float]) -> list[float]:
    sums = [0.0] * (len(first) + len(second) - 1)
    for i, a in enumerate(first):
        if a:
            for j, b in enumerate(second):
                sums[i + j] += a * b
    return sums


DailyDemand = Poisson | NegativeBinomial | EmpiricalDemand
"""Any of the three."""


def daily_demand(forecast: Forecast) -> Poisson | NegativeBinomial:
    """Take a forecast as a distribution of whole units: negative binomial, or Poisson where variance <= mean.

    Raises:
        InvalidValueError: The forecast is zero: there is no demand to distribute.
    """
    if forecast.variance_per_day > forecast.mean_per_day:
        return NegativeBinomial(forecast.mean_per_day, forecast.variance_per_day)
    return Poisson(forecast.mean_per_day)

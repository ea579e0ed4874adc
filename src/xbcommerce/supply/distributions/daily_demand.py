"""Demand of one day as a distribution of whole units, and its sum over several days.

    Poisson(mean)                     variance equals mean
    NegativeBinomial(mean, variance)  variance above mean, what shops mostly see
    EmpiricalDemand(pmf)              units sold a day as they were observed

A sum over ``L`` days of NB(r, p) is NB(rL, p), with ``r = m^2/(v - m)`` and ``p = m/v``. Chances come from
the incomplete beta and gamma functions, so large and uneven demand costs no more than small; the upper tail
is never one minus the lower. The mean shortage beyond ``k`` uses ``x P(x; r) = mean P(x - 1; r + 1)``.

Example:
    >>> from xbcommerce.supply import NegativeBinomial, Poisson
    >>> round(Poisson(0.5).tails(1, days=4).at_most, 6), round(Poisson(0.5).shortage(1, days=4), 6)
    (0.406006, 1.135335)
    >>> NegativeBinomial(2.0, 1.5)
    Traceback (most recent call last):
    ...
    xbcommerce...InvalidValueError: variance_per_day=1.5: expected more than the mean 2.0; use Poisson ...
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from attrs import Attribute, field, frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import Figure, decimal_of, figure
from xbcommerce.supply.forecasts.forecast import Forecast

from .beta import beta_tails
from .gamma import gamma_tails
from .nearby_level import Part

OUTCOMES_MAX = 200_000
"""An empirical demand with more outcomes over a lead time than this is refused."""
POISSON_WITHIN = 1e-6
"""A variance within this share above the mean counts as equal to it."""


def _positive(_instance: object, attribute: Attribute[float], value: float) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < math.inf:
        msg = f"{attribute.name}={value!r}: expected a finite number above 0"
        raise InvalidValueError(msg)


@frozen
class Tails:
    """The probabilities of at most so many units, and of more; they add up to one."""

    at_most: float
    more: float


@frozen
class Poisson:
    """Independent single units."""

    mean_per_day: float = field(validator=_positive)

    @property
    def variance_per_day(self) -> float:
        """The mean."""
        return self.mean_per_day

    def tails(self, units: int, *, days: int) -> Tails:
        """Return how likely the demand of several days together stays within ``units``."""
        if units < 0 or not days:
            return Tails(float(units >= 0), float(units < 0))
        more, at_most = gamma_tails(units + 1, self.mean_per_day * days)
        return Tails(at_most, more)

    def part(self, units: int, *, days: int, weight: float) -> Part:
        """Return the chance of exactly so many units, as a walk from there takes it."""
        mean = self.mean_per_day * days
        chance = (
            math.exp(units * math.log(mean) - mean - math.lgamma(units + 1)) if days else float(not units)
        )
        return Part(weight, chance, 0.0, mean)

    def shortage(self, units: int, *, days: int) -> float:
        """Return the mean units wanted beyond ``units``."""
        mean = self.mean_per_day * days
        if units <= 0:
            return mean - units
        return max(
            0.0, mean * self.tails(units - 1, days=days).more - units * self.tails(units, days=days).more
        )


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

    def tails(self, units: int, *, days: int) -> Tails:
        """Return how likely the demand of several days together stays within ``units``."""
        return self._tails(units, self._successes(days), days)

    def part(self, units: int, *, days: int, weight: float) -> Part:
        """Return the chance of exactly so many units, as a walk from there takes it."""
        r, p = self._successes(days), self.mean_per_day / self.variance_per_day
        if not days:
            return Part(weight, float(not units), 0.0, 0.0)
        ways = math.lgamma(r + units) - math.lgamma(r) - math.lgamma(units + 1)
        return Part(
            weight, math.exp(ways + r * math.log(p) + units * math.log1p(-p)), 1 - p, (r - 1) * (1 - p)
        )

    def shortage(self, units: int, *, days: int) -> float:
        """Return the mean units wanted beyond ``units``."""
        mean, r = self.mean_per_day * days, self._successes(days)
        if units <= 0:
            return mean - units
        beyond = mean * self._tails(units - 1, r + 1, days).more
        return max(0.0, beyond - units * self._tails(units, r, days).more)

    def _successes(self, days: int) -> float:
        return days * self.mean_per_day**2 / (self.variance_per_day - self.mean_per_day)

    def _tails(self, units: int, successes: float, days: int) -> Tails:
        if units < 0 or not days:
            return Tails(float(units >= 0), float(units < 0))
        return Tails(*beta_tails(successes, units + 1, self.mean_per_day / self.variance_per_day))


def _shares(value: Sequence[Figure]) -> tuple[Fraction, ...]:
    shares = tuple(figure(share) for share in value)
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

    def tails(self, units: int, *, days: int) -> Tails:
        """Return how likely the demand of several days together stays within ``units``.

        Raises:
            InvalidValueError: More than `OUTCOMES_MAX` outcomes.
        """
        chances = _summed(self.pmf, days)
        cut = max(0, units + 1)
        return Tails(math.fsum(chances[:cut]), math.fsum(chances[cut:]))

    def shortage(self, units: int, *, days: int) -> float:
        """Return the mean units wanted beyond ``units``."""
        chances = _summed(self.pmf, days)
        return math.fsum((k - units) * chance for k, chance in enumerate(chances) if k > units)


@lru_cache(maxsize=256)
def _summed(pmf: tuple[Fraction, ...], days: int) -> Sequence[float]:
    """Return the chances of 0, 1, ... units over several days, by repeated squaring."""
    if days * (len(pmf) - 1) > OUTCOMES_MAX:
        msg = f"{days} days of up to {len(pmf) - 1} units are too many outcomes; use a NegativeBinomial"
        raise InvalidValueError(msg)
    power, result = [float(share) for share in pmf], [1.0]
    while days:
        if days & 1:
            result = _convolve(result, power)
        days >>= 1
        if days:
            power = _convolve(power, power)
    return result


def _convolve(first: Sequence[float], second: Sequence[float]) -> list[float]:
    sums = [0.0] * (len(first) + len(second) - 1)
    for i, a in enumerate(first):
        if a:
            for j, b in enumerate(second):
                sums[i + j] += a * b
    return sums


DailyDemand = Poisson | NegativeBinomial | EmpiricalDemand
"""Any of the three; all answer ``mean_per_day``, ``variance_per_day``, ``tails``, ``shortage``."""


def daily_demand(forecast: Forecast) -> Poisson | NegativeBinomial:
    """Take a forecast as a distribution of whole units: negative binomial, or Poisson up to variance = mean.

    Raises:
        InvalidValueError: The forecast is zero: there is no demand to distribute.
    """
    if forecast.variance_per_day > forecast.mean_per_day * (1 + POISSON_WITHIN):
        return NegativeBinomial(forecast.mean_per_day, forecast.variance_per_day)
    return Poisson(forecast.mean_per_day)

"""What will be wanted while an order is under way: mean, spread and quantiles, each by a named method.

    NORMAL           one normal curve; variance L*v + m^2 * sdL^2
    GAMMA            one gamma curve with the same moments, for skewed demand
    NORMAL_MIXTURE   one normal curve per possible lead time, mixed by its probability
    EXACT            every unit counted: Poisson or negative binomial days, mixed likewise

Why not always normal: with 35 days, but 50 for one container in ten, the normal 95 % reorder point delivers
about 90 %. The mixtures know both humps.

Example:
    >>> from xbcommerce.supply import Forecast, Pmf, DemandModel, lead_time_demand
    >>> sea = Pmf({35: ".9", 50: ".1"})
    >>> steady = Forecast(mean_per_day=20, variance_per_day=36)
    >>> normal = lead_time_demand(steady, sea, DemandModel.NORMAL)
    >>> exact = lead_time_demand(steady, sea, DemandModel.EXACT)
    >>> round(normal.quantile(".95")), exact.quantile(".95")
    (890, 1000.0)
    >>> round(exact.service_at(890), 3)
    0.9
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist

from attrs import frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import Figure
from xbcommerce.supply.distributions.daily_demand import DailyDemand, EmpiricalDemand, daily_demand
from xbcommerce.supply.distributions.nearby_level import nearby_level
from xbcommerce.supply.distributions.normal import normal_cdf, normal_shortage
from xbcommerce.supply.distributions.smallest_level import smallest_level
from xbcommerce.supply.forecasts.forecast import Forecast

from .curves import DemandModel, GammaDemand, NormalDemand, share
from .moments import lead_time_moments
from .pmf import Pmf

__all__ = [
    "DemandModel",
    "ExactDemand",
    "GammaDemand",
    "LeadTimeDemand",
    "NormalDemand",
    "NormalMixture",
    "gamma_demand",
    "lead_time_demand",
    "normal_demand",
    "share",
]
_STANDARD = NormalDist()
_BISECTIONS = 200


@frozen
class NormalMixture:
    """One normal curve for each possible lead time.

    Attributes:
        forecast: Demand per day.
        pmf: Days of lead time.
        model: Its name.
    """

    forecast: Forecast
    pmf: Pmf
    model: DemandModel = DemandModel.NORMAL_MIXTURE

    @property
    def mean(self) -> float:
        """Mean units."""
        return _mean(self.forecast, self.pmf)

    @property
    def sd(self) -> float:
        """Standard deviation, units."""
        return _sd(self.forecast, self.pmf)

    def _curves(self) -> list[tuple[float, float, float]]:
        m, v = self.forecast.mean_per_day, self.forecast.variance_per_day
        return [(chance, m * day, math.sqrt(v * day)) for day, chance in self.pmf.chances]

    def quantile(self, p: Figure) -> float:
        """Return the units that suffice with probability ``p``, by bisection."""
        wanted, curves = share(p), self._curves()
        z = _STANDARD.inv_cdf(wanted)
        ends = [mean + z * sd for _, mean, sd in curves]
        low, high = min(ends), max(ends)
        for _ in range(_BISECTIONS):
            middle = (low + high) / 2
            if not low < middle < high:
                break
            if _mixed_cdf(curves, middle) >= wanted:
                high = middle
            else:
                low = middle
        return high

    def service_at(self, level: float) -> float:
        """Return the probability that demand stays at or below ``level``."""
        return _mixed_cdf(self._curves(), level)

    def expected_shortage(self, level: float) -> float:
        """Return the mean units wanted beyond ``level``."""
        return sum(mass * normal_shortage(level, mean, sd) for mass, mean, sd in self._curves())


@frozen
class ExactDemand:
    """Every unit counted, mixed over the possible lead times.

    Attributes:
        daily: Demand of one day.
        pmf: Days of lead time.
        model: Its name.
    """

    daily: DailyDemand
    pmf: Pmf
    model: DemandModel = DemandModel.EXACT

    @property
    def mean(self) -> float:
        """Mean units."""
        return _mean(self.daily, self.pmf)

    @property
    def sd(self) -> float:
        """Standard deviation, units."""
        return _sd(self.daily, self.pmf)

    def quantile(self, p: Figure) -> float:
        """Return the smallest whole number of units that suffices with probability ``p``."""
        wanted = share(p)
        guess = self.mean + _STANDARD.inv_cdf(wanted) * self.sd
        near = self._near(max(0, math.floor(guess)), wanted)
        if near is not None:
            return float(near)
        return float(smallest_level(self.service_at, wanted, guess=guess, spread=self.sd))

    def _near(self, level: int, wanted: float) -> int | None:
        """Walk to the quantile where that is not far; what was observed has no recursion to walk by."""
        daily = self.daily
        if isinstance(daily, EmpiricalDemand):
            return None
        parts = [daily.part(level, days=day, weight=chance) for day, chance in self.pmf.chances]
        return nearby_level(parts, level, self.service_at(level), wanted)

    def service_at(self, level: float) -> float:
        """Return the probability that demand stays at or below ``level``."""
        units = math.floor(level)
        return math.fsum(
            chance * self.daily.tails(units, days=day).at_most for day, chance in self.pmf.chances
        )

    def expected_shortage(self, level: float) -> float:
        """Return the mean units wanted beyond ``level``, which counts in whole units."""
        units = math.floor(level)
        return math.fsum(chance * self.daily.shortage(units, days=day) for day, chance in self.pmf.chances)


LeadTimeDemand = NormalDemand | GammaDemand | NormalMixture | ExactDemand
"""Any of the four; all answer ``mean``, ``sd``, ``quantile``, ``service_at``, ``expected_shortage``."""


def lead_time_demand(forecast: Forecast, pmf: Pmf, model: DemandModel = DemandModel.EXACT) -> LeadTimeDemand:
    """Distribute demand over a lead time.

    Args:
        forecast: Demand per day.
        pmf: Days of lead time, with the review interval added where there is one.
        model: How; the answer carries the model that was used.
    """
    if not forecast.mean_per_day:
        return NormalDemand(0.0, 0.0)
    match model:
        case DemandModel.NORMAL:
            return NormalDemand(_mean(forecast, pmf), _sd(forecast, pmf))
        case DemandModel.GAMMA:
            return GammaDemand(_mean(forecast, pmf), _sd(forecast, pmf))
        case DemandModel.NORMAL_MIXTURE:
            return NormalMixture(forecast, pmf)
        case DemandModel.EXACT:
            return ExactDemand(daily_demand(forecast), pmf)


def normal_demand(
    forecast: Forecast, *, lead_time_mean_days: float, lead_time_sd_days: float, review_days: float = 0
) -> NormalDemand:
    """Distribute demand over a lead time of which only mean and standard deviation are known.

    The review interval adds days of demand; the lead time's own spread counts once:
    ``mean = m (R + L)``, ``variance = v (R + L) + m^2 sdL^2``.

    Raises:
        InvalidValueError: A negative or infinite number of days, or NaN.
    """
    mean, variance = _moments(forecast, lead_time_mean_days, lead_time_sd_days, review_days)
    return NormalDemand(mean, math.sqrt(variance))


def gamma_demand(
    forecast: Forecast, *, lead_time_mean_days: float, lead_time_sd_days: float, review_days: float = 0
) -> GammaDemand:
    """Distribute demand as `normal_demand` does, but along a gamma curve.

    Raises:
        InvalidValueError: A negative or infinite number of days, NaN, or no demand at all.
    """
    mean, variance = _moments(forecast, lead_time_mean_days, lead_time_sd_days, review_days)
    if not mean:
        msg = f"demand of {forecast.mean_per_day} a day over the lead time is 0; a gamma curve needs some"
        raise InvalidValueError(msg)
    return GammaDemand(mean, math.sqrt(variance))


def _moments(forecast: Forecast, days: float, sd_days: float, review_days: float) -> tuple[float, float]:
    for name, value in (
        ("lead_time_mean_days", days),
        ("lead_time_sd_days", sd_days),
        ("review_days", review_days),
    ):
        if not 0 <= value < math.inf:
            msg = f"{name}={value}: expected a finite number of at least 0"
            raise InvalidValueError(msg)
    return lead_time_moments(
        forecast.mean_per_day, forecast.variance_per_day, days=days + review_days, sd_days=sd_days
    )


def _mean(daily: Forecast | DailyDemand, pmf: Pmf) -> float:
    return daily.mean_per_day * pmf.moments[0]


def _sd(daily: Forecast | DailyDemand, pmf: Pmf) -> float:
    days, variance = pmf.moments
    return math.sqrt(daily.variance_per_day * days + daily.mean_per_day**2 * variance)


def _mixed_cdf(curves: Sequence[tuple[float, float, float]], level: float) -> float:
    return sum(mass * normal_cdf(level, mean, sd) for mass, mean, sd in curves)

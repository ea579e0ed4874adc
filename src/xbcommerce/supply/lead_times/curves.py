"""One curve for demand over a lead time, and what both curves and mixtures are named and asked.

Example:
    >>> from xbcommerce.supply import GammaDemand, NormalDemand
    >>> [round(curve(700.0, 144.4).quantile(".95"), 1) for curve in (NormalDemand, GammaDemand)]
    [937.5, 953.2]
"""

from __future__ import annotations

from enum import Enum
from statistics import NormalDist

from attrs import frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import Figure, figure
from xbcommerce.supply.distributions.gamma import gamma_quantile, gamma_tails
from xbcommerce.supply.distributions.normal import normal_cdf, normal_shortage

_STANDARD = NormalDist()


class DemandModel(Enum):
    """How demand over a lead time is distributed."""

    NORMAL = "normal"
    GAMMA = "gamma"
    NORMAL_MIXTURE = "normal_mixture"
    EXACT = "exact"


def share(p: Figure) -> float:
    """Take a service target as a float, strictly between 0 and 1.

    Raises:
        InvalidValueError: It is not.
    """
    exactly = figure(p)
    value = exactly.numerator / exactly.denominator
    if not 0 < value < 1:
        msg = f"p={p}: expected a share between 0 and 1, both excluded; certainty needs endless stock"
        raise InvalidValueError(msg)
    return value


@frozen
class NormalDemand:
    """One normal curve."""

    mean: float
    sd: float
    model: DemandModel = DemandModel.NORMAL

    def quantile(self, p: Figure) -> float:
        """Return the units that suffice with probability ``p``: mean + z * sd."""
        return self.mean + _STANDARD.inv_cdf(share(p)) * self.sd

    def service_at(self, level: float) -> float:
        """Return the probability that demand stays at or below ``level``."""
        return normal_cdf(level, self.mean, self.sd)

    def expected_shortage(self, level: float) -> float:
        """Return the mean units wanted beyond ``level``: sd * (pdf - z * (1 - cdf))."""
        return normal_shortage(level, self.mean, self.sd)


@frozen
class GammaDemand:
    """One gamma curve: shape mean^2/variance, scale variance/mean."""

    mean: float
    sd: float
    model: DemandModel = DemandModel.GAMMA

    @property
    def _shape(self) -> float:
        return (self.mean / self.sd) ** 2

    def quantile(self, p: Figure) -> float:
        """Return the units that suffice with probability ``p``."""
        if not self.sd:
            return self.mean
        return gamma_quantile(self._shape, share(p)) * self.mean / self._shape

    def service_at(self, level: float) -> float:
        """Return the probability that demand stays at or below ``level``."""
        if not self.sd:
            return float(level >= self.mean)
        return gamma_tails(self._shape, level * self._shape / self.mean)[0]

    def expected_shortage(self, level: float) -> float:
        """Return the mean units wanted beyond ``level``."""
        if not self.sd or level <= 0:
            return max(0.0, self.mean - level)
        shape = self._shape
        x = level * shape / self.mean
        return max(0.0, self.mean * gamma_tails(shape + 1, x)[1] - level * gamma_tails(shape, x)[1])

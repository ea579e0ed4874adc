"""What inventory formulas ask of a demand, whatever its shape, and shapes beside normal and gamma.

    NormalDemand, GammaDemand, ExactDemand   see `xbcommerce.supply.lead_times`
    LogNormalDemand                          sizes that multiply
    UniformDemand                            anything between two bounds alike
    DiscreteDemand                           whole units with exact chances

The loss of a level is what is wanted beyond it on average, ``E[(D - x)+]``; the complementary loss is what is
left over, ``E[(x - D)+] = x - mean + loss``.

Example:
    >>> from xbcommerce.supply.distributions.spread import DiscreteDemand, left_over
    >>> fair = DiscreteDemand({5: ".2", 10: ".3", 15: ".25", 20: ".15", 40: ".1"})
    >>> fair.quantile(".75"), fair.expected_shortage(15), left_over(fair, 15)
    (15.0, 3.25, 3.5)
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from statistics import NormalDist
from typing import Protocol

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError, whole
from xbcommerce.kernel.figures import Figure, decimal_of, figure
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.supply.checked import above_zero, at_least_zero

_STANDARD = NormalDist()


class DemandSpread(Protocol):
    """Demand of the time that a decision covers."""

    @property
    def mean(self) -> float:
        """Units on average."""
        ...

    def quantile(self, p: Figure, /) -> float:
        """Return the units that suffice with probability ``p``."""
        ...

    def service_at(self, level: float, /) -> float:
        """Return the probability that demand stays at or below ``level``."""
        ...

    def expected_shortage(self, level: float, /) -> float:
        """Return the mean units wanted beyond ``level``."""
        ...


def left_over(demand: DemandSpread, level: float) -> float:
    """Return the mean units of ``level`` that nobody wants."""
    return max(0.0, level - demand.mean + demand.expected_shortage(level))


def probability(p: Figure) -> Fraction:
    """Take a probability strictly between 0 and 1.

    Raises:
        InvalidValueError: It is not.
    """
    value = figure(p)
    if not 0 < value < 1:
        msg = f"p={p}: expected a share between 0 and 1, both excluded; certainty needs endless stock"
        raise InvalidValueError(msg)
    return value


@frozen
class LogNormalDemand:
    """Demand whose logarithm is normal.

    Attributes:
        mu: Mean of the logarithm.
        sigma: Standard deviation of the logarithm, above 0.
    """

    mu: float
    sigma: float

    def __attrs_post_init__(self) -> None:
        """Refuse what is no number."""
        at_least_zero(**{"abs(mu)": abs(self.mu)})
        above_zero(sigma=self.sigma)

    @property
    def mean(self) -> float:
        """Mean units: exp(mu + sigma^2 / 2)."""
        return math.exp(self.mu + self.sigma**2 / 2)

    def quantile(self, p: Figure) -> float:
        """Return the units that suffice with probability ``p``."""
        return math.exp(self.mu + self.sigma * _STANDARD.inv_cdf(float(probability(p))))

    def service_at(self, level: float) -> float:
        """Return the probability that demand stays at or below ``level``."""
        return _below((math.log(level) - self.mu) / self.sigma) if level > 0 else 0.0

    def expected_shortage(self, level: float) -> float:
        """Return the mean units wanted beyond ``level``: mean Phi(d + sigma) - level Phi(d)."""
        if level <= 0:
            return self.mean - level
        d = (self.mu - math.log(level)) / self.sigma
        return max(0.0, self.mean * _below(d + self.sigma) - level * _below(d))


@frozen
class UniformDemand:
    """Demand anywhere between two bounds alike."""

    low: float
    high: float

    def __attrs_post_init__(self) -> None:
        """Refuse bounds that are negative or the wrong way round."""
        at_least_zero(low=self.low)
        above_zero(**{"high - low": self.high - self.low})

    @property
    def mean(self) -> float:
        """Mean units."""
        return (self.low + self.high) / 2

    def quantile(self, p: Figure) -> float:
        """Return the units that suffice with probability ``p``."""
        return self.low + float(probability(p)) * (self.high - self.low)

    def service_at(self, level: float) -> float:
        """Return the probability that demand stays at or below ``level``."""
        return min(1.0, max(0.0, (level - self.low) / (self.high - self.low)))

    def expected_shortage(self, level: float) -> float:
        """Return the mean units wanted beyond ``level``."""
        if level <= self.low:
            return self.mean - level
        return max(0.0, self.high - level) ** 2 / (2 * (self.high - self.low))


def _chances(value: Mapping[int, Figure]) -> FrozenMap[int, Fraction]:
    chances = {whole(units, "units"): figure(chance) for units, chance in value.items()}
    if not chances or min(chances.values()) < 0 or sum(chances.values()) != 1:
        total = decimal_of(sum(chances.values(), Fraction(0)))
        msg = f"chances of {len(chances)} outcomes add up to {total}; expected 1, none negative"
        raise InvalidValueError(msg)
    return FrozenMap({units: chances[units] for units in sorted(chances) if chances[units]})


@frozen
class DiscreteDemand:
    """Whole units and their chances, exact, so that a target met exactly is met."""

    chances: FrozenMap[int, Fraction] = field(converter=_chances)

    @property
    def mean(self) -> float:
        """Mean units."""
        return float(sum(units * chance for units, chance in self.chances.items()))

    def quantile(self, p: Figure) -> float:
        """Return the fewest units that suffice with probability ``p``."""
        wanted, reached = probability(p), Fraction(0)
        for units, chance in self.chances.items():
            reached += chance
            if reached >= wanted:
                return float(units)
        raise AssertionError  # the chances add up to one

    def service_at(self, level: float) -> float:
        """Return the probability that demand stays at or below ``level``."""
        return float(sum(chance for units, chance in self.chances.items() if units <= level))

    def expected_shortage(self, level: float) -> float:
        """Return the mean units wanted beyond ``level``."""
        beyond = Fraction(level)
        return float(
            sum((units - beyond) * chance for units, chance in self.chances.items() if units > beyond)
        )


def _below(z: float) -> float:
    return 0.5 * math.erfc(-z / math.sqrt(2))

"""What will be missing between a fast arrival and a slow one, as a distribution of whole units.

Sales lost before the fast one lands cannot be saved by it. With ``D1`` wanted until then and ``D2`` from then
until the slow one, the shortage that a fast shipment can serve is ``X = max(0, D2 - max(0, on hand - D1))``.
Days of both may be uncertain; they are taken as independent, and a fast one that lands after the slow one
serves nothing.

Example:
    >>> from xbcommerce.supply import Pmf, Poisson
    >>> from xbcommerce.supply.sourcing import WindowShortage
    >>> gap = WindowShortage(300, Poisson(20), fast=Pmf.point(10), slow=Pmf.point(30))
    >>> round(gap.mean, 6), round(gap.service_at(310), 4), gap.quantile("0.7")
    (300.0, 0.6679, 313.0)
"""

from __future__ import annotations

import math
from collections import defaultdict
from functools import cached_property, lru_cache
from itertools import product

from attrs import field, frozen

from xbcommerce.kernel.errors import count_field
from xbcommerce.kernel.figures import Figure
from xbcommerce.supply.distributions.daily_demand import DailyDemand
from xbcommerce.supply.distributions.smallest_level import smallest_level
from xbcommerce.supply.lead_times.lead_time_demand import share
from xbcommerce.supply.lead_times.pmf import Pmf

NEGLIGIBLE = 1e-16
"""Chances below this are left out; nothing that is bought or sold depends on them."""


@frozen
class WindowShortage:
    """Units missing between a fast and a slow arrival; a `DemandSpread`, for the newsvendor.

    Attributes:
        on_hand: Units there now.
        daily: Demand of one day.
        fast: Days until the fast arrival.
        slow: Days until the slow one.
    """

    on_hand: int = field(validator=count_field)
    daily: DailyDemand = field()
    fast: Pmf
    slow: Pmf

    @cached_property
    def _cases(self) -> tuple[tuple[float, int, int], ...]:
        """Chances of so many units left when the fast one lands, with so many days until the slow one."""
        chances: defaultdict[tuple[int, int], float] = defaultdict(float)
        for (fast, one), (slow, other) in product(self.fast.masses.items(), self.slow.masses.items()):
            for left, chance in _left(self.daily, self.on_hand, fast).items():
                chances[left, max(0, slow - fast)] += float(one * other) * chance
        return tuple((chance, left, days) for (left, days), chance in chances.items())

    @property
    def mean(self) -> float:
        """Units missing on average, none of them ordered fast."""
        return self.expected_shortage(0)

    def service_at(self, level: float) -> float:
        """Return the probability that ``level`` units suffice."""
        units = math.floor(level)
        if units < 0:
            return 0.0
        return math.fsum(
            chance * _window(self.daily, days).at_most(units + left) for chance, left, days in self._cases
        )

    def quantile(self, p: Figure) -> float:
        """Return the smallest whole number of units that suffices with probability ``p``."""
        return float(smallest_level(self.service_at, share(p), guess=self.mean, spread=math.sqrt(self.mean)))

    def expected_shortage(self, level: float) -> float:
        """Return the mean units missing beyond ``level``."""
        units = math.floor(level)
        return math.fsum(
            chance * _window(self.daily, days).shortage(units + left) for chance, left, days in self._cases
        )


@frozen
class _Window:
    """Demand of some days, tabled where it is uncertain: entry ``k`` is of ``low + k`` units."""

    mean: float
    low: int
    chances: tuple[float, ...]
    shortages: tuple[float, ...]

    def at_most(self, units: int) -> float:
        place = units - self.low
        return 0.0 if place < 0 else self.chances[place] if place < len(self.chances) else 1.0

    def shortage(self, units: int) -> float:
        place = units - self.low
        if place < 0:
            return self.mean - units
        return self.shortages[place] if place < len(self.shortages) else 0.0


@lru_cache(maxsize=256)
def _window(daily: DailyDemand, days: int) -> _Window:
    if not days:
        return _Window(0.0, 0, (1.0,), (0.0,))
    low, high = _range(daily, days)
    tails = [daily.tails(units, days=days) for units in range(low, high + 1)]
    short = daily.shortage(high, days=days)
    shortages = [short]
    for at in reversed(tails[:-1]):
        short += at.more
        shortages.append(short)
    return _Window(
        daily.mean_per_day * days, low, tuple(at.at_most for at in tails), tuple(reversed(shortages))
    )


def _range(daily: DailyDemand, days: int) -> tuple[int, int]:
    """Return the units between which all but a negligible part of demand lies."""
    spread = math.sqrt(daily.variance_per_day * days)
    mean = daily.mean_per_day * days
    low = smallest_level(
        lambda units: daily.tails(units, days=days).at_most,
        NEGLIGIBLE,
        guess=mean - 6 * spread,
        spread=spread,
    )
    high = smallest_level(
        lambda units: -daily.tails(units, days=days).more, -NEGLIGIBLE, guess=mean + 6 * spread, spread=spread
    )
    return low, high


def _left(daily: DailyDemand, on_hand: int, days: int) -> dict[int, float]:
    """Return the chances of each number of units left after some days."""
    if not on_hand or not days:
        return {on_hand: 1.0}
    low, high = _range(daily, days)
    left: dict[int, float] = {}
    before = 0.0
    for wanted in range(low, min(high + 1, on_hand)):
        until = daily.tails(wanted, days=days).at_most
        left[on_hand - wanted] = until - before
        before = until
    left[0] = daily.tails(on_hand - 1, days=days).more
    return left

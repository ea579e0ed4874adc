"""How much is short between two arrivals, for a level, and which level keeps that to a share.

    ContinuousCycle   stock is watched all the time; a fixed quantity is ordered at the level
    PeriodicCycle     stock is looked at every so many days; a look orders up to the level, or orders a fixed
                      quantity where it finds the position at or below the level

What is short in a cycle is what is short at its end less what was short already when it began, so that no
backorder counts twice. Textbooks leave the second part out (``textbook=True``): with small orders they hold
too much. Sources: Hadley and Whitin, *Analysis of Inventory Systems* (1963), chapter 4; Silver, Pyke and
Peterson, *Inventory Management and Production Planning and Scheduling*, chapter 7.

Lead times may vary as long as orders do not overtake each other.

Example:
    >>> from xbcommerce.supply import NormalDemand
    >>> from xbcommerce.supply.targets import ContinuousCycle
    >>> weeks = NormalDemand(mean=700.0, sd=144.43)
    >>> small, textbook = ContinuousCycle(weeks, 150), ContinuousCycle(weeks, 150, textbook=True)
    >>> round(small.fill_rate_at(700), 3), round(textbook.fill_rate_at(700), 3)
    (0.69, 0.616)
    >>> round(small.level_for(".95"), 1), round(textbook.level_for(".95"), 1)
    (873.0, 878.7)
"""

from __future__ import annotations

import math
from typing import Protocol

from attrs import field, frozen
from attrs.validators import optional

from xbcommerce.kernel.figures import Figure
from xbcommerce.supply.checked import above_zero_field
from xbcommerce.supply.distributions.smallest_level import smallest_level
from xbcommerce.supply.lead_times.lead_time_demand import DemandModel, LeadTimeDemand, share

_BISECTIONS = 200
_POSITIONS = 16
"""At how many stock positions after an order a periodic cycle with a fixed quantity is looked at."""


class _Cycle(Protocol):
    @property
    def demand(self) -> LeadTimeDemand: ...
    @property
    def units(self) -> float: ...
    @property
    def lowest(self) -> float: ...
    def fill_rate_at(self, level: float) -> float: ...


@frozen
class ContinuousCycle:
    """Stock watched all the time, and a fixed quantity ordered at the level.

    Attributes:
        demand: Of the lead time.
        order_quantity: Units an order; that much is wanted in a cycle on average.
        textbook: Leave out what was short before the cycle began.
    """

    demand: LeadTimeDemand
    order_quantity: float = field(validator=above_zero_field)
    textbook: bool = False

    @property
    def units(self) -> float:
        """Units wanted in a cycle."""
        return self.order_quantity

    @property
    def lowest(self) -> float:
        """A level at which nothing is served from the shelf."""
        return -float(math.ceil(self.order_quantity))

    def shortage_at(self, level: float) -> float:
        """Return the mean units of a cycle that wait."""
        short = self.demand.expected_shortage(level)
        if self.textbook:
            return short
        return max(0.0, short - self.demand.expected_shortage(level + self.order_quantity))

    def fill_rate_at(self, level: float) -> float:
        """Return the share of units served from the shelf; in textbooks below 0 where the formula fails."""
        return 1 - self.shortage_at(level) / self.units

    def level_for(self, p: Figure) -> float:
        """Return the smallest level that serves a share ``p`` of the units from the shelf."""
        return _smallest(self, share(p))


@frozen
class PeriodicCycle:
    """Stock looked at every so many days.

    Attributes:
        demand: From a look until what is ordered at the next one arrives.
        before: From a look until what is ordered at it arrives; None leaves out what was short before, as
            textbooks do.
        demand_per_review: Units wanted from one look to the next.
        order_quantity: Units an order, where the quantity is fixed; None where the order fills up to the
            level.
    """

    demand: LeadTimeDemand
    before: LeadTimeDemand | None
    demand_per_review: float = field(validator=above_zero_field)
    order_quantity: float | None = field(default=None, validator=optional(above_zero_field))

    @property
    def units(self) -> float:
        """Units wanted in a cycle."""
        return max(self.demand_per_review, self.order_quantity or 0.0)

    @property
    def lowest(self) -> float:
        """A level at which nothing is served from the shelf."""
        return -float(math.ceil(self.order_quantity or 0))

    def shortage_at(self, level: float) -> float:
        """Return the mean units that wait, of those wanted from one look to the next.

        With a fixed quantity the position after a look lies anywhere up to that quantity above the level.
        """
        if self.order_quantity is None:
            return self._from(level)
        looks = min(_POSITIONS, math.ceil(self.order_quantity))
        step = self.order_quantity / looks
        positions = (level + (n + 0.5) * step for n in range(looks))
        if self.demand.model is DemandModel.EXACT:
            positions = (math.ceil(position) for position in positions)
        return math.fsum(map(self._from, positions)) / looks

    def _from(self, position: float) -> float:
        short = self.demand.expected_shortage(position)
        if self.before is None:
            return short
        # curves fitted to two lengths of time cross far out, where neither leaves anything short
        return max(0.0, short - self.before.expected_shortage(position))

    def fill_rate_at(self, level: float) -> float:
        """Return the share of units served from the shelf."""
        return 1 - self.shortage_at(level) / self.demand_per_review

    def level_for(self, p: Figure) -> float:
        """Return the smallest level that serves a share ``p`` of the units from the shelf."""
        return _smallest(self, share(p))


OrderCycle = ContinuousCycle | PeriodicCycle
"""Either; both answer ``units``, ``shortage_at``, ``fill_rate_at``, ``level_for``."""


def _smallest(cycle: _Cycle, wanted: float) -> float:
    if cycle.demand.model is DemandModel.EXACT:
        guess, spread = cycle.demand.mean - cycle.lowest, cycle.demand.sd
        found = smallest_level(
            lambda units: cycle.fill_rate_at(units + cycle.lowest), wanted, guess=guess, spread=spread
        )
        return found + cycle.lowest
    high, stride = cycle.demand.mean, cycle.demand.sd + cycle.units
    while cycle.fill_rate_at(high) < wanted:
        high, stride = high + stride, 2 * stride
    low, stride = high - stride, cycle.demand.sd + cycle.units
    while cycle.fill_rate_at(low) >= wanted:
        low, stride = low - stride, 2 * stride
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        if not low < middle < high:
            break
        if cycle.fill_rate_at(middle) >= wanted:
            high = middle
        else:
            low = middle
    return high

"""Buffers of demand-driven planning: three zones, and what flows in and out of them.

    red     average daily usage x lead time x lead-time factor x (1 + variability factor)
    yellow  average daily usage x lead time
    green   the greatest of order cycle x usage, usage x lead time x lead-time factor, and the MOQ

Source: Ptak and Smith, *Demand Driven Material Requirements Planning* (2016).

Example:
    >>> from datetime import date
    >>> from xbcommerce.supply.policies import buffer_zones, net_flow
    >>> zones = buffer_zones(average_daily_usage=4, decoupled_lead_time_days=10, lead_time_factor=0.5,
    ...     variability_factor=0.5)
    >>> zones.red, zones.top_of_yellow, zones.top_of_green
    (30.0, 70.0, 90.0)
    >>> flow = net_flow(60, [(date(2026, 3, 5), 20)],
    ...     [(date(2026, 3, 1), 5), (date(2026, 3, 4), 6), (date(2026, 3, 6), 30)],
    ...     on=date(2026, 3, 1), decoupled_lead_time_days=10, spike_units=15)
    >>> flow.qualified_demand, flow.position, flow.order_quantity(zones)
    (35, 45, 45)
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date, timedelta

from attrs import frozen

from xbcommerce.kernel.errors import whole
from xbcommerce.supply.checked import at_least_zero

from .review import Review

Due = tuple[date, int]
"""A day and units."""


@frozen
class BufferZones:
    """Zones of a stock buffer, units; fractional until an order is rounded."""

    red: float
    yellow: float
    green: float

    @property
    def top_of_yellow(self) -> float:
        """At this net flow position or below, an order is due."""
        return self.red + self.yellow

    @property
    def top_of_green(self) -> float:
        """What is ordered up to."""
        return self.red + self.yellow + self.green

    def order(self, review: Review, /) -> int:
        """Return the units up to the top of green; of demand, what is owed is all that is known."""
        return NetFlow(review.on_hand, review.on_order, review.backorders).order_quantity(self)


def buffer_zones(
    *,
    average_daily_usage: float,
    decoupled_lead_time_days: float,
    lead_time_factor: float,
    variability_factor: float,
    moq: float = 0.0,
    order_cycle_days: float = 0.0,
) -> BufferZones:
    """Size a buffer.

    Args:
        average_daily_usage: Units.
        decoupled_lead_time_days: Longest unprotected lead time before this buffer.
        lead_time_factor: Small for long lead times; from 0, often 0.2 to 1.
        variability_factor: From 0, often 0 to 1.
        moq: Minimum order quantity, units.
        order_cycle_days: Days between orders that are wanted.

    Raises:
        InvalidValueError: A negative number.
    """
    at_least_zero(
        average_daily_usage=average_daily_usage,
        decoupled_lead_time_days=decoupled_lead_time_days,
        lead_time_factor=lead_time_factor,
        variability_factor=variability_factor,
        moq=moq,
        order_cycle_days=order_cycle_days,
    )
    yellow = float(average_daily_usage * decoupled_lead_time_days)
    base = yellow * lead_time_factor
    green = max(order_cycle_days * average_daily_usage, base, float(moq))
    return BufferZones(base * (1 + variability_factor), yellow, green)


@frozen
class NetFlow:
    """What a buffer has, will get, and must give.

    Attributes:
        on_hand: Units.
        incoming: Units on order.
        qualified_demand: Units due today, overdue, or on a day of the lead time that is a spike.
    """

    on_hand: int
    incoming: int
    qualified_demand: int

    @property
    def position(self) -> int:
        """On hand and on order less qualified demand."""
        return self.on_hand + self.incoming - self.qualified_demand

    def order_quantity(self, zones: BufferZones) -> int:
        """Return the units up to the top of green, once the position is down in the yellow."""
        return math.ceil(zones.top_of_green - self.position) if self.position <= zones.top_of_yellow else 0


def net_flow(
    on_hand: int,
    incoming: Iterable[Due],
    demand: Iterable[Due],
    *,
    on: date,
    decoupled_lead_time_days: int,
    spike_units: float,
) -> NetFlow:
    """Work out the net flow position.

    Args:
        on_hand: Units.
        incoming: Units on order, by the day they are due.
        demand: Units promised, by day.
        on: The day of the decision.
        decoupled_lead_time_days: How far ahead spikes are looked for.
        spike_units: A day on which more is due is a spike, and all of it counts.

    Raises:
        InvalidValueError: Negative units, a negative or fractional number of days.
    """
    whole(on_hand, "on_hand")
    whole(decoupled_lead_time_days, "decoupled_lead_time_days")
    at_least_zero(spike_units=spike_units)
    by_day: dict[date, int] = {}
    for day, units in demand:
        by_day[day] = by_day.get(day, 0) + whole(units, "demand")
    last = on + timedelta(days=decoupled_lead_time_days)
    qualified = sum(
        units for day, units in by_day.items() if day <= on or (day <= last and units > spike_units)
    )
    return NetFlow(on_hand, sum(whole(units, "incoming") for _, units in incoming), qualified)

"""An arrival leg by leg: warehouse, pick-up, line haul or sailing, customs, last mile.

Days at customs and on the last mile are working days, each in its own calendar; a closed day first rolls
forward and is day 0. Days on the way are calendar days. A ship leaves on its day, and the cargo must be
there some days before.

Example:
    >>> from datetime import UTC, date, datetime, time
    >>> from xbcommerce.kernel.calendars import WorkCalendar
    >>> from xbcommerce.logistics import Route, Sailings, Warehouse, itinerary
    >>> office = WorkCalendar.of()
    >>> ship = Sailings((date(2026, 3, 6), date(2026, 3, 13)), cutoff_days=2, transit_days=14)
    >>> route = Route(ship, customs=office, customs_days=1, delivery=office, last_mile_days=2)
    >>> shenzhen = Warehouse("Asia/Shanghai", office, cutoff=time(15), handling_days=1)
    >>> print(itinerary(datetime(2026, 3, 3, 3, tzinfo=UTC), shenzhen, route))
    handled from Mar 3, 2026
    packed and labelled on Mar 4, 2026
    handed over on Mar 4, 2026
    departs on Mar 6, 2026
    arrives in the country on Mar 20, 2026
    through customs on Mar 23, 2026
    delivered on Mar 25, 2026
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from attrs import field, frozen

from xbcommerce.kernel.calendars import WorkCalendar
from xbcommerce.kernel.errors import InvalidValueError, count_field
from xbcommerce.kernel.unmet import Note, Refusal, Unmet

from .messages import ENGLISH
from .promise import Warehouse


@frozen
class LineHaul:
    """A leg that leaves whenever something is there: so many calendar days."""

    transit_days: int = field(validator=count_field)

    def departs_on(self, _ready: date) -> date | None:
        """Return nothing: the parcel leaves when it is picked up."""
        return None


def _departures(departures: Iterable[date]) -> tuple[date, ...]:
    ordered = tuple(sorted(set(departures)))
    if not ordered:
        msg = "departures=(): a schedule needs at least one departure"
        raise InvalidValueError(msg)
    return ordered


@frozen
class Sailings:
    """A leg that leaves on known days.

    Attributes:
        departures: In order of date.
        cutoff_days: Calendar days before departure that the cargo must be there.
        transit_days: Calendar days from departure to arrival.
    """

    departures: tuple[date, ...] = field(converter=_departures)
    cutoff_days: int = field(default=0, validator=count_field, kw_only=True)
    transit_days: int = field(validator=count_field, kw_only=True)

    def departs_on(self, ready: date) -> date | Unmet:
        """Return the first departure that cargo of a day still catches, or what is missing."""
        earliest = ready + timedelta(days=self.cutoff_days)
        caught = [day for day in self.departures if day >= earliest]
        if caught:
            return caught[0]
        return Unmet("promise.no_departure", "", {"from_day": earliest, "last": self.departures[-1]})


@frozen(kw_only=True)
class Route:
    """The way from the warehouse's door to the buyer's.

    Attributes:
        haul: The longest leg.
        customs: Working days of the customs office at the destination.
        customs_days: Working days until clearance.
        delivery: Working days of the last carrier.
        last_mile_days: Working days from clearance to delivery.
    """

    haul: LineHaul | Sailings = field(kw_only=False)
    customs: WorkCalendar
    customs_days: int = field(validator=count_field)
    delivery: WorkCalendar
    last_mile_days: int = field(validator=count_field)


@frozen
class Itinerary:
    """The day of every step; ``departed_on`` is None where there is no schedule."""

    processed_on: date
    ready_on: date
    picked_up_on: date
    departed_on: date | None
    arrived_on: date
    cleared_on: date
    delivered_on: date

    def why(self) -> tuple[Note | Unmet, ...]:
        """Return the steps, in order."""
        departed = () if self.departed_on is None else (Note("step.departure", {"day": self.departed_on}),)
        return (
            Note("step.processing_day", {"day": self.processed_on}),
            Note("step.ready", {"day": self.ready_on}),
            Note("step.picked_up", {"day": self.picked_up_on}),
            *departed,
            Note("step.arrived", {"day": self.arrived_on}),
            Note("step.cleared", {"day": self.cleared_on}),
            Note("step.delivered", {"day": self.delivered_on}),
        )

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def itinerary(ordered_at: datetime, warehouse: Warehouse, route: Route) -> Itinerary | Refusal:
    """Follow an order along a route; no departure left on the schedule is a refusal.

    Raises:
        NaiveDatetimeError: ``ordered_at`` has no zone.
    """
    picked_up = warehouse.handed_over_on(ordered_at)
    departed = route.haul.departs_on(picked_up)
    if isinstance(departed, Unmet):
        return Refusal.of(departed)
    arrived = (departed or picked_up) + timedelta(days=route.haul.transit_days)
    cleared = route.customs.add_working_days(arrived, route.customs_days, roll_start=True)
    delivered = route.delivery.add_working_days(cleared, route.last_mile_days, roll_start=True)
    return Itinerary(
        warehouse.processing_day(ordered_at),
        warehouse.ready_on(ordered_at),
        picked_up,
        departed,
        arrived,
        cleared,
        delivered,
    )

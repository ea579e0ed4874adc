"""When will it arrive: cut-off, handling, hand-over, transit, delivery day, each step named.

An order in time (the cut-off itself counts) is handled from that day, else from the next working day; both
by the warehouse's own clock. Handling takes working days of the warehouse, transit calendar days, and a
parcel that would come on a day without delivery comes on the next. `xbcommerce.logistics.itinerary` goes
leg by leg, where a shop knows the legs.

Example:
    >>> from datetime import UTC, date, datetime, time
    >>> from xbcommerce.kernel.calendars import WorkCalendar
    >>> from xbcommerce.logistics import TransitDays, Warehouse, promise
    >>> shenzhen = Warehouse("Asia/Shanghai", WorkCalendar.of(), cutoff=time(15), handling_days=1)
    >>> germany = WorkCalendar.of(weekend=["sun"], holidays=[date(2026, 4, 3), date(2026, 4, 6)])
    >>> print(promise(datetime(2026, 3, 26, 7, 30, tzinfo=UTC), shenzhen, TransitDays(4, 7), germany))
    ordered Mar 26, 2026 at 15:30 in Asia/Shanghai, handled from Mar 27, 2026
    handed over on Mar 30, 2026
    delivered by Apr 4, 2026 in half of all cases
    delivered by Apr 7, 2026 in 90 % of all cases
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from attrs import field, frozen

from xbcommerce.kernel.calendars import Roll, Weekday, WorkCalendar
from xbcommerce.kernel.calendars.zones import zone_of
from xbcommerce.kernel.errors import count_field
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.unmet import Note, Param, Unmet

from .channel import TransitDays
from .messages import ENGLISH

_P90 = Fraction(9, 10)


def _cutoffs(cutoff: time | Mapping[Weekday, time]) -> FrozenMap[Weekday, time]:
    return FrozenMap(dict.fromkeys(Weekday, cutoff) if isinstance(cutoff, time) else cutoff)


@frozen
class Warehouse:
    """Where an order is handled.

    Attributes:
        zone: IANA name; its clock and date decide.
        calendar: Its working days.
        cutoff: Latest local time for the same day, one for all weekdays or by weekday; a weekday without one
            is too late.
        handling_days: Working days until the parcel is ready.
        pickup: When the carrier collects; None for the warehouse's own calendar.
    """

    zone: str
    calendar: WorkCalendar
    cutoff: FrozenMap[Weekday, time] = field(converter=_cutoffs, kw_only=True)
    handling_days: int = field(default=0, validator=count_field, kw_only=True)
    pickup: WorkCalendar | None = field(default=None, kw_only=True)

    def processing_day(self, ordered_at: datetime) -> date:
        """Return the day an order is handled from.

        Raises:
            NaiveDatetimeError: ``ordered_at`` has no zone.
        """
        return self.calendar.processing_day(ordered_at, self.zone, self.cutoff, cutoff_counts=True)

    def ready_on(self, ordered_at: datetime) -> date:
        """Return the day the parcel is packed and labelled."""
        return self.calendar.add_working_days(self.processing_day(ordered_at), self.handling_days)

    def handed_over_on(self, ordered_at: datetime) -> date:
        """Return the first day from then on that the carrier collects."""
        return (self.pickup or self.calendar).roll(self.ready_on(ordered_at), Roll.FOLLOWING)


@frozen
class Promise:
    """What a buyer may be told.

    Attributes:
        ordered_at: When the order came in.
        warehouse_zone: Whose clock decided.
        processed_on: The day it is handled from.
        ships_on: The day the carrier collects it.
        earliest: Half of all parcels are delivered by then.
        latest: The share ``confidence`` is delivered by then: the day to promise.
        confidence: 9/10 from a channel's ``p90_days``.
    """

    ordered_at: datetime
    warehouse_zone: str
    processed_on: date
    ships_on: date
    earliest: date
    latest: date
    confidence: Fraction = _P90

    def why(self) -> tuple[Note | Unmet, ...]:
        """Return the steps, in order."""
        local = self.ordered_at.astimezone(zone_of(self.warehouse_zone))
        ordered: dict[str, Param] = {
            "on": local.date(),
            "clock": f"{local:%H:%M}",
            "zone": self.warehouse_zone,
            "day": self.processed_on,
        }
        return (
            Note("promise.processed", ordered),
            Note("promise.ships", {"day": self.ships_on}),
            Note("promise.earliest", {"day": self.earliest}),
            Note("promise.latest", {"day": self.latest, "confidence": self.confidence * 100}),
        )

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def promise(
    ordered_at: datetime, warehouse: Warehouse, transit: TransitDays, delivery: WorkCalendar
) -> Promise:
    """Say when an order will arrive by a channel.

    Args:
        ordered_at: When it came in, with zone.
        warehouse: Where it is handled.
        transit: The channel's calendar days from hand-over to delivery.
        delivery: The days on which the last carrier delivers at the destination.

    Raises:
        NaiveDatetimeError: ``ordered_at`` has no zone.
    """
    ships_on = warehouse.handed_over_on(ordered_at)
    earliest, latest = (
        delivery.roll(ships_on + timedelta(days=days), Roll.FOLLOWING)
        for days in (transit.p50_days, transit.p90_days)
    )
    processed_on = warehouse.processing_day(ordered_at)
    return Promise(ordered_at, warehouse.zone, processed_on, ships_on, earliest, latest)

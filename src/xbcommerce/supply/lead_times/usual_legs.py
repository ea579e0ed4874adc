"""The legs that most goods take: production, consolidation, the main leg by its mode, customs, the last mile.

Each is a `Leg` like any other; what these add is the shape of the field. Departures wait for the day of the
week on which a ship or train leaves, and now and then a box is left behind for the next. Customs either
passes a consignment or examines it, two humps that no mean and spread can tell. Days of the main leg are
calendar
days: ships sail on Sundays.

Example:
    >>> from datetime import date
    >>> from xbcommerce.kernel.calendars import Closure, WorkCalendar
    >>> from xbcommerce.supply import Pmf
    >>> from xbcommerce.supply.lead_times import (
    ...     LeadTime, customs, departures, last_mile, main_leg, production)
    >>> office = WorkCalendar.of(weekend=("sat", "sun"))
    >>> festival = Closure(date(2027, 1, 25), date(2027, 2, 21), "Spring Festival")
    >>> sea = LeadTime.of(
    ...     production(Pmf({12: ".6", 16: ".4"}), WorkCalendar.of(weekend=("sun",), closures=[festival])),
    ...     departures("sun", left_behind=".1"),
    ...     main_leg("sea", Pmf({30: ".7", 35: ".3"})),
    ...     customs(Pmf.point(2), office, examined=".1", examination=Pmf({6: ".5", 10: ".5"})),
    ...     last_mile(Pmf({1: ".8", 3: ".2"}), office))
    >>> [stage.quantile(".9").isoformat() for stage in sea.stages(date(2027, 1, 4))]
    ['2027-01-22', '2027-01-24', '2027-02-28', '2027-03-05', '2027-03-10']
"""

from __future__ import annotations

from collections.abc import Iterable

from xbcommerce.kernel.calendars import WEEKDAYS, Closure, Weekday, WorkCalendar
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import Figure, figure

from .lead_time import Leg
from .pmf import Pmf


def production(days: Pmf, factory: WorkCalendar | None = None) -> Leg:
    """Make the leg until the goods stand at the factory's gate, in its working days."""
    return Leg("production", days, factory)


def departures(*weekdays: Weekday | str, left_behind: Figure = 0, cancelled: Iterable[Closure] = ()) -> Leg:
    """Make the wait for the next departure of a ship, train or consolidated truck.

    Args:
        weekdays: The days on which it leaves; goods ready on one of them leave that day.
        left_behind: How likely a box waits for the departure after, e.g. ``".1"`` in the peak season.
        cancelled: Spans without departures, such as blank sailings after the Spring Festival.

    Raises:
        InvalidValueError: No weekday, one that is none, or a probability outside 0 to 1.
    """
    leaves = {day if isinstance(day, Weekday) else Weekday.parse(day) for day in weekdays}
    if not leaves:
        msg = "departures on no weekday; name at least one, e.g. departures('sun')"
        raise InvalidValueError(msg)
    later = figure(left_behind)
    calendar = WorkCalendar.of([day for day in WEEKDAYS if day not in leaves], closures=cancelled)
    return Leg("departure", Pmf({0: 1 - later, 1: later}), calendar)


def main_leg(mode: str, days: Pmf) -> Leg:
    """Make the long way, in calendar days; it bears the name of its mode: sea, air, rail, road."""
    return Leg(mode, days)


def customs(
    clearance: Pmf,
    office: WorkCalendar | None = None,
    *,
    examined: Figure = 0,
    examination: Pmf | None = None,
) -> Leg:
    """Make customs: clearance for all, and an examination on top for some.

    Args:
        clearance: Days for a consignment that passes.
        office: The working days of the customs office.
        examined: How likely a consignment is examined, e.g. ``".1"``.
        examination: Days that takes more.

    Raises:
        InvalidValueError: A probability outside 0 to 1, or an examination of which one half is missing.
    """
    share = figure(examined)
    if bool(share) != (examination is not None):
        msg = f"examined={examined}, examination={examination!r}: give both, the chance and the days it takes"
        raise InvalidValueError(msg)
    if examination is None:
        return Leg("customs", clearance, office)
    return Leg("customs", Pmf.mix((1 - share, clearance), (share, clearance + examination)), office)


def last_mile(days: Pmf, carrier: WorkCalendar | None = None) -> Leg:
    """Make the way from the port to the shelf, in the carrier's working days."""
    return Leg("last_mile", days, carrier)

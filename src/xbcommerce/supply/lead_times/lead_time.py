"""From order date to arrival date, leg by leg, each leg on its own calendar.

A factory closed for the Spring Festival, a ship that sails on Sundays, a customs office that does not work on
them: the same twenty days end on different dates by when they start. So a lead time answers with dates, and
the last safe order date jumps in front of a closure.

Example:
    >>> from datetime import date
    >>> from xbcommerce.kernel.calendars import WorkCalendar
    >>> from xbcommerce.supply import Leg, LeadTime, Pmf
    >>> office = WorkCalendar.of(weekend=("sat", "sun"))
    >>> sea = LeadTime.of(
    ...     Leg("ocean", Pmf({26: ".2", 30: ".8"})),
    ...     Leg("customs", Pmf.mix((".9", Pmf.point(2)), (".1", Pmf.point(12))), office))
    >>> arrival = sea.arrival(date(2026, 1, 5))
    >>> arrival.quantile(".5"), arrival.quantile(".95")
    (datetime.date(2026, 2, 6), datetime.date(2026, 2, 20))
    >>> sea.last_safe_order_date(date(2026, 2, 6), ".9")
    datetime.date(2026, 1, 5)
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from attrs import field, frozen

from xbcommerce.kernel.calendars import WorkCalendar
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import Figure
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.unmet import Note

from .last_day import last_day
from .messages import ENGLISH
from .pmf import Pmf, added_up, probability, quantile

HORIZON_DAYS = 3_660
"""How far back a last safe order date is searched: ten years."""


class LeadTimeError(InvalidValueError):
    """A lead time without legs, or one that never meets its date; ``code`` says which."""

    code = "invalid_lead_time"


@frozen
class Leg:
    """One stage of the way, e.g. production, ocean, customs.

    Attributes:
        name: For people.
        pmf: Days it takes, counted on the calendar.
        calendar: The days on which it makes progress; None where every day counts.
    """

    name: str
    pmf: Pmf
    calendar: WorkCalendar | None = None

    def ends(self, start: date) -> FrozenMap[date, Fraction]:
        """Return when the leg ends that starts on a date."""
        masses = self.pmf.masses.items()
        return FrozenMap({self.ends_after(start, days): mass for days, mass in masses})

    def ends_after(self, start: date, days: int) -> date:
        """Return when it ends if it takes so many days.

        The start is rolled forward to a working day, which is day 0; then working days are counted.
        """
        if self.calendar is None:
            return start + timedelta(days=days)
        return self.calendar.add_working_days(start, days, roll_start=True)


@frozen
class Arrival:
    """When an order placed on a date arrives.

    Attributes:
        ordered_on: The order date.
        masses: Arrival date to probability, in order of date.
    """

    ordered_on: date
    masses: FrozenMap[date, Fraction]

    def quantile(self, p: Figure) -> date:
        """Return the earliest date by which the order has arrived with probability ``p``."""
        days = {day.toordinal(): mass for day, mass in self.masses.items()}
        return date.fromordinal(quantile(days, p))

    def by(self, day: date) -> Fraction:
        """Return the probability that the order has arrived on or before a date."""
        return sum((mass for on, mass in self.masses.items() if on <= day), Fraction(0))

    @property
    def days(self) -> Pmf:
        """The days from order to arrival, of this order date; what `lead_time_demand` takes."""
        return self.days_from(self.ordered_on)

    def days_from(self, day: date) -> Pmf:
        """Return the days from an earlier date until arrival, e.g. from today for an order placed later.

        Raises:
            InvalidValueError: ``day`` lies after an arrival date.
        """
        return Pmf({(on - day).days: mass for on, mass in self.masses.items()})

    def why(self) -> tuple[Note, ...]:
        """Return the dates by which the order has arrived in one, five and nine cases of ten."""
        dates = {f"p{tenths}0": self.quantile(Fraction(tenths, 10)) for tenths in (1, 5, 9)}
        return (Note("arrival.dates", {"on": self.ordered_on, **dates}),)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def _some(_instance: object, _field: object, value: tuple[Leg, ...]) -> None:
    if not value:
        msg = "a lead time without legs has no days; give at least one Leg"
        raise LeadTimeError(msg)


@frozen
class LeadTime:
    """The legs from order to shelf; each starts where the one before ended."""

    legs: tuple[Leg, ...] = field(converter=tuple[Leg, ...], validator=_some)

    @classmethod
    def of(cls, *legs: Leg) -> LeadTime:
        """Make a lead time from its legs, in order.

        Raises:
            LeadTimeError: There is none.
        """
        return cls(legs)

    def arrival(self, order_date: date) -> Arrival:
        """Return when an order placed on a date arrives."""
        return self.stages(order_date)[-1]

    def stages(self, order_date: date) -> tuple[Arrival, ...]:
        """Return when an order placed on a date has each leg behind it; the last stage is its arrival."""
        found: list[Arrival] = []
        reached: dict[date, Fraction] = {order_date: Fraction(1)}
        for leg in self.legs:
            reached = added_up(
                (end, mass * its) for start, mass in reached.items() for end, its in leg.ends(start).items()
            )
            found.append(Arrival(order_date, FrozenMap({day: reached[day] for day in sorted(reached)})))
        return tuple(found)

    def last_safe_order_date(self, need_by: date, p: Figure) -> date:
        """Return the latest calendar date whose order arrives by ``need_by`` with probability ``p``.

        Ordering later never arrives earlier, so the date is found by bisection.

        Raises:
            InvalidValueError: ``p`` is not above 0 and at most 1.
            LeadTimeError: Not even an order placed ten years before is safe.
        """
        wanted = probability(p)

        def in_time(day: date) -> bool:
            return self.arrival(day).by(need_by) >= wanted

        too_late, safe = need_by + timedelta(days=1), need_by
        back = 1
        while not in_time(safe):
            too_late, back = safe, back * 2
            if back > HORIZON_DAYS * 2:
                msg = f"no order date within {HORIZON_DAYS} days before {need_by} is safe"
                raise LeadTimeError(msg)
            safe = need_by - timedelta(days=min(back, HORIZON_DAYS))
        return last_day(in_time, safe, too_late)

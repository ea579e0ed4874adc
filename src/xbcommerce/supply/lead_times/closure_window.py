"""Which orders a closure delays: the last one before it that escapes, and the first one after it.

A factory closes on the 25th, but an order of the 12th may still be on the bench then. An order escapes if it
arrives on the very day on which it would have arrived without the closure. Closures that overlap or touch
the one named count as one: the factory and the forwarder rest for the same festival on different days. An
order of the last closed Sunday escapes, as it would have waited for Monday anyway.

Example:
    >>> from datetime import date
    >>> from xbcommerce.kernel.calendars import Closure, WorkCalendar
    >>> from xbcommerce.supply.lead_times import LeadTime, Pmf, closure_window, main_leg, production
    >>> festival = Closure(date(2027, 1, 25), date(2027, 2, 21))
    >>> factory = WorkCalendar.of(weekend=("sun",), closures=[festival])
    >>> sea = LeadTime.of(production(Pmf({12: ".6", 16: ".4"}), factory), main_leg("sea", Pmf.point(30)))
    >>> window = closure_window(sea, festival, on=date(2026, 12, 1), p=".9")
    >>> window.last_order_before.isoformat(), window.first_order_after.isoformat()
    ('2027-01-05', '2027-02-21')
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

from attrs import evolve, frozen

from xbcommerce.kernel.calendars import Closure
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import Figure, decimal_of
from xbcommerce.kernel.unmet import Note, Param, Refusal, Unmet

from .last_day import last_day
from .lead_time import HORIZON_DAYS, LeadTime, Leg
from .messages import ENGLISH
from .pmf import added_up, probability

_DAY = timedelta(days=1)


@frozen
class ClosureWindow:
    """A closure, and the order dates around it.

    Attributes:
        closed: From the first to the last closed day of all closures that overlap.
        last_order_before: The last day whose order escapes it.
        escapes: How likely the order of that day does.
        first_order_after: The next day whose order escapes it again; all orders between wait for it.
    """

    closed: Closure
    last_order_before: date
    escapes: Fraction
    first_order_after: date

    def why(self) -> tuple[Note, ...]:
        """Return the order dates around the closure."""
        dates: dict[str, Param] = {
            "closed_from": self.closed.first,
            "closed_until": self.closed.last,
            "last": self.last_order_before,
            "next": self.first_order_after,
            "escapes_pct": decimal_of(self.escapes * 100, 2),
        }
        return (Note("closure.window", dates),)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def closure_window(lead_time: LeadTime, closure: Closure, *, on: date, p: Figure) -> ClosureWindow | Refusal:
    """Find the orders that a closure delays, from a day on.

    Args:
        lead_time: Its legs' calendars have the closure.
        closure: The closed days.
        on: The first day on which an order can be placed.
        p: How surely an order is to escape, e.g. ``".9"``.

    Returns:
        The order dates around the closure; or a `Refusal`: ``closure.too_late`` where an order of ``on`` no
        longer escapes, ``closure.delays_nothing`` where every order does.

    Raises:
        InvalidValueError: No leg is closed on any of these days, or ``p`` is no probability.
    """
    wanted = probability(p)
    closed, open_way = _without(lead_time, closure)

    def escapes(day: date) -> bool:
        return _escapes(lead_time, open_way, day) >= wanted

    if on > closed.last:
        return Refusal.of(Unmet("closure.delays_nothing", "on", {"on": on, "closed_until": closed.last}))
    if not escapes(on):
        return Refusal.of(_too_late(lead_time, closed, on))
    before = _untouched(lead_time, closed.first, on)
    while before <= closed.last and escapes(before + _DAY):
        before += _DAY
    if before > closed.last:
        return Refusal.of(Unmet("closure.delays_nothing", "on", {"on": on, "closed_until": closed.last}))
    after = _first(escapes, before + _DAY)
    return ClosureWindow(closed, before, _escapes(lead_time, open_way, before), after)


def _too_late(lead_time: LeadTime, closed: Closure, on: date) -> Unmet:
    arrives = lead_time.arrival(on)
    figures = {
        "on": on,
        "closed_from": closed.first,
        "closed_until": closed.last,
        "p50": arrives.quantile(".5"),
        "p90": arrives.quantile(".9"),
    }
    return Unmet("closure.too_late", "on", figures)


def _untouched(lead_time: LeadTime, first_closed: date, on: date) -> date:
    """Return the last day from ``on`` whose order has surely arrived before the closure begins."""

    def arrived(day: date) -> bool:
        return max(lead_time.arrival(day).masses) < first_closed

    return last_day(arrived, on, first_closed) if on < first_closed and arrived(on) else on


def _first(escapes: Callable[[date], bool], day: date) -> date:
    until = day + timedelta(days=HORIZON_DAYS)
    while not escapes(day):
        day += _DAY
        if day > until:
            msg = f"no order within {HORIZON_DAYS} days after {day} escapes the closure"
            raise InvalidValueError(msg)
    return day


def _without(lead_time: LeadTime, closure: Closure) -> tuple[Closure, LeadTime]:
    """Return the whole closed span, and the lead time as it would be without it."""
    closed = closure
    every = sorted({one for leg in lead_time.legs if leg.calendar for one in leg.calendar.closures})
    met = False
    for _ in every:
        for one in every:
            if one.first <= closed.last + _DAY and closed.first <= one.last + _DAY:
                closed, met = Closure(min(one.first, closed.first), max(one.last, closed.last)), True
    if not met:
        msg = f"no leg is closed from {closure.first} to {closure.last}; put the closure on a leg's calendar"
        raise InvalidValueError(msg)
    return evolve(closed, reason=closure.reason), LeadTime.of(
        *(_reopened(leg, closed) for leg in lead_time.legs)
    )


def _reopened(leg: Leg, closed: Closure) -> Leg:
    if leg.calendar is None:
        return leg
    kept = [one for one in leg.calendar.closures if one.first > closed.last or one.last < closed.first]
    return evolve(leg, calendar=evolve(leg.calendar, closures=kept))


def _escapes(lead_time: LeadTime, open_way: LeadTime, order_date: date) -> Fraction:
    """Return how likely the order arrives on the same day with and without the closure."""
    reached = {(order_date, order_date): Fraction(1)}
    for leg, free in zip(lead_time.legs, open_way.legs, strict=True):
        reached = added_up(
            ((leg.ends_after(start, days), free.ends_after(other, days)), mass * its)
            for (start, other), mass in reached.items()
            for days, its in leg.pmf.masses.items()
        )
    return sum((mass for (day, other), mass in reached.items() if day == other), Fraction(0))

"""Which day's exchange rate counts: an event of the trade, and a way of picking the rate from there.

Example:
    >>> from datetime import date
    >>> from xbcommerce.logistics.customs import DateBasis
    >>> from xbcommerce.logistics.customs.valuation import RateDay, RatePick
    >>> union = RateDay(DateBasis.IMPORTED, RatePick.PENULTIMATE_WEDNESDAY)
    >>> union.after(date(2026, 7, 2)).isoformat()
    '2026-06-17'
    >>> RateDay(DateBasis.EXPORTED).word, union.word
    ('date-of-export', 'monthly-rate')
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum

from attrs import field, frozen

from xbcommerce.kernel.calendars import WorkCalendar
from xbcommerce.kernel.errors import member_of
from xbcommerce.logistics.customs.trade import DateBasis

_DAY = timedelta(days=1)
_WEDNESDAY = 2

WEEKDAYS_ONLY = WorkCalendar.of()
"""Trading from Monday to Friday, holidays not counted: a table of rates has none on them anyway."""


class RatePick(Enum):
    """How the law comes from the day of an event to the day of a rate."""

    THAT_DAY = "that_day"
    """The rate in force on the day."""
    TRADING_DAY_BEFORE = "trading_day_before"
    """Of the last trading day before it."""
    WEEK = "week"
    """The rate in force on the day, which the authority publishes for a week."""
    MONTH = "month"
    """The rate in force on the day, which the authority publishes for a month."""
    PENULTIMATE_WEDNESDAY = "penultimate_wednesday"
    """The fixing of the last Wednesday but one of the month before."""
    THIRD_WEDNESDAY = "third_wednesday"
    """The fixing of the third Wednesday of the month before."""


_EVENT_WORDS = {
    DateBasis.SOLD: "date-of-sale",
    DateBasis.PAID: "date-of-payment",
    DateBasis.EXPORTED: "date-of-export",
    DateBasis.SHIPPED_DIRECTLY: "date-of-direct-shipment",
    DateBasis.ARRIVED: "date-of-arrival",
    DateBasis.IMPORTED: "date-of-import",
    DateBasis.ENTERED: "date-of-entry",
    DateBasis.PRESENTED: "bill-of-entry-presentation",
}
_PICK_WORDS = {
    RatePick.TRADING_DAY_BEFORE: "trading-day-before",
    RatePick.WEEK: "weekly-rate",
    RatePick.MONTH: "monthly-rate",
    RatePick.PENULTIMATE_WEDNESDAY: "monthly-rate",
    RatePick.THIRD_WEDNESDAY: "monthly-rate",
}


@frozen
class RateDay:
    """The day whose exchange rate counts.

    Attributes:
        basis: The event it goes by.
        pick: How the rate is found from there.
    """

    basis: DateBasis = field(validator=member_of(DateBasis))
    pick: RatePick = field(default=RatePick.THAT_DAY, validator=member_of(RatePick))

    @property
    def word(self) -> str:
        """A stable word for programs: ``"date-of-export"``, ``"trading-day-before"``, ``"monthly-rate"``."""
        return _PICK_WORDS.get(self.pick) or _EVENT_WORDS[self.basis]

    def after(self, event: date, trading: WorkCalendar = WEEKDAYS_ONLY) -> date:
        """Return the day on which to look a rate up.

        Where customs publish rates for a week or a month, the day is the event's own: the rate in force on
        it in their table, which they may amend before the time is over. Where the law names a fixing of the
        market, the day is that of the fixing.

        Args:
            event: The day of the event.
            trading: On which days rates are fixed.
        """
        match self.pick:
            case RatePick.TRADING_DAY_BEFORE:
                return trading.add_working_days(event, -1)
            case RatePick.PENULTIMATE_WEDNESDAY:
                return _wednesdays_before(event)[-2]
            case RatePick.THIRD_WEDNESDAY:
                return _wednesdays_before(event)[2]
            case _:
                return event


def _wednesdays_before(event: date) -> list[date]:
    """Return the Wednesdays of the month before a day."""
    last = event.replace(day=1) - _DAY
    days = (last.replace(day=number) for number in range(1, last.day + 1))
    return [day for day in days if day.weekday() == _WEDNESDAY]

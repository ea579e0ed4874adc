"""On which day to look exchange rates up for a trade, by the law of its destination.

Example:
    >>> from datetime import date
    >>> from xbcommerce.logistics.customs import TradeDates
    >>> from xbcommerce.logistics.customs.valuation import fx_day
    >>> from xbcommerce.reference.customs.valuations import valuations
    >>> swiss = valuations().as_of("valuation/CH", date(2026, 6, 15)).value
    >>> fx_day(swiss, TradeDates(imported=date(2026, 6, 15))).isoformat()  # a Monday
    '2026-06-12'
    >>> print(fx_day(swiss, TradeDates(sold=date(2026, 6, 1))))
    valuation.fx_day_unknown at dates.imported (word=trading-day-before)
"""

from __future__ import annotations

from datetime import date

from xbcommerce.kernel.calendars import WorkCalendar
from xbcommerce.kernel.unmet import Unmet
from xbcommerce.logistics.customs.trade import TradeDates

from .rate_day import WEEKDAYS_ONLY
from .rule import Valuation


def fx_day(valuation: Valuation, dates: TradeDates, *, trading: WorkCalendar = WEEKDAYS_ONLY) -> date | Unmet:
    """Return the day whose exchange rates count.

    Args:
        valuation: How the destination values.
        dates: What is known of the trade; nobody puts another day in the place of one that is not.
        trading: On which days rates are fixed.

    Returns:
        The day; or ``valuation.fx_day_unknown`` where the day it goes by is not known.
    """
    rule = valuation.rate_day
    event = dates.on(rule.basis)
    if event is None:
        return Unmet("valuation.fx_day_unknown", f"dates.{rule.basis.value}", {"word": rule.word})
    return rule.after(event, trading)

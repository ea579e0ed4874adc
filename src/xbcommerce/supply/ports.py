"""What the supply room asks of its host.

    DemandHistory    what was sold of an item
    OfferBook        who offers it
    DutyRates        what the border takes
    FxRates          what a currency is worth in another; `xbcommerce.kernel.fx.RateTable` is one

Any object with these methods will do; none needs to inherit anything.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol

from xbcommerce.kernel.fx import NoRate, Rate, StaleRate

from .demand.series import DemandSeries
from .sourcing.duty import Duty, Imported, UnknownDuty
from .sourcing.offers import Offer


class DemandHistory(Protocol):
    """Where demand is recorded."""

    def series(self, sku: str, start: date, end: date, /) -> DemandSeries | None:
        """Return the demand of an item from ``start`` up to, not including, ``end``; None if unknown."""
        ...


class OfferBook(Protocol):
    """Where offers are kept."""

    def offers(self, sku: str, on: date, /) -> tuple[Offer, ...]:
        """Return the offers for an item that hold on a day."""
        ...


class DutyRates(Protocol):
    """Where duty rates come from: the customs room of the host, a broker, a tariff service."""

    def as_of(self, goods: Imported, on: date, /) -> Duty | UnknownDuty:
        """Return what the border takes on a day, or why nobody knows; never zero for want of a rate."""
        ...


class FxRates(Protocol):
    """Where exchange rates come from."""

    def as_of(self, base: str, quote: str, on: date, /, *, max_age_days: int) -> Rate | NoRate | StaleRate:
        """Return units of ``quote`` for one unit of ``base`` as known on a day, or why there is none."""
        ...

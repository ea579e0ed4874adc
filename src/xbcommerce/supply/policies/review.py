"""What a policy sees when stock is reviewed, and what it answers: units to order.

Any object with a method ``order`` is a policy; the rules of this street have one.

Example:
    >>> from datetime import date
    >>> from xbcommerce.supply import DemandSeries
    >>> from xbcommerce.supply.policies import BaseStock, MinMax, OrderUpTo, Review
    >>> week = Review(DemandSeries(date(2026, 1, 5), 7, [4, 6, 5, 3, 9]), 3, on_hand=12)
    >>> week.on, week.position, week.history.quantities
    (datetime.date(2026, 2, 2), 12, (4, 6, 5, 3))
    >>> BaseStock(20).order(week), OrderUpTo(14, 40).order(week), MinMax(minimum=12, maximum=40).order(week)
    (8, 28, 0)
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError, count_field
from xbcommerce.supply.demand.series import DemandSeries, Flag
from xbcommerce.supply.stock.position import Incoming, Position


def _sold(value: Iterable[int] | None) -> tuple[int, ...] | None:
    return None if value is None else tuple(value)


@frozen
class Review:
    """Stock and past demand of an item at the end of a bucket.

    Attributes:
        demand: The whole series; a policy may look at `history`, never at what comes after.
        bucket: Index of the bucket that has just ended.
        on_hand: Units left.
        backorders: Units owed to buyers.
        incoming: Units on order, with the day for which they are promised, which may be over.
        sold: Units sold in each bucket so far, where buyers who find nothing go away unseen; None where
            every wish is known.
    """

    demand: DemandSeries
    bucket: int = field(validator=count_field)
    on_hand: int = field(default=0, validator=count_field)
    backorders: int = field(default=0, validator=count_field)
    incoming: tuple[Incoming, ...] = field(default=(), converter=tuple[Incoming, ...])
    sold: tuple[int, ...] | None = field(default=None, converter=_sold)

    def __attrs_post_init__(self) -> None:
        seen = self.bucket + 1
        if seen > len(self.demand.quantities) or (self.sold is not None and len(self.sold) != seen):
            msg = (
                f"bucket={self.bucket} of {len(self.demand.quantities)}, "
                f"sold in {'all' if self.sold is None else len(self.sold)}: expected a bucket of the series, "
                "and sales of each until then"
            )
            raise InvalidValueError(msg)

    @property
    def on(self) -> date:
        """The day on which is ordered: the first after the bucket."""
        return self.demand.day(self.bucket + 1)

    @property
    def on_order(self) -> int:
        """Units on order, whenever they come."""
        return sum(item.quantity for item in self.incoming)

    @property
    def position(self) -> int:
        """On hand and on order less what is owed; may be negative."""
        return self.on_hand + self.on_order - self.backorders

    @property
    def stock(self) -> Position:
        """The same as a `Position`."""
        return Position(on_hand=self.on_hand, backorders=self.backorders, incoming=self.incoming)

    @property
    def history(self) -> DemandSeries:
        """The demand up to and with the bucket as the shop has seen it.

        Where more was wanted than could be `sold`, the bucket is a stock-out: at least so much was wanted.
        """
        seen, series = self.bucket + 1, self.demand
        quantities, flags = series.quantities[:seen], series.flags[:seen]
        if self.sold is not None:
            flags = tuple(
                Flag.STOCKOUT if units < wanted and flag is not Flag.CLOSED else flag
                for units, wanted, flag in zip(self.sold, quantities, flags, strict=True)
            )
            quantities = self.sold
        return DemandSeries(series.start, series.bucket_days, quantities, flags)


class StockPolicy(Protocol):
    """A rule that says how much to order."""

    def order(self, review: Review, /) -> int:
        """Return the units to order now; 0 for none."""
        ...

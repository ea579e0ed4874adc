"""Any policy on a real history: what service, stock and cost a setting would have had.

Each bucket, in this order:

    1. receive         an order of bucket ``t`` that takes ``n`` buckets is there at the start of ``t + n``
    2. serve           first what is owed from before, then the demand of the bucket
    3. measure         service, stock, shortage
    4. review          at the end of every ``review_buckets``-th bucket: the policy orders

The position counts what is on hand and on order less what is owed. A policy sees the day for which an order
is promised, not the day on which chance will bring it. Demand is taken as recorded: a closed bucket wants
nothing, and one in which the real shop ran out wants at least so much, which the report says.

Example:
    >>> from datetime import date
    >>> from xbcommerce.supply import DemandSeries
    >>> from xbcommerce.supply.policies import FixedQuantity
    >>> from xbcommerce.supply.replay import FixedTransit, ReplaySetup, replay
    >>> weeks = DemandSeries(date(2026, 1, 5), 7, [5, 3, 8, 0, 6, 9, 2, 4, 7, 5, 0, 12, 3, 6, 8])
    >>> print(replay(weeks, FixedQuantity(9, 15), ReplaySetup(FixedTransit(3), initial_stock=12)))
    Of 78 units wanted from Jan 5, 2026 on, 65 were there at once (83.3 %); something was missing in 4 ...
    At the end of the weeks 4 units lay in stock on average; orders: 5, together 75 units, of which 15 are ...
    13 units were not sold, as their buyers did not wait.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from fractions import Fraction
from itertools import chain
from typing import Protocol, runtime_checkable

from attrs import define, field, frozen

from xbcommerce.kernel.errors import InvalidValueError, count_field, positive_field, whole
from xbcommerce.kernel.figures import figure, not_negative
from xbcommerce.supply.demand.series import DemandSeries, Flag
from xbcommerce.supply.policies.review import Review, StockPolicy
from xbcommerce.supply.stock.position import Incoming

from .costs import ReplayCosts
from .report import ReplayedBucket, ReplayReport
from .transit import Transit


class Shortage(Enum):
    """What becomes of demand that finds an empty shelf."""

    LOST = "lost"
    """The buyer goes elsewhere."""
    BACKORDER = "backorder"
    """The buyer waits, and is served first when goods come in."""


@frozen
class Placed:
    """An order that may have its own way, e.g. by air.

    Attributes:
        units: How many.
        transit: How long it takes; None takes the setup's.
        premium: What it costs beside the setup's ``per_order``, in the same currency, e.g. what the aeroplane
            takes more than the ship.
    """

    units: int = field(validator=positive_field)
    transit: Transit | None = None
    premium: Fraction = field(default=Fraction(0), converter=figure, validator=not_negative)


@runtime_checkable
class OrderPolicy(Protocol):
    """A policy that also chooses how its orders travel, or places several."""

    def orders(self, review: Review, /) -> Sequence[Placed]:
        """Return what to order now."""
        ...


Replayable = StockPolicy | OrderPolicy
"""What can be replayed."""


@frozen
class ReplaySetup:
    """What is the same for every setting that is tried.

    Attributes:
        transit: How long orders take.
        initial_stock: Units on hand before the first bucket.
        incoming: Units on their way then; they count from the first bucket that begins on their day or later.
        shortage: What becomes of demand that is not met.
        review_buckets: From one review to the next.
        warm_up_buckets: Buckets before the first that is replayed: a policy learns from them, but nothing is
            sold in them, so that what a policy learns is proven on what it has not seen.
        costs: What is paid for what; None for no cost.
    """

    transit: Transit
    initial_stock: int = field(default=0, kw_only=True, validator=count_field)
    incoming: tuple[Incoming, ...] = field(default=(), kw_only=True, converter=tuple[Incoming, ...])
    shortage: Shortage = field(default=Shortage.LOST, kw_only=True)
    review_buckets: int = field(default=1, kw_only=True, validator=positive_field)
    warm_up_buckets: int = field(default=0, kw_only=True, validator=count_field)
    costs: ReplayCosts | None = field(default=None, kw_only=True)


def replay(
    demand: DemandSeries, policy: Replayable, setup: ReplaySetup, *, trace: bool = False
) -> ReplayReport:
    """Simulate a policy over a history.

    Args:
        demand: What was wanted.
        policy: Any rule with a method ``order`` (or ``orders``).
        setup: Lead time, stock at the start, shortage, review and costs.
        trace: Keep each bucket in the report.

    Raises:
        InvalidValueError: No bucket is left after the warm-up, or the policy orders less than nothing or
            parts of a unit.
    """
    first = setup.warm_up_buckets
    if first >= len(demand.quantities):
        msg = f"warm_up_buckets={first} of {len(demand.quantities)}: no bucket is left to replay"
        raise InvalidValueError(msg)
    shelf = _Shelf(demand, setup, setup.initial_stock, sold=list(demand.quantities[:first]))
    for item in setup.incoming:
        days = (item.due_on - demand.start).days
        shelf.expect(max(first, -(-days // demand.bucket_days)), item)
    rows = [shelf.live(bucket, policy) for bucket in range(first, len(demand.quantities))]
    return _report(demand, setup, shelf, rows, trace=trace)


@define
class _Shelf:
    """The stock as it changes."""

    demand: DemandSeries
    setup: ReplaySetup
    on_hand: int
    sold: list[int]
    owed: int = 0
    orders: int = 0
    premium: Fraction = Fraction(0)
    due: dict[int, list[Incoming]] = field(factory=dict[int, list[Incoming]])
    """Units on order, with the day for which they are promised, by the bucket in which they will be there."""

    def expect(self, bucket: int, order: Incoming) -> None:
        self.due.setdefault(bucket, []).append(order)

    @property
    def open_orders(self) -> Iterator[Incoming]:
        return chain.from_iterable(self.due.values())

    def live(self, bucket: int, policy: Replayable) -> ReplayedBucket:
        """Go through one bucket."""
        received = sum(item.quantity for item in self.due.pop(bucket, ()))
        self.on_hand += received
        late = min(self.on_hand, self.owed)
        self.owed -= late
        self.on_hand -= late
        wanted = self.demand.quantities[bucket] if self.demand.flags[bucket] is not Flag.CLOSED else 0
        served = min(self.on_hand, wanted)
        self.on_hand -= served
        self.sold.append(served)
        if self.setup.shortage is Shortage.BACKORDER:
            self.owed += wanted - served
        ordered = self._order(bucket, policy)
        day = self.demand.day(bucket)
        return ReplayedBucket(day, received, wanted, served, self.on_hand, self.owed, ordered)

    def _order(self, bucket: int, policy: Replayable) -> int:
        if (bucket - self.setup.warm_up_buckets + 1) % self.setup.review_buckets:
            return 0
        review = self._review(bucket)
        placed = _placed(policy, review)
        for order in placed:
            transit = order.transit or self.setup.transit
            taken = whole(transit.buckets(review), "transit in buckets", minimum=1)
            self.expect(bucket + taken, Incoming(transit.promised_on(review), order.units))
            self.premium += order.premium
        self.orders += len(placed)
        return sum(order.units for order in placed)

    def _review(self, bucket: int) -> Review:
        incoming = sorted(self.open_orders, key=lambda item: item.due_on)
        unseen = self.setup.shortage is Shortage.LOST
        return Review(self.demand, bucket, self.on_hand, self.owed, incoming, self.sold if unseen else None)


def _placed(policy: Replayable, review: Review) -> Sequence[Placed]:
    if isinstance(policy, OrderPolicy):
        return policy.orders(review)
    units = whole(policy.order(review), f"order of {policy}")
    return (Placed(units),) if units else ()


def _report(
    demand: DemandSeries,
    setup: ReplaySetup,
    shelf: _Shelf,
    rows: Sequence[ReplayedBucket],
    *,
    trace: bool,
) -> ReplayReport:
    flags = demand.flags[setup.warm_up_buckets :]
    short = sum(row.short for row in rows)
    stock, owed = sum(row.on_hand for row in rows), sum(row.owed for row in rows)
    costs = setup.costs
    bill = {"stock": stock, "orders": shelf.orders, "short": short, "owed": owed}
    spent = None if costs is None else costs.cost(**bill, premium=shelf.premium)
    return ReplayReport(
        first=rows[0].start,
        bucket_days=demand.bucket_days,
        buckets=len(rows),
        closed_buckets=flags.count(Flag.CLOSED),
        censored_buckets=flags.count(Flag.STOCKOUT),
        demand=sum(row.demand for row in rows),
        served_at_once=sum(row.served for row in rows),
        buckets_short=sum(row.short > 0 for row in rows),
        mean_stock=Fraction(stock, len(rows)),
        orders=shelf.orders,
        units_ordered=sum(row.ordered for row in rows),
        final_on_hand=shelf.on_hand,
        final_backorders=shelf.owed,
        on_order_at_end=sum(item.quantity for item in shelf.open_orders),
        lost=short if setup.shortage is Shortage.LOST else 0,
        cost=spent,
        trace=tuple(rows) if trace else (),
    )

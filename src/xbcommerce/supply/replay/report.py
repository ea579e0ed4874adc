"""What a replay found: service, stock, orders and cost, and on request each bucket."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from attrs import frozen

from xbcommerce.kernel.figures import decimal_of
from xbcommerce.kernel.unmet import Note, Param
from xbcommerce.supply.wording import percent

from .costs import ReplayCost
from .messages import ENGLISH, period_of


@frozen
class ReplayedBucket:
    """One bucket, units.

    Attributes:
        start: Its first day.
        received: Came in at its start.
        demand: Wanted in it.
        served: Of that, there at once.
        on_hand: Left at its end.
        owed: To buyers at its end, older backorders included.
        ordered: At its end; it arrives later.
    """

    start: date
    received: int
    demand: int
    served: int
    on_hand: int
    owed: int
    ordered: int

    @property
    def short(self) -> int:
        """Wanted, but not there."""
        return self.demand - self.served


@frozen
class ReplayReport:
    """How a setting did on a history.

    Attributes:
        first: First day replayed.
        bucket_days: Days in a bucket.
        buckets: Buckets replayed, closed ones included.
        closed_buckets: Of these, closed: nothing is wanted in them, and they count for no ready rate.
        censored_buckets: Of these, the ones in which the real shop ran out: more may have been wanted than
            is recorded.
        demand: Units wanted.
        served_at_once: Of these, there at once.
        buckets_short: Buckets in which something was missing.
        mean_stock: Units left at the end of a bucket, on average.
        orders: How many were placed.
        units_ordered: In all of them.
        final_on_hand: Units left at the end.
        final_backorders: Units owed at the end.
        on_order_at_end: Units on their way at the end.
        lost: Units that buyers did not wait for.
        cost: What it cost; None where no costs were given.
        trace: Each bucket, where it was asked for.
    """

    first: date
    bucket_days: int
    buckets: int
    closed_buckets: int
    censored_buckets: int
    demand: int
    served_at_once: int
    buckets_short: int
    mean_stock: Fraction
    orders: int
    units_ordered: int
    final_on_hand: int
    final_backorders: int
    on_order_at_end: int
    lost: int
    cost: ReplayCost | None = None
    trace: tuple[ReplayedBucket, ...] = ()

    @property
    def fill_rate(self) -> Fraction | None:
        """Share of the units wanted that were there at once; None if none was wanted."""
        return Fraction(self.served_at_once, self.demand) if self.demand else None

    @property
    def ready_rate(self) -> Fraction | None:
        """Share of the open buckets in which nothing was missing; None if none was open."""
        open_buckets = self.buckets - self.closed_buckets
        return 1 - Fraction(self.buckets_short, open_buckets) if open_buckets else None

    def why(self) -> tuple[Note, ...]:
        """Return service, stock, orders, cost, and what the figures cannot know."""
        return tuple(self._notes())

    def _notes(self) -> Iterator[Note]:
        period = period_of(self.bucket_days)
        figures = self._figures()
        yield Note(f"replay.{'no_demand' if self.fill_rate is None else 'service'}.{period}", figures)
        yield Note(f"replay.stock.{period}", figures)
        if self.lost:
            yield Note("replay.lost", figures)
        if self.final_backorders:
            yield Note("replay.owed", figures)
        if self.cost is not None:
            parts = {"holding": self.cost.holding, "ordering": self.cost.ordering}
            parts |= {"shortage": self.cost.shortage, "total": self.cost.total}
            yield Note("replay.cost", {name: self.cost.shown(amount) for name, amount in parts.items()})
        if self.closed_buckets:
            yield Note(f"replay.closed.{period}", figures)
        if self.censored_buckets:
            yield Note(f"replay.censored.{period}", figures)

    def _figures(self) -> dict[str, Param]:
        return {
            "first": self.first,
            "buckets": self.buckets,
            "demand_units": self.demand,
            "served_units": self.served_at_once,
            "fill_pct": percent(self.fill_rate or 0),
            "short_buckets": self.buckets_short,
            "open_buckets": self.buckets - self.closed_buckets,
            "closed_buckets": self.closed_buckets,
            "censored_buckets": self.censored_buckets,
            "mean_units": decimal_of(self.mean_stock, 1),
            "orders": self.orders,
            "ordered_units": self.units_ordered,
            "on_order_units": self.on_order_at_end,
            "lost_units": self.lost,
            "owed_units": self.final_backorders,
        }

    def __str__(self) -> str:
        return ENGLISH.explain(self)

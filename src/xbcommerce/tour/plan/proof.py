"""Whether the plan would have worked: its rule replayed over the last weeks, on what was known by then.

The items that earned most are bought every week as the plan buys: the forecast is learnt anew from the weeks
before, by a method chosen on the weeks before, and the order brings the position up to the reorder point.
Orders take what chance draws from the lead time; the shelf is full at the start. So the figures are those of
a shop that had followed the plan, not of one that knew the year.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable
from fractions import Fraction

from attrs import evolve, frozen

from xbcommerce.supply import (
    DemandSeries,
    Flag,
    Method,
    Pmf,
    ReorderPoint,
    forecast,
    parse_method,
    reorder_point,
)
from xbcommerce.supply.policies import InPacks, Review
from xbcommerce.supply.replay import DrawnTransit, ReplayReport, ReplaySetup, replay

from .assumptions import Assumptions
from .history import History
from .planning import choose_method

ITEMS = 200
"""So many of the items that earned most: enough to judge by, in a few seconds."""
_KNOWN_WEEKS_MIN = 8
"""An item must have sold for so many weeks before the first one replayed."""


@frozen
class Proof:
    """What the items would have done together.

    Attributes:
        weeks: Weeks replayed, closed ones included.
        reports: One an item.
    """

    weeks: int
    reports: tuple[ReplayReport, ...]

    @property
    def fill_rate(self) -> Fraction:
        """Share of the units wanted that would have been there at once."""
        return Fraction(sum(report.served_at_once for report in self.reports), max(1, self.units))

    @property
    def units(self) -> int:
        """Units wanted."""
        return sum(report.demand for report in self.reports)

    @property
    def ready_rate(self) -> Fraction:
        """Share of the open weeks, of all items, in which nothing would have been missing."""
        weeks = sum(report.buckets - report.closed_buckets for report in self.reports)
        return 1 - Fraction(sum(report.buckets_short for report in self.reports), max(1, weeks))


@frozen
class _AsPlanned:
    """The rule of the plan: up to the reorder point of a forecast made anew."""

    method: Method
    given: Assumptions

    def point(self, known: DemandSeries) -> ReorderPoint:
        """Return the reorder point as the plan of that day would have it."""
        return reorder_point(self.given.demand(forecast(known, self.method)), self.given.target)

    def order(self, review: Review, /) -> int:
        """Return the units that are missing."""
        return math.ceil(self.point(review.history).level) - review.position


def prove(history: History, ranked: Iterable[str], given: Assumptions) -> Proof | None:
    """Replay the plan over twice the lead time, at most over the second half of the history.

    Args:
        history: Weekly demand.
        ranked: Items, those that earned most first.
        given: Lead time, service and terms.

    Returns:
        None if the history is too short, or nothing was wanted.
    """
    weeks = min(2 * given.horizon_weeks, history.weeks // 2)
    panel = {code: history.series[code] for code in ranked if _long_enough(history.series.get(code), weeks)}
    top = dict(list(panel.items())[:ITEMS])
    if not top:
        return None
    known = {code: _before(series, weeks) for code, series in top.items()}
    past = evolve(history, weeks=history.weeks - weeks, series=known)
    rule = _AsPlanned(parse_method(choose_method(past, given.horizon_weeks).chosen), given)
    reports = tuple(_replayed(seed, top[code], known[code], rule) for seed, code in enumerate(top))
    proof = Proof(weeks, reports)
    return proof if proof.units else None


def _long_enough(series: DemandSeries | None, weeks: int) -> bool:
    """Say whether an item was sold, in an open week, long enough before the weeks replayed."""
    if series is None or weeks < 1 or len(series.quantities) < weeks + _KNOWN_WEEKS_MIN:
        return False
    return any(flag is not Flag.CLOSED for flag in series.flags[:-weeks])


def _before(series: DemandSeries, weeks: int) -> DemandSeries:
    return DemandSeries(series.start, series.bucket_days, series.quantities[:-weeks], series.flags[:-weeks])


def _replayed(seed: int, series: DemandSeries, known: DemandSeries, rule: _AsPlanned) -> ReplayReport:
    weeks = len(series.quantities)
    chance = random.Random(seed)  # noqa: S311  # each item its own luck, the same in every run
    setup = ReplaySetup(
        DrawnTransit.seeded(_days(rule.given), chance, draws=weeks),
        initial_stock=math.ceil(rule.point(known).level),
        warm_up_buckets=len(known.quantities),
    )
    return replay(series, InPacks(rule, rule.given.terms), setup)


def _days(given: Assumptions) -> Pmf:
    """Return the lead time; of one known by mean and spread, one spread earlier or later, equally often."""
    if isinstance(given.lead_time, Pmf):
        return given.lead_time
    mean, sd = given.lead_time.mean_days, given.lead_time.sd_days
    early, late = max(0, math.floor(mean - sd)), math.ceil(mean + sd)
    return Pmf.point(late) if early == late else Pmf({early: "1/2", late: "1/2"})

"""What was sold, bucket by bucket, and what may be learnt from each bucket.

A bucket carries a flag. *Closed* is missing, never zero: a shop shut for a week says nothing about what
people wanted. *Stockout* is censored: at least that much was wanted. *Promo* is real but not the base rate.

Example:
    >>> from datetime import date
    >>> from xbcommerce.supply import DemandSeries, Flag, clean
    >>> series = DemandSeries(date(2026, 1, 5), 7, [10, 12, 0, 3, 40, 11],
    ...     [Flag.OK, Flag.OK, Flag.CLOSED, Flag.STOCKOUT, Flag.PROMO, Flag.OK])
    >>> clean(series).quantities
    (10.0, 12.0, None, 11.0, 40.0, 11.0)
    >>> DemandSeries(date(2026, 1, 5), 7, [4, -2])
    Traceback (most recent call last):
    ...
    xbcommerce.supply.demand.series.DemandError: bucket of 2026-01-12 holds -2 units; net returns ...
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction
from itertools import pairwise

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError, member, positive_field
from xbcommerce.kernel.figures import Figure, figure


class DemandError(InvalidValueError):
    """A history that cannot be one: gaps, negative demand, flags that do not fit; ``code`` says which."""


class Flag(Enum):
    """What a bucket tells about demand."""

    OK = "ok"
    """Open and stocked: what was sold is what was wanted."""
    CLOSED = "closed"
    """Not selling: the bucket is missing, whatever it holds."""
    STOCKOUT = "stockout"
    """Out of stock for a time: at least this much was wanted."""
    PROMO = "promo"
    """A promotion or event: wanted, but not at the base rate."""


def _flags(value: Iterable[Flag] | None) -> tuple[Flag, ...]:
    return () if value is None else tuple(member(flag, Flag, "flag") for flag in value)


@frozen
class DemandSeries:
    """Units wanted in equal, consecutive buckets.

    Attributes:
        start: First day of the first bucket.
        bucket_days: Days in a bucket, 7 for weeks.
        quantities: Units in each bucket, never negative.
        flags: One a bucket; none given means all `Flag.OK`.
    """

    start: date
    bucket_days: int = field(validator=positive_field)
    quantities: tuple[int, ...] = field(converter=tuple[int, ...])
    flags: tuple[Flag, ...] = field(default=None, converter=_flags)

    def __attrs_post_init__(self) -> None:
        if not self.flags:
            object.__setattr__(self, "flags", (Flag.OK,) * len(self.quantities))
        if not self.quantities:
            msg = f"a history from {self.start} without a bucket; give at least one"
            raise DemandError.because("no_buckets", msg)
        if len(self.flags) != len(self.quantities):
            msg = f"{len(self.flags)} flags for {len(self.quantities)} buckets; give one a bucket"
            raise DemandError.because("flags_do_not_fit", msg)
        for index, quantity in enumerate(self.quantities):
            if type(quantity) is not int:
                msg = f"bucket of {self.day(index)} holds {quantity!r}; expected whole units"
                raise DemandError.because("not_whole_units", msg)
            if quantity < 0:
                msg = (
                    f"bucket of {self.day(index)} holds {quantity} units; net returns where they were "
                    "sold (Returns.AT_SALE) or leave them out (Returns.IGNORE)"
                )
                raise DemandError.because("negative_demand", msg)

    @classmethod
    def from_buckets(
        cls, buckets: Mapping[date, int], *, bucket_days: int, flags: Mapping[date, Flag] | None = None
    ) -> DemandSeries:
        """Build a series from buckets by their first day; a bucket left out is refused, not read as zero.

        Args:
            buckets: First day of a bucket to its units.
            bucket_days: Days in a bucket.
            flags: First day to flag, where it is not `Flag.OK`; a closed bucket may be given here alone.

        Raises:
            DemandError: ``gap``, ``flags_do_not_fit``, or as the constructor.
        """
        flags = flags or {}
        known = {day: 0 for day, flag in flags.items() if flag is Flag.CLOSED} | dict(buckets)
        days = sorted(known)
        for before, after in pairwise(days):
            if (after - before).days != bucket_days:
                msg = (
                    f"no bucket of {bucket_days} days joins {before} and {after}; give 0 where the shop was "
                    "open and sold nothing, or flag the bucket as closed"
                )
                raise DemandError.because("gap", msg)
        if stray := sorted(flags.keys() - known.keys()):
            msg = f"a flag for {stray[0]}, which is no bucket; give its units too"
            raise DemandError.because("flags_do_not_fit", msg)
        start = days[0] if days else date.min
        return cls(
            start, bucket_days, [known[day] for day in days], [flags.get(day, Flag.OK) for day in days]
        )

    def day(self, index: int) -> date:
        """Return the first day of a bucket."""
        return self.start + timedelta(days=index * self.bucket_days)

    @property
    def end(self) -> date:
        """The first day after the last bucket."""
        return self.day(len(self.quantities))


@frozen
class Cleaned:
    """A history made fit for forecasting.

    Attributes:
        base_rate: Mean units of the `Flag.OK` buckets; None if there is none.
        quantities: Units a bucket; None where the bucket is missing.
    """

    base_rate: float | None
    quantities: tuple[float | None, ...]

    @property
    def observed(self) -> tuple[float, ...]:
        """The buckets that are not missing, in order."""
        return tuple(quantity for quantity in self.quantities if quantity is not None)


def clean(series: DemandSeries, *, factors: Sequence[float] = ()) -> Cleaned:
    """Leave closed buckets out and raise stock-outs to the base rate, never lower them.

    Args:
        series: The history.
        factors: What events did to each bucket, such as `EventEffects.factors`; its units are divided by it
            first. None given means nothing happened.

    Raises:
        DemandError: ``factors_do_not_fit``: not one positive factor a bucket.
    """
    units: Sequence[float] = series.quantities
    if factors:
        if len(factors) != len(units) or min(factors) <= 0:
            msg = f"{len(factors)} factors for {len(units)} buckets; give one above 0 for each"
            raise DemandError.because("factors_do_not_fit", msg)
        units = [quantity / factor for quantity, factor in zip(units, factors, strict=True)]
    normal = [quantity for quantity, flag in zip(units, series.flags, strict=True) if flag is Flag.OK]
    base = sum(normal) / len(normal) if normal else None
    return Cleaned(
        base,
        tuple(_cleaned(quantity, flag, base) for quantity, flag in zip(units, series.flags, strict=True)),
    )


def _cleaned(quantity: float, flag: Flag, base: float | None) -> float | None:
    match flag:
        case Flag.CLOSED:
            return None
        case Flag.STOCKOUT:
            return max(float(quantity), base or 0.0)
        case Flag.OK | Flag.PROMO:
            return float(quantity)


BUSY_SHARE = Fraction(9, 10)
"""A shop that sells in this share of its buckets is thought to be closed in the others."""


def closed_buckets(panel: Iterable[Sequence[int]], *, busy_share_min: Figure = BUSY_SHARE) -> tuple[int, ...]:
    """Find the buckets in which a whole shop must have been closed: nothing sold, though hardly ever so.

    A shop that sells now and then has empty buckets by nature; to call them closed would raise its demand
    from what sells on average to what sells when something does.

    Args:
        panel: Units a bucket of every item, all over the same buckets.
        busy_share_min: Share of buckets with a sale from which on an empty one means closed.

    Returns:
        Indices of the closed buckets; none if the shop sells in a smaller share of them.

    Raises:
        DemandError: ``uneven_panel``: the items have different numbers of buckets.

    Example:
        >>> busy, slow = [5, 6, 4, 0, 5, 7, 6, 5, 4, 6], [9, 0, 0, 9, 0, 0, 9, 0, 0, 9]
        >>> closed_buckets([busy]), closed_buckets([slow]), closed_buckets([slow], busy_share_min="0.4")
        ((3,), (), (1, 2, 4, 5, 7, 8))
    """
    rows = list(panel)
    if len({len(row) for row in rows}) > 1:
        msg = f"items with {sorted({len(row) for row in rows})} buckets; cut them to the same span"
        raise DemandError.because("uneven_panel", msg)
    empty = [index for index, column in enumerate(zip(*rows, strict=True)) if not any(column)]
    buckets = len(rows[0]) if rows else 0
    return tuple(empty) if buckets - len(empty) >= figure(busy_share_min) * buckets else ()

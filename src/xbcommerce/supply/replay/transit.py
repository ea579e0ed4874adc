"""How many buckets an order takes: always the same, as measured, or drawn from a lead time.

A duration belongs to the *bucket* in which an order is placed, not to the order: so every setting that is
replayed meets the same luck, and what differs is the setting.

Example:
    >>> import random
    >>> from datetime import date
    >>> from xbcommerce.supply import DemandSeries, Pmf
    >>> from xbcommerce.supply.policies import Review
    >>> from xbcommerce.supply.replay import DrawnTransit, MeasuredTransit
    >>> weeks = DemandSeries(date(2026, 1, 5), 7, [4, 6, 5, 3])
    >>> [MeasuredTransit([3, 5]).buckets(Review(weeks, bucket)) for bucket in range(4)]
    [3, 5, 3, 5]
    >>> sea = DrawnTransit.seeded(Pmf({35: ".9", 50: ".1"}), random.Random(7), draws=4)
    >>> [sea.buckets(Review(weeks, bucket)) for bucket in range(4)]
    [6, 6, 6, 9]
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from statistics import median_low
from typing import Protocol

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError, positive_field, whole
from xbcommerce.kernel.figures import Figure, figure
from xbcommerce.supply.lead_times.lead_time import LeadTime, Leg
from xbcommerce.supply.lead_times.pmf import Pmf
from xbcommerce.supply.policies.review import Review

_HALF = Fraction(1, 2)


class Transit(Protocol):
    """How long an order takes, and how long everybody thinks it will."""

    def buckets(self, review: Review, /) -> int:
        """Return after how many buckets an order of this review arrives, at least 1.

        An order of bucket ``t`` that takes ``n`` buckets is there at the start of bucket ``t + n``.
        """
        ...

    def promised_on(self, review: Review, /) -> date:
        """Return the day that is known when it is ordered: a policy sees it, and what is late as overdue."""
        ...


class Chance(Protocol):
    """Where chance comes from; ``random.Random(seed)`` is one."""

    def random(self) -> float:
        """Return a number of at least 0 and below 1."""
        ...


@frozen
class FixedTransit:
    """Every order takes the same."""

    buckets_each: int = field(validator=positive_field)

    def buckets(self, _review: Review, /) -> int:
        """Return that many."""
        return self.buckets_each

    def promised_on(self, review: Review, /) -> date:
        """Return the first day of that bucket."""
        return review.demand.day(review.bucket + self.buckets_each)


def _measured(value: Iterable[int]) -> tuple[int, ...]:
    durations = tuple(whole(buckets, "buckets", minimum=1) for buckets in value)
    if not durations:
        msg = "durations=(): give at least one, in buckets"
        raise InvalidValueError(msg)
    return durations


@frozen
class MeasuredTransit:
    """Orders take what was measured: one duration a bucket, from the first again after the last."""

    durations: tuple[int, ...] = field(converter=_measured)

    def buckets(self, review: Review, /) -> int:
        """Return the duration of an order of that bucket."""
        return self.durations[review.bucket % len(self.durations)]

    def promised_on(self, review: Review, /) -> date:
        """Return the first day of the bucket after the median duration."""
        return review.demand.day(review.bucket + median_low(self.durations))


def _chances(value: Iterable[Figure]) -> tuple[Fraction, ...]:
    chances = tuple(figure(chance) for chance in value)
    bad = next((chance for chance in chances if not 0 < chance <= 1), None)
    if bad is not None or not chances:
        msg = f"chance={bad}: expected numbers above 0 and at most 1, at least one"
        raise InvalidValueError(msg)
    return chances


@frozen
class DrawnTransit:
    """Orders take what chance draws from a lead time, which may depend on calendars and closures.

    Attributes:
        lead_time: Days from the order, placed on the first day after its bucket, to the shelf. A unit counts
            from the first bucket that begins on the day it arrives or later.
        chances: One number a bucket, from the first again after the last: the share of orders that take no
            longer.
    """

    lead_time: LeadTime
    chances: tuple[Fraction, ...] = field(converter=_chances)

    @classmethod
    def seeded(cls, lead_time: LeadTime | Pmf, chance: Chance, *, draws: int) -> DrawnTransit:
        """Draw one number a bucket.

        Args:
            lead_time: Legs with calendars, or days of which every one counts.
            chance: A seeded generator.
            draws: How many buckets will be replayed.
        """
        legs = LeadTime.of(Leg("", lead_time)) if isinstance(lead_time, Pmf) else lead_time
        return cls(legs, [1 - Fraction(chance.random()) for _ in range(draws)])

    def buckets(self, review: Review, /) -> int:
        """Return the duration of an order of that bucket."""
        share = self.chances[review.bucket % len(self.chances)]
        days = (self.lead_time.arrival(review.on).quantile(share) - review.on).days
        return 1 - (-days // review.demand.bucket_days)

    def promised_on(self, review: Review, /) -> date:
        """Return the day on or before which half of the orders of that day arrive."""
        return self.lead_time.arrival(review.on).quantile(_HALF)

"""What a forecaster is: three small protocols, of which any class may fulfil the one that suits it.

    Method        a rate that holds for all buckets ahead; every class here has this
    LooksAhead    a method whose expectation differs from bucket to bucket: trend and season
    Forecaster    a stranger: a fitted model that gives means with a variance, or simulated futures

All take part in `select` and `forecast`. Closed buckets are missing: a `Method` does not see them, the others
see None in their place, so that a closed week neither counts as zero nor shifts the season.

Example:
    >>> from xbcommerce.supply import DemandPath
    >>> DemandPath.of_samples([[4, 6], [6, 8], [5, 7]])
    DemandPath(means=(5.0, 7.0), variance=4.0)
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from typing import Protocol, TypeGuard, cast

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError


class Method(Protocol):
    """A forecaster by a rule: any class with these two members takes part in a selection."""

    @property
    def name(self) -> str:
        """A short name that `parse_method` understands, e.g. ``"ses:0.2"``."""
        ...

    def path(self, values: Sequence[float], /) -> list[float]:
        """Return, for every bucket seen, the units expected in the next bucket."""
        ...


class LooksAhead(Method, Protocol):
    """A `Method` whose expectation differs from bucket to bucket."""

    def path(self, values: Sequence[float | None], /) -> list[float]:
        """Return, for every bucket seen or missing, the units expected in the next bucket."""
        ...

    def ahead(self, values: Sequence[float | None], periods: int, /) -> list[float]:
        """Return the units expected in each of the next buckets.

        Args:
            values: Units a bucket, None where it is missing.
            periods: How many buckets ahead.
        """
        ...


def _means(value: Sequence[float]) -> tuple[float, ...]:
    return tuple(float(mean) for mean in value)


@frozen
class DemandPath:
    """What a forecaster expects of the buckets ahead.

    Attributes:
        means: Units expected in each bucket.
        variance: Of the units of all these buckets together.
    """

    means: tuple[float, ...] = field(converter=_means)
    variance: float = field(converter=float)

    def __attrs_post_init__(self) -> None:
        """Refuse what is no forecast."""
        if not self.means or not all(map(math.isfinite, (*self.means, self.variance))) or self.variance < 0:
            msg = (
                f"means={self.means}, variance={self.variance}: expected finite means of at least one "
                "bucket and a variance of at least 0"
            )
            raise InvalidValueError(msg)

    @classmethod
    def independent(cls, means: Sequence[float], variances: Sequence[float]) -> DemandPath:
        """Take buckets as independent of each other: their variances add up."""
        if len(means) != len(variances):
            msg = f"{len(variances)} variances for {len(means)} means; give one a bucket"
            raise InvalidValueError(msg)
        return cls(means, math.fsum(variances))

    @classmethod
    def of_samples(cls, samples: Sequence[Sequence[float]]) -> DemandPath:
        """Summarise simulated futures, each a row of units a bucket.

        The variance is that of the rows' sums, so that buckets may depend on each other.
        """
        rows = [_means(row) for row in samples]
        if len(rows) < 2 or len({len(row) for row in rows}) != 1:  # noqa: PLR2004 (two make a variance)
            msg = (
                f"{len(rows)} samples of {sorted({len(row) for row in rows})} buckets; give two or more alike"
            )
            raise InvalidValueError(msg)
        means = [statistics.fmean(bucket) for bucket in zip(*rows, strict=True)]
        return cls(means, statistics.variance(map(math.fsum, rows)))


class Forecaster(Protocol):
    """A forecaster from elsewhere; wrap a model in these two members."""

    @property
    def name(self) -> str:
        """How it is called in the answer."""
        ...

    def foresee(self, values: Sequence[float | None], periods: int, /) -> DemandPath:
        """Return what is expected of the next buckets.

        Args:
            values: Units a bucket, None where it is missing; never all None.
            periods: How many buckets ahead.
        """
        ...


def looks_ahead(method: Method | Forecaster) -> TypeGuard[LooksAhead]:
    """Say whether a method expects more of some buckets ahead than of others."""
    return hasattr(type(method), "ahead")


def is_forecaster(method: Method | Forecaster) -> TypeGuard[Forecaster]:
    """Say whether a forecaster is one from elsewhere."""
    return hasattr(type(method), "foresee")


def no_mere_name(method: object) -> None:
    """Refuse the name of a method where a method is asked for.

    Raises:
        InvalidValueError: It is a text.
    """
    if isinstance(method, str):
        msg = f"method={method!r} is a name; make it a method with parse_method({method!r})"
        raise InvalidValueError(msg)


def expected(method: Method | Forecaster, values: Sequence[float | None], periods: int) -> list[float]:
    """Return the units a forecaster expects in each of the next buckets, never less than none.

    Raises:
        InvalidValueError: It answered for another number of buckets.
    """
    return [max(0.0, units) for units in outlook(method, values, periods)[0]]


def outlook(
    method: Method | Forecaster, values: Sequence[float | None], periods: int
) -> tuple[Sequence[float], float | None]:
    """Return what a forecaster says of the next buckets, and the variance of their sum if it knows that.

    Raises:
        InvalidValueError: It answered for another number of buckets, or is only a name.
    """
    no_mere_name(method)
    variance: float | None = None
    said: Sequence[float]
    if looks_ahead(method):
        said = method.ahead(values, periods)
    elif is_forecaster(method):
        found = method.foresee(values, periods)
        said, variance = found.means, found.variance
    else:
        path = cast("Method", method).path([value for value in values if value is not None])
        said = path[-1:] * periods or [0.0] * periods
    if len(said) != periods:
        msg = f"{method.name} answered for {len(said)} buckets, asked for {periods}"
        raise InvalidValueError(msg)
    return said, variance

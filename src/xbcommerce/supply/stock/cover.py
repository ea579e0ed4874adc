"""How long stock lasts, how much of it is too much, and how old it is.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.supply.stock import StockLayer, ageing, days_of_cover, excess_units
    >>> days_of_cover(100, [30, 40, 60, 50], bucket_days=7)
    Cover(days=17.5, beyond_forecast=False)
    >>> excess_units(500, "2.5", target_cover_days=90)
    275
    >>> layers = [StockLayer(10, Money("50.00", "EUR"), received_on=date(2026, 1, 1))]
    >>> [(bucket.quantity, bucket.days_max) for bucket in ageing(layers, "EUR", on=date(2026, 3, 31),
    ...     upper_bounds_days=(30, 60, 90)).buckets]
    [(0, 30), (0, 60), (10, 90), (0, None)]
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, whole
from xbcommerce.kernel.figures import Figure, figure
from xbcommerce.kernel.money import total
from xbcommerce.supply.checked import at_least_zero

from .stock_layer import StockLayer


@frozen
class Cover:
    """How long stock lasts.

    Attributes:
        days: Days until the last unit is wanted; the length of the forecast if it ends first.
        beyond_forecast: Whether it does.
    """

    days: float
    beyond_forecast: bool


def days_of_cover(on_hand: int, forecast_path: Sequence[float], *, bucket_days: int) -> Cover:
    """Consume a forecast bucket by bucket, the last one pro rata.

    Args:
        on_hand: Units; fewer than one last no day.
        forecast_path: Units wanted in each bucket ahead.
        bucket_days: Days in a bucket.

    Raises:
        InvalidValueError: A bucket wants less than nothing, or has no day.
    """
    whole(bucket_days, "bucket_days", minimum=1)
    at_least_zero(**{f"forecast_path[{place}]": wanted for place, wanted in enumerate(forecast_path)})
    left: float = on_hand
    if left <= 0:
        return Cover(0.0, beyond_forecast=False)
    for full_buckets, wanted in enumerate(forecast_path):
        if wanted > 0 and left <= wanted:
            return Cover((full_buckets + left / wanted) * bucket_days, beyond_forecast=False)
        left -= wanted
    return Cover(float(len(forecast_path) * bucket_days), beyond_forecast=True)


def excess_units(on_hand: int, mean_per_day: Figure | float, *, target_cover_days: int) -> int:
    """Return the whole units above what the target cover needs, rounded down; never below zero.

    Args:
        on_hand: Units.
        mean_per_day: Units wanted a day; a text or Decimal counts exactly.
        target_cover_days: For how many days stock is wanted.
    """
    mean = Fraction(mean_per_day) if isinstance(mean_per_day, float) else figure(mean_per_day)
    needed = mean * whole(target_cover_days, "target_cover_days")
    return max(0, (on_hand - needed).__floor__())


@frozen
class AgeBucket:
    """Units of an age.

    Attributes:
        days_max: The greatest age in the bucket, in days; None for the last one.
        quantity: Units.
        value: What they are worth.
    """

    days_max: int | None
    quantity: int
    value: Money


@frozen
class Ageing:
    """Stock by age.

    Attributes:
        buckets: Youngest first.
    """

    buckets: tuple[AgeBucket, ...]


def ageing(
    layers: Iterable[StockLayer], currency: str, *, on: date, upper_bounds_days: Sequence[int]
) -> Ageing:
    """Sort layers by age; an age equal to a bound belongs to that bucket, the last bucket is open.

    Args:
        layers: As from `StockLedger.layers`; provisional ones have no age and are left out.
        currency: Of their values.
        on: Today.
        upper_bounds_days: The greatest age of each bucket but the last, ascending.

    Raises:
        InvalidValueError: Bounds that do not ascend.
        CurrencyMismatchError: A layer of another currency.
    """
    bounds = tuple(upper_bounds_days)
    if any(later <= earlier for earlier, later in pairwise(bounds)):
        msg = f"upper_bounds_days={bounds}: expected days that ascend, such as (30, 60, 90)"
        raise InvalidValueError(msg)
    buckets: list[list[StockLayer]] = [[] for _ in range(len(bounds) + 1)]
    for layer in layers:
        if layer.received_on is not None:
            buckets[bisect_left(bounds, (on - layer.received_on).days)].append(layer)
    return Ageing(
        tuple(
            AgeBucket(
                days_max,
                sum(layer.quantity for layer in found),
                total((layer.value for layer in found), currency),
            )
            for days_max, found in zip((*bounds, None), buckets, strict=True)
        )
    )

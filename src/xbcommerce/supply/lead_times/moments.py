"""Mean and variance of demand over a lead time, for a number or a column of them.

Demand varies from day to day, and the days vary too: ``m L`` and ``v L + m^2 sdL^2``. It is the mean demand
that the lead time's spread is multiplied by, not its standard deviation.

Example:
    >>> from xbcommerce.supply.lead_times.moments import lead_time_moments
    >>> lead_time_moments(20.0, 36.0, days=35, sd_days=7)
    (700.0, 20860.0)
"""

from __future__ import annotations

from typing import Protocol, Self, TypeVar


class Real(Protocol):
    """A number for statistics, or a column of them."""

    def __add__(self, other: Self, /) -> Self:
        """Add, element by element."""
        ...

    def __mul__(self, other: float, /) -> Self:
        """Multiply by a number."""
        ...

    def __pow__(self, other: float, /) -> Self:
        """Raise to a power."""
        ...


R = TypeVar("R", bound=Real)
"""A number for statistics, or a column of them."""


def lead_time_moments(mean_per_day: R, variance_per_day: R, *, days: float, sd_days: float) -> tuple[R, R]:
    """Return mean and variance of demand over so many days, which have a spread of their own.

    Args:
        mean_per_day: Units wanted on a day.
        variance_per_day: Their variance; days are independent.
        days: Mean days, those between reviews included.
        sd_days: Their standard deviation.
    """
    return mean_per_day * days, variance_per_day * days + (mean_per_day * sd_days) ** 2

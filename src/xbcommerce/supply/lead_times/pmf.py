"""How long something takes, as exact probabilities of whole days.

A mean hides what hurts: thirty-five days, but fifty for the tenth container that customs opens. A `Pmf` keeps
both humps, adds legs and mixes cases, all in fractions.

Example:
    >>> from xbcommerce.supply import Pmf
    >>> production = Pmf({18: ".3", 20: ".5", 25: ".2"})
    >>> customs = Pmf.mix((".9", Pmf.point(2)), (".1", Pmf.point(17)))
    >>> total = production + customs
    >>> str(total.mean), total.quantile(".5"), total.quantile(".95")
    ('239/10', 22, 37)
    >>> Pmf({18: ".3", 20: ".5"})
    Traceback (most recent call last):
    ...
    xbcommerce.supply.lead_times.pmf.PmfError: probabilities of 2 days add up to 0.8; they must add up to 1
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import TypeVar

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError, whole
from xbcommerce.kernel.figures import Figure, decimal_of, figure
from xbcommerce.kernel.frozen import FrozenMap

T = TypeVar("T")


class PmfError(InvalidValueError):
    """Probabilities that are none: no days, negative, or not adding up to one."""

    code = "invalid_pmf"


def _masses(value: Mapping[int, Figure]) -> FrozenMap[int, Fraction]:
    masses = {whole(day, "days"): figure(mass) for day, mass in value.items()}
    for day, mass in masses.items():
        if mass < 0:
            msg = f"probability of {day} days is {decimal_of(mass)}; expected at least 0"
            raise PmfError(msg)
    total = sum(masses.values())
    if total != 1:
        msg = f"probabilities of {len(masses)} days add up to {decimal_of(total)}; they must add up to 1"
        raise PmfError(msg)
    return FrozenMap({day: masses[day] for day in sorted(masses) if masses[day]})


@frozen
class Pmf:
    """Whole days and their probabilities, which add up to exactly one.

    Attributes:
        masses: Days, from 0 up, to probability; given as digits, decimals or fractions.
    """

    masses: FrozenMap[int, Fraction] = field(converter=_masses)

    @classmethod
    def point(cls, days: int) -> Pmf:
        """Make the certain duration."""
        return cls({days: 1})

    @classmethod
    def mix(cls, *parts: tuple[Figure, Pmf]) -> Pmf:
        """Mix cases by weight, e.g. nine containers that pass and one that is examined.

        Raises:
            PmfError: The weights do not add up to one.
        """
        shares = [(figure(weight), part) for weight, part in parts]
        cases = ((day, share * mass) for share, part in shares for day, mass in part.masses.items())
        return cls(added_up(cases))

    def __add__(self, other: Pmf) -> Pmf:
        """Return the duration of one after the other, independent of each other (convolution)."""
        pairs = product(self.masses.items(), other.masses.items())
        return Pmf(added_up((day + more, mass * its) for (day, mass), (more, its) in pairs))

    @cached_property
    def mean(self) -> Fraction:
        """Mean days."""
        return sum((day * mass for day, mass in self.masses.items()), Fraction(0))

    @cached_property
    def variance(self) -> Fraction:
        """Variance, in squared days."""
        squares = sum((day * day * mass for day, mass in self.masses.items()), Fraction(0))
        return squares - self.mean**2

    @property
    def sd(self) -> float:
        """Standard deviation, days."""
        return math.sqrt(self.variance)

    @cached_property
    def moments(self) -> tuple[float, float]:
        """Mean and variance for statistics, in floats."""
        return float(self.mean), float(self.variance)

    @cached_property
    def chances(self) -> tuple[tuple[int, float], ...]:
        """Days and their probabilities for statistics, in floats."""
        return tuple((day, float(mass)) for day, mass in self.masses.items())

    def within(self, days: int) -> Fraction:
        """Return the probability of at most ``days``."""
        return sum((mass for day, mass in self.masses.items() if day <= days), Fraction(0))

    def quantile(self, p: Figure) -> int:
        """Return the smallest number of days that suffices with probability ``p``, in exact arithmetic.

        Raises:
            InvalidValueError: ``p`` is not above 0 and at most 1.
        """
        return quantile(self.masses, p)


def added_up(cases: Iterable[tuple[T, Fraction]]) -> dict[T, Fraction]:
    """Return each outcome with the probability of all cases that lead to it."""
    masses: dict[T, Fraction] = {}
    for outcome, mass in cases:
        masses[outcome] = masses[outcome] + mass if outcome in masses else mass
    return masses


def probability(p: Figure) -> Fraction:
    """Take a probability that something is to be reached with.

    Raises:
        InvalidValueError: It is not above 0 and at most 1.
    """
    wanted = figure(p)
    if not 0 < wanted <= 1:
        msg = f"p={p}: expected a probability above 0 and at most 1"
        raise InvalidValueError(msg)
    return wanted


def quantile(masses: Mapping[int, Fraction], p: Figure) -> int:
    """Return the smallest key whose cumulative probability reaches ``p``; keys must ascend.

    Raises:
        InvalidValueError: ``p`` is not above 0 and at most 1.
    """
    wanted = probability(p)
    reached = Fraction(0)
    for key, mass in masses.items():
        reached += mass
        if reached >= wanted:
            return key
    msg = f"probabilities add up to {decimal_of(reached)}, below p={p}"
    raise PmfError(msg)


@frozen
class ObservedDurations:
    """A distribution fitted to what was measured, and what was not used.

    Attributes:
        pmf: Every duration with its share.
        used: Durations it rests on.
        rejected: Missing and negative ones: a delivery before its order is an error of the record.
        sd_days: Sample standard deviation (n - 1); None with fewer than two.
    """

    pmf: Pmf
    used: int
    rejected: int
    sd_days: float | None


def fit_durations(days: Iterable[int | None]) -> ObservedDurations:
    """Fit a distribution to measured durations; missing and negative ones are rejected and counted.

    Raises:
        PmfError: No duration is left.
    """
    given = list(days)
    used = [day for day in given if day is not None and day >= 0]
    if not used:
        msg = f"none of {len(given)} durations can be used; give at least one of 0 days or more"
        raise PmfError(msg)
    pmf = Pmf({day: Fraction(times, len(used)) for day, times in Counter(used).items()})
    enough = len(used) > 1
    sd = math.sqrt(pmf.variance * len(used) / (len(used) - 1)) if enough else None
    return ObservedDurations(pmf, len(used), len(given) - len(used), sd)

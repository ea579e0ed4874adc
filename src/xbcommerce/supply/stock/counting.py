"""Cycle counts: how many a year, which are due today, and which a move asks for.

Example:
    >>> from datetime import date
    >>> from xbcommerce.supply.stock import Countable, count_plan, counts_due
    >>> count_plan({"A": 120, "B": 300, "C": 1800}, {"A": 12, "B": 4, "C": 1}, working_days=250)
    CountPlan(counts_per_year=4440, counts_per_day=18)
    >>> items = [Countable("a1", "A", date(2026, 5, 1)), Countable("a2", "A", date(2026, 5, 20)),
    ...     Countable("c2", "C")]
    >>> counts_due(items, {"A": 12, "C": 1}, on=date(2026, 6, 1))
    ('c2', 'a1')
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction

from attrs import field, frozen
from attrs.validators import optional

from xbcommerce.kernel.dated.validity import calendar_day, day_field
from xbcommerce.kernel.errors import InvalidValueError, whole

from .place import named

_YEAR_DAYS = 365


@frozen
class CountPlan:
    """The work that a counting programme makes.

    Attributes:
        counts_per_year: All counts of a year.
        counts_per_day: On each working day, rounded up.
    """

    counts_per_year: int
    counts_per_day: int


def count_plan(
    items: Mapping[str, int], counts_per_year: Mapping[str, int], *, working_days: int
) -> CountPlan:
    """Spread the counts of a year over its working days.

    Args:
        items: Items in each class.
        counts_per_year: How often a year an item of each class is counted.
        working_days: Days of the year on which somebody counts.

    Raises:
        InvalidValueError: A class without a frequency, a negative number, or no working day.
    """
    whole(working_days, "working_days", minimum=1)
    counts = sum(
        whole(number, f"items[{name!r}]") * frequency_of(name, counts_per_year)
        for name, number in items.items()
    )
    return CountPlan(counts, -(-counts // working_days))


def frequency_of(count_class: str, counts_per_year: Mapping[str, int]) -> int:
    """Return how often a year items of a class are counted.

    Raises:
        InvalidValueError: The class is not among those listed.
    """
    if count_class not in counts_per_year:
        listed = ", ".join(map(repr, counts_per_year))
        msg = f"class {count_class!r} has no counts per year; those listed are {listed or 'none'}"
        raise InvalidValueError(msg)
    return whole(counts_per_year[count_class], f"counts_per_year[{count_class!r}]")


@frozen
class Countable:
    """An item in a counting programme.

    Attributes:
        sku: The item.
        count_class: Its class, as in `classify_abc`.
        last_counted_on: None if it never was.
    """

    sku: str = field(validator=named)
    count_class: str = field(validator=named)
    last_counted_on: date | None = field(default=None, validator=optional(day_field))


def counts_due(
    items: Iterable[Countable], counts_per_year: Mapping[str, int], *, on: date
) -> tuple[str, ...]:
    """List the items to be counted: the never counted first, then the most overdue, then by key.

    An item is due when the days since its last count reach 365 / counts per year, compared exactly; one of a
    class with no counts per year never is.
    """
    calendar_day(on, "on")
    due: list[tuple[bool, Fraction, str]] = []
    for item in items:
        frequency = frequency_of(item.count_class, counts_per_year)
        last = item.last_counted_on
        overdue = Fraction(0) if last is None else Fraction((on - last).days * frequency, _YEAR_DAYS)
        if frequency and (last is None or overdue >= 1):
            due.append((last is not None, -overdue, item.sku))
    return tuple(sku for _, _, sku in sorted(due))


class CountTrigger(Enum):
    """Why a move asks for a count."""

    ZERO = "zero"
    """The shelf should be empty, which is quick to confirm."""
    NEGATIVE = "negative"
    """Fewer than nothing are there, which cannot be."""


def count_triggers(balances: Iterable[tuple[str, int]]) -> tuple[tuple[str, CountTrigger], ...]:
    """List the counts that moves ask for.

    Args:
        balances: Item and units after each move, in order.
    """
    return tuple(
        (sku, CountTrigger.NEGATIVE if balance < 0 else CountTrigger.ZERO)
        for sku, balance in balances
        if balance <= 0
    )

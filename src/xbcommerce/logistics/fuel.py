"""The fuel surcharge rate of a day, from a carrier's dated table.

Before the first row, and from a given end on, the rate is unknown: a refusal, never zero.

Example:
    >>> from datetime import date
    >>> from xbcommerce.logistics.fuel import FuelIndex, FuelRow
    >>> weekly = FuelIndex((FuelRow(date(2026, 9, 7), "17.25"), FuelRow(date(2026, 9, 14), "17.75")))
    >>> weekly.on(date(2026, 9, 14)).percent
    Fraction(71, 4)
    >>> print(weekly.on(date(2026, 9, 6)))
    fuel.no_rate (on=2026-09-06, first=2026-09-07)
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from fractions import Fraction

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import figure, not_negative
from xbcommerce.kernel.unmet import Unmet


@frozen
class FuelRow:
    """A rate from its first day on, until the next row."""

    start: date
    percent: Fraction = field(converter=figure, validator=not_negative)


def _in_order(rows: tuple[FuelRow, ...]) -> tuple[FuelRow, ...]:
    ordered = tuple(sorted(rows, key=lambda row: row.start))
    days = [row.start for row in ordered]
    if not ordered or len(set(days)) < len(days):
        msg = f"fuel rows start on {[str(day) for day in days]}: expected at least one, each on its own day"
        raise InvalidValueError(msg)
    return ordered


@frozen
class FuelIndex:
    """A carrier's fuel table.

    Attributes:
        rows: In order of their first day.
        end: First day the table says nothing about any more; None if the last row holds until replaced.

    Raises:
        InvalidValueError: No rows, or two for one day.
    """

    rows: tuple[FuelRow, ...] = field(converter=_in_order)
    end: date | None = None

    def on(self, day: date) -> FuelRow | Unmet:
        """Return the row that holds on a day, or what is missing."""
        if self.end is not None and day >= self.end:
            return Unmet("fuel.ended", params={"on": day, "end": self.end})
        begun = bisect_right(self.rows, day, key=lambda row: row.start)
        if not begun:
            return Unmet("fuel.no_rate", params={"on": day, "first": self.rows[0].start})
        return self.rows[begun - 1]

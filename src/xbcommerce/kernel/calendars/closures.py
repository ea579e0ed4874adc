"""The days on which a firm itself is closed, whatever the public calendar says.

Example:
    >>> from datetime import date
    >>> from xbcommerce.kernel.calendars import Closure
    >>> new_year = Closure(date(2026, 2, 9), date(2026, 2, 28), "factory closed for the Spring Festival")
    >>> new_year.days, date(2026, 2, 28) in new_year
    (20, True)
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from attrs import frozen

from xbcommerce.kernel.errors import InvalidValueError


@frozen(order=True)
class Closure:
    """A run of closed days, first and last one included.

    A closure beats everything, make-up working days too: a factory that says it is shut is shut on the
    Saturday that the government declared a working day. Put public holidays among a calendar's ``holidays``.

    Attributes:
        first: First closed day.
        last: Last closed day.
        reason: For people.

    Raises:
        InvalidValueError: ``last`` lies before ``first``.
    """

    first: date
    last: date
    reason: str = ""

    def __attrs_post_init__(self) -> None:
        if self.last < self.first:
            msg = f"closure from {self.first} to {self.last}: the last day lies before the first"
            raise InvalidValueError(msg)

    @property
    def days(self) -> int:
        """How many days it lasts."""
        return (self.last - self.first).days + 1

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    def __iter__(self) -> Iterator[date]:
        return (self.first + timedelta(number) for number in range(self.days))

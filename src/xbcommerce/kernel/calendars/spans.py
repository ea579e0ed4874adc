"""Spans of time between two instants, in UTC, and their arithmetic.

Example:
    >>> from datetime import UTC, datetime
    >>> from xbcommerce.kernel.calendars import TimeSpan
    >>> pause = TimeSpan(datetime(2026, 2, 13, 9, tzinfo=UTC), datetime(2026, 2, 13, 10, 30, tzinfo=UTC))
    >>> print(pause, pause.length)
    2026-02-13T09:00:00+00:00/2026-02-13T10:30:00+00:00 1:30:00
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError, aware

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND_US = 1_000_000

Range = tuple[int, int]
"""``[start, end)`` in whole numbers, which are fast: microseconds since 1970 in UTC, or ordinals of days."""


def _in_utc(instant: datetime) -> datetime:
    return aware(instant, "span").astimezone(UTC)


@frozen(order=True)
class TimeSpan:
    """The time from ``start`` up to, not including, ``end``; an empty one is allowed.

    Attributes:
        start: First instant; kept in UTC, whatever zone it came in.
        end: First instant beyond; kept in UTC.

    Raises:
        NaiveDatetimeError: An end has no zone.
        InvalidValueError: ``end`` lies before ``start``.
    """

    start: datetime = field(converter=_in_utc)
    end: datetime = field(converter=_in_utc)

    def __attrs_post_init__(self) -> None:
        if self.end < self.start:
            msg = f"span {self} ends before it starts"
            raise InvalidValueError(msg)

    @property
    def length(self) -> timedelta:
        """How long it lasts, in absolute time."""
        return self.end - self.start

    def __str__(self) -> str:
        return f"{self.start.isoformat()}/{self.end.isoformat()}"


def to_us(instant: datetime) -> int:
    """Return an aware instant in microseconds since 1970 in UTC, exactly."""
    return (instant - EPOCH) // timedelta.resolution


def instant_us(instant: datetime, name: str) -> int:
    """Return an instant in microseconds.

    Raises:
        NaiveDatetimeError: It has no zone.
    """
    if instant.tzinfo is not UTC:
        aware(instant, name)
    return to_us(instant)


def from_us(us: int) -> datetime:
    """Return the instant in UTC."""
    return EPOCH + timedelta(microseconds=us)


def span_of(piece: Range) -> TimeSpan:
    """Return a range as a span in UTC."""
    return TimeSpan(from_us(piece[0]), from_us(piece[1]))


def merged(pieces: Iterable[Range]) -> list[Range]:
    """Return the union: sorted, disjoint, neither touching nor empty."""
    union: list[Range] = []
    for start, end in sorted(pieces):
        if end <= start:
            continue
        if union and start <= union[-1][1]:
            union[-1] = (union[-1][0], max(union[-1][1], end))
        else:
            union.append((start, end))
    return union


def clipped(pieces: Iterable[Range], start: int, end: int) -> list[Range]:
    """Return what of disjoint pieces lies in ``[start, end)``."""
    return [(max(a, start), min(b, end)) for a, b in pieces if a < end and b > start]


def common(ours: Sequence[Range], theirs: Sequence[Range]) -> list[Range]:
    """Return what two sorted, disjoint lists share, in one walk over both."""
    shared: list[Range] = []
    i = j = 0
    while i < len(ours) and j < len(theirs):
        start, end = max(ours[i][0], theirs[j][0]), min(ours[i][1], theirs[j][1])
        if start < end:
            shared.append((start, end))
        if ours[i][1] < theirs[j][1]:
            i += 1
        else:
            j += 1
    return shared

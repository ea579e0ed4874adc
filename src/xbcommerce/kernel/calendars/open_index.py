"""Open time as merged spans in UTC with running sums, so that hours are found by bisection.

The time line is cut into chunks of four weeks, each indexed when it is first asked for. Inside, everything is
whole microseconds since 1970 in UTC; local clocks matter only while a chunk is built.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

from attrs import define, field, frozen

from .spans import EPOCH, SECOND_US, Range, clipped, merged, to_us
from .week import DAY_S, Interval

CHUNK_DAYS = 28
CHUNK_US = CHUNK_DAYS * DAY_S * SECOND_US
_EPOCH_DAY = EPOCH.toordinal()
_FIRST_DAY, _LAST_DAY = 2, date.max.toordinal() - 2
_MARGIN_DAYS = 2  # a local date begins up to 16 hours away from the UTC one
_DAY = timedelta(days=1)


@frozen
class Chunk:
    """The open time of four weeks.

    Attributes:
        starts: Start of each open span, ascending.
        ends: End of each.
        done: Open time up to the end of each.
        total: All open time of the chunk.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    done: tuple[int, ...]
    total: int

    @classmethod
    def of(cls, spans: Sequence[Range]) -> Chunk:
        """Index disjoint spans in order."""
        done = tuple(accumulate(end - start for start, end in spans))
        starts, ends = tuple(start for start, _ in spans), tuple(end for _, end in spans)
        return cls(starts, ends, done, done[-1] if done else 0)

    def before(self, us: int) -> int:
        """Return the open time of the chunk before an instant in it."""
        span = bisect_right(self.starts, us) - 1
        if span < 0:
            return 0
        return self.done[span] - max(0, self.ends[span] - us)

    def reach(self, work_us: int) -> int:
        """Return the earliest instant before which ``work_us`` of the chunk was open; 0 < work <= total."""
        span = bisect_left(self.done, work_us)
        return self.ends[span] - (self.done[span] - work_us)

    def next_open(self, us: int) -> int | None:
        """Return ``us`` if it is open, else the next opening in the chunk, None where there is none."""
        span = bisect_right(self.ends, us)
        return max(self.starts[span], us) if span < len(self.starts) else None


@define
class OpenIndex:
    """Chunks by number; one holds the instants ``us`` with ``us // CHUNK_US == number``.

    Attributes:
        zone: Whose clock the hours are shown on.
        hours_on: The opening hours of a local date.
    """

    zone: ZoneInfo
    hours_on: Callable[[date], tuple[Interval, ...]]
    _chunks: dict[int, Chunk] = field(factory=dict[int, Chunk], init=False)

    def chunk(self, number: int) -> Chunk:
        """Return a chunk, built on first use."""
        found = self._chunks.get(number)
        if found is None:
            found = self._chunks[number] = self._build(number)
        return found

    def elapsed(self, start: int, end: int) -> int:
        """Return the open time from ``start`` to ``end``, which is not before it."""
        first, last = start // CHUNK_US, end // CHUNK_US
        past = self.chunk(first).before(start)
        if first == last:
            return self.chunk(last).before(end) - past
        between = sum(self.chunk(number).total for number in range(first, last))
        return between + self.chunk(last).before(end) - past

    def spans(self, start: int, end: int) -> list[Range]:
        """Return the open spans in ``[start, end)``, merged."""
        numbers = range(start // CHUNK_US, end // CHUNK_US + 1)
        pieces = (zip(chunk.starts, chunk.ends, strict=True) for chunk in map(self.chunk, numbers))
        return merged(clipped((piece for part in pieces for piece in part), start, end))

    def _build(self, number: int) -> Chunk:
        start = number * CHUNK_US
        first = _EPOCH_DAY + number * CHUNK_DAYS
        days = range(
            max(_FIRST_DAY, first - _MARGIN_DAYS), min(_LAST_DAY, first + CHUNK_DAYS + _MARGIN_DAYS) + 1
        )
        pieces = (piece for day in days for piece in self._open_on(date.fromordinal(day)))
        return Chunk.of(clipped(merged(pieces), start, start + CHUNK_US))

    def _open_on(self, day: date) -> Iterator[Range]:
        """Yield a date's hours as instants; a date that the zone skipped has none.

        An end inside a gap or a repeated hour is the instant of fold 0 (PEP 495), so hours may come out
        empty or overlapping around a clock change; `merged` puts that right.
        """
        hours = self.hours_on(day)
        if not hours:
            return
        midnight = datetime(day.year, day.month, day.day, tzinfo=self.zone)
        start = to_us(midnight)
        if to_us(midnight + _DAY) - start == DAY_S * SECOND_US:  # the clock did not change: no need to ask
            for interval in hours:
                yield start + interval.start_s * SECOND_US, start + interval.end_s * SECOND_US
        elif any(self._exists(moment) for moment in (midnight, midnight + _DAY - timedelta.resolution)):
            for interval in hours:
                yield (
                    to_us(midnight + timedelta(seconds=interval.start_s)),
                    to_us(midnight + timedelta(seconds=interval.end_s)),
                )

    def _exists(self, local: datetime) -> bool:
        return local.astimezone(UTC).astimezone(self.zone).date() == local.date()

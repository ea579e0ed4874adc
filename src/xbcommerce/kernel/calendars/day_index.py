"""Counting worked days without walking over them.

Time is cut where the pattern changes: at a weekend record's border and around every single exception. Inside
a segment the week repeats, so a count is arithmetic; across segments it is a bisection. Both directions
(how many before a day; which day is the n-th) cost the same for one day and for a century.

Days are ordinals as in ``date.toordinal()``; ordinal 1 is a Monday.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence

from attrs import frozen

from .spans import Range, merged

_DAYS_A_WEEK = 7

Week = tuple[bool, ...]
"""Seven marks, Monday first: worked or not."""

ALWAYS: Week = (True,) * _DAYS_A_WEEK
NEVER: Week = (False,) * _DAYS_A_WEEK


@frozen
class _Pattern:
    """A week as numbers: worked days in all, before each weekday, and where each lies."""

    a_week: int
    before: tuple[int, ...]
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, week: Week) -> _Pattern:
        offsets = tuple(number for number, worked in enumerate(week) if worked)
        before = tuple(sum(week[:number]) for number in range(_DAYS_A_WEEK))
        return cls(len(offsets), before, offsets)

    def count_before(self, ordinal: int) -> int:
        weeks, number = divmod(ordinal - 1, _DAYS_A_WEEK)
        return weeks * self.a_week + self.before[number]

    def nth(self, index: int) -> int:
        weeks, number = divmod(index, self.a_week)
        return weeks * _DAYS_A_WEEK + self.offsets[number] + 1


@frozen
class DayIndex:
    """Worked days from ``starts[0]`` up to, not including, ``starts[-1]``, ready to count.

    Attributes:
        starts: First ordinal of each segment, then the first ordinal beyond the last.
        before: Worked days before each of these.
        patterns: The week of each segment.
        shifts: What to add to a segment's own count to get the count since ``starts[0]``.
    """

    starts: tuple[int, ...]
    before: tuple[int, ...]
    patterns: tuple[_Pattern, ...]
    shifts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All worked days."""
        return self.before[-1]

    def is_worked(self, ordinal: int) -> bool:
        """Say whether a day inside is worked."""
        pattern = self.patterns[bisect_right(self.starts, ordinal) - 1]
        return (ordinal - 1) % _DAYS_A_WEEK in pattern.offsets

    def count_before(self, ordinal: int) -> int:
        """Count worked days before a day that lies inside or just beyond the end."""
        segment = bisect_right(self.starts, ordinal) - 1
        if segment == len(self.patterns):
            return self.before[-1]
        return self.shifts[segment] + self.patterns[segment].count_before(ordinal)

    def nth(self, index: int) -> int | None:
        """Return the worked day with ``index`` worked days before it, None where there is none."""
        if not 0 <= index < self.before[-1]:
            return None
        segment = bisect_right(self.before, index) - 1
        return self.patterns[segment].nth(index - self.shifts[segment])


def build(
    weeks: Sequence[tuple[int, Week]],
    end: int,
    *,
    worked: Collection[int] = (),
    closed: Collection[int] = (),
    shut: Iterable[Range] = (),
) -> DayIndex:
    """Index a time line.

    Args:
        weeks: (first ordinal, week) in order; each holds until the next one starts.
        end: First ordinal beyond the last week.
        worked: Days worked whatever the week or ``closed`` says.
        closed: Days not worked whatever the week says.
        shut: Runs never worked, whatever the others say.
    """
    marks = dict.fromkeys(closed, NEVER) | dict.fromkeys(worked, ALWAYS)
    cuts = _cuts(weeks, end, marks, merged(shut))
    patterns = {week: _Pattern.of(week) for _, week in cuts}
    before, shifts = [0], list[int]()
    for (start, week), stop in zip(cuts, [*(start for start, _ in cuts[1:]), end], strict=True):
        pattern = patterns[week]
        shifts.append(before[-1] - pattern.count_before(start))
        before.append(shifts[-1] + pattern.count_before(stop))
    return DayIndex(
        (*(start for start, _ in cuts), end),
        tuple(before),
        tuple(patterns[week] for _, week in cuts),
        tuple(shifts),
    )


def _cuts(
    weeks: Sequence[tuple[int, Week]], end: int, marks: Mapping[int, Week], runs: Sequence[Range]
) -> list[tuple[int, Week]]:
    """Cut the time line where its week changes: (first ordinal, week), each one different from the last."""
    starts = [start for start, _ in weeks]
    opens = [first for first, _ in runs]
    points = {*starts, *marks, *(day + 1 for day in marks), *opens, *(beyond for _, beyond in runs)}
    cuts: list[tuple[int, Week]] = []
    for point in sorted(point for point in points if starts[0] <= point < end):
        run = bisect_right(opens, point) - 1
        if run >= 0 and point < runs[run][1]:
            week = NEVER
        else:
            week = marks.get(point) or weeks[bisect_right(starts, point) - 1][1]
        if not cuts or cuts[-1][1] != week:
            cuts.append((point, week))
    return cuts

"""One key's records compiled into a line of answers, so that a look-up is two bisections.

The answer for a key depends on the day known only through the days on which a record was recorded or a review
fell due; between two such days it is constant. For each such epoch, compiled when first asked for, the days
divide into spans with one ready answer each.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Generic, TypeVar

from attrs import field, frozen

from .answer import Ambiguous, Announced, Answer, Found, Stale, Void
from .record import Dated, Status
from .validity import Validity

T = TypeVar("T")

_DAY = timedelta(days=1)


@frozen
class Span(Generic[T]):
    """Days with one answer; None where no record answers."""

    validity: Validity
    answer: Answer[T] | None


@frozen
class Line(Generic[T]):
    """Spans in order: ``answers[i]`` holds from ``starts[i - 1]`` until before ``starts[i]``."""

    starts: list[date]
    answers: list[Answer[T] | None]

    def spans(self) -> Iterator[Span[T]]:
        """Return the spans with their days."""
        edges = [None, *self.starts, None]
        for place, answer in enumerate(self.answers):
            yield Span(Validity(edges[place], edges[place + 1]), answer)


@frozen
class Track(Generic[T]):
    """All records of one key and the lines compiled from them so far.

    Attributes:
        records: The records of the key.
        turns: The days on which what is known changes.
        current: The epoch of the day the rule set was issued.
        lines: One compiled line per epoch, filled as asked for.
    """

    records: tuple[Dated[T], ...]
    turns: list[date]
    current: int
    lines: dict[int, Line[T]] = field(factory=dict)

    @classmethod
    def of(cls, records: Sequence[Dated[T]], issued: date) -> Track[T]:
        """Find the epochs of a key's records."""
        turns = {record.recorded_on for record in records}
        turns |= {_day_after(record.review_by) for record in records if record.review_by is not None}
        days = sorted(turns)
        return cls(tuple(records), days, bisect_right(days, issued))

    def line(self, known: date | None) -> Line[T]:
        """Return the answers as known on a day; None is the day of issue."""
        epoch = self.current if known is None else bisect_right(self.turns, known)
        line = self.lines.get(epoch)
        if line is None:
            line = self.lines[epoch] = _compile(self.records, self.turns[epoch - 1] if epoch else None)
        return line


def _day_after(day: date) -> date:
    return day if day == date.max else day + _DAY


def pieces(records: Iterable[Dated[T]], known: date) -> list[tuple[Dated[T], Validity]]:
    """Return the records known on a day, each with the days for which it still speaks.

    A superseded record speaks for no day, or for the days before its successor's ``from_date``. An
    announcement replaces nothing. A successor that is itself superseded does not revive what it replaced.
    """
    seen = [record for record in records if record.recorded_on <= known]
    cut: dict[str, date] = {}
    for record in seen:
        if record.supersedes is not None and record.status is not Status.ANNOUNCED:
            day = record.from_date or date.min
            cut[record.supersedes] = min(day, cut.get(record.supersedes, day))
    left: list[tuple[Dated[T], Validity]] = []
    for record in seen:
        until = cut.get(record.id)
        days: Validity | None = record.in_force
        if until is not None:
            days = None if until == date.min else record.in_force.intersection(Validity(None, until))
        if days is not None:
            left.append((record, days))
    return left


def _compile(records: Sequence[Dated[T]], known: date | None) -> Line[T]:
    if known is None:  # before anything was recorded
        return Line([], [None])
    opening: dict[date, list[Dated[T]]] = {}
    closing: dict[date, list[Dated[T]]] = {}
    live: dict[str, Dated[T]] = {}
    for record, days in pieces(records, known):
        if days.start is None:
            live[record.id] = record
        else:
            opening.setdefault(days.start, []).append(record)
        if days.end is not None:
            closing.setdefault(days.end, []).append(record)
    starts = sorted(opening.keys() | closing.keys())
    answers = [_answer(live, known)]
    for day in starts:
        for record in closing.get(day, ()):
            del live[record.id]
        live.update((record.id, record) for record in opening.get(day, ()))
        answers.append(_answer(live, known))
    return Line(starts, answers)


def _answer(live: dict[str, Dated[T]], known: date) -> Answer[T] | None:
    records = [live[record_id] for record_id in sorted(live)]
    announced = [record for record in records if record.status is Status.ANNOUNCED]
    ruling = [record for record in records if record.status is not Status.ANNOUNCED]
    if not records:
        return None
    if len(ruling or announced) > 1:
        return Ambiguous(tuple(ruling or announced))
    if not ruling:
        return Announced(announced[0])
    (record,) = ruling
    if record.status is Status.VOID:
        return Void(record)
    if record.review_by is not None and record.review_by < known:
        return Stale(record)
    return Found(record, tuple(announced))

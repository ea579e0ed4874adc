"""What changed: between two rule sets, record by record, or between two days, answer by answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from attrs import frozen

from .answer import Ambiguous, Answer, Found, NoRule
from .record import Dated

T = TypeVar("T")


@frozen
class RecordChange(Generic[T]):
    """One record that two rule sets state differently; None where a set lacks it."""

    id: str
    before: Dated[T] | None
    after: Dated[T] | None

    def __str__(self) -> str:
        if self.before is None:
            return f"added {self.after}"
        return f"dropped {self.before}" if self.after is None else f"changed {self.before} -> {self.after}"


@frozen
class AnswerChange(Generic[T]):
    """One key whose answer changes."""

    key: str
    before: Answer[T]
    after: Answer[T]

    def __str__(self) -> str:
        return f"{self.key}: {_short(self.before)} -> {_short(self.after)}"


def _short(answer: Answer[T]) -> str:
    match answer:
        case Found():
            return str(answer.value)
        case NoRule():
            return "no rule"
        case Ambiguous():
            return f"ambiguous ({', '.join(answer.ids)})"
        case _:
            return f"{type(answer).__name__.lower()} ({answer.record.value})"


def _essence(answer: Answer[T]) -> tuple[object, ...]:
    """Return what a shop would notice: the kind of answer and its value, not which record gave it."""
    match answer:
        case NoRule():
            return (NoRule,)
        case Ambiguous():
            return (Ambiguous, answer.ids)
        case _:
            return (type(answer), answer.record.value)


def record_changes(before: Sequence[Dated[T]], after: Sequence[Dated[T]]) -> tuple[RecordChange[T], ...]:
    """Compare two collections of records by id; the result is in the order of key and id."""
    old = {record.id: record for record in before}
    new = {record.id: record for record in after}
    names = sorted(
        {(record.key, record.id) for record in (*before, *after) if old.get(record.id) != new.get(record.id)}
    )
    ids = dict.fromkeys(record_id for _, record_id in names)
    return tuple(RecordChange(name, old.get(name), new.get(name)) for name in ids)


def answer_changes(
    keys: Iterable[str], pairs: Iterable[tuple[Answer[T], Answer[T]]]
) -> tuple[AnswerChange[T], ...]:
    """Keep the keys whose two answers differ in kind or value."""
    return tuple(
        AnswerChange(key, before, after)
        for key, (before, after) in zip(keys, pairs, strict=True)
        if _essence(before) != _essence(after)
    )

"""What a look-up answers: six outcomes, none of which can be taken for another.

Zero, void, announced, no rule and stale are five different facts about a tax; code that has to tell them
apart matches on the class.
"""

from __future__ import annotations

from datetime import date
from typing import Generic, TypeVar

from attrs import frozen

from xbcommerce.kernel.unmet import Note, Param, Unmet

from .messages import ENGLISH
from .record import Dated, Status
from .validity import Validity

T = TypeVar("T")


def _facts(record: Dated[T]) -> dict[str, Param]:
    return {
        "key": record.key,
        "record": record.id,
        "value": str(record.value),
        "valid": _span(record.validity),
        "source": "-" if record.source is None else str(record.source),
    }


def _span(days: Validity) -> str:
    """Write first and last day so that a reader of any language can read it."""
    return f"{days.start or ''}…{days.last_day or ''}"


@frozen
class Found(Generic[T]):
    """The rule. ``announced`` are records that say it will change, for information."""

    record: Dated[T]
    announced: tuple[Dated[T], ...] = ()

    @property
    def value(self) -> T:
        """The fact that holds."""
        return self.record.value

    def why(self) -> tuple[Note | Unmet, ...]:
        """Name the record that decided, and what is announced against it."""
        estimated = self.record.status is Status.ESTIMATED
        first = Note("rule.estimated" if estimated else "rule.found", _facts(self.record))
        return (first, *(Note("rule.announced_beside", _facts(other)) for other in self.announced))

    def __str__(self) -> str:
        return ENGLISH.explain(self)


@frozen
class NoRule:
    """No record covers the day: unknown, not zero."""

    key: str
    on: date
    known: date

    def why(self) -> tuple[Note | Unmet, ...]:
        """Say for which key and days nothing is known."""
        return (Unmet("rule.none", self.key, {"on": self.on, "known": self.known}),)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


@frozen
class Ambiguous(Generic[T]):
    """Several records cover the day and none supersedes the others; nobody chose."""

    records: tuple[Dated[T], ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the records, sorted."""
        return tuple(record.id for record in self.records)

    def why(self) -> tuple[Note | Unmet, ...]:
        """Name every record that would answer."""
        return (
            Unmet("rule.ambiguous", self.records[0].key, {"records": self.ids}),
            *(Note("rule.candidate", _facts(record)) for record in self.records),
        )

    def __str__(self) -> str:
        return ENGLISH.explain(self)


@frozen
class Void(Generic[T]):
    """The rule for the day was struck down."""

    record: Dated[T]

    def why(self) -> tuple[Note | Unmet, ...]:
        """Name the record that struck the rule down."""
        return (Unmet("rule.void", self.record.key, _facts(self.record)),)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


@frozen
class Announced(Generic[T]):
    """Nothing is enacted for the day; this is what was announced."""

    record: Dated[T]

    def why(self) -> tuple[Note | Unmet, ...]:
        """Name the announcement."""
        return (Unmet("rule.announced", self.record.key, _facts(self.record)),)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


@frozen
class Stale(Generic[T]):
    """The rule, but its review is overdue: look before you use ``record.value``."""

    record: Dated[T]

    def why(self) -> tuple[Note | Unmet, ...]:
        """Name the record and the day by which it had to be looked at."""
        due: dict[str, Param] = {"review_by": self.record.review_by} if self.record.review_by else {}
        return (Unmet("rule.stale", self.record.key, {**_facts(self.record), **due}),)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


Answer = Found[T] | NoRule | Ambiguous[T] | Void[T] | Announced[T] | Stale[T]
"""What `RuleSet.as_of` returns."""

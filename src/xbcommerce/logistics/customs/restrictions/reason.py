"""One rule that speaks about a consignment, or may: how strictly, by which record, and what it lacks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from attrs import field, frozen

from xbcommerce.kernel.dated import Dated, Source, Status, Validity
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.unmet import Note, Param, Unmet

from .restriction import Level


def each_once(names: Iterable[str]) -> tuple[str, ...]:
    """Return names sorted, each once."""
    return tuple(sorted(set(names)))


@frozen
class Reason:
    """One rule that speaks about a consignment, or may.

    Attributes:
        level: How strict it is.
        code: Stable; the key of its sentence.
        where: Id of the line; empty for the whole consignment.
        figures: What the sentence needs.
        record: Id of the record.
        validity: The days for which the record states it.
        source: Who says so.
        review_by: The last day on which it may be used unseen.
        doubt: Why the record is not quite sure: ``"estimated"``, ``"ambiguous"``, ``"stale"``; else empty.
        missing: Facts that decide whether it holds; none where it does.
    """

    level: Level
    code: str
    where: str = ""
    figures: FrozenMap[str, Param] = field(factory=FrozenMap[str, Param])
    record: str = field(default="", kw_only=True)
    validity: Validity = field(factory=Validity, kw_only=True)
    source: Source | None = field(default=None, kw_only=True)
    review_by: date | None = field(default=None, kw_only=True)
    doubt: str = field(default="", kw_only=True)
    missing: tuple[str, ...] = field(default=(), converter=each_once, kw_only=True)

    @classmethod
    def of_record(
        cls,
        record: Dated[Any],
        level: Level,
        code: str,
        where: str,
        *,
        figures: FrozenMap[str, Param],
        missing: Iterable[str] = (),
        doubt: str = "",
    ) -> Reason:
        """Make a reason with the days and the source of its record."""
        return cls(
            level,
            code,
            where,
            figures,
            record=record.id,
            validity=record.validity,
            source=record.source,
            review_by=record.review_by,
            doubt=doubt or ("estimated" if record.status is Status.ESTIMATED else ""),
            missing=missing,
        )

    def why(self) -> tuple[Note | Unmet, ...]:
        """Return the rule, by its own sentence or by that of its level, and the doubt about it."""
        source = "-" if self.source is None else str(self.source)
        figures: dict[str, Param] = {
            **self.figures, "reason": self.code, "record": self.record or "-", "source": source,
        }  # fmt: skip
        doubts = (Note(f"restriction.doubt.{self.doubt}", {"record": self.record}),) if self.doubt else ()
        return (self._told(figures), *doubts)

    def _told(self, figures: dict[str, Param]) -> Unmet:
        where = self.where or "consignment"
        if self.missing:
            open_ = {**figures, "missing": self.missing, "text": "" if self.record else f"{self.code}.open"}
            return Unmet("restriction.open", where, open_)
        return Unmet(f"restriction.level.{self.level.value}", where, {**figures, "text": self.code})

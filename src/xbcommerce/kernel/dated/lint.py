"""What is suspect in dated records: told as findings, never raised, because data comes as it comes.

Source of the checks: mixed inclusive and half-open ends make one-day gaps in public data sets; announcements
outlive their date; a record nobody reviews goes on answering.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from typing import TypeVar

from attrs import frozen

from .history import pieces
from .record import Dated, Status, by_key
from .validity import Validity

T = TypeVar("T")


class Suspicion(Enum):
    """What a finding is about."""

    GAP = "gap"
    """Days between two records of a key for which neither speaks."""
    OVERLAP = "overlap"
    """Days for which two records of a key speak and neither supersedes the other."""
    MISSING_SOURCE = "missing_source"
    """A record that nobody vouches for."""
    OVERDUE_REVIEW = "overdue_review"
    """A record in use whose ``review_by`` has passed."""
    ANNOUNCEMENT_PASSED = "announcement_passed"
    """An announcement whose day has come: it was enacted, changed or dropped."""
    UNKNOWN_SUPERSEDED = "unknown_superseded"
    """A record that supersedes an id the set does not have."""


@frozen
class Finding:
    """One suspicion.

    Attributes:
        kind: What it is about.
        key: The series; empty for a bare series of periods.
        records: The ids concerned; empty for a bare series.
        days: The days of a gap or an overlap, else None.
    """

    kind: Suspicion
    key: str = ""
    records: tuple[str, ...] = ()
    days: Validity | None = None

    def __str__(self) -> str:
        what = self.kind.value.replace("_", " ")
        days = f" {self.days}" if self.days else ""
        return f"{self.key}: {what}{days} ({', '.join(self.records)})" if self.key else f"{what}{days}"


def findings(records: Sequence[Dated[T]], on: date) -> tuple[Finding, ...]:
    """Return all findings in the order of key and day.

    Args:
        records: Of any keys.
        on: The day on which the review is done; records recorded later are not yet known.
    """
    ids = {record.id for record in records}
    found: list[Finding] = []
    for key, series in sorted(by_key(records).items()):
        left = pieces(series, on)
        ruling = [(days, record.id) for record, days in left if record.status is not Status.ANNOUNCED]
        found.extend(Finding(kind, key, names, days) for kind, names, days in _sweep(ruling))
        for record in series:
            if record.source is None:
                found.append(Finding(Suspicion.MISSING_SOURCE, key, (record.id,)))
            if record.supersedes is not None and record.supersedes not in ids:
                found.append(Finding(Suspicion.UNKNOWN_SUPERSEDED, key, (record.id, record.supersedes)))
        for record, days in left:
            if record.review_by is not None and record.review_by < on:
                found.append(Finding(Suspicion.OVERDUE_REVIEW, key, (record.id,)))
            if record.status is Status.ANNOUNCED and (days.start is None or days.start <= on):
                found.append(Finding(Suspicion.ANNOUNCEMENT_PASSED, key, (record.id,)))
    return tuple(found)


def series_findings(series: Iterable[Validity]) -> tuple[Finding, ...]:
    """Return the gaps and overlaps of bare periods, e.g. of a data set before it is imported.

    Example:
        >>> from datetime import date
        >>> [str(finding) for finding in series_findings(
        ...     [Validity(date(2017, 1, 1), date(2017, 12, 31)), Validity(date(2018, 1, 1), None)])]
        ['gap 2017-12-31 to 2017-12-31']
    """
    return tuple(Finding(kind, days=days) for kind, _, days in _sweep([(days, "") for days in series]))


def _sweep(series: Sequence[tuple[Validity, str]]) -> list[tuple[Suspicion, tuple[str, str], Validity]]:
    """Walk the periods by start, holding the one that reaches furthest."""
    found: list[tuple[Suspicion, tuple[str, str], Validity]] = []
    ordered = sorted(series, key=lambda item: (item[0].start or date.min, item[0].end or date.max, item[1]))
    if not ordered:
        return found
    reach, holder = ordered[0]
    for days, name in ordered[1:]:
        if both := reach.intersection(days):
            found.append((Suspicion.OVERLAP, (holder, name), both))
        elif reach.end is not None and days.start is not None and reach.end < days.start:
            found.append((Suspicion.GAP, (holder, name), Validity(reach.end, days.start)))
        if reach.end is not None and (days.end is None or days.end > reach.end):
            reach, holder = days, name
    return found

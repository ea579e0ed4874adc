"""Levels of a score, from mild to severe: which side of a cut-off is closed, floors, gaps and overlaps.

A cut-off belongs to the severe side: a score of exactly 40 is in the band that starts at 40. A floor raises
the level whatever the score; nothing lowers it.

Example:
    >>> from xbcommerce.risk.bands import Band, Bands, Span, check_spans
    >>> tiers = Bands((Band(0, "low"), Band(40, "medium"), Band(70, "high")))
    >>> tiers.level(39), tiers.level(40), tiers.level(10, floors=["medium"])
    ('low', 'medium', 'medium')
    >>> check_spans([Span(0, 40), Span(45, 100)], domain=Span(0, 100)).gaps
    (Span(start=40, end=45),)
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError

Score = int | Decimal
"""A score, exact."""


class BandsError(InvalidValueError):
    """Bands that do not rise, a level that does not exist, a score below the lowest band."""

    code = "bands"


@frozen
class Band:
    """Scores from ``start`` (inclusive) up to the next band's start are of this level."""

    start: Score
    level: str


@frozen
class Bands:
    """Levels in rising order, mild first.

    Raises:
        BandsError: No band, starts that do not rise, or a level twice.
    """

    bands: tuple[Band, ...] = field(converter=tuple[Band, ...])

    def __attrs_post_init__(self) -> None:
        starts = [band.start for band in self.bands]
        if not starts or any(after <= before for before, after in pairwise(starts)):
            msg = f"starts {starts}: expected at least one band, each starting above the one before"
            raise BandsError(msg)
        if len(set(self.levels)) < len(self.levels):
            msg = f"levels {', '.join(self.levels)}: each may stand once"
            raise BandsError(msg)

    @property
    def levels(self) -> tuple[str, ...]:
        """The names, mild first."""
        return tuple(band.level for band in self.bands)

    def level(self, score: Score, *, floors: Iterable[str] = ()) -> str:
        """Return the level of a score, raised to the most severe floor.

        Raises:
            BandsError: The score lies below the lowest band, or a floor is no level.
        """
        reached = [place for place, band in enumerate(self.bands) if band.start <= score]
        if not reached:
            msg = f"score {score} lies below the lowest band, which starts at {self.bands[0].start}"
            raise BandsError(msg)
        return self.levels[max([reached[-1], *(self._place(floor) for floor in floors)])]

    def _place(self, level: str) -> int:
        if level not in self.levels:
            msg = f"no level {level!r}; there are: {', '.join(self.levels)}"
            raise BandsError(msg)
        return self.levels.index(level)


@frozen
class Span:
    """Scores from ``start`` (inclusive) to ``end`` (exclusive)."""

    start: Score
    end: Score

    def __attrs_post_init__(self) -> None:
        if self.end <= self.start:
            msg = f"a span from {self.start} until before {self.end} holds no score"
            raise BandsError(msg)


@frozen
class SpanFindings:
    """What is wrong with spans that should cover a domain once: holes, and parts covered more than once."""

    gaps: tuple[Span, ...]
    overlaps: tuple[Span, ...]


def check_spans(spans: Iterable[Span], *, domain: Span) -> SpanFindings:
    """Find the scores of a domain that no span covers, and the scores that several cover.

    Args:
        spans: In any order; parts outside the domain are left out of account for gaps, not for overlaps.
        domain: What should be covered exactly once.
    """
    gaps: list[Span] = []
    overlaps: list[Span] = []
    reached = domain.start
    covered: Score | None = None
    for span in sorted(spans, key=lambda item: (item.start, item.end)):
        if span.start > reached and reached < domain.end:
            gaps.append(Span(reached, min(span.start, domain.end)))
        if covered is not None and span.start < covered:
            overlaps.append(Span(span.start, min(covered, span.end)))
        reached = max(reached, span.end)
        covered = span.end if covered is None else max(covered, span.end)
    if reached < domain.end:
        gaps.append(Span(reached, domain.end))
    return SpanFindings(tuple(gaps), _joined(overlaps))


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """Join spans that touch or overlap, so that each hole or double cover is told once."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda item: item.start):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)

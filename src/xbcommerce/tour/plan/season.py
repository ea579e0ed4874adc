"""Whether the weeks just before the plan are like the year: one figure for the shop as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

RECENT_WEEKS = 8
YEAR_WEEKS = 52
HISTORY_WEEKS_MIN = 26
"""With less than half a year nobody can tell a season."""
RATIO_MAX = Fraction(5, 4)
RATIO_MIN = 1 / RATIO_MAX


@frozen
class Season:
    """Units a week of late, as a multiple of the average over up to a year.

    Attributes:
        ratio: That multiple.
        weeks: Open weeks the average is taken over, the recent ones included.
    """

    ratio: Fraction
    weeks: int

    @property
    def strong(self) -> bool:
        """Whether recent weeks are no guide to the year."""
        return not RATIO_MIN <= self.ratio <= RATIO_MAX


def season(open_weeks: Sequence[int]) -> Season | None:
    """Compare the last weeks with the year.

    Args:
        open_weeks: Units the whole shop sold in each week that was not closed, oldest first.

    Returns:
        None if the history is too short, or if nothing sold.
    """
    year = open_weeks[-YEAR_WEEKS:]
    if len(year) < HISTORY_WEEKS_MIN or not sum(year):
        return None
    recent = year[-RECENT_WEEKS:]
    return Season(Fraction(sum(recent) * len(year), sum(year) * len(recent)), len(year))

"""Where a date goes that falls on a closed day: the roll conventions of payment terms and contracts."""

from __future__ import annotations

from enum import Enum


class Roll(Enum):
    """A roll convention; a working day never moves."""

    FOLLOWING = "following"
    """To the next working day."""
    PRECEDING = "preceding"
    """To the last working day before."""
    MODIFIED_FOLLOWING = "modified_following"
    """To the next working day, or the last one before if that would leave the month."""
    MODIFIED_PRECEDING = "modified_preceding"
    """To the last working day before, or the next one if that would leave the month."""
    UNADJUSTED = "unadjusted"
    """It stays where it is."""

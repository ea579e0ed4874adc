"""The last day on which something still holds, with few looks at a costly question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date


def last_day(holds: Callable[[date], bool], first: date, beyond: date) -> date:
    """Return the last day on which something holds, by bisection.

    Args:
        holds: Whether it holds on a day; once it does not, it never does again.
        first: A day on which it holds.
        beyond: A later day on which it does not.
    """
    while (beyond - first).days > 1:
        middle = first + (beyond - first) // 2
        if holds(middle):
            first = middle
        else:
            beyond = middle
    return first

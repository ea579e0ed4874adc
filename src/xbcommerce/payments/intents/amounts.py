"""How a provider reports the amount of one movement that it tells about more than once."""

from __future__ import annotations

from enum import Enum


class AmountSemantics(Enum):
    """What the amounts of several successes under one reference mean together."""

    SINGLE = "single"
    """A reference moves money once: two successes of different amount contradict each other."""
    CUMULATIVE = "cumulative"
    """Each success states the total so far: the largest counts."""
    DELTA = "delta"
    """Each success adds to the ones before: every event id counts once."""

"""Where exchange rates come from, for every room that needs one."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from .rate import NoRate, Rate, StaleRate


class FxRates(Protocol):
    """Where exchange rates come from; `RateTable` is one."""

    def as_of(self, base: str, quote: str, on: date, /, *, max_age_days: int) -> Rate | NoRate | StaleRate:
        """Return units of ``quote`` for one unit of ``base`` as known on a day, or why there is none."""
        ...

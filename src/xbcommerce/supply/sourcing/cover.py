"""How long an order may last: in units for the search, in days for the reader."""

from __future__ import annotations

import math
from fractions import Fraction

from xbcommerce.kernel.figures import decimal_of
from xbcommerce.kernel.unmet import Unmet


def units_of(cover_days_max: Fraction | int | None, demand_mean_per_day: Fraction) -> int | None:
    """Return the most units that the longest cover allows; None for no limit."""
    return None if cover_days_max is None else math.floor(demand_mean_per_day * cover_days_max)


def in_days(
    unmet: Unmet, offer_id: str, demand_mean_per_day: Fraction, cover_days_max: Fraction | int | None
) -> Unmet:
    """Say in days of cover that even the smallest order is too large; other reasons get their place only."""
    if unmet.code != "lot.over_limit":
        return Unmet(unmet.code, offer_id, unmet.params)
    smallest = unmet.params["quantity_units"]
    cover = Fraction(str(smallest)) / demand_mean_per_day if demand_mean_per_day else Fraction(0)
    figures = {"quantity_units": smallest, "cover_days": int(cover)}
    return Unmet(
        "offer.moq_exceeds_cover",
        offer_id,
        {**figures, "days_max": decimal_of(Fraction(cover_days_max or 0), 1)},
    )

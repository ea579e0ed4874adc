"""For how many days goods on their way are ours, by the Incoterm and the legs: capital bound in transit.

Example:
    >>> from datetime import date
    >>> from xbcommerce.reference.incoterms import incoterms
    >>> from xbcommerce.supply import Leg, LeadTime, Pmf
    >>> from xbcommerce.supply.sourcing import owned_in_transit_days
    >>> from xbcommerce.supply.stock import Milestone
    >>> sea = LeadTime.of(Leg("production", Pmf.point(20)), Leg("to port", Pmf.point(4)),
    ...     Leg("ocean", Pmf({30: ".5", 34: ".5"})), Leg("customs", Pmf.point(2)))
    >>> reached = {Milestone.ON_BOARD: "to port", Milestone.ARRIVED: "ocean"}
    >>> day = date(2026, 3, 2)
    >>> owned_in_transit_days(incoterms(), "FOB", sea, reached, on=day)
    34
    >>> owned_in_transit_days(incoterms(), "DAP", sea, reached, on=day)
    2
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from xbcommerce.kernel.dated import Found, RuleSet
from xbcommerce.kernel.money import Rounding, round_fraction
from xbcommerce.kernel.unmet import Param, Refusal, Unmet
from xbcommerce.supply.lead_times.lead_time import LeadTime
from xbcommerce.supply.stock.incoterms import DeliveryPoint, Milestone


def owned_in_transit_days(
    terms: RuleSet[DeliveryPoint],
    incoterm: str,
    lead_time: LeadTime,
    reached_by: Mapping[Milestone, str],
    *,
    on: date,
) -> int | Refusal:
    """Count the mean days from when goods are ours until they are on the shelf, for `Offer`.

    Args:
        terms: Delivery points by Incoterm.
        incoterm: The agreed term, e.g. ``"FOB"``.
        lead_time: From order to shelf.
        reached_by: The leg at whose end each milestone is reached.
        on: The day of the order.

    Returns:
        Whole days, half to even; or a `Refusal`: ``stock.unknown_incoterm``, or ``sourcing.no_leg`` where no
        leg reaches the point at which goods become ours.
    """
    found = terms.as_of(incoterm, on)
    if not isinstance(found, Found):
        return Refusal.of(Unmet("stock.unknown_incoterm", incoterm, {"on": on, "known": terms.keys}))
    milestone = found.value.milestone
    names = [leg.name for leg in lead_time.legs]
    leg = reached_by.get(milestone, "")
    if leg not in names:
        figures: dict[str, Param] = {"milestone": milestone.value, "legs": tuple(names)}
        return Refusal.of(Unmet("sourcing.no_leg", incoterm, figures))
    until = LeadTime(lead_time.legs[: names.index(leg) + 1]).arrival(on).days_from(on).mean
    return round_fraction(lead_time.arrival(on).days_from(on).mean - until, Rounding.HALF_EVEN)

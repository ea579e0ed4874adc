"""What a year of buying costs at a quantity, and the quantity of least cost under prices and terms, exactly.

At order quantity ``q`` and unit cost ``v``: ``D v + D/q K + rate v (q/2 + held)``, with ``D`` a year's
demand, ``K`` the cost of an order and ``held`` the units held whatever the quantity: safety stock, and goods
owned on their way. Within a price tier that is convex in ``q``, so its least lies at a whole number of packs
beside the economic order quantity, or at an end of the tier; all of these are compared as fractions.

Source: F. W. Harris (1913); Hadley and Whitin, *Analysis of Inventory Systems* (1963), 2-11.

Example:
    >>> from xbcommerce.supply import LotTerms
    >>> from xbcommerce.supply.lots import AnnualCost, cheapest_quantity
    >>> yearly = AnnualCost(demand_per_year=1000, order_cost=200, carrying_rate="0.2")
    >>> best = cheapest_quantity([(0, 500), (200, 475), (500, 450)], LotTerms(multiple=36), yearly)
    >>> best.quantity, best.unit_cost, round(float(best.annual_cost), 4)
    (504, Fraction(450, 1), 473076.8254)
    >>> print(cheapest_quantity([(0, 500)], LotTerms(moq=50, multiple=60, maximum=55), yearly))
    lot.no_multiple (moq=50, multiple=60, maximum=55)
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError, positive_field, whole
from xbcommerce.kernel.figures import Figure, figure, within
from xbcommerce.kernel.unmet import Param, Refusal, Unmet

from .order_quantity import LotTerms

ExactBreak = tuple[int, Fraction]
"""A quantity, and the cost of each unit of an order from that quantity on."""


@frozen(kw_only=True)
class AnnualCost:
    """What the cost of a year depends on, beside quantity and unit cost; money in any one unit.

    Attributes:
        demand_per_year: D, units.
        order_cost: K, of one order whatever its size.
        carrying_rate: Cost of holding for a year, as a share of the unit cost.
        held_units: Held whatever the quantity; below zero where a target needs less than the mean.
    """

    demand_per_year: Fraction = field(converter=figure, validator=within(0, None))
    order_cost: Fraction = field(converter=figure, validator=within(0, None))
    carrying_rate: Fraction = field(converter=figure, validator=within(0, None))
    held_units: Fraction = field(default=Fraction(0), converter=figure)

    def at(self, quantity: int, unit_cost: Fraction) -> Fraction:
        """Return goods, orders and capital of a year."""
        orders = self.demand_per_year / quantity * self.order_cost
        held = Fraction(quantity, 2) + self.held_units
        return self.demand_per_year * unit_cost + orders + self.carrying_rate * unit_cost * held

    def economic_multiple(self, unit_cost: Fraction, multiple: int) -> int | None:
        """Return the whole packs just below the economic order quantity at a unit cost.

        None where it is endless: holding costs nothing, so that no larger order is ever too large.
        """
        holding = self.carrying_rate * unit_cost
        if not holding:
            return None if self.demand_per_year * self.order_cost else 0
        square = 2 * self.demand_per_year * self.order_cost / holding / multiple**2
        return math.isqrt(math.floor(square))


@frozen
class CheapestQuantity:
    """The quantity of least cost a year.

    Attributes:
        quantity: Units an order.
        unit_cost: Of each unit at that quantity.
        annual_cost: Exact, in the unit of the costs given.
        smallest: The smallest quantity that could have been ordered.
    """

    quantity: int = field(validator=positive_field)
    unit_cost: Fraction
    annual_cost: Fraction
    smallest: int


def cheapest_quantity(
    tiers: Sequence[tuple[int, Figure]],
    terms: LotTerms,
    costs: AnnualCost,
    *,
    need: int = 1,
    most: int | None = None,
) -> CheapestQuantity | Refusal:
    """Choose the quantity of least cost a year among all whole packs that the terms allow.

    Args:
        tiers: Quantities and the unit cost from each on, for all units of the order. The first may start
            above zero: smaller orders then have no price.
        terms: Minimum, case pack and maximum; whole units.
        costs: Demand, order cost, cost of holding.
        need: The order must cover it, at least 1.
        most: The longest cover that is allowed, in units; None for no limit.

    Returns:
        The quantity, of equal costs the smaller one; or a `Refusal`: ``lot.no_multiple`` where no whole
        number of packs lies within the terms, ``lot.need_over_maximum`` where they end below the need,
        ``lot.over_limit`` where the smallest is more than ``most``.
        Where holding costs nothing and nothing limits the order, the least of a tier is taken.

    Raises:
        InvalidValueError: No tier, two from one quantity, terms in parts of units, a need below 1.
    """
    whole(need, "need", minimum=1)
    breaks = exact_breaks(tiers)
    multiple, maximum = whole_terms(terms)
    moq = max(1, int(terms.moq), breaks[0][0])
    fewest = -(-max(need, moq) // multiple)
    if unmet := tuple(_beyond(need, moq, fewest * multiple, terms, most)):
        return Refusal(unmet)
    limits = [limit // multiple for limit in (maximum, most) if limit is not None]
    ceiling = min(limits, default=None)
    found = [
        (costs.at(packs * multiple, cost), packs * multiple, cost)
        for packs, cost in _worth_trying(breaks, costs, multiple, fewest, ceiling)
    ]
    cost, quantity, unit_cost = min(found)
    return CheapestQuantity(quantity, unit_cost, cost, fewest * multiple)


def _beyond(need: int, moq: int, smallest: int, terms: LotTerms, most: int | None) -> Iterator[Unmet]:
    """Yield what forbids even the smallest order."""
    multiple, maximum = whole_terms(terms)
    if maximum is not None and smallest > maximum:
        if -(-moq // multiple) * multiple > maximum:
            figures: dict[str, Param] = {"moq": moq, "multiple": multiple, "maximum": maximum}
            yield Unmet("lot.no_multiple", "", figures)
        else:
            yield Unmet("lot.need_over_maximum", "", {"need_units": need, "maximum": maximum})
    if most is not None and smallest > most:
        yield Unmet("lot.over_limit", "", {"quantity_units": smallest, "units_max": most})


def _worth_trying(
    breaks: Sequence[ExactBreak], costs: AnnualCost, multiple: int, fewest: int, ceiling: int | None
) -> Iterator[tuple[int, Fraction]]:
    """Yield packs and their unit cost: in each tier, what is nearest to both sides of its economic lot."""
    for number, (start, cost) in enumerate(breaks):
        low = max(fewest, -(-start // multiple))
        high = ceiling
        if number + 1 < len(breaks):
            before_next = (breaks[number + 1][0] - 1) // multiple
            high = before_next if high is None else min(high, before_next)
        if high is not None and low > high:
            continue
        below = costs.economic_multiple(cost, multiple)
        near = (low if high is None else high,) if below is None else (below, below + 1)
        for packs in {max(low, wanted if high is None else min(wanted, high)) for wanted in near}:
            yield packs, cost


def exact_breaks(tiers: Sequence[tuple[int, Figure]]) -> tuple[ExactBreak, ...]:
    """Take price tiers as exact fractions, by rising quantity.

    Raises:
        InvalidValueError: None at all, two from one quantity, a negative quantity or cost, a float.
    """
    breaks = sorted((whole(start, "tier quantity"), figure(cost)) for start, cost in tiers)
    if not breaks or len({start for start, _ in breaks}) < len(breaks):
        msg = (
            f"tiers from {[start for start, _ in breaks]}: expected at least one, each from its own quantity"
        )
        raise InvalidValueError(msg)
    if any(cost < 0 for _, cost in breaks):
        msg = f"unit costs {[str(cost) for _, cost in breaks]}: expected none below 0"
        raise InvalidValueError(msg)
    return tuple(breaks)


def whole_terms(terms: LotTerms) -> tuple[int, int | None]:
    """Return case pack and maximum of terms in whole units.

    Raises:
        InvalidValueError: Terms in parts of units.
    """
    for number in (terms.moq, terms.multiple, terms.maximum):
        if number is not None and type(number) is not int:
            msg = f"{number!r}: expected whole units; count in the smallest pack"
            raise InvalidValueError(msg)
    return int(terms.multiple), None if terms.maximum is None else int(terms.maximum)

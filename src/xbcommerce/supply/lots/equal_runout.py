"""Fill up an order of several items so that all run out at the same time: always a pack for the poorest.

One pack after the other goes to the item with the fewest days of cover (position and what is ordered, over
daily demand) whose next pack still fits; ties take the first listed, items that do not sell get nothing.
The first pack of an item is the smallest order its terms allow. The same rule fills a container, spends a
budget, and reaches a supplier's minimum order value.

Example:
    >>> from xbcommerce.supply import LotTerms
    >>> from xbcommerce.supply.lots import Carton, Load, RunoutItem, equal_runout
    >>> lamps = RunoutItem("lamp", position=100, demand_mean_per_day=10, terms=LotTerms(multiple=50),
    ...     tiers=[(0, "2.40")], carton=Carton(50, Load("0.08", 12)))
    >>> bulbs = RunoutItem("bulb", position=20, demand_mean_per_day=5, terms=LotTerms(multiple=30),
    ...     tiers=[(0, "1.10")], carton=Carton(30, Load("0.05", 9)))
    >>> dict(equal_runout([lamps, bulbs], capacity=Load(1, 500)).packs)
    {'lamp': 8, 'bulb': 7}
    >>> print(equal_runout([lamps, bulbs], value_min=500))
    lamp: 4 packs more, 200 units in all, lasting until day 30
    bulb: 4 packs more, 120 units in all, lasting until day 28
    The order is worth 612, at least 500 is asked for
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from fractions import Fraction

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError, count_field
from xbcommerce.kernel.figures import Figure, decimal_of, figure, figure_or_none, not_negative
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.naming import repeated
from xbcommerce.kernel.unmet import Note, Param

from .annual_cost import ExactBreak, exact_breaks, whole_terms
from .loads import Carton, Load
from .messages import ENGLISH
from .order_quantity import LotTerms


def _breaks(value: Iterable[tuple[int, Figure]]) -> tuple[ExactBreak, ...]:
    return exact_breaks(tuple(value))


def _whole(_instance: object, _field: object, value: LotTerms) -> None:
    whole_terms(value)


@frozen(kw_only=True)
class RunoutItem:
    """One item that may be ordered.

    Attributes:
        sku: Its key.
        position: Units that count as cover already; below zero where buyers wait.
        demand_mean_per_day: Units; nothing is given to what does not sell.
        terms: Minimum, pack and maximum; whole units.
        tiers: Quantities and the unit cost from each on, in any one unit of money.
        carton: What it ships in; None where room does not matter.
        ordered: Units of it that are in the order already.
    """

    sku: str = field(kw_only=False)
    position: Fraction = field(converter=figure)
    demand_mean_per_day: Fraction = field(converter=figure, validator=not_negative)
    terms: LotTerms = field(factory=LotTerms, validator=_whole)
    tiers: tuple[ExactBreak, ...] = field(default=((0, Fraction(0)),), converter=_breaks)
    carton: Carton | None = None
    ordered: int = field(default=0, validator=count_field)

    def after(self, units: int) -> int | None:
        """Return the next larger quantity that can be ordered; None beyond the maximum."""
        multiple, maximum = whole_terms(self.terms)
        least = max(units + 1, int(self.terms.moq), self.tiers[0][0])
        following = -(-least // multiple) * multiple
        return None if maximum is not None and following > maximum else following

    def value(self, units: int) -> Fraction:
        """Return what so many units cost, all at the price of their tier."""
        prices = [cost for start, cost in self.tiers if start <= units]
        return prices[-1] * units if units and prices else Fraction(0)

    def load(self, units: int) -> Load:
        """Return the room so many units take."""
        return Load() if self.carton is None else self.carton.load(units)

    def cover_days(self, units: int) -> Fraction:
        """Return how long the position and so many ordered units last."""
        return (self.position + units) / self.demand_mean_per_day


@frozen
class Runout:
    """What each item gets.

    Attributes:
        units: Units to order of each, what was in the order already included, in the order of the items.
        packs: Whole packs, likewise.
        added: Packs given by the rule, for the items that got any.
        cover_days: Until which day each lasts, whole days; without those that do not sell.
        load: What all of it takes.
        value: What all of it costs.
        value_min: The value asked for; None for none.
    """

    units: FrozenMap[str, int]
    packs: FrozenMap[str, int]
    added: FrozenMap[str, int]
    cover_days: FrozenMap[str, int]
    load: Load
    value: Fraction
    value_min: Fraction | None

    @property
    def enough(self) -> bool:
        """Whether the value asked for is reached."""
        return self.value_min is None or self.value >= self.value_min

    def why(self) -> tuple[Note, ...]:
        """Return what each item got, and why the rule stopped."""
        given = [Note("runout.given", self._figures(sku)) for sku in self.added]
        value = {"value": decimal_of(self.value)}
        if self.value_min is not None:
            code = "runout.reached" if self.enough else "runout.short_of"
            return (*given, Note(code, {**value, "minimum": decimal_of(self.value_min)}))
        room = {"volume_m3": decimal_of(self.load.volume_m3), "weight_kg": decimal_of(self.load.weight_kg)}
        return (*given, Note("runout.full", {**room, **value}))

    def _figures(self, sku: str) -> dict[str, Param]:
        return {
            "sku": sku,
            "packs": self.added[sku],
            "units": self.units[sku],
            "cover_days": self.cover_days[sku],
        }

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def equal_runout(
    items: Sequence[RunoutItem],
    *,
    capacity: Load | None = None,
    value_max: Figure | None = None,
    value_min: Figure | None = None,
) -> Runout:
    """Give packs to the items that run out first.

    Args:
        items: What may be ordered, with different keys.
        capacity: The room there is, for what is in the order already too; None for no limit.
        value_max: The budget; None for no limit.
        value_min: Stop as soon as the order is worth that much; None to go on until nothing fits.

    Returns:
        What each item gets. Where ``value_min`` cannot be reached it is as near as the limits allow, and
        ``enough`` says so. What is in the order already is never taken out, even where it exceeds a limit.

    Raises:
        InvalidValueError: Two items of one key, or nothing that would ever stop the rule.
    """
    if twice := repeated(item.sku for item in items):
        msg = f"several items are called {twice[0]!r}; give each its own key"
        raise InvalidValueError(msg)
    least, most = figure_or_none(value_min), figure_or_none(value_max)
    units = [item.ordered for item in items]
    load = sum((item.load(item.ordered) for item in items), Load())
    value = sum((item.value(item.ordered) for item in items), Fraction(0))
    queue = [
        (item.cover_days(item.ordered), place)
        for place, item in enumerate(items)
        if item.demand_mean_per_day and _stops(item, capacity, most, least)
    ]
    heapq.heapify(queue)
    while queue and (least is None or value < least):
        _, place = heapq.heappop(queue)
        item, before = items[place], units[place]
        after = item.after(before)
        if after is None:
            continue
        more_load, more_value = (
            _and(load, item, before, after),
            value + item.value(after) - item.value(before),
        )
        if (capacity is not None and not more_load.fits(capacity)) or (
            most is not None and more_value > most
        ):
            continue
        units[place], load, value = after, more_load, more_value
        heapq.heappush(queue, (item.cover_days(after), place))
    return _runout(items, units, load, value, least)


def _and(load: Load, item: RunoutItem, before: int, after: int) -> Load:
    was, will = item.load(before), item.load(after)
    return Load(
        load.volume_m3 + will.volume_m3 - was.volume_m3, load.weight_kg + will.weight_kg - was.weight_kg
    )


def _stops(item: RunoutItem, capacity: Load | None, most: Fraction | None, least: Fraction | None) -> bool:
    """Say whether giving to an item ends one day; a free one does not help towards a value, so it gets none.

    Raises:
        InvalidValueError: Nothing limits it.
    """
    bounded = item.terms.maximum is not None or (capacity is not None and item.carton is not None)
    if bounded or (item.tiers[-1][1] and not (most is None and least is None)):
        return True
    if least is not None:
        return False
    msg = f"{item.sku} could be ordered without end; give capacity= with its carton, value_max= or a maximum"
    raise InvalidValueError(msg)


def _runout(
    items: Sequence[RunoutItem], units: Sequence[int], load: Load, value: Fraction, least: Fraction | None
) -> Runout:
    ordered = list(zip(items, units, strict=True))
    return Runout(
        FrozenMap({item.sku: number for item, number in ordered}),
        FrozenMap({item.sku: -(-number // int(item.terms.multiple)) for item, number in ordered}),
        FrozenMap(
            {
                item.sku: -(-(number - item.ordered) // int(item.terms.multiple))
                for item, number in ordered
                if number > item.ordered
            }
        ),
        FrozenMap(
            {item.sku: int(item.cover_days(number)) for item, number in ordered if item.demand_mean_per_day}
        ),
        load,
        value,
        least,
    )

"""What a consignment is worth, part by part and line by line, in whole minor units of one currency.

Every base that a law names is a sum of these parts: a customs value of the CIF kind is goods, additions,
carriage at the origin, freight and insurance; one of the FOB kind leaves the last two out; a tax base takes
the inland leg in. Prices that contain a cost are freed of it first, so that the Incoterm moves the payor and
never an official value.

Each part is converted whole, rounded half up once, and shared out to the lines by their prices, to the unit.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.frozen import FrozenMap
    >>> from xbcommerce.logistics.customs import (
    ...     Cost, CostKind, Exchange, GoodsLine, ImportConsignment, Place, worth_of)
    >>> cfr = ImportConsignment(Place("DE"), "CN", [GoodsLine("pans", Money("900.00", "EUR"))],
    ...     [Cost(CostKind.FREIGHT, Money("60.00", "EUR"), in_price=True),
    ...      Cost(CostKind.INSURANCE, Money("3.00", "EUR"))], term="CFR")
    >>> known = worth_of(cfr, Exchange("EUR", FrozenMap({})))
    >>> known.part("goods"), known.part("freight"), known.sum(("goods", "freight", "insurance"))
    (84000, 6000, 90300)
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import (
    Allocate,
    Exact,
    Rounding,
    Ties,
    ZeroWeights,
    allocate_units,
    from_minor,
    plain,
    round_fraction,
)

from .consignment import ImportConsignment
from .cost import Cost, CostKind
from .exchange import Exchange

GOODS = "goods"
"""The part that is the prices of the goods, freed of every cost they contain."""
PARTS = (GOODS, *(kind.value for kind in CostKind))
"""Every part, by its name in a base."""
CUSTOMS_VALUE = "customs_value"
"""In a base: the parts that the valuation of the place counts for the duty."""
TAX_VALUE = "tax_value"
"""In a base: the parts that it counts for the tax, before duties."""


class CostAbovePriceError(InvalidValueError):
    """Costs that the prices are said to contain, and that come to more than the prices."""

    code = "cost_above_price"


@frozen
class Worth:
    """A consignment's value in parts.

    Attributes:
        currency: Of all amounts.
        parts: By name (`PARTS`), minor units of each line in the order of the lines.
        unshown: Of those parts, minor units by line that the invoice does not show apart.
    """

    currency: str
    parts: FrozenMap[str, tuple[int, ...]]
    unshown: FrozenMap[str, tuple[int, ...]] = field(factory=FrozenMap[str, tuple[int, ...]])

    def part(self, name: str) -> int:
        """Return one part of all lines."""
        return sum(self.parts[name])

    def sum(self, names: Iterable[str]) -> int:
        """Add parts of all lines up."""
        return sum(self.part(name) for name in names)

    def line_sums(self, names: Iterable[str]) -> tuple[int, ...]:
        """Add parts up line by line."""
        return _line_sums([self.parts[name] for name in names])

    def measured(self, names: Collection[str]) -> tuple[int, ...]:
        """Add parts up line by line, and of all others what the invoice does not show apart."""
        hidden = (units for name, units in self.unshown.items() if name not in names)
        return _line_sums([*(self.parts[name] for name in names), *hidden])

    @property
    def intrinsic(self) -> tuple[int, ...]:
        """The price of each line without transport and insurance, as far as the invoice shows them apart.

        Source: Delegated Regulation (EU) 2015/2446, article 1 (48).
        """
        return self.measured((GOODS,))


def _line_sums(columns: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    some = [column for column in columns if any(column)] or columns[:1]
    return some[0] if len(some) == 1 else tuple(map(sum, zip(*some, strict=True)))


def worth_of(consignment: ImportConsignment, rates: Exchange) -> Worth:
    """Take a consignment's value apart.

    Args:
        consignment: What is imported.
        rates: Into which currency, with a rate for each that occurs.

    Raises:
        CostAbovePriceError: The prices do not cover the costs they are said to contain.
    """
    before_tax = 1 + (consignment.tax_in_prices_pct or Fraction(0)) / 100
    keys = [line.id for line in consignment.lines]
    prices: list[Any] = [rates.exactly(line.unit_price) * line.quantity for line in consignment.lines]
    costs = [(cost, _whole(rates.exactly(cost.amount), before_tax)) for cost in consignment.costs]
    inside = sum(units for cost, units in costs if cost.in_price)
    whole = _whole(sum(prices), before_tax)
    if inside > whole and sum(_inside(consignment, rates)) > sum(prices):
        told = from_minor(inside, rates.currency), from_minor(whole, rates.currency)
        msg = f"costs={plain(told[0])}: the prices contain them, but come to {plain(told[1])} only"
        raise CostAbovePriceError(msg)
    parts = {name: (0,) * len(keys) for name in PARTS}
    parts[GOODS] = share_out(max(whole - inside, 0), prices, keys)  # each cost was rounded, and may be up
    for kind in {cost.kind for cost, _ in costs}:
        of_kind = sum(units for cost, units in costs if cost.kind is kind)
        parts[kind.value] = share_out(of_kind, prices, keys)
    return Worth(rates.currency, FrozenMap(parts), _unshown(costs, prices, keys))


def _inside(consignment: ImportConsignment, rates: Exchange) -> Iterable[Exact]:
    return (rates.exactly(cost.amount) for cost in consignment.costs if cost.in_price)


def _whole(units: Exact, before_tax: Fraction) -> int:
    """Round an amount once, less the tax that it contains."""
    if type(units) is int and before_tax == 1:
        return units
    return round_fraction(Fraction(units) / before_tax, Rounding.HALF_UP)


def _unshown(
    costs: Iterable[tuple[Cost, int]], prices: Sequence[Exact], keys: Sequence[str]
) -> FrozenMap[str, tuple[int, ...]]:
    hidden: dict[str, int] = {}
    for cost, units in costs:
        if not cost.shown and cost.kind is not CostKind.ADDITION:
            hidden[cost.kind.value] = hidden.get(cost.kind.value, 0) + units
    return FrozenMap({name: share_out(units, prices, keys) for name, units in hidden.items()})


def share_out(amount: int, weights: Sequence[Exact], keys: Sequence[str]) -> tuple[int, ...]:
    """Split whole units by weights, to the unit and whatever the order of the lines.

    Args:
        amount: Minor units.
        weights: One a line; equal shares where all are zero.
        keys: The ids of the lines, which settle ties.
    """
    if not amount:
        return (0,) * len(keys)
    if len(keys) == 1:
        return (amount,)
    mode, ties = Allocate.LARGEST_REMAINDER, Ties.WEIGHT_THEN_KEY
    return allocate_units(amount, weights, mode, ties=ties, keys=keys, zero_weights=ZeroWeights.EQUAL).shares

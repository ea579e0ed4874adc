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

from collections.abc import Iterable, Sequence
from fractions import Fraction

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
    round_fraction,
)

from .exchange import Exchange
from .goods import Cost, CostKind, ImportConsignment

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
        unshown: Minor units by line of costs that the invoice does not show apart.
    """

    currency: str
    parts: FrozenMap[str, tuple[int, ...]]
    unshown: tuple[int, ...] = field(converter=tuple[int, ...])

    def part(self, name: str) -> int:
        """Return one part of all lines."""
        return sum(self.parts[name])

    def sum(self, names: Iterable[str]) -> int:
        """Add parts of all lines up."""
        return sum(self.part(name) for name in names)

    def line_sums(self, names: Sequence[str]) -> tuple[int, ...]:
        """Add parts up line by line."""
        return tuple(map(sum, zip(*(self.parts[name] for name in names), strict=True)))

    @property
    def intrinsic(self) -> tuple[int, ...]:
        """The price of each line without transport and insurance, as far as the invoice shows them apart.

        Source: Delegated Regulation (EU) 2015/2446, article 1 (48).
        """
        return tuple(map(sum, zip(self.parts[GOODS], self.unshown, strict=True)))


def worth_of(consignment: ImportConsignment, rates: Exchange) -> Worth:
    """Take a consignment's value apart.

    Args:
        consignment: What is imported.
        rates: Into which currency, with a rate for each that occurs.

    Raises:
        CostAbovePriceError: The prices do not cover the costs they are said to contain.
    """
    before_tax = 1 + (consignment.tax_in_prices_pct or Fraction(0)) / 100
    prices = [rates.units(line.price) / before_tax for line in consignment.lines]
    costs = [(cost, rates.units(cost.amount) / before_tax) for cost in consignment.costs]
    inside = sum((units for cost, units in costs if cost.in_price), Fraction(0))
    whole = sum(prices, Fraction(0))
    if inside > whole:
        msg = f"costs={inside / 100}: the prices contain them, but come to {whole / 100} only"
        raise CostAbovePriceError(msg)
    keys = [line.id for line in consignment.lines]

    def shared(units: Fraction) -> tuple[int, ...]:
        return share_out(round_fraction(units, Rounding.HALF_UP), prices, keys)

    parts = {GOODS: shared(whole - inside)}
    for kind in CostKind:
        parts[kind.value] = shared(_sum(units for cost, units in costs if cost.kind is kind))
    hidden = shared(_sum(units for cost, units in costs if not _apart(cost)))
    return Worth(rates.currency, FrozenMap(parts), hidden)


def _sum(units: Iterable[Fraction]) -> Fraction:
    return sum(units, Fraction(0))


def _apart(cost: Cost) -> bool:
    return cost.shown or cost.kind is CostKind.ADDITION


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

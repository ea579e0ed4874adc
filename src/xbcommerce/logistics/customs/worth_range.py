"""The parts of a value while prices are not settled: of each line the least, or the most, that each may be.

A dearer line takes a larger share of the common costs and leaves less to the others, so each line's share is
taken with all the others at their other end. The parts of all lines then need not sum to the costs: they
bound each line by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import Exact, Rounding, round_fraction

from .consignment import ImportConsignment
from .exchange import Exchange
from .worth import GOODS, Worth


def widest_parts(
    consignment: ImportConsignment, worth: Worth, rates: Exchange, *, most: bool
) -> FrozenMap[str, tuple[int, ...]]:
    """Return the parts of each line at the least or at the most.

    Args:
        consignment: Whose lines may have a ``unit_price_max``.
        worth: What it is worth at the same end.
        rates: As for `worth_of`.
        most: At the most, else at the least.
    """
    dearest = consignment.dearest
    if dearest is consignment or len(consignment.lines) == 1:
        return worth.parts
    least, dear = _prices(consignment, rates), _prices(dearest, rates)
    own, others = (dear, least) if most else (least, dear)
    by_price = [_share(price, sum(own) - price) for price in own]
    by_cost = [_share(price, sum(others) - others[at]) for at, price in enumerate(own)]
    spare = 0 if all(price.denominator == 1 for price in own) else 1  # a converted price may go either way
    parts = {
        name: _at_the_end(units, by_price if name == GOODS else by_cost, most=most, spare=spare)
        for name, units in worth.parts.items()
    }
    return FrozenMap(parts)


def _prices(consignment: ImportConsignment, rates: Exchange) -> list[Fraction]:
    return [Fraction(rates.exactly(line.unit_price)) * line.quantity for line in consignment.lines]


def _share(price: Exact, others: Exact) -> Fraction | None:
    whole = Fraction(price) + Fraction(others)
    return Fraction(price) / whole if whole else None


def _at_the_end(
    units: Sequence[int], shares: Sequence[Fraction | None], *, most: bool, spare: int
) -> tuple[int, ...]:
    total = sum(units)
    if not total:
        return tuple(units)
    rounding, more = (Rounding.UP, spare) if most else (Rounding.DOWN, -spare)
    return tuple(
        one if share is None else max(round_fraction(total * share, rounding) + more, 0)
        for share, one in zip(shares, units, strict=True)
    )

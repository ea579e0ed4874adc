"""One bill of freight as two costs: up to the border and from there, as values of the CIF kind ask for it.

Air freight to the Union counts for duty with the share of the way outside of it, which Annex 23-01 of
Implementing Regulation (EU) 2015/2447 states by the airport's zone; the base of VAT keeps all of it.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.logistics.customs.valuation import split_freight
    >>> [(cost.kind.value, cost.amount.amount) for cost in split_freight(Money("60.01", "EUR"), "70")]
    [('freight', Decimal('42.01')), ('inland', Decimal('18.00'))]
"""

from __future__ import annotations

from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import Figure, figure
from xbcommerce.kernel.money import Rounding, code_of, from_minor, minor, round_fraction
from xbcommerce.logistics.customs.cost import Cost, CostKind

_WHOLE_PCT = 100


def split_freight(
    amount: Money, outside_pct: Figure, *, in_price: bool = False, shown: bool = True
) -> tuple[Cost, Cost]:
    """Split a bill of freight at the border, to the minor unit.

    Args:
        amount: The whole bill.
        outside_pct: The percentage that belongs to the way up to the border; half up where it does not come
            out even, and the rest is inland.
        in_price: The prices of the goods contain it.
        shown: The invoice shows it apart.

    Raises:
        InvalidValueError: A percentage below 0 or above 100, or a negative amount.
    """
    pct = figure(outside_pct)
    if not 0 <= pct <= _WHOLE_PCT:
        msg = f"outside_pct={outside_pct}: expected a percentage from 0 to 100, e.g. '70'"
        raise InvalidValueError(msg)
    whole = minor(amount)
    outside = round_fraction(whole * pct / _WHOLE_PCT, Rounding.HALF_UP)
    currency = code_of(amount)
    return (
        Cost(CostKind.FREIGHT, from_minor(outside, currency), in_price=in_price, shown=shown),
        Cost(CostKind.INLAND, from_minor(whole - outside, currency), in_price=in_price, shown=shown),
    )

"""What a private person imports for himself, where a share of the retail price is its value.

Japan takes 60 % of what the goods cost in shops abroad, as dealers would pay, and adds no carriage.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import Rounding, divide
from xbcommerce.logistics.customs.consignment import ImportConsignment
from xbcommerce.logistics.customs.trade import Buyer
from xbcommerce.logistics.customs.worth import GOODS, PARTS, Worth

from .rule import Valuation


def personal_share(valuation: Valuation, consignment: ImportConsignment) -> Fraction | None:
    """Return the percentage of the retail price that counts, None where the whole value does.

    It holds only for what a private person imports for himself and declares so
    (`ImportConsignment.personal_use`).
    """
    claimed = consignment.personal_use and consignment.buyer is not Buyer.BUSINESS
    return valuation.personal_use_pct if claimed else None


def personal_worth(worth: Worth, pct: Fraction) -> Worth:
    """Return the value of goods for personal use: a share of the prices, no carriage, fractions dropped.

    Example:
        >>> from xbcommerce.kernel.frozen import FrozenMap
        >>> from xbcommerce.logistics.customs.valuation import personal_worth
        >>> retail = {"goods": (9901,), "freight": (800,)}
        >>> worth = Worth("JPY", FrozenMap({name: retail.get(name, (0,)) for name in PARTS}))
        >>> personal_worth(worth, Fraction(60)).sum(["goods", "freight"])
        5940
    """
    goods = tuple(
        divide(price * pct.numerator, 100 * pct.denominator, Rounding.DOWN) for price in worth.parts[GOODS]
    )
    nothing = (0,) * len(goods)
    parts = {name: goods if name == GOODS else nothing for name in PARTS}
    return attrs.evolve(worth, parts=FrozenMap(parts), unshown=FrozenMap({}))

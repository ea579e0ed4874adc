"""Charges at a border as a graph: each is an amount of parts of the value and of other charges.

    ChargeRule     one charge, as data: its base, its rounding, its bounds
    Charge         the rule made ready for a consignment: the rate of each line
    reckon         all charges in the order in which their bases can be known

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.frozen import FrozenMap
    >>> from xbcommerce.kernel.money import Rounding
    >>> from xbcommerce.logistics import Step
    >>> from xbcommerce.logistics.customs import Exchange
    >>> from xbcommerce.logistics.customs.charges import AtRate, Charge, ChargeKind, ChargeRule, reckon
    >>> swiss_vat = ChargeRule("vat", ChargeKind.IMPORT_TAX, AtRate("8.1"), ("goods",),
    ...     levied_above=Money("5.00", "CHF"), base_rounding=Step.of(1, Rounding.HALF_UP),
    ...     rounding=Step.of("0.05", Rounding.HALF_UP))
    >>> francs = Exchange("CHF", FrozenMap({}))
    >>> [reckon([Charge.of(swiss_vat, lines=1)], {"goods": (base,)}, ["a"], francs)[0].total
    ...  for base in (62_49, 62_50)]
    [0, 510]
"""

from .charge import Charge
from .graph import ChargeCycleError, UnknownBaseError, in_order
from .reckoning import Bound, Reckoned, reckon
from .rule import (
    CENT,
    AtRate,
    Bracket,
    ByTariff,
    ByTaxRate,
    ByValue,
    ChargeAmount,
    ChargeKind,
    ChargeRule,
    FixedAmount,
    Per,
    PerCode,
)

__all__ = [
    "CENT",
    "AtRate",
    "Bound",
    "Bracket",
    "ByTariff",
    "ByTaxRate",
    "ByValue",
    "Charge",
    "ChargeAmount",
    "ChargeCycleError",
    "ChargeKind",
    "ChargeRule",
    "FixedAmount",
    "Per",
    "PerCode",
    "Reckoned",
    "UnknownBaseError",
    "in_order",
    "reckon",
]

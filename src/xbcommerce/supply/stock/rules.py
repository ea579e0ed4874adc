"""How a stock ledger values goods, and whether it lets more go out than came in."""

from __future__ import annotations

from enum import Enum

from attrs import Attribute, field, frozen

from xbcommerce.kernel.money import exponent_of


class ValuationMethod(Enum):
    """Whose cost leaves with a unit."""

    FIFO = "fifo"
    """The oldest unit's."""
    LIFO = "lifo"
    """The newest unit's; not allowed under IFRS (IAS 2.25)."""
    AVERAGE = "average"
    """The moving average of all units there."""
    SPECIFIC = "specific"
    """That of the lot the unit is of."""


def _carries_money(_instance: object, _attribute: Attribute[str], value: str) -> None:
    exponent_of(value)


@frozen
class StockRules:
    """What a ledger goes by.

    Attributes:
        currency: In which it values, the reporting currency.
        method: Whose cost leaves with a unit.
        below_zero: Whether more may go out than is there. The units that are short leave at the cost of the
            last receipt, as a provisional layer; the receipt that covers them posts the difference to their
            real cost as a revaluation. Lots cannot go below zero: whoever names a lot has it in hand.
    """

    currency: str = field(validator=_carries_money)
    method: ValuationMethod = ValuationMethod.FIFO
    below_zero: bool = field(default=False, kw_only=True)
